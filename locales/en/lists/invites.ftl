# What stands behind a listed invite

invite-held = It stands for the server **{ $name }** (`{ $server }`): every invite to that server counts.
invite-own = It leads to this very server, so it counts by its code alone.
invite-none = Discord shows me no such invite: it is over, or only people whom it names can see it. So only its code is held, and other invites to the same server do not count.
invite-asked = Discord is being asked which server is behind it; until it answers, it counts by its code.
invite-another = It is another invite to the server that this entry stands for: **{ $name }** (`{ $server }`).
invite-another-plain = It is another invite to the server that this entry stands for.
