"""Messages that share one card: which card shows a message, what it says of all of them, and its pages.

A message joins a group in the transaction that saves its outcome, so that of two processes none forgets a message and
none makes a second card for what shares one. What was removed, what Rowan may not remove, and what a moderator decides about
have cards apart; what becomes of it later changes what the card says. A group takes no more once it is ten minutes old, full,
or decided about.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Protocol

from core.base.ids import DetectionId, ServerId, SweepId, UserId
from core.base.posts import MessagePlace
from core.scanning.detections import Detection, Settlement
from core.scanning.groups import BETWEEN_EDITS, Group, speaking_for_all
from services.base.outbox import Kind, OutboxStore

_JOINED = "it is counted on another card"


class GroupStore(Protocol):
    """The store of table `detections`, as far as removals share a card."""

    async def join(self, detection: DetectionId, now: datetime) -> DetectionId | None:
        """Have a message counted by a group that takes it in, else let it begin one; returns the detection whose card it
        is. None: it stands for itself, since a case ordered its removal, or its own card may have been seen.
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

    async def standing(self, lead: DetectionId) -> Sequence[MessagePlace]:
        """Where the group's messages stand that were not removed, one a detection; none where it is no group."""
        ...

    async def wrote_one(self, lead: DetectionId, server: ServerId, user: UserId) -> bool:
        """Whether one of the group's messages is theirs."""
        ...

    async def lead_of(self, detection: DetectionId) -> DetectionId | None:
        """The detection whose card shows this one; None where it shares none."""
        ...

    async def loudest(self, lead: DetectionId) -> Detection | None:
        """Of those that share the card, the one that somebody must do most about. None: there is no such card."""
        ...

    async def settle_others(self, lead: DetectionId, settlement: Settlement, now: datetime) -> None:
        """Store for each but the lead's whose message stands what a moderator decided about all of them."""
        ...

    async def any_taken(self, lead: DetectionId) -> bool:
        """Whether Rowan removed any of the messages, as far as is known."""
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
    """What a transaction offers to whoever has a message shown."""

    @property
    def groups(self) -> GroupStore:
        """The store of table `detections`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def show(
    tx: CountingTx,
    detection: DetectionId,
    server: ServerId,
    now: datetime,
    *,
    said_after: timedelta | None = None,
) -> bool:
    """Have a detection's card posted or brought up to date: its own, or the one that counts it, which is edited now and
    then while it only counts. `said_after`: what was found out most often passes until then.

    Returns whether that is due at once, so that the outbox's bell is to be rung after the commit.
    """
    lead = await tx.groups.join(detection, now)
    if lead is None or lead == detection:
        if said_after is None:
            await tx.outbox.arm(Kind.DETECTION_CARD, detection, server, now)
        else:
            await tx.outbox.arm_at(Kind.DETECTION_CARD, detection, server, now + said_after)
        return said_after is None
    await tx.outbox.drop_unsent(Kind.DETECTION_CARD, detection, _JOINED)
    await tx.outbox.arm_at(Kind.DETECTION_CARD, lead, server, now + (said_after or BETWEEN_EDITS))
    return False


async def show_again(tx: CountingTx, detection: DetectionId, server: ServerId, now: datetime) -> None:
    """Have the card that shows a detection brought up to date: its own, or the one that counts it."""
    lead = await tx.groups.lead_of(detection)
    if lead is None or lead == detection:
        await tx.outbox.arm(Kind.DETECTION_CARD, detection, server, now)
    else:
        await tx.outbox.arm_at(Kind.DETECTION_CARD, lead, server, now + BETWEEN_EDITS)


async def show_sweep(tx: CountingTx, sweep: SweepId | None, server: ServerId, now: datetime) -> None:
    """Have the card of the sweep brought up to date that removes a message, now and then while it goes on."""
    if sweep is not None:
        await tx.outbox.arm_at(Kind.SWEEP_CARD, sweep, server, now + BETWEEN_EDITS)


async def as_its_card_says(groups: GroupStore, found: Detection) -> Detection:
    """A detection as its card speaks of it, which may speak for several."""
    if found.lead != found.id:
        return found
    loudest = await groups.loudest(found.id)
    return found if loudest is None else speaking_for_all(found, loudest)
