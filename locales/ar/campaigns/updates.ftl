# التحديثات: المسودات والموافقة والتصحيح والسحب، وما يقرؤه المتابِعون

update-form-new = تحديث جديد
update-form-edit = تعديل مسودة التحديث { $number }
update-form-correct = تصحيح التحديث { $number }
update-field-kind = النوع
update-field-headline = العنوان الرئيسي
update-field-help-headline = سطر واحد؛ 150 حرفًا على الأكثر
update-field-body = النص
update-field-help-body = ما حدث. تظهر الروابط فيه ولا يمكن النقر عليها؛ ويجب أن تتسع له كله رسالة واحدة
update-field-source = المصدر
update-field-help-source = أين يمكن التحقق من هذا: عنوان يبدأ بـ`https://` وغير مُدرَج في أي قائمة
update-field-warning = تحذير من المحتوى
update-field-help-warning = ما قد تؤلم قراءته، إن وُجد؛ ويُخفى النص عندئذٍ حتى النقر عليه
update-field-picture = الصورة
update-field-picture_text = وصف الصورة
update-kind-call = 📣 نداء
update-kind-statement = 📰 بيان
update-kind-response = 💬 رد
update-kind-precedent = ⚖️ سابقة
update-kind-win = ✅ مكسب
update-kind-setback = ⛔ انتكاسة
update-kind-safety = 🛟 سلامة
update-kind-help-call = شيء يمكن للناس فعله الآن
update-kind-help-statement = ما نقوله أو يقوله آخرون علنًا
update-kind-help-response = ما أجاب به الطرف الآخر
update-kind-help-precedent = قرار في مكان آخر يفيد هنا
update-kind-help-win = تحقّق شيء
update-kind-help-setback = تعثّر شيء
update-kind-help-safety = كيف يمكن للناس حماية أنفسهم
update-kind-unknown = يُرجى اختيار نوع التحديث. لم يُحفظ شيء.
update-card-not-found-yet = لا يُعرف بعد مكان الرسالة المنشورة لهذا: بعد إعادة التشغيل يجري البحث عنها أولًا. يُرجى الضغط من جديد بعد بضع ثوانٍ. لم يتغيّر شيء.
update-unknown = ليس في هذا الخادم تحديث كهذا. يُرجى اختيار واحد من القائمة التي تظهر أثناء الكتابة.
update-withdrawn-already = سُحب هذا التحديث، ويبقى مسحوبًا؛ يُرجى كتابة تحديث جديد.
update-not-published = لم يُنشر هذا التحديث قط. يُرجى بدلًا من ذلك تجاهل مسودته في قناة المراجعة.
update-nothing-changed = هذا هو المكتوب هناك أصلًا. لم يتغيّر شيء.
update-changed-meanwhile = عُدّل هذا التحديث بينما كان النموذج مفتوحًا، وإرسال النموذج يلغي ذلك التعديل. الأمر `/campaign correct` يعرض ما فيه الآن. لم يتغيّر شيء.
update-too-long = لا تتسع رسالة واحدة لهذا: عدد أحرف اسم الحملة والعنوان الرئيسي والنص والتحذير والعناوين عند النشر { $length }، والحد الأقصى { $limit }. يُرجى تقصيره (الزائد من الأحرف: { $over })، أو جعله تحديثين. لم يُحفظ شيء.
draft-approved-already = تمت الموافقة على هذا من قبل.
draft-replaced-already = عُدّل هذا في الأثناء. يُرجى النظر في أحدث صيغة.
draft-discarded-already = جرى تجاهل هذه المسودة. يُرجى كتابة تحديث جديد.
draft-needs-another = يشترط هذا الخادم نظرة ثانية: تلزم موافقة شخص آخر من فريق الإشراف غير من كتبه.
update-drafted = التحديث { $number } ينتظر الموافقة في { $channel }.
update-drafted-second = التحديث { $number } ينتظر في { $channel } موافقة شخص آخر من فريق الإشراف.
update-redrafted = الصيغة الجديدة من التحديث { $number } تنتظر الموافقة في قناة المراجعة. حتى ذلك الحين لا يتغيّر شيء.
update-withdrawing = سُحب التحديث { $number }. من الآن فصاعدًا تذكر كل نسخة ذلك.
draft-approved = تمت الموافقة. { $count ->
    [zero] لا يُرسَل التحديث { $number } إلى أي خادم بعد.
    [one] يُرسَل التحديث { $number } إلى خادم واحد.
    [two] يُرسَل التحديث { $number } إلى خادمين.
    [few] يُرسَل التحديث { $number } إلى { $count } خوادم.
    [many] يُرسَل التحديث { $number } إلى { $count } خادمًا.
   *[other] يُرسَل التحديث { $number } إلى { $count } خادم.
}
draft-discarded = جرى تجاهل مسودة التحديث { $number }.

draft-scheduled = تمت الموافقة. يُنشر التحديث { $number } تلقائيًا في موعده، { $count ->
    [zero] ولا يُرسَل بحسب الوضع الآن إلى أي خادم
    [one] ويُرسَل بحسب الوضع الآن إلى خادم واحد
    [two] ويُرسَل بحسب الوضع الآن إلى خادمين
    [few] ويُرسَل بحسب الوضع الآن إلى { $count } خوادم
    [many] ويُرسَل بحسب الوضع الآن إلى { $count } خادمًا
   *[other] ويُرسَل بحسب الوضع الآن إلى { $count } خادم
}.

# الأوقات
command-campaign-at = موعد النشر، مثل `2026-12-24 18:00` أو `18:00`، بتوقيت الخادم؛ فارغ: فور الموافقة
schedule-at = موعد النشر { $when } ({ $left })، بشرط الموافقة عليه.
schedule-twice = تُؤخَّر الساعات هنا حينها فتُظهر هذا الوقت مرتين؛ والمقصود { $which ->
    [first] المرة الأولى
   *[second] المرة الثانية
}. أما الأخرى فهي `{ $other }`.
schedule-unreadable = لا يمكن قراءة هذا الوقت. يُكتب هكذا: `{ $now }`، وهو الوقت الآن في { $zone }، أو `18:30` للمرة القادمة التي تُظهر فيها الساعة ذلك. لم يُحفظ شيء.
schedule-past = مضى الوقت { $when }. يُرجى كتابة وقت لم يأت بعد، أو عدم كتابة وقت. لم يُحفظ شيء.
schedule-far = الوقت { $when } بعد أكثر من سنة. يُرجى كتابة وقت خلال سنة. لم يُحفظ شيء.
schedule-skipped = لا تُظهر الساعات في { $zone } الوقت { $typed } أبدًا في ذلك اليوم: تُقدَّم حينها. اللحظة نفسها هي `{ $after }`؛ يُرجى كتابة ذلك، أو كتابة وقت آخر. لم يُحفظ شيء.
draft-goes-out = 🕒 يُنشر في هذا الموعد: { $when } ({ $left })، أو حالما تتم الموافقة عليه، أيّهما جاء لاحقًا.
scheduled-title = **🕒 تمت الموافقة على التحديث { $number }، وموعد نشره { $when }** ({ $left })
scheduled-by = الموافقة من { $name }.
scheduled-edit = التعديل يحتاج إلى موافقة من جديد. لتغيير الموعد وحده: الأمر `/campaign correct` مع الخيار `at`.

# النسخ
update-title = ### { $title }
update-line = { $kind } · { $when } · التحديث { $number }
update-not-published-yet = لم يُنشر بعد
update-warning = ⚠️ **تحذير من المحتوى:** { $warning }
update-source = **المصدر:** { $source }
update-official-link = **صفحة الحملة:** { $link }
update-corrected = ✏️ *صُحّح في { $when }: { $what }*
update-publisher-gone = *⚠️ لم يعد ناشر هذا موجودًا هنا: لا أحد يتولى تصحيحه.*
update-publisher = *الناشر: { $name }*
update-button-timeline = الخط الزمني
update-withdrawn = 🚫 **سحب الناشر التحديث { $number }** ({ $when }).
update-withdrawn-why = **السبب:** { $reason }

# البطاقات
draft-title = **📝 التحديث { $number } ينتظر الموافقة**
draft-title-correction = **📝 تصحيح للتحديث { $number } ينتظر الموافقة.** ما يتغيّر: { $what }.
draft-by = بقلم { $name }، { $when }.
draft-somebody = شخص ما
draft-second = تلزم موافقة شخص آخر من فريق الإشراف غير من كتبه.
draft-reaches = { $count ->
    [zero] لن يصل إلى أي خادم، بحسب العدّ عند إعداد هذه البطاقة: لم يحدّد هذا الخادم قناة حملات، أو لا أحد يتابع الحملة.
    [one] سيصل إلى خادم واحد، بحسب العدّ عند إعداد هذه البطاقة.
    [two] سيصل إلى خادمين، بحسب العدّ عند إعداد هذه البطاقة.
    [few] سيصل إلى { $count } خوادم، بحسب العدّ عند إعداد هذه البطاقة.
    [many] سيصل إلى { $count } خادمًا، بحسب العدّ عند إعداد هذه البطاقة.
   *[other] سيصل إلى { $count } خادم، بحسب العدّ عند إعداد هذه البطاقة.
}
draft-masked = ⚠️ **محجوب: { $what }.** يرى القرّاء { $mask } في مكانه، هنا كما في كل نسخة. إن كان المطلوب مراسلة جهة ما أو الاتصال بها، فلتكن الصفحة التي فيها بيانات اتصالها هي المصدر.
draft-masked-email = { $count ->
    [zero] لا عناوين بريد إلكتروني
    [one] عنوان بريد إلكتروني واحد
    [two] عنوانا بريد إلكتروني
    [few] { $count } عناوين بريد إلكتروني
    [many] { $count } عنوان بريد إلكتروني
   *[other] { $count } عنوان بريد إلكتروني
}
draft-masked-address = { $count ->
    [zero] لا عناوين منازل
    [one] عنوان منزل واحد
    [two] عنوانا منزلين
    [few] { $count } عناوين منازل
    [many] { $count } عنوان منزل
   *[other] { $count } عنوان منزل
}
draft-masked-card = { $count ->
    [zero] لا أرقام بطاقات دفع
    [one] رقم بطاقة دفع واحد
    [two] رقما بطاقتي دفع
    [few] { $count } أرقام بطاقات دفع
    [many] { $count } رقم بطاقة دفع
   *[other] { $count } رقم بطاقة دفع
}
draft-masked-coordinates = { $count ->
    [zero] لا أماكن بإحداثياتها
    [one] مكان واحد بإحداثياته
    [two] مكانان بإحداثياتهما
    [few] { $count } أماكن بإحداثياتها
    [many] { $count } مكانًا بإحداثياتها
   *[other] { $count } مكان بإحداثياتها
}
draft-masked-iban = { $count ->
    [zero] لا حسابات مصرفية
    [one] حساب مصرفي واحد
    [two] حسابان مصرفيان
    [few] { $count } حسابات مصرفية
    [many] { $count } حسابًا مصرفيًا
   *[other] { $count } حساب مصرفي
}
draft-masked-national_id = { $count ->
    [zero] لا أرقام وثائق
    [one] رقم وثيقة واحد
    [two] رقما وثيقتين
    [few] { $count } أرقام وثائق
    [many] { $count } رقم وثيقة
   *[other] { $count } رقم وثيقة
}
draft-masked-ip = { $count ->
    [zero] لا عناوين IP
    [one] عنوان IP واحد
    [two] عنوانا IP
    [few] { $count } عناوين IP
    [many] { $count } عنوان IP
   *[other] { $count } عنوان IP
}
draft-masked-phone = { $count ->
    [zero] لا أرقام هاتف
    [one] رقم هاتف واحد
    [two] رقما هاتفين
    [few] { $count } أرقام هاتف
    [many] { $count } رقم هاتف
   *[other] { $count } رقم هاتف
}
draft-held = ⚠️ **{ $count ->
    [zero] لا عنوان فيه مُدرَج في قائمة هنا أو مُبلَّغ عنه
    [one] فيه عنوان واحد مُدرَج في قائمة هنا أو مُبلَّغ عنه
    [two] فيه عنوانان كلاهما مُدرَج في قائمة هنا أو مُبلَّغ عنه
    [few] فيه { $count } عناوين كل منها مُدرَج في قائمة هنا أو مُبلَّغ عنه
    [many] فيه { $count } عنوانًا كل منها مُدرَج في قائمة هنا أو مُبلَّغ عنه
   *[other] فيه { $count } عنوان كل منها مُدرَج في قائمة هنا أو مُبلَّغ عنه
}.** لا يمكن لأحد النقر على ذلك، لا في هذه البطاقة ولا في أي نسخة.
draft-picture = 🖼️ لا يمكن لبوت Rowan قراءة ما تُظهره الصور. يُرجى التحقق من أنها لا تدل على شخص أو مكان يجب ألا يُذكر.
draft-picture-gone = ⚠️ **لم تعد صورة هذا التحديث قابلة للقراءة.** سيُنشر من دون صورة.
draft-stale = ⚠️ غيّر شخص آخر هذا التحديث أثناء كتابة هذه الصيغة. يُرجى التحقق من أن شيئًا لم يضع.
draft-button-approve = موافقة
draft-button-edit = تعديل
draft-button-discard = تجاهل
draft-button-screen = ما غيّره Rowan
draft-was-approved = ✅ تمت الموافقة على التحديث { $number } (الصيغة { $version })؛ الموافقة من { $name }، { $when }.
draft-was-discarded = { $named ->
    [no] 🗑️ جرى تجاهل مسودة التحديث { $number } (الصيغة { $version })، { $when }.
   *[yes] 🗑️ جرى تجاهل مسودة التحديث { $number } (الصيغة { $version })؛ القرار من { $name }، { $when }.
}

# ما غيّره الفحص في مسودة
screen-title = **ما غيّره Rowan في التحديث { $number }**
    ما هو مخفي حتى النقر عليه هو ما كُتب. لا يراه القرّاء هكذا أبدًا.
screen-nothing = لا شيء: يُنشر كما كُتب.
screen-was-masked = **{ $field }**، { $what }: { $written }. يرى القرّاء { $mask }.
screen-was-held = **{ $field }**، { $why }: { $written }. يرى القرّاء اسمه ولا يمكنهم النقر عليه.
screen-was-link = **{ $field }**، رابط: { $written }. يراه القرّاء ولا يمكنهم النقر عليه؛ لا يمكن النقر إلا على المصدر وصفحة الحملة.
screen-was-mention = **{ $field }**، إشارة: { $written }. لا يُنبَّه أحد.
screen-masked-address = عنوان منزل
screen-masked-card = رقم بطاقة دفع
screen-masked-coordinates = مكان بإحداثياته
screen-masked-email = عنوان بريد إلكتروني
screen-masked-iban = حساب مصرفي
screen-masked-national_id = رقم وثيقة
screen-masked-ip = عنوان IP
screen-masked-phone = رقم هاتف
screen-held-own = مُدرَج في قائمة هذا الخادم
screen-held-shared = مُدرَج في القائمة المشتركة
screen-held-proposed = مقترَح للقائمة المشتركة
screen-held-subscribed = مُدرَج في قائمة يشترك فيها هذا الخادم
screen-held-reported = قُدّم بلاغ عنه هنا ولم يُبتّ فيه بعد
