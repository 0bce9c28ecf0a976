"""The log: no person's id is in it, whatever is logged.

Rowan's own lines name rows (case 12), never people. What libraries log may hold Discord ids, so every number of
the length of a snowflake is masked in every line, tracebacks included; and discord.py's debug lines, which hold
whole payloads with names and texts, are never let through.
"""

import logging
import re
import sys

_SNOWFLAKE = re.compile(r"(?<!\d)\d{15,20}(?!\d)")
_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
_NEVER_DEBUG = ("discord", "aiohttp", "asyncio", "aiosqlite", "httpx", "httpcore")


class MaskingFormatter(logging.Formatter):
    """Formats a record, then masks what may be a Discord id."""

    def format(self, record: logging.LogRecord) -> str:
        return _SNOWFLAKE.sub("[id]", super().format(record))


def set_up_logging(level: str) -> None:
    """Log to standard error from this level on (DEBUG, INFO, WARNING, ERROR)."""
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(MaskingFormatter(_FORMAT))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    floor = max(logging.INFO, logging.getLevelNamesMapping()[level])
    for name in _NEVER_DEBUG:
        logging.getLogger(name).setLevel(floor)
