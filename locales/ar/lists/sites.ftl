# /blocklist site: مواقع لها عدة عناوين

command-blocklist-site = موقع بكل عناوينه؛ ومع أي خيار: تغيير ما يُذكر عنه
command-blocklist-site-name = اسم الموقع
command-blocklist-site-rename = اسم جديد؛ وإن كان لموقع آخر، يُدمج الموقعان بعد الموافقة على ذلك
command-blocklist-site-summary = ما هو الموقع؛ وتراه أيضًا الخوادم التي تُشارَك عناوينه معها
command-blocklist-site-category = الفئة التي يأخذها كل عنوان جديد له
command-blocklist-site-note = الملاحظة التي يأخذها كل عنوان جديد له
list-form-site = ضمن الموقع { $name }
list-form-site-name = الاسم نفسه: ينضم إلى ذلك الموقع، بفئته ({ $category }) وملاحظته
list-form-site-looks = يشبهه: ينضم إلى ذلك الموقع، بفئته ({ $category }) وملاحظته
site-title = ## { $name }
    -# { $total ->
        [zero] لا عناوين
        [one] عنوان واحد
        [two] عنوانان
        [few] { $total } عناوين
        [many] { $total } عنوانًا
       *[other] { $total } عنوان
    }
site-inherits = فئة كل عنوان جديد له: { $category }
site-summary = { $summary }
site-shared-summary = في القائمة المشتركة: { $summary }
site-only-shared = لا شيء منه في قائمة هذا الخادم.
site-more = في القائمة المشتركة عناوين أكثر مما يُعرض هنا.
site-empty = لم يبقَ له أي عنوان.
site-row = { $action ->
    [off] - { $pattern } · { $category } · { $list }: لا إجراء
    [log] - { $pattern } · { $category } · { $list }: يُكتفى بالعدّ
    [review] - { $pattern } · { $category } · { $list }: يُعرض للمراجعة
    [delete] - { $pattern } · { $category } · { $list }: يُحذف هنا
    [timeout] - { $pattern } · { $category } · { $list }: يُحذف هنا، مع كتم مؤقت
    [allowed] - { $pattern } · { $category } · { $list }: مستثنى هنا
   *[other] - { $pattern } · { $category } · { $list }: { $action }
}
site-row-idle = - { $pattern } · لا يسري هنا
site-state-listed = في القائمة المشتركة
site-state-proposed = مقترَح، ينتظر تأييد خوادم أخرى
site-state-disputed = معترَض عليه
site-changed = ✅ تغيّر ما يُذكر عن الموقع { $name }.
site-unchanged = لم يتغيّر شيء في الموقع { $name }: هذا ما يُذكر عنه من قبل.
site-was-named = كان اسمه { $name }.
site-shared-later = العناوين التي يشاركها هذا الخادم تُبقي هناك النص القديم إلى أن تُشارَك من جديد (`/blocklist share`).
site-name-taken = في هذا الخادم موقع آخر اسمه { $name }، لذلك لم يتغيّر اسم هذا الموقع. يمكن دمج الموقعين: عندئذ تصير عناوين هذا الموقع تابعة للموقع { $name }. ولا يمكن التراجع عن ذلك.
site-merge = دمج الموقعين
site-merged = ✅ صارت عناوين الموقعين تابعة للموقع { $name }.
site-unknown = لا أعرف موقعًا باسم { $name } يمكن لهذا الخادم رؤيته. ينشئه `/blocklist add` مع `site`. لم يتغيّر شيء.
site-not-own = لا عنوان في قائمة هذا الخادم يتبع موقعًا باسم { $name }. ينشئه `/blocklist add` مع `site`. لم يتغيّر شيء.
site-gone = لم يعد أحد الموقعين موجودًا. لم يتغيّر شيء.
site-full = أقصى عدد لعناوين الموقع: { $limit }. لم يتغيّر شيء.
sites-full = بلغ هذا الخادم أقصى عدد للمواقع: { $limit }. لم يتغيّر شيء.
site-name-refused = عدد أحرف اسم الموقع من 1 إلى { $limit }، في سطر واحد. لم يتغيّر شيء.
site-summary-long = أقصى عدد لأحرف وصف الموقع: { $limit }. لم يتغيّر شيء.
