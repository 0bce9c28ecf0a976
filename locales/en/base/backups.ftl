## What `bot.py backup` and `bot.py restore` say.

cli-backup = write everything that the database holds into one file, and look through it; the bot may run meanwhile (docs/operations.md)
cli-backup-file = the file, which must not be there yet, or a folder; without it a new file in BACKUPS_FOLDER
cli-restore = have the database of DATABASE_URL hold what a backup holds, while the bot is stopped (docs/operations.md)
cli-restore-file = the backup: what `bot.py backup` wrote, or any copy of a SQLite database of Rowan
cli-restore-force = replace a database that is not empty; what it holds is kept as a backup first
cli-restore-check = only look through the backup, and change nothing
backup-done = The backup is { $path }: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, { $size } MB. It was opened and read to its end; { $opened } encrypted values opened with the key. It holds personal data, and needs SECRET_KEY, which is not in it: keep that elsewhere.
backup-old-deleted = A backup that was older than { $days } days was deleted.
backup-there = { $path } is there already, and a backup never replaces a file. Nothing was written.
backup-no-space = There is not enough space for it in { $path }: { $free } MB are free, and about { $needed } MB are needed. Nothing was changed, and no half file is left.
backup-disk = The disk of { $path } took no more ({ $reason }; { $free } MB are free). No half file is left there, and the database is what it was. Make some space, or name a place on another disk.
backup-cannot-write = Nothing can be written in { $path }: { $reason }. Check that the folder belongs to whoever runs this command. The database is what it was.
backup-differs = What was written in { $path } does not hold what the database holds. It was deleted. Run `bot.py doctor`, and try again.
backup-unreadable = { $path } cannot be read as a backup of Rowan ({ $reason }). Take another one. Nothing was changed.
backup-not-rowans = { $path } holds nothing of Rowan. Nothing was changed.
restore-no-file = There is no file { $path }. Nothing was changed.
restore-looked = { $path } was read to its end: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, schema { $version }; { $opened } encrypted values opened with the key.
restore-check-done = { $path } can be put back. Nothing was changed.
restore-full = The database { $path } is not empty. To replace it, run the same command with --force: what it holds is kept as a backup first. Nothing was changed.
restore-alive = A process of Rowan works on the database { $path }. Stop it, and whatever would start it again, then restore. Nothing was changed.
restore-open = Another program has the database { $path } open: a process of Rowan, even one that stands still, or a shell. End it, then restore. Nothing was changed.
restore-connected = { $count ->
    [one] Another process of Rowan is
   *[other] { $count } connections of Rowan are
} connected to the database { $path }, even if it stands still. End it (on the server: pg_terminate_backend), then restore. Nothing was changed.
restore-damaged-server = The database { $path } is damaged. Make a new, empty one on the server (docs/operations.md), set DATABASE_URL to it, and restore into that. Nothing was changed.
restore-differs = What the database { $path } holds now is not what the backup holds ({ $reason }). Do not start Rowan on it. Restore again, and tell us.
restore-migrated = { $count ->
    [one] The backup was one step of the schema behind, and was brought up to date.
   *[other] The backup was { $count } steps of the schema behind, and was brought up to date.
}
restore-set-aside = { $count ->
    [one] One row of { $table } referred to none, and was set aside.
   *[other] { $count } rows of { $table } referred to none, and were set aside.
}
restore-kept = What the database held before is kept as { $path }, for { $days } days. It holds personal data.
restore-done = The database { $path } holds what the backup held: { $rows ->
    [one] { $rows } row
   *[other] { $rows } rows
}, compared one by one. Whoever was erased since the backup was made is back: erase them again with `bot.py erase-user` before you start Rowan. After the start, `bot.py doctor --discord` says what Discord has and the database does not.
