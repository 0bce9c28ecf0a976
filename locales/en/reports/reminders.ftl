# An emergency that nobody claimed

reminder-title = { $count ->
    [one] 🚨 An emergency waits, and nobody has claimed it for ten minutes:
   *[other] 🚨 { $count } emergencies wait, and nobody has claimed them for ten minutes:
}
reminder-line = Case **{ $case }** · { $category } · { $when }
reminder-more = and { $count } more
reminder-queue = Open the queue
