# What was posted while Rowan was away and is never looked at.
never-read-title = ### ⚠️ Not all that was posted while I was away has been checked
never-read-many = - { $channel }, from { $since } to { $until }: so much was posted there that I stopped after the newest { $count } messages.
never-read-old = - every channel, from { $since } to { $until }: I look back { $hours ->
    [one] one hour
   *[other] { $hours } hours
} at most.
never-read-more = - and more.
never-read-next = Everything newer is checked. To find a listed place in what is not, use `/sweep`: it looks through the days that you name.
