# A manager hears of a case about a moderator

concerned-title = { $count ->
    [one] In **{ $server }**, a case that nobody has claimed is about a message by somebody who moderates there:
   *[other] In **{ $server }**, { $count } cases that nobody has claimed are about messages by somebody who moderates there:
}
concerned-hint = They cannot decide it themselves, and perhaps nobody but you is left. The number leads to the card in the review channel.
concerned-no-card = A number that leads nowhere has no card yet: `/queue state:quiet` posts it, in the review channel.
