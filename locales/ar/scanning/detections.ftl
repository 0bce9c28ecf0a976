# A detection's card, and the answers to its buttons

detection-title-pending = ⏳ تجري إزالة رسالة فيها رابط مُدرَج
detection-title-removed = 🗑️ أُزيلت رسالة فيها رابط مُدرَج
detection-title-gone = رسالة فيها رابط مُدرَج لم تعد موجودة
detection-title-forbidden = ⚠️ رسالة فيها رابط مُدرَج باقية، ولا يُسمح لي بإزالتها
detection-title-failed = ⚠️ رسالة فيها رابط مُدرَج باقية: لم يتمكن Discord من إزالتها
detection-title-review = 🔎 رسالة فيها رابط مُدرَج تحتاج إلى قرار
detection-title-name-member = 🔎 في اسم عضو رابط مُدرَج
detection-title-name-member-done = كان في اسم عضو رابط مُدرَج؛ وقد اتُّخذ القرار فيه
detection-title-name-channel = 🔎 في اسم قناة رابط مُدرَج
detection-title-name-channel-done = كان في اسم قناة رابط مُدرَج؛ وقد اتُّخذ القرار فيه
detection-title-name-status = 🔎 في حالة قناة صوتية رابط مُدرَج
detection-title-name-status-done = كان في حالة قناة صوتية رابط مُدرَج؛ وقد اتُّخذ القرار فيه
detection-title-name-event = 🔎 في فعالية مجدولة رابط مُدرَج
detection-title-name-event-done = كان في فعالية مجدولة رابط مُدرَج؛ وقد اتُّخذ القرار فيه
detection-title-thread = 🔎 في اسم سلسلة رابط مُدرَج
detection-title-thread-done = كان في اسم سلسلة رابط مُدرَج؛ وقد اتُّخذ القرار فيه
detection-title-group-removed = 🗑️ أُزيلت رسائل فيها رابط مُدرَج
detection-title-group-pending = ⏳ تجري إزالة رسائل فيها رابط مُدرَج
detection-title-group-forbidden = ⚠️ رسائل فيها رابط مُدرَج باقية، ولا يُسمح لي بإزالتها
detection-title-group-failed = ⚠️ رسائل فيها رابط مُدرَج باقية: لم يتمكن Discord من إزالتها
detection-title-group-review = 🔎 رسائل فيها رابط مُدرَج تحتاج إلى قرار
detection-title-group-gone = رسائل فيها رابط مُدرَج لم تعد موجودة
detection-title-group-kept = رسائل فيها رابط مُدرَج باقية: لم تعد إزالتها مطلوبة
detection-title-group-edited = عُدّلت رسائل: لم يعد الرابط المُدرَج فيها
detection-title-group-spared = ↩️ رسائل فيها رابط مُدرَج باقية: أُوقفت إزالتها
detection-title-group-dismissed = رسائل فيها رابط مُدرَج تبقى: نظر فيها أحد المشرفين
detection-title-group-listed = أُدرج الرابط الذي في هذه الرسائل؛ وتبقى بحسب سياسة هذا الخادم
detection-title-group-undone = ↩️ أُزيلت رسائل فيها رابط مُدرَج؛ ثم جرى التراجع عن ذلك
detection-title-undone = ↩️ أُزيلت رسالة فيها رابط مُدرَج؛ ثم جرى التراجع عن ذلك
detection-title-spared = ↩️ رسالة فيها رابط مُدرَج باقية: أُوقفت إزالتها
detection-title-dismissed = رسالة فيها رابط مُدرَج تبقى: نظر فيها أحد المشرفين
detection-title-listed = حُظر الرابط الذي في رسالة؛ وتبقى الرسالة بحسب سياسة هذا الخادم
detection-title-edited = عُدّلت رسالة: لم يعد الرابط المُدرَج فيها
detection-title-kept = رسالة فيها رابط مُدرَج باقية: لم تعد إزالتها مطلوبة
detection-title-logged = احتُسبت رسالة فيها رابط مُدرَج
detection-title-case-pending = ⏳ تجري إزالة رسالة مُبلَّغ عنها
detection-title-case-removed = 🗑️ أُزيلت رسالة مُبلَّغ عنها
detection-title-case-gone = رسالة مُبلَّغ عنها لم تعد موجودة
detection-title-case-forbidden = ⚠️ رسالة مُبلَّغ عنها باقية، ولا يُسمح لي بإزالتها
detection-title-case-failed = ⚠️ رسالة مُبلَّغ عنها باقية: لم يتمكن Discord من إزالتها
detection-title-case-edited = عُدّلت رسالة مُبلَّغ عنها قبل إزالتها: هي باقية بلا الرابط
detection-title-case-kept = رسالة مُبلَّغ عنها باقية: لم تعد إزالتها مطلوبة
detection-title-case-undone = ↩️ أُزيلت رسالة مُبلَّغ عنها؛ ثم جرى التراجع عن ذلك
detection-title-case-spared = ↩️ رسالة مُبلَّغ عنها باقية: أُوقفت إزالتها
detection-number = الرصد { $detection } · { $when }
detection-link = الرابط: { $link }
detection-link-disguised = الرابط: { $link } (مموَّه: { $how })
detection-link-first = الرابط الأول: { $link }
detection-link-first-disguised = الرابط الأول: { $link } (مموَّه: { $how })
detection-in-code = كان الرابط في رمز `QR` في الصورة { $number }.
detection-reason-own = السبب: { $pattern } في قائمة هذا الخادم ({ $category })
detection-reason-shared = السبب: { $pattern } في القائمة المشتركة ({ $category }){ $source ->
    [none] {""}
   *[other] ، بتأييد { $source }
}
detection-reason-proposed = السبب: { $pattern } مقترَح للقائمة المشتركة ({ $category }){ $source ->
    [none] {""}
   *[other] ، من { $source }
}
detection-reason-subscribed = السبب: { $pattern } في قائمة مشترَك فيها ({ $category }){ $source ->
    [none] {""}
   *[other] ، وهي { $source }
}
detection-reason-case = السبب: قرار من مشرف في القضية { $case } ({ $category })
detection-reason-case-listed = السبب: حُظر { $pattern } من القضية { $case } ({ $category })
detection-reason-sweep = السبب: تمشيط فريق الإشراف بحثًا عن { $pattern }
detection-rule-preset-gentle = { $does } (النمط الجاهز «لطيف»).
detection-rule-preset-standard = { $does } (النمط الجاهز «معتاد»).
detection-rule-preset-strict = { $does } (النمط الجاهز «صارم»).
detection-rule-tier = { $does } (ضُبط عبر `/policy set`).
detection-rule-category = { $does }، في الفئة «{ $category }» (ضُبط عبر `/policy set`).
detection-rule-moderator = الإزالة بأمر من مشرف، لا من السياسة.
detection-rule-sweep = بدأ مشرف التمشيط، والإزالة ليست من السياسة.
detection-rule-sweep-review = طلب من بدأ التمشيط مراجعة كل رسالة.
detection-rule-sweep-likely = لم يُزِل التمشيط إلا ما هو أكيد. يُرجى اتخاذ القرار.
detection-rule-sweep-pinned = تركها التمشيط لأنها مثبَّتة. يُرجى اتخاذ القرار.
detection-rule-sweep-moderator = تركها التمشيط لأن صاحبها من فريق الإشراف هنا. يُرجى اتخاذ القرار.
detection-rule-first-day = القائمة المشترَك فيها جديدة هنا: اكتُفي في يومها الأول بالعدّ.
detection-rule-channel-log = قضت سياسة هذا الخادم بالاكتفاء بالعدّ في هذه القناة (ضُبط عبر `/policy channel`).
detection-rule-native = منعتها خدمة AutoMod في Discord قبل أن يراها أحد، بالقواعد التي أُبقيها هناك (`/automod`).
detection-rule-held-undone = لم تُزَل، لأن البند معلَّق: تراجع مشرفون من ثلاث مجموعات من الخوادم عمّا أزاله، ولم يؤيّده منذ ذلك الحين خادم موثوق آخر. يُرجى اتخاذ القرار.
detection-rule-held-removed = لم تُزَل، لأن البند معلَّق: أزال خلال أسبوع رسائل لكثيرين مضت على عضويتهم مدة طويلة، ولم يؤيّده منذ ذلك الحين خادم موثوق آخر. يُرجى اتخاذ القرار.
detection-rule-likely = { $likely } (ضُبط عبر `/policy likely`).
detection-rule-likely-preset-gentle = { $likely } (النمط الجاهز «لطيف»).
detection-rule-likely-preset-standard = { $likely } (النمط الجاهز «معتاد»).
detection-rule-likely-preset-strict = { $likely } (النمط الجاهز «صارم»).
detection-likely-removed = أُزيلت لأن سياسة هذا الخادم قضت بحذف ما هو مرجَّح فقط أيضًا
detection-likely-delete = قضت سياسة هذا الخادم بحذف ما هو مرجَّح فقط أيضًا
detection-likely-review = قضت سياسة هذا الخادم بطلب قرار من فريق الإشراف في ما هو مرجَّح فقط
detection-likely-log = قضت سياسة هذا الخادم بالاكتفاء بعدّ ما هو مرجَّح فقط
detection-policy-removed = أُزيلت لأن سياسة هذا الخادم قضت بحذف { $links }
detection-policy-delete = قضت سياسة هذا الخادم بحذف { $links }
detection-policy-timeout = قضت سياسة هذا الخادم بحذف { $links } وكتم من نشروها كتمًا مؤقتًا
detection-policy-review = قضت سياسة هذا الخادم بطلب قرار من فريق الإشراف في { $links }
detection-policy-log = قضت سياسة هذا الخادم بالاكتفاء بعدّ { $links }
detection-policy-off = قضت سياسة هذا الخادم بعدم فعل شيء بشأن { $links }
detection-policy-links-own = الروابط التي في قائمته
detection-policy-links-shared = الروابط التي في القائمة المشتركة
detection-policy-links-proposed = الروابط المقترَحة للقائمة المشتركة
detection-policy-links-subscribed = الروابط التي في قوائم مشترَك فيها
detection-name = الاسم: { $name }
detection-where-member = { $author ->
    [none] هو الاسم الذي نشر به ويب هوك
   *[other] هو اسم { $author }
}
detection-where-channel = هو اسم القناة { $channel }
detection-where-status = هو حالة القناة الصوتية { $channel }
detection-where-event = { $author ->
    [none] هو بين فعاليات هذا الخادم
   *[other] هو بين فعاليات هذا الخادم، وقد أعدّه { $author }
}
detection-where = من { $author } في { $channel }
detection-where-proxy = من البوت أو الويب هوك { $author } في { $channel }
detection-where-nameless = في { $channel }
detection-group-count = عدد الإزالات: { $count }
detection-group-messages = عدد الرسائل: { $count }
detection-group-outcome-pending = تجري إزالتها: { $count }
detection-group-outcome-removed = أُزيلت: { $count }
detection-group-outcome-gone = لم تعد موجودة، ولم أزلها: { $count }
detection-group-outcome-forbidden = باقية، لأنه لا يُسمح لي بإزالتها: { $count }
detection-group-outcome-failed = باقية، لأن Discord لم يتمكن من إزالتها: { $count }
detection-group-outcome-review = باقية إلى أن يُتّخذ قرار: { $count }
detection-group-outcome-kept = باقية، لأن القائمة أو السياسة تغيّرت: { $count }
detection-group-outcome-edited = عُدّلت، ولم يعد الرابط فيها: { $count }
detection-group-authors = من: { $names }
detection-group-channels = في: { $names }
detection-group-times = { $name } × { $count }
detection-group-more = { $names } وغير ذلك: { $more } (*قراءة الرسائل*)
detection-group-timeout-set = أصحاب رسائل كُتموا مؤقتًا: { $count }
detection-group-timeout-forbidden = ⚠️ أصحاب رسائل تعذّر كتمهم مؤقتًا: { $count }. تلزمني صلاحية **كتم الأعضاء مؤقتًا** ورتبة أعلى من رتبهم.
detection-group-timeout-failed = ⚠️ أصحاب رسائل تعذّر كتمهم مؤقتًا، لأن Discord لم يُجب: { $count }
detection-group-timeout-lifted = حالات كتم مؤقت رُفعت: { $count }
detection-group-timeout-stays = ⚠️ حالات كتم مؤقت تعذّر عليّ رفعها: { $count }. يُرجى النظر فيها.
detection-group-returned-sent = أصحاب رسائل عادت إليهم نصوصهم برسالة خاصة: { $count }
detection-group-returned-closed = أصحاب رسائل لا يستقبلون رسائل خاصة، فتعذّرت إعادة أي شيء إليهم: { $count }
detection-group-returned-lost = أصحاب رسائل لم يعد بعض نصوصهم محفوظًا: { $count }
detection-name-stays = لا يُزيل Rowan اسمًا أبدًا. يُرجى تغييره أو طلب تغييره حيث يكون ذلك صوابًا.
detection-thread-stays = اسم السلسلة لا يمكن حذفه. يُرجى تغيير اسمها أو إزالتها يدويًا حيث يكون ذلك صوابًا.
detection-why-forbidden = تنقصني صلاحية **إدارة الرسائل** في { $channel }. المحاولة مستمرة، وكذلك عند عودة الصلاحية.
detection-why-forbidden-over = كانت صلاحية **إدارة الرسائل** تنقصني في { $channel } طوال الوقت. لم أعد أحاول.
detection-why-forbidden-access = لا يمكنني الوصول إلى { $channel }: تنقصني هناك صلاحية **عرض القناة**. المحاولة مستمرة، وكذلك عند عودة الصلاحية.
detection-why-forbidden-access-over = لم يكن بإمكاني الوصول إلى { $channel } طوال الوقت: كانت صلاحية **عرض القناة** تنقصني هناك. لم أعد أحاول.
detection-why-forbidden-threads = السلسلة { $channel } مؤرشفة، وتنقصني هناك صلاحية **إدارة السلاسل** اللازمة لفتحها لحظةً. المحاولة مستمرة، وكذلك عند عودة الصلاحية.
detection-why-forbidden-threads-over = كانت السلسلة { $channel } مؤرشفة، وكانت صلاحية **إدارة السلاسل** اللازمة لفتحها لحظةً تنقصني هناك طوال الوقت. لم أعد أحاول.
detection-why-forbidden-history = يجب أن أرى ما تقوله الرسالة الآن قبل أن أزيلها، وتنقصني صلاحية **قراءة سجل الرسائل** في { $channel }. المحاولة مستمرة، وكذلك عند عودة الصلاحية.
detection-why-forbidden-history-over = كان يجب أن أرى ما تقوله الرسالة قبل إزالتها، وكانت صلاحية **قراءة سجل الرسائل** تنقصني في { $channel } طوال الوقت. لم أعد أحاول.
detection-why-failed = المحاولة مستمرة.
detection-why-failed-over = لم أعد أحاول.
detection-why-kept = تغيّرت القائمة أو السياسة بينما تعذّرت عليّ إزالتها. تركتها باقية.
detection-why-edited = حذف صاحبها الرابط منها. تركتها باقية، وأنظر فيها من جديد إن عُدّلت مرة أخرى.
detection-why-gone-by-rowan = أزلتها ضمن الرصد { $other }، وهو عن الرسالة نفسها.
detection-why-gone = أزالها شخص آخر، أو لم تعد القناة موجودة.
detection-timeout-set = صاحب الرسالة مكتوم مؤقتًا حتى { $until }.
detection-timeout-forbidden = ⚠️ تعذّر كتم صاحب الرسالة مؤقتًا: تلزمني صلاحية **كتم الأعضاء مؤقتًا** ورتبة أعلى من رتبته.
detection-timeout-failed = ⚠️ تعذّر كتم صاحب الرسالة مؤقتًا: لم يُجب Discord.
detection-timeout-lifted = رُفع الكتم المؤقت عن صاحب الرسالة.
detection-timeout-shared = يبقى صاحب الرسالة مكتومًا مؤقتًا بسبب إزالة أخرى.
detection-timeout-stays = ⚠️ تعذّر عليّ رفع الكتم المؤقت عن صاحب الرسالة. يُرجى النظر في ذلك.
detection-settled-undone = ↩️ جرى التراجع بواسطة { $name }. أصبح { $pattern } مسموحًا به في هذا الخادم.
detection-settled-undone-plain = ↩️ جرى التراجع بواسطة { $name }.
detection-settled-deleted = الإزالة بأمر من { $name }.
detection-settled-listed = حُظر الرابط بواسطة { $name }.
detection-settled-dismissed = رُفض بواسطة { $name }: { $reason }.
detection-note = ملاحظة: { $note }
detection-settled-allowed = سُمح به بواسطة { $name }: يمكن أن يوجد { $pattern } في هذا الخادم من الآن. إن كان في الرسالة موقع آخر مُدرَج، فلا يُحسم أمره بهذا: له بطاقة خاصة به.
detection-settled-stays = تبقى الرسالة.
detection-settled-stays-all = تبقى الرسائل.
detection-nobody = شخص ما
detection-returned-sent = وصل النص إلى صاحب الرسالة برسالة خاصة.
detection-returned-closed = صاحب الرسالة لا يستقبل رسائل خاصة، فتعذّرت إعادة النص إليه.
detection-returned-lost = لم يعد النص محفوظًا، فتعذّرت إعادته.
detection-button-reveal = قراءة الرسالة
detection-button-removals = قراءة الرسائل
detection-button-act = عرض الإجراءات
detection-button-undo = التراجع عن الإزالة…
detection-button-stop = إيقاف الإزالة…
detection-button-delete = حذف الرسالة
detection-button-delete-all = حذف الرسائل…
detection-button-list = حظر الرابط…
detection-button-dismiss = رفض…
detection-button-reopen = إعادة الفتح
detection-button-jump = الانتقال إلى الرسالة
detection-button-jump-channel = الانتقال إلى القناة
detection-button-jump-thread = الانتقال إلى السلسلة
detection-more = المزيد
detection-more-allow = السماح بهذا الموقع…
detection-more-allow-help = يمكن أن يوجد في هذا الخادم من الآن فصاعدًا؛ مع طلب التأكيد قبل ذلك

# Answers to its buttons
detection-undo-done = ↩️ جرى التراجع. أصبح { $pattern } مسموحًا به في هذا الخادم؛ وينهي `/blocklist unallow` ذلك.
detection-undo-done-plain = ↩️ جرى التراجع.
detection-undo-rule-stays = ⚠️ ليس { $pattern } بين استثناءات هذا الخادم: إما أنه لم يعد في أي قائمة، أو لا مكان لاستثناء آخر. يبيّن `/blocklist allow` أيّهما.
detection-undo-count = عدد الرسائل التي شملها ذلك: { $count }
detection-undo-restores = { $count ->
    [zero] لا يستطيع Discord استعادة الرسائل. تُرسَل إلى كل عضو كتب منها نصوص ما كتبه برسالة خاصة؛ ولا يُرسَل شيء إلى البوتات والويب هوك.
    [one] لا يستطيع Discord استعادة الرسالة. يُرسَل النص إلى صاحبها برسالة خاصة.
    [two] لا يستطيع Discord استعادة الرسالتين. يُرسَل إلى كل عضو كتب منهما نص ما كتبه برسالة خاصة؛ ولا يُرسَل شيء إلى البوتات والويب هوك.
    [few] لا يستطيع Discord استعادة الرسائل. تُرسَل إلى كل عضو كتب منها نصوص ما كتبه برسالة خاصة؛ ولا يُرسَل شيء إلى البوتات والويب هوك.
    [many] لا يستطيع Discord استعادة الرسائل. تُرسَل إلى كل عضو كتب منها نصوص ما كتبه برسالة خاصة؛ ولا يُرسَل شيء إلى البوتات والويب هوك.
   *[other] لا يستطيع Discord استعادة الرسائل. تُرسَل إلى كل عضو كتب منها نصوص ما كتبه برسالة خاصة؛ ولا يُرسَل شيء إلى البوتات والويب هوك.
}
detection-undo-perhaps = إن كان Discord قد أزال الرسالة في النهاية، يُرسَل النص إلى صاحبها برسالة خاصة. وإن كانت باقية، فلا يُرسَل شيء.
detection-undo-title = التراجع عن الإزالة · الرصد { $detection }
detection-undo-takes-back = { $count ->
    [zero] هذا يشمل **{ $count }** رسالة: كل ما تعدّه البطاقة الآن. ما أُزيل منها يجري التراجع عنه، وما بقي يُترك على حاله: تُرسَل إلى كل عضو نصوص ما كتبه برسالة خاصة، بقدر ما هي محفوظة، ويُرفع الكتم المؤقت. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [one] يجري التراجع عن الإزالة. { $text ->
        [yes] يُرسَل النص إلى صاحب الرسالة برسالة خاصة
       *[no] لا يُعاد أي نص: إما أنه غير محفوظ، أو أن صاحب الرسالة ممن لا يُرسَل إليهم نص
    }{ $timeout ->
        [yes] ، ويُرفع عنه الكتم المؤقت.
       *[no] .
    } تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [two] هذا يشمل **رسالتين**: كل ما تعدّه البطاقة الآن. ما أُزيل منهما يجري التراجع عنه، وما بقي يُترك على حاله: تُرسَل إلى كل عضو نصوص ما كتبه برسالة خاصة، بقدر ما هي محفوظة، ويُرفع الكتم المؤقت. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [few] هذا يشمل **{ $count }** رسائل: كل ما تعدّه البطاقة الآن. ما أُزيل منها يجري التراجع عنه، وما بقي يُترك على حاله: تُرسَل إلى كل عضو نصوص ما كتبه برسالة خاصة، بقدر ما هي محفوظة، ويُرفع الكتم المؤقت. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [many] هذا يشمل **{ $count }** رسالة: كل ما تعدّه البطاقة الآن. ما أُزيل منها يجري التراجع عنه، وما بقي يُترك على حاله: تُرسَل إلى كل عضو نصوص ما كتبه برسالة خاصة، بقدر ما هي محفوظة، ويُرفع الكتم المؤقت. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
   *[other] هذا يشمل **{ $count }** رسالة: كل ما تعدّه البطاقة الآن. ما أُزيل منها يجري التراجع عنه، وما بقي يُترك على حاله: تُرسَل إلى كل عضو نصوص ما كتبه برسالة خاصة، بقدر ما هي محفوظة، ويُرفع الكتم المؤقت. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
}
detection-more-joined = { $seen ->
    [zero] كان السؤال عن { $seen } رسالة، والبطاقة تعدّ الآن { $count }. لم يتغيّر شيء. الزر نفسه على البطاقة يسأل عنها كلها.
    [one] كان السؤال عن رسالة واحدة، والبطاقة تعدّ الآن { $count }. لم يتغيّر شيء. الزر نفسه على البطاقة يسأل عنها كلها.
    [two] كان السؤال عن رسالتين، والبطاقة تعدّ الآن { $count }. لم يتغيّر شيء. الزر نفسه على البطاقة يسأل عنها كلها.
    [few] كان السؤال عن { $seen } رسائل، والبطاقة تعدّ الآن { $count }. لم يتغيّر شيء. الزر نفسه على البطاقة يسأل عنها كلها.
    [many] كان السؤال عن { $seen } رسالة، والبطاقة تعدّ الآن { $count }. لم يتغيّر شيء. الزر نفسه على البطاقة يسأل عنها كلها.
   *[other] كان السؤال عن { $seen } رسالة، والبطاقة تعدّ الآن { $count }. لم يتغيّر شيء. الزر نفسه على البطاقة يسأل عنها كلها.
}
detection-undo-scope = عمَّ يجري التراجع؟
detection-undo-message = عن الإزالة
detection-undo-message-help = يعود إلى الأصحاب ما كتبوه، ويُرفع الكتم المؤقت؛ وتبقى القاعدة سارية
detection-undo-site = عن الإزالة، مع السماح بالموقع هنا
detection-undo-site-help = وأيضًا: يمكن أن يوجد { $pattern } في هذا الخادم من الآن
detection-stop-title = إيقاف الإزالة · الرصد { $detection }
detection-stop-takes-back = { $count ->
    [zero] هذا يشمل **{ $count }** رسالة: كل ما تعدّه البطاقة الآن. لم يُزَل أي منها: هي باقية، ولن أحاول إزالتها بعد الآن. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [one] تبقى الرسالة، ولن أحاول إزالتها بعد الآن. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [two] هذا يشمل **رسالتين**: كل ما تعدّه البطاقة الآن. لم تُزَل أي منهما: هما باقيتان، ولن أحاول إزالتهما بعد الآن. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [few] هذا يشمل **{ $count }** رسائل: كل ما تعدّه البطاقة الآن. لم يُزَل أي منها: هي باقية، ولن أحاول إزالتها بعد الآن. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
    [many] هذا يشمل **{ $count }** رسالة: كل ما تعدّه البطاقة الآن. لم يُزَل أي منها: هي باقية، ولن أحاول إزالتها بعد الآن. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
   *[other] هذا يشمل **{ $count }** رسالة: كل ما تعدّه البطاقة الآن. لم يُزَل أي منها: هي باقية، ولن أحاول إزالتها بعد الآن. تبقى القاعدة سارية، ما لم يُسمح بالموقع هنا.
}
detection-stop-scope = ما الذي يتوقف؟
detection-stop-message = الإزالة
detection-stop-message-help = لن أحاول بعد الآن إزالة ما بقي؛ وتبقى القاعدة سارية
detection-stop-site = الإزالة، مع السماح بالموقع هنا
detection-stop-site-help = وأيضًا: يمكن أن يوجد { $pattern } في هذا الخادم من الآن
detection-stop-done = { $count ->
    [zero] الرسائل باقية، ولن أحاول إزالتها بعد الآن.
    [one] الرسالة باقية، ولن أحاول إزالتها بعد الآن.
    [two] الرسالتان باقيتان، ولن أحاول إزالتهما بعد الآن.
    [few] الرسائل باقية، ولن أحاول إزالتها بعد الآن.
    [many] الرسائل باقية، ولن أحاول إزالتها بعد الآن.
   *[other] الرسائل باقية، ولن أحاول إزالتها بعد الآن.
}
detection-reopen-done = هو مفتوح من جديد، لمن يتخذ القرار بعد ذلك.
detection-allow-question = { $count ->
    [zero] هل يُسمح بأن يوجد { $pattern } في هذا الخادم من الآن؟ هو في كل الرسائل التي تعدّها هذه البطاقة (**{ $count }**)، وهي تبقى. وتبقى الرسائل اللاحقة التي تحمله أيضًا، أيًّا كانت القائمة التي هو فيها. ولا يُحسم بذلك أمر موقع آخر مُدرَج في إحداها: تُنشر له بطاقة خاصة به، أو له بطاقة من قبل. ينهي `/blocklist unallow` ذلك.
    [one] هل يُسمح بأن يوجد { $pattern } في هذا الخادم من الآن؟ تبقى هذه الرسالة، وتبقى الرسائل اللاحقة التي تحمله أيضًا، أيًّا كانت القائمة التي هو فيها. ولا يُحسم بذلك أمر موقع آخر مُدرَج في هذه الرسالة: تُنشر له بطاقة خاصة به. ينهي `/blocklist unallow` ذلك.
    [two] هل يُسمح بأن يوجد { $pattern } في هذا الخادم من الآن؟ هو في **الرسالتين** اللتين تعدّهما هذه البطاقة، وهما تبقيان. وتبقى الرسائل اللاحقة التي تحمله أيضًا، أيًّا كانت القائمة التي هو فيها. ولا يُحسم بذلك أمر موقع آخر مُدرَج في إحداهما: تُنشر له بطاقة خاصة به، أو له بطاقة من قبل. ينهي `/blocklist unallow` ذلك.
    [few] هل يُسمح بأن يوجد { $pattern } في هذا الخادم من الآن؟ هو في كل الرسائل التي تعدّها هذه البطاقة (**{ $count }**)، وهي تبقى. وتبقى الرسائل اللاحقة التي تحمله أيضًا، أيًّا كانت القائمة التي هو فيها. ولا يُحسم بذلك أمر موقع آخر مُدرَج في إحداها: تُنشر له بطاقة خاصة به، أو له بطاقة من قبل. ينهي `/blocklist unallow` ذلك.
    [many] هل يُسمح بأن يوجد { $pattern } في هذا الخادم من الآن؟ هو في كل الرسائل التي تعدّها هذه البطاقة (**{ $count }**)، وهي تبقى. وتبقى الرسائل اللاحقة التي تحمله أيضًا، أيًّا كانت القائمة التي هو فيها. ولا يُحسم بذلك أمر موقع آخر مُدرَج في إحداها: تُنشر له بطاقة خاصة به، أو له بطاقة من قبل. ينهي `/blocklist unallow` ذلك.
   *[other] هل يُسمح بأن يوجد { $pattern } في هذا الخادم من الآن؟ هو في كل الرسائل التي تعدّها هذه البطاقة (**{ $count }**)، وهي تبقى. وتبقى الرسائل اللاحقة التي تحمله أيضًا، أيًّا كانت القائمة التي هو فيها. ولا يُحسم بذلك أمر موقع آخر مُدرَج في إحداها: تُنشر له بطاقة خاصة به، أو له بطاقة من قبل. ينهي `/blocklist unallow` ذلك.
}
detection-allow-button = السماح به هنا
detection-allow-done = { $count ->
    [zero] ✅ أصبح { $pattern } مسموحًا به في هذا الخادم. تبقى الرسائل. ينهي `/blocklist unallow` ذلك.
    [one] ✅ أصبح { $pattern } مسموحًا به في هذا الخادم. تبقى الرسالة. ينهي `/blocklist unallow` ذلك.
    [two] ✅ أصبح { $pattern } مسموحًا به في هذا الخادم. تبقى الرسالتان. ينهي `/blocklist unallow` ذلك.
    [few] ✅ أصبح { $pattern } مسموحًا به في هذا الخادم. تبقى الرسائل. ينهي `/blocklist unallow` ذلك.
    [many] ✅ أصبح { $pattern } مسموحًا به في هذا الخادم. تبقى الرسائل. ينهي `/blocklist unallow` ذلك.
   *[other] ✅ أصبح { $pattern } مسموحًا به في هذا الخادم. تبقى الرسائل. ينهي `/blocklist unallow` ذلك.
}
detection-removals-title = { $count ->
    [zero] الرصد { $detection } يعدّ { $count } رسالة. الروابط غير قابلة للنقر.
    [one] الرصد { $detection } يعدّ رسالة واحدة. الروابط غير قابلة للنقر.
    [two] الرصد { $detection } يعدّ رسالتين. الروابط غير قابلة للنقر.
    [few] الرصد { $detection } يعدّ { $count } رسائل. الروابط غير قابلة للنقر.
    [many] الرصد { $detection } يعدّ { $count } رسالة. الروابط غير قابلة للنقر.
   *[other] الرصد { $detection } يعدّ { $count } رسالة. الروابط غير قابلة للنقر.
}
detection-removals-row = { $detection } · { $when } · { $author } في { $channel }: { $link }
detection-removals-read = قراءة رسالة
detection-removals-option = { $detection } · { $name }
detection-delete-done = أنظر في الرسالة مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
detection-delete-all-question = { $count ->
    [zero] هل يُحذف كل ما لا يزال باقيًا من الرسائل التي تعدّها هذه البطاقة (**{ $count }**)؟ أنظر في كل منها مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها.
    [one] هل تُحذف الرسالة التي تعدّها هذه البطاقة إن كانت لا تزال باقية؟ أنظر فيها مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها.
    [two] هل يُحذف كل ما لا يزال باقيًا من **الرسالتين** اللتين تعدّهما هذه البطاقة؟ أنظر في كل منهما مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها.
    [few] هل يُحذف كل ما لا يزال باقيًا من الرسائل التي تعدّها هذه البطاقة (**{ $count }**)؟ أنظر في كل منها مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها.
    [many] هل يُحذف كل ما لا يزال باقيًا من الرسائل التي تعدّها هذه البطاقة (**{ $count }**)؟ أنظر في كل منها مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها.
   *[other] هل يُحذف كل ما لا يزال باقيًا من الرسائل التي تعدّها هذه البطاقة (**{ $count }**)؟ أنظر في كل منها مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها.
}
detection-delete-all-button = حذفها كلها ({ $count })
detection-delete-all-done = أنظر في كل رسالة مرة أخرى، وأزيلها إن كان رابطها لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
detection-list-done = { $new ->
    [yes] ✅ أصبح { $pattern } في قائمة هذا الخادم.
   *[no] كان { $pattern } في قائمة هذا الخادم من قبل.
}
detection-list-removing = { $count ->
    [zero] أنظر في كل رسالة مرة أخرى، وأزيلها إن كان الرابط لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
    [one] أنظر في الرسالة مرة أخرى، وأزيلها إن كان الرابط لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
    [two] أنظر في كل من الرسالتين مرة أخرى، وأزيلها إن كان الرابط لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرهما.
    [few] أنظر في كل رسالة مرة أخرى، وأزيلها إن كان الرابط لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
    [many] أنظر في كل رسالة مرة أخرى، وأزيلها إن كان الرابط لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
   *[other] أنظر في كل رسالة مرة أخرى، وأزيلها إن كان الرابط لا يزال فيها. وتبيّن البطاقة ما آل إليه أمرها.
}
detection-dismiss-done = { $count ->
    [zero] ✅ رُفض. تبقى الرسائل.
    [one] ✅ رُفض. تبقى الرسالة.
    [two] ✅ رُفض. تبقى الرسالتان.
    [few] ✅ رُفض. تبقى الرسائل.
    [many] ✅ رُفض. تبقى الرسائل.
   *[other] ✅ رُفض. تبقى الرسائل.
}
detection-undone-already = جرى التراجع عن هذا من قبل. لم يتغيّر شيء.
detection-own-message = هذا عن رسالة لك، فيجب أن ينظر فيه مشرف آخر. لم يتغيّر شيء.
detection-settled-already = لم يعد ذلك ممكنًا: سبق إليه شخص آخر، أو لم تعد الرسالة موجودة. تبيّن البطاقة ما فُعل. لم يتغيّر شيء.
detection-no-link = لا يُعرف هنا رابط يمكن حظره. يمكن إضافة رابط عبر `/blocklist add`. لم يتغيّر شيء.
detection-about-moderator = ⚠️ **عن مشرف**: { $several ->
    [yes] كاتب إحدى هذه الرسائل من فريق الإشراف هنا.
   *[no] كاتبها من فريق الإشراف هنا.
}
detection-about-moderator-read = زر *قراءة الرسالة* يفتحها لكل من سواه، مع كل ما يمكن فعله.
detection-about-moderator-read-each = زر *قراءة الرسائل* يفتحها لكل من سواه، مع كل ما يمكن فعله.
detection-about-moderator-act = زر *عرض الإجراءات* يفتح كل ما يمكن فعله لكل من سواه؛ لا نص محفوظًا.
detection-act = الرصد { $detection }: لا نص محفوظًا (أو لم يعد محفوظًا). هذا ما يمكن فعله.
detection-no-text = لا يوجد نص (أو لم يعد موجودًا): لا يُحفظ إلا بضعة أيام، ولا يُحفظ حيث تُحتسب الرسالة فقط.
detection-reveal = نص الرصد { $detection }. الأرقام الشخصية محجوبة، والروابط غير قابلة للنقر.
detection-list-title = حظر رابط الرصد { $detection }
detection-dismiss-title = رفض الرصد { $detection }
detection-list-does = يضع { $link }، أو القدر المختار منه، في قائمة هذا الخادم.
detection-list-removes = { $count ->
    [zero] يحذف كلًّا من الرسائل التي تعدّها البطاقة الآن (**{ $count }**)، إن كان رابطها لا يزال فيها: هكذا تقضي سياسة هذا الخادم في هذه الفئة.
    [one] يحذف الرسالة إن كان الرابط لا يزال فيها: هكذا تقضي سياسة هذا الخادم في هذه الفئة.
    [two] يحذف كلًّا من **الرسالتين** اللتين تعدّهما البطاقة الآن، إن كان رابطها لا يزال فيها: هكذا تقضي سياسة هذا الخادم في هذه الفئة.
    [few] يحذف كلًّا من الرسائل التي تعدّها البطاقة الآن (**{ $count }**)، إن كان رابطها لا يزال فيها: هكذا تقضي سياسة هذا الخادم في هذه الفئة.
    [many] يحذف كلًّا من الرسائل التي تعدّها البطاقة الآن (**{ $count }**)، إن كان رابطها لا يزال فيها: هكذا تقضي سياسة هذا الخادم في هذه الفئة.
   *[other] يحذف كلًّا من الرسائل التي تعدّها البطاقة الآن (**{ $count }**)، إن كان رابطها لا يزال فيها: هكذا تقضي سياسة هذا الخادم في هذه الفئة.
}
detection-list-leaves = { $count ->
    [zero] يترك كل الرسائل التي تعدّها البطاقة الآن (**{ $count }**): سياسة هذا الخادم لا تحذف أي رسالة في هذه الفئة.
    [one] يترك الرسالة: سياسة هذا الخادم لا تحذف أي رسالة في هذه الفئة.
    [two] يترك **الرسالتين** اللتين تعدّهما البطاقة الآن: سياسة هذا الخادم لا تحذف أي رسالة في هذه الفئة.
    [few] يترك كل الرسائل التي تعدّها البطاقة الآن (**{ $count }**): سياسة هذا الخادم لا تحذف أي رسالة في هذه الفئة.
    [many] يترك كل الرسائل التي تعدّها البطاقة الآن (**{ $count }**): سياسة هذا الخادم لا تحذف أي رسالة في هذه الفئة.
   *[other] يترك كل الرسائل التي تعدّها البطاقة الآن (**{ $count }**): سياسة هذا الخادم لا تحذف أي رسالة في هذه الفئة.
}
detection-dismiss-does = { $trying ->
    [yes] تبقى الرسالة، ولن أحاول إزالتها بعد الآن.
   *[no] تبقى الرسالة في مكانها.
} لا يُخطَر صاحبها بشيء، وتبقى القاعدة سارية.
detection-dismiss-does-all = { $trying ->
    [yes] تبقى كل الرسائل التي تعدّها البطاقة الآن (**{ $count }**)، ولن أحاول إزالتها بعد الآن.
   *[no] تبقى كل الرسائل التي تعدّها البطاقة الآن (**{ $count }**) في أماكنها.
} لا يُخطَر أصحابها بشيء، وتبقى القاعدة سارية.
detection-elsewhere = ليست هذه البطاقة حيث نشرتُها، لذلك لا تفعل أزرارها شيئًا. يُرجى استخدام البطاقة التي في قناة المراجعة. لم يتغيّر شيء.
detection-form-unreadable = هذا النموذج غير مكتمل أو من بطاقة أقدم. يُرجى فتحه من جديد. لم يتغيّر شيء.
timeout-reason = من Rowan: رابط مُدرَج (الرصد { $detection })
archived-thread-reason = من Rowan: فُتحت لحظةً لإزالة رسالة
lift-reason = من Rowan: جرى التراجع (الرصد { $detection })
