# Handing a case to another moderator

handover-choose = Who shall handle case { $case } from here on? Choose a moderator of this server.
handover-person = A moderator
handover-done = { $name } is handling case { $case } now.
handover-not-here = This person is no member of this server. Nothing was changed.
handover-no-moderator = { $name } is no moderator here. Nothing was changed.
handover-to-bot = A bot cannot handle a case. Nothing was changed.
handover-to-author = Case { $case } is about a message of theirs, so they cannot handle it.
handover-to-holder = They are handling case { $case } already.
