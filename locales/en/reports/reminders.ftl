# An emergency that nobody claimed, or decided

reminder-title = { $count ->
    [one] 🚨 An emergency waits, and nobody has claimed it for ten minutes:
   *[other] 🚨 { $count } emergencies wait, and nobody has claimed them for ten minutes:
}
undecided-title = { $count ->
    [one] 🚨 An emergency was claimed more than an hour ago and is not decided:
   *[other] 🚨 { $count } emergencies were claimed more than an hour ago and are not decided:
}
reminder-line = Case **{ $case }** · { $category } · { $when }
reminder-more = and { $count } more
reminder-queue = Open the queue
