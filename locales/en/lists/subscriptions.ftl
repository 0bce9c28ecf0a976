# Lists that a server follows by their address

command-lists-subscribe = Follow a list by its address; what it adds and removes later follows
command-lists-subscribe-url = Address of the list: signed, plain, hosts, CSV, JSON, ad blocker's rules, RPZ, dnsmasq or unbound
command-lists-subscribe-category = Category of entries for which the list names none
command-lists-subscribe-act-now = Act at once; without it the list is only counted for its first day
command-lists-unsubscribe = Follow a list no more: what it brought is gone with it
command-lists-unsubscribe-url = Address of the list, as /lists show names it
command-lists-show = What this server follows, and what was applied when and why

subscription-title = Following { $url }
subscription-begun = { $entries ->
    [one] 1 entry. Category where the list names none: { $category }.
   *[other] { $entries } entries. Category where the list names none: { $category }.
}
subscription-signed = Signed with the key `{ $key }`; issue { $serial }. Compare the key with what the publisher told you.
subscription-exceptions = { $count ->
    [one] One of them is an exception: shared and subscribed lists leave that place alone here, and the own list acts.
   *[other] { $count } of them are exceptions: shared and subscribed lists leave these places alone here, and the own list acts.
}
subscription-sample = The first are: { $sample }
subscription-refused = { $count ->
    [one] 1 line or name is no entry, and was left out.
   *[other] { $count } lines or names are no entries, and were left out.
}
subscription-protected = { $count ->
    [one] 1 of them is a very popular site, a public suffix or the like, which would hit everybody.
   *[other] { $count } of them are very popular sites, public suffixes or the like, which would hit everybody.
}
subscription-first-day = Until { $until } the list is only counted; then I say what it would have done. After that, by your policy, { $does }.
subscription-acts = The list acts from now on. By your policy, { $does }.
subscription-ended = This server no longer follows { $url }. What the list brought here acts no more.
subscription-none = This server follows no list. `/lists subscribe` begins with one.
subscription-list-title = Lists that this server follows
subscription-line = { $entries ->
    [one] 1 entry acts; { $category }; last read { $fetched }.
   *[other] { $entries } entries act; { $category }; last read { $fetched }.
}
subscription-counts = Only counted until { $until }.
subscription-problem = { $count ->
    [one] The last look failed: { $why }
   *[other] The last { $count } looks failed: { $why }
} What stood before stays.

# Why something is refused

subscription-already = This server follows this list already.
subscription-not-there = This server follows no list at this address. `/lists show` names those that it follows.
subscription-too-many = This server follows { $limit } lists, which is as many as it may. Unsubscribe from one first. Nothing was changed.
subscription-busy = I am reading lists at this moment. Please try again in a minute. Nothing was changed.
subscription-often = This server had me fetch { $limit } new lists within an hour. Please try again { $when }. Nothing was changed.
subscription-no-entries = Nothing in this list is an entry. Nothing was changed.
subscription-doubtful = What stands at this address now cannot be taken. Please try again later. Nothing was changed.
subscription-too-long = The list has more entries than a list may have here.
subscription-failed = Something went wrong while the list was read; the log says what.
subscription-over = This is over: the list changed, or is followed no more. Nothing was changed.
subscription-changed = The list has changed since this was posted. Look at the newest message, and decide again. Nothing was changed.

# What is held

subscription-held-title = A subscribed list waits for you
subscription-held-stays = { $entries ->
    [one] The old version still acts, with 1 entry.
   *[other] The old version still acts, with { $entries } entries.
}
subscription-held-kept = A manager keeps the old version.
subscription-held-over = Nothing waits any more at { $url }: { $entries ->
    [one] 1 entry acts.
   *[other] { $entries } entries act.
}
subscription-held-gone = This server no longer follows the list that was named here.
subscription-button-take = Take it
subscription-button-keep = Keep the old one
subscription-taken = { $entries ->
    [one] Taken. 1 entry acts in this server from now on.
   *[other] Taken. { $entries } entries act in this server from now on.
}
subscription-kept = The old version stays. I say no more about this one; of another that I cannot take I will tell you.
subscription-doubt-no-list = What came is no list, perhaps a web page.
subscription-doubt-unsigned = What came is not signed, and this list was signed before.
subscription-doubt-other-version = The list is written in a form that this Rowan does not know. It needs an update.
subscription-doubt-other-key = The list is signed with another key, and the key that I know did not hand over to it. Ask the publisher, over another way, whether the key was changed.
subscription-doubt-older = What came is an older issue of the list than the one that acts.
subscription-doubt-forked = The list has two histories: what came does not follow the issue that acts. Ask the publisher, over another way, what happened.
subscription-doubt-out-of-reach = So many issues were missed that I cannot tell whether what came follows the one that acts. Unsubscribe from the list and subscribe again, if you trust it.
subscription-doubt-future = The list says that it was made later than now.
subscription-doubt-cut = A part of the list is missing.
subscription-doubt-changed = The list is not as it was signed: somebody or something changed it.
subscription-doubt-empty = The list is empty now.
subscription-doubt-publisher = The list names the very place that publishes it. I connect to no listed place, so I cannot take it.
subscription-doubt-protected = The list now names very popular sites, public suffixes or the like. These are left out in any case; they may mean that somebody meddled with it.
subscription-doubt-shrinks = More than half of the list is gone.
subscription-doubt-grows = The list has grown by more than half.
subscription-doubt-drifts = Step by step the list has become longer or shorter by more than half since a manager last accepted it.
subscription-numbers = { $entries ->
    [one] What came has 1 entry: { $added } new, { $removed } gone.
   *[other] What came has { $entries } entries: { $added } new, { $removed } gone.
}

# The log

subscription-event-begun = { $entries ->
    [one] Followed, with 1 entry.
   *[other] Followed, with { $entries } entries.
}
subscription-event-applied = Applied: { $added } new, { $removed } gone; { $entries } in all.
subscription-event-held = Held.
subscription-event-taken = Taken by a manager: { $added } new, { $removed } gone; { $entries } in all.
subscription-event-kept = A manager kept the old version.
subscription-event-acts = Its first day was over: it acts.

# The first day

subscription-day-title = A subscribed list acts from now on
subscription-day = In its first day it was only counted. By your policy as it is now, this would have happened:
subscription-day-line = { $category }: { $count ->
    [one] 1 link; { $does }.
   *[other] { $count } links; { $does }.
}
subscription-day-nothing = In its first day nothing was found by it.
subscription-button-sample = Show some links
subscription-sample-none = These links are not kept any more.
