# An author objects: the form, and what is answered

object-title = تظلّمك
object-says = يقرأ فريق الإشراف في **{ $server }** ما يُكتب هنا، ثم يصلك ما يُقرَّر. { $text ->
    [kept] ويمكنه أيضًا قراءة ما أُزيل.
   *[gone] لم يعد ما أُزيل محفوظًا فلا يمكن قراءته: يُرجى ذكر موضوعه.
}
object-why = لماذا كانت الإزالة خطأً؟
object-done = وصل تظلّمك (رقم { $appeal }) إلى فريق الإشراف في **{ $server }**. سيصلك هنا ما يُقرَّر.
object-mine = نص تظلّمك
object-mine-gone = لم يعد ما كُتب محفوظًا.
object-empty = يُرجى كتابة سبب كون الإزالة خطأً. لم يُرسَل شيء.
object-too-long = عدد الأحرف { $length }، والحد الأقصى للتظلّم { $limit }. لم يُرسَل شيء.
object-already = قُدّم تظلّمك على هذا من قبل، وسينظر فيه فريق الإشراف. لكل إشعار تظلّم واحد.
object-decided = قُدّم تظلّمك على هذا، وقرر فريق الإشراف إبقاء الإزالة. لكل إشعار تظلّم واحد.
object-undone = تم التراجع عن الإزالة، فلم يعد هناك ما يُتظلَّم منه.
object-over = مضى على ذلك وقت طويل: لم يعد شيء مما أُزيل محفوظًا. لم يُرسَل شيء.
object-server-left = لم أعد في ذلك الخادم، فلن يقرأ أحد هناك ما يُكتب. لم يُرسَل شيء.
object-too-many-open = ثلاثة من تظلّماتك تنتظر في هذا الخادم. يُرجى انتظار البت في أحدها؛ هذا الزر باقٍ. لم يُرسَل شيء.
object-too-many-today = قُدّمت خمسة من تظلّماتك في هذا الخادم خلال يوم. يُرجى المحاولة غدًا؛ هذا الزر باقٍ. لم يُرسَل شيء.
object-server-full = لدى فريق الإشراف الآن تظلّمات كثيرة جدًّا. يُرجى المحاولة لاحقًا؛ هذا الزر باقٍ. لم يُرسَل شيء.

# What its author hears afterwards

appeal-answer-upheld = نظر فريق الإشراف في **{ $server }** في تظلّمك. الإزالة باقية.
appeal-answer-overturned = نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن الإزالة. نأسف لذلك. لا يستطيع Discord إعادة ما أُزيل، ولم يعد نصه محفوظًا.
appeal-answer-undone = تراجع فريق الإشراف في **{ $server }** عن الإزالة، فلم يبقَ في تظلّمك ما يُقرَّر.
appeal-answer-letter = { $count ->
    [zero] نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن الإزالة. نأسف لذلك.
    [one] نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن إزالة رسالتك. نأسف لذلك. لا يستطيع Discord إعادتها، وهذا نصها:
    [two] نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن إزالة رسالتيك. نأسف لذلك. لا يستطيع Discord إعادتهما، وهذان نصّاهما:
    [few] نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن إزالة رسائلك. نأسف لذلك. لا يستطيع Discord إعادتها، وهذه نصوصها:
    [many] نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن إزالة رسائلك. نأسف لذلك. لا يستطيع Discord إعادتها، وهذه نصوصها:
   *[other] نظر فريق الإشراف في **{ $server }** في تظلّمك وتراجع عن إزالة رسائلك. نأسف لذلك. لا يستطيع Discord إعادتها، وهذه نصوصها:
}

# The card in the review channel

appeal-title-open = ⚖️ تظلّم على إزالة
appeal-title-upheld = بُتّ في التظلّم: الإزالة باقية
appeal-title-overturned = ↩️ بُتّ في التظلّم: تم التراجع عن الإزالة
appeal-title-undone = انتهى التظلّم: تم التراجع عن الإزالة قبل ذلك
appeal-title-dropped = انتهى التظلّم: لم يعد له صاحب
appeal-number = التظلّم { $appeal } · { $when }
appeal-by = قدّمه { $author }
appeal-by-nobody = لم يعد مقدّمه معروفًا
appeal-about = { $count ->
    [zero] لا إزالات في { $channels }
    [one] بشأن إزالة واحدة في { $channels }
    [two] بشأن إزالتين في { $channels }
    [few] بشأن { $count } إزالات في { $channels }
    [many] بشأن { $count } إزالة في { $channels }
   *[other] بشأن { $count } إزالة في { $channels }
}
appeal-more = { $names } و{ $more } غير ذلك
appeal-link = الرابط: { $link }
appeal-deciders = قرار الإزالة اتخذه { $names }، ولا يحق لمن اتخذه البت في التظلّم قبل { $when }{ $others ->
    [managers] .
   *[all] ؛ ولغيره ذلك الآن.
}
appeal-deciders-were = كان قرار الإزالة قد اتخذه { $names }.
appeal-deciders-nobody = لم يتخذ أي مشرف في هذا الخادم قرار الإزالة{ $others ->
    [managers] .
   *[all] : لكل واحد من الفريق البت في التظلّم.
}
appeal-author-moderates = ⚠️ **صاحب التظلّم من فريق الإشراف هنا.** حتى { $when } تبت فيه إدارة الخادم.
appeal-how = الزر *قراءة* يُظهر ما كتبه صاحب التظلّم وما أُزيل.
appeal-how-gone = لم يعد ما كتبه صاحب التظلّم محفوظًا.
appeal-decided = { $state ->
    [upheld] أبقى **{ $name }** على الإزالة: { $reason }
   *[overturned] تراجع **{ $name }** عن الإزالة: { $reason }
}
appeal-decided-nameless = { $state ->
    [upheld] الإزالة باقية. لم يعد اسم من قرر محفوظًا.
   *[overturned] تم التراجع عن الإزالة. لم يعد اسم من قرر محفوظًا.
}
appeal-over-by-itself = تراجع فريق الإشراف عن الإزالة قبل البت في التظلّم. يصل ذلك إلى صاحبه مرة واحدة.
appeal-over-dropped = محا صاحبه ما كان محفوظًا عنه. الإزالة باقية، ولا يُبلَّغ أحد.
appeal-button-read = قراءة
appeal-button-uphold = تأييد القرار…
appeal-button-overturn = نقض القرار…
appeal-button-removal = إلى بطاقة الإزالة

# What moderators read

appeal-reveal = التظلّم { $appeal }. الأرقام الشخصية محجوبة، والروابط لا تُفتح بالضغط.
appeal-reveal-words = **ما يقوله صاحب التظلّم**
appeal-reveal-words-gone = لم يعد ما كتبه صاحب التظلّم محفوظًا.
appeal-reveal-text = **ما أُزيل** (الرصد { $detection })
appeal-reveal-text-gone = لم يعد أي نص مما أُزيل محفوظًا.

# The forms

appeal-uphold-title = تأييد القرار · التظلّم { $appeal }
appeal-uphold-says = تبقى الإزالة. يُبلَّغ صاحب التظلّم بذلك دون اسم ودون السبب المكتوب هنا.
appeal-overturn-title = نقض القرار · التظلّم { $appeal }
appeal-overturn-says = { $count ->
    [zero] لا إزالة يُتراجَع عنها.
    [one] يتم التراجع عن الإزالة.
    [two] يتم التراجع عن إزالتين.
    [few] يتم التراجع عن { $count } إزالات.
    [many] يتم التراجع عن { $count } إزالة.
   *[other] يتم التراجع عن { $count } إزالة.
} يُبلَّغ صاحب التظلّم دون اسم ودون السبب المكتوب هنا، ويستعيد النص ما دام محفوظًا، وينتهي الكتم المؤقت. وتبقى رسائل غيره مُزالة.
appeal-reason = السبب، ويراه بقية فريق الإشراف
appeal-needs-reason = لا بد للقرار من سبب. لم يتغير شيء.
appeal-reason-too-long = عدد أحرف السبب { $length }، والحد الأقصى { $limit }. لم يتغير شيء.
appeal-uphold-done = بُتّ في التظلّم { $appeal }: الإزالة باقية. سيصل ذلك إلى صاحبه.
appeal-overturn-done = ↩️ بُتّ في التظلّم { $appeal }: { $count ->
    [zero] لا إزالة تم التراجع عنها
    [one] تم التراجع عن الإزالة
    [two] تم التراجع عن إزالتين
    [few] تم التراجع عن { $count } إزالات
    [many] تم التراجع عن { $count } إزالة
   *[other] تم التراجع عن { $count } إزالة
}. سيصل ذلك إلى صاحبه.
appeal-overturn-allowed = { $patterns } مسموح في هذا الخادم من الآن؛ ينهي ذلك `/blocklist unallow`.
appeal-overturn-rule-stays = ⚠️ لم يُضَف شيء إلى استثناءات هذا الخادم: ما أُزيلت الرسائل بسببه لم يعد في أي قائمة، أو لا مكان لاستثناء آخر.
appeal-own = هذا التظلّم مقدَّم منك، فيبت فيه غيرك. لم يتغير شيء.
appeal-own-decision = كانت الإزالة قرارك، فيبت في التظلّم مشرف آخر. وإن لم يبت فيه أحد حتى { $when } أمكنك ذلك. لم يتغير شيء.
appeal-for-managers = صاحب هذا التظلّم من فريق الإشراف هنا، فتبت فيه إدارة الخادم. لم يتغير شيء.
appeal-over = بُتّ في هذا التظلّم من قبل؛ تُظهر البطاقة ما تم. لم يتغير شيء.
appeal-elsewhere = هذه البطاقة ليست في المكان الذي نشرتها فيه، فأزرارها لا تفعل شيئًا. يُرجى استعمال البطاقة في قناة المراجعة. لم يتغير شيء.
appeal-card-not-yet = ما زال البحث عن هذه البطاقة جاريًا بعد إعادة التشغيل. يُرجى الضغط مرة أخرى بعد لحظات. لم يتغير شيء.
appeal-form-unreadable = هذا النموذج ناقص أو من بطاقة أقدم. يُرجى فتحه من جديد. لم يتغير شيء.

# Beside the card

appeal-note = ↩️ التظلّم { $appeal }: تراجع **{ $name }** عن إزالة كان قد قررها { $names }. السبب: { $reason }
appeal-note-nobody = ↩️ التظلّم { $appeal }: تراجع **{ $name }** عن إزالة. السبب: { $reason }
appeal-reminder = { $count ->
    [zero] ⚖️ لا تظلّم ينتظر.
    [one] ⚖️ تظلّم ينتظر منذ يومين ولم يُبتّ فيه.
    [two] ⚖️ تظلّمان ينتظران منذ يومين أو أكثر ولم يُبتّ فيهما.
    [few] ⚖️ { $count } تظلّمات تنتظر منذ يومين أو أكثر ولم يُبتّ فيها.
    [many] ⚖️ { $count } تظلّمًا تنتظر منذ يومين أو أكثر ولم يُبتّ فيها.
   *[other] ⚖️ { $count } تظلّم تنتظر منذ يومين أو أكثر ولم يُبتّ فيها.
}
appeal-reminder-line = · التظلّم { $appeal }، منذ { $when }
appeal-reminder-more = { $count ->
    [zero] · ولا تظلّم آخر
    [one] · وتظلّم آخر
    [two] · وتظلّمان آخران
    [few] · و{ $count } تظلّمات أخرى
    [many] · و{ $count } تظلّمًا آخر
   *[other] · و{ $count } تظلّم آخر
}
appeal-reminder-queue = عرض ما ينتظر
appeal-queue = ⚖️ { $count ->
    [zero] لا تظلّم ينتظر: { $names }
    [one] تظلّم واحد ينتظر: { $names }
    [two] تظلّمان ينتظران: { $names }
    [few] { $count } تظلّمات تنتظر: { $names }
    [many] { $count } تظلّمًا تنتظر: { $names }
   *[other] { $count } تظلّم تنتظر: { $names }
}
appeal-stats = **تظلّمات أصحاب الرسائل**: أُيّدت الإزالة { $upheld }، ونُقضت { $overturned }؛ ينتظر { $waiting }
