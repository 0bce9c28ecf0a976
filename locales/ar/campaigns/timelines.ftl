# /updates: قائمة الحملات، والخط الزمني لإحداها

command-updates = ما لدى الحملات من أخبار
command-updates-list = أحدث تحديثات الحملات التي يديرها هذا الخادم أو يتابعها
command-updates-timeline = كل ما جرى في حملة واحدة
command-updates-campaign = الحملة
command-updates-timeline-as = صفحات (من دون هذا الخيار)، أو صورة للمشاركة، أو ملف
timeline-as-pages = صفحات
timeline-as-picture = صورة
timeline-as-json = ملف (JSON)

timeline-title = ## { $title }
timeline-publisher = من { $name }، منذ { $when }
timeline-demand = **المطلب:** { $demand }
timeline-closed = 🏁 **أُغلقت في { $when }:** { $outcome }
timeline-empty = لم يُنشر أي تحديث بعد.
timeline-entry = التحديث { $number } · { $kind } · { $when }
timeline-corrected = ✏️ *صُحّح في { $when }*
timeline-withdrawn = التحديث { $number } · { $when } · 🚫 *سُحب في { $gone }*
timeline-month-head = ### { $month }
timeline-no-picture = تعذّر رسم الصورة هذه المرة؛ ما كانت ستُظهره مكتوب أدناه.
timeline-file = الخط الزمني للحملة **{ $title }** بصيغة JSON، { $count ->
    [zero] وليس فيه تحديث بعد
    [one] وفيه تحديث واحد
    [two] وفيه تحديثان
    [few] وفيه { $count } تحديثات
    [many] وفيه { $count } تحديثًا
   *[other] وفيه { $count } تحديث
}{ $files ->
    [one] {""}
    [zero] {""}
    [two] ، في ملفين لأنه أكبر من أن يسعه ملف واحد
    [few] ، في { $files } ملفات لأنه أكبر من أن يسعه ملف واحد
    [many] ، في { $files } ملفًا لأنه أكبر من أن يسعه ملف واحد
   *[other] ، في { $files } ملف لأنه أكبر من أن يسعه ملف واحد
}. لا يمكن النقر على ما فيه من روابط مُدرَجة في قائمة، ولا يذكر Rowan فيه اسم أي شخص.
timeline-file-too-large = { $count ->
    [zero] هذا الخط الزمني أكبر مما تحمله رسالة واحدة من الملفات. يعرضه الأمر `/updates timeline` صفحة صفحة.
    [one] هذا الخط الزمني أكبر مما تحمله رسالة واحدة من الملفات. يعرضه الأمر `/updates timeline` صفحة صفحة.
    [two] في هذا الخط الزمني تحديثان، وهما أكبر مما تحمله رسالة واحدة من الملفات. يعرضهما الأمر `/updates timeline` صفحة صفحة.
    [few] في هذا الخط الزمني { $count } تحديثات، وهي أكثر مما تحمله رسالة واحدة من الملفات. يعرضها الأمر `/updates timeline` صفحة صفحة.
    [many] في هذا الخط الزمني { $count } تحديثًا، وهي أكثر مما تحمله رسالة واحدة من الملفات. يعرضها الأمر `/updates timeline` صفحة صفحة.
   *[other] في هذا الخط الزمني { $count } تحديث، وهي أكثر مما تحمله رسالة واحدة من الملفات. يعرضها الأمر `/updates timeline` صفحة صفحة.
}
updates-title = ## أحدث التحديثات
updates-empty = لم تنشر الحملات التي يديرها هذا الخادم أو يتابعها شيئًا بعد.
updates-campaigns = **الحملات التي يديرها هذا الخادم أو يتابعها**
updates-named = حملة **{ $title }** من { $publisher } · { $state ->
    [closed] أُغلقت في { $when }
    [updated] أحدث تحديث { $when }
   *[silent] لا تحديثات بعد
}
updates-whole = الأمر `/updates timeline` يعرض كل تحديثات الحملة، وكلًّا منها كاملًا.
updates-campaign = **{ $title }**

# الصورة: كلمات بسيطة، بلا رموز تعبيرية
timeline-kind-call = نداء
timeline-kind-statement = بيان
timeline-kind-response = رد
timeline-kind-precedent = سابقة
timeline-kind-win = مكسب
timeline-kind-setback = انتكاسة
timeline-kind-safety = سلامة
timeline-picture-gone = مسحوب
timeline-picture-publisher = من { $name }، منذ { $day }
timeline-picture-closed = أُغلقت في { $day }: { $outcome }
timeline-picture-withdrawn = سُحب التحديث { $number } في { $day }
timeline-picture-why = السبب: { $reason }
timeline-picture-warning = تحذير من المحتوى: { $warning }
timeline-picture-corrected = صُحّح في { $day }
timeline-picture-page = المجموع: { $count ->
    [zero] لا تحديثات
    [one] تحديث واحد
    [two] تحديثان
    [few] { $count } تحديثات
    [many] { $count } تحديثًا
   *[other] { $count } تحديث
}{ $pages ->
    [zero] {""}
    [one] {""}
    [two] {" "}· الصورة { $number } من { $pages }
    [few] {" "}· الصورة { $number } من { $pages }
    [many] {" "}· الصورة { $number } من { $pages }
   *[other] {" "}· الصورة { $number } من { $pages }
}
timeline-picture-missing = […]: حروف لا يمكن لهذه الصورة عرضها. النص المرافق لها يتضمنها.
timeline-picture-description = الخط الزمني للحملة «{ $title }». { $what }.
timeline-picture-line = في { $day }: { $kind }: { $headline }.
timeline-picture-more = { $count ->
    [zero] لا تحديثات أخرى في الرسالة.
    [one] في الرسالة تحديث آخر.
    [two] في الرسالة تحديثان آخران.
    [few] في الرسالة { $count } تحديثات أخرى.
    [many] في الرسالة { $count } تحديثًا آخر.
   *[other] في الرسالة { $count } تحديث آخر.
}
