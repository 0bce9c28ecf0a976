# Offered to a moderator who has read many hard cases: that others go on. Nobody is made to, nobody else hears of it.
rest-title = You have read { $count } hard cases within two hours.
rest-text = You may stop for now, and need not say why. Others can go on. Only you see this, and it is counted nowhere.
rest-holding = { $count ->
    [one] You hold case { $cases }.
   *[other] You hold { $count } cases: { $cases }.
} Somebody else can take over, or all of it waits in the queue.
rest-person = Hand over to…
rest-button-back = Put back into the queue
rest-button-never = Do not offer this again
rest-button-again = Offer me breaks again
rest-handed-over = { $name } is handling { $cases } now.
rest-put-back = Back in the queue: { $cases }.
rest-left = Still with you: { $cases }.
rest-nothing-held = You hold no case any more. Nothing was changed.
rest-never = This is not offered to you any more. The button below, or the one under *Read message*, brings it back.
rest-again = After many hard cases you are offered a break again.
