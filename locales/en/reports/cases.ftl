# The case's card, its forms, and the answers to its buttons

case-more-history = History
case-more-history-help = What happened to this case, when and by whom; only you see it
case-more-handover = Hand over
case-more-handover-help = Another moderator handles it from here on
case-more-takeback = Take back
case-more-takeback-help = For whoever handed it over: it is yours again
case-taken-back = You are handling case { $case } again.
case-more-undelete = Return text to author…
case-more-undelete-help = By direct message; Discord cannot restore the message
case-more-unremove = Stop the removal…
case-more-unremove-help = I try no more to remove the message, and it stands
case-undeleted = ↩️ The removal of case { $case }'s message is taken back. What Discord has deleted it cannot bring back, and no text goes to its author: the message stands, or nothing of it is kept.
case-undeleted-text = ↩️ The text of case { $case }'s message goes back to its author, by direct message. Discord cannot bring the message back.
case-undeleted-untold = ↩️ The removal of case { $case }'s message is taken back, and its author is told nothing.
case-undo-title = Undo the decision of case { $case }
case-undelete-title = Return text to author · case { $case }
case-unremove-title = Stop the removal · case { $case }
case-undo-opens = Case { $case } is open again for everybody. Reporters who heard how it ended hear nothing of this.
case-undo-unlists = { $pattern } comes off this server's list and is shared no more, as far as this case brought that.
case-undo-removal = { $gone ->
    [yes] The removal of the message is taken back. Discord cannot bring it back; its author can get the text.
   *[no] The message is not removed any more, if that was not done yet.
}
case-undo-leaves-removal = { $gone ->
    [yes] The message stays deleted: *Return text to author* under *More* is a thing of its own.
   *[no] The removal of the message goes on: *Stop the removal* under *More* is a thing of its own.
}
case-undo-notify = Tell the author of the message?
case-undo-notify-help = They get the text as far as it is kept (a week), and no moderator's name.
case-undo-notify-nothing = Nothing of theirs comes back with this, so they hear nothing either way.
case-undo-notify-yes = Yes, give them their text back
case-undo-notify-no = No, they hear nothing
case-undone = ↩️ Undone: case { $case } is open again.
case-undone-goes-on = ↩️ Undone. A later report of the same opened case { $other }: please go on there; case { $case } stays closed as reported already.
case-undone-entry = { $pattern } was taken off this server's list.
case-undone-entry-stays = { $pattern } stood on this server's list without this case, or was taken off since: the list stays as it is.
case-undone-share = The other servers no longer see that yours confirms it.
case-undone-related = { $count ->
    [one] Case { $cases }, closed along with it, is open again, too.
   *[other] Cases { $cases }, closed along with it, are open again, too.
}
case-undone-left = { $count ->
    [one] Case { $cases } stays closed: it is about a message of yours, or was closed too long ago. Another moderator can look.
   *[other] Cases { $cases } stay closed: they are about a message of yours, or were closed too long ago. Another moderator can look.
}
case-scope-seen = { $scope } (seen here in { $days } days: { $counts })
case-scope-posted = { $scope } (seen here in { $days } days: { $counts }; posted lately: { $posted })
case-more-mute = Mute a reporter
case-more-mute-help = Their later reports make no card, save emergencies; also dismisses, or ends a mute

case-more-reply = Ask the reporter
case-more-reply-help = A question through me; neither of you learns who the other is
case-relay = Questions to reporters: { $asked } · answers: { $answered }{ $unreachable ->
    [0] {""}
   *[other] {" "}· not delivered, since they take no direct messages: { $unreachable }
}

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
case-undo-late = Case { $case } was closed long ago. Whom it named is forgotten by now, so it cannot be opened again.
case-goes-on = A later report of the same opened case { $other }. Please go on there: case { $case } stays closed.
case-nothing-removed = No removal that was ordered from case { $case } can be undone: there was none, it was undone already, or somebody else had deleted the message.
case-not-handled = The message of case { $case } still stands, so the case cannot be closed as handled. *Delete message* removes it. Nothing was changed.
case-no-message = This case is about a link alone: there is no message to delete.
case-message-gone = The reported message is gone already. The case stays open until you block its link or dismiss it.
case-no-link = No link was found in this report, so there is nothing to block. You can delete the message or dismiss the case.
case-nothing-listed = What was blocked from this case is on this server's list no more, so nothing is closed along with it.
case-form-unreadable = That form is not complete or from an older card. Please open it again. Nothing was changed.
case-note-long = A note has at most { $limit } characters. Nothing was changed.
case-more-unknown = Please choose one of the actions in the menu.

# Answers to moderators
case-claimed = You are handling case { $case } now.
case-released = Case { $case } is open for everybody again.
case-dismissed = Case { $case } is closed: { $reason }.
case-next = Next: case { $case } · { $category }
case-listed = { $new ->
    [yes] { $pattern } stands on this server's list now, and case { $case } is closed.
   *[no] { $pattern } stood on this server's list already; case { $case } is closed.
}
case-listed-shared = It is shared: other servers see it, and yours confirms it.
case-listed-removing = I look at the reported message once more and remove it if that link still stands in it; a card in this channel says what became of it, with *Undo removal*.
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
    [one] Case { $cases } is left as it is: somebody else is handling it, it is closed already, or it is about a message of yours.
   *[other] Cases { $cases } are left as they are: somebody else is handling them, they are closed already, or they are about a message of yours.
}
case-related-open = { $count ->
    [one] Case { $cases } stays as it was: meanwhile the entry was taken off this server's list.
   *[other] Cases { $cases } stay as they were: meanwhile the entry was taken off this server's list.
}
case-deleted = The message is deleted. Case { $case } stays open until you close it here, block its link or dismiss it.
case-delete-gone = The message was gone already. Case { $case } stays open until you close it here, block its link or dismiss it.
case-finished = The message is deleted, and case { $case } is closed: handled.
case-finished-gone = The message was gone already. Case { $case } is closed: handled.
case-finished-owed = Case { $case } is closed: handled. The message is being deleted; Discord has not said yes yet, and I keep trying.
case-finish-open = Case { $case } could not be closed just now. *Dismiss* on its card closes it as handled.
case-finish-late = The message of case { $case } is gone already, or is being removed: *Dismiss* closes the case as handled. Nothing was changed.
case-close-handled = Close the case as handled
case-delete-forbidden = I may not delete messages there (**Manage Messages** is missing). I keep trying for a week; case { $case } stays open.
case-delete-owed = The message is being deleted; Discord has not said yes yet, and I keep trying. Case { $case } stays open.

# The card
case-title = { $emergency ->
    [yes] 🚨 EMERGENCY · Case { $case } · { $category }
   *[no] Case { $case } · { $category }
}
case-reports = Reports: { $count } · { $when }
case-reports-closed = Reports: { $count }
case-emergency-first = **First:** read it, claim it, and see that whoever is in danger knows. Where danger is immediate, the emergency services of their place come before anything here.
case-files = { $count ->
    [one] 1 file
   *[other] { $count } files
}
case-notes = { $count ->
    [one] 1 note from a reporter
   *[other] { $count } notes from reporters
}
case-alert-gone = ⚠️ The alert role is gone, so nobody is pinged. A manager can name another with `/setup alert_role:`.
case-alert-held = { $count ->
    [one] Since the last ping there was one more emergency: { $cases }
   *[other] Since the last ping there were { $count } more emergencies: { $cases }
}
case-state-open = Open
case-state-reopened = Reopened: the earlier decision was undone
case-state-claimed = Claimed by { $name }
case-state-closed-listed = Closed by { $name }: { $pattern } was blocked
case-state-closed-related = Closed by { $name }{ $other ->
    [none] {""}
   *[other] {" "}with case { $other }
}: { $pattern } was blocked
case-state-closed-dismissed = Closed by { $name }: { $reason }
case-nobody = somebody
case-link = Link: { $link }
case-link-disguised = Link: { $link } (disguised: { $how })
case-links-more = { $count ->
    [one] and one more link; *Read message* shows all
   *[other] and { $count } more links; *Read message* shows all
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
case-message-edited = The message stands: its author took the link out before I removed it. To remove it all the same, press *Delete message* on the card of its removal.
case-message-failed = ⚠️ Discord could not remove the message yet. I keep trying.
case-message-undone-due = The message was removed, and that was undone. Discord cannot bring it back; its author gets the text by direct message.
case-message-undone-sent = The message was removed, and that was undone. Discord cannot bring it back; its author got the text by direct message.
case-message-undone-closed = The message was removed, and that was undone. Discord cannot bring it back, and its author takes no direct messages, so the text could not be sent back.
case-message-undone-untold = The message was removed, and that was undone. Discord cannot bring it back; its author is told nothing.
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
# Whether the policy has the message removed, as far as that is known where the card is drawn.
case-discord-too = { $link ->
    [removes] *Block link* removes this message (your policy), *Dismiss* leaves it.
    [leaves] *Block link* leaves this message (your policy), and so does *Dismiss*; *Delete message* removes it.
    [unknown] *Block link* removes this message where your policy says so, *Dismiss* leaves it.
   *[no] *Delete message* removes this message, *Dismiss* leaves it.
} Reporting it to Discord too? Do that first.
case-about-moderator = ⚠️ **About a moderator**: whoever wrote the message moderates here. For everybody else *Read message* opens it, with all that can be done.
case-earlier = Earlier with the same link: { $cases }{ $more ->
    [yes] {" "}and older ones, in `/queue state:closed`
   *[no] {""}
}
case-ended = case { $case } ({ $how })
case-ended-listed = link blocked
case-follows = Case { $case } about the same was closed earlier.
case-related = Open cases with the same link: { $cases }
case-note = Note: { $note }
case-button-reveal = Read message
case-button-claim = Claim
case-button-list = Block link…
case-button-dismiss = Dismiss…
case-button-finish = Delete and close…
case-button-delete = Delete message
case-button-undo = Undo decision…
case-button-jump = Go to message
case-more = More
case-more-release = Release
case-more-release-help = Somebody else may handle it

# Forms of the card
case-list-title = Block a link of case { $case }
case-list-does = Closes case { $case } and puts { $link }, or as much as you choose, on this server's list.
case-list-removes = Deletes the message: your policy does so for { $category }.
case-list-leaves = Leaves the message: your policy deletes none for { $category } in that channel.
case-list-unknown = Deletes the message where your policy says so.
case-list-related = { $count ->
    [one] One other open case has the same link: you can close it afterwards.
   *[other] { $count } other open cases have the same link: you can close them afterwards.
}
case-list-link = Which link?
case-list-which = Case { $case } has { $count } links, of which one is blocked at a time. Please choose it; the form comes then.
case-list-scope = How much of it?
case-list-category = Category
case-list-share = Share it with other servers?
case-list-share-help = They see pattern, category, note and site; never the case, its reporters or its author.
case-list-note = Note
case-list-note-help = Why; shared with the entry if you share it
case-scope-page = This page
case-scope-host = This host with its subdomains
case-scope-domain = The whole domain
case-scope-family = This name under every ending
case-scope-numbered = { $position }: { $pattern }
case-scope-refused = { $position }: cannot be listed so
case-yes = Yes
case-no = No, only here
case-dismiss-title = Dismiss case { $case }
case-dismiss-does = Closes case { $case }. { $message ->
    [stands] The message stays where it is.
    [removing] The removal of its message goes on.
    [gone] Its message is gone.
   *[none] Nothing is blocked.
} Reporters who want to know hear how it ended, without your name.
case-finish-title = Delete and close · case { $case }
case-finish-does = Deletes the message, then closes case { $case } as handled. Reporters who want to know hear that the message was removed, without your name. Its author hears nothing from me.
case-dismiss-reason = Why?
case-dismiss-note = Note for your colleagues
dismiss-no_violation = no violation
dismiss-duplicate = reported already
dismiss-not_enough_information = not enough information
dismiss-news_or_counter_speech = news or counter-speech
dismiss-handled = handled: the message was removed
