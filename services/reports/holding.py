"""Emergencies that a mute held, once a decision that made it hold them is undone: they are heard as any other."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import CaseId, ServerId
from core.reports.cases import case_category
from core.reports.report_limits import FALSE_EMERGENCIES
from services.reports.case_cards import CaseCardsTx, show_card


class HeldReports(Protocol):
    """The store of tables `reports` and `cases`, as far as a mute holds emergencies."""

    async def no_longer_held(self, case: CaseId, enough: int, now: datetime) -> Sequence[CaseId]:
        """Open cases with a held emergency by somebody who reported `case`, too, and of whose emergencies within the mute
        in force fewer than `enough` were no violation.
        """
        ...

    async def hear(self, case: CaseId, of: CaseId) -> None:
        """Hold nothing any more, in this case, of what the reporters of the case `of` sent."""
        ...

    async def counting(self, case: CaseId) -> Sequence[Category]:
        """The categories of the case's reports that nothing holds, in the order made."""
        ...

    async def categorize(self, case: CaseId, category: Category) -> None:
        """Give the case this category."""
        ...


class HoldingTx(CaseCardsTx, Protocol):
    """What a transaction offers to hear what was held."""

    @property
    def mutes(self) -> HeldReports:
        """The store of table `reporter_mutes`."""
        ...


async def hear_what_was_held(tx: HoldingTx, undone: CaseId, server: ServerId, now: datetime) -> None:
    """Give card and ping to the emergencies that were held since the dismissal of `undone` counted, and does no more."""
    for case in await tx.mutes.no_longer_held(undone, FALSE_EMERGENCIES, now):
        await tx.mutes.hear(case, undone)
        await tx.mutes.categorize(case, case_category(await tx.mutes.counting(case)))
        await tx.case_cards.give(case)
        await show_card(tx, case, server, now, urgent=True)
