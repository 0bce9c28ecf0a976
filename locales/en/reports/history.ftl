# A case's history

history-title = Case { $case }: what happened
history-hint = Only you see this. Who reported is written nowhere; the time of a report is that of the hour, save in an emergency.
history-empty = Nothing was noted.
history-nobody = somebody whose name was erased
history-report = a report came in
history-case-claim = claimed
history-case-release = released
history-case-handover = handed over
history-case-received = was given the case
history-case-list = link blocked
history-case-dismiss = dismissed
history-case-relate = closed along with another case
history-case-delete = ordered the message's removal
history-case-reveal = looked at what was reported
history-case-around = looked at the messages around the reported one
history-case-mute = muted a reporter
history-case-aside = muted a reporter and dismissed their report, not the case
history-case-counts = ended the mute of a reporter; their report counts again
history-case-card = asked for its card
history-case-unmute = ended the mute of a reporter
history-case-undo = undid the decision
history-case-undelete = took back the message's removal
history-case-takeback = took the case back
history-claim-ended = the claim ended by itself
history-claim-idle = nobody did anything with it
history-claim-left = its holder left the server
history-claim-rights = its holder moderates no more
history-other = { $action }
history-managers-told = a manager was told, since the message is by somebody who moderates

history-case-reply = asked a reporter
history-case-unask = took a question back before it was sent
history-case-answer-read = read a reporter's answer
history-report-answer = a reporter answered
history-report-reply-ended = a reporter wants no more questions
