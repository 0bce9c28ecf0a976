"""Going through what a server's outbox owes, a portion in each transaction: a server may owe thousands of messages.

Whoever changes the setup, the channels or Rowan's roles, or comes back, commits that a walk is owed. What waits is then
made due, and after a move of the review channel what is open and stands elsewhere; emergencies first. After a change of what
open cards say, of the policy, these are drawn anew where they stand: one after the other, so that a new card waits behind none
of thousands. Whoever dies in the middle leaves the walk owed, and it is begun again: a row that is gone through twice is looked
at twice and posted once.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.ids import ServerId
from services.base.outbox import Kind
from services.base.ports import Clock, Storage

PORTION = 100  # rows in one transaction: some milliseconds
REDRAWN = (
    Kind.CASE_CARD,
    Kind.UPDATE_DRAFT,
)  # kinds whose messages say what follows from what the server chose
BETWEEN_REDRAWS = timedelta(seconds=1)  # as often as Discord lets messages of one channel be edited


@dataclass(frozen=True, slots=True)
class OwedWalk:
    """A walk that is owed. `asked`: how often it was asked for; `moves`: the review channel is another one; `redraws`: what
    open cards say has changed.
    """

    server: ServerId
    asked: int
    moves: bool
    redraws: bool = False


class Becomes(StrEnum):
    """What a walk makes of an outbox row."""

    DUE = "due"  # now, if it waits
    MOVED = "moved"  # its message goes to the review channel of now
    REDRAWN = "redrawn"  # its message is drawn anew where it stands


@dataclass(frozen=True, slots=True)
class WalkStep:
    """An outbox row that is to be gone through. `kind` None: one that only a newer program knows. `wait`: until it is due, where
    its message is drawn anew.
    """

    row: int
    kind: Kind | None
    becomes: Becomes
    urgent: bool
    wait: timedelta = timedelta()


class WalkStore(Protocol):
    """Table `outbox_walks`."""

    async def begin(self, server: ServerId, *, moves: bool = False, redraws: bool = False) -> None:
        """Note that a walk is owed: what waits in the server, was to be tried later, or ended when Rowan left it, is due
        now, and what is under way is looked at after it. `moves`: what is open and stands elsewhere is posted anew.
        `redraws`: what is open and says what follows from the server's choices is drawn anew.
        """
        ...

    async def next(self, after: ServerId) -> OwedWalk | None:
        """Give a walk that is owed, the servers in turn."""
        ...

    async def steps(self, walk: OwedWalk, now: datetime) -> list[WalkStep]:
        """Give the rows that are to be gone through, emergencies first."""
        ...

    async def go(self, walk: OwedWalk, steps: Sequence[WalkStep], now: datetime) -> None:
        """Make these rows due, as far as they still wait."""
        ...

    async def end(self, walk: OwedWalk) -> None:
        """Note that the walk is over, unless it was asked for again meanwhile."""
        ...


class WalksTx(Protocol):
    """What a transaction offers to walks."""

    @property
    def walks(self) -> WalkStore:
        """Table `outbox_walks`."""
        ...


class Walks:
    """Goes on with the walks that are owed, one after the other."""

    def __init__(self, *, storage: Storage[WalksTx], clock: Clock) -> None:
        self._storage = storage
        self._clock = clock
        self._walk: OwedWalk | None = None
        self._steps: Sequence[WalkStep] = ()
        self._last = ServerId(0)

    async def step(self) -> bool:
        """Do one portion. False: no walk is owed. Raises Unavailable."""
        if self._walk is None:
            found = await self._storage.glance.walks.next(self._last)
            if found is None:
                return False
            # Outside of any transaction: what is open in a large server takes a while to find.
            self._steps = await self._storage.read.walks.steps(found, self._clock())
            self._walk, self._last = found, found.server
        portion, rest = self._steps[:PORTION], self._steps[PORTION:]
        async with self._storage.bulk() as tx:
            await tx.walks.go(self._walk, portion, self._clock())
            if not rest:
                await tx.walks.end(self._walk)
        self._steps = rest
        if not rest:
            self._walk = None
        return True

    def leave_off(self) -> None:
        """Turn to another server; the walk that is under way stays owed and is begun again in its turn."""
        self._walk, self._steps = None, ()
