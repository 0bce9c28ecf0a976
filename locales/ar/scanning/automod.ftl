# خدمة AutoMod في Discord، وهي تمنع ما تذكره القوائم.

command-automod = قائمتكم في خدمة AutoMod في Discord، وهي تمنع الرسالة قبل أن يراها أحد (لإدارة الخادم)
command-automod-status = ما تمنعه خدمة AutoMod من قائمتكم، وما ليس على ما ينبغي
command-automod-sync = عرض ما ستمنعه خدمة AutoMod من قائمتكم، ثم تطبيقه بزر
command-automod-off = حذف كل قواعد AutoMod التي أنشأها Rowan في هذا الخادم

# يعرضها Discord لمن مُنعت رسالته: 150 حرفًا على الأكثر.
automod-message = في الرسالة رابط لا يسمح به هذا الخادم. إن كان ذلك خطأً فيمكن لفريق الإشراف المساعدة.

automod-needs-permission = ⚠️ لا يمكنني قراءة قواعد AutoMod في هذا الخادم أو تغييرها. يشترط Discord لذلك صلاحية **إدارة الخادم**: يُرجى منحها لرتبتي (إعدادات الخادم ثم الرتب)، ثم استعمال `/automod sync` من جديد. لا أستعملها إلا لقواعد AutoMod التي أنشأتها.

automod-plan-title = ما ستمنعه خدمة AutoMod
automod-plan-changed = ⚠️ تغيّرت القوائم أو السياسة بعد عرض الخطة، فلم يُطبَّق شيء. هذه هي الخطة الآن.
automod-plan-would = { $entries ->
    [zero] لا بند من قوائمكم
    [one] **بند واحد** من قوائمكم
    [two] **بندان** من قوائمكم
    [few] **{ $entries } بنود** من قوائمكم
    [many] **{ $entries } بندًا** من قوائمكم
   *[other] **{ $entries } بند** من قوائمكم
}، في { $keywords ->
    [zero] لا كلمة مفتاحية
    [one] كلمة مفتاحية واحدة
    [two] كلمتين مفتاحيتين
    [few] { $keywords } كلمات مفتاحية
    [many] { $keywords } كلمة مفتاحية
   *[other] { $keywords } كلمة مفتاحية
} ضمن { $rules ->
    [zero] لا قاعدة
    [one] قاعدة واحدة
    [two] قاعدتين
    [few] { $rules } قواعد
    [many] { $rules } قاعدة
   *[other] { $rules } قاعدة
} (أقصى ما تتّسع له من الكلمات: { $most }). تُمنع هذه الرسائل قبل أن يراها أحد، حتى حين لا يعمل Rowan.
automod-plan-own = - من قائمة هذا الخادم: { $entries }
automod-plan-shared = - من القائمة المشتركة: { $entries }
automod-plan-proposed = - من المقترَح: { $entries }
automod-plan-subscribed = - من القوائم المشترَك فيها: { $entries }
automod-plan-exempt = لا يسري ذلك في { $channels ->
    [zero] أي قناة
    [one] قناة واحدة (قناة المراجعة وما تستثنيه `/policy channel`)
    [two] قناتين (قناة المراجعة وما تستثنيه `/policy channel`)
    [few] { $channels } قنوات (قناة المراجعة وما تستثنيه `/policy channel`)
    [many] { $channels } قناة (قناة المراجعة وما تستثنيه `/policy channel`)
   *[other] { $channels } قناة (قناة المراجعة وما تستثنيه `/policy channel`)
}، ولا على { $roles ->
    [zero] أي رتبة معفاة
    [one] رتبة معفاة واحدة
    [two] رتبتين معفاتين
    [few] { $roles } رتب معفاة
    [many] { $roles } رتبة معفاة
   *[other] { $roles } رتبة معفاة
}. ويستثني Discord نفسه من يملك صلاحية «إدارة الخادم» والبوتات والويب هوك.
automod-plan-allow = عدد الاستثناءات المدرجة في قائمة السماح الخاصة بالقواعد: { $count }.
automod-plan-nothing = لا يمكن منع شيء من قوائمكم: لا تحذف السياسة التطابق الأكيد لأي بند يصلح لذلك.
automod-plan-nothing-yet = لم يتغيّر شيء بعد. وبعد التطبيق تبقى القواعد محدَّثة من تلقاء نفسها، ولا تُمَسّ قواعد غير قواعدي.
automod-apply = تطبيق
automod-applied = ✅ يجري التطبيق الآن. تبيّن `/automod status` الحال، وتعيد `/automod off` كل شيء كما كان.
automod-steps-none = قواعد Discord على هذه الحال بالفعل.
automod-steps = في قواعد Discord: للإنشاء { $make }، للتغيير { $change }، للحذف { $delete }.
automod-others = { $count ->
    [zero] لا توجد قواعد كلمات لغيري.
    [one] توجد قاعدة كلمات واحدة ليست لي. تُحسب ضمن حدّ Discord وهو ست قواعد، ولا أمسّها.
    [two] توجد قاعدتا كلمات ليستا لي. تُحسبان ضمن حدّ Discord وهو ست قواعد، ولا أمسّهما.
    [few] توجد { $count } قواعد كلمات ليست لي. تُحسب ضمن حدّ Discord وهو ست قواعد، ولا أمسّها.
    [many] توجد { $count } قاعدة كلمات ليست لي. تُحسب ضمن حدّ Discord وهو ست قواعد، ولا أمسّها.
   *[other] توجد { $count } قاعدة كلمات ليست لي. تُحسب ضمن حدّ Discord وهو ست قواعد، ولا أمسّها.
}

# لماذا ليس لبعض البنود كلمات مفتاحية، مع أوّلها.
automod-left = **بنود ليست في AutoMod: { $count }** من { $weighed } نُظر فيها. تُزال روابطها بعد نشرها بلحظة، كما تقول السياسة:
automod-left-invite = - دعوات لم تدخل، لأن AutoMod لا تعرف إلى أين تؤدي ({ $count }): { $some }
automod-left-parameters = - صفحات لم تدخل، لأن عنوانها يقوم على معاملات قد ترد بأي ترتيب ({ $count }): { $some }
automod-left-case = - صفحات لم تدخل، لأن في مسارها أحرفًا. لا تميّز AutoMod الحروف الكبيرة من الصغيرة، وقد تمنع صفحة لغير المقصود ({ $count }): { $some }
automod-left-letters = - بنود لم تدخل، لأنها تُكتب بعلامات النسبة المئوية التي لا تقرؤها AutoMod ({ $count }): { $some }
automod-left-long = - بنود لم تدخل، لأنها أطول من 60 حرفًا ({ $count }): { $some }
automod-left-exception = - بنود لم تدخل، لأن ضمنها ما يُسمح به هنا ({ $count }): { $some }
automod-left-timeout = - بنود لم تدخل، لأن السياسة تكتم أصحابها مؤقتًا، وذلك ما أقوم به بنفسي ({ $count }): { $some }
automod-left-full = - بنود لم تدخل، لأن المكان لا يتّسع ({ $count }): { $some }
automod-left-stand = - بنود لم تدخل، لأن السياسة لا تحذف شيئًا بسببها الآن ({ $count })
automod-left-unweighed = - في القوائم أكثر مما يُنظر فيه. يُنظر من كل نوع من القوائم في أحدث { $count }، وفي كل ما نُشر هنا مؤخرًا. وما عدا ذلك ليس في AutoMod.

automod-unseen = يستمر فحص كل رسالة، فكثير يفوت AutoMod: العنوان بلا `https://`، وما تحت صفحة مدرجة، والنطاقات الفرعية التي لم تُرصد هنا مؤخرًا، وعلامات النسبة المئوية في العناوين، ومعظم أشكال التمويه، وما يضيفه Discord من معاينة، وما تعدّله البوتات. ولا تقبل قائمة السماح فيها علامة النجمة.

automod-problem-permission = ⚠️ **تنقصني صلاحية إدارة الخادم**، وهي التي يشترطها Discord لقراءة قواعد AutoMod وتغييرها. يُرجى منحها لرتبتي. وحتى ذلك الحين تبقى القواعد القائمة كما هي، ويُعاد النظر كل ساعة.
automod-problem-channels = ⚠️ **لا يُمنع شيء**: تستثني `/policy channel` أكثر من 50 قناة، ولا يمكن للقاعدة أن تستثني أكثر من ذلك. لم تُنشأ قاعدة، لأنها كانت ستمنع حيث لا تمنع السياسة.
automod-problem-roles = ⚠️ **لا يُمنع شيء**: أُعفيت أكثر من 20 رتبة (`/policy exempt`)، ولا يمكن للقاعدة أن تعفي أكثر من ذلك. لم تُنشأ قاعدة، لأنها كانت ستمنع من لا تمنعه السياسة.
automod-problem-room = ⚠️ **لا مكان**: للخادم ست قواعد كلمات، وكلها لغيري. يُرجى حذف واحدة منها في إعدادات الخادم ثم AutoMod، ثم استعمال `/automod sync` من جديد.
automod-problem-refused = ⚠️ **رفض Discord إحدى القواعد.** تُعاد المحاولة خلال ساعة. إن استمر ذلك فيُرجى إخطار الجهة المشغِّلة.

automod-status-never = ليس في AutoMod شيء من قوائمكم. تعرض `/automod sync` ما ستمنعه.
automod-status-left = ⚠️ لا أدير AutoMod هنا، غير أن { $rules ->
    [zero] قواعد لي من وقت سابق ما زالت تمنع الرسائل. يتولاها `/automod sync` ويحذفها `/automod off`.
    [one] قاعدة لي من وقت سابق ما زالت تمنع الرسائل. يتولاها `/automod sync` ويحذفها `/automod off`.
    [two] قاعدتين لي من وقت سابق ما زالتا تمنعان الرسائل. يتولاهما `/automod sync` ويحذفهما `/automod off`.
    [few] { $rules } قواعد لي من وقت سابق ما زالت تمنع الرسائل. يتولاها `/automod sync` ويحذفها `/automod off`.
    [many] { $rules } قاعدة لي من وقت سابق ما زالت تمنع الرسائل. يتولاها `/automod sync` ويحذفها `/automod off`.
   *[other] { $rules } قاعدة لي من وقت سابق ما زالت تمنع الرسائل. يتولاها `/automod sync` ويحذفها `/automod off`.
}
automod-status-ending = أُوقِف. { $rules ->
    [zero] لم تبقَ لي قاعدة هناك.
    [one] بقيت لي قاعدة واحدة يجري حذفها.
    [two] بقيت لي قاعدتان يجري حذفهما.
    [few] بقيت لي { $rules } قواعد يجري حذفها.
    [many] بقيت لي { $rules } قاعدة يجري حذفها.
   *[other] بقيت لي { $rules } قاعدة يجري حذفها.
}
automod-status-soon = شُغِّل. يجري وضع القواعد الآن.
automod-status-on = ✅ تمنع AutoMod { $entries ->
    [zero] لا شيء
    [one] بندًا واحدًا
    [two] بندين
    [few] { $entries } بنود
    [many] { $entries } بندًا
   *[other] { $entries } بند
} من قوائمكم، في { $keywords ->
    [zero] لا كلمة مفتاحية
    [one] كلمة مفتاحية واحدة
    [two] كلمتين مفتاحيتين
    [few] { $keywords } كلمات مفتاحية
    [many] { $keywords } كلمة مفتاحية
   *[other] { $keywords } كلمة مفتاحية
} ضمن { $rules ->
    [zero] لا قاعدة
    [one] قاعدة واحدة
    [two] قاعدتين
    [few] { $rules } قواعد
    [many] { $rules } قاعدة
   *[other] { $rules } قاعدة
}.
automod-status-looked = آخر تحقّق من سلامتها { $when }.
automod-status-switched-off = ⏸️ { $rules ->
    [zero] لم تُوقَف لي قاعدة.
    [one] أُوقفت إحدى قواعدي من إعدادات Discord. تبقى كذلك.
    [two] أُوقفت اثنتان من قواعدي من إعدادات Discord. تبقيان كذلك.
    [few] أُوقفت { $rules } من قواعدي من إعدادات Discord. تبقى كذلك.
    [many] أُوقفت { $rules } من قواعدي من إعدادات Discord. تبقى كذلك.
   *[other] أُوقفت { $rules } من قواعدي من إعدادات Discord. تبقى كذلك.
} تعيد `/automod sync` التشغيل.
automod-status-mended = غُيِّرت إحدى قواعدي أو حُذفت، وأُصلح ذلك { $when }.
automod-status-differs = تختلف قواعد Discord عن قوائمكم في هذه اللحظة. تُحدَّث خلال دقيقة أو دقيقتين.

automod-off = ✅ أُوقِف. { $rules ->
    [zero] لا قاعدة لي للحذف.
    [one] يجري حذف قاعدتي الآن.
    [two] يجري حذف قاعدتيّ الآن.
    [few] يجري حذف قواعدي الآن ({ $rules }).
    [many] يجري حذف قواعدي الآن ({ $rules }).
   *[other] يجري حذف قواعدي الآن ({ $rules }).
} وتستمر إزالة ما تذكره القوائم كما كانت.
automod-off-nothing = لا شيء لإيقافه: لا أحتفظ بقواعد AutoMod في هذا الخادم.
