# The command

command-sweep = البحث في رسائل الأيام الأخيرة عن موقع، ثم إزالة ما وُجد أو مراجعته
command-sweep-pattern = مضيف أو صفحة أو اسم؛ لا يلزم أن يكون في قائمة هذا الخادم
command-sweep-days = عدد الأيام الماضية: من 1 إلى 14؛ من دونه، 7

sweep-begun = يجري البحث عن { $pattern } في رسائل { $count ->
    [zero] الأيام الأخيرة
    [one] اليوم الأخير
    [two] اليومين الأخيرين
    [few] آخر { $count } أيام
    [many] آخر { $count } يومًا
   *[other] آخر { $count } يوم
}. ستظهر المعاينة في { $channel }. لا يُزال شيء قبل قرار من فريق الإشراف هناك.
sweep-already = التمشيط { $sweep } يبحث عن { $pattern } من قبل: بطاقته في { $channel }. لم يبدأ تمشيط ثانٍ.
sweep-button-card = الانتقال إلى بطاقته
sweep-button-offer = تمشيط آخر 7 أيام…

# Why there is no sweep

sweep-not-set-up = ليس لهذا الخادم قناة مراجعة بعد، فلا مكان تظهر فيه المعاينة. يُضبط ذلك عبر `/setup` ممن يملك صلاحية «إدارة الخادم».
sweep-blind = لا يمكنني قراءة الرسائل: على الجهة المشغِّلة تفعيل الخيار `Message Content Intent`. لم يبدأ شيء.
sweep-days = يعود التمشيط من يوم واحد إلى { $most } يومًا. لا يحذف Discord رسائل كثيرة معًا إلا إذا كان عمرها أقل من أسبوعين؛ أما الأقدم فتُحذف واحدة واحدة فقط. لم يبدأ شيء.
sweep-allowed = لـ{ $pattern } استثناء في هذا الخادم، والاستثناء يغلب التمشيط. ينهيه `/blocklist unallow`. لم يبدأ شيء.
sweep-too-many = في هذا الخادم عمليات تمشيط لم تنتهِ، والحد الأقصى: { $most }. يُرجى إنهاء إحداها من بطاقتها أولًا. لم يبدأ شيء.
sweep-not-now = لم يعد هذا ممكنًا: تقدّم التمشيط في هذه الأثناء. تُظهر بطاقته حاله.
sweep-elsewhere = هذا الزر لا يخص هذه الرسالة. بطاقة التمشيط في قناة المراجعة.
sweep-nothing-listed = لم يُحظر شيء هنا، فليس هناك ما يُبحث عنه.

# The card

sweep-title-looking = 🔎 تمشيط يبحث عن رسائل
sweep-title-ready = 🧹 تمشيط جاهز: يُرجى اتخاذ القرار
sweep-title-running = 🧹 تمشيط جارٍ
sweep-title-paused = ⏸️ تمشيط متوقف مؤقتًا
sweep-title-done = انتهى التمشيط
sweep-title-stopped = أُوقف التمشيط
sweep-title-cancelled = أُلغي التمشيط
sweep-title-undoing = ↩️ يجري التراجع عن تمشيط
sweep-title-undone = ↩️ تم التراجع عن التمشيط
sweep-number = التمشيط { $sweep } · { $when }
sweep-about = رسائل فيها { $pattern } من { $count ->
    [zero] الأيام الأخيرة
    [one] اليوم الأخير
    [two] اليومين الأخيرين
    [few] آخر { $count } أيام
    [many] آخر { $count } يومًا
   *[other] آخر { $count } يوم
}
sweep-by = بطلب من { $name }
sweep-ended = انتهى { $when }
sweep-looking = بُحث في { $done } من القنوات والسلاسل، وعددها { $count }
sweep-found = وُجد: { $messages } في { $channels }، من { $authors }
sweep-found-nothing = وُجد: لا شيء حتى الآن
sweep-messages = { $count ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
    [many] { $count } رسالة
   *[other] { $count } رسالة
}
sweep-channels = { $count ->
    [zero] لا قنوات
    [one] قناة واحدة
    [two] قناتين
    [few] { $count } قنوات
    [many] { $count } قناة
   *[other] { $count } قناة
}
sweep-authors = { $count ->
    [zero] أصحاب غير معروفين
    [one] صاحب واحد
    [two] صاحبين اثنين
    [few] { $count } أصحاب
    [many] { $count } صاحبًا
   *[other] { $count } صاحب
}
sweep-nothing-to-do = لم توجد أي رسالة، فليس هناك ما يبدأ.
sweep-most = أكثرها: { $channels }
sweep-channel = { $channel } ({ $count })
sweep-sure = أكيدة: { $count }. هذه يمكن إزالتها.
sweep-likely = مرجَّحة فقط: { $count }. هذه تُعرض للمراجعة.
sweep-undeletable = ⚠️ قنوات لا يمكنني الحذف فيها: { $count }. يُرجى منحي صلاحية «إدارة الرسائل» هناك.
sweep-preview-help = لم يتغيّر شيء بعد. «إزالة» تحذف ما هو أكيد؛ أما المرجَّح فقط، والمثبَّت، وما كتبه فريق الإشراف فيُعرض للمراجعة. «مراجعة الكل» لا تحذف شيئًا.
sweep-left = أُنجز: { $done } · بقي: { $count } · { $time }
sweep-time-unknown = الوقت الباقي غير معروف بعد
sweep-time-seconds = يبقى نحو { $count } ث
sweep-time-minutes = يبقى نحو { $count } د
sweep-stays = لم يُعالَج: { $count }
sweep-paused-moderator = أوقفه فريق الإشراف مؤقتًا. لا يتابع قبل الضغط على «متابعة».
sweep-paused-starter = توقف مؤقتًا: من كانت الإزالة باسمه لم يعد من فريق الإشراف هنا. يمكن لغيره من الفريق المتابعة باسمه هو.
sweep-paused-server = توقف مؤقتًا: لم تعد لهذا الخادم قناة مراجعة.
sweep-nothing-changed = لم يُزَل شيء.
sweep-undone = تم التراجع عن: { $count }. تصل إلى أصحابها النصوص التي ما زالت محفوظة.
sweep-not-undone = أُزيلت ولم يُتراجع عنها: { $count }. إن كانت إحدى الرسائل لمن طلب التراجع، فعلى مشرف آخر أن يطلبه.

sweep-outcome-removed = أُزيلت: { $count }
sweep-outcome-pending = تجري إزالتها: { $count }
sweep-outcome-forbidden = لا يمكنني إزالتها: { $count }. تُعاد المحاولة عند تغيّر صلاحياتي.
sweep-outcome-failed = لم يُزلها Discord: { $count }. تُعاد المحاولة.
sweep-outcome-gone = اختفت قبل إزالتها: { $count }
sweep-outcome-edited = عُدّلت فلم يعد الموقع فيها: { $count }
sweep-outcome-kept = بقيت في مكانها، لأن ذلك تقرّر في هذه الأثناء: { $count }
sweep-fate-review = عُرضت للمراجعة: { $count }
sweep-fate-carded = لها بطاقة أخرى من قبل: { $count }
sweep-fate-gone = لم تعد موجودة عند النظر فيها ثانية: { $count }
sweep-fate-edited = لم يعد الموقع فيها عند النظر فيها ثانية: { $count }
sweep-fate-allowed = بقيت، لأن لها استثناءً: { $count }
sweep-fate-exempt = بقيت، لأن لصاحبها رتبة معفاة من الفحص: { $count }
sweep-fate-left_alone = بقيت، لأن قناتها يُكتفى فيها بالعدّ أو لا تُفحص: { $count }
sweep-fate-hidden = لم تعد ظاهرة لي: { $count }

sweep-looked = رسائل نُظر فيها: { $count }. لم يُجب بحث Discord، أو لا يمكنه إيجاد موقع كهذا؛ قُرئ سجل الرسائل.
sweep-looked-searched = رسائل نُظر فيها: { $count }، وكل ما وجده بحث Discord.
sweep-limited = قنوات قُرئت أحدث رسائلها فقط (الحد الأقصى: { $most }): { $count }. لم يُنظر في الأقدم منها إلا ببحث Discord.
sweep-unread = قنوات لم يُبحث فيها: { $count }
sweep-hidden = قنوات لا يمكنني قراءتها، أو لم تصل منها إجابة: { $count }. لا يُعرف ما فيها.
sweep-left-alone = قنوات تتركها سياسة هذا الخادم، وقناة المراجعة: { $count }
sweep-never-looked = لا يُنظر أبدًا في السلاسل الخاصة المؤرشفة، ولا في أسماء السلاسل.
sweep-not-listed = { $pattern } ليس في قائمة هذا الخادم: الرسائل الجديدة التي فيها تبقى. يحظره `/blocklist add`.
sweep-no-copy = لا تُنشر نسخة من رسالة أُزيلت. تُحفظ النصوص مشفَّرة بقدر ما تُحفظ نصوص غيرها مما أُزيل: عند التراجع تصل إلى أصحابها؛ أما الملفات والصور فلا يمكن إعادتها.

sweep-button-start = إزالة
sweep-button-review = مراجعة الكل
sweep-button-cancel = إلغاء
sweep-button-pause = إيقاف مؤقت
sweep-button-resume = متابعة
sweep-button-stop = إيقاف
sweep-button-undo = التراجع عن الكل…
sweep-button-undo-yes = نعم، التراجع عن الكل
sweep-button-reveal = كشف عيّنة
sweep-button-removals = { $number ->
    [0] ما أُزيل
   *[other] ما أُزيل، { $number }
}

sweep-answer-start = يبدأ التمشيط { $sweep }. تُظهر بطاقته مدى تقدّمه.
sweep-answer-review = يبدأ التمشيط { $sweep }: تُعرض كل رسالة للمراجعة، ولا تُزال أي رسالة.
sweep-answer-cancel = أُلغي التمشيط { $sweep }. لم يُزَل شيء.
sweep-answer-pause = توقف التمشيط { $sweep } مؤقتًا. ما بدأ في هذه اللحظة يكتمل.
sweep-answer-resume = يتابع التمشيط { $sweep } باسمك.
sweep-answer-stop = أُوقف التمشيط { $sweep }. ما أزاله يبقى مُزالًا؛ «التراجع عن الكل» يتراجع عنه.
sweep-answer-undo = يجري التراجع عن التمشيط { $sweep }. تُظهر بطاقته مدى تقدّم ذلك.
sweep-undo-ask = هل يُتراجع عن كل ما أزاله التمشيط { $sweep }؟ لا يستطيع Discord إعادة الرسائل. تصل إلى كل صاحب رسالة النصوص التي ما زالت محفوظة، في رسالة خاصة. ويمكن التراجع عن إزالة واحدة من بطاقة ما أُزيل.

sweep-sample = { $count ->
    [zero] التمشيط { $sweep }: لا رسالة في العيّنة
    [one] التمشيط { $sweep }: أحدث رسالة
    [two] التمشيط { $sweep }: أحدث رسالتين
    [few] التمشيط { $sweep }: أحدث { $count } رسائل
    [many] التمشيط { $sweep }: أحدث { $count } رسالة
   *[other] التمشيط { $sweep }: أحدث { $count } رسالة
}
sweep-sample-message = { $channel } · { $sure ->
    [yes] أكيد
   *[no] مرجَّح فقط
}
sweep-sample-nothing = لا يمكن عرض أي من أحدث الرسائل: لم تعد موجودة، أو لا تظهر لي.

sweep-audit-reason = من Rowan: تمشيط بقرار من فريق الإشراف
