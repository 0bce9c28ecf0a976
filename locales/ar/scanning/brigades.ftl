# The alert of a brigade: numbers, and what can be done

brigade-title = 🚨 حسابات كثيرة تنشر الموقع نفسه
brigade-title-over = انتهت موجة النشر
brigade-number = التنبيه { $brigade } · منذ { $when }
brigade-place-listed = الموقع: { $place }، وهو في إحدى القوائم
brigade-place-reported = الموقع: { $place }، وهو موضوع قضية مفتوحة
brigade-accounts = الحسابات: **{ $count }**
brigade-messages = الرسائل: **{ $count }**
brigade-channels = القنوات: **{ $count }**
brigade-servers = { $count ->
    [zero] لم يُنشر في خادم آخر يستخدم Rowan.
    [one] نُشر في الدقائق نفسها في خادم آخر يستخدم Rowan.
    [two] نُشر في الدقائق نفسها في خادمين آخرين يستخدمان Rowan.
    [few] نُشر في الدقائق نفسها في { $count } خوادم أخرى تستخدم Rowan.
    [many] نُشر في الدقائق نفسها في { $count } خادمًا آخر يستخدم Rowan.
   *[other] نُشر في الدقائق نفسها في { $count } خادم آخر يستخدم Rowan.
}
brigade-last = آخر رسالة: { $when }
brigade-without-alert = { $count ->
    [zero] لا تُنشر مواقع أخرى على هذا النحو.
    [one] يُنشر موقع آخر على هذا النحو. لا تنبيه خاصًّا له، لتبقى هذه القناة مقروءة.
    [two] يُنشر موقعان آخران على هذا النحو. لا تنبيه خاصًّا لهما، لتبقى هذه القناة مقروءة.
    [few] تُنشر { $count } مواقع أخرى على هذا النحو. لا تنبيهات خاصة لها، لتبقى هذه القناة مقروءة.
    [many] يُنشر { $count } موقعًا آخر على هذا النحو. لا تنبيهات خاصة لها، لتبقى هذه القناة مقروءة.
   *[other] يُنشر { $count } موقع آخر على هذا النحو. لا تنبيهات خاصة لها، لتبقى هذه القناة مقروءة.
}
brigade-what-it-is = { $found ->
    [reported] يأتي التنبيه حين ينشر موقعًا { $accounts } حسابات أو أكثر خلال { $minutes } دقائق. هو يعدّ فقط: لم يُتخذ إجراء بشأن هذه الرسائل، فالموقع ليس في أي قائمة. تظهر القضية في `/queue`.
   *[listed] يأتي التنبيه حين ينشر موقعًا { $accounts } حسابات أو أكثر خلال { $minutes } دقائق، أو حين يُنشر في عدة خوادم معًا. هو يعدّ فقط: ما تفعله سياسة الخادم بكل رسالة مذكور في بطاقات الرسائل.
}
brigade-how = يؤثر *الإبطاء* في القنوات التي فيها معظم هذه الرسائل. كل ما يُفعَل من هنا ينتهي تلقائيًّا في الوقت المذكور.
brigade-button-slow = إبطاء القنوات { $minutes } دقيقة
brigade-button-pause = إيقاف الدعوات { $minutes } دقيقة
brigade-button-undo = إنهاء ذلك الآن

# How each measure stands

brigade-slow-beginning = ⏳ يجري إبطاء { $channel }.
brigade-slow-standing = 🐢 { $channel }: رسالة واحدة كل { $seconds } ثانية حتى { $when }. ثم تعود كما كانت تلقائيًّا.
brigade-slow-ending = ⏳ { $channel }: يجري إنهاء الوضع البطيء.
brigade-slow-ended = { $channel }: الوضع البطيء كما كان من قبل.
brigade-slow-changed = { $channel }: تغيّر الوضع البطيء في هذه الأثناء على يد شخص آخر، فبقي كما ضُبط.
brigade-slow-refused = ⚠️ لم تُبطَأ { $channel }.
brigade-why-slow-gone = لم تعد { $channel } موجودة، فلا شيء يُبطَأ.
brigade-why-slow-already = { $channel } بطيئة بهذا القدر على الأقل من قبل. لم يتغير شيء.
brigade-why-slow-impossible = ⚠️ لا يمكن إبطاء { $channel }: ليس لهذا النوع من القنوات وضع بطيء، أو أن السلسلة مؤرشفة.
brigade-why-slow-silent = { $state ->
    [refused] ⚠️ لم يجب Discord في الوقت المناسب. لم تُبطَأ { $channel }.
    [beginning] ⏳ لا يجيب Discord. تستمر محاولة إبطاء { $channel }.
   *[ending] ⏳ لا يجيب Discord. تستمر محاولة إنهاء الوضع البطيء في { $channel }.
}
brigade-why-slow-manage_channels = { $state ->
    [ending] ⚠️ لا يمكنني إنهاء الوضع البطيء في { $channel }: تنقصني هناك صلاحية **إدارة القنوات**. تستمر المحاولة؛ كان قبل ذلك { $former } ثانية.
   *[refused] ⚠️ لا يمكنني إبطاء { $channel }: تنقصني هناك صلاحية **إدارة القنوات**. لم يتغير شيء.
}
brigade-why-slow-manage_threads = { $state ->
    [ending] ⚠️ لا يمكنني إنهاء الوضع البطيء في { $channel }: تنقصني هناك صلاحية **إدارة السلاسل**. تستمر المحاولة؛ كان قبل ذلك { $former } ثانية.
   *[refused] ⚠️ لا يمكنني إبطاء { $channel }: تنقصني هناك صلاحية **إدارة السلاسل**. لم يتغير شيء.
}
brigade-invites-beginning = ⏳ يجري إيقاف الدعوات.
brigade-invites-standing = 🚪 الدعوات موقوفة حتى { $when }: لا ينضم أحد بدعوة. ثم تعمل من جديد تلقائيًّا.
brigade-invites-ending = ⏳ يجري إنهاء إيقاف الدعوات.
brigade-invites-ended = الدعوات كما كانت من قبل.
brigade-invites-changed = تغيّر إيقاف الدعوات في هذه الأثناء على يد شخص آخر، فبقي كما ضُبط.
brigade-invites-refused = ⚠️ لم تُوقَف الدعوات.
brigade-why-invites-gone = ⚠️ لا يُظهر لي Discord هذا الخادم، فلم تُوقَف الدعوات.
brigade-why-invites-already = الدعوات موقوفة لهذه المدة على الأقل من قبل. لم يتغير شيء.
brigade-why-invites-impossible = ⚠️ لا يسمح Discord بإيقاف الدعوات في هذا الخادم.
brigade-why-invites-silent = { $state ->
    [refused] ⚠️ لم يجب Discord في الوقت المناسب. لم تُوقَف الدعوات.
    [beginning] ⏳ لا يجيب Discord. تستمر محاولة إيقاف الدعوات.
   *[ending] ⏳ لا يجيب Discord. تستمر محاولة إنهاء إيقاف الدعوات.
}
brigade-why-invites-manage_server = { $state ->
    [ending] ⚠️ لا يمكنني إنهاء إيقاف الدعوات: تنقصني صلاحية **إدارة الخادم**. ينهيه Discord في { $when }.
   *[refused] ⚠️ لا يمكنني إيقاف الدعوات: تنقصني صلاحية **إدارة الخادم**. لم يتغير شيء.
}

# Answers to the buttons

brigade-elsewhere = هذا الزر من رسالة أخرى. لم يتغير شيء.
brigade-card-not-yet = ما زال البحث جاريًا عن هذا التنبيه بعد إعادة التشغيل. يُرجى الضغط من جديد بعد لحظة. لم يتغير شيء.
brigade-no-channels = لم تعد رسائل هذا التنبيه معدودة، فلا يُعرَف أي القنوات تُبطَأ. لم يتغير شيء.
brigade-nothing-stands = لم يبقَ شيء قائمًا مما فُعل من هذا التنبيه. لم يتغير شيء.
brigade-stands-slow = هذه القنوات مُبطأة من قبل حتى { $when }. لم يتغير شيء.
brigade-stands-invites = الدعوات موقوفة من تنبيه من قبل حتى { $when }. لم يتغير شيء.
brigade-ends-soon = يجري الإنهاء.
brigade-audit-reason = Rowan، التنبيه { $alert }
