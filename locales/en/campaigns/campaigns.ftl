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
