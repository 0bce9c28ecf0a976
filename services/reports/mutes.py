"""Muting a reporter whose reports are bad: by the name they have in one case, without learning who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId
from core.reports.cases import CaseState
from services.base.ports import Audit, Clock, Storage
from services.base.worker import Bell
from services.reports.case_cards import CaseCardsTx, show_card
from services.reports.cases.access import CaseAccess
from services.reports.forms import chosen

MUTED_DAYS = 30
CARDS_AT_ONCE = 25  # of cases whose mute is over, so that those of new cases need not wait behind them
UNMUTED_LOOK_EVERY = timedelta(minutes=1)


class MuteReason(StrEnum):
    """Why a reporter is muted; it stands in the audit."""

    FALSE_REPORTS = "false_reports"
    FLOODING = "flooding"
    ABUSE = "abuse"


@dataclass(frozen=True, slots=True)
class Reporter:
    """Somebody who reported a case. `muted_until`: by a decision from this very case; of others nothing is told, or
    the names of two cases could be put together.
    """

    report: ReportId
    pseudonym: str
    muted_until: datetime | None


class MuteStore(Protocol):
    """Table `reporter_mutes`. A reporter is named by a report, and known until retention ends."""

    async def reporters(self, case: CaseId, now: datetime) -> list[Reporter]:
        """Give the reporters of the case who are still known, by pseudonym."""
        ...

    async def pseudonym(self, server: ServerId, case: CaseId, report: ReportId) -> str | None:
        """Give the pseudonym of whoever sent the report of this case; None where they are not known (any more)."""
        ...

    async def mute(
        self, server: ServerId, case: CaseId, report: ReportId, reason: MuteReason, until: datetime
    ) -> None:
        """Mute whoever sent the report, by a decision from this case."""
        ...

    async def unmute(self, server: ServerId, case: CaseId, report: ReportId) -> bool:
        """End the mute that was decided from this case; False where there was none."""
        ...

    async def any_heard(self, now: datetime) -> bool:
        """Whether `heard` would find a case."""
        ...

    async def heard(self, now: datetime, most: int) -> list[tuple[CaseId, ServerId]]:
        """Cases without a card that somebody reported who is not muted (any more), or not known any more;
        the oldest.
        """
        ...

    async def is_quiet(self, server: ServerId, case: CaseId) -> bool:
        """Whether the case is one of this server, not closed, without a card."""
        ...

    async def forget(self, now: datetime) -> int:
        """Delete the mutes that are over; returns how many."""
        ...


class MutesTx(CaseCardsTx, Protocol):
    """What a transaction offers to mutes."""

    @property
    def mutes(self) -> MuteStore:
        """Table `reporter_mutes`."""
        ...

    @property
    def audit(self) -> Audit:
        """Table `audit`."""
        ...


class Mutes:
    """Muting reporters by their names in one case. Each use case raises UserError: no moderator, another
    server's case, one about the caller's message.
    """

    def __init__(
        self, *, storage: Storage[MutesTx], access: CaseAccess, outbox_bell: Bell, clock: Clock
    ) -> None:
        self._storage = storage
        self._access = access
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def reporters(self, caller: Caller, case: CaseId) -> list[Reporter]:
        """Give whoever reported the case and could be muted, or is."""
        await self._access.open_to(caller, case)
        return await self._storage.read.mutes.reporters(case, self._clock())

    async def reporter(self, caller: Caller, case: CaseId, report: str) -> Reporter:
        """The one who sent the report. Raises UserError also where there is none such."""
        for known in await self.reporters(caller, case):
            if str(known.report) == report:
                return known
        raise UserError("mute-gone")

    async def mute(self, caller: Caller, case: CaseId, report: str, reason: str) -> str:
        """Mute whoever sent the report, for MUTED_DAYS; returns their pseudonym."""
        why, known = chosen(MuteReason, reason), await self.reporter(caller, case, report)
        now = self._clock()
        async with self._storage.bulk() as tx:
            pseudonym = await _pseudonym(tx, caller, case, known.report)
            until = now + timedelta(days=MUTED_DAYS)
            await tx.mutes.mute(caller.server, case, known.report, why, until)
            await _note(tx, caller, "case-mute", case, now, f"{pseudonym} {why}")
        return pseudonym

    async def unmute(self, caller: Caller, case: CaseId, report: str) -> str:
        """End the mute that was decided from this case; where none goes on, what it kept back gets its
        cards. Returns the
        pseudonym.
        """
        known = await self.reporter(caller, case, report)
        now = self._clock()
        async with self._storage.bulk() as tx:
            pseudonym = await _pseudonym(tx, caller, case, known.report)
            if await tx.mutes.unmute(caller.server, case, known.report):
                await _note(tx, caller, "case-unmute", case, now, pseudonym)
                await _give_cards_where_due(tx, now)
        self._outbox_bell.ring()
        return pseudonym

    async def give_card(self, caller: Caller, case: CaseId) -> bool:
        """A moderator wants to see it: it gets its card, with all that can be done there. False: it had one already."""
        found = await self._access.open_to(caller, case)
        if found.state is CaseState.CLOSED:
            raise UserError("case-closed-already", case=str(case))
        now = self._clock()
        async with self._storage.bulk() as tx:
            given = await tx.mutes.is_quiet(caller.server, case)
            if given:
                await _give_card(tx, case, caller.server, now)
                await _note(tx, caller, "case-card", case, now)
        self._outbox_bell.ring()
        return given

    async def give_cards_where_due(self, now: datetime) -> int:
        """Cases that a mute kept back, now that it is over, get their cards, CARDS_AT_ONCE; returns how many."""
        if not await self._storage.read.mutes.any_heard(now):  # the usual answer costs no write
            return 0
        async with self._storage.bulk() as tx:
            return await _give_cards_where_due(tx, now)

    async def purge(self, now: datetime) -> int:
        """Forget the mutes that are over; returns how many."""
        async with self._storage.bulk() as tx:
            return await tx.mutes.forget(now)


async def _pseudonym(tx: MutesTx, caller: Caller, case: CaseId, report: ReportId) -> str:
    pseudonym = await tx.mutes.pseudonym(caller.server, case, report)
    if pseudonym is None:  # retention ended meanwhile
        raise UserError("mute-gone")
    return pseudonym


async def _give_cards_where_due(tx: MutesTx, now: datetime) -> int:
    cases = await tx.mutes.heard(now, CARDS_AT_ONCE)
    for case, server in cases:
        await _give_card(tx, case, server, now)
    return len(cases)


async def _give_card(tx: MutesTx, case: CaseId, server: ServerId, now: datetime) -> None:
    await tx.case_cards.give(case)
    await show_card(tx, case, server, now)


async def _note(tx: MutesTx, by: Caller, action: str, case: CaseId, now: datetime, after: str = "") -> None:
    await tx.audit.note(by.server, by.user, action, f"case/{case}", now, after=after)
