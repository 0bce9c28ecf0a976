# What the author of removed messages is told

author-notice = { $count ->
    [1] Your message in **{ $server }** was removed.
   *[other] { $count } of your messages in **{ $server }** were removed.
}
author-notice-written = Written { $when }
author-notice-written-in = Written { $when } in { $channel }
author-notice-list = { $list ->
    [own] It held a link on the server's blocklist ({ $category }): { $link }
   *[other] It held a link on a blocklist that the server uses ({ $category }): { $link }
}
author-notice-moderators = The moderators of the server removed it.
author-notice-lists = Links on the server's blocklist, or on one that it uses:
author-notice-link = { $count ->
    [1] · { $link } ({ $category })
   *[other] · { $link } ({ $category }), { $count } messages
}
author-notice-more-links = { $count ->
    [1] · and one more link
   *[other] · and { $count } more links
}
author-notice-by-moderators = { $count ->
    [1] The moderators of the server removed one of them.
   *[other] The moderators of the server removed { $count } of them.
}
author-notice-self-harm = If you are not well: `/support` in the server names people who listen. Only you see the answer.
author-notice-object = If this was a mistake, press *Object* and say why. A moderator looks at it, where that is possible another one than whoever decided.
author-notice-objected = You objected on { $when }. You will hear what is decided.
author-notice-upheld = You objected, and the moderators let the removal stand.
author-notice-taken-back = You objected, and the removal was taken back.
author-notice-button = Object

# On the card of what was removed
author-notice-closed = { $several ->
    [no] Its author could not be told: they take no direct messages from me.
   *[yes] Authors who could not be told, since they take no direct messages from me: { $count }
}
