# What any command may have to say.

language-name = English

error-unexpected = Sorry, something went wrong on my side. Please look whether it was done before you try again. If you tell the person who runs this bot, give them this reference: `{ $reference }`.
error-answer-refused = It may have been done, but Discord did not let me show you the answer. Please look before you try again. Reference: `{ $reference }`.
error-unavailable = I cannot do that at the moment, and nothing was changed. Please try again in a minute.
error-storage-busy = I could not save that just now, and nothing was changed. Please try again in a minute.
error-server-only = This works in a server only.
error-not-manager = This needs the permission Manage Server.
error-not-moderator = This needs the permission Manage Messages, or this server's moderator role.
error-unknown-button = This button or form is from an older message and no longer works. Please use the newest one.
error-not-set-up = This server has not set me up yet. Somebody with Manage Server can do that with `/setup`.

permission-view-channel = View Channel
permission-send-messages = Send Messages
permission-read-message-history = Read Message History
permission-manage-messages = Manage Messages
permission-moderate-members = Timeout Members

category-harassment = Harassment
category-doxxing = Doxxing
category-threats = Threats
category-hate = Hate
category-self_harm = Self-harm
category-ncii = Intimate images
category-impersonation = Impersonation
category-scam = Scam
category-other = Something else
