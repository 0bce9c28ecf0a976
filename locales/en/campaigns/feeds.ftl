# /campaign feed: feeds of a campaign's own site, whose items become drafts

command-campaign-feed = Feeds of a campaign's own site: what is new in them becomes a draft here, never a post
command-campaign-feed-add = Follow a feed (RSS, Atom or JSON); what is new in it becomes a draft in the review channel
command-campaign-feed-remove = Follow a feed no more
command-campaign-feed-list = Which feeds a campaign has, and how they are doing
command-campaign-feed-url = The feed's address
command-campaign-feed-which = The feed

# Answers
feed-added = I follow the feed { $feed } for **{ $title }** (number { $number }). { $items ->
    [0] It holds nothing yet.
    [one] It holds one item, which I take as known: nothing is drafted of it.
   *[other] It holds { $items } items, which I take as known: nothing is drafted of them.
}
feed-added-next = What comes from now on becomes a draft in { $channel }. A moderator decides about each.
feed-added-second = Since two must agree here, you cannot approve the drafts of a feed that you added.
feed-added-beyond = { $count ->
    [one] One further item was not read; I read the first 500.
   *[other] { $count } further items were not read; I read the first 500.
}
feed-removed = I follow the feed { $feed } no more. Its drafts that wait stay in the review channel.
feed-none = **{ $title }** has no feeds. Add one with `/campaign feed add`.
feed-list-title = ### Feeds of { $title }
feed-list-well = Read { $when } · asked for again { $next }
feed-list-problem = ⚠️ { $count ->
    [one] Failed once
   *[other] Failed { $count } times in a row
}: { $why } Asked for again { $next }.
feed-list-paused = ⏸️ Paused after { $count } failures in a row: { $why } I ask once a day and go on by myself; next { $next }.
feed-list-held = 🚫 Stopped: { $why } I look again { $next }, without touching it.
feed-list-stopped = Its campaign is stopped, so I do not ask for it.
feed-list-last = Last read { $when }.
feed-list-waiting = { $count ->
    [one] One draft of it waits in the review channel.
   *[other] { $count } drafts of it wait in the review channel.
}
feed-list-full = New items wait until some of its drafts are decided.

# Bad input
feed-no-feed = That is no feed that I can read: it is neither RSS nor Atom nor a JSON feed.
feed-is-page = That is a web page, and it names no feed. Please give the address of the feed itself.
feed-is-page-of = That is a web page. It names as its feed: { $feeds }
feed-cut = What I got ends in the middle, so I took nothing of it.
feed-encoding = It is not written in the letters that it says it is, so what I read would be wrong. Whoever runs the site can mend that: UTF-8 is best.
feed-too-long = It holds more items than I can read. Please give the address of a shorter feed.
feed-unreadable = That could not be read in the time and memory that I give to one feed.
feed-failed = I failed to read it. The log of the bot says more.
feed-already = This campaign has that feed already.
feed-not-there = This campaign has no such feed. `/campaign feed list` shows those that it has.
feed-too-many = This server has { $limit } feeds already. Remove one with `/campaign feed remove` first.
feed-too-many-of-campaign = A campaign can have { $limit } feeds. Remove one with `/campaign feed remove` first.

# On the card of a draft
draft-from-feed = From the feed { $feed }, { $when }. Nobody here has written it: please read it as you would a stranger's text.
draft-from-feed-many = ⚠️ **The feed { $feed } brought { $count } new items at once**, { $when }. That is more than I draft one by one, so I ask: *Edit* this into an update, *Approve* it as it stands, or *Discard* it. Items that come later wait until then.
draft-feed-changed = ⚠️ The feed says something else by now than this draft. Its text changes only by you: please compare it with its source.
feed-many-headline = { $count } new items
feed-many-more = … and { $count } more

# In the review channel
feed-notice-title = Feed of { $title }
feed-notice-failing = ⏸️ **This feed brings nothing:** { $why } I ask for it once a day and go on by myself once it works. Nothing is lost here. If it has moved, remove it and add the new address.
feed-notice-held = 🚫 **I stopped asking for this feed:** { $why } I go on by myself when that is over.
feed-notice-well = ✅ This feed works again.
feed-notice-gone = This feed is not followed any more.
feed-restyled = ⚠️ **Most items of this feed say something else than before, all at once.** I take that for a change of the feed, not for corrections, and propose none. Please look through what you have published from it.
