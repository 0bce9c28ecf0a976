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
subscription-size = { $entries ->
    [one] The list has 1 entry.
   *[other] The list has { $entries } entries.
}
subscription-new-alone = These numbers are about what is new in it.
subscription-would-count = For its first day it would only be counted; then it would act by your policy.
subscription-would-act = It would act at once, by your policy.
subscription-met-nothing = In the last { $days } days I saw nothing here that is on this list.
subscription-hashed = { $count ->
    [one] One entry is hashed: what it covers shows only when somebody posts it, so I cannot say what it would have found.
   *[other] { $count } entries are hashed: what they cover shows only when somebody posts it, so I cannot say what they would have found.
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
subscription-first-day = **Only counted until { $until }.** Then I say what it would have done. After that, by your policy, { $does }.
subscription-acts = **It acts from now on.** By your policy, { $does }.
subscription-ended = This server no longer follows { $url }. What the list brought here acts no more.
subscription-none = This server follows no list. `/lists subscribe` begins with one.
subscription-list-title = Lists that this server follows
subscription-line = { $entries ->
    [one] 1 entry acts; { $category }; last read { $fetched }.
   *[other] { $entries } entries act; { $category }; last read { $fetched }.
}
subscription-line-counts = { $entries ->
    [one] 1 entry is only counted until { $until }, then it acts; { $category }; last read { $fetched }.
   *[other] { $entries } entries are only counted until { $until }, then they act; { $category }; last read { $fetched }.
}
subscription-so-far = { $count ->
    [0] It found nothing so far.
    [one] It found 1 link so far.
   *[other] It found { $count } links so far.
}
subscription-now-waits = ⏸️ **Held:** { $why } *Take it* and *Keep the old one* stand under the message in the review channel.
subscription-now-kept = ⏸️ A manager keeps the old version. What came: { $why }
subscription-now-refused = ⏸️ What came last was not taken: { $why } I go on looking.
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

subscription-held-title-waits = A subscribed list waits for a manager
subscription-held-title-kept = A subscribed list stays as it was
subscription-held-title-refused = A subscribed list was not taken
subscription-held-stays = { $entries ->
    [one] Nothing of it was taken. The old version stays, with 1 entry.
   *[other] Nothing of it was taken. The old version stays, with { $entries } entries.
}
subscription-held-waits = It stays so until a manager decides.
subscription-held-kept = A manager keeps the old version. I go on looking.
subscription-held-refused = I go on looking, and say here when it is in order again.
subscription-held-over = Nothing waits any more at { $url }. { $entries ->
    [one] The list has 1 entry here.
   *[other] The list has { $entries } entries here.
}
subscription-held-gone = This server no longer follows the list that was named here.
subscription-button-take = Take it
subscription-button-keep = Keep the old one
subscription-taken = { $entries ->
    [one] Taken. The list has 1 entry in this server from now on.
   *[other] Taken. The list has { $entries } entries in this server from now on.
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
subscription-event-applied = The list changed, and I followed: { $added } new, { $removed } gone; { $entries } in all.
subscription-event-held = Held.
subscription-event-taken = Taken by a manager: { $added } new, { $removed } gone; { $entries } in all.
subscription-event-kept = A manager kept the old version.
subscription-event-acts = Its first day was over, in which it found { $added ->
    [0] nothing
    [one] 1 link
   *[other] { $added } links
}. From then on it acts by your policy.

# The first day

subscription-day-title = A subscribed list acts from now on
subscription-day = In its first day it was only counted. By your policy as it is now, this would have happened:
subscription-day-line = { $category }: { $count ->
    [one] 1 link; { $does }.
   *[other] { $count } links; { $does }.
}
subscription-day-hint = `/policy set` changes what is done about subscribed lists, `/lists unsubscribe` ends this one.
subscription-day-nothing = In its first day nothing was found by it.
subscription-button-sample = Reveal links
subscription-sample-none = These links are not kept any more.
