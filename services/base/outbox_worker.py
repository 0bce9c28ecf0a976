"""The worker of the outbox: takes what is due, has it posted, saves what became of it (services/base/outbox.py)."""

import functools
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final, Protocol

from core.base.errors import StorageInDoubt, Unavailable
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.shards import ALL_SHARDS
from services.base.health.figures import SILENT, Count, Meter
from services.base.outbox import (
    LONGEST_SILENCE,
    SERVER_LEFT,
    Dropped,
    Kind,
    Later,
    Lost,
    OutboxRow,
    OutboxTx,
    Performer,
    Posted,
    Presence,
    SendResult,
    Told,
    Waiting,
    growing_silence,
)
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards
from services.base.slots import AT_ONCE, Slots
from services.base.walks import Walks, WalksTx
from services.base.worker import Bell, Worker, until_saved

_log = logging.getLogger(__name__)

_LONGEST_WAIT = timedelta(minutes=5)
_NOT_CONFIRMED = timedelta(seconds=1)
_ELSEWHERE = timedelta(seconds=1)  # its shard went between the taking and the posting
_AT_ONCE = 200  # rows of one transaction


class Sent(StrEnum):
    """What became of one attempt to post something."""

    POSTED = "posted"
    TOLD = "told"  # to one person
    DROPPED = "dropped"  # there is nothing to show any more
    LATER = "later"  # it failed in a way that passes
    WAITING = "waiting"  # for somebody who changes something
    LOST = "lost"  # the message was deleted; a new one is made


_SENT: Final[Mapping[type[SendResult], Sent]] = {
    Posted: Sent.POSTED,
    Told: Sent.TOLD,
    Dropped: Sent.DROPPED,
    Later: Sent.LATER,
    Waiting: Sent.WAITING,
    Lost: Sent.LOST,
}
OUTBOX_ATTEMPTS = Count(
    "outbox_attempts", "Attempts to post a message of this kind, by outcome", {"kind": Kind, "outcome": Sent}
)
OUTBOX_RETRIES = Count("outbox_retries", "Of these, those that were not the first", {"kind": Kind})


class OutboxWorkerTx(OutboxTx, WalksTx, Protocol):
    """What a transaction offers to the worker."""


class Outbox(Worker[OutboxRow]):
    """The worker that posts what the outbox holds."""

    def __init__(
        self,
        *,
        storage: Storage[OutboxWorkerTx],
        clock: Clock,
        process: str,
        performers: Mapping[Kind, Performer],
        bell: Bell,
        presence: Callable[[ServerId], Presence] = lambda _server: Presence.HERE,
        slots: Slots | None = None,
        ours: OurShards = lambda: ALL_SHARDS,
        meter: Meter = SILENT,
    ) -> None:
        """`performers`: who posts each kind. A row of a kind that has none waits for a process that has one.
        `presence`: whether a server can be reached now. `slots`: who may have something performed. `ours`: of whose servers this
        process posts.
        """
        super().__init__("outbox", bell)
        self._storage = storage
        self._clock = clock
        self._process = process
        self._performers = performers
        self._presence = presence
        self._slots = slots or Slots()
        self._ours = ours
        self._meter = meter
        self._walks = Walks(storage=storage, clock=clock)

    async def step(self) -> int:
        """Do a portion of a walk that is owed, and begin what is due as far as there is room. 0: nothing was done."""
        walked = await self._walk_on()
        rows = await self.take(AT_ONCE)
        for row in rows:
            self._slots.begin(self._begin(row), row.server, urgent=row.urgent)
        return len(rows) + walked

    async def _walk_on(self) -> bool:
        """Do a portion of a walk; one that fails holds up no card, and is gone on with at the next look."""
        try:
            return await self._walks.step()
        except Unavailable as error:
            _log.warning("a server's outbox could not be gone through: %s", error.key)
        except Exception:  # noqa: BLE001  # whatever is wrong with one server's rows, emergencies elsewhere are posted
            _log.exception("a server's outbox could not be gone through")
            self._walks.leave_off()
        return False

    async def take(self, limit: int) -> Sequence[OutboxRow]:
        """Take the rows that are due: emergencies, and `limit` others at most, the servers in turn."""
        now, ours = self._clock(), self._ours()
        if not await self._storage.glance.outbox.any_due(
            now, ours
        ):  # the usual answer of a poll costs no write
            return []
        room = self._slots.room(limit, ours)
        rows: Sequence[OutboxRow] = ()
        try:
            # Durable: that a send was begun must be known after a failure of the power, or it would be sent twice.
            async with self._storage.durable() as tx:
                rows = await tx.outbox.take(self._process, now, room.most, room)
        except StorageInDoubt:
            await self._give_back(rows)
            raise
        return rows

    async def _give_back(self, rows: Sequence[OutboxRow]) -> None:
        """Let go of rows that nobody performs: else they would be this process's for as long as it lives."""
        for row in rows:
            now = self._clock()
            later = Later("the disk did not confirm", _NOT_CONFIRMED, may_stand=False)
            await until_saved(functools.partial(self._settle, row, later, now, now + _NOT_CONFIRMED))

    async def perform(self, row: OutboxRow) -> None:
        """Post or edit the message, and save what became of it."""
        outcome = await self._outcome(row)
        self._meter.count(OUTBOX_ATTEMPTS, row.kind, _SENT[type(outcome)])
        if row.attempts > 1:
            self._meter.count(OUTBOX_RETRIES, row.kind)
        if isinstance(outcome, (Later, Waiting)):
            _log.info("outbox row %s (%s): %s", row.id, row.kind, outcome.reason)
        if isinstance(outcome, Later) and outcome.named and outcome.wait is not None and not row.urgent:
            self._slots.hold(row.server, outcome.wait.total_seconds())
        now = self._clock()
        retry_at = now + _wait_after(row, outcome)
        await until_saved(lambda: self._settle(row, outcome, now, retry_at))
        self.bell.ring()

    async def _outcome(self, row: OutboxRow) -> SendResult:
        presence = self._presence(row.server)
        if presence is Presence.LEFT:
            return Dropped(SERVER_LEFT)
        if presence is Presence.ELSEWHERE:
            return Later("another process has the server", _ELSEWHERE, may_stand=False)
        if presence is Presence.AWAY:
            return Later("the server is away", growing_silence(row), may_stand=False)
        try:
            return await self._performers[row.kind](row)
        except Unavailable as error:
            return Later(error.key, error.retry_after, named=error.retry_after is not None)
        except Exception as error:  # noqa: BLE001  # one row that fails must not end the worker
            _log.exception("outbox row %s (%s) failed", row.id, row.kind)
            return Later(type(error).__name__)

    async def _settle(self, row: OutboxRow, outcome: SendResult, now: datetime, retry_at: datetime) -> None:
        async with self._storage.settling() as tx:
            saved = await tx.outbox.settle(row, outcome, now, retry_at)
        if not saved:
            _log.warning("outbox row %s (%s): another process took it over", row.id, row.kind)

    async def messages_deleted(self, messages: Iterable[MessageId]) -> None:
        """Have messages posted again that somebody deleted, if they still wait for somebody; of the others it is forgotten
        where they stood.
        """
        # Nearly all deleted messages are not Rowan's: each costs a look at the index, and no write.
        reading = self._storage.glance.outbox
        rows = [row for message in messages if (row := await reading.row_at(message)) is not None]
        await self._make_anew(rows)

    async def channel_deleted(self, server: ServerId, channel: ChannelId) -> None:
        """A channel was deleted, and with it every message in it."""
        rows = await self._storage.read.outbox.rows_in(server, channel)
        for first in range(0, len(rows), _AT_ONCE):  # a review channel holds thousands
            await self._make_anew(rows[first : first + _AT_ONCE])

    async def _make_anew(self, rows: Sequence[int]) -> None:
        if not rows:
            return
        async with self._storage.bulk() as tx:
            made = [await tx.outbox.make_anew(row, self._clock()) for row in rows]
        if any(made):
            self.bell.ring()


def _wait_after(row: OutboxRow, outcome: SendResult) -> timedelta:
    if isinstance(outcome, Waiting):
        return LONGEST_SILENCE
    if isinstance(outcome, Later) and outcome.wait is not None:
        return outcome.wait
    return min(_LONGEST_WAIT, timedelta(seconds=2 ** min(row.attempts, 9)))
