# What an addition to a list would have done here lately, and the question before one that would have done much.

preview-posted = Posted here in the last { $days } days: { $links ->
    [one] one plain link
   *[other] { $links } plain links
} to it ({ $staff ->
    [0] none by moderators
   *[other] { $staff } by moderators
}), on { $on ->
    [one] one day
   *[other] { $on } days
}, in { $channels ->
    [one] one channel
   *[other] { $channels } channels
}; links to all places: { $everything }.
preview-posted-list = Posted here in the last { $days } days: { $links ->
    [one] one plain link
   *[other] { $links } plain links
} to places on this list ({ $staff ->
    [0] none by moderators
   *[other] { $staff } by moderators
}), on { $on ->
    [one] one day
   *[other] { $on } days
}, in { $channels ->
    [one] one channel
   *[other] { $channels } channels
}; links to all places: { $everything }.
preview-places = Most often: { $places }
preview-place = { $place } ({ $links ->
    [one] one link
   *[other] { $links } links
})
preview-found = Found here by lists in the last { $days } days: { $found }.
preview-found-row = { $count } by { $list } ({ $action })
preview-reported = Reported here in the last { $days } days, in { $count ->
    [one] one case
   *[other] { $count } cases
}.
preview-more = There was more than I looked at, so these numbers may be higher.
preview-reach = { $servers ->
    [0] Servers in which it acts with this: none, until others confirm it.
    [one] Servers in which it acts with this: one.
   *[other] Servers in which it acts with this: { $servers }.
}
preview-title-add = ## Put { $pattern } on this server's list?
preview-title-share = ## Share { $pattern }?
preview-title-confirm = ## Confirm { $pattern }?
preview-title-unallow = ## End the exception for { $pattern }? Lists act on it again then.
preview-title-subscribe = ## Follow { $url }?
preview-title-take = ## Take what came from { $url }?
preview-title-import = ## Bring { $pattern } in?
preview-again = **It would do more now than I said before.** Please look once more.
preview-why-often = ⚠️ Members of this server post it again and again.
preview-why-staff = ⚠️ Moderators of this server post it themselves.
preview-why-large = ⚠️ That is a lot for this server.
preview-why-servers = ⚠️ With this it begins to act in many servers: { $servers } in all.
preview-nothing-yet = Nothing was changed yet.
preview-sure-add = Add it anyway
preview-sure-share = Share it anyway
preview-sure-confirm = Confirm it anyway
preview-sure-unallow = End it anyway
preview-sure-subscribe = Follow it anyway
preview-sure-take = Take it anyway
preview-sure-import = Bring it in anyway
preview-links = Reveal links
preview-cancel = Cancel
preview-cancelled = Nothing was changed.
preview-over = This question is over: it was answered, it is older than an hour, or somebody else was asked. Please give the command again. Nothing was changed.
preview-sample = Some of the links that were found or reported here. They are not clickable.
preview-sample-none = No link of it was found or reported here lately. Of other messages I keep no link, so I cannot show theirs.
