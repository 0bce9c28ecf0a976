# The weekly digest

digest-title = The week's open work
digest-counts = Open: { $open } · Claimed: { $claimed }
digest-emergencies = { $count ->
    [0] No emergency among them.
    [one] 🚨 One of them is an emergency.
   *[other] 🚨 { $count } of them are emergencies.
}
digest-oldest = Oldest: case **{ $case }** · { $category } · { $when }
digest-hint = Once a week; `/setup digest:False` ends it.
