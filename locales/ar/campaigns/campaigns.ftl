# /campaign: إنشاء الحملات ومتابعتها وإغلاقها

command-campaign = نشر تحديثات حملة، ومتابعة حملات خوادم أخرى
command-campaign-create = بدء حملة لهذا الخادم
command-campaign-update = كتابة تحديث لحملة؛ تتبعها نظرة أخرى قبل نشره
command-campaign-correct = تصحيح تحديث؛ بعد الموافقة تتغيّر كل نسخة
command-campaign-withdraw = سحب تحديث: تذكر كل نسخة على الفور أنه سُحب، ولماذا
command-campaign-follow = استلام تحديثات خادم آخر في قناة هنا، من الآن فصاعدًا
command-campaign-unfollow = التوقف عن استلام تحديثات حملة
command-campaign-close = إنهاء حملة وذكر ما آلت إليه
command-campaign-own = إحدى حملات هذا الخادم
command-campaign-others = الحملة المراد متابعتها
command-campaign-followed = حملة يتابعها هذا الخادم
command-campaign-outcome = ما آلت إليه
command-campaign-follow-channel = أين تُنشر تحديثاتها
command-campaign-follow-role = رتبة يُشار إليها مع كل تحديث
command-campaign-follow-approve = النظر في كل تحديث في قناة المراجعة قبل نشره هنا
command-campaign-which-update = التحديث
command-campaign-picture = صورة ترافق النص: PNG أو JPEG أو WebP أو GIF، لا تزيد على 8 ميغابايت
command-campaign-picture-text = ما تُظهره الصورة، لمن لا يراها؛ لازم مع كل صورة
command-campaign-drop-picture = إزالة الصورة
command-campaign-withdraw-reason = السبب؛ وستذكره كل نسخة

# نماذج. للتسمية 45 حرفًا على الأكثر، ولشرحها 100.
campaign-form-create = حملة جديدة
campaign-field-title = اسم الحملة
campaign-field-help-title = ما تُسمّى به الحملة؛ 100 حرف على الأكثر
campaign-field-summary = الملخص
campaign-field-help-summary = موضوعها، لمن لم يسمع بها من قبل
campaign-field-demand = المطلب
campaign-field-help-demand = ما المطلوب، وممّن
campaign-field-link = الرابط الرسمي
campaign-field-help-link = صفحة الحملة نفسها إن وُجدت: عنوان يبدأ بـ`https://`

# مدخلات غير صالحة
campaign-field-long = **{ $field ->
    [title] اسم الحملة
    [summary] الملخص
    [demand] المطلب
    [link] الرابط
    [headline] العنوان الرئيسي
    [body] النص
    [source] المصدر
    [warning] التحذير من المحتوى
    [picture_text] وصف الصورة
    [reason] السبب
   *[outcome] النتيجة
}**: عدد الأحرف { $length }، والحد الأقصى { $limit }. لم يُحفظ شيء.
campaign-field-empty = الحقل **{ $field ->
    [title] اسم الحملة
    [headline] العنوان الرئيسي
    [body] النص
    [reason] السبب
   *[outcome] النتيجة
}** فارغ. لم يُحفظ شيء.
campaign-address-malformed = هذا ليس عنوان ويب. يجب أن يبدأ الرابط أو المصدر بـ`https://` أو `http://` وأن يدل على صفحة واحدة. لم يُحفظ شيء.
campaign-address-userinfo = في هذا العنوان اسم قبل `@`، مما يجعله يشبه موقعًا آخر. يُرجى كتابته من دون ذلك الاسم. لم يُحفظ شيء.
campaign-address-long = هذا العنوان أطول مما يجوز. يُرجى كتابة عنوان أقصر. لم يُحفظ شيء.
campaign-address-listed = لا يضع Rowan رابطًا إلى ذلك: النمط { $pattern } مُدرَج في { $tier ->
    [own] قائمة هذا الخادم
    [subscribed] قائمة يشترك فيها هذا الخادم
   *[other] القائمة المشتركة
}. يُرجى كتابة عنوان آخر، أو تركه فارغًا. لم يُحفظ شيء.
campaign-name-shared = أكثر من حملة اسمها «{ $name }». يُرجى اختيار واحدة من القائمة التي تظهر أثناء الكتابة.
campaign-unknown = ليست بين الحملات التي يراها هذا الخادم حملة كهذه. يُرجى اختيار واحدة من القائمة التي تظهر أثناء الكتابة.
campaign-not-yours = هذه الحملة لخادم آخر. لا يكتب تحديثاتها إلا فريق الإشراف في ذلك الخادم.
campaign-too-many = بلغ عدد الحملات المفتوحة في هذا الخادم حدّه الأقصى: { $limit }. يُرجى إغلاق إحداها أولًا بالأمر `/campaign close`.
campaign-closed-already = هذه الحملة مغلقة. ما زال يمكن تصحيح تحديثاتها أو سحبها، لكن لا تحديثات جديدة فيها.
campaign-stopped = هذه الحملة موقوفة: لا يُنشر منها شيء جديد. النسخ القائمة باقية، وما زال يمكن سحبها. لم يُحفظ شيء.
campaign-follow-own = هذه حملة هذا الخادم نفسه. تُنشر تحديثاتها في قناة الحملات: `/setup campaign_channel:`.
campaign-follows-many = بلغ عدد الحملات التي يتابعها هذا الخادم حدّه الأقصى: { $limit }. يُرجى ترك إحداها أولًا بالأمر `/campaign unfollow`.
campaign-not-followed = لا يتابع هذا الخادم تلك الحملة.
campaign-role-everyone = لا يشير Rowan إلى الجميع. يُرجى اختيار رتبة أخرى، أو عدم اختيار رتبة. لم يتغيّر شيء.
campaign-channel-closed = لا يمكن النشر في { $channel }: ينقص Rowan هناك **{ $permissions }**. لم يتغيّر شيء.

# أجوبة
campaign-created = بدأت الحملة **{ $title }** (رقمها { $number }). يُكتب أول تحديث لها بالأمر `/campaign update`.
campaign-not-visible = لا تستطيع الخوادم الأخرى رؤيتها: لم تجعل الجهة المشغِّلة هذا الخادم من الخوادم الموثوقة.
campaign-no-channel = لا تصل نسخة إلى أعضاء هذا الخادم نفسه، إذ ليست فيه قناة حملات. يمكن تحديد واحدة بالأمر `/setup campaign_channel:`.
campaign-closed = أُغلقت الحملة **{ $title }**. وخطها الزمني يذكر ما آلت إليه.
campaign-followed = من الآن فصاعدًا تُنشر تحديثات **{ $title }** في { $channel }. وما سبق منها مذكور أدناه.
campaign-follow-changed = الحملة **{ $title }** متابَعة من قبل. من الآن فصاعدًا تُنشر تحديثاتها في { $channel }.
campaign-follow-looks = ينتظر كل منها في قناة المراجعة حتى يوافق عليه أحد من فريق الإشراف هنا.
campaign-follow-role = كل منها يشير إلى { $role }.
campaign-unfollowed = لم تعد تحديثات **{ $title }** تصل إلى هنا. وما زالت التصحيحات تصل إلى النسخ الموجودة هنا.
campaign-stuck = ⚠️ { $count ->
    [zero] لا تحديث ينتظر هنا بسبب تعذّر النشر
    [one] تحديث واحد ينتظر هنا لتعذّر النشر في المكان المقصود
    [two] تحديثان ينتظران هنا لتعذّر النشر في المكان المقصود
    [few] { $count } تحديثات تنتظر هنا لتعذّر النشر في المكان المقصود
    [many] { $count } تحديثًا تنتظر هنا لتعذّر النشر في المكان المقصود
   *[other] { $count } تحديث تنتظر هنا لتعذّر النشر في المكان المقصود
}. التفاصيل في قناة المراجعة؛ ولم يضع شيء.
campaign-goes-on-own = ▶️ **استُؤنفت الحملة «{ $title }».** تصل التحديثات الجديدة إلى الخوادم المتابِعة من جديد.
campaign-goes-on-followed = ▶️ **استُؤنفت الحملة «{ $title }» من { $name }.** تصل التحديثات الجديدة إلى هنا من جديد.
campaign-was-stopped-own = ⏹️ **أُوقفت الحملة «{ $title }»:** { $why ->
    [operator] أوقفتها الجهة المشغِّلة
    [banned] أخرجت الجهة المشغِّلة هذا الخادم من الشبكة
   *[left] أُزيل Rowan من هذا الخادم
}. لا يُنشر منها شيء جديد، وانتهت مسوداتها. تبقى النسخ حيث هي؛ وما زال يمكن سحبها بالأمر `/campaign withdraw`.
campaign-was-stopped-followed = ⏹️ **أُوقفت الحملة «{ $title }» من { $name }:** { $why ->
    [operator] أوقفتها الجهة المشغِّلة
    [banned] أخرجت الجهة المشغِّلة خادمها من الشبكة
   *[left] أُزيل Rowan من خادمها
}. لا يصل منها شيء جديد إلى هنا. تبقى النسخ الموجودة هنا؛ ويمكن حذفها إن لم تكن مرغوبة.
campaign-site-unknown = ليس في قائمة هذا الخادم موقع كهذا. يُرجى اختيار واحد من القائمة التي تظهر أثناء الكتابة، أو عدم اختيار موقع. لم يُحفظ شيء.
campaign-network-untrusted = لا ترى الخوادم الأخرى إلا حملات الخوادم التي تثق بها الجهة المشغِّلة، وهذا الخادم ليس منها بعد. من دون `visible` تظهر الحملة للآخرين حالما يصبح منها. لم يُحفظ شيء.
campaign-only-here = لا يراها إلا هذا الخادم.
campaign-about-site = وهي مرتبطة بالموقع **{ $site }** في قائمة هذا الخادم.
campaign-drafts-ended = { $count ->
    [zero] لا تحديث كان في انتظار النشر.
    [one] أُنهي تحديث واحد لم يكن قد نُشر بعد.
    [two] أُنهي تحديثان لم يكونا قد نُشرا بعد.
    [few] أُنهيت { $count } تحديثات لم تكن قد نُشرت بعد.
    [many] أُنهي { $count } تحديثًا لم تكن قد نُشرت بعد.
   *[other] أُنهي { $count } تحديث لم تكن قد نُشرت بعد.
}
command-campaign-site = الموقع الذي تتناوله، من قائمة هذا الخادم
command-campaign-visible = من يراها: هذا الخادم وحده، أو كل خادم (للخوادم الموثوقة)
campaign-visible-server = هذا الخادم
campaign-visible-network = الشبكة

# الجهة المشغِّلة، في سطر الأوامر
cli-stop-campaign = إيقاف حملة: لا يُنشر منها شيء جديد، وتبقى النسخ، ويُخبَر خادمها ومتابِعوها
cli-stop-campaign-number = رقم الحملة، كما يذكره خطها الزمني و`/campaign create`
cli-stop-campaign-undo = استئناف حملة أُوقفت بهذا الأمر
stop-unknown = لا توجد حملة بهذا الرقم. لم يتغيّر شيء.
stop-already = الحملة { $number } موقوفة من قبل. لم يتغيّر شيء.
stop-not = لم تُوقَف الحملة { $number } بهذا الأمر. لم يتغيّر شيء.
stop-done = أُوقفت الحملة { $number }. يخبر البوت العامل خادمها ومتابِعيها.
stop-undone = استُؤنفت الحملة { $number }. يخبر البوت العامل خادمها ومتابِعيها.
follow-role-gone = ⚠️ **حُذفت الرتبة التي كانت تحديثات { $title } تشير إليها هنا.** يستمر نشر التحديثات دون إشارة إلى أحد. يمكن اختيار رتبة أخرى بالأمر `/campaign follow`، أو الاستغناء عنها.
follow-role-again = ✅ تشير تحديثات **{ $title }** الآن إلى { $role }.
follow-role-none = ✅ لا تشير تحديثات **{ $title }** إلى أحد، كما اختير.
