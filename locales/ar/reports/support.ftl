# Help for people in danger: beside an emergency's thanks, and in `/support`. Plain, calm, no promise that nobody can keep.
command-support = أين توجد المساعدة، وما العمل عند نشر معلومات شخصية أو عند تهديد أحد أو وجوده في خطر
support-title = ليس عليك مواجهة هذا وحدك.
support-now = إن كان أحد في خطر الآن، فيُرجى الاتصال بخدمات الطوارئ المحلية.
support-find = من يصغي ويساعد، بحسب البلد واللغة: <https://findahelpline.com>
support-heading-doxxing = **عند نشر تفاصيل خاصة**
support-heading-threats = **عند تهديد أحد**
support-heading-self_harm = **عند الخشية من أن يؤذي أحد نفسه**
support-advice-doxxing = إن كان الأمر عنك: من المهم حفظ ما قد يلزم لاحقًا (لقطات شاشة، عناوين، أوقات)، وعدم الرد على من نشروه، وإخبار شخص موضع ثقة. وحين ينكشف عنوان منزل أو رقم هاتف، ينبغي أن يعلم بذلك من يسكنون معك. وما دامت الرسالة باقية، يمكنك أيضًا الإبلاغ عنها لدى Discord نفسه.
support-advice-threats = ينبغي أخذ التهديد بجدية، وحفظه، وعدم الرد عليه، وإخبار شخص موضع ثقة. إن ذُكر فيه وقت أو مكان أو عنوان، فيُرجى إخبار الشرطة؛ وإن كان التهديد ببلاغ كاذب يستدعي الشرطة إلى منزلك، فيمكنك إخبارها مسبقًا.
support-advice-self_harm = إن كان الأمر عنك: هناك من يصغون في أي ساعة، والحديث مع أحدهم يعين. وإن كان عن شخص آخر: من المهم البقاء على تواصل معه، وسؤاله مباشرةً وبهدوء، والبحث معًا عن مساعدة. لا بأس بعدم إبقاء الأمر سرًّا.
support-resource = { $region ->
    [none] **{ $name }**: { $ways } · آخر تحقّق: { $date }
   *[other] **{ $name }** ({ $region }): { $ways } · آخر تحقّق: { $date }
}
support-more = هناك المزيد: تظهر كلها عبر `/support`.

# For the operator
support-file-unreadable = تحذير: تعذّرت قراءة ملف جهات المساعدة { $file } ({ $reason })، لذلك لا يُعرض على الناس إلا findahelpline.com.
support-entry-malformed = تحذير: تُرك البند { $number } من { $file }: حقله «{ $field }» ناقص أو غير معروف أو غير سليم.
support-entry-stale = تحذير: آخر تحقق من «{ $name }» في { $file } كان قبل { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}. يُرجى التأكد من أنه لا يزال يجيب، وضبط `verified_at`.
