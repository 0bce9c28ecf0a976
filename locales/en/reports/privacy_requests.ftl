# /privacy export and /privacy erase

command-privacy-export = Get a copy of what I keep about you, in all servers, as a file that only you see
command-privacy-erase = Erase what I keep about you, in all servers; I tell you first what goes and what stays
privacy-too-often = You asked for that just now. It is possible again { $when }. Nothing was changed.
privacy-about-yours = **It is yours:** `/privacy export` gives you a copy of what I keep about you in all servers, `/privacy erase` erases it. Both work in a direct message too, also after you left.
privacy-export-title = What I keep about you, in all servers where I am
privacy-export-nothing = I keep nothing about you that I could give you.
privacy-export-never = Not in it: who reported something, what others wrote about you, and whether a message of yours was reported, and by how many. To say so to anybody would put those who report in danger.
privacy-export-file = Everything is in the file `{ $file }`, which only you see. Keep it where nobody else reads it.
privacy-export-servers = Servers: { $servers }
privacy-export-reports = { $count ->
    [one] One report
   *[other] { $count } reports
} that you made, with what you wrote
privacy-export-answers = { $count ->
    [one] One answer
   *[other] { $count } answers
} that you gave to moderators
privacy-export-removed = { $count ->
    [one] One message
   *[other] { $count } messages
} of yours that { $count ->
    [one] was
   *[other] were
} removed, with the text while it is kept
privacy-export-notices = { $count ->
    [one] One notice
   *[other] { $count } notices
} that a message of yours was removed
privacy-export-objections = { $count ->
    [one] One objection
   *[other] { $count } objections
} of yours, with what you wrote while it is kept
privacy-export-settings = { $count ->
    [one] One setting
   *[other] { $count } settings
} of yours
privacy-export-letters = { $count ->
    [one] One campaign
   *[other] { $count } campaigns
} about which I write to you
privacy-export-forms = { $count ->
    [one] One form
   *[other] { $count } forms
} that you opened just now
privacy-export-cases = { $count ->
    [one] One case
   *[other] { $count } cases
} that you took on as a moderator, with your notes
privacy-export-decisions = { $count ->
    [one] One decision
   *[other] { $count } decisions
} of yours about messages that were found
privacy-export-log = { $count ->
    [one] One line
   *[other] { $count } lines
} about you in the log of what was done
privacy-export-entries = { $count ->
    [one] One entry
   *[other] { $count } entries
} that you put on a server's list
privacy-export-exceptions = { $count ->
    [one] One exception
   *[other] { $count } exceptions
} that you made
privacy-export-stances = { $count ->
    [one] One stance
   *[other] { $count } stances
} on the shared list that you took for your server
privacy-export-imports = { $count ->
    [one] One list
   *[other] { $count } lists
} that you brought in from a file
privacy-export-setup = { $count ->
    [one] One server
   *[other] { $count } servers
} where you ran `/setup` last
privacy-export-campaigns = { $count ->
    [one] One campaign
   *[other] { $count } campaigns
} that you made
privacy-export-updates = { $count ->
    [one] One version
   *[other] { $count } versions
} of updates that you wrote
privacy-export-approvals = { $count ->
    [one] One update
   *[other] { $count } updates
} that you approved or turned down
privacy-export-feeds = { $count ->
    [one] One feed
   *[other] { $count } feeds
} that you added
privacy-erase-title = Erase what I keep about you?
privacy-erase-what = **Erased at once, in all servers:** who you are on your reports, on cases that are closed, on messages of yours that were removed, and on everything that you did as a moderator; what you wrote in reports and answers whose case is closed; texts and files of messages of yours in closed cases, and removed texts that I could have given back to you; your settings, and the letters about campaigns. Cards are written anew without your name. Cases and counts stay, without you.
privacy-erase-stays = **What stays until it ends, if there is any, and then goes by itself:** what moderators need for a case that is still open (a reported message and who wrote it, what its reporters wrote, who works on it), until it is closed; of an objection that waits, whose decision it is about; a decision or a removal that is still to be done; a timeout that is running; a mute of reports, until its time is over; an update that waits for approval; who added a feed, while it is there. What your server said on the shared list stays, without your name. I say this to everybody, and never whether there is such a case.
privacy-erase-not = **What I cannot erase:** what stands in Discord's channels and messages, and copies of the database that the operator keeps until they are deleted. If you use me again, I keep again what that takes.
privacy-erase-sure = You will not hear how your reports end, nobody can ask you anything about them, and a removed text cannot be given back to you. This cannot be undone. `/privacy export` gives you a copy first.
privacy-erase-button = Erase everything about me
privacy-erase-not-yours = This button is for whoever asked for it. `/privacy erase` gives you your own. Nothing was changed.
relay-answer-erased = Whoever wrote this answer had it erased.
privacy-erased = What I kept about you is erased, in all servers.
cli-export-user = print what Rowan keeps about a person, in all servers, as JSON; without what others wrote about them
cli-erase-user = erase what Rowan keeps about a person, in all servers; docs/operations.md says how to make sure that they ask
cli-user-id = the person's id at Discord (developer mode, right-click on the name, Copy User ID)
cli-user-id-bad = { $id } is no id of a person at Discord: 15 to 20 digits. Nothing was changed.
cli-user-nothing = Rowan keeps nothing about { $user } that could be given to them.
cli-user-erased = { $count ->
    [0] Nothing named { $user }; if something of a case that is open or of a mute does, it goes by itself when that ends.
    [one] One row named { $user }, and does no more. What an open case, a mute or a draft still needs goes by itself when that ends.
   *[other] { $count } rows named { $user }, and do no more. What an open case, a mute or a draft still needs goes by itself when that ends.
}
cli-user-log-owed = What was erased still stands in the database's log, since something reads it; the running bot empties that later.
