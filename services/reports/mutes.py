"""Muting a reporter whose reports are bad: by the name they have in one case, without learning who they are.

In the same step a moderator may dismiss what that reporter sent. Cases that close at once show that one person reported
them: docs/decisions/0049-mutes-that-dismiss.md says what of that is told, and what is not.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId
from core.reports.cases import Actor, Refusal, Step, advance
from core.reports.endings import Closure
from core.reports.mutes import FEW_CASES, HowMany, how_many
from core.scanning.detections import DismissReason
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.reports.case_cards import show_card
from services.reports.cases.access import CaseAccess, stored_case
from services.reports.cases.closing import close
from services.reports.cases.ports import ReviewTx
from services.reports.forms import chosen

MUTED_DAYS = 30
CARDS_AT_ONCE = 25  # of cases whose mute is over, so that those of new cases need not wait behind them
DISMISSED_AT_ONCE = 100  # reports of one reporter, oldest first; the write lock is not held for more
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


@dataclass(frozen=True, slots=True)
class OpenReport:
    """A report in a case that is open. `alone`: nobody else reported the case whose report still counts."""

    report: ReportId
    case: CaseId
    alone: bool


@dataclass(frozen=True, slots=True)
class Muted:
    """What a mute did; `dismissed`: how many cases it closed, None where nothing was to be dismissed."""

    pseudonym: str
    dismissed: int | None = None


class MuteStore(Protocol):
    """The store of table `reporter_mutes`. A reporter is named by a report, and known until retention ends."""

    async def reporters(self, case: CaseId, now: datetime) -> list[Reporter]:
        """Give the reporters of the case who are still known, by pseudonym."""
        ...

    async def pseudonym(self, server: ServerId, case: CaseId, report: ReportId) -> str | None:
        """Give the pseudonym of whoever sent the report of this case; None where they are not known (any more)."""
        ...

    async def mute(
        self,
        server: ServerId,
        case: CaseId,
        report: ReportId,
        reason: MuteReason,
        now: datetime,
        until: datetime,
    ) -> None:
        """Mute whoever sent the report, by a decision from this case."""
        ...

    async def open_reports(
        self, case: CaseId, report: ReportId, decider: bytes, most: int
    ) -> list[OpenReport]:
        """What whoever sent the report has in open cases that `decider` may decide: not about a message of theirs, in
        nobody else's hands, and no emergency unless it is this very case. Reports that were set aside are left out; the
        oldest come first.
        """
        ...

    async def set_aside(self, report: ReportId, now: datetime) -> None:
        """The report is dismissed, its case is not."""
        ...

    async def aside(
        self, server: ServerId, case: CaseId, report: ReportId, now: datetime
    ) -> list[tuple[ReportId, CaseId]]:
        """What whoever sent the report has in open cases that was set aside; nothing while a mute of theirs is in force."""
        ...

    async def count_again(self, report: ReportId) -> None:
        """The report is not set aside any more."""
        ...

    async def unmute(self, server: ServerId, case: CaseId, report: ReportId) -> bool:
        """End the mute that was decided from this case; False where there was none."""
        ...

    async def any_heard(self, now: datetime) -> bool:
        """Whether `heard` would find a case."""
        ...

    async def heard(self, now: datetime, most: int) -> list[tuple[CaseId, ServerId]]:
        """Find the oldest cases without a card of which a reporter is not muted (any more), or is not known any more."""
        ...


class MutesTx(ReviewTx, Protocol):
    """What a transaction offers to mutes."""

    @property
    def mutes(self) -> MuteStore:
        """The store of table `reporter_mutes`."""
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

    async def dismissable(self, caller: Caller, case: CaseId, reporter: Reporter) -> HowMany:
        """How many open cases a dismissal together with the mute concerns."""
        reading = self._storage.read
        decider = reading.cases.actor(caller).key
        found = await reading.mutes.open_reports(case, reporter.report, decider, FEW_CASES + 1)
        return how_many(len(found))

    async def mute(
        self, caller: Caller, case: CaseId, report: str, reason: str, dismiss: str = "no"
    ) -> Muted:
        """Mute whoever sent the report, for MUTED_DAYS. `dismiss` ('yes', 'no'): dismiss what they sent, too."""
        too = {"yes": True, "no": False}.get(dismiss)
        if too is None:
            raise UserError("case-form-unreadable")
        why, known = chosen(MuteReason, reason), await self.reporter(caller, case, report)
        now = self._clock()
        async with self._storage.bulk() as tx:
            pseudonym = await _pseudonym(tx, caller, case, known.report)
            until = now + timedelta(days=MUTED_DAYS)
            await tx.mutes.mute(caller.server, case, known.report, why, now, until)
            dismissed = await _dismiss(tx, caller, case, known.report, now) if too else None
            told = f"{pseudonym} {why}" if dismissed is None else f"{pseudonym} {why}, dismissed: {dismissed}"
            await _note(tx, caller, "case-mute", case, now, told)
        self._outbox_bell.ring()
        return Muted(pseudonym, dismissed)

    async def unmute(self, caller: Caller, case: CaseId, report: str) -> str:
        """End the mute that was decided from this case; where none goes on, what it kept back gets its cards, and what was
        set aside counts again. Returns the pseudonym.
        """
        known = await self.reporter(caller, case, report)
        now = self._clock()
        async with self._storage.bulk() as tx:
            pseudonym = await _pseudonym(tx, caller, case, known.report)
            if await tx.mutes.unmute(caller.server, case, known.report):
                await _note(tx, caller, "case-unmute", case, now, pseudonym)
                await _count_again(tx, caller, case, known.report, now)
                await _give_cards_where_due(tx, now)
        self._outbox_bell.ring()
        return pseudonym

    async def give_cards_where_due(self, now: datetime) -> int:
        """Give their cards to CARDS_AT_ONCE cases that a mute kept back and that is over now; returns how many there
        were.
        """
        if not await self._storage.read.mutes.any_heard(now):  # the usual answer costs no write
            return 0
        async with self._storage.bulk() as tx:
            return await _give_cards_where_due(tx, now)


async def _pseudonym(tx: MutesTx, caller: Caller, case: CaseId, report: ReportId) -> str:
    pseudonym = await tx.mutes.pseudonym(caller.server, case, report)
    if pseudonym is None:  # retention ended meanwhile
        raise UserError("mute-gone")
    return pseudonym


async def _dismiss(tx: MutesTx, caller: Caller, case: CaseId, report: ReportId, now: datetime) -> int:
    """Close what this reporter alone reported, as *dismiss* does; where others did too, set their report aside. Returns how
    many cases were closed. Managers leave alone what is in others' hands, as everybody does.
    """
    actor, closed = Actor(tx.cases.actor(caller).key), 0
    for found in await tx.mutes.open_reports(case, report, actor.key, DISMISSED_AT_ONCE):
        if not found.alone:
            await tx.mutes.set_aside(found.report, now)
            await _note(tx, caller, "case-aside", found.case, now)
            continue
        stored = await stored_case(tx, caller, found.case)
        after = advance(stored.standing, Step.DISMISS, actor)
        if isinstance(after, Refusal):  # the store offers none such
            continue
        await close(tx, caller, stored, after, Closure.dismissed(DismissReason.NO_VIOLATION, ""), now)
        await show_card(tx, found.case, caller.server, now)
        closed += 1
    return closed


async def _count_again(tx: MutesTx, caller: Caller, case: CaseId, report: ReportId, now: datetime) -> None:
    for aside, its_case in await tx.mutes.aside(caller.server, case, report, now):
        await tx.mutes.count_again(aside)
        await _note(tx, caller, "case-counts", its_case, now)


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
