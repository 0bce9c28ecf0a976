# /policy
command-policy = What this server does with messages that hold a listed link
command-policy-show = Show this server's policy
command-policy-preset = Choose one of three ready policies
command-policy-preset-name = gentle, standard or strict
command-policy-set = Choose what is done for one list, or for one category of it
command-policy-set-tier = Which list the link stands on
command-policy-set-action = What is done
command-policy-set-category = Only for this category
command-policy-channel = Choose how a channel takes the policy
command-policy-channel-channel = A channel, a category of channels, or a thread
command-policy-channel-mode = enforce: act; log: only count; off: look at nothing
command-policy-exempt = Do not look at messages of a role's members; again to end it
command-policy-exempt-role = The role
policy-title = ## Policy · preset “{ $preset }”
policy-row = - { $tier }: **{ $action }**{ $changed ->
    [yes] {" "}(the preset: { $usual })
   *[no] {""}
}
policy-exceptions = **Exceptions by category**
policy-exception = - { $category } from { $tier }: **{ $action }**
policy-channels = **Channels**
policy-channel = - { $channel }: { $mode }
policy-exempt = **Exempt roles**: { $roles }
policy-needs-timeout = ⚠️ I lack **Timeout Members**, so nobody can be timed out.
policy-preset-taken = ✅ The preset “{ $preset }” holds from now on.
policy-preset-ended = { $ended ->
    [one] One action that was set for a whole list gave way to it.
   *[other] { $ended } actions that were set for a whole list gave way to it.
}
policy-preset-kept = Exceptions by category, channels and exempt roles stay as they were.
policy-set-tier = ✅ { $tier }: { $action } from now on.
policy-set-category = ✅ { $category } from { $tier }: { $action } from now on.
policy-channel-set = ✅ { $channel }: { $mode } from now on.
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
policy-mode-enforce = enforced
policy-mode-log = counted only
policy-mode-off = not looked at
