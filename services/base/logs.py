"""The log: no person's id is in it, whatever is logged.

Rowan's own lines name rows (case 12), never people. What libraries log may hold Discord ids, so every number of
the length of a snowflake is masked in every line, tracebacks included; and discord.py's debug lines, which hold
whole payloads with names and texts, are never let through.
"""

import logging
import re
import sys
from collections.abc import Mapping
from datetime import datetime

_SNOWFLAKE = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
_FORMAT = "%(when)s %(levelname)-7s %(name)s: %(message)s"
_RECONNECT = "Attempting a reconnect"
_NEVER_DEBUG = ("discord", "aiohttp", "asyncio", "aiosqlite", "asyncpg", "httpcore")
_ONLY_WARNINGS = (
    "httpx",
)  # it tells the address of each fetch, and what is asked of lists is nobody else's business


class MaskingFormatter(logging.Formatter):
    """Formats a record, then masks what may be a Discord id. `when` is its time with the zone."""

    def format(self, record: logging.LogRecord) -> str:
        when = datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")
        told = logging.makeLogRecord({**vars(record), "when": when, **_on_one_line(record)})
        return _SNOWFLAKE.sub("[id]", super().format(told))


def _on_one_line(record: logging.LogRecord) -> Mapping[str, object]:
    """What to say otherwise of a reconnect, which the library logs with a traceback: that Discord was away is no fault."""
    if record.name != "discord.client" or not record.exc_info or not str(record.msg).startswith(_RECONNECT):
        return {}
    message = f"{record.getMessage()} ({type(record.exc_info[1]).__name__})"
    return {"msg": message, "args": (), "exc_info": None, "levelname": "WARNING"}


def set_up_logging(level: str) -> None:
    """Log to standard error from this level on (DEBUG, INFO, WARNING, ERROR)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    floor = max(logging.INFO, logging.getLevelNamesMapping()[level])
    for name in _NEVER_DEBUG:
        logging.getLogger(name).setLevel(floor)
    for name in _ONLY_WARNINGS:
        logging.getLogger(name).setLevel(max(logging.WARNING, floor))
