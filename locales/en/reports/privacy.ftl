# /privacy

command-privacy = What I keep about you, and what I send you
command-privacy-about = What I keep about you in this server, for how long, and who sees it
command-privacy-notices = Whether I tell you by direct message how your reports end
command-privacy-notices-on = Yes or no, for this server
privacy-notices-on = You will get a direct message about how your reports to { $server ->
    [none] this server
   *[other] { $server }
} end.
privacy-notices-off = You will get no more messages about your reports to { $server ->
    [none] that server
   *[other] { $server }
}. To turn them on again: `/privacy notices on:True` there.
privacy-about-title = What I keep about you in this server
privacy-days = { $days ->
    [one] one day
   *[other] { $days } days
}
privacy-about-reports = **When you report:** who you are, encrypted, so that only I can tell that a second report of the same is yours, and how the case ended. Moderators, other members and other servers see a random name that is new in each case. Your identity and what you wrote are deleted { $evidence } after the case was closed; if nobody closes it, { $open } after your report.
privacy-about-reported = **When a message of yours is reported:** its text and the names, sizes and hashes of its files until { $evidence } after the case was closed ({ $open } after the report if nobody closes it), and your name on the case until { $names } after it was closed; moderators see both.
privacy-about-removed = **When a message of yours is removed, or Discord's AutoMod blocks it by a rule of mine:** its text for { $texts }, so that you can have it back if that was wrong, and your name for { $names }. When moderators look for a place in the messages of the last days, which messages hold it, and a hash of who wrote them, without their texts, for { $names }. If you object to it, what you write for { $texts }; the moderators who decide read it.
privacy-about-moderating = **When you moderate:** which decisions were yours, encrypted: for { $names } on detections, cases and updates, for { $audit_names } in the log of what was done; on an entry of your server's list as long as it stands there. Whether texts are blurred for you, until you change it.
privacy-about-rows = **What names nobody** (how many reports and removals there were, and when) is kept for { $rows }, then only how many a day.
privacy-about-left = **When I am removed from this server:** all of it is deleted after { $left_servers }.
privacy-about-seen = **Of other messages** I keep neither text nor author, only how many links led to which place: as keyed hashes, by day and channel, for { $hosts_seen }, so that your moderators see what an entry of a list would do before it stands there.
privacy-about-pictures = **Pictures** are looked at only where the managers of a server switched that on: for QR codes, in memory, and none is kept.
privacy-about-else = None of this leaves this server: what your moderators share with other servers is a place on a list, without anybody's name.
privacy-about-short = **When a message holds a shortened address** (bit.ly and the like): I ask that shortener where it leads, once for everybody. It learns that somebody looked at that address, and when, not who posted it or where; an address that was made for you alone may tell more. Where it leads is kept, encrypted, for 14 days, without who posted it.
privacy-about-notices = `/privacy notices` says whether I write to you how a report of yours ended; what you choose is kept until you change it.
privacy-about-language = `/language` says in which language I answer you, in every server: what you choose is kept, under a hash that names neither you nor a server, until you choose *As the server*.
