# القرارات في جدول، بلا أشخاص

command-stats-export = بدلًا من الأرقام: كل قرارات هذه الأيام في جدول (CSV)، بلا أشخاص ولا نصوص ولا روابط
decisions-none = لم يُتَّخذ أي قرار خلال آخر { $days ->
    [zero] يوم
    [one] يوم
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}.
decisions-exported = { $count ->
    [zero] لا قرارات
    [one] قرار واحد
    [two] قراران
    [few] { $count } قرارات
    [many] { $count } قرارًا
   *[other] { $count } قرار
} خلال آخر { $days ->
    [zero] يوم
    [one] يوم
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}، في جدول (CSV): متى، وبشأن ماذا، وبأي قائمة، وكيف ولماذا. لا يذكر اسم أحد، وليس فيه نص ولا رابط ولا نمط.
decisions-before-publishing = قبل نشره: من كان حاضرًا قد يعرف من اليوم وحده إحدى القضايا القليلة. حيث تكون الأعداد صغيرة، يُرجى جمع الأيام في أسابيع أو شهور. الأيام بالتوقيت العالمي.
decisions-column-day = اليوم
decisions-column-origin = بشأن
decisions-column-category = الفئة
decisions-column-tier = القائمة
decisions-column-outcome = القرار
decisions-column-reason = السبب
decisions-column-count = عدد المرات
decisions-column-removed = منها ما أُزيلت رسالته
decisions-origin-report = بلاغ
decisions-origin-list = رابط رصدته قائمة
decisions-outcome-listed = حُظر الرابط
decisions-outcome-dismissed = رُفض
decisions-outcome-related = أُغلق مع بلاغ آخر عن الرابط نفسه
decisions-outcome-undone = جرى التراجع عن الإزالة
decisions-outcome-deleted = حذف الرسالةَ أحد المشرفين
decisions-outcome-pending = لم تتم الإزالة بعد
decisions-outcome-removed = أُزيلت الرسالة
decisions-outcome-gone = كانت الرسالة محذوفة من قبل
decisions-outcome-forbidden = تعذّرت الإزالة: لا صلاحية لذلك
decisions-outcome-failed = تعذّرت الإزالة: خلل لدى Discord
decisions-outcome-review = في انتظار مشرف
decisions-outcome-logged = اكتُفي بالعدّ
decisions-outcome-kept = بقيت: لم تعد القائمة تطلب إزالتها
decisions-outcome-edited = بقيت: أخرج صاحبها الرابط منها
