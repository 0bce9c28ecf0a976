# What the person who runs the process reads on the command line.
config-faults = Rowan cannot start with this configuration:
config-fine = The configuration is fine.
config-where = Settings are read from the environment and from the file .env in { $folder }; config.example.env there explains each.
config-file-unreadable = { $path } cannot be read: { $reason }. Whoever runs Rowan must be able to read it, and nobody else need: `chown` it to that user, `chmod 600`.
config-file-not-utf8 = { $path } is not written in UTF-8. Save it as UTF-8 (in Notepad: Save As, Encoding), or copy config.example.env anew and fill it in.
config-file-open = { $path } can be read by other users of this machine (mode { $mode }), and holds the token and the key: `chmod 600 { $path }`.
config-name-misspelt = { $name } is no setting of Rowan and is ignored. Is { $right } meant?
config-name-unknown = { $name } in .env is no setting of Rowan and is ignored. config.example.env names each.
config-no-equals-sign = { $name } stands in .env without = and a value, so it is taken as not set.
config-token-missing = DISCORD_TOKEN is missing. To get one: open https://discord.com/developers/applications, choose your application (or New Application), then Bot, then Reset Token, and copy it to .env. On the same page switch on the Message Content intent, so that messages can be checked.
config-token-malformed = DISCORD_TOKEN has a space or a line break in it. Copy it again from https://discord.com/developers/applications, Bot, Reset Token.
config-token-quoted = DISCORD_TOKEN has a quotation mark in it. Take the marks away; the token is letters, digits, - and _ in three parts with dots between them.
config-token-is-an-id = DISCORD_TOKEN is the id of an application or of the bot, not the token. The token is at https://discord.com/developers/applications, your application, Bot, Reset Token.
config-token-no-token = DISCORD_TOKEN does not look like a bot's token, which is letters, digits, - and _ in three parts with dots between them. Copy it from https://discord.com/developers/applications, Bot, Reset Token (not the public key, nor the client secret).
config-token-refused = Discord does not accept DISCORD_TOKEN. It may have been reset: copy the present one from https://discord.com/developers/applications, Bot, Reset Token.
config-database-malformed = DATABASE_URL must look like sqlite:///data/rowan.db (a path from this folder), sqlite:////var/lib/rowan/rowan.db (an absolute path), or postgresql://rowan@db.example/rowan (a PostgreSQL server).
config-database-server-malformed = DATABASE_URL begins as that of a PostgreSQL server, and must look like postgresql://user:password@host/database; characters such as @, : or / in the password are written as %40, %3A, %2F. It is not shown here, since it may hold the password.
config-secret-missing = SECRET_KEY is missing. `.venv/bin/python bot.py new-key` prints a fresh one; personal data is encrypted with it, so keep a copy apart from the database's.
config-secret-twice = Both { $name } and { $name }_FILE are set. Leave one of them empty.
config-secret-unreadable = { $name }_FILE names { $path }, which cannot be read ({ $reason }).
config-secret-malformed = { $name } is not 32 bytes in base64. `.venv/bin/python bot.py new-key` prints one that is.
config-secret-cut = { $name } has lost its last character, which is "=". Copy the whole line that `.venv/bin/python bot.py new-key` printed.
config-level-unknown = LOG_LEVEL is { $level }; it must be one of { $levels }.
config-line = { $name } must be one line of at most { $limit } characters, and may mention nobody.
config-switch = { $name } must be `on` or `off`.
config-https-address = { $name } must be a whole https:// address without a question mark, such as https://resolver.example/dns-query.
config-no-resolver = PROVIDER_FACTS is on, and DOH_RESOLVER names nobody whom Rowan may ask for addresses. Name a resolver that speaks DNS over HTTPS, or switch PROVIDER_FACTS off.
config-number = { $name } must be a whole number from { $low } to { $high }.
config-test-addresses = NET_TEST_ADDRESSES must be pairs such as 127.0.0.1:8080, with commas between them: this machine's address 127.0.0.1, and a port from 1 to 65535. It is for tests; leave it empty otherwise.
config-shortener-hosts = SHORTENER_TEST_HOSTS must be pairs such as 127.0.0.1:8080, with commas between them: this machine's address 127.0.0.1, and a port from 1 to 65535. It is for tests; leave it empty otherwise.
config-shortener-hosts-open = SHORTENER_TEST_HOSTS IS SET: Rowan takes { $addresses } on this machine for shorteners and asks them where links lead, which it must not do on a bot that people use. It is for tests; leave it empty otherwise.
config-test-addresses-open = NET_TEST_ADDRESSES IS SET: Rowan fetches from { $addresses } on this machine, which it must not do on a bot that people use. It is for tests; leave it empty otherwise.
database-cannot-open = The database { $path } cannot be opened: { $reason }. Check that DATABASE_URL names the right file, and that whoever runs Rowan may read and write it and its folder. Nothing was changed.
database-away = The database { $path } does not answer: { $reason }. Check that the server runs, that DATABASE_URL names it, and that it lets this machine in. Nothing was changed.
database-denied = The server of the database { $path } does not let Rowan in: check the user, the password and the rules of the server (pg_hba.conf) for this machine. Nothing was changed.
database-unknown = The server has no database of that name: { $path }. Make it first (docs/operations.md). Nothing was changed.
database-too-old = The server of the database { $path } is PostgreSQL { $found }; Rowan needs { $oldest } or newer. Nothing was changed.
database-not-utf8 = The database { $path } keeps its text as { $found }; Rowan needs UTF8. Make a new one (docs/operations.md). Nothing was changed.
database-only-reads = The server of the database { $path } only reads, as a standby does. DATABASE_URL must name the one that writes. Nothing was changed.
database-no-rights = The user of the database { $path } may not make tables in its schema { $schema }, or not use those that are there. Make the user the owner of the database (docs/operations.md). Nothing was changed.
database-foreign-there = The database { $path } is another program's: it has a table { $table }, and nothing of Rowan's. DATABASE_URL must name Rowan's own database, or an empty one. Nothing in it was changed.
database-cannot-write = The database { $path } cannot be written: { $reason }. Check its owner and permissions, that there is free space on the disk, and that no other program holds it.
database-no-space = The disk of the database { $path } has no space left ({ $free } MB). Make some, then start again; nothing is lost.
database-will-be-made = The database { $path } is not there yet; it is made at the first start.
database-will-be-migrated = The database { $path } is brought to the schema { $known } at the next start, after a copy is kept as { $copy }.
database-will-be-migrated-there = The database { $path } is brought to the schema { $known } at the next start. Rowan makes no copy of a database on a server: make a backup first (docs/operations.md).
database-not-there = There is no database of Rowan at { $path }, and this command makes none. That path is what DATABASE_URL says; a path with three slashes (`sqlite:///`) begins at the folder { $folder }. Where Rowan has not run yet, its first start makes the database. Nothing was changed.
database-made = There was no database yet; a new one was made: { $path }
database-as-it-is = The database { $path } is as this version needs it.
database-copy-kept = Before the database was migrated, a copy was kept as { $path }. To go back: stop Rowan, put the copy in the place of the database (remove its files -wal and -shm), and start the version of before.
database-rows-set-aside = { $count ->
        [one] One row
       *[other] { $count } rows
    } of the table { $source } named a row of { $parent } that does not exist: { $rows }. So that the upgrade could go on, they were set aside in the table set_aside_rows, where they are kept for { $days } days; Rowan runs without them.
database-not-sqlite = { $path } is not a SQLite database. DATABASE_URL must name Rowan's own database, or a file that is not there yet. Nothing in it was changed.
database-foreign = { $path } is a database, but another program's: it has a table { $table }, and nothing of Rowan's. DATABASE_URL must name Rowan's own database, or a file that is not there yet. Nothing in it was changed.
database-no-file = { $path } is a folder, or something else that is no file. DATABASE_URL must name a file: Rowan's own database, or one that is not there yet. Nothing was changed.
database-damaged = The database { $path } is damaged ({ $reason }): a part of it is missing or cannot be read. Keep the file, put a copy or a backup in its place, and look at the disk. Nothing was changed.
database-newer = The database is of a newer version of Rowan (schema { $found }; this program knows { $known }). Update the program, or restore a copy of the database. Nothing was changed.
database-changed-migration = Migration { $version } ({ $name }) was changed after it had been applied to this database. Restore the original file. Nothing was changed.
database-migration-failed = Migration { $version } failed: { $reason }. Nothing was changed.
database-other-secret = The database { $path } is encrypted with another key than SECRET_KEY. Put the right key back; without it, what is encrypted there cannot be read. After `bot.py rotate-key` that is the new key; for a backup of before, the old one (docs/operations.md). Nothing was changed.
database-leaving = The database { $path } is being moved to { $other }, and not all of it is there yet: Rowan does not run on it meanwhile. To go on with the move, run `bot.py move --to` with the same URL again; to give the move up and go on here, `bot.py move --cancel`. Nothing was changed.
database-moved-away = The database { $path } was moved to { $other }. Set DATABASE_URL to that. To go back to this one all the same, without what came after the move: `bot.py move --cancel`. Nothing was changed.
database-half-moved = The database { $path } is only half there: it is being filled from { $other }. Run the move to its end: `bot.py move --to` with the URL of this one, while DATABASE_URL names the other. Nothing was changed.
move-bad-url = `--to` must look like sqlite:///data/rowan.db (a path from this folder), sqlite:////var/lib/rowan/rowan.db (an absolute path), or postgresql://user@host/database; characters such as @, : or / in a password are written as %40, %3A, %2F. It is not shown here, since it may hold the password. Nothing was changed.
move-same = { $path } is the database that DATABASE_URL names already. Nothing was changed.
move-alive = A process of Rowan works on the database { $path }. Stop it, and whatever would start it again, then move. Nothing was changed.
move-source-older = The database { $path } is of an older version of Rowan. Start this version on it once (that keeps a copy and brings it up to date), stop it, then move. Nothing was changed.
move-target-full = The database { $path } is not empty: there is something in its table { $table }. Make a new, empty one for the move (docs/operations.md). Nothing was changed.
move-target-other = The database { $path } belongs to another move (from { $other }), which did not end or was given up. Make a new, empty one for this move (docs/operations.md). Nothing was changed.
move-another = Somebody else writes to the database { $path }: another `bot.py move`? This one ends here. Once the other has ended, run the same command again.
move-columns-differ = The table { $table } of the database { $path } has other columns than this version of Rowan gives it. Nothing was copied; `bot.py move --cancel` lets Rowan run on it as before.
move-rule-broken = A row of the table { $table } was refused by the database { $path }: { $reason }. The move ends here; what was copied stays there, and Rowan does not start on it. Please tell us. `bot.py move --cancel` lets Rowan run on the old database as before.
move-differs = The table { $table } is not the same in both databases: { $rows } rows in { $path }, { $found } in { $other }, or something in them differs. Was either changed during the move? Rowan does not start on the new one. Make a new, empty one and move again; `bot.py move --cancel` lets Rowan run on the old one as before.
move-stopped = The database { $path } does not answer ({ $reason }), and the move stops here. What was copied stays; run the same command again, and it goes on there. Until then Rowan does not run on either, unless you give the move up: `bot.py move --cancel`.
move-goes-on = An earlier move to { $path } did not end; it goes on where it stood.
move-stays-behind = The table { $table } is not Rowan's. It stays where it is.
move-progress = { $table }: { $rows } rows so far.
move-copied = { $table }: { $rows ->
    [one] one row
   *[other] { $rows } rows
} copied.
move-verifies = All is copied. Both databases are read once more and compared.
move-nulls = { $count ->
    [one] One text holds
   *[other] { $count } texts hold
} the character U+0000, which PostgreSQL does not keep; it is replaced by U+FFFD there.
move-verified = Both hold the same: { $rows ->
    [one] one row
   *[other] { $rows } rows
}.
move-done = Everything is in { $path } now. Set DATABASE_URL to it and start Rowan; the key stays as it is. The old database { $other } is as it was, only marked as moved: Rowan does not start on it. It holds personal data, so delete it once the new one has proved itself.
move-cancelled = Rowan runs on { $path } again. Do not run it on { $other } as well: what one is told, the other does not know.
move-nothing-to-cancel = The database { $path } is not moved and is not being moved. Nothing was changed.
database-busy = The database is in use by another program that does not let go of it. Try again in a moment.
start-no-message-content = The Message Content intent is off for this bot, so links in messages are NOT checked. Reporting works. Switch it on at https://discord.com/developers/applications, your application, Bot, Message Content Intent, and restart.
start-message-content-taken = Discord closed the connection: the Message Content intent was taken from this bot. It goes on without it: links in messages are NOT checked, reporting works. Switch the intent on at https://discord.com/developers/applications, your application, Bot, Message Content Intent, and restart.
start-unreachable = Discord cannot be reached ({ $reason }). It is tried again in { $seconds } s, and so on until it answers. If this goes on, check the network.
start-ready = ready: { $servers ->
    [one] { $servers } server
   *[other] { $servers } servers
}
start-links-in-python = Messages are checked without the compiled part of the link engine: { $why ->
    [off] ROWAN_NO_EXTENSIONS is set
    [old] it was built from other sources than these; `make install` builds it anew
   *[absent] it was not built; `make install` builds it where there is a C compiler
}. The answers are the same, and take three times as long.
start-another-process = { $count ->
    [one] Another process of Rowan is
   *[other] { $count } other processes of Rowan are
} at work on this database. They share the work, and nothing is done twice; if this is not meant, stop one of them.
commands-taken = Discord has the commands of this version now.
commands-limited = Discord takes no new commands just now ({ $reason }); they are offered again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}. Until then people see those of before; everything else works.
commands-refused = Discord refused the commands of this version ({ $reason }); they are offered again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}. Until then people see those of before; everything else works.
commands-failed = Discord could not take the commands of this version ({ $reason }); they are offered again in { $minutes ->
    [one] a minute
   *[other] { $minutes } minutes
}. Until then people see those of before; everything else works.
cli-description = Rowan, a moderation bot for servers under attack. Without a command it runs.
cli-run = run the bot (the same as no command)
cli-check-config = say what is missing or wrong, and how to put it right
cli-new-key = print a fresh SECRET_KEY
cli-redact = mask in each line of standard input what points to a person, and print one JSON line each
cli-healthcheck = ask the bot that runs beside it whether it is well: 0 where it is, 1 where it is not (HEALTH_ADDRESS)
cli-healthcheck-ready = ask whether it is ready, too: connected, with its database and its commands
cli-fetch = say what the client that fetches lists and feeds makes of an address; nothing is kept
cli-fetch-url = the address, such as https://lists.example/blocklist.txt
cli-move = move everything to another database, SQLite or PostgreSQL, while the bot is stopped (docs/operations.md)
cli-move-to = where to: a new, empty database, as in DATABASE_URL; - reads the URL from standard input
cli-move-cancel = use the database of DATABASE_URL again, though it was moved or is being moved
