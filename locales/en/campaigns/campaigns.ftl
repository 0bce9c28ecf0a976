# /campaign: make, follow and close campaigns

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
command-campaign-picture = A picture that goes with the text: PNG, JPEG, WebP or GIF, at most 8 MB
command-campaign-picture-text = What the picture shows, for people who do not see it; needed with a picture
command-campaign-drop-picture = Take the picture away
command-campaign-withdraw-reason = Why; every copy will say it

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
    [picture_text] The picture's description
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
campaign-stopped = That campaign is stopped: nothing new of it goes out. Copies that stand stay, and can still be withdrawn. Nothing was saved.
campaign-follow-own = That is this server's own campaign. Its updates go to the campaign channel: `/setup campaign_channel:`.
campaign-follows-many = This server follows { $limit } campaigns already. Leave one with `/campaign unfollow` first.
campaign-not-followed = This server does not follow that campaign.
campaign-role-everyone = I do not mention everyone. Please choose another role, or none. Nothing was changed.
campaign-channel-closed = I could not post in { $channel }: I lack **{ $permissions }** there. Nothing was changed.

# Answers
campaign-created = The campaign **{ $title }** (number { $number }) begins. Write its first update with `/campaign update`.
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
campaign-goes-on-own = ▶️ **The campaign { $title } goes on.** New updates reach its followers again.
campaign-goes-on-followed = ▶️ **The campaign { $title } by { $name } goes on.** New updates come here again.
campaign-was-stopped-own = ⏹️ **The campaign { $title } is stopped:** { $why ->
    [operator] the person who runs this bot has stopped it
    [banned] the person who runs this bot has shut this server out of the network
   *[left] I was removed from this server
}. Nothing new of it goes out, and its drafts have ended. Copies stay where they stand; you can still withdraw them with `/campaign withdraw`.
campaign-was-stopped-followed = ⏹️ **The campaign { $title } by { $name } is stopped:** { $why ->
    [operator] the person who runs this bot has stopped it
    [banned] the person who runs this bot has shut its server out of the network
   *[left] I was removed from its server
}. Nothing new of it comes here. Copies that stand here stay; delete them if you do not want them.
campaign-site-unknown = This server's list has no such site. Please choose one from the list that opens while you type, or none. Nothing was saved.
campaign-network-untrusted = Other servers see only campaigns of servers that the person who runs this bot trusts, and this server is not among them yet. Without `visible` the campaign is seen by others as soon as it is. Nothing was saved.
campaign-only-here = Only this server sees it.
campaign-about-site = It is linked to the site **{ $site }** on this server's list.
campaign-drafts-ended = { $count ->
    [one] One update that was not out yet has ended.
   *[other] { $count } updates that were not out yet have ended.
}
command-campaign-site = The site on this server's list that it is about
command-campaign-visible = Who sees it: this server alone, or (of trusted servers) every server
campaign-visible-server = this server
campaign-visible-network = the network

# The operator, at the command line
cli-stop-campaign = stop a campaign: nothing new of it goes out, copies stay, its server and its followers are told
cli-stop-campaign-number = the campaign's number, as its timeline and `/campaign create` say it
cli-stop-campaign-undo = let a campaign go on that was stopped so
stop-unknown = There is no campaign with that number. Nothing was changed.
stop-already = Campaign { $number } is stopped already. Nothing was changed.
stop-not = Campaign { $number } was not stopped by this command. Nothing was changed.
stop-done = Campaign { $number } is stopped. The running bot tells its server and its followers.
stop-undone = Campaign { $number } goes on. The running bot tells its server and its followers.
follow-role-gone = ⚠️ **The role that updates of { $title } mentioned here was deleted.** They go on to be posted, and mention nobody. Choose another role with `/campaign follow`, or none.
follow-role-again = ✅ Updates of **{ $title }** mention { $role } now.
follow-role-none = ✅ Updates of **{ $title }** mention nobody, as was chosen.
