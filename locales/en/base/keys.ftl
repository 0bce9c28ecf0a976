# Changing the key of what is encrypted: `bot.py rotate-key`, and what a start says of it

cli-rotate-key = encrypt everything with a new key, beside the running bot; run it again where it was ended
database-next-secret = The database { $path } is being changed to a new key, and this process does not have it. Put the file { $name }.secret-key, which `bot.py rotate-key` made, beside .env or beside the file that SECRET_KEY_FILE names, or set SECRET_KEY to the new key and SECRET_KEY_OLD to the one of before (docs/operations.md). Nothing was changed.
database-lookups-broken = The database { $path } is damaged: the key of its look-up hashes does not open. Put a copy or a backup in its place. Nothing was changed.
keys-new-in-file = The key of this database is the one in the file { $path }, and not SECRET_KEY. Put it into SECRET_KEY (or into the file that SECRET_KEY_FILE names), then delete that file.
keys-old-in-settings = SECRET_KEY is not yet the key of this database: SECRET_KEY_OLD is. Run `.venv/bin/python bot.py rotate-key`.
keys-learned = The key of what is encrypted is being changed: this process has the new key.
keys-not-found = The key of what is encrypted is being changed, and this process does not find the new key: neither the file { $path } nor SECRET_KEY is it, or this process may not read the file. Nothing goes on until it does (docs/operations.md).
keys-in-use = Everything is encrypted with the new key from now on.
rotate-file-made = The new key stands in { $path }, which only its owner may read. Keep it until you have put it into your settings: without it, what is encrypted from now on cannot be read.
rotate-file-failed = The new key cannot be kept in { $path } ({ $reason }). Run this as a user who may write there, or set SECRET_KEY to a new key (`bot.py new-key`) and SECRET_KEY_OLD to the one of now, restart Rowan, and run this again. Nothing was changed.
rotate-other-begun = The key of this database is being changed to another one already. Run this again. Nothing was changed.
rotate-goes-on = The key was being changed already; this goes on from there.
rotate-waits = Waiting until { $count ->
    [one] a process of Rowan has
   *[other] { $count } processes of Rowan have
} the new key.
rotate-not-taken = { $count ->
    [one] A process of Rowan does
   *[other] { $count } processes of Rowan do
} not take the new key; { $count ->
    [one] its
   *[other] their
} log says why. It looks for the file { $path } (on its own machine), and for SECRET_KEY in .env. Put the key there, or stop the process; then run this again. What is encrypted opens as before.
rotate-runs = Encrypting with the new key. This may be ended at any time, and run again.
rotate-broken = { $count ->
    [one] One value does
   *[other] { $count } values do
} not open with the key of before and { $count ->
    [one] was
   *[other] were
} left as { $count ->
    [one] it stands
   *[other] they stand
}: { $rows }
rotate-log-owed = What the old key had encrypted still stands in the database's log, since something reads it; the running bot empties that later.
rotate-done = { $count ->
    [one] One value was
   *[other] { $count } values were
} encrypted anew. Now, in this order:
    1. Put the new key into your settings: { $where }
    2. Delete the file { $path }, once the settings hold the key and a copy lies where you keep the old one's.
    3. Take SECRET_KEY_OLD out of your settings, if it is there.
    4. Keep the old key as long as you keep backups that were made before this: they open with it alone. When the last of them is gone, destroy it. The copies that Rowan makes before an upgrade go after { $days } days.
    A process that runs need not be restarted.
rotate-where-key = SECRET_KEY={ $key }
rotate-where-file = the file { $file } (SECRET_KEY_FILE), with this one line: { $key }
rotate-where-done = SECRET_KEY holds it already.
