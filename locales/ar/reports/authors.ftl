# The other cases about whoever wrote a reported message
author-title = القضية { $case }: قضايا أخرى عن صاحب الرسالة نفسه
author-hint = لا يرى هذا أحد غيرك. تظهر القضايا التي تنتظر، وما أُغلق منها خلال { $days ->
    [zero] { $days } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}؛ أما القضايا الأقدم فلم يعد معروفًا عمّن كانت.
author-case = القضية { $case } · { $category } · { $how } · { $when }
author-more = هناك المزيد. يظهر هنا { $most } على الأكثر مما ينتظر، و{ $most } على الأكثر مما أُغلق.
author-title-found = الرصد { $detection }: القضايا عن صاحب الرسالة
author-none = لا قضية أخرى هنا عن رسالة لصاحب هذه الرسالة.
author-none-found = لا قضية هنا عن رسالة لصاحب هذه الرسالة.
author-unknown-found = لا يُعرف عضو كتب ما يتعلق به الرصد { $detection }، فلا قضايا تُعرض.
author-unknown = لا يُعرف عضو كتب رسالة القضية { $case }، فلا قضايا أخرى تُعرض.
