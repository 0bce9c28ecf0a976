# Updates: drafts, approval, corrections, withdrawals, and what followers read

update-form-new = A new update
update-form-edit = Edit the draft of update { $number }
update-form-correct = Correct update { $number }
update-field-kind = Kind
update-field-headline = Headline
update-field-help-headline = One line; at most 150 characters
update-field-body = Text
update-field-help-body = What happened. Links in it are shown, but cannot be clicked; all of it fits into one message
update-field-source = Source
update-field-help-source = Where this can be checked: an https:// address that no list holds
update-field-warning = Content warning
update-field-help-warning = What hurts to read in it, if anything; the text then stands behind a spoiler
update-field-picture = Picture
update-field-picture_text = Picture's description
update-kind-call = 📣 Call to action
update-kind-statement = 📰 Statement
update-kind-response = 💬 Response
update-kind-precedent = ⚖️ Precedent
update-kind-win = ✅ Win
update-kind-setback = ⛔ Setback
update-kind-safety = 🛟 Safety
update-kind-help-call = Something that people can do now
update-kind-help-statement = What we or others say in public
update-kind-help-response = What the other side answered
update-kind-help-precedent = A decision elsewhere that helps here
update-kind-help-win = Something was achieved
update-kind-help-setback = Something went wrong
update-kind-help-safety = How people can keep themselves safe
update-kind-unknown = Please choose what kind of update it is. Nothing was saved.
update-card-not-found-yet = I do not know yet where the message stands that I post for this: after a restart I look for it first. Please press again in a few seconds. Nothing was changed.
update-unknown = I know no such update of this server. Please choose one from the list that opens while you type.
update-withdrawn-already = That update was withdrawn. It stays so; please write a new one.
update-not-published = That update was never published. Discard its draft in the review channel instead.
update-nothing-changed = That is what stands there already. Nothing was changed.
update-changed-meanwhile = Somebody changed this update while your form was open, and yours would undo that. `/campaign correct` shows what it says now. Nothing was changed.
update-too-long = This does not fit into one message: as it is posted, title, text, warning and addresses take { $length } characters, and { $limit } fit. Please shorten it by { $over }, or make two updates of it. Nothing was saved.
draft-approved-already = That was approved already.
draft-replaced-already = Somebody edited this in the meantime. Please look at the newest version.
draft-discarded-already = That draft was discarded. Please write a new update.
draft-needs-another = This server wants a second pair of eyes: another moderator than the one who wrote it must approve it.
update-drafted = Update { $number } waits for approval in { $channel }.
update-drafted-second = Update { $number } waits in { $channel } for approval by another moderator.
update-redrafted = The new version of update { $number } waits for approval in the review channel. Until then, nothing changes.
update-withdrawing = Update { $number } is withdrawn. Every copy says so from now on.
draft-approved = Approved. Update { $number } goes to { $count ->
    [0] no server yet
    [one] one server
   *[other] { $count } servers
}.
draft-discarded = The draft of update { $number } is discarded.

draft-scheduled = Approved. Update { $number } goes out by itself, to { $count ->
    [0] no server as it stands now
    [one] one server as it stands now
   *[other] { $count } servers as it stands now
}.

# Times
command-campaign-at = When it goes out, like 2026-12-24 18:00 or 18:00, in this server's time zone; empty: once approved
schedule-at = It goes out { $when } ({ $left }), once it is approved.
schedule-twice = Clocks here are put back then and show that time twice; this is the { $which ->
    [first] first
   *[second] second
} of the two. The other is `{ $other }`.
schedule-unreadable = I cannot read that time. Write it like this: `{ $now }`, which is now in { $zone }, or `18:30` for the next time that the clock shows it. Nothing was saved.
schedule-past = { $when } is over. Please give a time that is still to come, or none. Nothing was saved.
schedule-far = { $when } is more than a year away. Please give a time within a year. Nothing was saved.
schedule-skipped = Clocks in { $zone } never show { $typed } on that day: they are put forward then. The same moment is `{ $after }`; please give that, or another time. Nothing was saved.
draft-goes-out = 🕒 It goes out { $when } ({ $left }), or as soon as it is approved, whichever is later.
scheduled-title = **🕒 Update { $number } was approved and goes out { $when }** ({ $left })
scheduled-by = Approved by { $name }.
scheduled-edit = An edit needs approval again. To change the time alone, use `/campaign correct` with `at`.

# Copies
update-title = ### { $title }
update-line = { $kind } · { $when } · update { $number }
update-not-published-yet = not published yet
update-warning = ⚠️ **Content warning:** { $warning }
update-source = **Source:** { $source }
update-official-link = **Campaign page:** { $link }
update-corrected = ✏️ *Corrected { $when }: { $what }*
update-publisher-gone = *⚠️ Whoever published this is not here any more: nobody keeps it right.*
update-publisher = *Published by { $name }*
update-button-timeline = Timeline
update-withdrawn = 🚫 **Update { $number } was withdrawn by its publisher** ({ $when }).
update-withdrawn-why = **Why:** { $reason }

# Cards
draft-title = **📝 Update { $number } waits for approval**
draft-title-correction = **📝 A correction of update { $number } waits for approval.** It changes: { $what }.
draft-by = Written by { $name }, { $when }.
draft-somebody = somebody
draft-second = Another moderator than the one who wrote it must approve it.
draft-reaches = { $count ->
    [0] It would reach no server, as counted when I drew this card: this server has named no campaign channel, or nobody follows the campaign.
    [one] It would reach one server, as counted when I drew this card.
   *[other] It would reach { $count } servers, as counted when I drew this card.
}
draft-masked = ⚠️ **Masked: { $what }.** Readers see { $mask } in its place, here as in every copy. Where an office is to be written to or called, give the page with its contact as the source.
draft-masked-email = { $count ->
    [one] 1 mail address
   *[other] { $count } mail addresses
}
draft-masked-address = { $count ->
    [one] 1 address of a house
   *[other] { $count } addresses of houses
}
draft-masked-card = { $count ->
    [one] 1 number of a payment card
   *[other] { $count } numbers of payment cards
}
draft-masked-coordinates = { $count ->
    [one] 1 place by its coordinates
   *[other] { $count } places by their coordinates
}
draft-masked-iban = { $count ->
    [one] 1 bank account
   *[other] { $count } bank accounts
}
draft-masked-national_id = { $count ->
    [one] 1 number of a document
   *[other] { $count } numbers of documents
}
draft-masked-ip = { $count ->
    [one] 1 IP address
   *[other] { $count } IP addresses
}
draft-masked-phone = { $count ->
    [one] 1 telephone number
   *[other] { $count } telephone numbers
}
draft-held = ⚠️ **{ $count ->
    [one] One place in it is on a list here, or reported
   *[other] { $count } places in it are on a list here, or reported
}.** Nobody can click there, in this card or in any copy.
draft-picture = 🖼️ I cannot read what a picture shows. Please check that it names no person and no place that must not be named.
draft-picture-gone = ⚠️ **The picture of this update cannot be read any more.** It would go out without one.
draft-stale = ⚠️ Somebody else changed this update while this version was being written. Please check that nothing was lost.
draft-button-approve = Approve
draft-button-edit = Edit
draft-button-discard = Discard
draft-button-screen = What I changed
draft-was-approved = ✅ Update { $number } (version { $version }) was approved by { $name }, { $when }.
draft-was-discarded = { $named ->
    [no] 🗑️ The draft of update { $number } (version { $version }) was discarded { $when }.
   *[yes] 🗑️ The draft of update { $number } (version { $version }) was discarded by { $name }, { $when }.
}

# What the screen changed in a draft
screen-title = **What I changed in update { $number }**
    What stands behind a spoiler is what was written. Readers never see it so.
screen-nothing = Nothing: it goes out as it was written.
screen-was-masked = **{ $field }**, { $what }: { $written }. Readers see { $mask }.
screen-was-held = **{ $field }**, { $why }: { $written }. Readers see its name and cannot click on it.
screen-was-link = **{ $field }**, a link: { $written }. Readers see it and cannot click on it; only the source and the campaign's page can be clicked.
screen-was-mention = **{ $field }**, a mention: { $written }. Nobody is notified.
screen-masked-address = the address of a house
screen-masked-card = the number of a payment card
screen-masked-coordinates = a place by its coordinates
screen-masked-email = a mail address
screen-masked-iban = a bank account
screen-masked-national_id = the number of a document
screen-masked-ip = an IP address
screen-masked-phone = a telephone number
screen-held-own = on this server's list
screen-held-shared = on the shared list
screen-held-proposed = proposed for the shared list
screen-held-subscribed = on a list that this server subscribes to
screen-held-reported = reported here, not decided yet
