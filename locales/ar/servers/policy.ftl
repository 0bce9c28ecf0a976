# /policy
command-policy = ما يفعله هذا الخادم برسالة فيها رابط مُدرَج
command-policy-show = عرض سياسة هذا الخادم
command-policy-preset = اختيار واحد من ثلاثة أنماط جاهزة
command-policy-preset-name = `gentle` (لطيف) أو `standard` (معتاد) أو `strict` (صارم)
command-policy-set = اختيار الإجراء لقائمة بأكملها، أو لفئة واحدة منها
command-policy-set-tier = القائمة التي أُدرج فيها الرابط
command-policy-set-action = الإجراء
command-policy-set-category = لهذه الفئة وحدها
command-policy-likely = اختيار أقصى إجراء حيث يكون التطابق مرجَّحًا فقط
command-policy-likely-action = أقصى إجراء
command-policy-channel = اختيار كيفية تطبيق السياسة في قناة
command-policy-channel-channel = قناة أو فئة قنوات أو سلسلة
command-policy-channel-mode = `enforce`: تطبيق الإجراء؛ `log`: عدّ فقط؛ `off`: لا فحص لشيء
command-policy-exempt = عدم فحص رسائل أصحاب رتبة؛ وتكراره ينهي ذلك
command-policy-exempt-role = الرتبة
command-policy-images = قراءة رموز `QR` في الصور التي ينشرها الأعضاء، أو إيقاف ذلك
command-policy-images-switch = `on` (تشغيل) أو `off` (إيقاف)
policy-title = ## السياسة · النمط الجاهز { $preset ->
    [gentle] «لطيف» (`gentle`)
    [standard] «معتاد» (`standard`)
    [strict] «صارم» (`strict`)
   *[other] «{ $preset }»
}
policy-row = - { $rule }
policy-row-changed = - { $rule } (مضبوط في هذا الخادم؛ وفي النمط الجاهز: { $usual }.)
policy-sentence = عند ورود { $links }: { $does }.
policy-sentence-category = عند ورود { $links }، من فئة «{ $category }»: { $does }.
policy-sentence-likely = عند ورود رابط مرجَّح فقط (تخمين من Rowan)، كحد أقصى: { $does }.
policy-links-own = رابط مُدرَج في قائمة هذا الخادم
policy-links-shared = رابط مُدرَج في القائمة المشتركة
policy-links-proposed = رابط مقترَح للقائمة المشتركة
policy-links-subscribed = رابط مُدرَج في قائمة مشترَك فيها
policy-does-off = لا يحدث شيء، ولا يُعَدّ شيء
policy-does-log = تبقى الرسالة ولا تُسجَّل إلا في العدّ
policy-does-review = تبقى الرسالة، وتصل بطاقة إلى فريق الإشراف
policy-does-delete = تُحذف الرسالة
policy-does-timeout = تُحذف الرسالة ويُكتم صاحبها مؤقتًا
policy-presets = **الأنماط الجاهزة** (`/policy preset`): لطيف (`gentle`)، معتاد (`standard`)، صارم (`strict`)
# أسطر لا جدول: لا تقف الحروف العربية في أعمدة.
policy-presets-line = - **{ $links }** · لطيف: { $gentle } · معتاد: { $standard } · صارم: { $strict }
policy-column-own = قائمة هذا الخادم
policy-column-shared = القائمة المشتركة
policy-column-proposed = المقترَح للقائمة المشتركة
policy-column-subscribed = القوائم المشترَك فيها
policy-column-likely = المرجَّح فقط
policy-cell-log = تسجيل
policy-cell-review = مراجعة
policy-cell-delete = حذف
policy-exceptions = **استثناءات بحسب الفئة**
policy-channels = **القنوات**
policy-channel = - في { $channel }: { $mode }
policy-images = { $on ->
    [true] - الصور: تُقرأ رموز `QR` فيها.
   *[false] - الصور: لا تُفحص (`/policy images`).
}
policy-exempt = **الرتب المعفاة من الفحص**: { $roles }
policy-needs-timeout = ⚠️ تنقص Rowan صلاحية **كتم الأعضاء مؤقتًا**، فلا يمكن كتم أحد مؤقتًا.
policy-preset-taken = ✅ النمط الجاهز { $preset ->
    [gentle] «لطيف» (`gentle`)
    [standard] «معتاد» (`standard`)
    [strict] «صارم» (`strict`)
   *[other] «{ $preset }»
} هو المعمول به من الآن فصاعدًا.
policy-preset-ended = { $ended ->
    [zero] لم يزُل بذلك أي إجراء مضبوط لقائمة بأكملها أو للمرجَّح فقط.
    [one] زال بذلك إجراء واحد كان مضبوطًا لقائمة بأكملها أو للمرجَّح فقط.
    [two] زال بذلك إجراءان كانا مضبوطين لقوائم بأكملها أو للمرجَّح فقط.
    [few] زالت بذلك { $ended } إجراءات كانت مضبوطة لقوائم بأكملها أو للمرجَّح فقط.
    [many] زال بذلك { $ended } إجراءً كانت مضبوطة لقوائم بأكملها أو للمرجَّح فقط.
   *[other] زال بذلك { $ended } إجراء كانت مضبوطة لقوائم بأكملها أو للمرجَّح فقط.
}
policy-preset-kept = الاستثناءات بحسب الفئة والقنوات والرتب المعفاة باقية كما كانت.
policy-set = ✅ { $rule }
policy-channel-set = ✅ في { $channel }: { $mode } من الآن فصاعدًا.
policy-images-on = ✅ تُقرأ رموز `QR` في الصور من الآن فصاعدًا، وتُفحص روابطها كأي رابط آخر. تُجلب الصور من Discord وحده، وتُفحص في الذاكرة، ولا يُحفظ منها شيء. لا يمكن إعادة صورة حُذفت.
policy-images-off = ✅ لا تُفحص الصور بعد الآن.
policy-exempt-on = ✅ لم تعد رسائل { $role } تُفحص.
policy-exempt-off = ✅ عادت رسائل { $role } تُفحص.
policy-exempt-everyone = لا يمكن إعفاء `@everyone`: لن يُفحص عندئذٍ شيء. لإيقاف الفحص في مكان: `/policy channel`؛ ولقائمة: `/policy set`. لم يتغيّر شيء.
policy-too-many-channels = بلغ عدد القنوات ذات الضبط الخاص حدّه الأقصى: { $limit }. ضبط فئة القنوات يشمل قنواتها كلها. لم يتغيّر شيء.
policy-too-many-roles = بلغ عدد الرتب المعفاة حدّه الأقصى: { $limit }. لم يتغيّر شيء.
policy-tier-own = قائمة هذا الخادم
policy-tier-shared = القائمة المشتركة
policy-tier-proposed = المقترَح للقائمة المشتركة
policy-tier-subscribed = القوائم المشترَك فيها
policy-action-off = إيقاف
policy-action-log = تسجيل فقط
policy-action-review = مراجعة
policy-action-delete = حذف
policy-action-timeout = حذف وكتم مؤقت
policy-switch-on = تشغيل
policy-switch-off = إيقاف
policy-mode-enforce = تطبيق السياسة
policy-mode-log = تسجيل فقط
policy-mode-off = بلا فحص
preset-name-gentle = لطيف
preset-name-standard = معتاد
preset-name-strict = صارم

# ما كان تغييرٌ سيفعله في الآونة الأخيرة، والسؤال قبل تغيير أثره كبير.
policy-effect = خلال آخر { $days ->
    [zero] يوم
    [one] يوم
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
} رصدت القوائم هنا { $found ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتين
    [few] { $found } رسائل
    [many] { $found } رسالة
   *[other] { $found } رسالة
}. وبهذا التغيير كان التعامل مع ما يلي سيختلف:
policy-effect-row = - { $count ->
    [zero] لا رسائل
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $count } رسائل
    [many] { $count } رسالة
   *[other] { $count } رسالة
}: من «{ $before }» إلى «{ $after }»
policy-effect-none = ما رصدته القوائم هنا خلال آخر { $days ->
    [zero] يوم
    [one] يوم
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
} لم يكن التعامل مع شيء منه سيختلف.
policy-effect-more = كان هناك أكثر مما نُظر فيه، فقد تكون هذه الأعداد أكبر.
policy-effect-blind = ما كان موقوفًا حتى الآن لم يترك أثرًا، لذلك لا يمكنني تقدير حجمه.
policy-ask = ## تغيير السياسة؟
policy-ask-preset = النمط الجاهز { $preset ->
    [gentle] «لطيف» (`gentle`)
    [standard] «معتاد» (`standard`)
    [strict] «صارم» (`strict`)
   *[other] «{ $preset }»
} يصبح المعمول به.
policy-ask-channel = في { $channel }: { $mode } من الآن فصاعدًا.
policy-ask-nothing-yet = لم يتغيّر شيء بعد.
policy-ask-sure = تغييرها
policy-ask-cancel = إلغاء
policy-ask-cancelled = لم يتغيّر شيء.
