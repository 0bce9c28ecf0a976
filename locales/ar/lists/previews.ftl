# ما كانت إضافة إلى قائمة ستفعله هنا في الآونة الأخيرة، والسؤال قبل إضافة أثرها كبير.

preview-posted = ما نُشر هنا { $days ->
    [zero] اليوم
    [one] خلال آخر يوم
    [two] خلال آخر يومين
    [few] خلال آخر { $days } أيام
    [many] خلال آخر { $days } يومًا
   *[other] خلال آخر { $days } يوم
}: { $links ->
    [zero] لا روابط صريحة
    [one] رابط صريح واحد
    [two] رابطان صريحان
    [few] { $links } روابط صريحة
    [many] { $links } رابطًا صريحًا
   *[other] { $links } رابط صريح
} إليه (من فريق الإشراف: { $staff })، في { $on ->
    [zero] { $on } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $on } أيام
    [many] { $on } يومًا
   *[other] { $on } يوم
}، وفي { $channels ->
    [zero] { $channels } قناة
    [one] قناة واحدة
    [two] قناتين
    [few] { $channels } قنوات
    [many] { $channels } قناة
   *[other] { $channels } قناة
}؛ والروابط إلى كل العناوين: { $everything }.
preview-posted-list = ما نُشر هنا { $days ->
    [zero] اليوم
    [one] خلال آخر يوم
    [two] خلال آخر يومين
    [few] خلال آخر { $days } أيام
    [many] خلال آخر { $days } يومًا
   *[other] خلال آخر { $days } يوم
}: { $links ->
    [zero] لا روابط صريحة
    [one] رابط صريح واحد
    [two] رابطان صريحان
    [few] { $links } روابط صريحة
    [many] { $links } رابطًا صريحًا
   *[other] { $links } رابط صريح
} إلى عناوين في هذه القائمة (من فريق الإشراف: { $staff })، في { $on ->
    [zero] { $on } يوم
    [one] يوم واحد
    [two] يومين
    [few] { $on } أيام
    [many] { $on } يومًا
   *[other] { $on } يوم
}، وفي { $channels ->
    [zero] { $channels } قناة
    [one] قناة واحدة
    [two] قناتين
    [few] { $channels } قنوات
    [many] { $channels } قناة
   *[other] { $channels } قناة
}؛ والروابط إلى كل العناوين: { $everything }.
preview-places = الأكثر نشرًا: { $places }
preview-place = { $links ->
    [zero] { $place } (لا روابط)
    [one] { $place } (رابط واحد)
    [two] { $place } (رابطان)
    [few] { $place } ({ $links } روابط)
    [many] { $place } ({ $links } رابطًا)
   *[other] { $place } ({ $links } رابط)
}
preview-found = { $days ->
    [zero] ما رصدته القوائم هنا اليوم: { $found }.
    [one] ما رصدته القوائم هنا خلال آخر يوم: { $found }.
    [two] ما رصدته القوائم هنا خلال آخر يومين: { $found }.
    [few] ما رصدته القوائم هنا خلال آخر { $days } أيام: { $found }.
    [many] ما رصدته القوائم هنا خلال آخر { $days } يومًا: { $found }.
   *[other] ما رصدته القوائم هنا خلال آخر { $days } يوم: { $found }.
}
preview-found-row = { $count } عبر { $list } ({ $action })
preview-reported = وردت هنا بلاغات { $days ->
    [zero] اليوم
    [one] خلال آخر يوم
    [two] خلال آخر يومين
    [few] خلال آخر { $days } أيام
    [many] خلال آخر { $days } يومًا
   *[other] خلال آخر { $days } يوم
}، في { $count ->
    [zero] { $count } قضية
    [one] قضية واحدة
    [two] قضيتين
    [few] { $count } قضايا
    [many] { $count } قضية
   *[other] { $count } قضية
}.
preview-more = كان هناك أكثر مما نُظر فيه، فقد تكون هذه الأعداد أكبر.
preview-reach = { $servers ->
    [zero] الخوادم التي يسري فيها بهذا: لا خادم، إلى أن تؤيده خوادم أخرى.
    [one] الخوادم التي يسري فيها بهذا: خادم واحد.
    [two] الخوادم التي يسري فيها بهذا: خادمان.
    [few] الخوادم التي يسري فيها بهذا: { $servers } خوادم.
    [many] الخوادم التي يسري فيها بهذا: { $servers } خادمًا.
   *[other] الخوادم التي يسري فيها بهذا: { $servers } خادم.
}
preview-title-add = ## إضافة { $pattern } إلى قائمة هذا الخادم؟
preview-title-share = ## مشاركة { $pattern }؟
preview-title-confirm = ## تأييد { $pattern }؟
preview-title-unallow = ## إنهاء استثناء { $pattern }؟ عندها تسري عليه القوائم من جديد.
preview-title-subscribe = ## الاشتراك في { $url }؟
preview-title-take = ## قبول ما ورد من { $url }؟
preview-title-import = ## استيراد { $pattern }؟
preview-again = **سيكون أثره الآن أكبر مما ذُكر من قبل.** يُرجى النظر مرة أخرى.
preview-why-often = ⚠️ ينشره أعضاء في هذا الخادم مرة بعد مرة.
preview-why-staff = ⚠️ ينشره فريق الإشراف نفسه في هذا الخادم.
preview-why-large = ⚠️ هذا كثير على هذا الخادم.
preview-why-servers = ⚠️ بهذا يبدأ سريانه في خوادم كثيرة، مجموعها: { $servers }.
preview-nothing-yet = لم يتغيّر شيء بعد.
preview-sure-add = إضافته مع ذلك
preview-sure-share = مشاركته مع ذلك
preview-sure-confirm = تأييده مع ذلك
preview-sure-unallow = إنهاؤه مع ذلك
preview-sure-subscribe = الاشتراك فيها مع ذلك
preview-sure-take = قبوله مع ذلك
preview-sure-import = استيراده مع ذلك
preview-links = كشف الروابط
preview-cancel = إلغاء
preview-cancelled = لم يتغيّر شيء.
preview-over = انتهى هذا السؤال: أُجيب عنه، أو مضى عليه أكثر من ساعة، أو كان موجَّهًا إلى شخص آخر. يُرجى إرسال الأمر من جديد. لم يتغيّر شيء.
preview-sample = بعض الروابط التي رُصدت هنا أو أُبلغ عنها. وهي غير قابلة للنقر.
preview-sample-none = لا رابط منه رُصد هنا أو أُبلغ عنه في الآونة الأخيرة. ولا أحتفظ بروابط الرسائل الأخرى، لذلك لا يمكنني عرض روابطها.
