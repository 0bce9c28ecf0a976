# What a reporter hears when the case is closed

outcome-acted = Your report **{ $case }** to the moderators of **{ $server }** was looked at, and something was done about it. Thank you for telling them.
outcome-removed = Your report **{ $case }** to the moderators of **{ $server }** was looked at, and the message was removed. Thank you for telling them.
outcome-removing = Your report **{ $case }** to the moderators of **{ $server }** was looked at, and the message is to be removed. Thank you for telling them.
outcome-gone = Your report **{ $case }** to the moderators of **{ $server }** was looked at. The message is not there any more, and they left it at that. Thank you for telling them; if something new happens, please report it again.
outcome-unknown = Your report **{ $case }** to the moderators of **{ $server }** was looked at. They decided that there is nothing more to do for now. Thank you for telling them; if something new happens, please report it again.
outcome-known = Your report **{ $case }** to the moderators of **{ $server }** was looked at; the same had been reported already. Thank you for telling them.
outcome-unclear = Your report **{ $case }** to the moderators of **{ $server }** was looked at. What they know is not enough to do something about it. Thank you for telling them; if you learn more, please report it again.
outcome-left = Your report **{ $case }** to the moderators of **{ $server }** was looked at. They decided to leave things as they are for now. Thank you for telling them; if something new happens, please report it again.
outcome-hint = One such message comes for each report. Nobody can see that you got it.
outcome-off = No more of these
outcome-not-yours = I no longer know whose report this was about. You can switch these messages off in the server itself, with `/privacy notices`.
