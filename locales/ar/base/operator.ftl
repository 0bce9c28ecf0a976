# ما تقرؤه الجهة المشغِّلة في سطر الأوامر.
config-faults = لا يمكن تشغيل Rowan بهذا الإعداد:
config-fine = الإعداد سليم.
config-where = تُقرأ الإعدادات من متغيّرات البيئة ومن الملف `.env` في { $folder }؛ والملف `config.example.env` هناك يشرح كلًّا منها.
config-file-unreadable = تعذّرت قراءة { $path }: { $reason }. يجب أن يكون بوسع المستخدم الذي يشغّل Rowan قراءته، ولا حاجة لغيره إليها: `chown` لذلك المستخدم، ثم `chmod 600`.
config-file-not-utf8 = الملف { $path } غير مكتوب بترميز `UTF-8`. يجب حفظه بترميز `UTF-8` (في `Notepad`: `Save As` ثم `Encoding`)، أو نسخ `config.example.env` من جديد وملؤه.
config-file-open = يستطيع مستخدمون آخرون لهذا الجهاز قراءة { $path } (الأذونات { $mode })، وفيه الرمز السري والمفتاح: `chmod 600 { $path }`.
config-name-misspelt = الاسم { $name } ليس من إعدادات Rowan، فلا أثر له. هل المقصود { $right }؟
config-name-unknown = الاسم { $name } في `.env` ليس من إعدادات Rowan، فلا أثر له. الملف `config.example.env` يذكر الإعدادات جميعًا.
config-no-equals-sign = الاسم { $name } مكتوب في `.env` بلا `=` وبلا قيمة، فيُعدّ غير مضبوط.
config-token-missing = الإعداد `DISCORD_TOKEN` ناقص. للحصول عليه: فتح https://discord.com/developers/applications واختيار التطبيق (أو `New Application`)، ثم `Bot`، ثم `Reset Token`، ونسخ الرمز إلى `.env`. وفي الصفحة نفسها يُفعَّل الخيار `Message Content Intent` لتُفحص الرسائل.
config-token-malformed = في `DISCORD_TOKEN` مسافة أو فاصل سطر. يجب نسخه من جديد من https://discord.com/developers/applications ثم `Bot` ثم `Reset Token`.
config-token-quoted = في `DISCORD_TOKEN` علامة اقتباس. يجب حذف علامات الاقتباس؛ فالرمز حروف وأرقام و`-` و`_` في ثلاثة أجزاء تفصل بينها نقاط.
config-token-is-an-id = قيمة `DISCORD_TOKEN` هي معرّف تطبيق أو معرّف البوت، وليست الرمز السري. الرمز في https://discord.com/developers/applications داخل التطبيق، ثم `Bot`، ثم `Reset Token`.
config-token-no-token = قيمة `DISCORD_TOKEN` لا تشبه رمز بوت، وهو حروف وأرقام و`-` و`_` في ثلاثة أجزاء تفصل بينها نقاط. يجب نسخه من https://discord.com/developers/applications ثم `Bot` ثم `Reset Token` (لا المفتاح العام `Public Key`، ولا `Client Secret`).
config-token-refused = لا يقبل Discord قيمة `DISCORD_TOKEN`. ربما أُعيد توليد الرمز: يجب نسخ الرمز الحالي من https://discord.com/developers/applications ثم `Bot` ثم `Reset Token`.
config-database-malformed = يجب أن يكون `DATABASE_URL` على صورة `sqlite:///data/rowan.db` (مسار يبدأ من هذا المجلد)، أو `sqlite:////var/lib/rowan/rowan.db` (مسار كامل)، أو `postgresql://rowan@db.example/rowan` (خادم PostgreSQL).
config-database-server-malformed = يبدأ `DATABASE_URL` بداية عنوان خادم PostgreSQL، فيجب أن يكون على صورة `postgresql://user:password@host/database`؛ وتُكتب محارف مثل `@` و`:` و`/` في كلمة المرور هكذا: `%40` و`%3A` و`%2F`. لا تُعرض القيمة هنا، فقد تكون فيها كلمة المرور.
config-secret-missing = الإعداد `SECRET_KEY` ناقص. الأمر `.venv/bin/python bot.py new-key` يطبع مفتاحًا جديدًا؛ وبه تُشفَّر البيانات الشخصية، فيجب الاحتفاظ بنسخة منه في غير مكان نسخة قاعدة البيانات.
config-secret-twice = ضُبط `{ $name }` و`{ $name }_FILE` معًا. يجب ترك أحدهما فارغًا.
config-secret-unreadable = يشير `{ $name }_FILE` إلى { $path }، وتعذّرت قراءته ({ $reason }).
config-secret-malformed = قيمة `{ $name }` ليست 32 بايتًا بترميز `base64`. الأمر `.venv/bin/python bot.py new-key` يطبع قيمة صحيحة.
config-secret-cut = سقط من `{ $name }` محرفه الأخير، وهو `=`. يجب نسخ السطر الذي طبعه `.venv/bin/python bot.py new-key` كاملًا.
config-level-unknown = قيمة `LOG_LEVEL` هي { $level }؛ ويجب أن تكون واحدة من: { $levels }.
config-line = يجب أن يكون { $name } سطرًا واحدًا (الحد الأقصى للأحرف: { $limit })، ولا تجوز فيه إشارة إلى أحد.
config-switch = يجب أن يكون { $name } إما `on` أو `off`.
config-https-address = يجب أن يكون { $name } عنوانًا كاملًا يبدأ بـ`https://` وبلا علامة استفهام، مثل `https://resolver.example/dns-query`.
config-no-resolver = الإعداد `PROVIDER_FACTS` مفعَّل، ولا يذكر `DOH_RESOLVER` من يجوز أن يسأله Rowan عن العناوين. يجب تحديد خادم استعلام يدعم DNS عبر HTTPS، أو إيقاف `PROVIDER_FACTS`.
config-number = يجب أن يكون { $name } عددًا صحيحًا من { $low } إلى { $high }.
config-test-addresses = يجب أن يكون `NET_TEST_ADDRESSES` أزواجًا مثل `127.0.0.1:8080` تفصل بينها فواصل `,`: عنوان هذا الجهاز `127.0.0.1`، ومنفذ من 1 إلى 65535. هذا الإعداد للاختبارات؛ وفي غيرها يُترك فارغًا.
config-shortener-hosts = يجب أن يكون `SHORTENER_TEST_HOSTS` أزواجًا مثل `127.0.0.1:8080` تفصل بينها فواصل `,`: عنوان هذا الجهاز `127.0.0.1`، ومنفذ من 1 إلى 65535. هذا الإعداد للاختبارات؛ وفي غيرها يُترك فارغًا.
config-shortener-hosts-open = تحذير: الإعداد `SHORTENER_TEST_HOSTS` مضبوط. يعدّ Rowan العناوين { $addresses } على هذا الجهاز خدمات تختصر العناوين ويسألها إلى أين تقود الروابط، وهذا لا يجوز في بوت يستخدمه الناس. هذا الإعداد للاختبارات؛ وفي غيرها يُترك فارغًا.
config-test-addresses-open = تحذير: الإعداد `NET_TEST_ADDRESSES` مضبوط. يجلب Rowan من { $addresses } على هذا الجهاز، وهذا لا يجوز في بوت يستخدمه الناس. هذا الإعداد للاختبارات؛ وفي غيرها يُترك فارغًا.
database-cannot-open = تعذّر فتح قاعدة البيانات { $path }: { $reason }. يجب التحقق من أن `DATABASE_URL` يشير إلى الملف الصحيح، وأن المستخدم الذي يشغّل Rowan يستطيع القراءة والكتابة فيها وفي مجلدها. لم يتغيّر شيء.
database-away = قاعدة البيانات { $path } لا تستجيب: { $reason }. يجب التحقق من أن خادمها يعمل، وأن `DATABASE_URL` يشير إليه، وأنه يسمح لهذا الجهاز بالدخول. لم يتغيّر شيء.
database-denied = خادم قاعدة البيانات { $path } لا يسمح لبرنامج Rowan بالدخول: يجب التحقق من المستخدم وكلمة المرور وقواعد الخادم (`pg_hba.conf`) لهذا الجهاز. لم يتغيّر شيء.
database-unknown = ليست على الخادم قاعدة بيانات بهذا الاسم: { $path }. يجب إنشاؤها أولًا (`docs/operations.md`). لم يتغيّر شيء.
database-too-old = إصدار PostgreSQL على خادم قاعدة البيانات { $path } هو { $found }؛ ويحتاج Rowan إلى { $oldest } أو أحدث. لم يتغيّر شيء.
database-not-utf8 = تحفظ قاعدة البيانات { $path } نصوصها بترميز { $found }؛ ويحتاج Rowan إلى `UTF8`. يجب إنشاء قاعدة جديدة (`docs/operations.md`). لم يتغيّر شيء.
database-only-reads = خادم قاعدة البيانات { $path } للقراءة فقط، كما هو حال الخادم الاحتياطي. يجب أن يشير `DATABASE_URL` إلى الخادم الذي يكتب. لم يتغيّر شيء.
database-no-rights = لا يحق لمستخدم قاعدة البيانات { $path } إنشاء جداول في مخططها { $schema }، أو لا يحق له استخدام الجداول الموجودة فيه. يجب جعله مالك قاعدة البيانات (`docs/operations.md`). لم يتغيّر شيء.
database-foreign-there = قاعدة البيانات { $path } لبرنامج آخر: فيها جدول { $table }، وليس فيها شيء من Rowan. يجب أن يشير `DATABASE_URL` إلى قاعدة بيانات Rowan نفسه، أو إلى قاعدة فارغة. لم يتغيّر فيها شيء.
database-cannot-write = تعذّرت الكتابة في قاعدة البيانات { $path }: { $reason }. يجب التحقق من مالكها وأذوناتها، ومن وجود مساحة خالية على القرص، ومن أن لا برنامج آخر يستأثر بها.
database-no-space = لم تبق مساحة على قرص قاعدة البيانات { $path } (الخالي: { $free } ميغابايت). يجب إخلاء مساحة ثم إعادة التشغيل؛ لم يضع شيء.
database-will-be-made = قاعدة البيانات { $path } غير موجودة بعد؛ تُنشأ عند أول تشغيل.
database-will-be-migrated = تُرقّى قاعدة البيانات { $path } إلى المخطط { $known } عند التشغيل التالي، بعد حفظ نسخة منها باسم { $copy }.
database-will-be-migrated-there = تُرقّى قاعدة البيانات { $path } إلى المخطط { $known } عند التشغيل التالي. لا ينسخ Rowan قاعدة بيانات على خادم: يجب أخذ نسخة احتياطية قبل ذلك (`docs/operations.md`).
database-not-there = لا توجد قاعدة بيانات لبرنامج Rowan في { $path }، وهذا الأمر لا ينشئ واحدة. هذا المسار هو ما يقوله `DATABASE_URL`؛ والمسار ذو الشُّرَط الثلاث (`sqlite:///`) يبدأ من المجلد { $folder }. إن لم يسبق تشغيل Rowan، فإن أول تشغيل له ينشئ قاعدة البيانات. لم يتغيّر شيء.
database-made = لم تكن هناك قاعدة بيانات؛ أُنشئت واحدة جديدة: { $path }
database-as-it-is = قاعدة البيانات { $path } على ما يحتاج إليه هذا الإصدار.
database-copy-kept = قبل ترقية قاعدة البيانات حُفظت نسخة منها باسم { $path }. للرجوع: إيقاف Rowan، ووضع النسخة مكان قاعدة البيانات (مع حذف ملفيها المنتهيين بـ`-wal` و`-shm`)، ثم تشغيل الإصدار السابق.
database-rows-set-aside = { $count ->
    [zero] ليس في الجدول { $source } صف يشير
    [one] في الجدول { $source } صف واحد يشير
    [two] في الجدول { $source } صفان يشيران
    [few] في الجدول { $source } { $count } صفوف تشير
    [many] في الجدول { $source } { $count } صفًا تشير
   *[other] في الجدول { $source } { $count } صف تشير
} إلى صف غير موجود في { $parent }: { $rows }. لكي تكتمل الترقية نُقل ذلك جانبًا إلى الجدول `set_aside_rows`، ويُحفظ فيه { $days ->
    [zero] أقل من يوم
    [one] يومًا واحدًا
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}؛ ويعمل Rowan من دونه.
database-not-sqlite = الملف { $path } ليس قاعدة بيانات SQLite. يجب أن يشير `DATABASE_URL` إلى قاعدة بيانات Rowan نفسه، أو إلى ملف غير موجود بعد. لم يتغيّر فيه شيء.
database-foreign = في { $path } قاعدة بيانات، لكنها لبرنامج آخر: فيها جدول { $table }، وليس فيها شيء من Rowan. يجب أن يشير `DATABASE_URL` إلى قاعدة بيانات Rowan نفسه، أو إلى ملف غير موجود بعد. لم يتغيّر فيها شيء.
database-no-file = ليس { $path } ملفًا، بل هو مجلد أو شيء آخر. يجب أن يشير `DATABASE_URL` إلى ملف: قاعدة بيانات Rowan نفسه، أو ملف غير موجود بعد. لم يتغيّر شيء.
database-damaged = قاعدة البيانات { $path } تالفة ({ $reason }): جزء منها مفقود أو لا يمكن قراءته. يجب الاحتفاظ بالملف، ووضع نسخة منها أو نسخة احتياطية مكانه، وفحص القرص. لم يتغيّر شيء.
database-newer = قاعدة البيانات من إصدار أحدث من Rowan (المخطط { $found }؛ وما يعرفه هذا البرنامج { $known }). يجب تحديث البرنامج، أو استعادة نسخة من قاعدة البيانات. لم يتغيّر شيء.
database-changed-migration = خطوة الترقية { $version } ({ $name }) تغيّرت بعد تطبيقها على قاعدة البيانات هذه. يجب استعادة الملف الأصلي. لم يتغيّر شيء.
database-migration-failed = فشلت خطوة الترقية { $version }: { $reason }. لم يتغيّر شيء.
database-other-secret = قاعدة البيانات { $path } مشفَّرة بمفتاح غير `SECRET_KEY`. يجب إعادة المفتاح الصحيح؛ فمن دونه لا يمكن قراءة المشفَّر فيها. بعد الأمر `bot.py rotate-key` هو المفتاح الجديد، ولنسخة احتياطية من قبله هو القديم (`docs/operations.md`). لم يتغيّر شيء.
database-leaving = يجري نقل قاعدة البيانات { $path } إلى { $other }، ولم يصل كل ما فيها بعد: لا يعمل Rowan عليها في هذه الأثناء. لمتابعة النقل: الأمر `bot.py move --to` بالعنوان نفسه من جديد؛ وللعدول عن النقل والمتابعة هنا: `bot.py move --cancel`. لم يتغيّر شيء.
database-moved-away = نُقلت قاعدة البيانات { $path } إلى { $other }. يجب ضبط `DATABASE_URL` على ذلك. وللعودة إلى هذه مع ذلك، من دون ما جدّ بعد النقل: `bot.py move --cancel`. لم يتغيّر شيء.
database-half-moved = لم تكتمل قاعدة البيانات { $path }: ما زالت تُملأ من { $other }. يجب إتمام النقل: الأمر `bot.py move --to` بعنوان هذه القاعدة، و`DATABASE_URL` يشير إلى الأخرى. لم يتغيّر شيء.
move-bad-url = يجب أن تكون قيمة `--to` على صورة `sqlite:///data/rowan.db` (مسار يبدأ من هذا المجلد)، أو `sqlite:////var/lib/rowan/rowan.db` (مسار كامل)، أو `postgresql://user@host/database`؛ وتُكتب محارف مثل `@` و`:` و`/` في كلمة المرور هكذا: `%40` و`%3A` و`%2F`. لا تُعرض القيمة هنا، فقد تكون فيها كلمة المرور. لم يتغيّر شيء.
move-same = قاعدة البيانات { $path } هي التي يشير إليها `DATABASE_URL` أصلًا. لم يتغيّر شيء.
move-alive = تعمل عملية من Rowan على قاعدة البيانات { $path }. يجب إيقافها، وإيقاف ما قد يعيد تشغيلها، ثم النقل. لم يتغيّر شيء.
move-source-older = قاعدة البيانات { $path } من إصدار أقدم من Rowan. يجب تشغيل هذا الإصدار عليها مرة (فيحفظ نسخة منها ويرقّيها)، ثم إيقافه، ثم النقل. لم يتغيّر شيء.
move-target-full = قاعدة البيانات { $path } ليست فارغة: في جدولها { $table } شيء. يجب إنشاء قاعدة جديدة فارغة للنقل (`docs/operations.md`). لم يتغيّر شيء.
move-target-other = قاعدة البيانات { $path } تخص عملية نقل أخرى (من { $other }) لم تكتمل أو جرى العدول عنها. يجب إنشاء قاعدة جديدة فارغة لهذا النقل (`docs/operations.md`). لم يتغيّر شيء.
move-another = هناك من يكتب أيضًا في قاعدة البيانات { $path }: أهو أمر `bot.py move` آخر؟ ينتهي هذا الأمر هنا. بعد انتهاء الآخر يُعاد تشغيل الأمر نفسه.
move-columns-differ = أعمدة الجدول { $table } في قاعدة البيانات { $path } غير التي يضعها فيه هذا الإصدار من Rowan. لم يُنسخ شيء؛ والأمر `bot.py move --cancel` يتيح لبرنامج Rowan العمل عليها كما كان.
move-rule-broken = رفضت قاعدة البيانات { $path } صفًا من الجدول { $table }: { $reason }. ينتهي النقل هنا؛ وما نُسخ يبقى فيها، ولا يعمل Rowan عليها. يُرجى إخبارنا بذلك. الأمر `bot.py move --cancel` يتيح لبرنامج Rowan العمل على قاعدة البيانات القديمة كما كان.
move-differs = الجدول { $table } ليس واحدًا في القاعدتين: عدد صفوفه { $rows } في { $path }، و{ $found } في { $other }، أو في محتواها اختلاف. هل تغيّرت إحدى القاعدتين أثناء النقل؟ لا يعمل Rowan على الجديدة. يجب إنشاء قاعدة جديدة فارغة وإعادة النقل؛ والأمر `bot.py move --cancel` يتيح لبرنامج Rowan العمل على القديمة كما كان.
move-stopped = قاعدة البيانات { $path } لا تستجيب ({ $reason })، ويتوقف النقل هنا. ما نُسخ يبقى؛ وبإعادة تشغيل الأمر نفسه يُستأنف من هناك. وحتى ذلك الحين لا يعمل Rowan على أي منهما، إلا بالعدول عن النقل: `bot.py move --cancel`.
move-goes-on = لم يكتمل نقل سابق إلى { $path }؛ يُستأنف من حيث توقف.
move-stays-behind = الجدول { $table } ليس من جداول Rowan. يبقى في مكانه.
move-progress = الجدول { $table }: عدد الصفوف حتى الآن { $rows }.
move-copied = الجدول { $table }: { $rows ->
    [zero] لا صفوف لنسخها.
    [one] نُسخ صف واحد.
    [two] نُسخ صفان.
    [few] نُسخت { $rows } صفوف.
    [many] نُسخ { $rows } صفًا.
   *[other] نُسخ { $rows } صف.
}
move-verifies = نُسخ كل شيء. تُقرأ القاعدتان الآن مرة أخرى وتُقارنان.
move-nulls = { $count ->
    [zero] لا نص فيه
    [one] في نص واحد
    [two] في نصين
    [few] في { $count } نصوص
    [many] في { $count } نصًا
   *[other] في { $count } نص
} المحرف `U+0000` الذي لا يحفظه PostgreSQL؛ ويحلّ محلّه هناك `U+FFFD`.
move-verified = في القاعدتين الشيء نفسه: { $rows ->
    [zero] لا صفوف
    [one] صف واحد
    [two] صفان
    [few] { $rows } صفوف
    [many] { $rows } صفًا
   *[other] { $rows } صف
}.
move-done = كل شيء الآن في { $path }. يجب ضبط `DATABASE_URL` عليها وتشغيل Rowan؛ ويبقى المفتاح كما هو. قاعدة البيانات القديمة { $other } كما كانت، سوى أنها موسومة بأنها نُقلت: لا يعمل Rowan عليها. فيها بيانات شخصية، فيجب حذفها بعد أن تثبت الجديدة صلاحها.
move-cancelled = يعمل Rowan من جديد على { $path }. لا يجوز تشغيله على { $other } أيضًا: فما يصل إلى إحداهما لا تعرفه الأخرى.
move-nothing-to-cancel = قاعدة البيانات { $path } لم تُنقل ولا يجري نقلها. لم يتغيّر شيء.
database-busy = يستخدم برنامج آخر قاعدة البيانات ولا يتركها. يُرجى إعادة المحاولة بعد لحظات.
start-no-message-content = الخيار `Message Content Intent` موقوف لهذا البوت، فلا تُفحص الروابط في الرسائل إطلاقًا. تقديم البلاغات يعمل. يمكن تفعيل الخيار في https://discord.com/developers/applications داخل التطبيق، ثم `Bot`، ثم `Message Content Intent`، وبعد ذلك إعادة التشغيل.
start-message-content-taken = أغلق Discord الاتصال: سُحب الخيار `Message Content Intent` من هذا البوت. يستمر العمل من دونه: لا تُفحص الروابط في الرسائل إطلاقًا، وتقديم البلاغات يعمل. يمكن تفعيل الخيار في https://discord.com/developers/applications داخل التطبيق، ثم `Bot`، ثم `Message Content Intent`، وبعد ذلك إعادة التشغيل.
start-unreachable = تعذّر الوصول إلى Discord ({ $reason }). تُعاد المحاولة بعد { $seconds ->
    [zero] أقل من ثانية
    [one] ثانية واحدة
    [two] ثانيتين
    [few] { $seconds } ثوانٍ
    [many] { $seconds } ثانية
   *[other] { $seconds } ثانية
}، ثم تتكرر حتى يستجيب. إن استمر ذلك فيجب فحص الشبكة.
start-ready = البوت جاهز: { $servers ->
    [zero] لا خوادم
    [one] خادم واحد
    [two] خادمان
    [few] { $servers } خوادم
    [many] { $servers } خادمًا
   *[other] { $servers } خادم
}
start-links-in-python = تُفحص الرسائل من دون الجزء المترجَم من محرّك الروابط: { $why ->
    [off] لأن `ROWAN_NO_EXTENSIONS` مضبوط
    [old] لأنه بُني من شيفرة غير هذه؛ والأمر `make install` يبنيه من جديد
   *[absent] لأنه لم يُبنَ؛ والأمر `make install` يبنيه حيث يوجد مترجم لغة C
}. الأجوبة هي نفسها، وتستغرق ثلاثة أضعاف الوقت.
start-another-process = { $count ->
    [zero] لا عملية أخرى من Rowan تعمل على قاعدة البيانات هذه.
    [one] تعمل عملية أخرى من Rowan على قاعدة البيانات هذه. تتقاسم العمليتان العمل، ولا يُنفَّذ شيء مرتين؛ فإن لم يكن ذلك مقصودًا فيجب إيقاف إحداهما.
    [two] تعمل عمليتان أخريان من Rowan على قاعدة البيانات هذه. يُقسَّم العمل بينها، ولا يُنفَّذ شيء مرتين؛ فإن لم يكن ذلك مقصودًا فيجب إيقاف إحداها.
    [few] تعمل { $count } عمليات أخرى من Rowan على قاعدة البيانات هذه. يُقسَّم العمل بينها، ولا يُنفَّذ شيء مرتين؛ فإن لم يكن ذلك مقصودًا فيجب إيقاف إحداها.
    [many] تعمل { $count } عملية أخرى من Rowan على قاعدة البيانات هذه. يُقسَّم العمل بينها، ولا يُنفَّذ شيء مرتين؛ فإن لم يكن ذلك مقصودًا فيجب إيقاف إحداها.
   *[other] تعمل { $count } عملية أخرى من Rowan على قاعدة البيانات هذه. يُقسَّم العمل بينها، ولا يُنفَّذ شيء مرتين؛ فإن لم يكن ذلك مقصودًا فيجب إيقاف إحداها.
}
commands-taken = لدى Discord الآن أوامر هذا الإصدار.
commands-limited = لا يقبل Discord أوامر جديدة الآن ({ $reason })؛ ستُعرض عليه مجددًا بعد { $minutes ->
    [zero] أقل من دقيقة
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}. حتى ذلك الحين تظهر الأوامر السابقة؛ وكل ما سواها يعمل.
commands-refused = رفض Discord أوامر هذا الإصدار ({ $reason })؛ ستُعرض عليه مجددًا بعد { $minutes ->
    [zero] أقل من دقيقة
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}. حتى ذلك الحين تظهر الأوامر السابقة؛ وكل ما سواها يعمل.
commands-failed = لم يستطع Discord قبول أوامر هذا الإصدار ({ $reason })؛ ستُعرض عليه مجددًا بعد { $minutes ->
    [zero] أقل من دقيقة
    [one] دقيقة
    [two] دقيقتين
    [few] { $minutes } دقائق
    [many] { $minutes } دقيقة
   *[other] { $minutes } دقيقة
}. حتى ذلك الحين تظهر الأوامر السابقة؛ وكل ما سواها يعمل.
cli-description = بوت الإشراف Rowan، لخوادم تتعرض لهجوم. من دون أمر يبدأ تشغيله.
cli-run = تشغيل البوت (كما لو لم يُكتب أمر)
cli-check-config = بيان ما ينقص أو ما هو خطأ، وكيف يُصلَح
cli-new-key = طباعة `SECRET_KEY` جديد
cli-redact = حجب ما يدل على شخص في كل سطر من الدخل القياسي، وطباعة سطر JSON لكل منها
cli-healthcheck = سؤال Rowan الذي يعمل إلى جانبه: هل هو بخير؟ تكون حالة الخروج 0 إن كان كذلك، و1 إن لم يكن (`HEALTH_ADDRESS`)
cli-healthcheck-ready = السؤال أيضًا: هل هو جاهز، متصلًا، ومعه قاعدة بياناته وأوامره
cli-fetch = بيان ما يراه العميل الذي يجلب القوائم والخلاصات في عنوان؛ لا يُحفظ شيء
cli-fetch-url = العنوان، مثل `https://lists.example/blocklist.txt`
cli-move = نقل كل شيء إلى قاعدة بيانات أخرى، SQLite أو PostgreSQL، والبوت متوقف (`docs/operations.md`)
cli-move-to = الوجهة: قاعدة بيانات جديدة فارغة، كما في `DATABASE_URL`؛ و`-` تقرأ العنوان من الدخل القياسي
cli-move-cancel = العودة إلى استخدام قاعدة بيانات `DATABASE_URL`، وإن نُقلت أو كان نقلها جاريًا
