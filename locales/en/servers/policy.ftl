# /policy
command-policy = What this server does with messages that hold a listed link
command-policy-show = Show this server's policy
command-policy-preset = Choose one of three ready policies
command-policy-preset-name = gentle, standard or strict
command-policy-set = Choose what is done for one list, or for one category of it
command-policy-set-tier = Which list the link stands on
command-policy-set-action = What is done
command-policy-set-category = Only for this category
command-policy-likely = Choose what is done at most where a match is only likely
command-policy-likely-action = What is done at most
command-policy-channel = Choose how a channel takes the policy
command-policy-channel-channel = A channel, a category of channels, or a thread
command-policy-channel-mode = enforce: act; log: only count; off: look at nothing
command-policy-exempt = Do not look at messages of a role's members; again to end it
command-policy-exempt-role = The role
command-policy-images = Read QR codes in pictures that members post, or stop that
command-policy-images-switch = on or off
policy-title = ## Policy · preset “{ $preset }”
policy-row = - { $rule }
policy-row-changed = - { $rule } (Set by you; the preset has: { $usual }.)
policy-sentence = { $links }: { $does }.
policy-sentence-category = { $links }, category { $category }: { $does }.
policy-sentence-likely = Links that are only likely (a guess of mine): at most, { $does }.
policy-links-own = Links on your own list
policy-links-shared = Links on the shared list
policy-links-proposed = Links proposed to the shared list
policy-links-subscribed = Links on subscribed lists
policy-does-off = nothing happens, and nothing is counted
policy-does-log = the message stays and is only counted
policy-does-review = the message stays, and moderators get a card
policy-does-delete = the message is deleted
policy-does-timeout = the message is deleted and its author timed out
policy-presets = **Presets** (`/policy preset`)
policy-presets-line = - **{ $links }** · gentle: { $gentle } · standard: { $standard } · strict: { $strict }
# A table in letters of one width, where the language is written from left to right; else a line for each list: short words, or a phone breaks its lines.
policy-column-own = own list
policy-column-shared = shared
policy-column-proposed = proposed
policy-column-subscribed = subscribed
policy-column-likely = likely
policy-cell-log = count
policy-cell-review = review
policy-cell-delete = delete
policy-exceptions = **Exceptions by category**
policy-channels = **Channels**
policy-channel = - { $channel }: { $mode }
policy-images = { $on ->
    [true] - Pictures: QR codes in them are read.
   *[false] - Pictures: not looked at (`/policy images`).
}
policy-exempt = **Exempt roles**: { $roles }
policy-needs-timeout = ⚠️ I lack **Timeout Members**, so nobody can be timed out.
policy-preset-taken = ✅ The preset “{ $preset }” holds from now on.
policy-preset-ended = { $ended ->
    [one] One action that was set for a whole list, or for what is only likely, gave way to it.
   *[other] { $ended } actions that were set for whole lists, or for what is only likely, gave way to it.
}
policy-preset-kept = Exceptions by category, channels and exempt roles stay as they were.
policy-set = ✅ { $rule }
policy-channel-set = ✅ { $channel }: { $mode } from now on.
policy-images-on = ✅ QR codes in pictures are read from now on, and their links checked like any other. I fetch the pictures from Discord alone, look at them in memory and keep none. A deleted picture cannot be given back.
policy-images-off = ✅ Pictures are not looked at any more.
policy-exempt-on = ✅ Messages of { $role } are not looked at any more.
policy-exempt-off = ✅ Messages of { $role } are looked at again.
policy-exempt-everyone = @everyone cannot be exempt: nothing would be looked at. To switch a place off, use `/policy channel`; for a list, `/policy set`. Nothing was changed.
policy-too-many-channels = At most { $limit } channels can have a mode of their own. A category of channels sets it for all of them. Nothing was changed.
policy-too-many-roles = At most { $limit } roles can be exempt. Nothing was changed.
policy-tier-own = this server's list
policy-tier-shared = the shared list
policy-tier-proposed = proposed to the shared list
policy-tier-subscribed = subscribed lists
policy-action-off = off
policy-action-log = count only
policy-action-review = review
policy-action-delete = delete
policy-action-timeout = delete and time out
policy-switch-on = on
policy-switch-off = off
policy-mode-enforce = enforced
policy-mode-log = counted only
policy-mode-off = not looked at
preset-name-gentle = gentle
preset-name-standard = standard
preset-name-strict = strict

# What a change would have done lately, and the question before one that would have treated much otherwise.
policy-effect = In the last { $days } days lists found something here in { $found ->
    [one] one message
   *[other] { $found } messages
}. With this, I would have treated these otherwise:
policy-effect-row = - { $count ->
    [one] one message
   *[other] { $count } messages
}: { $before } → { $after }
policy-effect-none = Of what lists found here in the last { $days } days, nothing would have been treated otherwise.
policy-effect-more = There was more than I looked at, so these numbers may be higher.
policy-effect-blind = What was switched off until now left no trace, so I cannot say how much of it there is.
policy-ask = ## Change the policy?
policy-ask-preset = The preset “{ $preset }” would hold.
policy-ask-channel = { $channel }: { $mode }.
policy-ask-nothing-yet = Nothing was changed yet.
policy-ask-sure = Change it
policy-ask-cancel = Cancel
policy-ask-cancelled = Nothing was changed.
