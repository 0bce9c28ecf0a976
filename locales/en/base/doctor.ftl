## What `bot.py doctor` says: each sentence with what to do about it.

cli-doctor = say what is wrong or in danger, of the machine, the database and Discord, and what to do; nothing is changed
cli-doctor-discord = look at Discord, too: needs DISCORD_TOKEN, and may run beside the bot, which it does not disturb
cli-doctor-json = print one line of JSON
doctor-end = { $status ->
    [0] All is well.
    [1] Rowan works. Look at the lines that begin with "look".
   *[other] Something is wrong. Begin with the lines that begin with "WRONG".
}
doctor-file = { $path } can be read and written by its owner alone.
doctor-file-open = Everybody on this machine can read or write { $path } ({ $mode }). Close it: chmod 600.
doctor-file-closed = Whoever runs this command may not read and write { $path }. Run it as the user who runs Rowan, or give the file back to that user.
doctor-long-log = The log { $path } has { $size } MB: something keeps the database open for reading, such as a shell or a copy. End it; what was erased stays in the log until then.
doctor-disk = { $path } has { $free } MB of free space.
doctor-disk-little = { $path } has only { $free } MB of free space. Make some before it is full: then nothing can be kept, and people are told so.
doctor-disk-full = { $path } has { $free } MB of free space, which is next to nothing. Make some now: reports cannot be kept without it. Nothing that was kept is lost.
doctor-backup = The newest backup in { $path } is { $hours ->
    [one] { $hours } hour
   *[other] { $hours } hours
} old.
doctor-backup-old = The newest backup in { $path } is { $hours } hours old. Make one each day: `bot.py backup` (docs/operations.md).
doctor-no-backup = There is no backup in { $path }. Unless you make them elsewhere: run `bot.py backup` each day (docs/operations.md).
doctor-schema-behind = The database { $path } is { $count ->
    [one] one step
   *[other] { $count } steps
} of the schema behind this program. The next start brings it up to date; make a backup first. The rest is looked at afterwards.
doctor-whole = The database { $path } was read from its first page to its last: nothing is broken, and every row refers to one that is there.
doctor-damaged = The database { $path } is damaged: { $reason }. Stop Rowan, keep the file, put the newest backup back (`bot.py restore FILE --force`), and look at the disk.
doctor-unsafe = The server of { $path } runs with { $name } off. With fsync or full_page_writes off, a failure of the power takes what people were told; with autovacuum off, what was erased stays on its disk. Switch it on.
doctor-shape = The database { $path } lacks what its schema should have: { $names }. Somebody changed it by hand. Put a backup back, or move everything into a new one (`bot.py move`).
doctor-stale = The server does not know its tables well any more ({ $names }), and may answer slowly. Run ANALYZE in the database, and let autovacuum run.
doctor-scans = The database reads whole tables to answer what is asked all the time: { $names }. Run ANALYZE in the database; where that does not help, tell us.
doctor-plans = What is asked all the time is answered by an index.
doctor-key-changing = The key is being changed, and that did not end. Run `bot.py rotate-key` again.
doctor-key-notice = { $notice }
doctor-seals = Of { $tried } encrypted values that were tried, { $broken } do not open with the key ({ $names }). Rowan sets them aside. Were rows changed by hand, or is the disk failing? A backup may still hold them.
doctor-seals-open = { $tried } encrypted values were tried, and all open with the key.
doctor-nobody-runs = No process of Rowan is at work on this database. If the bot should be running, start it, and read the last lines of its log.
doctor-runs = { $count ->
    [one] One process of Rowan is
   *[other] { $count } processes of Rowan are
} at work on this database.
doctor-stuck = { $count ->
    [one] One message
   *[other] { $count } messages
} of the kind { $kind } should have been sent more than 15 minutes ago. The last answer was: { $reason }. If Discord is well, look at the log, and at the permissions in that server with /setup.
doctor-removals = { $count ->
    [one] One message that is to be removed waits
   *[other] { $count } messages that are to be removed wait
} for more than an hour. Rowan lacks permissions there, or Discord fails: /setup in that server says which.
doctor-gaps = { $count ->
    [one] A channel or server
   *[other] { $count } channels or servers
} should have been read more than an hour ago, for what was posted while nobody listened. Look at the log, and at Read Message History in the channels.
doctor-posts = { $count ->
    [one] A post waits
   *[other] { $count } posts wait
} for more than an hour to be looked at again. Look at the log.
doctor-held = Jobs are held by processes that are gone, for more than an hour to come: { $names }. Was the clock put back? Restart Rowan; it takes them then.
doctor-review-problem = In the server { $server } cards wait, since the review channel cannot be used ({ $problem }). A manager there puts it right with /setup; they were told.
doctor-set-aside = { $count ->
    [one] One row
   *[other] { $count } rows
} that referred to none stand in the table set_aside_rows since an upgrade (docs/running.md). Rowan does not need them.
doctor-clock-back = This machine's clock is { $seconds } s behind what was written here last: it was put back. Switch on time synchronisation (NTP). Rowan waits for nothing that lies ahead.
doctor-logged-in = Discord takes the token, and lets Rowan read messages.
doctor-no-names = The name of Discord cannot be looked up ({ $reason }): this machine's DNS does not answer. Look at /etc/resolv.conf and at the network. Rowan tries again by itself.
doctor-certificate = The certificate of what answers in Discord's name is not accepted ({ $reason }). Look at this machine's clock, at its certificates (ca-certificates), and at whether a proxy stands in between. Rowan tries again by itself.
doctor-unreachable = Discord cannot be reached ({ $reason }). Look at the network, the firewall, and at https://discordstatus.com. Rowan tries again by itself.
doctor-clock = This machine's clock and Discord's agree.
doctor-clock-ahead = This machine's clock is { $seconds } s ahead of Discord's. Switch on time synchronisation (NTP).
doctor-clock-behind = This machine's clock is { $seconds } s behind Discord's. Switch on time synchronisation (NTP).
doctor-commands-there = Discord has the { $count } commands of this version.
doctor-commands = Discord does not have the commands of this version ({ $names }). A running bot gives them to Discord; if this stays so for an hour, look at its log.
doctor-shards = Rowan is in { $servers } servers. Its shards (number: { $shards }) carry them, and Discord allows { $left } more starts of sessions today.
doctor-shards-few = Rowan is in { $servers } servers, and shares them out over { $shards ->
    [one] one shard
   *[other] { $shards } shards
}. Discord takes at most 2,500 on one, and recommends { $recommended } shards. Stop all processes and start them again: they take the recommended number then. If SHARD_COUNT is set, raise it first.
doctor-starts-few = Discord allows only { $left } more starts of sessions in the next { $hours } h, and a restart of everything needs { $shards }. Do not restart without need. If you did not restart often, a process does: look at its log.
doctor-servers-unread = Discord did not say how { $count ->
    [one] a server is
   *[other] { $count } servers are
} ({ $servers }). Nothing follows from that. Look at https://discordstatus.com, and try again later.
doctor-server = Server { $server }: its review channel is there and private, and Rowan has its permissions.
doctor-server-gone = The server { $server } is set up here, and Rowan is not in it (any more). If it was removed, what is kept of it is deleted in time; if not, invite it again.
doctor-not-set-up = Rowan is in { $count ->
    [one] a server
   *[other] { $count } servers
} that the database does not know as set up: { $servers }. After a restore, the managers there run /setup again; otherwise they did not yet.
doctor-review-gone = In the server { $server } there is no review channel: cards cannot arrive. A manager there names one with /setup.
doctor-review-public = In the server { $server } members who do not moderate can read the review channel. Nothing is posted there meanwhile. A manager there closes it; /setup says who reads it.
doctor-review-unread = In the server { $server } the messages of the review channel could not be read. Rowan needs Read Message History there.
doctor-lacks = In the server { $server } Rowan lacks { $rights } in { $count ->
    [one] one channel
   *[other] { $count } channels
}. /setup there names them.
doctor-cards-unknown = In the review channel { $channel } of the server { $server } { $count ->
    [one] a card stands
   *[other] { $count } cards stand
} that the database does not know, as after a restore. Their buttons do nothing. A moderator there reads them and deletes them by hand; what they were about must be reported again.
doctor-cards-gone = { $count ->
    [one] A card is
   *[other] { $count } cards are
} not there any more ({ $names }; of the newest { $looked } that were looked at). A running bot posts what is still open again; /queue in the server shows it meanwhile.
doctor-cards-not-known = Of { $count } of { $looked } cards Discord did not say whether they are still there. Try again later.
doctor-cards = The newest { $looked } cards are where the database says.
