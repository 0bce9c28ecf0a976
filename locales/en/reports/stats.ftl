# /stats, for moderators.
command-stats = Reports, how long they waited, how many were right, and what the lists found; only you see it
command-stats-days = Over how many days; without it, 30
stats-days-7 = 7 days
stats-days-30 = 30 days
stats-days-90 = 90 days
stats-days-unknown = I can look back over 7, 30 or 90 days.
stats-title = { $days ->
    [one] The last day
   *[other] The last { $days } days
}
stats-empty = Nothing happened in the last { $days } days: no report, no decision, and no listed link was found.
stats-waiting = { $count ->
    [0] No case is waiting.
    [one] One case is waiting; `/queue` shows it.
   *[other] { $count } cases are waiting; `/queue` shows them.
}
stats-reports = { $count ->
    [0] **Reports**: none
    [one] **Reports**: 1, on { $day }
   *[other] **Reports**: { $count }, at most { $most } a day ({ $day })
}
stats-first-claim = { $count ->
    [one] **Until a case was claimed**: { $median }
   *[other] **Until a case was claimed**: typically { $median }; 9 in 10 within { $p90 }
}
stats-first-claim-none = **Until a case was claimed**: no case was claimed
stats-decision = { $count ->
    [one] **Until the decision**: { $median }
   *[other] **Until the decision**: typically { $median }; 9 in 10 within { $p90 }
}
stats-decision-none = **Until the decision**: no case was closed
stats-upheld = **Upheld**: { $upheld } of { $closed } closed cases ({ $percent }%), which means that a link was blocked or the message was deleted
stats-detections = { $count ->
    [0] **Detections**: none
   *[other] **Detections**: { $count }
}
stats-tier = · { $tier }: { $count }{ $undone ->
    [0] {""}
   *[other] , { $undone } of them undone
}
stats-what-counts = Detections are messages and names in which something listed was found: those that I removed, those that wait for a decision or are only counted, what a sweep removed, and what Discord's AutoMod blocked by a rule of mine. AutoMod's blocks by other rules are not counted.
stats-footer = Days are those of UTC, today is one of them. Nothing here is about who reported or who decided.
stats-no-picture = The picture could not be drawn this time; the figures are complete.

# Spans: short, they stand in the picture, too
stats-span-moments = < 1 min
stats-span-minutes = { $n } min
stats-span-hours = { $n } h
stats-span-days = { $n ->
    [one] { $n } day
   *[other] { $n } days
}

# The same in a sentence, where no sign stands for a word: "typically under 1 min; 9 in 10 within 1 min"
stats-typical-moments = under 1 min
stats-within-moments = 1 min

# In the picture there is room for a word or two
stats-picture-reports = Reports a day: { $count } in all
stats-picture-claim = First claim, median
stats-picture-decision = Decision, median
stats-picture-upheld = Upheld
stats-picture-detections = Detections: { $count }
stats-picture-undone = (undone)
stats-picture-p90 = 9 in 10: { $span }
stats-picture-of = { $upheld } of { $closed }
stats-picture-none = –
stats-picture-percent = { $percent }%
stats-picture-most = at most { $n }
stats-picture-count = { $n }{ $undone ->
    [0] {""}
   *[other] {" "}({ $undone })
}
stats-picture-tier-own = own
stats-picture-tier-shared = shared
stats-picture-tier-proposed = proposed
stats-picture-tier-subscribed = subscribed
stats-picture-description = Two charts. Reports for each of the last { $days } days: { $reports } in all, at most { $most } a day. Detections by the tier of the entry: { $tiers }. The message says the same in words.
