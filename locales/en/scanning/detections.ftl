# A detection's card, and the answers to its buttons

detection-title-pending = ⏳ A message with a listed link is being removed
detection-title-removed = 🗑️ A message with a listed link was removed
detection-title-gone = A message with a listed link is gone
detection-title-forbidden = ⚠️ A message with a listed link stands, and I may not remove it
detection-title-failed = ⚠️ A message with a listed link stands: Discord could not remove it
detection-title-review = 🔎 A message with a listed link needs a decision
detection-title-name-member = 🔎 A member's name holds a listed link
detection-title-name-member-done = A member's name held a listed link; it was decided on
detection-title-name-channel = 🔎 The name of a channel holds a listed link
detection-title-name-channel-done = The name of a channel held a listed link; it was decided on
detection-title-name-status = 🔎 The status of a voice channel holds a listed link
detection-title-name-status-done = The status of a voice channel held a listed link; it was decided on
detection-title-name-event = 🔎 A scheduled event names a listed link
detection-title-name-event-done = A scheduled event named a listed link; it was decided on
detection-title-thread = 🔎 The name of a thread holds a listed link
detection-title-thread-done = The name of a thread held a listed link; it was decided on
detection-title-group-removed = 🗑️ Messages with a listed link were removed
detection-title-group-pending = ⏳ Messages with a listed link are being removed
detection-title-group-forbidden = ⚠️ Messages with a listed link stand, and I may not remove them
detection-title-group-failed = ⚠️ Messages with a listed link stand: Discord could not remove them
detection-title-group-review = 🔎 Messages with a listed link need a decision
detection-title-group-gone = Messages with a listed link are gone
detection-title-group-kept = Messages with a listed link stand: their removal is no longer asked for
detection-title-group-edited = Messages were edited: the listed link is not in them any more
detection-title-group-spared = ↩️ Messages with a listed link stand: their removal was stopped
detection-title-group-dismissed = Messages with a listed link stay: a moderator looked at them
detection-title-group-listed = The link in these messages was listed; they stay by your policy
detection-title-group-undone = ↩️ Messages with a listed link were removed; that was undone
detection-title-undone = ↩️ A message with a listed link was removed; that was undone
detection-title-spared = ↩️ A message with a listed link stands: its removal was stopped
detection-title-dismissed = A message with a listed link stays: a moderator looked at it
detection-title-listed = The link in a message was blocked; the message stays by your policy
detection-title-edited = A message was edited: the listed link is not in it any more
detection-title-kept = A message with a listed link stands: its removal is no longer asked for
detection-title-logged = A message with a listed link was counted
detection-title-case-pending = ⏳ A reported message is being removed
detection-title-case-removed = 🗑️ A reported message was removed
detection-title-case-gone = A reported message is gone
detection-title-case-forbidden = ⚠️ A reported message stands, and I may not remove it
detection-title-case-failed = ⚠️ A reported message stands: Discord could not remove it
detection-title-case-edited = A reported message was edited before its removal: it stands without the link
detection-title-case-kept = A reported message stands: its removal is no longer asked for
detection-title-case-undone = ↩️ A reported message was removed; that was undone
detection-title-case-spared = ↩️ A reported message stands: its removal was stopped
detection-number = Detection { $detection } · { $when }
detection-link = Link: { $link }
detection-link-disguised = Link: { $link } (disguised: { $how })
detection-link-first = First link: { $link }
detection-link-first-disguised = First link: { $link } (disguised: { $how })
detection-in-code = The link stood in a QR code of picture { $number }.
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
detection-reason-case-listed = Reason: { $pattern } was blocked from case { $case } ({ $category })
detection-reason-sweep = Reason: a sweep of { $pattern } by the moderators
detection-rule-preset-gentle = { $does } (“gentle”).
detection-rule-preset-standard = { $does } (“standard”).
detection-rule-preset-strict = { $does } (“strict”).
detection-rule-tier = { $does } (set with `/policy set`).
detection-rule-category = { $does }, category { $category } (set with `/policy set`).
detection-rule-moderator = A moderator ordered the removal; no policy did.
detection-rule-sweep = A moderator started the sweep; no policy removed it.
detection-rule-sweep-review = The moderator who started the sweep wanted each message reviewed.
detection-rule-sweep-likely = The sweep removed only what was sure. Please decide.
detection-rule-sweep-pinned = The sweep left it, since it is pinned. Please decide.
detection-rule-sweep-moderator = The sweep left it, since its author moderates here. Please decide.
detection-rule-first-day = The subscribed list is new here: in its first day it was only counted.
detection-rule-channel-log = Your policy said only to count in this channel (set with `/policy channel`).
detection-rule-native = Discord's AutoMod blocked it before anybody saw it, by the rules that I keep there (`/automod`).
detection-rule-held-undone = Not removed, since the entry is held: moderators of three groups of servers undid what it removed, and no other trusted server has confirmed it since. Please decide.
detection-rule-held-removed = Not removed, since the entry is held: within a week it removed messages of many people who had been members for long, and no other trusted server has confirmed it since. Please decide.
detection-rule-likely = { $likely } (set with `/policy likely`).
detection-rule-likely-preset-gentle = { $likely } (“gentle”).
detection-rule-likely-preset-standard = { $likely } (“standard”).
detection-rule-likely-preset-strict = { $likely } (“strict”).
detection-likely-removed = Removed because your policy said to delete what is only likely, too
detection-likely-delete = Your policy said to delete what is only likely, too
detection-likely-review = Your policy said to ask you about what is only likely
detection-likely-log = Your policy said only to count what is only likely
detection-policy-removed = Removed because your policy said to delete { $links }
detection-policy-delete = Your policy said to delete { $links }
detection-policy-timeout = Your policy said to delete { $links } and to time their authors out
detection-policy-review = Your policy said to ask you about { $links }
detection-policy-log = Your policy said only to count { $links }
detection-policy-off = Your policy said to do nothing about { $links }
detection-policy-links-own = links on your own list
detection-policy-links-shared = links on the shared list
detection-policy-links-proposed = links that are proposed to the shared list
detection-policy-links-subscribed = links on lists that you subscribe to
detection-name = Name: { $name }
detection-where-member = { $author ->
    [none] It is the name under which a webhook posted
   *[other] It is the name of { $author }
}
detection-where-channel = It is the channel { $channel }
detection-where-status = It is the voice channel { $channel }
detection-where-event = { $author ->
    [none] It stands among the events of this server
   *[other] It stands among the events of this server, planned by { $author }
}
detection-where = By { $author } in { $channel }
detection-where-proxy = By the bot or webhook { $author } in { $channel }
detection-where-nameless = In { $channel }
detection-group-count = Removals: { $count }
detection-group-messages = Messages: { $count }
detection-group-outcome-pending = Being removed: { $count }
detection-group-outcome-removed = Removed: { $count }
detection-group-outcome-gone = Gone, and not by me: { $count }
detection-group-outcome-forbidden = Standing, since I may not remove them: { $count }
detection-group-outcome-failed = Standing, since Discord could not remove them: { $count }
detection-group-outcome-review = Standing until somebody decides: { $count }
detection-group-outcome-kept = Standing, since the list or the policy changed: { $count }
detection-group-outcome-edited = Edited, without the link now: { $count }
detection-group-authors = By: { $names }
detection-group-channels = In: { $names }
detection-group-times = { $name } × { $count }
detection-group-more = { $names } and { $more } more (*Read messages*)
detection-group-timeout-set = Authors timed out: { $count }
detection-group-timeout-forbidden = ⚠️ Authors who could not be timed out: { $count }. I need **Timeout Members** and a role above theirs.
detection-group-timeout-failed = ⚠️ Authors who could not be timed out, because Discord did not answer: { $count }
detection-group-timeout-lifted = Timeouts lifted: { $count }
detection-group-timeout-stays = ⚠️ Timeouts that I could not lift: { $count }. Please look.
detection-group-returned-sent = Authors who got their texts back by direct message: { $count }
detection-group-returned-closed = Authors who take no direct messages, so that nothing could be sent back: { $count }
detection-group-returned-lost = Authors of whose texts some are no longer kept: { $count }
detection-name-stays = I never take a name away. Change it yourself, or have it changed, where that is right.
detection-thread-stays = A thread's name cannot be deleted. Rename or remove the thread yourself where that is right.
detection-why-forbidden = **Manage Messages** is missing in { $channel }. I keep trying, also when the permission comes back.
detection-why-forbidden-over = **Manage Messages** was missing in { $channel } all the time. I no longer try.
detection-why-forbidden-access = I have no access to { $channel }: **View Channel** is missing there. I keep trying, also when the permission comes back.
detection-why-forbidden-access-over = I had no access to { $channel } all the time: **View Channel** was missing there. I no longer try.
detection-why-forbidden-threads = { $channel } is archived, and **Manage Threads**, which I need to open it for a moment, is missing there. I keep trying, also when the permission comes back.
detection-why-forbidden-threads-over = { $channel } was archived, and **Manage Threads**, which I need to open it for a moment, was missing there all the time. I no longer try.
detection-why-forbidden-history = I must see what the message says now before I remove it, and **Read Message History** is missing in { $channel }. I keep trying, also when the permission comes back.
detection-why-forbidden-history-over = I had to see what the message says before removing it, and **Read Message History** was missing in { $channel } all the time. I no longer try.
detection-why-failed = I keep trying.
detection-why-failed-over = I no longer try.
detection-why-kept = While I could not remove it, the list or the policy changed. I let it stand.
detection-why-edited = Its author took the link out. I let it stand, and look again if it is edited once more.
detection-why-gone-by-rowan = I removed it for detection { $other }, which is about the same message.
detection-why-gone = Somebody else removed it, or the channel is gone.
detection-timeout-set = The author is timed out until { $until }.
detection-timeout-forbidden = ⚠️ The author could not be timed out: I need **Timeout Members** and a role above theirs.
detection-timeout-failed = ⚠️ The author could not be timed out: Discord did not answer.
detection-timeout-lifted = The author's timeout was lifted.
detection-timeout-shared = The author's timeout stays because of another removal.
detection-timeout-stays = ⚠️ The author's timeout could not be lifted by me. Please look.
detection-settled-undone = ↩️ Undone by { $name }. { $pattern } is allowed in this server now.
detection-settled-undone-plain = ↩️ Undone by { $name }.
detection-settled-deleted = Removal ordered by { $name }.
detection-settled-listed = Link blocked by { $name }.
detection-settled-dismissed = Dismissed by { $name }: { $reason }.
detection-note = Note: { $note }
detection-settled-allowed = Allowed by { $name }: { $pattern } may stand in this server now. If the message names another listed site, that is not decided by this: it has a card of its own.
detection-settled-stays = The message stays.
detection-settled-stays-all = The messages stay.
detection-nobody = somebody
detection-returned-sent = The author got the text back by direct message.
detection-returned-closed = The author takes no direct messages, so the text could not be sent back.
detection-returned-lost = The text is no longer kept, so it could not be sent back.
detection-button-reveal = Read message
detection-button-removals = Read messages
detection-button-act = Show actions
detection-button-undo = Undo removal…
detection-button-stop = Stop removal…
detection-button-delete = Delete message
detection-button-delete-all = Delete messages…
detection-button-list = Block link…
detection-button-dismiss = Dismiss…
detection-button-reopen = Reopen
detection-button-jump = Go to message
detection-button-jump-channel = Go to channel
detection-button-jump-thread = Go to thread
detection-more = More
detection-more-allow = Allow this site…
detection-more-allow-help = It may stand in this server from then on; asks before it does

# Answers to its buttons
detection-undo-done = ↩️ Undone. { $pattern } is allowed in this server now; `/blocklist unallow` ends that.
detection-undo-done-plain = ↩️ Undone.
detection-undo-rule-stays = ⚠️ { $pattern } is not among this server's exceptions: either it stands on no list any more, or there is no room for another one. `/blocklist allow` says which.
detection-undo-count = Messages that this was for: { $count }
detection-undo-restores = { $count ->
    [1] Discord cannot bring the message back. Its author gets the text by direct message.
   *[other] Discord cannot bring the messages back. Each member who wrote some gets their own texts by direct message; bots and webhooks get nothing.
}
detection-undo-perhaps = If Discord removed the message after all, its author gets the text by direct message. If it stands, nothing is sent.
detection-undo-title = Undo removal · detection { $detection }
detection-undo-takes-back = { $count ->
    [1] The removal is taken back. { $text ->
        [yes] Its author gets the text by direct message
       *[no] No text goes back: none is kept, or the author takes none
    }{ $timeout ->
        [yes] , and their timeout is lifted.
       *[no] .
    } The rule goes on, unless you allow the site here.
   *[other] This is for **{ $count }** messages: all that the card counts now. What was removed is taken back, what stands is left alone: each member gets their own texts by direct message, as far as they are kept, and timeouts are lifted. The rule goes on, unless you allow the site here.
}
detection-more-joined = { $seen ->
    [1] You were asked about one message, and the card counts { $count } by now. Nothing was changed. The same button on the card asks about all of them.
   *[other] You were asked about { $seen } messages, and the card counts { $count } by now. Nothing was changed. The same button on the card asks about all of them.
}
detection-undo-scope = What is taken back?
detection-undo-message = The removal
detection-undo-message-help = Authors get back what they wrote, timeouts are lifted; the rule goes on
detection-undo-site = The removal, and allow the site here
detection-undo-site-help = Also: { $pattern } may stand in this server from now on
detection-stop-title = Stop removal · detection { $detection }
detection-stop-takes-back = { $count ->
    [1] The message stands, and I try no more to remove it. The rule goes on, unless you allow the site here.
   *[other] This is for **{ $count }** messages: all that the card counts now. None of them was removed: they stand, and I try no more to remove them. The rule goes on, unless you allow the site here.
}
detection-stop-scope = What shall stop?
detection-stop-message = The removal
detection-stop-message-help = I try no more to remove what stands; the rule goes on
detection-stop-site = The removal, and allow the site here
detection-stop-site-help = Also: { $pattern } may stand in this server from now on
detection-stop-done = { $count ->
    [1] The message stands, and I try no more to remove it.
   *[other] The messages stand, and I try no more to remove them.
}
detection-reopen-done = It is open again, for whoever decides next.
detection-allow-question = { $count ->
    [1] May { $pattern } stand in this server from now on? This message stays, and later ones with it stay too, whatever list holds it. Another listed site in this message is not decided by that: it gets a card of its own. `/blocklist unallow` ends that.
   *[other] May { $pattern } stand in this server from now on? It is in all **{ $count }** messages that this card counts, and they stay. Later ones with it stay too, whatever list holds it. Another listed site in one of them is not decided by that: it gets a card of its own, or has one. `/blocklist unallow` ends that.
}
detection-allow-button = Allow it here
detection-allow-done = { $count ->
    [1] ✅ { $pattern } is allowed in this server now. The message stays. `/blocklist unallow` ends that.
   *[other] ✅ { $pattern } is allowed in this server now. The messages stay. `/blocklist unallow` ends that.
}
detection-removals-title = Detection { $detection } counts { $count } messages. Links are not clickable.
detection-removals-row = { $detection } · { $when } · { $author } in { $channel }: { $link }
detection-removals-read = Read a message
detection-removals-option = { $detection } · { $name }
detection-delete-done = I look at the message once more and remove it if its link still stands in it. The card says what became of it.
detection-delete-all-question = Delete all that still stand of the **{ $count }** messages that this card counts? I look at each once more, and remove it if its link still stands in it.
detection-delete-all-button = Delete all { $count }
detection-delete-all-done = I look at each message once more and remove it if its link still stands in it. The card says what became of them.
detection-list-done = { $new ->
    [yes] ✅ { $pattern } is on this server's list.
   *[no] { $pattern } was on this server's list already.
}
detection-list-removing = { $count ->
    [1] I look at the message once more and remove it if its link still stands in it. The card says what became of it.
   *[other] I look at each message once more and remove it if its link still stands in it. The card says what became of them.
}
detection-dismiss-done = { $count ->
    [1] ✅ Dismissed. The message stays.
   *[other] ✅ Dismissed. The messages stay.
}
detection-undone-already = This was undone already. Nothing was changed.
detection-own-message = This is about a message of yours, so another moderator must look at it. Nothing was changed.
detection-settled-already = That is not possible any more: somebody was quicker, or the message is gone. The card shows what was done. Nothing was changed.
detection-no-link = No link is known here that could be blocked. `/blocklist add` takes one. Nothing was changed.
detection-about-moderator = ⚠️ **About a moderator**: { $several ->
    [yes] whoever wrote one of these messages moderates here.
   *[no] whoever wrote it moderates here.
}
detection-about-moderator-read = For everybody else *Read message* opens it, with all that can be done.
detection-about-moderator-read-each = For everybody else *Read messages* opens them, with all that can be done.
detection-about-moderator-act = For everybody else *Show actions* opens all that can be done; no text is kept.
detection-act = Detection { $detection }: no text is kept (any more). This is what can be done.
detection-no-text = There is no text (any more): it is kept for some days only, and not where a message is counted only.
detection-reveal = The text of detection { $detection }. Personal numbers are masked, links are not clickable.
detection-list-title = Block the link of detection { $detection }
detection-dismiss-title = Dismiss detection { $detection }
detection-list-does = Puts { $link }, or as much as you choose, on this server's list.
detection-list-removes = { $count ->
    [1] Deletes the message, if the link still stands in it: your policy does so for this category.
   *[other] Deletes each of the **{ $count }** messages that the card counts now, if its link still stands in it: your policy does so for this category.
}
detection-list-leaves = { $count ->
    [1] Leaves the message: your policy deletes none for this category.
   *[other] Leaves all **{ $count }** messages that the card counts now: your policy deletes none for this category.
}
detection-dismiss-does = { $trying ->
    [yes] The message stays, and I try no more to remove it.
   *[no] The message stays where it is.
} Its author hears nothing, and the rule goes on.
detection-dismiss-does-all = { $trying ->
    [yes] All **{ $count }** messages that the card counts now stay, and I try no more to remove them.
   *[no] All **{ $count }** messages that the card counts now stay where they are.
} Their authors hear nothing, and the rule goes on.
detection-elsewhere = This card is not where I posted it, so its buttons do nothing. Please use the card in the review channel. Nothing was changed.
detection-form-unreadable = That form is not complete or from an older card. Please open it again. Nothing was changed.
timeout-reason = Rowan: a listed link (detection { $detection })
archived-thread-reason = Rowan: opened for a moment, to remove a message
lift-reason = Rowan: undone (detection { $detection })
