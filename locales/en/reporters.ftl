# What reporters hear after their report; /privacy.

command-privacy = What I keep about you, and what I send you
command-privacy-about = What I keep about you in this server, for how long, and who sees it
command-privacy-notices = Whether I tell you by direct message how your reports end
command-privacy-notices-on = Yes or no, for this server

outcome-acted = Your report **{ $case }** to the moderators of **{ $server }** was looked at, and something was done about it. Thank you for telling them.
outcome-removed = Your report **{ $case }** to the moderators of **{ $server }** was looked at, and the message was removed. Thank you for telling them.
outcome-removing = Your report **{ $case }** to the moderators of **{ $server }** was looked at, and the message is to be removed. Thank you for telling them.
outcome-gone = Your report **{ $case }** to the moderators of **{ $server }** was looked at. The message is not there any more, and they left it at that. Thank you for telling them; if something new happens, please report it again.
outcome-known = Your report **{ $case }** to the moderators of **{ $server }** was looked at; the same had been reported already. Thank you for telling them.
outcome-unclear = Your report **{ $case }** to the moderators of **{ $server }** was looked at. What they know is not enough to do something about it. Thank you for telling them; if you learn more, please report it again.
outcome-left = Your report **{ $case }** to the moderators of **{ $server }** was looked at. They decided to leave things as they are for now. Thank you for telling them; if something new happens, please report it again.
outcome-hint = One such message comes for each report. Nobody can see that you got it.
outcome-off = No more of these
outcome-not-yours = I no longer know whose report this was about. You can switch these messages off in the server itself, with `/privacy notices`.

privacy-notices-on = I tell you by direct message how your reports to this server end.
privacy-notices-off = I no longer tell you how your reports to that server end. `/privacy notices on:True` there changes that.
privacy-about-title = What I keep about you in this server
privacy-about-reports = **When you report:** who you are, encrypted, so that only I can tell that a second report of the same is yours, and how the case ended. Moderators, other members and other servers see a random name that is new in each case. It goes after 90 days, and so does what you wrote.
privacy-about-reported = **When a message of yours is reported:** its text and the names, sizes and hashes of its files for 30 days, and your name on the case until 90 days after its end; moderators see both.
privacy-about-removed = **When a message of yours is removed:** its text for seven days, so that you can have it back if that was wrong.
privacy-about-moderating = **When you moderate:** which decisions were yours, encrypted.
privacy-about-else = I keep nothing of other messages. None of this leaves this server: what your moderators share with other servers is a place on a list, without anybody's name.
privacy-about-notices = `/privacy notices` says whether I write to you how a report of yours ended.

# Questions to reporters, and their answers

case-more-reply = Ask the reporter
case-more-reply-help = A question through me; neither of you learns who the other is
case-relay = Questions to reporters: { $asked } · answers: { $answered }{ $unreachable ->
    [0] {""}
   *[other] {" "}· not delivered, since they take no direct messages: { $unreachable }
}

history-case-reply = asked a reporter
history-case-unask = took a question back before it was sent
history-case-answer-read = read a reporter's answer
history-report-answer = a reporter answered
history-report-reply-ended = a reporter wants no more questions

relay-ask-title = Ask the reporter of case { $case }
relay-ask-whom = Which reporter?
relay-ask-text = Your question
relay-ask-help = It comes from "the moderators", without your name. Ask for nothing that says who they are.
relay-asked = The question goes to reporter **{ $pseudonym }** of case { $case }. An answer comes into the review channel.
relay-takeback-hint = It can be taken back only until it is sent; what was delivered stays delivered.
relay-button-takeback = Take back
relay-takeback-done = The question was taken back before it was sent. Case { $case } counts it no more.
relay-takeback-late = It cannot be taken back any more: it was delivered or may have been, or there was nobody who takes direct messages. Nothing was changed.
relay-nobody = No reporter of case { $case } can be asked: they want no questions, or I no longer know who they were.
relay-unreachable = That reporter cannot be asked any more. Nothing was sent.
relay-too-many = A case has at most { $limit } questions. Nothing was sent.
relay-long = Please shorten it to { $limit } characters. Nothing was sent.
relay-empty = Please write something. Nothing was sent.
relay-gone = This answer is gone: I keep such texts for 90 days.
relay-answered-title = Case { $case }: reporter { $pseudonym } answered
relay-was-asked = You asked:
relay-answer-hidden = The reported message is by somebody who moderates, so the answer is not shown here. *Read* shows it to everybody else.
relay-button-read = Read
relay-button-ask = Ask again

relay-question = The moderators of { $server } have a question about your report { $case }
relay-never-say = They know you here only as **{ $pseudonym }** and see nothing but what you write. Never say who you are, and leave out what would tell them. You need not answer; the report stands all the same.
relay-button-answer = Answer
relay-button-end = No more questions
relay-answer-title = Your answer
relay-answer-text = Answer
relay-answer-help = Never say who you are. Phone numbers, mail and IP addresses are masked.
relay-answer-sent = Your answer is on its way to the moderators, under the random name alone.
relay-end-done = The moderators can ask you no more about this report. It stands all the same.
relay-ended = You wanted no more questions about this report, so nothing was sent.
relay-case-closed = The moderators have closed this case, so nothing was sent. If something new happened, please report it again.
relay-answered = You have answered this question several times already, so nothing was sent.
relay-not-yours = This question is not yours, or its time is over. Nothing was sent.
