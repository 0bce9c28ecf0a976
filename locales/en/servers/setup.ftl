# /setup
command-setup = Show or change how this server uses Rowan, and what is missing
command-setup-review-channel = The private channel where moderators review reports
command-setup-moderator-role = A role that may review besides members with Manage Messages
command-setup-alert-role = A role that is pinged for emergencies
command-setup-campaign-channel = Where this server's own campaign updates are posted
command-setup-language = The language of my answers here
command-setup-timezone = The time zone in which I read times that moderators type here, such as Europe/Berlin
command-setup-second-approval = A second moderator must approve each campaign update
command-setup-digest = Tell the review channel once a week what waits there
command-setup-list-name = The name under which other servers see your shared entries; empty for a pseudonym
command-setup-clear = Take one of these settings back
setup-clear-moderator_role = moderator role
setup-clear-alert_role = alert role
setup-clear-campaign_channel = campaign channel
setup-clear-review_readers = other roles that may read the review channel
setup-clear-list_name = name on the shared list
setup-review-is-deleted = ⚠️ The review channel is gone. Reports are still taken, and their cards wait. Name another with `/setup review_channel:`.
setup-review-refused = ⚠️ Discord refused my last post in the review channel, so cards wait. I try again by myself; if this stays, name another with `/setup review_channel:`.
setup-campaign-channel-gone = ⚠️ The campaign channel is gone. Name another with `/setup campaign_channel:`, or take it back with `/setup clear:`.
setup-role-gone = ⚠️ A role that was chosen is gone. Name another, or take it back with `/setup clear:`.
setup-not-yet = **This server is not set up yet.** Until it is, nothing is scanned and nobody can report.
setup-current = **How this server uses Rowan**
setup-saved = **Saved.** How this server uses Rowan now:
setup-saved-waits = ⚠️ **Noted, but it does not work yet:** reports are taken and none is lost, and no card can be posted in the review channel. How this server uses Rowan now:
setup-waits = ⚠️ **Cards wait:** reports are taken and none is lost, and no card can be posted in the review channel. How this server uses Rowan:
setup-none = not set
setup-review-channel = Review channel: { $channel }
setup-moderator-role = Moderator role: { $role }
setup-alert-role = Alert role: { $role }
setup-campaign-channel = Campaign channel: { $channel }
setup-timezone = Time zone: { $zone }
setup-timezone-unknown = I know no such time zone. Please choose one from the list that opens while you type, such as Europe/Berlin. Nothing was changed.
setup-second-approval = Second approval of updates: { $on ->
    [true] on
   *[false] off
}
setup-digest = Weekly digest of what waits: { $on ->
    [true] on
   *[false] off
}
setup-list-name = Name on the shared list: { $name }
setup-offer-images = QR codes in pictures are not read here. With the button below, or `/policy images switch:on`, I check the links in them, too; `switch:off` ends it.
setup-button-images = Read QR codes in pictures
setup-all-well = ✅ Every permission I need is there.
setup-no-message-content = ⚠️ I cannot read messages here: the **Message Content** intent is off for this bot. Reports work; links in messages are not checked. The person who runs the bot can switch it on.
setup-commands-behind = ⚠️ Discord has not taken my newest commands yet: { $why ->
    [limited] it asked me to wait
    [refused] it refused them, and the person who runs the bot finds the reason in the log
   *[failed] it could not be reached, or failed itself
}. I try again by myself. Until then a command may be missing here or look older; everything else works.
setup-missing-permission = ⚠️ { $channels }{ $more ->
    [0] {""}
   *[other] { " " }and { $more } more
}: I lack **{ $permission }**.
setup-hidden = 🔒 { $count ->
    [one] One channel is hidden from me and from most members, so I look at nothing there
   *[other] { $count } channels are hidden from me and from most members, so I look at nothing there
}: { $channels }{ $more ->
    [0] .
   *[other] { " " }and { $more } more.
} That is right for rooms of your team. To protect one, give me **View Channel**, **Manage Messages** and **Read Message History** there.
setup-next-review = **Next:** choose a channel that only moderators can read: `/setup review_channel:`.
setup-next-mend = **Next:** mend what is marked ⚠️, the first first. Then look again with `/setup`.
setup-next-alert = **Next:** name a role that I ping for emergencies: `/setup alert_role:`. Without one, nobody is called when somebody is doxxed or threatened.
setup-next-preset = **Next:** you have seen for a week what I find. `/policy preset name:{ $preset }` also deletes links on the shared list; `/policy show` compares the presets.
setup-next-report = **Next:** see it work. *Report a test message* makes a message and its card in { $channel }, and takes both away again; nobody is alerted, and it counts nowhere. Members report by a right-click (on a phone: hold the message), then *Apps → Report message*.
setup-role-needs-commands = ⚠️ { $role } does not have Manage Messages, so Discord hides the moderators' commands from it. Allow them under *Server Settings → Integrations*.
setup-alert-role-silent = ⚠️ Discord would ping nobody when I mention { $role }: in an emergency it stays silent. Allow everyone to mention this role in its settings, or give me **Mention @everyone, @here and All Roles** in the review channel.
setup-role-everyone = That is everyone in this server. Please name a role that only some members have. Nothing was changed.
setup-review-missing = Please name a review channel first: `/setup review_channel:`. It must be a channel that only moderators can read.
setup-list-name-long = A list name has at most { $limit } characters. Nothing was changed.
setup-list-name-given = That name is one that I give: to the operator, or to servers without a name of their own. Please choose another. Nothing was changed.
notice-review-deleted = The review channel of **{ $server }** is gone. Reports are still taken and none is lost, but no card can be posted. Please name another channel with `/setup review_channel:`.
notice-review-forbidden = I may no longer post to the review channel of **{ $server }**. Reports are still taken and none is lost. Please give me View Channel and Send Messages there, or name another channel with `/setup review_channel:`.
notice-review-unset = **{ $server }** has no review channel, so no card can be posted. Please name one with `/setup review_channel:`.
