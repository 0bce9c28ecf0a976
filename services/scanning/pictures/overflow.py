"""Messages with pictures for which there was no room: how many are kept as rows, and how many are passed over and counted."""

import logging
from collections import Counter
from datetime import datetime, timedelta
from typing import Final

from core.base.ids import ServerId

WINDOW: Final = timedelta(minutes=10)
OF_ONE: Final = 30  # messages of one author in one server that are kept in a window
OF_SERVER: Final = 300
MOST: Final = 1_000
_FIRST: Final = timedelta(seconds=1)
_PACE: Final = timedelta(
    seconds=0.25
)  # between two: what is kept goes at the speed at which pictures are read
_SAY_EVERY: Final = timedelta(minutes=1)

_log = logging.getLogger(__name__)


class Overflow:
    """Counts what is kept, and what is passed over, of which the operator's log hears."""

    def __init__(self) -> None:
        self._until: datetime | None = None
        self._of_one: Counter[tuple[ServerId, int]] = Counter()
        self._of_server: Counter[ServerId] = Counter()
        self._said_at: datetime | None = None
        self.passed_over = 0  # since the log was last told

    def wait_of(self, server: ServerId, author: int, now: datetime) -> timedelta | None:
        """Count one message; returns when it is to be looked at again. None: it is passed over."""
        if self._until is None or now >= self._until:
            self._until = now + WINDOW
            self._of_one.clear()
            self._of_server.clear()
        kept = self._of_server.total()
        if kept >= MOST or self._of_server[server] >= OF_SERVER or self._of_one[server, author] >= OF_ONE:
            self._pass_over(now)
            return None
        self._of_one[server, author] += 1
        self._of_server[server] += 1
        return _FIRST + _PACE * kept

    def _pass_over(self, now: datetime) -> None:
        self.passed_over += 1
        if self._said_at is None or now - self._said_at >= _SAY_EVERY:
            self._said_at = now
            self.say()

    def say(self) -> None:
        """Tell the operator's log how many were passed over since it was last told."""
        if self.passed_over:
            _log.warning(
                "%s messages with pictures were not looked at: too many came at once", self.passed_over
            )
            self.passed_over = 0
