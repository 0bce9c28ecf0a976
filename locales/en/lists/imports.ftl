# Lists from files and as files: import, export

# At the command line

cli-import = bring a list from a file to a server's own list or to the shared one; the same file goes on where an import was ended
cli-import-file = the list: plain, hosts, CSV, JSON, ad blocker's rules, RPZ, dnsmasq, unbound
cli-import-server = a server's own list, by the server's id
cli-import-shared = the shared list: the operator confirms each entry, as a group of its own
cli-import-category = the category of entries for which the file names none (default: harassment)
cli-import-format = the format, where the file's first lines do not tell it
cli-import-dry-run = say what would be done, and change nothing
cli-import-partial = take what can be taken, though lines are refused
cli-import-undo = take back what the import of this file brought
cli-export = print a server's own list, or the shared one
cli-export-format = how it is written (default: plain)
import-cannot-read = { $file } cannot be read: { $reason }.
import-nothing-read = The list could not be brought in: { $why }
import-reading = Reading: { $done } of { $total } MB, { $rate } MB a second, { $left } left
import-writing = Bringing in: { $done } of { $total } entries, { $rate } a second, { $left } left
import-undoing = Taking back: { $done } of { $total } entries, { $rate } a second, { $left } left
import-half-standing = A part of an import stands in { $where }: { $position } of { $entries } entries of the file with SHA-256 { $digest }. `import` with the same file goes on with it, `import --undo` takes it back.
import-half-undone = The import of the file with SHA-256 { $digest } in { $where } was not taken back to its end: `import --undo` with the same file goes on with it.
import-where-shared = the shared list
import-where-server = the list of server { $server }
import-not-set-up = The server { $server } is not set up with Rowan. A list acts there from its /setup on. If no server has this id, take the list back (`--undo`).
import-never = No import of this file is known there. Nothing was changed.
export-left-out = { $count ->
    [one] 1 entry is left out: this format has no words for it.
   *[other] { $count } entries are left out: this format has no words for them.
}
export-nothing = There is no entry on this list.
export-wordless = Categories, notes and sites are left out: this format has no place for them. CSV and JSON have one.
export-endless = { $count ->
    [one] 1 entry ends by itself, and is written without its end: whoever reads this file has it for ever. CSV and JSON keep the end.
   *[other] { $count } entries end by themselves, and are written without their end: whoever reads this file has them for ever. CSV and JSON keep the end.
}
export-written = { $count ->
    [one] 1 entry.
   *[other] { $count } entries.
}

# The report

import-format-sure = Format: { $form }.
import-format-likely = Format: probably { $form }. If that is wrong, name the format.
import-counts = { $lines } lines, { $entries } entries: { $new } new, { $known } on the list already, { $again } more than once in the file. { $comments } comments.
import-exceptions = { $count ->
    [one] 1 exception, which says what is not to be blocked, becomes no entry.
   *[other] { $count } exceptions, which say what is not to be blocked, become no entries.
}
import-excepted = { $count ->
    [0] Nothing that the file lists is excepted as a whole. An exception within a wider entry has no effect: allow such a place (`/blocklist allow`) where it matters.
    [one] 1 entry of the file is left out, since the file excepts it. An exception within a wider entry has no effect.
   *[other] { $count } entries of the file are left out, since the file excepts them. An exception within a wider entry has no effect.
}
import-over = { $count ->
    [one] 1 entry is left out: its time is over.
   *[other] { $count } entries are left out: their time is over.
}
import-refused = { $count ->
    [one] 1 line or name is refused:
   *[other] { $count } lines or names are refused:
}
import-refused-reason = { $count }: { $why }
import-refused-later = { $count } further down, for another reason. Put the others right, and try again.
import-line = Line { $line }: { $shown }
import-line-bare = Line { $line }
import-line-exception = Line { $line } (exception): { $shown }
import-lines-more = And { $count } more.
import-beyond = The list has no room for { $count } of them.
import-dry = This was a dry run. Nothing was changed.
import-faults = Since some lines cannot be taken, nothing was changed. Put them right, or take the rest with { $option }.
import-goes-on = An import of this file was ended at { $position } of { $entries } entries; it goes on from there.
import-begins-anew = A part of this file was brought in already, up to { $position } of { $entries } entries, under another bound, which had no room for { $beyond }. That part stays; the file is gone through from its beginning, so that nothing of it is missing.
import-whole = { $count ->
    [one] The whole file stands on the list: 1 entry.
   *[other] The whole file stands on the list: { $count } entries.
}
import-not-whole = { $count ->
    [one] The file does not stand on the list as a whole: 1 entry found no room.
   *[other] The file does not stand on the list as a whole: { $count } entries found no room.
}
import-siteless = { $count ->
    [one] 1 entry stands without its site, which is full, or which the server has no room for.
   *[other] { $count } entries stand without their site, which is full, or which the server has no room for.
}
import-done = The list was brought in: { $added } new entries, { $known } that stood there already or twice in the file, { $refused } refused, { $beyond } without room.
import-undone = { $count ->
    [one] 1 entry that this file brought was taken back.
   *[other] { $count } entries that this file brought were taken back.
}
import-undone-already = This import was taken back already. Nothing was changed.
import-being-undone = This import is being taken back. Take it back to its end (`import --undo`), then bring the list in again. Nothing was changed.
import-read-otherwise = A part of this file stands already, read as { $form } with { $entries } entries. Now it is read otherwise, so I do not go on. Name the same format and category as at first, or take that part back (`import --undo`) and begin anew. Nothing was changed.
import-elsewhere = Another process brings in this very file, or takes it back, at this moment. What stands so far is right; wait for the other to end.

# Why a file is refused

import-is-packed = The file is packed. Unpack it first.
import-is-empty = The file is empty.
import-is-binary = The file is no text.
import-is-page = The file is a web page, not a list. Perhaps the list's address has changed, or leads to a page around it.
import-json-broken = From line { $line } on, the file is no valid JSON, so that the rest cannot be read.
import-too-many-bytes = The file is larger than { $limit } MB.
import-too-many-exceptions = Up to line { $line }, the file has more exceptions than I can hold against its entries.
import-too-many-lines = The file has more than { $limit } lines.

# Why a line is refused

import-line-too-long = The line is longer than any address.
import-line-not-text = The line holds bytes that are no letters.
import-csv-row = The row cannot be read: a quotation mark is not closed, or stands in the wrong place.
import-csv-columns = The row has several cells, and no line above names the columns, such as `domain,category,note`.
import-no-pattern = No address stands here.
import-json-element = This is no address and no object with one (`pattern`, `domain`, `host` or `url`).
import-json-twice = A name stands twice in this object, so that it is not clear what is meant.
import-json-other-list = This list of the file is not known as one of places to block.
import-category = “{ $category }” is no category. Name one for all of these (`category`) to use that one.
import-site-long = The site's name has more than { $limit } characters.
import-ends = “{ $ends }” is no day and no time, such as 2026-05-01 or 2026-05-01T12:00:00Z.
import-note-long = The note has more than { $limit } characters.

# In Discord

command-lists = Lists from elsewhere
command-lists-import = Bring a list from a file to this server's list
command-lists-import-file = A list: plain, hosts, CSV, JSON, ad blocker's rules, RPZ, dnsmasq or unbound
command-lists-import-category = Category of entries for which the file names none
command-lists-import-dry-run = Only say what would be done
command-lists-import-partial = Take what can be taken, though lines are refused
command-blocklist-export = Get this server's own list as a file
command-blocklist-export-format = How the file is written
import-attachment-large = The file is larger than { $limit } MB. Whoever runs Rowan can bring in larger lists at the command line: `python bot.py import FILE --server { $server }`. Nothing was changed.
import-attachment-long = The list has more than { $limit } lines. Whoever runs Rowan can bring in longer lists at the command line: `python bot.py import FILE --server { $server }`. Nothing was changed.
import-attachment-gone = Discord did not give me the file. Please send the command again. Nothing was changed.
import-half-here = A part of an earlier import stands on this server's list: { $position } of { $entries } entries. Send the same file again to go on with it.
import-busy = Another list is being read for this server. Wait until that is done. Nothing was changed.
import-title = Import of { $file }
export-empty = This server's own list is empty.
export-large = The list is larger than a file that I may send here. Whoever runs Rowan can write it at the command line: `python bot.py export --server { $server }`.
import-effect-none = Of the new entries nothing was posted, found or reported here in the last { $days } days.
import-effect = What the new entries would have met here:
import-effect-place = - { $pattern }: { $links ->
    [one] one link
   *[other] { $links } links
}
import-unweighed = { $count ->
    [one] 1 further new entry was not looked at for this.
   *[other] { $count } further new entries were not looked at for this.
}
import-changed = This is another file than the one that I asked about. Please give the command again. Nothing was changed.
command-lists-undo = Take back what a file brought to this server's list
command-lists-undo-file = Which import, as `/lists show` has it
import-none-here = No import with that name stands on this server's list. `/lists show` has them. Nothing was changed.
import-nameless = File { $digest }
import-choice = { $name }, { $when }, { $added } entries
import-list-title = Files that were brought in
import-listed = { $when }, { $by ->
    [operator] by whoever runs Rowan
   *[manager] by a manager
}: { $entries } of { $added } entries that it brought stand on the list.
import-listed-many = { $when }, { $by ->
    [operator] by whoever runs Rowan
   *[manager] by a manager
}: more than { $entries } entries that it brought stand on the list.
import-listed-running = It was ended at { $position } of { $entries } entries. Send the same file again to go on with it, or take it back (`/lists undo`).
import-listed-undoing = It was not taken back to its end. `/lists undo` goes on with that.
import-undo-title = ## Take back { $name }?
import-undo-goes = { $count ->
    [0] No entry goes off this server's list.
    [one] 1 entry goes off this server's list.
   *[other] { $count } entries go off this server's list.
}
import-undo-goes-many = More than { $count } entries go off this server's list.
import-undo-stays = { $count ->
    [one] 1 entry stays, since another file brought it, too.
   *[other] { $count } entries stay, since another file brought them, too.
}
import-undo-by-hand = What moderators put there themselves, before or since, stays.
import-undo-sure = Take it back
import-undo-cancel = Cancel
import-undo-cancelled = Nothing was changed.
