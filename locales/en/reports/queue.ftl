# /queue

queue-muted = 🔇 from a muted reporter, without a card
queue-quiet-hint = 🔇 `/queue state:quiet` posts the card of such a case.

command-queue = Reports that wait for a moderator, emergencies first
command-queue-state = Which cases; without it, all that wait for a decision. quiet: those without a card

queue-title-active = { $total ->
    [0] No case waits for a decision
    [one] 1 case waits for a decision
   *[other] { $total } cases wait for a decision
}
queue-title-open = { $total ->
    [0] No case is open that nobody holds
    [one] 1 case is open that nobody holds
   *[other] { $total } cases are open that nobody holds
}
queue-title-claimed = { $total ->
    [0] No case is claimed
    [one] 1 case is claimed
   *[other] { $total } cases are claimed
}
queue-title-closed = { $total ->
    [0] No case is closed
    [one] 1 case is closed
   *[other] { $total } cases are closed
}
queue-title-quiet = { $total ->
    [0] No case waits without a card
    [one] 1 case waits without a card
   *[other] { $total } cases wait without a card
}
queue-state-open = open
queue-state-claimed = claimed
queue-state-closed = closed
queue-state-quiet = by muted reporters
queue-empty = Nothing here. 🌿
queue-line = { $emergency ->
    [yes] 🚨 **EMERGENCY · Case { $case }** · { $category } · Reports: { $count } · { $when }
   *[no] **Case { $case }** · { $category } · Reports: { $count } · { $when }
}
queue-by = by { $author } in { $channel }
queue-in = in { $channel }
queue-link = { $more ->
    [0] { $link }
    [one] { $link } and one more link
   *[other] { $link } and { $more } more links
}
queue-button-next = Next case
queue-button-card = Go to its card
queue-next = The next case that nobody holds
queue-next-none = Nothing waits for you: no case is open that nobody holds. 🌿 `/queue state:claimed` shows those that are being handled.
queue-no-card = card not posted yet
queue-card-gone = no card stands
queue-give-card = Post the card of a case, if it is gone
queue-choice = Case { $case } · { $category } · Reports: { $count }
queue-card-given = Case { $case } gets its card in the review channel now, with everything that can be done there.
queue-card-there = The card of case { $case } stands in the review channel, where `/queue` leads to it, or is on its way there.
queue-problem-unset = ⚠️ There is no review channel, so cards wait. A manager can name one with `/setup review_channel:`.
queue-problem-deleted = ⚠️ The review channel is gone, so cards wait. A manager can name another with `/setup review_channel:`.
queue-problem-public = ⚠️ Members who do not moderate can read the review channel, so cards wait until it is private again. A manager sees who they are, and what to change, with `/setup`.
queue-problem-forbidden = ⚠️ I may not post to the review channel, so cards wait. I need View Channel and Send Messages there.
