# The operator's word on servers: servers, trust, untrust, ban

cli-servers = list the servers that Rowan knows, trusted ones first
cli-trust = count a server's word on the shared list
cli-untrust = count a server's word no more; it stays visible
cli-ban = shut a server out of the shared list, and its campaigns out of other servers
cli-forget = delete all that is kept of a server, now; a ban stays
cli-server-id = the server's id (Discord, developer mode, right-click on the server, Copy Server ID)
cli-group = the group whose servers count as one voice (default: one of its own)
trust-bad-id = “{ $typed }” is not the id of a server: it is a number of 15 to 19 digits. Nothing was changed.
trust-bad-group = A group is named by 1 to { $limit } printable characters. Nothing was changed.
trust-trusted = Server { $server } is trusted, in group { $group }. { $others ->
    [0] No other server is in it.
    [one] One other server is in it; together they are one voice.
   *[other] { $others } other servers are in it; together they are one voice.
}
trust-untrusted = Server { $server } is no longer trusted. What it said is shown, but not counted.
trust-not-trusted = Server { $server } was not trusted. Nothing was changed.
trust-banned = Server { $server } is shut out of the shared list; what it said counts no more, and no other server sees its campaigns. Copies of its updates that stand already stay, and can still be withdrawn. `trust` lets it in again.
trust-banned-already = Server { $server } is shut out already. Nothing was changed.
forget-done = All that was kept of server { $server } is deleted ({ $rows } rows). What it said on the shared list counts no more and stands under a pseudonym.
forget-not-erased = What was deleted still stands in the database's log, since a running bot reads it: give the command again later, or restart the bot.
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
