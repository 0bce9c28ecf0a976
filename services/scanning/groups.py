"""Removals that share one card: which card shows a removal, what it says of all of them, and its pages.

A removal joins a group in the transaction that saves its outcome, so that of two processes none forgets a removal and
none makes a second card for what shares one. A group takes no more once it is ten minutes old, full, or decided about.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.ids import DetectionId, ServerId, UserId
from core.scanning.detections import Detection
from core.scanning.groups import BETWEEN_EDITS, Group
from services.base.outbox import Kind, OutboxStore

_JOINED = "it is counted on another card"


class GroupStore(Protocol):
    """The store of table `detections`, as far as removals share a card."""

    async def join(self, detection: DetectionId, now: datetime) -> DetectionId | None:
        """Have a removal counted by a group that takes it in, else let it begin one; returns the detection whose card it
        is. None: it stands for itself, since it was no removal by a list, or its own card may have been seen.
        """
        ...

    async def of(self, lead: DetectionId) -> Group | None:
        """What is said of all removals on this detection's card. None: it is the only one."""
        ...

    async def removals(self, lead: DetectionId, offset: int, limit: int) -> Sequence[Detection]:
        """Removals of the group, oldest first."""
        ...

    async def count(self, lead: DetectionId) -> int:
        """How many removals the group has; 0 where it is none."""
        ...

    async def wrote_one(self, lead: DetectionId, server: ServerId, user: UserId) -> bool:
        """Whether one of the group's messages is theirs."""
        ...

    async def undo_others(self, lead: DetectionId, reason: str, now: datetime) -> None:
        """Note of each removal but the lead's that it was undone."""
        ...

    async def firsts_of_authors(self, lead: DetectionId) -> Sequence[DetectionId]:
        """The first removal of each member who wrote one: what goes back to them is sent in its name."""
        ...

    async def undone_timeouts(self, found: Detection, now: datetime) -> Sequence[Detection]:
        """Everything of the same author that was undone, and whose timeout still runs, in whatever group."""
        ...

    async def timeout_is_shared(self, found: Detection, now: datetime, since: datetime) -> bool:
        """Whether another removal of the same author, one that was not undone, asks for a timeout that still runs.

        `since`: when what was detected then would have run out; a timeout that stood already is not written down.
        """
        ...

    async def undone_with(self, found: Detection) -> Sequence[Detection]:
        """What was undone along with this one and goes back to the same author, itself included; oldest first."""
        ...


class CountingTx(Protocol):
    """What a transaction offers to whoever has a removal shown."""

    @property
    def groups(self) -> GroupStore:
        """The store of table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def show(tx: CountingTx, detection: DetectionId, server: ServerId, now: datetime) -> None:
    """Have a detection's card posted or brought up to date: its own, or the one that counts it, which is edited now and
    then while it only counts.
    """
    lead = await tx.groups.join(detection, now)
    if lead is None or lead == detection:
        await tx.outbox.arm(Kind.DETECTION_CARD, detection, server, now)
        return
    await tx.outbox.drop_unsent(Kind.DETECTION_CARD, detection, _JOINED)
    await tx.outbox.arm_at(Kind.DETECTION_CARD, lead, server, now + BETWEEN_EDITS)
