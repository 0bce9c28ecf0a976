# The command

command-sweep = Look through the last days for a place, then remove or review what was found
command-sweep-pattern = A host, page or name; it need not be on your list
command-sweep-days = How many days to go back: 1 to 14; without it, 7

sweep-begun = I look for { $pattern } in the messages of the last { $count ->
    [1] day
   *[other] { $count } days
}. The preview appears in { $channel }. Nothing is removed before a moderator says so there.
sweep-already = Sweep { $sweep } looks for { $pattern } already: see its card in { $channel }. No second one was begun.
sweep-button-card = Go to its card
sweep-button-offer = Sweep the last 7 days…

# Why there is no sweep

sweep-not-set-up = This server has no review channel yet, so a preview could be shown to nobody. Somebody who manages the server sets it up with `/setup`.
sweep-blind = I may not read messages: whoever runs me must allow the Message Content intent. Nothing was begun.
sweep-days = A sweep goes back 1 to { $most } days. Discord deletes many messages at once only while they are younger than two weeks; older ones can be deleted one by one alone. Nothing was begun.
sweep-allowed = { $pattern } is allowed in this server, and an exception beats a sweep. `/blocklist unallow` ends it. Nothing was begun.
sweep-too-many = { $most } sweeps of this server are open already. Please end one on its card first. Nothing was begun.
sweep-not-now = This is not possible any more: the sweep has gone on meanwhile. Its card shows how it stands.
sweep-elsewhere = This button does not belong to this message. The card of the sweep is in the review channel.
sweep-nothing-listed = Nothing was blocked here, so there is nothing to look for.

# The card

sweep-title-looking = 🔎 A sweep looks for messages
sweep-title-ready = 🧹 A sweep is ready: please decide
sweep-title-running = 🧹 A sweep is under way
sweep-title-paused = ⏸️ A sweep is paused
sweep-title-done = Sweep done
sweep-title-stopped = Sweep stopped
sweep-title-cancelled = Sweep cancelled
sweep-title-undoing = ↩️ A sweep is being taken back
sweep-title-undone = ↩️ Sweep taken back
sweep-number = Sweep { $sweep } · { $when }
sweep-about = Messages with { $pattern } of the last { $count ->
    [1] day
   *[other] { $count } days
}
sweep-by = Asked for by { $name }
sweep-ended = Ended { $when }
sweep-looking = Looked through { $done } of { $count } channels and threads
sweep-found = Found: { $messages } in { $channels }, by { $authors }
sweep-found-nothing = Found: nothing so far
sweep-messages = { $count ->
    [1] one message
   *[other] { $count } messages
}
sweep-channels = { $count ->
    [1] one channel
   *[other] { $count } channels
}
sweep-authors = { $count ->
    [1] one author
   *[other] { $count } authors
}
sweep-nothing-to-do = No message was found, so there is nothing to start.
sweep-most = Most of them: { $channels }
sweep-channel = { $channel } ({ $count })
sweep-sure = Sure: { $count }. These can be removed.
sweep-likely = Only likely: { $count }. These are put to review.
sweep-undeletable = ⚠️ Channels in which I may not delete: { $count }. Please give me *Manage Messages* there.
sweep-preview-help = Nothing was changed yet. *Remove* deletes what is sure; what is only likely, what is pinned and what moderators wrote is put to review. *Review all* deletes nothing.
sweep-left = Done: { $done } · left: { $count } · { $time }
sweep-time-unknown = time left: not known yet
sweep-time-seconds = about { $count } s left
sweep-time-minutes = about { $count } min left
sweep-stays = Not worked on: { $count }
sweep-paused-moderator = Paused by a moderator. Nothing goes on before somebody presses *Go on*.
sweep-paused-starter = Paused: whoever it removed for does not moderate here any more. Another moderator can go on with it, in their own name.
sweep-paused-server = Paused: this server has no review channel any more.
sweep-nothing-changed = Nothing was removed.
sweep-undone = Taken back: { $count }. Their authors get the texts that are still kept.
sweep-not-undone = Removed, and not taken back: { $count }. Where one of the messages was written by whoever asked for it, another moderator has to ask.

sweep-outcome-removed = Removed: { $count }
sweep-outcome-pending = Being removed: { $count }
sweep-outcome-forbidden = I may not remove: { $count }. I try again when my permissions change.
sweep-outcome-failed = Discord did not remove: { $count }. I try again.
sweep-outcome-gone = Gone before I came: { $count }
sweep-outcome-edited = Edited, so that the place is not in them any more: { $count }
sweep-outcome-kept = Left where they are, since that was decided meanwhile: { $count }
sweep-fate-review = Put to review: { $count }
sweep-fate-carded = Already on another card: { $count }
sweep-fate-gone = Gone when I looked again: { $count }
sweep-fate-edited = Without the place when I looked again: { $count }
sweep-fate-allowed = Left, since an exception allows it: { $count }
sweep-fate-exempt = Left, since a role of the author is exempt: { $count }
sweep-fate-left_alone = Left, since their channel is only counted in or not looked at: { $count }
sweep-fate-hidden = I could not see them any more: { $count }

sweep-looked = Messages looked at: { $count }. Discord's search did not answer, or cannot find such a place; I read the history.
sweep-looked-searched = Messages looked at: { $count }, and all that Discord's search found.
sweep-limited = Channels of which I read the newest messages alone (at most { $most }): { $count }. What is older there was not looked at, save by Discord's search.
sweep-unread = Channels that I did not look through: { $count }
sweep-hidden = Channels that I may not read, or that did not answer: { $count }. What is in them is not known.
sweep-left-alone = Channels left alone by your policy, and the review channel: { $count }
sweep-never-looked = Never looked at: private threads that are archived, the names of threads.
sweep-not-listed = { $pattern } is not on your list: new messages with it stay. `/blocklist add` blocks it.
sweep-no-copy = No copy of a removed message is posted. Texts are kept encrypted as long as those of other removals: an undo sends them to their authors; files and pictures cannot be brought back.

sweep-button-start = Remove
sweep-button-review = Review all
sweep-button-cancel = Cancel
sweep-button-pause = Pause
sweep-button-resume = Go on
sweep-button-stop = Stop
sweep-button-undo = Undo all…
sweep-button-undo-yes = Yes, undo all
sweep-button-reveal = Reveal a sample
sweep-button-removals = { $number ->
    [0] What was removed
   *[other] What was removed, { $number }
}

sweep-answer-start = Sweep { $sweep } begins. Its card shows how far it is.
sweep-answer-review = Sweep { $sweep } begins: each message is put to review, and none is removed.
sweep-answer-cancel = Sweep { $sweep } was cancelled. Nothing was removed.
sweep-answer-pause = Sweep { $sweep } is paused. What was begun at this moment is still finished.
sweep-answer-resume = Sweep { $sweep } goes on, in your name.
sweep-answer-stop = Sweep { $sweep } was stopped. What it removed stays removed; *Undo all* takes it back.
sweep-answer-undo = Sweep { $sweep } is being taken back. Its card shows how far that is.
sweep-undo-ask = Take back all that sweep { $sweep } removed? Discord cannot restore messages. Each author gets the texts that are still kept, by direct message. Single removals can be taken back from the card of what was removed.

sweep-sample = { $count ->
    [0] Sweep { $sweep }: no message of the sample
    [1] Sweep { $sweep }: the newest message
   *[other] Sweep { $sweep }: the newest { $count } messages
}
sweep-sample-message = { $channel } · { $sure ->
    [yes] sure
   *[no] only likely
}
sweep-sample-nothing = None of the newest messages can be shown: they are gone, or I cannot see them.

sweep-audit-reason = Rowan: a sweep by the moderators
