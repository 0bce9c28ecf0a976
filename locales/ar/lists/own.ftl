# /blocklist: قائمة الخادم واستثناءاته

command-blocklist = قائمة هذا الخادم، والقائمة المشتركة بين الخوادم
command-blocklist-add = إضافة عنوان إلى قائمة هذا الخادم
command-blocklist-remove = إخراج عنوان من قائمة هذا الخادم
command-blocklist-show = ما يُعرف عن عنوان: من أدرجه ومتى ولماذا، وكم مرة رُصد
command-blocklist-search = البحث في قائمة هذا الخادم
command-blocklist-allow = السماح ببقاء عنوان هنا، مهما قالت القوائم
command-blocklist-unallow = إنهاء استثناء كهذا
command-blocklist-share = اقتراح بند من قائمة هذا الخادم على الخوادم الأخرى
command-blocklist-confirm = تأييد بند من القائمة المشتركة: يقول هذا الخادم إنه صحيح
command-blocklist-dispute = الاعتراض على بند من القائمة المشتركة: يقول هذا الخادم إنه خاطئ
command-blocklist-retract = سحب ما قاله هذا الخادم عن بند مشترك
command-blocklist-pending = البنود المشتركة التي تنتظر التأييد أو المعترَض عليها
command-blocklist-pattern = مضيف أو صفحة أو اسم: `example.com`، `=host.example.com`، `example.com/page`، `example.*`
command-blocklist-category = سبب الإدراج (إن تُرك: فئة موقعه، وإلا فئة المضايقة)
command-blocklist-add-site = الموقع الذي ينتمي إليه العنوان؛ والاسم الجديد ينشئ موقعًا جديدًا
command-blocklist-days = ينتهي البند من تلقاء نفسه بعد هذا العدد من الأيام (من 1 إلى 3650)
command-blocklist-note = ما ينبغي أن يعرفه بقية فريق الإشراف؛ وتراه أيضًا الخوادم التي يُشارَك معها
command-blocklist-share-too = مشاركته أيضًا مع الخوادم الأخرى
command-blocklist-reason = السبب؛ يُحفظ في سجل ما جرى، ويظهر مع المواقف للخوادم الأخرى
command-blocklist-look-reason = سبب الاطلاع؛ يُحفظ في سجل ما جرى
command-blocklist-query = جزء من عنوان أو من ملاحظة
list-added = ✅ أُدرج { $pattern } في قائمة هذا الخادم ({ $category }). من الآن تُعامَل الرسائل التي تتضمنه وفق سياسة هذا الخادم.
list-covers-cases = { $count ->
    [zero] لا يشمل أي قضية مفتوحة.
    [one] يشمل قضية مفتوحة: { $cases }.
    [two] يشمل قضيتين مفتوحتين: { $cases }.
    [few] يشمل { $count } قضايا مفتوحة: { $cases }.
    [many] يشمل { $count } قضية مفتوحة: { $cases }.
   *[other] يشمل { $count } قضية مفتوحة: { $cases }.
}
list-close-cases = { $count ->
    [zero] إغلاق هذه القضايا أيضًا
    [one] إغلاق هذه القضية أيضًا
    [two] إغلاق هاتين القضيتين أيضًا
    [few] إغلاق هذه القضايا أيضًا
    [many] إغلاق هذه القضايا أيضًا
   *[other] إغلاق هذه القضايا أيضًا
}
list-already = { $pattern } موجود في قائمة هذا الخادم من قبل. لم يتغيّر شيء. لتغيير ما يُذكر عنه، يُستخدم `/blocklist add` مرة أخرى مع `category` أو `note` أو `site` أو `days`.
list-changed = ✅ كان { $pattern } موجودًا في قائمة هذا الخادم من قبل. وهذا ما تغيّر:
list-changed-category = الفئة: { $before } ← { $after }
list-changed-note = الملاحظة: { $before } ← { $after }
list-changed-note-none = لا شيء
list-changed-site = الموقع: { $before } ← { $after }
list-changed-site-none = لا شيء
list-changed-end = ينتهي من تلقاء نفسه في { $after }؛ وكان ذلك من قبل في { $before }.
list-changed-shared = وما يقوله هذا الخادم عنه في القائمة المشتركة يتغيّر تبعًا لذلك.
list-ends = ينتهي من تلقاء نفسه في { $when }.
list-endless = لم يعد ينتهي من تلقاء نفسه: يبقى إلى أن يُخرَج من القائمة.
list-keep = الإبقاء عليه دائمًا
list-days = يمكن أن ينتهي البند بعد عدد من الأيام: من 1 إلى { $limit }. لم يتغيّر شيء.
list-already-shared = كان { $pattern } موجودًا في قائمة هذا الخادم من قبل.
list-removed = ✅ أُخرج { $pattern } من قائمة هذا الخادم.
list-removed-retracted = ✅ أُخرج { $pattern } من قائمة هذا الخادم، ولم يعد هذا الخادم يؤيده أو يعترض عليه في القائمة المشتركة.
list-removed-still = ⚠️ ما زالت الرسائل التي تتضمنه تُرصد هنا، لأن { $pattern } موجود في: { $list }. يسمح `/blocklist allow` ببقائه في هذا الخادم.
list-not-there = لا يوجد { $pattern } في قائمة هذا الخادم. لم يتغيّر شيء.
list-allowed = ✅ صار { $pattern } مسموحًا به في هذا الخادم، مهما قالت القوائم.
list-allowed-already = { $pattern } مسموح به في هذا الخادم من قبل. لم يتغيّر شيء.
list-unallowed = ✅ لم يعد { $pattern } مستثنى: تسري القوائم عليه هنا من جديد.
list-unallowed-still = انتهى استثناء { $pattern }، لكنه ما زال مسموحًا به هنا.
list-allowed-above = ⚪ هو جزء مما يسمح به هذا الخادم: { $names }.
list-allowed-more-above = ⚪ هو جزء مما يسمح به هذا الخادم: { $names }، وغيرها.
list-allowed-below = ⚪ تبقى أجزاء منه مسموحًا بها هنا: { $names }.
list-allowed-more-below = ⚪ تبقى أجزاء منه مسموحًا بها هنا: { $names }، وغيرها.
list-allowed-followed = ⚪ يتابع هذا الخادم استثناءات { $names }، وهي تسمح به: لا تمسّه القائمة المشتركة ولا القوائم المشترَك فيها؛ أما قائمة هذا الخادم فتسري.
list-allowed-more-followed = ⚪ يتابع هذا الخادم استثناءات { $names } وغيرها، وهي تسمح به: لا تمسّه القائمة المشتركة ولا القوائم المشترَك فيها؛ أما قائمة هذا الخادم فتسري.
list-not-allowed-above = ليس { $pattern } استثناءً قائمًا بذاته، بل هو جزء من { $names }. يُرجى إنهاء ذلك الاستثناء إن كان هو المقصود. لم يتغيّر شيء.
list-not-allowed-below = ليس { $pattern } استثناءً قائمًا بذاته، بل تُستثنى أجزاء منه فقط: { $names }. يُرجى إنهاء المقصود منها. لم يتغيّر شيء.
list-not-allowed-followed = لا يوجد { $pattern } بين استثناءات هذا الخادم. يُسمح به لأن هذا الخادم يتابع استثناءات { $names }؛ ينهي `/lists unfollow_allows` ذلك. لم يتغيّر شيء.
list-not-allowed = لا يوجد { $pattern } بين استثناءات هذا الخادم. لم يتغيّر شيء.
list-full = امتلأت قائمة هذا الخادم (الحد الأقصى للبنود: { $limit }). يُرجى إخراج ما لم تعد إليه حاجة. لم يتغيّر شيء.
list-allows-full = بلغت استثناءات هذا الخادم الحد الأقصى: { $limit }. يُرجى إنهاء ما لم تعد إليه حاجة منها. لم يتغيّر شيء.
list-stances-today = بلغ عدد البنود المشتركة التي قال عنها هذا الخادم شيئًا جديدًا خلال يوم حدّه الأقصى: { $limit }. تمكن المتابعة غدًا. لم يتغيّر شيء.
list-stances-full = بلغ هذا الخادم الحد الأقصى للبنود المشتركة التي يمكن تأييدها ما دامت الجهة المشغِّلة لا تثق به: { $limit }. لم يتغيّر شيء.
list-not-set-up = ⚠️ لم يُضبط Rowan في هذا الخادم بعد، لذلك لا يُفحص شيء. يمكن لمن يملك صلاحية «إدارة الخادم» فعل ذلك بالأمر `/setup`.
list-show-title = ## { $pattern }
list-effect-delete = 🗑️ **يُحذف هنا**: تُزال الرسائل التي تتضمنه.
list-effect-timeout = 🗑️ **يُحذف هنا**: تُزال الرسائل التي تتضمنه ويُكتم أصحابها مؤقتًا.
list-effect-review = 👀 **يُعرض للمراجعة هنا**: تبقى الرسائل التي تتضمنه، وتُنشر عنها بطاقة في قناة المراجعة.
list-effect-log = 📈 **يُكتفى بالعدّ هنا**: تبقى الرسائل التي تتضمنه، ولا يُنشر شيء.
list-effect-off = ⚪ **لا يحدث شيء هنا**: سياسة هذا الخادم لا تتخذ أي إجراء بشأنه.
list-effect-allowed = ⚪ **لا يُمَسّ هنا**: يستثني هذا الخادم { $patterns }، والاستثناء يغلب كل قائمة.
list-effect-unlisted = ⚪ **لا يحدث شيء هنا**: لا تشمله أي قائمة تسري في هذا الخادم.
list-effect-not-set-up = ⚪ **لا يحدث شيء هنا**: لم يُضبط Rowan في هذا الخادم بعد، لذلك لا يُفحص شيء.
list-effect-because = السبب: البند { $pattern } ({ $list }، { $category }).
list-effect-elsewhere = لبعض القنوات أو الرتب قاعدة خاصة بها (`/policy show`).
list-effect-likely-delete = حيث يكون الرابط مرجَّحًا فقط، تُزال رسالة كهذه.
list-effect-likely-review = حيث يكون الرابط مرجَّحًا فقط، تُعرض رسالة كهذه للمراجعة.
list-effect-likely-log = حيث يكون الرابط مرجَّحًا فقط، لا تُسجَّل رسالة كهذه إلا في العدّ.
list-show-own = **في قائمة هذا الخادم**: { $category }
list-show-by = { $case ->
    [0] أُدرج في { $when } بواسطة { $who }.
   *[other] أُدرج في { $when } بواسطة { $who }، من القضية { $case }.
}
list-show-by-nobody = { $case ->
    [0] أُدرج في { $when }.
   *[other] أُدرج في { $when }، من القضية { $case }.
}
list-show-site = الموقع: { $name }
list-show-note = ملاحظة: { $note }
list-show-not-own = ليس في قائمة هذا الخادم.
list-show-allowed = **مسموح به في هذا الخادم** منذ { $when } بواسطة { $who }. وذلك يغلب كل قائمة.
list-show-allowed-nobody = **مسموح به في هذا الخادم** منذ { $when }. وذلك يغلب كل قائمة.
list-show-reason = السبب: { $reason }
list-show-hits = { $count ->
    [zero] لم يُرصد هنا حتى الآن.
    [one] رُصد هنا مرة واحدة حتى الآن، { $when }.
    [two] رُصد هنا مرتين حتى الآن، آخرهما { $when }.
    [few] رُصد هنا { $count } مرات حتى الآن، آخرها { $when }.
    [many] رُصد هنا { $count } مرة حتى الآن، آخرها { $when }.
   *[other] رُصد هنا { $count } مرة حتى الآن، آخرها { $when }.
}
list-show-no-hits = لم يُرصد هنا حتى الآن.
list-show-covered = يشمله أيضًا:
list-show-cover = - { $pattern } ({ $list }، { $category })
list-search-title = { $total ->
    [zero] ## لا شيء في قائمة هذا الخادم يتضمن «{ $query }»
    [one] ## بند واحد يتضمن «{ $query }»
    [two] ## بندان يتضمنان «{ $query }»
    [few] ## { $total } بنود تتضمن «{ $query }»
    [many] ## { $total } بندًا تتضمن «{ $query }»
   *[other] ## { $total } بند تتضمن «{ $query }»
}
list-search-partial = -# ما استوردته الجهة المشغِّلة إلى هذه القائمة طويل جدًا. جرى البحث في مليون من بنوده؛ أما بقيتها فلا يُعثر فيها إلا على العناوين التي تبدأ بهذه الأحرف.
list-search-more = -# فيما استوردته الجهة المشغِّلة إلى هذه القائمة أكثر مما يُعرض هنا. يُرجى كتابة المزيد من العنوان.
list-search-row = - { $pattern } · { $category } · { $when }
list-search-note = { "  " }{ $note }
nothing-changed = لم يتغيّر شيء.
cases-more = { $more ->
    [zero] { $cases }
    [one] { $cases } وقضية أخرى يعرضها `/queue`
    [two] { $cases } وقضيتان أخريان يعرضهما `/queue`
    [few] { $cases } و{ $more } قضايا أخرى يعرضها `/queue`
    [many] { $cases } و{ $more } قضية أخرى يعرضها `/queue`
   *[other] { $cases } و{ $more } قضية أخرى يعرضها `/queue`
}
list-row-more = -# المزيد في `/blocklist show`
