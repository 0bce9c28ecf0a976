# /blocklist: a server's own list and its exceptions

command-blocklist = This server's list, and the list that servers share
command-blocklist-add = Put a place on this server's list
command-blocklist-remove = Take a place off this server's list
command-blocklist-show = What is known about a place: who listed it, when, why, how often it was found
command-blocklist-search = Look through this server's list
command-blocklist-allow = Let a place stand here, whatever lists say
command-blocklist-unallow = End such an exception
command-blocklist-share = Propose an entry of this server's list to the other servers
command-blocklist-confirm = Confirm an entry of the shared list: your server says that it is right
command-blocklist-dispute = Dispute an entry of the shared list: your server says that it is wrong
command-blocklist-retract = Take back what this server said about a shared entry
command-blocklist-pending = Shared entries that wait for confirmation or are disputed
command-blocklist-pattern = A host, page or name: example.com, =host.example.com, example.com/page, example.*
command-blocklist-category = Why it is listed (default: as its site, else harassment)
command-blocklist-add-site = The site that it belongs to; a new name makes a new site
command-blocklist-days = It ends by itself after so many days (1 to 3650)
command-blocklist-note = What fellow moderators should know; servers that you share with see it too
command-blocklist-share-too = Also share it with the other servers
command-blocklist-reason = Why; kept in the audit, and shown to other servers for stances
command-blocklist-look-reason = Why you look; kept in the audit
command-blocklist-query = Part of an address or of a note
list-added = ✅ { $pattern } is on this server's list ({ $category }). Messages with it are handled by this server's policy from now on.
list-covers-cases = It covers { $count ->
    [one] an open case: { $cases }.
   *[other] { $count } open cases: { $cases }.
}
list-close-cases = { $count ->
    [one] Close this case too
   *[other] Close these cases too
}
list-already = { $pattern } is on this server's list already. Nothing was changed. To change what it says, use `/blocklist add` again with `category`, `note`, `site` or `days`.
list-changed = ✅ { $pattern } was on this server's list already. I changed what it says:
list-changed-category = Category: { $before } → { $after }
list-changed-note = Note: { $before } → { $after }
list-changed-note-none = none
list-changed-site = Site: { $before } → { $after }
list-changed-site-none = none
list-changed-end = It ends by itself on { $after }; before, that was { $before }.
list-changed-shared = What your server says of it on the shared list follows.
list-ends = It ends by itself on { $when }.
list-endless = It no longer ends by itself: it stands until you remove it.
list-keep = Keep it for good
list-days = An entry can end after 1 to { $limit } days. Nothing was changed.
list-already-shared = { $pattern } was on this server's list already.
list-removed = ✅ { $pattern } is off this server's list.
list-removed-retracted = ✅ { $pattern } is off this server's list, and this server no longer confirms or disputes it on the shared list.
list-removed-still = ⚠️ Messages with it are still found here: { $pattern } is on { $list }. `/blocklist allow` lets it stand in this server.
list-not-there = { $pattern } is not on this server's list. Nothing was changed.
list-allowed = ✅ { $pattern } may stand in this server now, whatever lists say.
list-allowed-already = { $pattern } is allowed in this server already. Nothing was changed.
list-unallowed = ✅ { $pattern } is no longer allowed: the lists count again here.
list-unallowed-still = The exception for { $pattern } has ended, but it is let through here all the same.
list-allowed-above = ⚪ It is part of what this server allows: { $names }.
list-allowed-more-above = ⚪ It is part of what this server allows: { $names } and more.
list-allowed-below = ⚪ Parts of it stay allowed here: { $names }.
list-allowed-more-below = ⚪ Parts of it stay allowed here: { $names } and more.
list-allowed-followed = ⚪ This server follows { $names }, who let it through: shared and subscribed lists leave it alone, and the own list acts.
list-allowed-more-followed = ⚪ This server follows { $names } and others, who let it through: shared and subscribed lists leave it alone, and the own list acts.
list-not-allowed = { $pattern } is not among this server's exceptions. Nothing was changed.
list-not-allowed-above = { $pattern } is no exception by itself; it is part of { $names }. End that one, if you mean it. Nothing was changed.
list-not-allowed-below = { $pattern } is no exception by itself; only parts of it are: { $names }. End those that you mean. Nothing was changed.
list-not-allowed-followed = { $pattern } is not among this server's exceptions. It is let through because this server follows { $names }; `/lists unfollow_allows` ends that. Nothing was changed.
list-full = This server's list is full ({ $limit } entries). Remove some that are no longer needed. Nothing was changed.
list-allows-full = This server has { $limit } exceptions, which is the most. End some that are no longer needed. Nothing was changed.
list-stances-today = This server has said something new about { $limit } shared entries within a day, which is the most. Please go on tomorrow. Nothing was changed.
list-stances-full = This server confirms { $limit } shared entries, which is the most while the operator does not trust it. Nothing was changed.
list-not-set-up = ⚠️ This server is not set up yet, so nothing is scanned. Somebody with Manage Server can change that with `/setup`.
list-show-title = ## { $pattern }
list-effect-delete = 🗑️ **Deleted here**: messages with it are removed.
list-effect-timeout = 🗑️ **Deleted here**: messages with it are removed and their author is timed out.
list-effect-review = 👀 **Goes to review here**: messages with it stay, and a card about them is posted in the review channel.
list-effect-log = 📈 **Counted here**: messages with it stay, and nothing is posted.
list-effect-off = ⚪ **Nothing happens here**: your policy does nothing about it.
list-effect-allowed = ⚪ **Left alone here**: this server allows { $patterns }, and that beats every list.
list-effect-unlisted = ⚪ **Nothing happens here**: no list that acts in this server holds it.
list-effect-not-set-up = ⚪ **Nothing happens here**: this server is not set up yet, so nothing is scanned.
list-effect-because = Why: { $pattern } is on { $list } ({ $category }).
list-effect-elsewhere = Some channels or roles have a rule of their own (`/policy show`).
list-effect-likely-delete = Where the link is only likely, such a message is removed.
list-effect-likely-review = Where the link is only likely, such a message goes to review.
list-effect-likely-log = Where the link is only likely, such a message is counted, no more.
list-show-own = **On this server's list**: { $category }
list-show-by = Listed { $when } by { $who }{ $case ->
    [0] .
   *[other] , from case { $case }.
}
list-show-by-nobody = Listed { $when }{ $case ->
    [0] .
   *[other] , from case { $case }.
}
list-show-site = Site: { $name }
list-show-note = Note: { $note }
list-show-not-own = Not on this server's list.
list-show-allowed = **Allowed in this server** since { $when } by { $who }. It beats every list.
list-show-allowed-nobody = **Allowed in this server** since { $when }. It beats every list.
list-show-reason = Reason: { $reason }
list-show-hits = Found here { $count ->
    [one] once
   *[other] { $count } times
} so far, last { $when }.
list-show-no-hits = Not found here so far.
list-show-covered = Also covered by:
list-show-cover = - { $pattern } ({ $list }, { $category })
list-search-title = ## { $total ->
    [0] Nothing on this server's list holds “{ $query }”
    [one] One entry holds “{ $query }”
   *[other] { $total } entries hold “{ $query }”
}
list-search-partial = -# What whoever runs Rowan imported to this list is very long. I looked through a million of its entries; of the others I find only addresses that begin with these letters.
list-search-more = -# What whoever runs Rowan imported to this list holds more of it than I show. Type more of the address.
list-search-row = - { $pattern } · { $category } · { $when }
list-search-note = { "  " }{ $note }
nothing-changed = Nothing was changed.
cases-more = { $cases } and { $more } more, which `/queue` shows
list-row-more = -# more with `/blocklist show`
