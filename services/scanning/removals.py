"""Removing messages: what was decided and committed is done, now or later, by this process or the next.

The contract. A row of table `detections` whose `due_at` is not NULL is a removal that is owed. Whoever orders one, in a
transaction of their own, with `tx.detections.order_removal` (outcome 'pending', due now, taken by nobody), rings the
removals' bell after the commit; the worker then

1. takes the row (a conditional update; a row that a living process took is left to it),
2. deletes the message, and times the author out where the row's action is `timeout`,
3. saves the outcome and makes the detection's card due, in one transaction.

A message that Rowan may not delete ('forbidden') or that Discord could not delete ('failed') stays owed, with a
back-off, for seven days; a permission that comes back is used at once (`permission_back`). A process that dies
between 1 and 3 leaves the row to the next one: deleting twice is harmless. Where Discord's answer was lost, or the process
died before it came, the row says so: a message that is gone at a later attempt went because of Rowan.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, UserId
from core.scanning.detections import Detection, MissingRight, Outcome, Person, Settled, Timeout
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Clock, Storage
from services.base.worker import Bell, Worker, until_saved

_log = logging.getLogger(__name__)

TIMEOUT_LASTS = timedelta(hours=1)  # from the detection on
GIVE_UP_AFTER = timedelta(days=7)
_WAITS = {  # first and longest wait; each try doubles it
    Outcome.FORBIDDEN: (timedelta(seconds=15), timedelta(minutes=15)),
    Outcome.FAILED: (timedelta(seconds=2), timedelta(minutes=5)),
}


class RemovalResult(StrEnum):
    """Discord's answer when a message was to be deleted."""

    REMOVED = "removed"
    GONE = "gone"
    FORBIDDEN = "forbidden"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Deletion:
    """What became of one attempt to delete a message.

    `missing`: the right that Rowan lacks where it was FORBIDDEN. Where it FAILED: `maybe_done`, whether Discord may have
    done it all the same, as when its answer was lost; and `wait`, how long it wants to be left alone.
    """

    result: RemovalResult
    missing: MissingRight = MissingRight.MESSAGES
    maybe_done: bool = False
    wait: timedelta | None = None


class MessageRemover(Protocol):
    """Removes messages on Discord. Never raises for what Discord answers."""

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        """Delete one message."""
        ...

    async def time_out(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        """Keep a member from writing until that time.

        Returns SET, FORBIDDEN or FAILED; NONE where there is nothing to do.
        """
        ...

    async def lift(
        self, server: ServerId, member: UserId, until: datetime, detection: DetectionId
    ) -> Timeout:
        """End the timeout that lasts until that time.

        Returns LIFTED, FAILED, or STAYS (no right to, or somebody changed it).
        """
        ...


@dataclass(frozen=True, slots=True)
class Removal:
    """One removal that this process has taken."""

    id: DetectionId
    server: ServerId
    channel: ChannelId
    message: MessageId
    member: UserId | None  # whom to time out
    detected_at: datetime
    attempts: int  # attempts, this one included
    case: CaseId | None  # the case from which it was ordered; its card shows what became of it
    maybe_removed: (
        bool  # an earlier attempt was cut off, or its answer lost: the message may be gone because of Rowan
    )


@dataclass(frozen=True, slots=True)
class OrderedRemoval:
    """What a moderator ordered from a case. `pattern`, `link`, `how` are empty where no entry is the reason."""

    server: ServerId
    channel: ChannelId
    message: MessageId
    case: CaseId
    by: Person
    settled: Settled  # LISTED or DELETED
    category: Category
    author: Person | None = None
    author_is_member: bool = False  # neither a bot nor a webhook
    pattern: str = ""
    link: str = ""
    how: tuple[str, ...] = ()
    text: str = ""  # what is returned to the author on undo


@dataclass(frozen=True, slots=True)
class RemovalAttempt:
    """What became of one attempt. `retry_at` None: nothing more is owed."""

    outcome: Outcome
    missing: MissingRight = MissingRight.MESSAGES
    maybe_removed: bool = False  # by this attempt or an earlier one
    timeout: Timeout = Timeout.NONE
    timeout_until: datetime | None = None
    retry_at: datetime | None = None


class RemovalStore(Protocol):
    """Table `detections` as the worker, and whoever orders a removal, uses it."""

    async def any_due(self, now: datetime) -> bool:
        """Whether `take_due` would find a row."""
        ...

    async def take_due(self, process: str, now: datetime, limit: int) -> list[Removal]:
        """Take removals that are due and that no living process is working on: they are marked as this process's."""
        ...

    async def settle_removal(self, removal: Removal, process: str, attempt: RemovalAttempt) -> bool:
        """Save the outcome of an attempt.

        False: another process took the row over. A row that was undone meanwhile is not retried.
        """
        ...

    async def retry_forbidden(self, server: ServerId, now: datetime) -> int:
        """Make removals due now that were refused for lack of a permission; returns how many."""
        ...

    async def order_removal(self, ordered: OrderedRemoval, now: datetime) -> DetectionId | None:
        """Write a removal that is owed; ring the removals' bell after the commit.

        None: this case ordered it already, and nobody took it back before it was done.
        """
        ...

    async def ordered_from(self, message: MessageId, case: CaseId) -> Detection | None:
        """Give the removal of this message that was ordered from this case."""
        ...


class RemovalsTx(Protocol):
    """What a transaction offers to removals."""

    @property
    def detections(self) -> RemovalStore:
        """Table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...


class Removals(Worker[Removal]):
    """The worker of removals. `perform` is also the way in for a removal that was committed a moment ago."""

    def __init__(
        self,
        *,
        storage: Storage[RemovalsTx],
        remover: MessageRemover,
        outbox_bell: Bell,
        clock: Clock,
        process: str,
        bell: Bell,
    ) -> None:
        super().__init__("removals", bell)
        self._storage = storage
        self._remover = remover
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._process = process

    async def take(self, limit: int) -> Sequence[Removal]:
        """Take the removals that are due, oldest first."""
        now = self._clock()
        # Most polls find nothing, and then cost no write.
        if not await self._storage.glance.detections.any_due(now):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.detections.take_due(self._process, now, limit)

    async def perform(self, removal: Removal) -> None:
        """Delete, time out, and save the outcome. The row must be this process's (`take_due`, or made so)."""
        try:
            deletion = await self._remover.delete(removal.server, removal.channel, removal.message)
        except Exception:  # noqa: BLE001  # one removal that fails must not be forgotten by a living process
            _log.exception("detection %s: the removal failed", removal.id)
            deletion = Deletion(RemovalResult.FAILED, maybe_done=True)
        outcome = Outcome(str(deletion.result))
        if outcome is Outcome.GONE and removal.maybe_removed:
            outcome = Outcome.REMOVED  # by the attempt whose answer nobody saw
        timeout, until = await self._time_out(removal, outcome)
        now = self._clock()
        attempt = RemovalAttempt(
            outcome=outcome,
            missing=deletion.missing,
            maybe_removed=removal.maybe_removed or deletion.maybe_done,
            timeout=timeout,
            timeout_until=until,
            retry_at=retry_at(removal, outcome, now, deletion.wait),
        )
        if outcome.to_remove:
            _log.info("detection %s: %s", removal.id, outcome)
        await until_saved(lambda: self._settle(removal, attempt, now))
        self._outbox_bell.ring()

    async def _settle(self, removal: Removal, attempt: RemovalAttempt, now: datetime) -> None:
        """Save the outcome and make its cards due; nothing happens where another process took it over."""
        async with self._storage.relaxed() as tx:
            if not await tx.detections.settle_removal(removal, self._process, attempt):
                return
            await tx.outbox.arm(Kind.DETECTION_CARD, removal.id, removal.server, now)
            if removal.case is not None:
                await tx.outbox.arm(Kind.CASE_CARD, removal.case, removal.server, now)

    async def _time_out(self, removal: Removal, outcome: Outcome) -> tuple[Timeout, datetime | None]:
        until = removal.detected_at + TIMEOUT_LASTS
        if removal.member is None or outcome.to_remove or until <= self._clock():
            return Timeout.NONE, None
        try:
            timeout = await self._remover.time_out(removal.server, removal.member, until, removal.id)
        except Exception:  # noqa: BLE001  # the message is gone: that must be saved, whatever became of the rest
            _log.exception("detection %s: the timeout failed", removal.id)
            timeout = Timeout.FAILED
        return timeout, until if timeout is Timeout.SET else None

    async def permission_back(self, server: ServerId) -> None:
        """Note that Rowan's rights in this server changed: removals that were forbidden may be possible now."""
        async with self._storage.bulk() as tx:
            retried = await tx.detections.retry_forbidden(server, self._clock())
        if retried:
            self.bell.ring()


def retry_at(
    removal: Removal, outcome: Outcome, now: datetime, asked: timedelta | None = None
) -> datetime | None:
    """When to try again: doubling waits, or as long as Discord `asked`; no more after a week; None where nothing is owed."""
    if outcome not in _WAITS or now - removal.detected_at >= GIVE_UP_AFTER:
        return None
    first, longest = _WAITS[outcome]
    doubled: timedelta = first * 2 ** min(removal.attempts - 1, 10)
    return now + max(asked or timedelta(0), min(longest, doubled))
