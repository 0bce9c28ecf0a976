# /stats, for moderators.
command-stats = البلاغات، ومدة انتظارها، وكم ثبت منها، وما وجدته القوائم؛ لا يراها أحد غيرك
command-stats-days = على مدى كم يوم؛ من دونه 30
stats-days-7 = 7 أيام
stats-days-30 = 30 يومًا
stats-days-90 = 90 يومًا
stats-days-unknown = يمكن عرض آخر 7 أيام أو 30 يومًا أو 90 يومًا.
stats-title = { $days ->
    [zero] آخر { $days } يوم
    [one] آخر يوم
    [two] آخر يومين
    [few] آخر { $days } أيام
    [many] آخر { $days } يومًا
   *[other] آخر { $days } يوم
}
stats-empty = لم يحدث شيء خلال آخر { $days ->
    [zero] { $days } يوم
    [one] يوم
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}: لا بلاغ، ولا قرار، ولم يُعثر على رابط مُدرَج.
stats-waiting = { $count ->
    [zero] لا قضية تنتظر.
    [one] قضية واحدة تنتظر؛ وتظهر عبر `/queue`.
    [two] قضيتان تنتظران؛ وتظهران عبر `/queue`.
    [few] { $count } قضايا تنتظر؛ وتظهر عبر `/queue`.
    [many] { $count } قضية تنتظر؛ وتظهر عبر `/queue`.
   *[other] { $count } قضية تنتظر؛ وتظهر عبر `/queue`.
}
stats-reports = { $count ->
    [zero] **البلاغات**: لا شيء
    [one] **البلاغات**: بلاغ واحد، في { $day }
    [two] **البلاغات**: بلاغان، والأكثر في يوم واحد: { $most } ({ $day })
    [few] **البلاغات**: { $count }، والأكثر في يوم واحد: { $most } ({ $day })
    [many] **البلاغات**: { $count }، والأكثر في يوم واحد: { $most } ({ $day })
   *[other] **البلاغات**: { $count }، والأكثر في يوم واحد: { $most } ({ $day })
}
stats-first-claim = { $count ->
    [zero] **حتى تولّي القضية**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
    [one] **حتى تولّي القضية**: { $median }
    [two] **حتى تولّي القضية**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
    [few] **حتى تولّي القضية**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
    [many] **حتى تولّي القضية**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
   *[other] **حتى تولّي القضية**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
}
stats-first-claim-none = **حتى تولّي القضية**: لم يتولَّ أحد أي قضية
stats-decision = { $count ->
    [zero] **حتى القرار**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
    [one] **حتى القرار**: { $median }
    [two] **حتى القرار**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
    [few] **حتى القرار**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
    [many] **حتى القرار**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
   *[other] **حتى القرار**: { $median } في المعتاد؛ و9 من كل 10: { $p90 } على الأكثر
}
stats-decision-none = **حتى القرار**: لم تُغلق أي قضية
stats-upheld = **ثبتت صحتها**: { $upheld } من القضايا المغلقة وعددها { $closed } ({ $percent }%)، أي أن رابطًا حُظر أو أن الرسالة حُذفت
stats-detections = { $count ->
    [0] **عمليات الرصد**: لا شيء
   *[other] **عمليات الرصد**: { $count }
}
stats-tier = · { $tier }: { $count }{ $undone ->
    [0] {""}
   *[other] ، جرى التراجع عن { $undone } منها
}
stats-what-counts = عمليات الرصد رسائل وأسماء رُصد فيها شيء مُدرَج: ما أزلتُه، وما ينتظر قرارًا أو يُحصى فحسب، وما أزاله تمشيط، وما منعه AutoMod في Discord بقاعدة من قواعدي. أما ما منعه AutoMod بقواعد أخرى فلا يُحصى.
stats-footer = الأيام بالتوقيت العالمي المنسّق، واليوم الحالي واحد منها. لا شيء هنا عمّن أبلغ أو عمّن قرّر.
stats-no-picture = تعذّر رسم الصورة هذه المرة؛ الأرقام كاملة.

# Spans: short, they stand in the picture, too
stats-span-moments = أقل من دقيقة
stats-span-minutes = { $n ->
    [zero] { $n } دقيقة
    [one] دقيقة
    [two] دقيقتان
    [few] { $n } دقائق
    [many] { $n } دقيقة
   *[other] { $n } دقيقة
}
stats-span-hours = { $n ->
    [zero] { $n } ساعة
    [one] ساعة
    [two] ساعتان
    [few] { $n } ساعات
    [many] { $n } ساعة
   *[other] { $n } ساعة
}
stats-span-days = { $n ->
    [zero] { $n } يوم
    [one] يوم
    [two] يومان
    [few] { $n } أيام
    [many] { $n } يومًا
   *[other] { $n } يوم
}

# The same in a sentence: "أقل من دقيقة في المعتاد؛ و9 من كل 10: دقيقة على الأكثر"
stats-typical-moments = أقل من دقيقة
stats-within-moments = دقيقة

# In the picture there is room for a word or two
# ltr or rtl
stats-picture-reports = البلاغات في اليوم: { $count } في المجموع
stats-picture-claim = التولّي الأول، الوسيط
stats-picture-decision = القرار، الوسيط
stats-picture-upheld = ثبتت صحتها
stats-picture-detections = عمليات الرصد: { $count }
stats-picture-undone = (جرى التراجع)
stats-picture-p90 = 9 من 10: { $span }
stats-picture-of = { $upheld } من { $closed }
stats-picture-none = –
stats-picture-percent = { $percent }%
stats-picture-most = { $n } على الأكثر
stats-picture-count = { $undone ->
    [0] { $n }
   *[other] { $n } ({ $undone })
}
stats-picture-tier-own = هذا الخادم
stats-picture-tier-shared = مشتركة
stats-picture-tier-proposed = مقترَحة
stats-picture-tier-subscribed = مشترَك فيها
stats-picture-description = رسمان بيانيان. البلاغات في كل يوم من آخر { $days ->
    [zero] { $days } يوم
    [one] يوم
    [two] يومين
    [few] { $days } أيام
    [many] { $days } يومًا
   *[other] { $days } يوم
}: { $reports } في المجموع، و{ $most } على الأكثر في اليوم. عمليات الرصد بحسب مستوى البند: { $tiers }. وتقول الرسالة ذلك نفسه بالكلمات.
