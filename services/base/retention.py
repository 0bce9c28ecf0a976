"""Forgetting what is over, without anybody asking: in portions, so that nobody waits for the job.

`core/base/retention.py` says how long each thing is kept, `db/base/register.py` what becomes of each column.
"""

import asyncio
import logging
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import Unavailable
from core.base.retention import KeptFor, Promise
from services.base.ports import Clock, Storage
from services.base.worker import Bell

PURGE_EVERY = timedelta(minutes=10)
FIRST_PORTION = 20  # rows that the first transaction of a run forgets
_LEAST, _MOST = 4, 200  # in any other, by how quick the machine is
_MESSAGES_A_RUN = 200  # are rendered again: whatever else a server is owed must not wait for all of them
_SHORT_SECONDS, _LONG_SECONDS = 0.004, 0.010  # how long it may hold the lock of writers
_LOOK_SECONDS = 1.0  # between two tries to empty the write-ahead log
_LOOK_SECONDS_AT_MOST = 30.0
_TOO_LONG = timedelta(hours=1)

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Forgotten:
    """What one portion forgot: rows, and how many messages are rendered again without what they said."""

    rows: int
    messages: int = 0


class RetentionStore(Protocol):
    """What is over, by the names of chores. The rows of a chore are forgotten in the order in which their time ended."""

    def promises(self) -> Mapping[str, Promise]:
        """Every chore with the promise that it keeps, in the order in which they are to be done."""
        ...

    async def is_over(self, chore: str, before: datetime) -> bool:
        """Whether `forget` would find anything."""
        ...

    async def forget(self, chore: str, before: datetime, now: datetime, most: int) -> Forgotten:
        """Forget what is as old as `before` or older, at most so many rows."""
        ...


class RetentionTx(Protocol):
    """What a transaction offers to forgetting."""

    @property
    def retention(self) -> RetentionStore:
        """What is over."""
        ...


class Purgeable(Protocol):
    """Something besides the tables that forgets what is over."""

    async def purge(self, now: datetime) -> int:
        """Forget what is over; returns how much that was."""
        ...


class KeptCopies(Protocol):
    """The copies of the database that were made before it was migrated."""

    async def forget(self, made_before: datetime) -> int:
        """Delete those that are as old or older; returns how many."""
        ...


class Portions:
    """How many rows one transaction forgets: as many as take some milliseconds on this machine, with its load of now."""

    def __init__(self) -> None:
        self.rows = FIRST_PORTION

    def took(self, seconds: float) -> None:
        """The last portion held the lock for so long."""
        if seconds > _LONG_SECONDS:
            self.rows = max(_LEAST, self.rows // 2)
        elif seconds < _SHORT_SECONDS:
            self.rows = min(_MOST, self.rows * 2)


class Retention:
    """The job of forgetting, which is done every PURGE_EVERY."""

    def __init__(
        self,
        *,
        storage: Storage[RetentionTx],
        kept: KeptFor,
        copies: KeptCopies,
        others: tuple[Purgeable, ...] = (),
        log_bell: Bell,
    ) -> None:
        """`log_bell`: rung after each purge, for whoever empties the write-ahead log."""
        self._storage = storage
        self._kept = kept
        self._copies = copies
        self._others = others
        self._log_bell = log_bell

    async def purge(self, now: datetime) -> int:
        """Forget what is over; returns how many rows held something."""
        forgotten = 0
        try:
            for chore, promise in self._storage.read.retention.promises().items():
                forgotten += await self._try(chore, now - self._kept.of(promise), now)
            for other in self._others:
                forgotten += await other.purge(now)
            forgotten += await self._copies.forget(now - self._kept.copies)
        finally:
            # Also what was erased since the last time by whoever did it: a form that was used, a question taken back.
            self._log_bell.ring()
        if forgotten:
            _log.info("retention: emptied %s rows", forgotten)
        return forgotten

    async def _try(self, chore: str, before: datetime, now: datetime) -> int:
        try:
            return await self._do(chore, before, now)
        except Unavailable:
            raise
        except Exception:  # noqa: BLE001  # what cannot be forgotten must not keep the rest
            _log.exception("retention: %s", chore)
            return 0

    async def _do(self, chore: str, before: datetime, now: datetime) -> int:
        forgotten, messages, portions = 0, 0, Portions()
        while messages < _MESSAGES_A_RUN and await self._storage.read.retention.is_over(chore, before):
            async with self._storage.bulk() as tx:
                began = time.monotonic()
                portion = await tx.retention.forget(chore, before, now, portions.rows)
            forgotten += portion.rows
            messages += portion.messages
            portions.took(time.monotonic() - began)
            await asyncio.sleep(0)  # whoever waits to write goes first
        return forgotten


class WriteAheadLog:
    """Empties the write-ahead log, where erased text stands until then. A reader can hold that up; it is never waited for,
    but tried again.
    """

    def __init__(self, *, storage: Storage[object], bell: Bell, clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self.bell = bell
        self._owed_since: datetime | None = None
        self._said = False

    async def run(self) -> None:
        """Empty it at the start, and each time after the bell rings, until cancelled."""
        wait: float | None = _LOOK_SECONDS
        while True:
            self.bell.silence()
            if await self.empty():
                wait = None
            else:
                wait = _LOOK_SECONDS if wait is None else min(2 * wait, _LOOK_SECONDS_AT_MOST)
            await self.bell.heard(wait)

    async def empty(self) -> bool:
        """Try once; whether it is empty. Says so in the log when it has not been for an hour."""
        now = self._clock()
        if self._owed_since is None:
            self._owed_since = now
        try:
            emptied = await self._storage.forget_deleted()
        except Unavailable:
            emptied = False
        if emptied:
            if self._said:
                _log.warning("what was erased has left the write-ahead log now")
            self._owed_since, self._said = None, False
        elif now - self._owed_since >= _TOO_LONG and not self._said:
            _log.error(
                "what was erased since %s still stands in the write-ahead log: something has kept the database open for "
                "reading all that time (a backup, an sqlite3 shell, another process?). It is tried again until it is gone",
                self._owed_since.isoformat(timespec="minutes"),
            )
            self._said = True
        return emptied
