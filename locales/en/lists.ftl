# /blocklist: a server's own list and the shared one

command-blocklist = This server's list, and the list that servers share
command-blocklist-add = Put a place on this server's list
command-blocklist-remove = Take a place off this server's list
command-blocklist-show = What is known about a place: who listed it, when, why, how often it was found
command-blocklist-search = Look through this server's list
command-blocklist-allow = Let a place stand here, whatever lists say
command-blocklist-unallow = End such an exception
command-blocklist-share = Propose an entry of this server's list to the other servers
command-blocklist-confirm = Stand for an entry of the shared list
command-blocklist-dispute = Stand against an entry of the shared list
command-blocklist-retract = Take back what this server said about a shared entry
command-blocklist-pending = Shared entries that wait for confirmation or are disputed
command-blocklist-pattern = A host, page or name: example.com, =host.example.com, example.com/page, example.*
command-blocklist-category = Why it is listed (default: harassment)
command-blocklist-note = What fellow moderators should know; servers that you share with see it too
command-blocklist-share-too = Also share it with the other servers
command-blocklist-reason = Why; kept in the audit, and shown to other servers for stances
command-blocklist-look-reason = Why you look; kept in the audit
command-blocklist-query = Part of an address or of a note

pattern-empty = Please give a place, such as `example.com` or `example.com/page`. Nothing was changed.
pattern-too-long = A pattern has at most { $limit } characters. Nothing was changed.
pattern-not-a-host = “{ $typed }” is not an address that I can list. Give a host (`example.com`), one host alone (`=www.example.com`), a page (`example.com/page`) or a name under any ending (`example.*`). Nothing was changed.
pattern-public-suffix = { $host } is an ending that countless sites share, so it cannot be listed. Name the site in front of it. Nothing was changed.
pattern-shared-host = { $host } is shared by many people who have nothing to do with one another. Name one page on it, one host below it, or put `=` in front to list that host alone. Nothing was changed.
pattern-protected = { $host } is one of the most visited sites, so it is not listed as a whole. Name a page on it. Nothing was changed.
pattern-family-common = “{ $name }” under every ending would take in sites that nobody means: it is a common word or the name of a popular site. Name the hosts instead. Nothing was changed.
pattern-family-short = “{ $name }” is too short to list under every ending. Name the hosts instead. Nothing was changed.
pattern-own-invite = { $pattern } leads to this very server, so it is not listed. Nothing was changed.

invite-held = It stands for the server **{ $name }** (`{ $server }`): every invite to that server counts.
invite-own = It leads to this very server, so it counts by its code alone.
invite-none = Discord knows no such invite (any more), so it counts by its code alone.
invite-asked = Discord is being asked which server is behind it; until it answers, it counts by its code.
invite-another = It is another invite to the server that this entry stands for: **{ $name }** (`{ $server }`).
invite-another-plain = It is another invite to the server that this entry stands for.

list-added = ✅ { $pattern } is on this server's list ({ $category }). Messages with it are handled by this server's policy from now on.
list-covers-cases = It covers { $count ->
    [one] an open case: { $cases }.
   *[other] { $count } open cases: { $cases }.
}
list-close-cases = { $count ->
    [one] Close this case too
   *[other] Close these cases too
}
list-already = { $pattern } is on this server's list already; to change its category or note, remove it and add it again. Nothing was changed.
list-already-shared = { $pattern } was on this server's list already.
list-removed = ✅ { $pattern } is off this server's list.
list-removed-retracted = ✅ { $pattern } is off this server's list, and this server no longer stands for or against it on the shared list.
list-removed-still = ⚠️ Messages with it are still found here: the shared list holds it. `/blocklist allow` lets it stand in this server.
list-not-there = { $pattern } is not on this server's list. Nothing was changed.
list-allowed = ✅ { $pattern } may stand in this server now, whatever lists say.
list-allowed-already = { $pattern } is allowed in this server already. Nothing was changed.
list-unallowed = ✅ { $pattern } is no longer allowed: the lists count again here.
list-not-allowed = { $pattern } is not among this server's exceptions. Nothing was changed.
list-full = This server's list is full ({ $limit } entries). Remove some that are no longer needed. Nothing was changed.
list-allows-full = This server has { $limit } exceptions, which is the most. End some that are no longer needed. Nothing was changed.
list-stances-full = This server stands for { $limit } shared entries, which is the most while the operator does not trust it. Nothing was changed.
list-not-set-up = ⚠️ This server is not set up yet, so nothing is scanned. Somebody with Manage Server can change that with `/setup`.

list-show-title = ## { $pattern }
list-show-own = **On this server's list**: { $category }
list-show-by = Listed { $when } by { $who }{ $case ->
    [0] .
   *[other] , from case { $case }.
}
list-show-by-nobody = Listed { $when }{ $case ->
    [0] .
   *[other] , from case { $case }.
}
list-show-note = Note: { $note }
list-show-not-own = Not on this server's list.
list-show-allowed = **Allowed in this server** since { $when } by { $who }. It beats every list.
list-show-allowed-nobody = **Allowed in this server** since { $when }. It beats every list.
list-show-reason = Reason: { $reason }
list-show-hits = Found here { $count ->
    [one] once
   *[other] { $count } times
} so far, last { $when }.
list-show-no-hits = Not found here so far.
list-show-covered = Also covered by:
list-show-cover = - { $pattern } ({ $list }, { $category })

list-search-title = ## { $total ->
    [0] Nothing on this server's list holds “{ $query }”
    [one] One entry holds “{ $query }”
   *[other] { $total } entries hold “{ $query }”
}
list-search-row = - { $pattern } · { $category } · { $when }
list-search-note = { "  " }{ $note }
list-page = Page { $number } of { $pages }
list-earlier = Back
list-later = More

tier-own = this server's list
tier-shared = the shared list
tier-proposed = proposed to the shared list
tier-subscribed = a subscribed list

# The shared list

sharing-not-own = { $pattern } is not on this server's list. Add it first (`/blocklist add`), or stand for another server's entry with `/blocklist confirm`. Nothing was changed.
sharing-unknown = The shared list holds nothing under { $pattern } that this server can see. To propose it, put it on your own list and share it. Nothing was changed.
sharing-nothing-said = This server has said nothing about { $pattern } on the shared list. Nothing was changed.
sharing-banned = The operator has shut this server out of the shared list. Its own list goes on working.
sharing-confirmed = ✅ This server stands for { $pattern } on the shared list.
sharing-disputed = ✅ This server stands against { $pattern } on the shared list. `/blocklist allow` lets it stand here.
sharing-retracted = ✅ This server no longer says anything about { $pattern } on the shared list.
sharing-not-counted = The operator does not trust this server yet: what it says is shown to trusted servers, but not counted.

sharing-state-listed = **On the shared list**: it acts in every server, by each one's policy.
sharing-state-proposed = **Proposed**: it waits for more servers to confirm it.
sharing-state-disputed = **Disputed**: it acts on nobody, save where a server has it on its own list.
sharing-state-none = Not on the shared list.
sharing-counts = { $confirms } of { $quorum } needed groups of servers confirm, { $disputes } dispute.
sharing-uncounted = From servers that are not trusted (not counted): { $confirms } confirm, { $disputes } dispute.
sharing-category = Category: { $category }
sharing-own-confirm = This server stands for it until { $until }.
sharing-own-dispute = This server stands against it until { $until }.
sharing-said-confirm = Confirmed by { $names }.
sharing-said-dispute = Disputed by { $names }.
sharing-more = { $names } and { $more } more
sharing-why = { $name }: “{ $reason }”

pending-title = ## { $total ->
    [0] Nothing waits on the shared list
    [one] One shared entry waits or is disputed
   *[other] { $total } shared entries wait or are disputed
}
pending-hint = Stand for one with `/blocklist confirm`, against one with `/blocklist dispute`.
pending-title-untrusted = ## { $total ->
    [0] Nothing is on the shared list yet
    [one] One place is on the shared list
   *[other] { $total } places are on the shared list
}
pending-hint-untrusted = The operator does not trust this server yet, so it sees what is listed only.
pending-row = **{ $pattern }** · { $category }
pending-row-plain = - { $pattern } · { $category }

# /check

command-check = Is a link in this text listed?
command-check-text = A link, or a text with links
check-nothing = I see no link in that which any list here holds.
check-listed = ⚠️ { $count ->
    [one] A link in that is listed
   *[other] { $count } links in that are listed
}: { $categories }. Please do not open it, and do not post it.
check-often = You have asked often just now. Please try again { $when }.
check-title = ## What the lists say
check-link = **{ $link }**
check-how = Disguised: { $how }
check-match = - { $pattern } · { $list } · { $category }
check-source = { "  " }Brought by { $source }
check-note = { "  " }Note: { $note }
check-invite = { "  " }{ $holding }
check-unknown-invites = { $count ->
    [one] Where an invite in that leads is not known yet: I am asking Discord.
   *[other] Where { $count } invites in that lead is not known yet: I am asking Discord.
} Please check again in a moment.
check-allowed = - Allowed in this server, so nothing is done about it.
check-decision = **{ $action ->
    [off] Nothing would be done
    [log] It would be counted, no more
    [review] It would go to the review channel
    [delete] The message would be removed
    [timeout] The message would be removed and its author timed out
   *[other] { $action }
}** because of { $pattern } ({ $list }; rule: { $rule }).
check-no-decision = Nothing would be done about such a message here.
check-more = … and { $more } more.

# The command line

cli-servers = list the servers that Rowan knows, trusted ones first
cli-trust = count a server's word on the shared list
cli-untrust = count a server's word no more; it stays visible
cli-ban = shut a server out of the shared list
cli-check = say which links of the texts on standard input are listed, one JSON line each
cli-server-id = the server's id (Discord, developer mode, right-click on the server, Copy Server ID)
cli-group = the group whose servers count as one voice (default: one of its own)
cli-rules = a file with one pattern a line; without it the database's lists are used
cli-jsonl = read JSON objects with "id" and "text", one a line
trust-bad-id = “{ $typed }” is not the id of a server: it is a number of 15 to 19 digits. Nothing was changed.
trust-bad-group = A group is named by 1 to { $limit } printable characters. Nothing was changed.
trust-trusted = Server { $server } is trusted, in group { $group }.
trust-untrusted = Server { $server } is no longer trusted. What it said is shown, but not counted.
trust-not-trusted = Server { $server } was not trusted. Nothing was changed.
trust-banned = Server { $server } is shut out of the shared list; what it said counts no more. `trust` lets it in again.
trust-banned-already = Server { $server } is shut out already. Nothing was changed.
servers-none = Rowan knows no server yet.
servers-head-id = SERVER
servers-head-name = NAME
servers-head-set-up = SET UP
servers-head-group = GROUP
servers-head-entries = ENTRIES
servers-head-stances = STANCES
servers-yes = yes
servers-no = no
servers-banned = (banned)
servers-untrusted = -
nothing-changed = Nothing was changed.
check-bad-rule = { $file }, line { $line }: not taken: { $why }
check-bad-line = Line { $line } is not a JSON object with a text; it was passed over.
check-cannot-read = { $file } cannot be read: { $reason }.
check-progress = { $lines } lines read, { $found } with a match …
