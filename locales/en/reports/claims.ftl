# Claims that end by themselves

case-state-freed-idle = Open again: whoever had claimed it did nothing with it for too long
case-state-freed-left = Open again: whoever had claimed it left the server
case-state-freed-rights = Open again: whoever had claimed it moderates no more
case-freed-untold = { $name } had claimed it and takes no direct messages, so it is said here: the claim ended.
queue-state-freed = open again, the claim ended
claim-ended-notice = In **{ $server }**, nothing was done with case { $case } for { $hours ->
    [one] an hour
   *[other] { $hours } hours
}, so your claim has ended and it is free for everybody again. If you are still at it, claim it once more on its card.
