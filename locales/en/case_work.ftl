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
history-case-handover = handed over
history-case-received = was given the case
history-case-list = listed
history-case-dismiss = dismissed
history-case-relate = closed along with another case
history-case-delete = ordered the message's removal
history-case-reveal = looked at what was reported
history-case-mute = muted a reporter
history-case-card = asked for the card of a case by a muted reporter
history-case-unmute = ended the mute of a reporter
history-case-undo = undid the decision
history-case-undelete = undid the message's removal
history-case-takeback = took the case back
history-other = { $action }

reminder-title = { $count ->
    [one] 🚨 An emergency waits, and nobody has claimed it for ten minutes:
   *[other] 🚨 { $count } emergencies wait, and nobody has claimed them for ten minutes:
}
reminder-line = Case **{ $case }** · { $category } · { $when }
reminder-more = and { $count } more
reminder-queue = Open the queue

concerned-title = { $count ->
    [one] In **{ $server }**, a case that nobody has claimed is about a message by somebody who moderates there:
   *[other] In **{ $server }**, { $count } cases that nobody has claimed are about messages by somebody who moderates there:
}
concerned-hint = They cannot decide it themselves, and perhaps nobody but you is left. The number leads to the card in the review channel.
history-managers-told = a manager was told, since the message is by somebody who moderates

case-more-handover = Hand over
case-more-handover-help = Another moderator handles it from here on
handover-choose = Who shall handle case { $case } from here on? Choose a moderator of this server.
handover-person = A moderator
handover-done = { $name } is handling case { $case } now.
handover-not-here = This person is no member of this server. Nothing was changed.
handover-no-moderator = { $name } is no moderator here. Nothing was changed.
handover-to-bot = A bot cannot handle a case. Nothing was changed.
handover-to-author = Case { $case } is about a message of theirs, so they cannot handle it.
handover-to-holder = They are handling case { $case } already.
case-more-takeback = Take back
case-more-takeback-help = For whoever handed it over: it is yours again
case-taken-back = You are handling case { $case } again.

case-more-undelete = Undo the deletion
case-more-undelete-help = The author gets the text back; Discord cannot restore the message
case-undeleted = ↩️ The removal of case { $case }'s message is undone. What Discord has deleted it cannot bring back, and no text goes to its author: the message stands, or nothing of it is kept.
case-undeleted-text = ↩️ The removal of case { $case }'s message is undone. Discord cannot bring it back; its author gets the text by direct message.
case-undone = ↩️ Undone: case { $case } is open again.
case-undone-goes-on = ↩️ Undone. A later report of the same opened case { $other }: please go on there; case { $case } stays closed as reported already.
case-undone-entry = { $pattern } was taken off this server's list.
case-undone-entry-stays = { $pattern } stood on this server's list without this case, or was taken off since: the list stays as it is.
case-undone-share = The other servers no longer see that yours confirms it.
case-undone-related = { $count ->
    [one] Case { $cases }, closed along with it, is open again, too.
   *[other] Cases { $cases }, closed along with it, are open again, too.
}
case-undone-left = { $count ->
    [one] Case { $cases } stays closed: it is about a message of yours, or was closed too long ago. Another moderator can look.
   *[other] Cases { $cases } stay closed: they are about a message of yours, or were closed too long ago. Another moderator can look.
}

case-scope-seen = { $scope } (seen here in { $days } days: { $counts })

queue-muted = 🔇 from a muted reporter, without a card
queue-quiet-hint = 🔇 `/queue state:quiet` posts the card of such a case.
case-more-mute = Mute a reporter
case-more-mute-help = Their later reports make no card, save emergencies; also ends a mute
mute-choose =
    Whose reports shall make no card for { $days } days? They are still recorded, stand at the end of `/queue` (`state:quiet` opens them), and an emergency always gets a card. What is still open when the mute is over gets its card then. The member is told nothing and cannot tell. Choosing somebody who is muted from this case ends that.
    -# Only you see this. Who they are is shown to nobody; a name like **ABCD** is made for this case alone.
mute-reporter = Reporter { $pseudonym }
mute-until = muted until { $date }; choose to end it
mute-nobody = Nobody who reported this is known any more, so there is nobody to mute.
mute-title = Mute reporter { $pseudonym }
mute-reason = Why?
mute-reason-false_reports = Reports that are not true
mute-reason-flooding = Too many reports of nothing
mute-reason-abuse = Reports used to attack somebody
mute-done = Reports by **{ $pseudonym }** make no card for { $days } days, save emergencies. They stand at the end of `/queue`; `/queue state:quiet` opens them. What is still open then gets its card.
mute-ended = The mute of **{ $pseudonym }** is over. Their reports of that time get cards now, unless another mute of theirs goes on.
mute-gone = That reporter is not known any more. Nothing was changed.

digest-title = The week's open work
digest-counts = Open: { $open } · Claimed: { $claimed }
digest-emergencies = { $count ->
    [0] No emergency among them.
    [one] 🚨 One of them is an emergency.
   *[other] 🚨 { $count } of them are emergencies.
}
digest-oldest = Oldest: case **{ $case }** · { $category } · { $when }
digest-hint = Once a week; `/setup digest:False` ends it.
