"""What each start of the bot makes of files that no start changes: made once, in the process from which starts fork."""

from core.base.redact import compile_all
from services.base.texts import default_texts

default_texts().parse_all()  # half of a start
compile_all()  # as much again
