# /campaign and /updates

command-campaign = Publish a campaign's updates, and follow other servers' campaigns
command-campaign-create = Begin a campaign of this server
command-campaign-update = Write an update of a campaign; another look at it comes before it goes out
command-campaign-correct = Correct an update; once approved, every copy is changed
command-campaign-withdraw = Take an update back: every copy says at once that it was withdrawn, and why
command-campaign-follow = Get another server's updates in a channel here, from now on
command-campaign-unfollow = Get no more updates of a campaign
command-campaign-close = End a campaign and say what came of it
command-campaign-own = One of this server's campaigns
command-campaign-others = The campaign to follow
command-campaign-followed = A campaign that this server follows
command-campaign-outcome = What came of it
command-campaign-follow-channel = Where its updates are posted
command-campaign-follow-role = A role that is mentioned with each update
command-campaign-follow-approve = Look at each update in the review channel before it is posted here
command-campaign-which-update = The update
command-campaign-withdraw-reason = Why; every copy will say it
command-updates = What campaigns have to tell
command-updates-list = The newest updates of the campaigns that this server runs or follows
command-updates-timeline = Everything that happened in one campaign
command-updates-campaign = The campaign

# Forms. A label has at most 45 characters, its help 100.

campaign-form-create = A new campaign
campaign-field-title = Title
campaign-field-help-title = What the campaign is called; at most 100 characters
campaign-field-summary = Summary
campaign-field-help-summary = What it is about, for somebody who has never heard of it
campaign-field-demand = Demand
campaign-field-help-demand = What you ask for, and of whom
campaign-field-link = Official link
campaign-field-help-link = The campaign's own page, if it has one: an https:// address
update-form-new = A new update
update-form-edit = Edit the draft of update { $number }
update-form-correct = Correct update { $number }
update-field-kind = Kind
update-field-headline = Headline
update-field-help-headline = One line; at most 150 characters
update-field-body = Text
update-field-help-body = What happened. Links in it are shown, but cannot be clicked
update-field-source = Source
update-field-help-source = Where this can be checked: an https:// address that no list holds
update-field-warning = Content warning
update-field-help-warning = What hurts to read in it, if anything; the text then stands behind a spoiler

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

# Bad input

campaign-field-long = **{ $field ->
    [title] The title
    [summary] The summary
    [demand] The demand
    [link] The link
    [headline] The headline
    [body] The text
    [source] The source
    [warning] The content warning
    [reason] The reason
   *[outcome] The outcome
}** has { $length } characters; at most { $limit } fit. Nothing was saved.
campaign-field-empty = **{ $field ->
    [title] The title
    [headline] The headline
    [body] The text
    [reason] The reason
   *[outcome] The outcome
}** is empty. Nothing was saved.
campaign-address-malformed = That is no web address. A link or source must begin with `https://` or `http://` and name one page. Nothing was saved.
campaign-address-userinfo = That address has a name before an `@`, which makes it look like another site. Please give it without. Nothing was saved.
campaign-address-long = That address is too long. Please give a shorter one. Nothing was saved.
campaign-address-listed = I do not link to that: { $tier ->
    [own] this server's list
    [subscribed] a list that this server subscribes to
   *[other] the shared list
} holds { $pattern }. Please give another address, or none. Nothing was saved.
campaign-name-shared = Several are called "{ $name }". Please choose one from the list that opens while you type.
campaign-unknown = I know no such campaign that this server can see. Please choose one from the list that opens while you type.
campaign-not-yours = That campaign belongs to another server. Only its own moderators can write its updates.
campaign-too-many = This server has { $limit } open campaigns already. Close one with `/campaign close` first.
campaign-closed-already = That campaign is closed. Its updates can still be corrected or withdrawn, but there are no new ones.
campaign-follow-own = That is this server's own campaign. Its updates go to the campaign channel: `/setup campaign_channel:`.
campaign-follows-many = This server follows { $limit } campaigns already. Leave one with `/campaign unfollow` first.
campaign-not-followed = This server does not follow that campaign.
campaign-role-everyone = I do not mention everyone. Please choose another role, or none. Nothing was changed.
campaign-channel-closed = I could not post in { $channel }: I lack **{ $permissions }** there. Nothing was changed.
update-kind-unknown = Please choose what kind of update it is. Nothing was saved.
update-card-not-found-yet = I do not know yet where the message stands that I post for this: after a restart I look for it first. Please press again in a few seconds. Nothing was changed.
update-unknown = I know no such update of this server. Please choose one from the list that opens while you type.
update-withdrawn-already = That update was withdrawn. It stays so; please write a new one.
update-not-published = That update was never published. Discard its draft in the review channel instead.
update-nothing-changed = That is what stands there already. Nothing was changed.
draft-approved-already = That was approved already.
draft-replaced-already = Somebody edited this in the meantime. Please look at the newest version.
draft-discarded-already = That draft was discarded. Please write a new update.
draft-needs-another = This server wants a second pair of eyes: another moderator than the one who wrote it must approve it.
delivery-settled-already = That does not wait for approval any more.
delivery-not-trusted = The publisher is no longer trusted by the person who runs this bot, so nothing of it is posted.

# Answers

campaign-created = The campaign **{ $title }** (number { $number }) begins. Write its first update with `/campaign update`.
campaign-form-given-back = What you wrote, so that you can copy it into a new form:
campaign-not-visible = Other servers cannot see it: the person who runs this bot has not marked this server as trusted.
campaign-no-channel = This server's own members get no copy, since it has no campaign channel. Set one with `/setup campaign_channel:`.
campaign-closed = The campaign **{ $title }** is closed. Its timeline says what came of it.
campaign-followed = From now on, updates of **{ $title }** are posted in { $channel }. What came before stands below.
campaign-follow-changed = You follow **{ $title }** already. From now on its updates are posted in { $channel }.
campaign-follow-looks = Each waits in the review channel until a moderator here approves it.
campaign-follow-role = Each mentions { $role }.
campaign-unfollowed = No more updates of **{ $title }** come here. Corrections still reach the copies that stand here.
campaign-stuck = ⚠️ { $count ->
    [one] One update waits
   *[other] { $count } updates wait
} here because I cannot post where it should go. The review channel says which; nothing is lost.
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
delivery-accepted = Update { $number } will be posted here.
delivery-declined = Update { $number } will not be posted here.
delivery-retrying = I am trying again now. This card says so once it worked.

# Copies

update-title = ### { $title }
update-line = { $kind } · { $when } · update { $number }
update-not-published-yet = not published yet
update-warning = ⚠️ **Content warning:** { $warning }
update-source = **Source:** { $source }
update-official-link = **Campaign page:** { $link }
update-corrected = ✏️ *Corrected { $when }: { $what }*
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
draft-personal = ⚠️ **This seems to hold an e-mail address, a phone number or where somebody lives.** Please look closely before it goes out.
draft-stale = ⚠️ Somebody else changed this update while this version was being written. Please check that nothing was lost.
draft-button-approve = Approve
draft-button-edit = Edit
draft-button-discard = Discard
draft-was-approved = ✅ Update { $number } (version { $version }) was approved by { $name }, { $when }.
draft-was-discarded = 🗑️ The draft of update { $number } (version { $version }) was discarded by { $name }, { $when }.
delivery-title = **📥 An update by { $name } waits for your approval**
delivery-title-correction = **📥 { $name } corrected an update; the correction waits for your approval.** It changes: { $what }.
delivery-goes-to = It would be posted in { $channel }.
delivery-unfollowed = This server follows the campaign no more; only the copy that stands here would be changed.
delivery-button-decline = Do not post
delivery-button-retry = Try again
delivery-no-channel = the channel
delivery-stuck-deleted = ⚠️ **Update { $number } cannot be posted:** its channel was deleted. Nothing is lost. Choose another with `/campaign follow`, and it is posted there.
delivery-stuck-forbidden = ⚠️ **Update { $number } cannot be posted in { $channel }:** I need View Channel and Send Messages there. Nothing is lost; I try again by myself.
delivery-stuck-deleted-own = ⚠️ **Update { $number } cannot be posted:** the campaign channel was deleted. Nothing is lost. Choose another with `/setup campaign_channel:`, and it is posted there.
delivery-stuck-forbidden-own = ⚠️ **Update { $number } cannot be posted in { $channel }:** I need View Channel and Send Messages there. Nothing is lost; I try again by myself.
delivery-was-declined = Update { $number } is not posted here: { $name } decided so.
delivery-was-ended = Update { $number } is not posted here: this server follows its campaign no more.
delivery-was-settled = Update { $number } was decided by { $name }. What was approved is posted.
delivery-was-posted = ✅ Update { $number } could be posted.

# Lists

timeline-title = ## { $title }
timeline-publisher = By { $name }, since { $when }
timeline-demand = **Demand:** { $demand }
timeline-closed = 🏁 **Closed { $when }:** { $outcome }
timeline-empty = No update was published yet.
timeline-entry = { $when } · { $kind } · update { $number }
timeline-corrected = ✏️ *Corrected { $when }*
timeline-withdrawn = { $when } · 🚫 *update { $number } was withdrawn*
timeline-page = Page { $number } of { $pages }
timeline-earlier = Back
timeline-later = Next
updates-title = ## Newest updates
updates-empty = Nothing was published yet by the campaigns that this server runs or follows.
updates-campaign = **{ $title }**
