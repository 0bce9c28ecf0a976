# Reports, cases, the queue.

command-report = Report a harassment link to this server's moderators; only they see it, and never who sent it
command-report-link = The link; you can also add it in the form
command-report-server = In a direct message with me: which server it is for
command-queue = Reports that wait for a moderator, emergencies first
command-queue-state = Which cases; without it, all that are not closed. quiet: those without a card
menu-report = Report message

# The form

report-form-title = Report to the moderators
report-form-link = Link
report-form-link-more = Link, if it is about one more
report-form-link-help = The address you want looked at, in any form, or the link of a message here. It is not opened.
report-form-category = What is it?
report-form-details = Anything they should know
report-form-details-help = Moderators never see who you are. Please leave out what would tell them.

report-thanks = Thank you. Your report has the number **{ $case }**. The moderators see what you reported, and never who you are.
report-thanks-added = You had reported this already; what you added now stands with your report, number **{ $case }**. The moderators never see who you are.
report-thanks-before = This form arrived before: your report has the number **{ $case }**. Nothing was lost, and nothing counts twice.
report-thanks-link-unread = I found no link in what you typed as one; the moderators can read it beside your details.
report-given-back = What you had written, so that you can use it again:
report-thanks-listed = { $again ->
    [yes] A link in it is on a list already ({ $category }), so I look at the message again now and do what this server has set for such links.
   *[no] That link is on a list already ({ $category }); with messages that hold it I do what this server has set.
}
report-thanks-follows = Case { $case } about the same was closed earlier. Yours is a new one, and the moderators see both.
report-thanks-others = Your other open reports: { $reports }
report-other = { $claimed ->
    [yes] **{ $case }** (being looked at)
   *[no] **{ $case }** (waiting)
}
report-link-unreadable = I cannot find a link in what you typed. Please send the address as it stood there, for example `example.com/page`. Nothing was reported.
report-server-which = You are in more than one server that uses me. Please choose one under `server` in `/report`. Nothing was reported.
report-server-none = I know of no server with you in it that has set me up. Nothing was reported.
report-server-unknown = I know of no such server with you in it. Please choose one that `/report` offers under `server`. Nothing was reported.
report-link-missing = A report needs a link. Please send `/report` again with one; to report a message instead, right-click it (hold it on a phone) and choose **Apps → Report message**. Nothing was reported.
report-link-long = A link has at most { $limit } characters. Nothing was reported.
report-details-long = Please shorten the details to { $limit } characters. Nothing was reported.
report-category-unknown = Please choose one of the categories in the form. Nothing was reported.
report-limit = Thank you for looking out for others. You have sent several reports in a short time, so that I can take your next one at { $at } ({ $left }); this one was not sent. If somebody is in danger, choose **Doxxing**, **Threats** or **Self-harm**: those are never held back.
report-form-expired = This form is more than a day old or was lost, so I no longer know which message it was about. Please open it again. Nothing was reported.

# Refusals

case-unknown = There is no such case in this server.
case-elsewhere = These buttons do not belong to this message, or the card was posted anew. Please use the newest card; `/queue` finds it.
case-card-not-yet = I do not know yet where the card of this case stands: after a restart I look for it first. Please try again in a few seconds. Nothing was changed.
case-own-message = Case { $case } is about a message of yours, so it is for others to decide.
case-closed-already = Case { $case } is closed already.
case-closed-already-by = Case { $case } was closed by { $name } already.
case-held = Case { $case } is being handled by another moderator.
case-held-by = Case { $case } is being handled by { $name }, until they release it or a manager does.
case-held-by-you = You are handling case { $case } already.
case-not-claimed = Nobody is handling case { $case }, so there is nothing to release or to hand over.
case-not-given = Case { $case } can be taken back by whoever handed it over, and by nobody else.
case-not-closed = Case { $case } is not closed, so there is no decision to undo. Nothing was changed.
case-undo-late = Case { $case } was closed 90 days ago or longer. Whom it named is forgotten by now, so it cannot be opened again.
case-goes-on = A later report of the same opened case { $other }. Please go on there: case { $case } stays closed.
case-nothing-removed = No removal that was ordered from case { $case } can be undone: there was none, it was undone already, or somebody else had deleted the message.
case-no-message = This case is about a link alone: there is no message to delete.
case-message-gone = The reported message is gone already. The case stays open until you list or dismiss it.
case-no-link = No link was found in this report, so there is nothing to list. You can delete the message or dismiss the case.
case-nothing-lists = Nothing of this can stand on a list:
case-nothing-listed = What was listed from this case is on this server's list no more, so nothing is closed along with it.
case-form-unreadable = That form is not complete or from an older card. Please open it again. Nothing was changed.
case-note-long = A note has at most { $limit } characters. Nothing was changed.
case-more-unknown = Please choose one of the actions in the menu.

# Answers to moderators

case-claimed = You are handling case { $case } now.
case-released = Case { $case } is open for everybody again.
case-dismissed = Case { $case } is closed: { $reason }.
case-listed = { $new ->
    [yes] { $pattern } stands on this server's list now, and case { $case } is closed.
   *[no] { $pattern } stood on this server's list already; case { $case } is closed.
}
case-listed-shared = It is shared: other servers see it, and yours confirms it.
case-listed-removing = The reported message is being removed, with the reason in this channel; *Undo* stands there too.
case-listed-allowed = ⚠️ An exception of this server allows this link, so messages with it stay. `/blocklist unallow` ends the exception.
case-listed-related = { $count ->
    [one] One other open case is about the same: { $cases }.
   *[other] { $count } other open cases are about the same: { $cases }.
}
case-close-related = { $count ->
    [one] Close it too
   *[other] Close all { $count }
}
case-related-closed = { $count ->
    [0] No other open case is about { $pattern } any more.
    [one] Case { $cases } is closed with { $pattern }, too.
   *[other] Cases { $cases } are closed with { $pattern }, too.
}
case-related-left = { $count ->
    [one] Case { $cases } stays open: somebody else is handling it, or it is about a message of yours.
   *[other] Cases { $cases } stay open: somebody else is handling them, or they are about a message of yours.
}
case-deleted = The message is deleted. Case { $case } stays open until you list or dismiss it.
case-delete-gone = Somebody deleted the message before me. Case { $case } stays open until you list or dismiss it.
case-delete-forbidden = I may not delete messages there (**Manage Messages** is missing). I keep trying for a week; case { $case } stays open.
case-delete-owed = The message is being deleted; Discord has not said yes yet, and I keep trying. Case { $case } stays open.

reveal-title = Case { $case }: what was reported
reveal-hint = Only you see this. Phone numbers, mail and IP addresses are masked; that you looked is recorded.
reveal-evidence = **The message**
reveal-no-evidence = There is no text: the report names a link alone, or the thirty days for which I keep a text are over.
reveal-files = { $count ->
    [one] **One file** stood there. I keep its name, size and hash, not the file:
   *[other] **{ $count } files** stood there. I keep their names, sizes and hashes, not the files:
}
reveal-file = { $name } · { $size } · { $hash }
reveal-files-more = { $count ->
    [one] and one more
   *[other] and { $count } more
}
reveal-hash-due = its hash is being computed
reveal-hash-hashed = SHA-256 { $sha256 }
reveal-hash-gone = no hash: I could not get the file any more
reveal-hash-large = no hash: it is larger than 25 MiB
reveal-hash-skipped = no hash: I compute ten for one case
reveal-report = **Reporter { $pseudonym }** ({ $record }) · { $category } · { $when }
reveal-record-new = new: no earlier report was decided
reveal-record-reliable = reliable: earlier reports were right
reveal-record-mixed = mixed: earlier reports were not always right

# The card

case-title = { $emergency ->
    [yes] 🚨 EMERGENCY · Case { $case } · { $category }
   *[no] Case { $case } · { $category }
}
case-reports = Reports: { $count } · { $when }
case-alert-gone = ⚠️ The alert role is gone, so nobody is pinged. A manager can name another with `/setup alert_role:`.
case-alert-held = { $count ->
    [one] Since the last ping there was one more emergency: { $cases }
   *[other] Since the last ping there were { $count } more emergencies: { $cases }
}
case-state-open = Open
case-state-reopened = Open again: an earlier decision was undone
case-state-claimed = Claimed by { $name }
case-state-closed-listed = Closed by { $name }: { $pattern } was listed
case-state-closed-related = Closed by { $name }: { $pattern } was listed from another case
case-state-closed-dismissed = Closed by { $name }: { $reason }
case-nobody = somebody
case-link = Link: { $link }
case-link-disguised = Link: { $link } (disguised: { $how })
case-links-more = { $count ->
    [one] and one more link
   *[other] and { $count } more links
}
case-no-links = No link was found in the message.
case-where = Message by { $author } in { $channel }
case-where-proxy = Message by the bot or webhook { $author } in { $channel }
case-where-nameless = Message in { $channel }
case-link-alone = The report names this link, without a message.
case-message-removing = The message is being removed.
case-message-removed = The message was removed.
case-message-deleted = The message is gone.
case-message-forbidden = ⚠️ I may not remove the message: **Manage Messages** is missing there. I keep trying.
case-message-failed = ⚠️ Discord could not remove the message yet. I keep trying.
case-message-undone-due = The message was removed, and that was undone. Discord cannot bring it back; its author gets the text by direct message.
case-message-undone-sent = The message was removed, and that was undone. Discord cannot bring it back; its author got the text by direct message.
case-message-undone-closed = The message was removed, and that was undone. Discord cannot bring it back, and its author takes no direct messages, so the text could not be sent back.
case-message-undone-lost = The message was removed, and that was undone. Discord cannot bring it back, and there is no text that could be sent to its author.
case-on-no-list = on no list
case-on-own = on this server's list as { $pattern } ({ $category })
case-on-shared = on the shared list as { $pattern } ({ $category }){ $source ->
    [none] {""}
   *[other] , confirmed by { $source }
}
case-on-proposed = proposed for the shared list as { $pattern } ({ $category }){ $source ->
    [none] {""}
   *[other] , by { $source }
}
case-on-subscribed = on a subscribed list as { $pattern } ({ $category })
case-on-allowed = allowed here by an exception
case-discord-too = Discord's own report needs this message to exist. *Dismiss* leaves it, *List* deletes it where the policy says so.
case-earlier = Earlier with the same link: { $cases }
case-ended = case { $case } ({ $how })
case-ended-listed = listed
case-follows = Case { $case } about the same was closed earlier.
case-related = Open cases with the same link: { $cases }
case-related-more = { $cases } and { $count } more
case-note = Note: { $note }

case-button-claim = Claim
case-button-list = List
case-button-dismiss = Dismiss
case-button-delete = Delete message
case-button-undo = Undo
case-button-jump = Go to message
case-more = More
case-more-release = Release
case-more-release-help = Somebody else may handle it
case-more-reveal = Reveal
case-more-reveal-help = The reported text and what reporters wrote; only you see it

# Forms of the card

case-list-title = List from case { $case }
case-list-link = Which link?
case-list-scope = How much of it?
case-list-category = Category
case-list-share = Share it with other servers?
case-list-share-help = They see pattern, category and note; never the case, its reporters or its author.
case-list-note = Note
case-list-note-help = Why; shared with the entry if you share it
case-scope-page = This page
case-scope-host = This host
case-scope-domain = The whole domain
case-scope-family = This name under every ending
case-scope-numbered = { $position }: { $pattern }
case-scope-refused = { $position }: cannot be listed so
case-yes = Yes
case-no = No, only here
case-dismiss-title = Dismiss case { $case }
case-dismiss-reason = Why?
case-dismiss-note = Note for your colleagues
dismiss-no_violation = no violation
dismiss-duplicate = reported already
dismiss-not_enough_information = not enough information
dismiss-news_or_counter_speech = news or counter-speech

# The queue

queue-title = Queue · { $state }
queue-state-active = not closed
queue-state-open = open
queue-state-claimed = claimed
queue-state-closed = closed
queue-state-quiet = without a card
queue-empty = Nothing here. 🌿
queue-line = { $emergency ->
    [yes] 🚨 **{ $case }** · { $category } · { $state } · Reports: { $count } · { $when }
   *[no] **{ $case }** · { $category } · { $state } · Reports: { $count } · { $when }
}
queue-no-card = card not posted yet
queue-give-card = Post the card of a case
queue-choice = Case { $case } · { $category } · Reports: { $count }
queue-card-given = Case { $case } gets its card in the review channel now, with everything that can be done there.
queue-card-there = Case { $case } has its card in the review channel; `/queue` leads to it.
queue-page = Page { $page } of { $pages } · { $total } in all
queue-earlier = Earlier
queue-later = Later
queue-problem-unset = ⚠️ There is no review channel, so cards wait. A manager can name one with `/setup review_channel:`.
queue-problem-deleted = ⚠️ The review channel is gone, so cards wait. A manager can name another with `/setup review_channel:`.
queue-problem-public = ⚠️ Everyone can read the review channel, so cards wait until it is private again or a manager names another with `/setup review_channel:`.
queue-problem-forbidden = ⚠️ I may not post to the review channel, so cards wait. I need View Channel and Send Messages there.
