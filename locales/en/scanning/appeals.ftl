# An author objects: the form, and what is answered

object-title = Your objection
object-says = The moderators of **{ $server }** read what you write here, and you hear what they decide. { $text ->
    [kept] They can also read what was removed.
   *[gone] What was removed is not kept any more, so they cannot read it: say what it was about.
}
object-why = Why was the removal a mistake?
object-done = The moderators of **{ $server }** have your objection (number { $appeal }). You will hear here what they decide.
object-mine = What you wrote
object-mine-gone = What you wrote is not kept any more.
object-empty = Please write why the removal was a mistake. Nothing was sent.
object-too-long = That is { $length } characters; an objection has at most { $limit }. Nothing was sent.
object-already = You have objected to this already, and the moderators will look at it. One objection can be made to each notice.
object-decided = You have objected to this, and the moderators have decided that the removal stands. One objection can be made to each notice.
object-undone = The removal was taken back, so there is nothing to object to any more.
object-over = That is too long ago: nothing is kept any more of what was removed. Nothing was sent.
object-server-left = I am not in that server any more, so nobody there would read it. Nothing was sent.
object-too-many-open = Three of your objections wait in this server already. Please wait until one is decided; this button stays. Nothing was sent.
object-too-many-today = You have made five objections in this server within a day. Please come back tomorrow; this button stays. Nothing was sent.
object-server-full = The moderators have very many objections to look at just now. Please try again later; this button stays. Nothing was sent.

# What its author hears afterwards

appeal-answer-upheld = The moderators of **{ $server }** have looked at your objection. The removal stands.
appeal-answer-overturned = The moderators of **{ $server }** have looked at your objection and taken the removal back. I am sorry. Discord cannot bring it back, and its text is not kept any more.
appeal-answer-undone = The moderators of **{ $server }** have taken the removal back, so nothing is left to decide about your objection.
appeal-answer-letter = { $count ->
    [1] The moderators of **{ $server }** have looked at your objection and taken back the removal of your message. I am sorry. Discord cannot bring it back, so here is its text:
   *[other] The moderators of **{ $server }** have looked at your objection and taken back the removal of your messages. I am sorry. Discord cannot bring them back, so here are their texts:
}

# The card in the review channel

appeal-title-open = ⚖️ An author objects to a removal
appeal-title-upheld = Objection decided: the removal stands
appeal-title-overturned = ↩️ Objection decided: the removal was taken back
appeal-title-undone = Objection over: the removal was taken back before
appeal-title-dropped = Objection over: nobody stands behind it any more
appeal-number = Objection { $appeal } · { $when }
appeal-by = By { $author }
appeal-by-nobody = Its author is not known any more
appeal-about = { $count ->
    [1] About one removal in { $channels }
   *[other] About { $count } removals in { $channels }
}
appeal-more = { $names } and { $more } more
appeal-link = Link: { $link }
appeal-deciders = The removal was decided by { $names }, who may decide about the objection from { $when } on{ $others ->
    [managers] .
   *[all] ; everybody else at once.
}
appeal-deciders-were = The removal had been decided by { $names }.
appeal-deciders-nobody = No moderator of this server decided about the removal{ $others ->
    [managers] .
   *[all] : each of you may decide about the objection.
}
appeal-author-moderates = ⚠️ **Its author moderates here.** Until { $when } a manager decides.
appeal-how = *Read* shows what the author wrote, and what was removed.
appeal-how-gone = What the author wrote is not kept any more.
appeal-decided = { $state ->
    [upheld] **{ $name }** let the removal stand: { $reason }
   *[overturned] **{ $name }** took the removal back: { $reason }
}
appeal-decided-nameless = { $state ->
    [upheld] The removal stands. Who decided is not kept any more.
   *[overturned] The removal was taken back. Who decided is not kept any more.
}
appeal-over-by-itself = Moderators took the removal back before anybody decided about the objection. Its author hears that, once.
appeal-over-dropped = Its author had what I kept about them erased. The removal stands, and nobody is told.
appeal-button-read = Read
appeal-button-uphold = Uphold…
appeal-button-overturn = Overturn…
appeal-button-removal = Go to the removal's card

# What moderators read

appeal-reveal = Objection { $appeal }. Personal numbers are masked, links are not clickable.
appeal-reveal-words = **What the author says**
appeal-reveal-words-gone = What the author wrote is not kept any more.
appeal-reveal-text = **What was removed** (detection { $detection })
appeal-reveal-text-gone = Of what was removed no text is kept any more.

# The forms

appeal-uphold-title = Uphold · objection { $appeal }
appeal-uphold-says = The removal stands. Its author is told that, without a name or your reason.
appeal-overturn-title = Overturn · objection { $appeal }
appeal-overturn-says = { $count ->
    [1] The removal is taken back.
   *[other] { $count } removals are taken back.
} The author hears it, without a name or your reason, and gets the text, as far as it is kept; a timeout ends. Messages of others stay removed.
appeal-reason = Reason, which other moderators see
appeal-needs-reason = A decision needs a reason. Nothing was changed.
appeal-reason-too-long = That reason has { $length } characters; { $limit } is the most. Nothing was changed.
appeal-uphold-done = Objection { $appeal } is decided: the removal stands. Its author hears that.
appeal-overturn-done = ↩️ Objection { $appeal } is decided: { $count ->
    [1] the removal is
   *[other] { $count } removals are
} taken back. Its author hears that.
appeal-overturn-allowed = { $patterns } may stand in this server from now on; `/blocklist unallow` ends that.
appeal-overturn-rule-stays = ⚠️ Nothing was added to this server's exceptions: what the messages were removed for stands on no list any more, or there is no room for another exception.
appeal-own = This objection is your own, so others decide about it. Nothing was changed.
appeal-own-decision = The removal was your own decision, so another moderator decides about the objection. If nobody has until { $when }, you can. Nothing was changed.
appeal-for-managers = The author of this objection moderates here, so a manager decides about it. Nothing was changed.
appeal-over = This objection is decided already; the card shows what was done. Nothing was changed.
appeal-elsewhere = This card is not where I posted it, so its buttons do nothing. Please use the card in the review channel. Nothing was changed.
appeal-card-not-yet = I am still looking for this card after a restart. Please press again in a moment. Nothing was changed.
appeal-form-unreadable = That form is not complete or from an older card. Please open it again. Nothing was changed.

# Beside the card

appeal-note = ↩️ Objection { $appeal }: **{ $name }** took back a removal that { $names } had decided. Reason: { $reason }
appeal-note-nobody = ↩️ Objection { $appeal }: **{ $name }** took back a removal. Reason: { $reason }
appeal-reminder = { $count ->
    [1] ⚖️ An objection has waited for two days, and nobody has decided about it.
   *[other] ⚖️ { $count } objections have waited for two days or longer, and nobody has decided about them.
}
appeal-reminder-line = · Objection { $appeal }, since { $when }
appeal-reminder-more = { $count ->
    [1] · and one more
   *[other] · and { $count } more
}
appeal-reminder-queue = Show what waits
appeal-queue = ⚖️ { $count ->
    [1] One objection of an author waits: { $names }
   *[other] { $count } objections of authors wait: { $names }
}
appeal-stats = **Objections of authors**: { $upheld } upheld the removal, { $overturned } took it back; waiting: { $waiting }
