# What becomes of a server's words on the shared list: held entries, disputes, words that run out, whom a listed party asks

news-title = ### News of the shared list
news-hint = `/blocklist show` has all of an entry, `/blocklist retract` takes back what this server says of it.
news-more = … and { $more } more; `/blocklist pending` shows what is disputed.
news-held-undone = 🟠 { $pattern }, which this server confirms, is **held**: moderators of three groups of servers undid what it removed. Please look at it again.
news-held-removed = 🟠 { $pattern }, which this server confirms, is **held**: within a week it removed messages of many people who have been members for long. Please look at it again.
news-held-over = { $pattern }, which this server confirms, was held for a while; another trusted server has confirmed it since.
news-disputed = { $name } **disputes** { $pattern }, which this server confirms.
news-disputed-why = { $name } **disputes** { $pattern }, which this server confirms: “{ $reason }”

held-undone = 🟠 **Held** since { $when }: moderators of three groups of servers undid what it removed.
held-removed = 🟠 **Held** since { $when }: within a week of being listed it removed messages of many people who had been members for long.
held-does = Until a trusted server that did not stand for it yet confirms it, messages with it go to the review channel and are not removed, save in servers that confirm it or have it on their own list.
contact-line = Whoever is listed and thinks it is wrong can write to the operator: { $contact }

renewal-title = ### { $total ->
    [one] What this server says of one shared entry runs out
   *[other] What this server says of { $total } shared entries runs out
}
renewal-intro = What is not renewed counts no more after that day.
renewal-row-confirm = **{ $number }** · { $pattern }: confirmed, until { $until }
renewal-row-dispute = **{ $number }** · { $pattern }: disputed, until { $until }
renewal-more = … and { $more } more
renewal-none = ✅ Nothing of this server runs out on the shared list soon.
renewal-all = Renew all
renewal-each = One by one
renewal-one = Renew { $number }
renewal-end = Let { $number } run out
renewal-renewed-all = { $count ->
    [0] Nothing was left to renew.
    [one] ✅ Renewed: what this server says of one entry.
   *[other] ✅ Renewed: what this server says of { $count } entries.
}
renewal-newer = There is a newer message about what runs out, further down in this channel. Please use that one. Nothing was changed.
renewal-over = This one was renewed or taken back already, or has run out. Nothing was changed.

pending-evidence = Found here in the last { $days } days: { $count } times.
pending-own = On this server's own list: { $category }
pending-own-note = On this server's own list: { $category }. Note: { $note }
pending-confirm = Confirm { $number }
pending-dispute = Dispute { $number } …
pending-new-title = **Shared entries that wait for confirmation or are disputed, as trusted groups have it: { $total }**
pending-new-open = Look through them
dispute-title = Dispute a shared entry
dispute-about = { $pattern }
dispute-reason = Why is it wrong?
dispute-reason-help = Servers that confirm it are told, by the name that they know you by. Name nobody.
