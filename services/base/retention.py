"""Forgetting what reports and detections hold about people when its time is over, without anybody asking."""

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

PURGE_EVERY = timedelta(minutes=10)

_log = logging.getLogger(__name__)


class RetentionStore(Protocol):
    """Rows that hold something about people for a time."""

    async def purge(self, now: datetime) -> int:
        """Empty what is over, in tables and in the write-ahead log; returns how many rows held something."""
        ...


class Retention:
    """The job of forgetting, which is done every PURGE_EVERY."""

    def __init__(self, stores: Sequence[RetentionStore]) -> None:
        self._stores = stores

    async def purge(self, now: datetime) -> int:
        """Forget what is over; returns how many rows held something."""
        purged = sum([await store.purge(now) for store in self._stores])
        if purged:
            _log.info("retention: emptied %s rows", purged)
        return purged
