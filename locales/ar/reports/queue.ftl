# /queue

queue-muted = 🔇 من مقدّم بلاغ مُسكَت، بلا بطاقة
queue-quiet-hint = 🔇 لنشر بطاقة قضية كهذه: `/queue state:quiet`.

command-queue = البلاغات التي تنتظر مشرفًا، والحالات الطارئة أولًا
command-queue-state = أي القضايا؛ من دونه، كل ما ينتظر قرارًا. `quiet`: ما ليست له بطاقة

queue-title-active = { $total ->
    [zero] لا قضية تنتظر قرارًا
    [one] قضية واحدة تنتظر قرارًا
    [two] قضيتان تنتظران قرارًا
    [few] { $total } قضايا تنتظر قرارًا
    [many] { $total } قضية تنتظر قرارًا
   *[other] { $total } قضية تنتظر قرارًا
}
queue-title-open = { $total ->
    [zero] لا توجد قضية مفتوحة لم يتولَّها أحد
    [one] قضية مفتوحة واحدة لم يتولَّها أحد
    [two] قضيتان مفتوحتان لم يتولَّهما أحد
    [few] { $total } قضايا مفتوحة لم يتولَّها أحد
    [many] { $total } قضية مفتوحة لم يتولَّها أحد
   *[other] { $total } قضية مفتوحة لم يتولَّها أحد
}
queue-title-claimed = { $total ->
    [zero] لا قضية في عهدة أحد
    [one] قضية واحدة في عهدة مشرف
    [two] قضيتان في عهدة مشرفين
    [few] { $total } قضايا في عهدة مشرفين
    [many] { $total } قضية في عهدة مشرفين
   *[other] { $total } قضية في عهدة مشرفين
}
queue-title-closed = { $total ->
    [zero] لا قضية مغلقة
    [one] قضية مغلقة واحدة
    [two] قضيتان مغلقتان
    [few] { $total } قضايا مغلقة
    [many] { $total } قضية مغلقة
   *[other] { $total } قضية مغلقة
}
queue-title-quiet = { $total ->
    [zero] لا قضية تنتظر بلا بطاقة
    [one] قضية واحدة تنتظر بلا بطاقة
    [two] قضيتان تنتظران بلا بطاقة
    [few] { $total } قضايا تنتظر بلا بطاقة
    [many] { $total } قضية تنتظر بلا بطاقة
   *[other] { $total } قضية تنتظر بلا بطاقة
}
queue-state-open = مفتوحة
queue-state-claimed = في عهدة مشرف
queue-state-closed = مغلقة
queue-state-quiet = من أصحاب بلاغات أُسكتت
queue-empty = لا شيء هنا. 🌿
queue-line = { $emergency ->
    [yes] 🚨 **حالة طارئة · القضية { $case }** · { $category } · البلاغات: { $count } · { $when }
   *[no] **القضية { $case }** · { $category } · البلاغات: { $count } · { $when }
}
queue-by = رسالة من { $author } في { $channel }
queue-in = رسالة في { $channel }
queue-link = { $more ->
    [zero] { $link }
    [one] { $link } ورابط آخر
    [two] { $link } ورابطان آخران
    [few] { $link } و{ $more } روابط أخرى
    [many] { $link } و{ $more } رابطًا آخر
   *[other] { $link } و{ $more } رابط آخر
}
queue-button-next = القضية التالية
queue-button-card = الانتقال إلى بطاقتها
queue-next = القضية التالية التي لم يتولَّها أحد
queue-next-none = لا شيء ينتظرك: لا توجد قضية مفتوحة لم يتولَّها أحد. 🌿 لعرض ما هو في عهدة مشرفين: `/queue state:claimed`.
queue-no-card = لم تُنشر بطاقتها بعد
queue-card-gone = ليس لها بطاقة قائمة
queue-give-card = نشر بطاقة قضية إن لم تعد موجودة
queue-choice = القضية { $case } · { $category } · البلاغات: { $count }
queue-card-given = تُنشر الآن بطاقة القضية { $case } في قناة المراجعة، ومعها كل ما يمكن فعله هناك.
queue-card-there = بطاقة القضية { $case } موجودة في قناة المراجعة، حيث يؤدي إليها `/queue`، أو هي في طريقها إلى هناك.
queue-problem-unset = ⚠️ لا توجد قناة مراجعة، لذلك تنتظر البطاقات. يمكن لإدارة الخادم تحديد قناة عبر `/setup review_channel:`.
queue-problem-deleted = ⚠️ لم تعد قناة المراجعة موجودة، لذلك تنتظر البطاقات. يمكن لإدارة الخادم تحديد قناة أخرى عبر `/setup review_channel:`.
queue-problem-public = ⚠️ يمكن لأعضاء من خارج فريق الإشراف قراءة قناة المراجعة، لذلك تنتظر البطاقات إلى أن تعود القناة خاصة. ترى إدارة الخادم من هم، وما يلزم تغييره، عبر `/setup`.
queue-problem-forbidden = ⚠️ لا يُسمح لي بالنشر في قناة المراجعة، لذلك تنتظر البطاقات. تلزمني فيها صلاحيتا «عرض القناة» و«إرسال الرسائل».
