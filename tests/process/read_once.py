"""What each start of the bot makes of files that no start changes: made once, in the process from which starts fork."""

from core.base.redact import compile_all
from core.links.glance import compiled
from net.base.transport import _own_context
from services.base.texts import default_texts

default_texts().parse_all()  # half of a start
compile_all()  # as much again
compiled.surely_nothing("é", frozenset[str]().__contains__)  # has the table of letters made
_own_context()  # a tenth of a start: the authorities that vouch for names
