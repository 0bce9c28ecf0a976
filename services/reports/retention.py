"""Forgetting what reports hold: drafts whose time is over, who reported, what was reported, whom a closed
case names.
"""

from datetime import datetime
from typing import Protocol

from core.base.ids import CaseId, ServerId
from core.reports.endings import NAMED_FOR
from services.base.outbox import Kind, OutboxStore
from services.base.ports import Storage

_CASES_AT_ONCE = 200  # their cards are rendered again, so not all at once


class ForgottenDrafts(Protocol):
    """Table `report_drafts`, as far as retention needs it."""

    async def forget(self, now: datetime) -> int:
        """Delete the drafts whose time is over; returns how many."""
        ...


class ReportRetentionStore(Protocol):
    """Tables `reports` and `cases`. Each method returns how many rows held something."""

    async def forget_reporters(self, now: datetime) -> int:
        """Empty who reported and what they wrote, where its time is over: the row counts, and is nobody's any more."""
        ...

    async def forget_evidence(self, now: datetime) -> int:
        """Empty the texts of reported messages whose time is over."""
        ...

    async def cases_naming_people(self, closed_before: datetime, most: int) -> list[tuple[CaseId, ServerId]]:
        """Cases that were closed before then and name somebody still."""
        ...

    async def forget_people(self, case: CaseId) -> None:
        """Empty what the case names of people: its author, who decided it, their note, the evidence."""
        ...


class ReportRetentionTx(Protocol):
    """What a transaction offers to retention."""

    @property
    def drafts(self) -> ForgottenDrafts:
        """Table `report_drafts`."""
        ...

    @property
    def report_retention(self) -> ReportRetentionStore:
        """What reports and cases hold about people."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """Table `outbox`."""
        ...


class ReportRetention:
    """Fills services.base.retention.RetentionStore."""

    def __init__(self, *, storage: Storage[ReportRetentionTx]) -> None:
        self._storage = storage

    async def purge(self, now: datetime) -> int:
        """Empty whatever has had its time, in tables and in the write-ahead log; returns how many rows held
        something.
        """
        async with self._storage.bulk() as tx:
            emptied = await tx.drafts.forget(now)
            emptied += await tx.report_retention.forget_reporters(now)
            emptied += await tx.report_retention.forget_evidence(now)
            named = await tx.report_retention.cases_naming_people(now - NAMED_FOR, _CASES_AT_ONCE)
            for case, server in named:
                await tx.report_retention.forget_people(case)
                await tx.outbox.arm(Kind.CASE_CARD, case, server, now)
        emptied += len(named)
        if emptied:
            await self._storage.forget_deleted()
        return emptied
