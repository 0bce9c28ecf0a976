"""What goes wrong again and again is told once, and then every ten minutes with how often: an outage of an hour shall not bury in the
log what else happened in it.
"""

import logging
import threading
import time
from collections.abc import Callable

_QUIET_SECONDS = 600.0
_MOST = 500  # different lines that are remembered


class Repeats(logging.Filter):
    """Lets a warning or an error through that was not said lately. Put on a handler, so that every logger is heard."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        super().__init__()
        self._now = now
        self._lock = threading.Lock()
        self._said: dict[tuple[str, str, str], tuple[float, int]] = {}

    def filter(self, record: logging.LogRecord) -> bool:
        """Whether it is said. The count of those that were not is added to the one that is."""
        if record.levelno < logging.WARNING:
            return True
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
        key = (record.name, record.getMessage(), kind)
        with self._lock:
            before = self._said.get(key)
            if before is not None and self._now() - before[0] < _QUIET_SECONDS:
                self._said[key] = (before[0], before[1] + 1)
                return False
            self._said.pop(key, None)
            if len(self._said) >= _MOST:
                del self._said[next(iter(self._said))]
            self._said[key] = (self._now(), 0)
        if before is not None and before[1]:
            record.msg, record.args = f"{key[1]} (and {before[1]} times more since that was said last)", ()
        return True
