# The weekly digest

digest-title = ما بقي مفتوحًا هذا الأسبوع
digest-counts = مفتوحة: { $open } · في عهدة مشرفين: { $claimed }
digest-emergencies = { $count ->
    [zero] ليس بينها أي حالة طارئة.
    [one] 🚨 بينها حالة طارئة واحدة.
    [two] 🚨 بينها حالتان طارئتان.
    [few] 🚨 بينها { $count } حالات طارئة.
    [many] 🚨 بينها { $count } حالة طارئة.
   *[other] 🚨 بينها { $count } حالة طارئة.
}
digest-oldest = الأقدم: القضية **{ $case }** · { $category } · { $when }
digest-hint = يُرسَل مرة في الأسبوع؛ ويوقفه `/setup digest:False`.
