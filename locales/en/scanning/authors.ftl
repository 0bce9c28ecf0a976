# What a card says of whoever wrote a message
author-joined = Joined { $joined } · account made { $made }
author-made = Account made { $made }
author-young = { $days ->
    [0] less than a day before this message
    [one] one day before this message
   *[other] { $days } days before this message
}
author-past = Here in { $days } days: { $past }
author-past-removed = { $count ->
    [one] 1 message removed
   *[other] { $count } messages removed
}
author-past-upheld = { $count ->
    [one] 1 report upheld
   *[other] { $count } reports upheld
}
author-past-dismissed = { $count ->
    [one] 1 report dismissed
   *[other] { $count } reports dismissed
}
author-past-timeouts = { $count ->
    [one] 1 timeout
   *[other] { $count } timeouts
}
author-past-nothing = nothing else
author-button = Author's cases
