# /privacy

command-privacy = What I keep about you, and what I send you
command-privacy-about = What I keep about you in this server, for how long, and who sees it
command-privacy-notices = Whether I tell you by direct message how your reports end
command-privacy-notices-on = Yes or no, for this server
privacy-notices-on = I tell you by direct message how your reports to this server end.
privacy-notices-off = I no longer tell you how your reports to that server end. `/privacy notices on:True` there changes that.
privacy-about-title = What I keep about you in this server
privacy-about-reports = **When you report:** who you are, encrypted, so that only I can tell that a second report of the same is yours, and how the case ended. Moderators, other members and other servers see a random name that is new in each case. It goes after 90 days, and so does what you wrote. A form that you opened and did not send goes after a day.
privacy-about-reported = **When a message of yours is reported:** its text and the names, sizes and hashes of its files for 30 days, and your name on the case until 90 days after its end; moderators see both.
privacy-about-removed = **When a message of yours is removed:** its text for seven days, so that you can have it back if that was wrong.
privacy-about-moderating = **When you moderate:** which decisions were yours, encrypted.
privacy-about-else = I keep nothing of other messages. None of this leaves this server: what your moderators share with other servers is a place on a list, without anybody's name.
privacy-about-notices = `/privacy notices` says whether I write to you how a report of yours ended.
