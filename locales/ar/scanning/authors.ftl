# What a card says of whoever wrote a message
author-joined = الانضمام: { $joined } · إنشاء الحساب: { $made }
author-made = إنشاء الحساب: { $made }
author-young = { $days ->
    [zero] قبل هذه الرسالة بأقل من يوم
    [one] قبل هذه الرسالة بيوم واحد
    [two] قبل هذه الرسالة بيومين
    [few] قبل هذه الرسالة بـ { $days } أيام
    [many] قبل هذه الرسالة بـ { $days } يومًا
   *[other] قبل هذه الرسالة بـ { $days } يوم
}
author-past = هنا خلال { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}: { $past }
author-past-removed = { $count ->
    [zero] أُزيلت { $count } رسالة
    [one] أُزيلت رسالة واحدة
    [two] أُزيلت رسالتان
    [few] أُزيلت { $count } رسائل
    [many] أُزيلت { $count } رسالة
   *[other] أُزيلت { $count } رسالة
}
author-past-upheld = { $count ->
    [zero] ثبت { $count } بلاغ
    [one] ثبت بلاغ واحد
    [two] ثبت بلاغان
    [few] ثبتت { $count } بلاغات
    [many] ثبت { $count } بلاغًا
   *[other] ثبت { $count } بلاغ
}
author-past-dismissed = { $count ->
    [zero] رُفض { $count } بلاغ
    [one] رُفض بلاغ واحد
    [two] رُفض بلاغان
    [few] رُفضت { $count } بلاغات
    [many] رُفض { $count } بلاغًا
   *[other] رُفض { $count } بلاغ
}
author-past-timeouts = { $count ->
    [zero] كتم مؤقت { $count } مرة
    [one] كتم مؤقت واحد
    [two] كتم مؤقت مرتين
    [few] كتم مؤقت { $count } مرات
    [many] كتم مؤقت { $count } مرة
   *[other] كتم مؤقت { $count } مرة
}
author-past-nothing = لا شيء آخر
author-button = قضايا صاحب الرسالة
