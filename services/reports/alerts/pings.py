"""Pings of the alert role: a card asks for its turn before it is posted; what must wait is told of in the next ping."""

from datetime import datetime
from typing import Protocol

from core.base.ids import CaseId, ServerId
from core.reports.pings import KnownPing, Turn, ping
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage


class PingStore(Protocol):
    """The store of table `alerts`, and what `cases` says of them."""

    async def known(self, case: CaseId) -> tuple[ServerId, KnownPing] | None:
        """Give what decides whether the case pings; None where there is no such case."""
        ...

    async def last_in(self, server: ServerId) -> datetime | None:
        """Give the server's last ping."""
        ...

    async def hold_back(self, case: CaseId, now: datetime) -> None:
        """Note that the case pings later, or is told of by another ping."""
        ...

    async def take_turn(self, server: ServerId, case: CaseId, now: datetime) -> None:
        """Note that the server's ping is this case's now."""
        ...

    async def tell_of_those_held_back(self, server: ServerId, case: CaseId) -> None:
        """The case's ping tells of every open case of the server that was held back and has not pinged."""
        ...

    async def pinged(self, case: CaseId, now: datetime) -> None:
        """Note that the case's card stands there, with the cases it tells of: none of them pings again."""
        ...

    async def first_ping_waits(self, server: ServerId) -> bool:
        """Whether an open case of the server was held back and has not pinged."""
        ...


class PingsTx(Protocol):
    """What a transaction offers to pings."""

    @property
    def pings(self) -> PingStore:
        """The store of table `alerts`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


class Pings:
    """The use cases of a card that is about to be posted, and was."""

    def __init__(self, *, storage: Storage[PingsTx]) -> None:
        self._storage = storage

    async def may_ping(self, case: CaseId, now: datetime) -> bool:
        """Whether the card of this emergency may ping now; if so, the turn is its own, and those that were held back
        are told of in it. Else its card is looked at again when the next ping is possible, for where nobody has claimed
        it and no other ping has told of it by then; what the card owes meanwhile is not held back.
        """
        async with self._storage.bulk() as tx:
            found = await tx.pings.known(case)
            if found is None:
                return False
            server, known = found
            plan = ping(known, now)
            if plan.turn is Turn.PING:
                await tx.pings.take_turn(server, case, now)
                await tx.pings.tell_of_those_held_back(server, case)
            if plan.again is not None:
                await tx.pings.hold_back(case, now)
                await tx.outbox.arm_at(Kind.CASE_CARD, case, server, plan.again)
        return plan.turn in (Turn.FREE, Turn.PING)

    async def pinged(self, case: CaseId, now: datetime) -> None:
        """Note that the card stands there, with the cases it tells of: none of them pings again."""
        async with self._storage.bulk() as tx:
            await tx.pings.pinged(case, now)
