"""Reports: what a member sends, safely. The steps: keep what the click delivered -> form -> file it in one commit
-> thanks -> card. Nobody but the reporter ever hears who it was.
"""

import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.base.limits import counted, looked_back
from core.base.times import to_ms
from core.links import is_dear
from core.reports.intake import FilingPlan, KnownCase, NewReport, ReportedMessage, file
from core.reports.report_form import Draft, ReportForm, UsedDraft, checked_draft, read_form, texts_of
from core.reports.report_limits import ADDITIONS_PER_REPORT, DRAFTS_KEPT, HeldBack, KnownMember, ReportLimits
from services.base.apart import Apart
from services.base.health.figures import SILENT, Meter
from services.base.ports import Audit, Clock, Storage
from services.base.worker import Bell
from services.reports.already_listed import ListedLinks
from services.reports.case_cards import CaseCardsTx, show_card
from services.reports.figures import REPORTS
from services.reports.receipts import OpenReport, Receipt, ReceiptTx, can_alert, with_alert

DRAFT_LASTS = timedelta(hours=24)
_OTHERS_SHOWN = 10  # the newest of one's own open reports, in the thanks


class DraftStore(Protocol):
    """The store of table `report_drafts`."""

    async def keep(
        self, server: ServerId, member: UserId, token: str, draft: Draft, now: datetime, until: datetime
    ) -> None:
        """Keep it, sealed, so long."""
        ...

    async def forget_older(self, server: ServerId, member: UserId, most: int) -> None:
        """Of this member's drafts whose forms have not arrived, keep the newest alone."""
        ...

    async def get(
        self, server: ServerId, member: UserId, token: str, now: datetime
    ) -> Draft | UsedDraft | None:
        """What was kept for this member; None where nothing was, in this server, or its time is over."""
        ...

    async def case_of(self, server: ServerId, token: str) -> CaseId | None:
        """The case that the form became part of; None where it did not arrive before."""
        ...

    async def use(self, server: ServerId, member: UserId, token: str, case: CaseId) -> None:
        """The form of this member arrived: what was kept goes, the case is remembered."""
        ...


class IntakeStore(Protocol):
    """The store of tables `cases`, `case_links`, `case_files`, `reports`."""

    async def latest_about(self, report: NewReport) -> KnownCase | None:
        """The open case about the same message, or the same link where there is no message; else the newest of them."""
        ...

    async def reported_at(
        self, server: ServerId, reporter: UserId, since: datetime, now: datetime, most: int
    ) -> list[datetime]:
        """Give the times at which the member's reports since then were made, the newest first.

        Times ahead of `now` are left out: the clock was put back, and they would hold the member back until it is there again.
        """
        ...

    async def emergencies_at(
        self, server: ServerId, reporter: UserId, since: datetime, now: datetime, most: int
    ) -> list[datetime]:
        """Give the times since then at which reports of the member became emergencies, the newest first; none ahead of `now`."""
        ...

    async def carry_out(self, plan: FilingPlan, now: datetime) -> CaseId:
        """Write what the plan says; returns the case."""
        ...

    async def open_reports(
        self, server: ServerId, reporter: UserId, but: CaseId, most: int
    ) -> tuple[OpenReport, ...]:
        """The member's reports whose cases are not closed, save of this one; the newest, in the order made."""
        ...


class MutedReporters(Protocol):
    """The store of table `reporter_mutes`, as far as filing a report needs it."""

    async def is_muted(self, server: ServerId, member: UserId, now: datetime) -> bool:
        """Whether any mute of this member is in force."""
        ...

    async def false_emergencies(
        self, server: ServerId, member: UserId, about: UserId | None, now: datetime
    ) -> int:
        """How many emergencies the member reported since the mute in force began that were dismissed as no violation, by
        anybody but the author of what is reported now (`about`).
        """
        ...


class IntakeTx(CaseCardsTx, ReceiptTx, Protocol):
    """What a transaction offers to `/report`."""

    @property
    def drafts(self) -> DraftStore:
        """The store of table `report_drafts`."""
        ...

    @property
    def intake(self) -> IntakeStore:
        """The store of reports and of the cases that they make."""
        ...

    @property
    def mutes(self) -> MutedReporters:
        """The store of table `reporter_mutes`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...


async def file_report(tx: IntakeTx, report: NewReport, limits: ReportLimits, now: datetime) -> Receipt:
    """File a report that was checked: case, report, links, card to be shown, audit, the draft emptied.

    A form that arrives twice gets the number of its case again. Raises UserError: reported too often.
    """
    sent_before = await tx.drafts.case_of(report.server, report.token)
    if sent_before is not None:
        return Receipt(sent_before, sent_before=True)
    known = await tx.intake.latest_about(report)
    plan = file(report, known, await _member(tx, report, limits, now), limits, now)
    if isinstance(plan, HeldBack):
        raise _refused(plan)
    await tx.servers.ensure(report.server)
    case = await tx.intake.carry_out(plan, now)
    if not plan.quiet:
        await show_card(tx, case, report.server, now, urgent=plan.category.emergency)
    # Who reported is nobody's business, the audit's neither.
    await tx.audit.note(report.server, None, "report", f"case/{case}", now)
    await tx.drafts.use(report.server, report.reporter, report.token, case)
    receipt = Receipt(
        case=case,
        # Whose emergency a mute holds is thanked, and helped, as anybody is.
        category=plan.own_category if plan.held else plan.category,
        added=plan.own_report is not None,
        follows=plan.follows,
        others=await tx.intake.open_reports(report.server, report.reporter, case, _OTHERS_SHOWN),
        about_message=report.message is not None,
        hears=await tx.outcomes.hears(case, report.server, report.reporter),
    )
    return await with_alert(tx, receipt, plan, now)


async def _member(tx: IntakeTx, report: NewReport, limits: ReportLimits, now: datetime) -> KnownMember:
    server, who = report.server, report.reporter
    reports, emergencies = limits.reports, limits.emergencies
    muted = await tx.mutes.is_muted(server, who, now)
    about = None if report.message is None else report.message.author
    reported = await tx.intake.reported_at(server, who, now - looked_back(reports), now, counted(reports))
    urgent = await tx.intake.emergencies_at(
        server, who, now - looked_back(emergencies), now, counted(emergencies)
    )
    return KnownMember(
        muted=muted,
        reported_at=tuple(reported),
        emergencies_at=tuple(urgent),
        false_emergencies=await tx.mutes.false_emergencies(server, who, about, now) if muted else 0,
    )


def _refused(held: HeldBack) -> UserError:
    if held.until is None:
        return UserError(str(held.why), limit=ADDITIONS_PER_REPORT)
    second = -(-to_ms(held.until) // 1000)
    return UserError(str(held.why), at=f"<t:{second}:T>", left=f"<t:{second}:R>")


class Intake:
    """The use cases of `/report` and the menu *Report message*."""

    def __init__(
        self,
        *,
        storage: Storage[IntakeTx],
        listed: ListedLinks,
        apart: Apart,
        limits: ReportLimits,
        outbox_bell: Bell,
        clock: Clock,
        new_token: Callable[[], str],
        meter: Meter = SILENT,
    ) -> None:
        self._storage = storage
        self._listed = listed
        self._apart = apart
        self._limits = limits
        self._outbox_bell = outbox_bell
        self._clock = clock
        self._new_token = new_token
        self._meter = meter

    async def prepare(self, caller: Caller, draft: Draft) -> str:
        """Keep what the click delivered; returns the token for the form's custom id. Forms that were opened and never sent
        are forgotten, save the newest few.

        Raises UserError where the server is not set up or the link of the command is too long.
        """
        await self._require_set_up(caller.server)
        token, now = self._new_token(), self._clock()
        kept = checked_draft(draft)
        async with self._storage.durable() as tx:
            await tx.drafts.keep(caller.server, caller.user, token, kept, now, now + DRAFT_LASTS)
            await tx.drafts.forget_older(caller.server, caller.user, DRAFTS_KEPT)
        return token

    async def kept(self, server: ServerId, member: UserId, token: str) -> Draft:
        """Give what `prepare` kept for this member; nothing where its time is over or its form arrived."""
        found = await self._storage.glance.drafts.get(server, member, token, self._clock())
        return found if isinstance(found, Draft) else Draft()

    async def opened(self, caller: Caller, token: str) -> Draft | None:
        """What the caller's form was opened with, nothing where its time is over; None where it arrived before."""
        found = await self._storage.glance.drafts.get(caller.server, caller.user, token, self._clock())
        return None if isinstance(found, UsedDraft) else found or Draft()

    async def alerts(self, server: ServerId) -> bool:
        """Whether an emergency alerts the moderators: there is a role for it, and a channel that takes cards."""
        return can_alert(await self._storage.glance.servers.get(server))

    async def submit(
        self, caller: Caller, token: str, form: ReportForm, named: ReportedMessage | None = None
    ) -> Receipt:
        """File the report. The same form again answers the same number.

        `named`: the message that a link in the form leads to; where no other was reported, it is what this is about.

        Raises UserError: not set up, an expired form without a link, nothing to report, reported too often.
        """
        await self._require_set_up(caller.server)
        now = self._clock()
        draft = await self._storage.glance.drafts.get(caller.server, caller.user, token, now)
        if isinstance(draft, UsedDraft):
            return Receipt(draft.case, sent_before=True)
        # A form and a message may be made to be slow to read.
        if is_dear(texts_of(draft, form, named)):
            filled = await self._apart.apart(caller.user, read_form, caller, token, draft, form, named)
        else:
            filled = read_form(caller, token, draft, form, named)
        async with self._storage.durable() as tx:
            receipt = await file_report(tx, filled.report, self._limits, now)
        self._meter.count(REPORTS)
        self._outbox_bell.ring()
        return await self._with_what_lists_say(
            filled.report, replace(receipt, link_unread=filled.link_unread)
        )

    async def _with_what_lists_say(self, report: NewReport, receipt: Receipt) -> Receipt:
        """Where a list holds what was reported, its message is handled by the server's policy now."""
        listed = await self._listed.listed(report.server, [link.canonical for link in report.links])
        look = listed is not None and report.message is not None
        if look and report.message is not None:
            self._listed.look_again(report.server, report.message.channel, report.message.message)
        return replace(receipt, listed=listed, looked_again=look)

    async def _require_set_up(self, server: ServerId) -> None:
        if not (await self._storage.glance.servers.get(server)).set_up:
            raise UserError("error-not-set-up")


def new_token() -> str:
    """What nobody can guess: 22 letters, digits, `-` and `_`, for a form's custom id."""
    return secrets.token_urlsafe(16)
