# The messages around a reported one
around-button = Messages around it
around-title = Case { $case }: around the message
around-hint = Only you see this. It is what stands in the channel now; I keep none of it. Phone numbers, mail and IP addresses are masked; that you looked is recorded.
around-reported = ➡️ Reported
around-reported-gone = ➡️ The reported message stood here. It is gone.
around-no-text = (no text)
around-nothing = Nothing else stands beside it.
around-no-message = Case { $case } is about a link alone: there is no message, and nothing around one.
around-hidden = Discord does not show you that channel, so I do not show you what stands in it.
around-gone = That channel is gone, and what stood around the message with it.
around-unreadable = I cannot read that channel: **View Channel** or **Read Message History** is missing there. Somebody who manages it can give me both.
around-no-content = I cannot read messages here: the **Message Content** intent is off for this bot. The person who runs it can switch it on.

# When a report was made, where only the hour is said
report-between = between { $start } and { $end }
