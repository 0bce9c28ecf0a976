# /updates notify: a member hears of a campaign's updates

command-updates-notify = Hear of a campaign's updates by a role or by direct messages, or end it
notify-offer = How do you want to hear of updates of **{ $title }**? **Direct messages**: only you know. **The role { $role }**: everybody on this server sees that you have it.
notify-offer-direct = I can write to you when updates of **{ $title }** are posted here. Only you and I know of it.
notify-button-direct = Direct messages
notify-button-role = The role
notify-role-taken = You have { $role } now. Everybody on this server sees it. `/updates notify` takes it off again, and offers direct messages instead.
notify-role-dropped = You do not have { $role } any more.
notify-no-role = I cannot give that role just now. Direct messages work without it: `/updates notify`.
notify-letters = I will write to you when an update of **{ $title }** is posted here. Please allow direct messages from members of this server, or they cannot reach you. `/updates notify` ends it.
notify-no-more-letters = I will not write to you about **{ $title }** any more.
notify-not-written-to = I do not write to you about that campaign, or I have stopped already. Nothing was changed.
notify-not-here = Updates of that campaign do not come to this server.
notify-too-many = { $limit } members of this server are written to about that campaign already, and I cannot write to more.
letter-update = **{ $title }**: a new update ({ $kind }) stands on { $server }. Read it there: { $link }
letter-hint = You asked for this with /updates notify on that server. The button below ends it, and so does the same command.
letter-button-stop = Write to me no more
