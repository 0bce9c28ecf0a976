### Shortened addresses: where they lead, as their shorteners said. It stands on cards, in /check and where something is undone.

shorteners-leads = The shortened address leads to { $place }.
shorteners-led = The shortened address leads to a place that the entry covers.
shorteners-check-leads = { "  " }Behind the shortened address: { $place }
shorteners-dark = Where this leads is not known, so I cannot say whether it is listed: { $links }{ $more ->
    [0] .
   *[other] {" "}and { $more } more.
}
