# The alert of a brigade: numbers, and what can be done

brigade-title = 🚨 Many accounts post one place
brigade-title-over = The wave of posts is over
brigade-number = Alert { $brigade } · since { $when }
brigade-place-listed = Place: { $place }, which is on a list
brigade-place-reported = Place: { $place }, which an open case is about
brigade-accounts = Accounts: **{ $count }**
brigade-messages = Messages: **{ $count }**
brigade-channels = Channels: **{ $count }**
brigade-servers = { $count ->
    [1] In the same minutes it was also posted in one other server that uses Rowan.
   *[other] In the same minutes it was also posted in { $count } other servers that use Rowan.
}
brigade-last = Last message: { $when }
brigade-without-alert = { $count ->
    [1] One more place is posted like this. It has no alert of its own, so that this channel stays readable.
   *[other] { $count } more places are posted like this. They have no alerts of their own, so that this channel stays readable.
}
brigade-what-it-is = { $found ->
    [reported] An alert comes when { $accounts } accounts or more post a place within { $minutes } minutes. It only counts: nothing was done about these messages, since the place is on no list. `/queue` shows the case.
   *[listed] An alert comes when { $accounts } accounts or more post a place within { $minutes } minutes, or several servers at once. It only counts: what your policy does about each message stands on the cards of the messages.
}
brigade-how = *Slow* acts on the channels with most of these messages. What you do here ends by itself at the time shown.
brigade-button-slow = Slow the channels for { $minutes } min
brigade-button-pause = Pause invites for { $minutes } min
brigade-button-undo = End this now

# How each measure stands

brigade-slow-beginning = ⏳ { $channel } is being slowed.
brigade-slow-standing = 🐢 { $channel }: one message every { $seconds } seconds until { $when }. Then it is as before, by itself.
brigade-slow-ending = ⏳ { $channel }: the slow mode is being ended.
brigade-slow-ended = { $channel }: the slow mode is as it was before.
brigade-slow-changed = { $channel }: somebody changed the slow mode meanwhile, so I left it as they set it.
brigade-slow-refused = ⚠️ { $channel } was not slowed.
brigade-why-slow-gone = { $channel } does not exist any more, so there is nothing to slow.
brigade-why-slow-already = { $channel } is at least as slow already. I changed nothing.
brigade-why-slow-impossible = ⚠️ { $channel } cannot be slowed: this kind of channel has no slow mode, or the thread is archived.
brigade-why-slow-silent = { $state ->
    [refused] ⚠️ Discord did not answer in time. { $channel } was not slowed.
    [beginning] ⏳ Discord does not answer. I go on trying to slow { $channel }.
   *[ending] ⏳ Discord does not answer. I go on trying to end the slow mode of { $channel }.
}
brigade-why-slow-manage_channels = { $state ->
    [ending] ⚠️ I may not end the slow mode of { $channel }: I lack the permission **Manage Channels** there. I go on trying; before it was { $former } seconds.
   *[refused] ⚠️ I may not slow { $channel }: I lack the permission **Manage Channels** there. Nothing was changed.
}
brigade-why-slow-manage_threads = { $state ->
    [ending] ⚠️ I may not end the slow mode of { $channel }: I lack the permission **Manage Threads** there. I go on trying; before it was { $former } seconds.
   *[refused] ⚠️ I may not slow { $channel }: I lack the permission **Manage Threads** there. Nothing was changed.
}
brigade-invites-beginning = ⏳ Invites are being paused.
brigade-invites-standing = 🚪 Invites are paused until { $when }: nobody joins by one. Then they work again, by themselves.
brigade-invites-ending = ⏳ The pause of invites is being ended.
brigade-invites-ended = Invites are as they were before.
brigade-invites-changed = Somebody changed the pause of invites meanwhile, so I left it as they set it.
brigade-invites-refused = ⚠️ Invites were not paused.
brigade-why-invites-gone = ⚠️ Discord does not show me this server, so invites were not paused.
brigade-why-invites-already = Invites are paused for at least as long already. I changed nothing.
brigade-why-invites-impossible = ⚠️ Discord does not let invites be paused in this server.
brigade-why-invites-silent = { $state ->
    [refused] ⚠️ Discord did not answer in time. Invites were not paused.
    [beginning] ⏳ Discord does not answer. I go on trying to pause invites.
   *[ending] ⏳ Discord does not answer. I go on trying to end the pause of invites.
}
brigade-why-invites-manage_server = { $state ->
    [ending] ⚠️ I may not end the pause of invites: I lack the permission **Manage Server**. Discord ends it at { $when }.
   *[refused] ⚠️ I may not pause invites: I lack the permission **Manage Server**. Nothing was changed.
}

# Answers to the buttons

brigade-elsewhere = That button belongs to another message. Nothing was changed.
brigade-card-not-yet = I am still looking for this alert after a restart. Please press again in a moment. Nothing was changed.
brigade-no-channels = The messages of this alert are counted no more, so I do not know which channels to slow. Nothing was changed.
brigade-nothing-stands = Nothing that was done from this alert stands any more. Nothing was changed.
brigade-stands-slow = These channels are slowed already, until { $when }. Nothing was changed.
brigade-stands-invites = Invites are paused from an alert already, until { $when }. Nothing was changed.
brigade-ends-soon = It is being ended.
brigade-audit-reason = Rowan, alert { $alert }
