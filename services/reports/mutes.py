"""Muting a reporter whose reports are bad: by the name they have in one case, without learning who they are."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId
from core.reports.cases import CaseState
from services.base.ports import Clock
from services.base.worker import Bell
from services.reports.forms import chosen
from services.reports.review import Review

MUTED_DAYS = 30
CARDS_AT_ONCE = 25  # of cases whose mute is over, so that those of new cases need not wait behind them
UNMUTED_LOOK_EVERY = timedelta(minutes=1)


class MuteReason(StrEnum):
    """Why; it stands in the audit."""

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
    """Table `reporter_mutes`."""

    async def reporters(self, case: CaseId, now: datetime) -> list[Reporter]:
        """Those who are still known, by pseudonym."""
        ...

    async def mute(
        self, case: CaseId, report: ReportId, by: Caller, reason: MuteReason, now: datetime, until: datetime
    ) -> str | None:
        """Mute whoever sent the report; their pseudonym, None where they are not known (any more)."""
        ...

    async def unmute(self, case: CaseId, report: ReportId, by: Caller, now: datetime) -> str | None:
        """End the mute that was decided from this case; where none goes on, what it kept back gets its cards."""
        ...

    async def speak_up(self, now: datetime) -> int:
        """Cases that a mute kept back, now that it is over, get their cards, CARDS_AT_ONCE; returns how many."""
        ...

    async def give_card(self, case: CaseId, by: Caller, now: datetime) -> bool:
        """The case gets its card though muted members alone reported it. False: it has one, or is closed."""
        ...


class Mutes:
    """The use cases. Each raises UserError: no moderator, another server's case, one about the caller's message."""

    def __init__(self, store: MuteStore, reviewing: Review, outbox_bell: Bell, clock: Clock) -> None:
        self._store = store
        self._reviewing = reviewing
        self._outbox_bell = outbox_bell
        self._clock = clock

    async def reporters(self, caller: Caller, case: CaseId) -> list[Reporter]:
        """Who could be muted, or is."""
        await self._reviewing.open_to(caller, case)
        return await self._store.reporters(case, self._clock())

    async def reporter(self, caller: Caller, case: CaseId, report: str) -> Reporter:
        """One of them. Raises UserError also where there is none such."""
        for known in await self.reporters(caller, case):
            if str(known.report) == report:
                return known
        raise UserError("mute-gone")

    async def mute(self, caller: Caller, case: CaseId, report: str, reason: str) -> str:
        """Returns the pseudonym."""
        why, known = chosen(MuteReason, reason), await self.reporter(caller, case, report)
        now = self._clock()
        until = now + timedelta(days=MUTED_DAYS)
        return _known(await self._store.mute(case, known.report, caller, why, now, until))

    async def unmute(self, caller: Caller, case: CaseId, report: str) -> str:
        """Returns the pseudonym."""
        known = await self.reporter(caller, case, report)
        pseudonym = _known(await self._store.unmute(case, known.report, caller, self._clock()))
        self._outbox_bell.ring()
        return pseudonym

    async def give_card(self, caller: Caller, case: CaseId) -> bool:
        """A moderator wants to see it: it gets its card, with all that can be done there. False: it had one already."""
        found = await self._reviewing.open_to(caller, case)
        if found.state is CaseState.CLOSED:
            raise UserError("case-closed-already", case=str(case))
        given = await self._store.give_card(case, caller, self._clock())
        self._outbox_bell.ring()
        return given


def _known(pseudonym: str | None) -> str:
    if pseudonym is None:
        raise UserError("mute-gone")
    return pseudonym
