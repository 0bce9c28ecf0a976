"""What each start of the bot makes of files that no start changes: made once, in the process from which starts fork."""

from services.base.texts import default_texts

default_texts().parse_all()  # half of a start
