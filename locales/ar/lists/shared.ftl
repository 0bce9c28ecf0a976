# القائمة المشتركة: التأييد والاعتراض والسحب والانتظار؛ وأسماء المستويات

tier-own = قائمة هذا الخادم
tier-shared = القائمة المشتركة
tier-proposed = مقترحات القائمة المشتركة
tier-subscribed = قائمة مشترَك فيها

sharing-not-own = لا يوجد { $pattern } في قائمة هذا الخادم. يُرجى إضافته أولًا (`/blocklist add`)، أو تأييد بند خادم آخر بالأمر `/blocklist confirm`. لم يتغيّر شيء.
sharing-unknown = ليس في القائمة المشتركة باسم { $pattern } ما يمكن لهذا الخادم رؤيته. لاقتراحه، يُرجى إضافته إلى قائمة هذا الخادم ثم مشاركته. لم يتغيّر شيء.
sharing-nothing-said = لم يقل هذا الخادم شيئًا عن { $pattern } في القائمة المشتركة. لم يتغيّر شيء.
sharing-read-enough = لا تثق الجهة المشغِّلة بهذا الخادم بعد، وقد عُرض عليه اليوم الحد الأقصى من عناوين القائمة المشتركة: { $limit }. تُعامَل الرسائل كالمعتاد. تمكن المتابعة غدًا.
sharing-banned = استبعدت الجهة المشغِّلة هذا الخادم من القائمة المشتركة. أما قائمته فتبقى سارية.
sharing-confirmed = ✅ سُجّل التأييد في القائمة المشتركة: { $pattern }.
sharing-disputed = ✅ سُجّل الاعتراض في القائمة المشتركة: { $pattern }. يسمح `/blocklist allow` ببقائه هنا.
sharing-retracted = ✅ لم يعد هذا الخادم يقول شيئًا عن { $pattern } في القائمة المشتركة.
sharing-not-counted = لا تثق الجهة المشغِّلة بهذا الخادم بعد: ما يقوله يُعرض على الخوادم الموثوقة، ولا يُحتسب.
sharing-state-listed = **في القائمة المشتركة**: يسري في كل خادم وفق سياسته.
sharing-state-proposed = **مقترَح**: ينتظر تأييد خوادم أخرى.
sharing-state-disputed = **معترَض عليه**: لا يسري على أحد، إلا في خادم يضعه في قائمته.
sharing-state-none = ليس في القائمة المشتركة.
sharing-counts = مجموعات الخوادم المؤيِّدة: { $confirms } (النصاب: { $quorum })، والمعترِضة: { $disputes }.
sharing-uncounted = من خوادم غير موثوقة (لا تُحتسب): المؤيِّدة: { $confirms }، والمعترِضة: { $disputes }.
sharing-category = الفئة: { $category }
sharing-own-confirm = يؤيد هذا الخادم { $pattern } (آخر موعد للتجديد: { $until }).
sharing-own-dispute = يعترض هذا الخادم على { $pattern } (آخر موعد للتجديد: { $until }).
sharing-said-confirm = الخوادم المؤيِّدة: { $names }.
sharing-said-dispute = الخوادم المعترِضة: { $names }.
sharing-who-uncounted = { $name } (لا يُحتسب)
sharing-since = { $name } (منذ { $when })
sharing-more = { $more ->
    [zero] { $names }
    [one] { $names } وخادم آخر
    [two] { $names } وخادمان آخران
    [few] { $names } و{ $more } خوادم أخرى
    [many] { $names } و{ $more } خادمًا آخر
   *[other] { $names } و{ $more } خادم آخر
}
sharing-why = { $name }: «{ $reason }»
pending-title = { $total ->
    [zero] ## لا شيء ينتظر في القائمة المشتركة
    [one] ## بند مشترك واحد ينتظر التأييد أو معترَض عليه
    [two] ## بندان مشتركان ينتظران التأييد أو معترَض عليهما
    [few] ## { $total } بنود مشتركة تنتظر التأييد أو معترَض عليها
    [many] ## { $total } بندًا مشتركًا تنتظر التأييد أو معترَض عليها
   *[other] ## { $total } بند مشترك تنتظر التأييد أو معترَض عليها
}
pending-hint = *تأييد* تعني أن البند صحيح، و*اعتراض* تعني أنه خاطئ، مع ذكر السبب.
pending-title-untrusted = { $total ->
    [zero] ## لا شيء في القائمة المشتركة بعد
    [one] ## عنوان واحد في القائمة المشتركة
    [two] ## عنوانان في القائمة المشتركة
    [few] ## { $total } عناوين في القائمة المشتركة
    [many] ## { $total } عنوانًا في القائمة المشتركة
   *[other] ## { $total } عنوان في القائمة المشتركة
}
pending-hint-untrusted = لا تثق الجهة المشغِّلة بهذا الخادم بعد، لذلك لا يرى إلا ما هو مُدرَج.
pending-row = **{ $number } · { $pattern }** · { $category }
pending-row-plain = - { $pattern } · { $category }
