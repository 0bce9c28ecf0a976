# The card of a detection

detection-title-pending = ⏳ A message with a listed link is being removed
detection-title-removed = 🗑️ A message with a listed link was removed
detection-title-gone = A message with a listed link is gone
detection-title-forbidden = ⚠️ A message with a listed link stands, and I may not remove it
detection-title-failed = ⚠️ A message with a listed link stands: Discord could not remove it
detection-title-review = 🔎 A message with a listed link needs a decision
detection-title-thread = 🔎 The name of a thread holds a listed link
detection-title-logged = A message with a listed link was counted
detection-title-case-pending = ⏳ A reported message is being removed
detection-title-case-removed = 🗑️ A reported message was removed
detection-title-case-gone = A reported message is gone
detection-title-case-forbidden = ⚠️ A reported message stands, and I may not remove it
detection-title-case-failed = ⚠️ A reported message stands: Discord could not remove it
detection-title-case-kept = A reported message stands: its removal was undone

detection-number = Detection { $detection } · { $when }
detection-link = Link: { $link }
detection-link-disguised = Link: { $link } (disguised: { $how })
detection-reason-own = Reason: { $pattern } is on this server's list ({ $category })
detection-reason-shared = Reason: { $pattern } is on the shared list ({ $category }){ $source ->
    [none] {""}
   *[other] , confirmed by { $source }
}
detection-reason-proposed = Reason: { $pattern } is proposed for the shared list ({ $category }){ $source ->
    [none] {""}
   *[other] , by { $source }
}
detection-reason-subscribed = Reason: { $pattern } is on a subscribed list ({ $category }){ $source ->
    [none] {""}
   *[other] , { $source }
}
detection-reason-case = Reason: a moderator decided so in case { $case } ({ $category })
detection-reason-case-listed = Reason: { $pattern } was listed from case { $case } ({ $category })
detection-rule-preset-gentle = Rule: { $action } for { $tier }, by the preset “gentle”
detection-rule-preset-standard = Rule: { $action } for { $tier }, by the preset “standard”
detection-rule-preset-strict = Rule: { $action } for { $tier }, by the preset “strict”
detection-rule-tier = Rule: { $action } for { $tier }, as set with `/policy set`
detection-rule-category = Rule: { $action } for { $category } from { $tier }, as set with `/policy set`
detection-rule-channel-log = Rule: this channel only counts, as set with `/policy channel`
detection-where = By { $author } in { $channel }
detection-where-proxy = By the bot or webhook { $author } in { $channel }
detection-where-nameless = In { $channel }
detection-thread-stays = A thread's name cannot be deleted. Rename or remove the thread yourself where that is right.
detection-why-forbidden = **Manage Messages** (or View Channel) is missing in { $channel }. I keep trying, also when the permission comes back.
detection-why-forbidden-over = **Manage Messages** (or View Channel) was missing in { $channel } all the time. I no longer try.
detection-why-failed = I keep trying.
detection-why-failed-over = I no longer try.
detection-why-gone = Somebody else removed it, or the channel is gone.
detection-timeout-set = The author is timed out until { $until }.
detection-timeout-forbidden = ⚠️ The author could not be timed out: I need **Timeout Members** and a role above theirs.
detection-timeout-failed = ⚠️ The author could not be timed out: Discord did not answer.
detection-timeout-lifted = The author's timeout was lifted.
detection-timeout-stays = ⚠️ The author's timeout could not be lifted by me. Please look.

detection-settled-undone = ↩️ Undone by { $name }. { $pattern } is allowed in this server now.
detection-settled-undone-plain = ↩️ Undone by { $name }.
detection-settled-deleted = Removal ordered by { $name }.
detection-settled-listed = Listed by { $name }.
detection-settled-dismissed = Dismissed by { $name }: { $reason }. The message stays.
detection-nobody = somebody
detection-returned-sent = The author got the text back by direct message.
detection-returned-closed = The author takes no direct messages, so the text could not be sent back.
detection-returned-lost = The text is no longer kept, so it could not be sent back.

detection-button-undo = Undo
detection-button-delete = Delete message
detection-button-list = List
detection-button-dismiss = Dismiss
detection-button-jump = Go to message
detection-more = More
detection-more-reveal = Reveal
detection-more-reveal-help = The text; only you see it

# Answers to its buttons

detection-undo-done = ↩️ Undone. { $pattern } is allowed in this server now; `/blocklist unallow` ends that.
detection-undo-done-plain = ↩️ Undone.
detection-undo-restores = Discord cannot bring the message back. Its author gets the text by direct message.
detection-delete-done = The message is being removed.
detection-list-done = { $new ->
    [yes] ✅ { $pattern } is on this server's list.
   *[no] { $pattern } was on this server's list already.
}
detection-list-removing = The message is being removed.
detection-dismiss-done = ✅ Dismissed. The message stays.
detection-undone-already = This was undone already. Nothing was changed.
detection-own-message = This is about a message of yours, so another moderator must look at it. Nothing was changed.
detection-settled-already = That is not possible any more: somebody was quicker, or the message is gone. The card shows what was done. Nothing was changed.
detection-no-link = No link is known here that could be listed. `/blocklist add` takes one. Nothing was changed.
detection-no-text = There is no text: it is kept for seven days only, and not where a message is counted only.
detection-reveal = The text of detection { $detection }. Personal numbers are masked, links are not clickable.
detection-list-title = List from detection { $detection }
detection-dismiss-title = Dismiss detection { $detection }
detection-elsewhere = This card is not where I posted it, so its buttons do nothing. Please use the card in the review channel. Nothing was changed.
detection-form-unreadable = That form is not complete or from an older card. Please open it again. Nothing was changed.

# What the author gets back, and what stands in Discord's audit log

undo-notice = A moderator of **{ $server }** found that the removal of your message was a mistake. I am sorry. Discord cannot bring it back, so here is its text:
undo-notice-file = The text is attached.
undo-button-why = Why was it removed?
undo-why = Your message held the link { $link }. It was removed because { $pattern } stood on { $list ->
    [own] the server's own list
    [shared] the list that servers share
    [proposed] what servers propose for the list that they share
   *[other] a list that the server subscribes to
} ({ $category }). The server lets this stand now.
undo-why-invite = The link is another invite to the server that this entry stands for.
undo-why-ordered = A moderator had decided so by themselves ({ $category }), without a list. That was taken back.
timeout-reason = Rowan: a listed link (detection { $detection })
lift-reason = Rowan: undone (detection { $detection })

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
policy-more = - and { $more } more
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
