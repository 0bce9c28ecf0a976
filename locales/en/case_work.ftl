# What moderators do around a case: its history, handing it over, muting, reminders, the digest.

case-more-history = History
case-more-history-help = What happened to this case, when and by whom; only you see it
history-title = Case { $case }: what happened
history-hint = Only you see this. Who reported is written nowhere; the time of a report is that of the hour, save in an emergency.
history-empty = Nothing was noted.
history-page = Page { $page } of { $pages }
history-nobody = somebody whose name was erased
history-report = a report came in
history-case-claim = claimed
history-case-release = released
history-case-list = listed
history-case-dismiss = dismissed
history-case-relate = closed along with another case
history-case-delete = ordered the message's removal
history-case-reveal = looked at what was reported
history-other = { $action }

reminder-title = { $count ->
    [one] 🚨 An emergency waits, and nobody has claimed it for ten minutes:
   *[other] 🚨 { $count } emergencies wait, and nobody has claimed them for ten minutes:
}
reminder-line = Case **{ $case }** · { $category } · { $when }
reminder-more = and { $count } more
reminder-queue = Open the queue
