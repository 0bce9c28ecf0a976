# A detection's card, and the answers to its buttons

detection-title-pending = ⏳ A message with a listed link is being removed
detection-title-removed = 🗑️ A message with a listed link was removed
detection-title-gone = A message with a listed link is gone
detection-title-forbidden = ⚠️ A message with a listed link stands, and I may not remove it
detection-title-failed = ⚠️ A message with a listed link stands: Discord could not remove it
detection-title-review = 🔎 A message with a listed link needs a decision
detection-title-thread = 🔎 The name of a thread holds a listed link
detection-title-kept = A message with a listed link stands: its removal is no longer asked for
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
detection-rule-moderator = Rule: none; a moderator ordered its removal
detection-rule-channel-log = Rule: this channel only counts, as set with `/policy channel`
detection-where = By { $author } in { $channel }
detection-where-proxy = By the bot or webhook { $author } in { $channel }
detection-where-nameless = In { $channel }
detection-thread-stays = A thread's name cannot be deleted. Rename or remove the thread yourself where that is right.
detection-why-forbidden = **Manage Messages** is missing in { $channel }. I keep trying, also when the permission comes back.
detection-why-forbidden-over = **Manage Messages** was missing in { $channel } all the time. I no longer try.
detection-why-forbidden-access = I have no access to { $channel }: **View Channel** is missing there. I keep trying, also when the permission comes back.
detection-why-forbidden-access-over = I had no access to { $channel } all the time: **View Channel** was missing there. I no longer try.
detection-why-forbidden-threads = { $channel } is archived, and **Manage Threads**, which I need to open it for a moment, is missing there. I keep trying, also when the permission comes back.
detection-why-forbidden-threads-over = { $channel } was archived, and **Manage Threads**, which I need to open it for a moment, was missing there all the time. I no longer try.
detection-why-failed = I keep trying.
detection-why-failed-over = I no longer try.
detection-why-kept = While I could not remove it, the list or the policy changed. I let it stand.
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
detection-note = Note: { $note }
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
detection-undo-rule-stays = ⚠️ { $pattern } is not among this server's exceptions: either it stands on no list any more, or there is no room for another one. `/blocklist allow` says which.
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
detection-no-text = There is no text (any more): it is kept for some days only, and not where a message is counted only.
detection-reveal = The text of detection { $detection }. Personal numbers are masked, links are not clickable.
detection-list-title = List from detection { $detection }
detection-dismiss-title = Dismiss detection { $detection }
detection-elsewhere = This card is not where I posted it, so its buttons do nothing. Please use the card in the review channel. Nothing was changed.
detection-form-unreadable = That form is not complete or from an older card. Please open it again. Nothing was changed.
timeout-reason = Rowan: a listed link (detection { $detection })
archived-thread-reason = Rowan: opened for a moment, to remove a message
lift-reason = Rowan: undone (detection { $detection })
