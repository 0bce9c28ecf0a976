# Help for people in danger: beside an emergency's thanks, and in `/support`. Plain, calm, no promise that nobody can keep.
command-support = أين توجد المساعدة، وما العمل عند نشر معلومات شخصية أو عند تهديد أحد أو وجوده في خطر
support-title = ليس عليك مواجهة هذا وحدك.
support-now = إن كان أحد في خطر الآن، فيُرجى الاتصال بخدمات الطوارئ المحلية.
support-find = من يصغي ويساعد، بحسب البلد واللغة: <https://findahelpline.com>
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
