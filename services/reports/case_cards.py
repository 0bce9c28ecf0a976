"""The cards of cases in the review channel: made due when a case changes, together with those that name it."""

from datetime import datetime
from typing import Protocol

from core.base.ids import CaseId, ServerId
from services.base.outbox import Kind, OutboxStore


class CaseCardStore(Protocol):
    """The store of tables `cases` and `case_links`."""

    async def give(self, case: CaseId) -> bool:
        """The case has a card from here on; returns whether it had none before."""
        ...

    async def naming(self, case: CaseId, server: ServerId) -> list[CaseId]:
        """Open cases of the server with a link of this one, whose cards name it; the oldest, a few."""
        ...


class CaseCardsTx(Protocol):
    """What a transaction offers to cards."""

    @property
    def case_cards(self) -> CaseCardStore:
        """Which cases have cards."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...


async def show_card(
    tx: CaseCardsTx, case: CaseId, server: ServerId, now: datetime, *, urgent: bool = False
) -> None:
    """Make the card due, and those of open cases that share a link with the case. `urgent`: the card goes before others."""
    for each in [case, *await tx.case_cards.naming(case, server)]:
        await tx.outbox.arm(Kind.CASE_CARD, each, server, now)
    if urgent:
        await tx.outbox.hurry(Kind.CASE_CARD, case)
