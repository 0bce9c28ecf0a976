# Muting a reporter

mute-choose =
    Mute whom for { $days } days? Their reports wait in `/queue state:quiet`; emergencies still get a card. They are not told.
    -# After three emergencies that were no violation those wait, too. Choose somebody who is muted to end that. Names like **ABCD** are of this case alone.
mute-reporter = Reporter { $pseudonym }
mute-until = muted until { $date }; choose to end it
mute-nobody = Nobody who reported this is known any more, so there is nobody to mute.
mute-title = Mute reporter { $pseudonym }
mute-reason = Why?
mute-reason-false_reports = Reports that are not true
mute-reason-flooding = Too many reports of nothing
mute-reason-abuse = Reports used to attack somebody
mute-dismiss = Dismiss their open reports too?
mute-dismiss-help = Which cases close then shows that one member reported them; your colleagues see it too.
mute-dismiss-no = No, only mute
mute-dismiss-yes = { $count ->
    [one] Yes: one open case
    [few] Yes: two to five open cases
   *[many] Yes: more than five open cases
}
mute-dismissed = { $count ->
    [0] No case was closed.
    [one] One case was dismissed as no violation; *Undo decision* stands on its card.
   *[other] { $count } cases were dismissed as no violation; *Undo decision* stands on their cards.
} Where others reported the same, only this report was set aside and the case goes on. Emergencies, and cases in somebody else's hands, stay open.
mute-done = Reports by **{ $pseudonym }** make no card for { $days } days, save emergencies (until three were no violation). They stand at the end of `/queue`; `/queue state:quiet` opens them. What is still open then gets its card.
mute-ended = The mute of **{ $pseudonym }** is over. Their reports of that time get cards now, unless another mute of theirs goes on.
mute-gone = That reporter is not known any more. Nothing was changed.
