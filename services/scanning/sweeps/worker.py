"""Working on sweeps: a portion of each that is due, by one process at a time, until it waits for somebody or is through.

Whoever takes a sweep holds it while their lease lasts; a process that dies leaves it to another, or to itself after a restart. Where
Discord is silent, or the database, the portion is done later, with longer and longer waits.
"""

import logging
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import Unavailable, UserError
from core.base.ids import DetectionId, ServerId
from core.lists.patterns import Pattern
from core.scanning.detections import UndoScope
from core.scanning.groups import BETWEEN_EDITS
from core.scanning.sweeps import Sweep, SweepState, Why
from services.base.outbox import Kind
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell, Worker
from services.scanning.sweeps.deleting import SweepDeleting
from services.scanning.sweeps.finding import SweepFinding
from services.scanning.sweeps.ports import SweepsTx, SweptDiscord

_log = logging.getLogger(__name__)

_AT_ONCE = 2  # sweeps: live scanning and moderators' own clicks go on beside them
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=1)


class Undoing(Protocol):
    """Takes removals back; services.scanning.detections.moderation fills it."""

    async def undo(self, caller: Caller, detection: DetectionId, scope: UndoScope) -> object:
        """Take back a removal and whatever shares its card. Raises UserError."""
        ...


class Naming(Protocol):
    """Finds the pattern that a text names; services.lists.typed_pattern fills it."""

    async def resolve(self, server: ServerId, typed: str) -> Pattern:
        """Give the pattern. Raises UserError."""
        ...


class SweepWorker(Worker[Sweep]):
    """The worker of sweeps."""

    def __init__(
        self,
        *,
        storage: Storage[SweepsTx],
        discord: SweptDiscord,
        finding: SweepFinding,
        deleting: SweepDeleting,
        undoing: Undoing,
        patterns: Naming,
        outbox_bell: Bell,
        clock: Clock,
        process: str,
        bell: Bell,
        ours: OurShards = all_shards,
    ) -> None:
        super().__init__("sweeps", bell, at_once=_AT_ONCE)
        self._storage = storage
        self._discord = discord
        self._finding = finding
        self._deleting = deleting
        self._undoing = undoing
        self._patterns = patterns
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._process = process
        self._ours = ours

    async def take(self, limit: int) -> Sequence[Sweep]:
        """Take sweeps of which a portion is due, in servers of this process's shards."""
        now, ours = self._clock(), self._ours()
        if not await self._storage.glance.sweeps.any_due(now, ours):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.sweeps.take(self._process, now, limit, ours)

    async def perform(self, sweep: Sweep) -> None:
        """Do one portion, and leave the rest for the next."""
        tries, wait = 0, None
        try:
            tries = await self._storage.glance.sweeps.tries(sweep.id)
            wait = await self._portion(sweep, tries)
            tries = 0
        except Unavailable as error:
            tries, wait = tries + 1, self._later(tries, error)
            _log.warning("sweep %s waits: %s", sweep.id, error.key)
        except Exception:  # noqa: BLE001  # one portion that fails must not end the others
            tries, wait = tries + 1, self._later(tries, None)
            _log.exception("sweep %s: a portion failed", sweep.id)
        try:
            await self._leave(sweep, wait, tries)
        except Unavailable as error:  # it stays this process's, and is found when its lease has ended
            _log.warning("sweep %s could not be left: %s", sweep.id, error.key)

    def _later(self, tries: int, error: Unavailable | None) -> timedelta:
        asked = timedelta(0) if error is None else error.retry_after or timedelta(0)
        doubled: timedelta = _FIRST_WAIT * 2 ** min(tries, 10)
        return max(asked, min(_LONGEST_WAIT, doubled))

    async def _portion(self, sweep: Sweep, tries: int) -> timedelta | None:
        if not self._discord.is_there(sweep.server):
            raise Unavailable
        if sweep.undoing is not None:
            await self._undo(sweep)
            return None
        try:
            pattern = await self._patterns.resolve(sweep.server, sweep.pattern)
        except UserError:  # it would be refused today
            async with self._storage.durable() as tx:
                states = [SweepState.LOOKING, SweepState.RUNNING]
                await tx.sweeps.step(sweep.id, states, SweepState.STOPPED, self._clock(), why=Why.NOTHING)
            return None
        if sweep.state is SweepState.LOOKING:
            return await self._finding.portion(sweep, pattern, tries)
        await self._deleting.portion(sweep, pattern, tries)
        return None

    async def _leave(self, sweep: Sweep, wait: timedelta | None, tries: int) -> None:
        now = self._clock()
        async with self._storage.settling() as tx:
            await tx.sweeps.leave(sweep.id, self._process, now + (wait or timedelta(0)), tries=tries)
            after = await tx.sweeps.get(sweep.id)
            if after is not None and after.state is sweep.state and after.undoing == sweep.undoing:
                await tx.outbox.arm_at(Kind.SWEEP_CARD, sweep.id, sweep.server, now + BETWEEN_EDITS)
            else:
                await tx.outbox.arm(Kind.SWEEP_CARD, sweep.id, sweep.server, now)
        self._outbox_bell.ring()
        if wait is None:
            self.bell.ring()

    async def _undo(self, sweep: Sweep) -> None:
        """Take back the next of its groups of removals; one that cannot be is passed over."""
        group = await self._storage.glance.sweeps.next_group(sweep.id, sweep.undone_to)
        by = sweep.undoing
        assert by is not None  # noqa: S101  # who asked for it was asked just now
        if group is None:
            async with self._storage.durable() as tx:
                await tx.sweeps.undone(sweep.id, sweep.undone_to, ended=self._clock())
            return
        caller = Caller(sweep.server, by.id, by.name, manage_messages=True)  # asked at the click
        try:
            await self._undoing.undo(caller, DetectionId(group), UndoScope.MESSAGE)
        except UserError as error:
            _log.info("sweep %s: group %s is not taken back: %s", sweep.id, group, error.key)
        async with self._storage.durable() as tx:
            await tx.sweeps.undone(sweep.id, group, ended=None)
