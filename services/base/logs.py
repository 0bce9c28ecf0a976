"""The log: no person's id is in it, whatever is logged.

Rowan's own lines name rows (case 12), never people. What libraries log may hold Discord ids, so every number of
the length of a snowflake is masked in every line, tracebacks included; and discord.py's debug lines, which hold
whole payloads with names and texts, are never let through.
"""

import copy
import logging
import re
import sys
from datetime import datetime

_SNOWFLAKE = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_RECONNECT = "Attempting a reconnect"
_NEVER_DEBUG = ("discord", "aiohttp", "asyncio", "aiosqlite", "httpx", "httpcore")


class MaskingFormatter(logging.Formatter):
    """Formats a record, then masks what may be a Discord id."""

    def format(self, record: logging.LogRecord) -> str:
        return _SNOWFLAKE.sub("[id]", super().format(_on_one_line(record)))

    def formatTime(self, record: logging.LogRecord, datefmt: str | None = None) -> str:  # noqa: ARG002, N802  # as the library calls it
        """With the zone, so that nobody has to guess it."""
        return datetime.fromtimestamp(record.created).astimezone().isoformat(timespec="milliseconds")


def _on_one_line(record: logging.LogRecord) -> logging.LogRecord:
    """Discord.py logs each reconnect with a traceback; that Discord was away is no fault, and its name is enough."""
    if record.name != "discord.client" or not record.exc_info or not str(record.msg).startswith(_RECONNECT):
        return record
    short = copy.copy(record)
    error = record.exc_info[1]
    short.msg, short.args = f"{record.getMessage()} (%s)", (type(error).__name__,)
    short.exc_info = short.exc_text = None
    short.levelno, short.levelname = logging.WARNING, "WARNING"
    return short


def set_up_logging(level: str) -> None:
    """Log to standard error from this level on (DEBUG, INFO, WARNING, ERROR)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    floor = max(logging.INFO, logging.getLevelNamesMapping()[level])
    for name in _NEVER_DEBUG:
        logging.getLogger(name).setLevel(floor)
