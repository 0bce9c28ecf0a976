# /check, and `bot.py check`

command-check = Is a link in this text listed?
command-check-text = A link, or a text with links
check-nothing = I see no link in that.
check-unlisted = Not on a list here: { $links }{ $more ->
    [0] {""}
   *[other] {" "}and { $more } more
}. That is no promise that it is harmless.
check-unknown = { $count ->
    [one] Where an invite in that leads is not known, so I cannot say whether it is listed.
   *[other] Where { $count } invites in that lead is not known, so I cannot say whether they are listed.
}
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
check-hidden-invites = { $count ->
    [one] Discord shows me no server behind an invite in that: it is over, or only people whom it names can see it. So I compared its code alone.
   *[other] Discord shows me no servers behind { $count } invites in that: they are over, or only people whom they name can see them. So I compared their codes alone.
}
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
}** because of { $pattern } ({ $list }).
check-rule-preset-gentle = Your policy is the preset “gentle”.
check-rule-preset-standard = Your policy is the preset “standard”.
check-rule-preset-strict = Your policy is the preset “strict”.
check-rule-tier = Your policy says so for that list (`/policy set`).
check-rule-category = Your policy says so for { $category } on that list (`/policy set`).
check-rule-first-day = This subscribed list is new here: in its first day it is only counted.
check-rule-channel-log = In this channel things are only counted (`/policy channel`).
check-rule-held-undone = The entry is held, since moderators of three groups of servers undid what it removed: nothing is removed for it here until another trusted server confirms it.
check-rule-held-removed = The entry is held, since it removed messages of many people who had been members for long: nothing is removed for it here until another trusted server confirms it.
check-rule-likely = It is only likely, and for that your policy does no more (`/policy likely`).
check-rule-likely-preset-gentle = It is only likely, and for that your policy, the preset “gentle”, does no more.
check-rule-likely-preset-standard = It is only likely, and for that your policy, the preset “standard”, does no more.
check-rule-likely-preset-strict = It is only likely, and for that your policy, the preset “strict”, does no more.
check-no-decision = Nothing would be done about such a message here.
check-more = … and { $more } more; the file has all of them.
cli-check = say which links of the texts on standard input are listed, one JSON line each
cli-rules = a file of patterns, or a list in the format of hosts files, ad blockers or name servers; without it the database's lists are used
cli-jsonl = read JSON objects with "id" and "text", one a line
check-bad-rule = { $file }, line { $line }: not taken: { $why }
check-passed-over = { $file }: { $lines ->
    [one] one line is a comment or a header
   *[other] { $lines } lines are comments or headers
}, passed over.
check-bad-line = Line { $line } is not a JSON object with a text; it was passed over.
check-cannot-read = { $file } cannot be read: { $reason }.
check-progress = { $lines } lines read, { $found } with a match …
