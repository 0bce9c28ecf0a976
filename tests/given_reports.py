"""Reports for tests: made, filed as `/report` files them, forgotten as retention forgets them; and cases as moderators end them."""

import functools
from dataclasses import replace
from datetime import datetime
from typing import Any

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.reports.intake import NewReport, ReportedLink, ReportedMessage
from core.reports.report_form import Draft, UsedDraft
from core.reports.report_limits import ReportLimits
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.reports.stores import ReportsStores
from services.base.outbox import Kind
from services.reports.intake import DRAFT_LASTS, file_report
from services.reports.receipts import Receipt
from tests.given_retention import forget

SERVER, OTHER_SERVER = ServerId(1), ServerId(2)
ALICE, BOB = UserId(733000000000000001), UserId(733000000000000002)
MESSAGE = ReportedMessage(
    ChannelId(10), MessageId(100), UserId(990000000000000009), "mallory", ("see https://bad.example/x",)
)


def report(by: UserId = ALICE, **changes: object) -> NewReport:
    """A report of MESSAGE."""
    made = NewReport(
        server=SERVER,
        reporter=by,
        category=Category.HARASSMENT,
        details="they post this everywhere",
        message=MESSAGE,
        links=(ReportedLink("bad.example/x", ("spoiler",)),),
        evidence="see https://bad.example/x",
        token="none",
    )
    return replace(made, **changes)


def about_link(by: UserId = ALICE, link: str = "bad.example/x", **changes: object) -> NewReport:
    """A report of a link that no message holds."""
    return report(by, message=None, evidence="", links=(ReportedLink(link),), **changes)


def storage_of_reports(database: Database, vault: Vault) -> DatabaseStorage[ReportsStores]:
    """What the services of the wing are given."""
    return DatabaseStorage(database, functools.partial(ReportsStores, vault=vault))


class Reports:
    """Files and forgets reports in one database."""

    def __init__(self, database: Database, vault: Vault, limits: ReportLimits | None = None) -> None:
        self.database = database
        self.storage = storage_of_reports(database, vault)
        self._limits = limits or ReportLimits()

    async def file(self, new: NewReport, now: datetime) -> Receipt:
        """In a transaction of its own."""
        async with self.storage.durable() as tx:
            return await file_report(tx, new, self._limits, now)

    async def keep_draft(
        self, server: ServerId, token: str, draft: Draft, now: datetime, by: UserId = ALICE
    ) -> None:
        """As the click on a message or the command does."""
        async with self.storage.durable() as tx:
            await tx.drafts.keep(server, by, token, draft, now, now + DRAFT_LASTS)

    async def draft(
        self, server: ServerId, token: str, now: datetime, by: UserId = ALICE
    ) -> Draft | UsedDraft | None:
        """As the arrival of this member's form finds it."""
        return await self.storage.glance.drafts.get(server, by, token, now)

    async def purge(self, now: datetime) -> int:
        """Forget what is over."""
        return await forget(self.database, now)

    async def owed(self, kind: Kind) -> list[int]:
        """The subjects of this kind's messages that were ever made due, in the order made."""
        rows = await self.storage.read.sql.all(
            "SELECT subject_id FROM outbox WHERE kind = $1 ORDER BY id", kind
        )
        return [row["subject_id"] for row in rows]

    async def rows(self, table: str) -> list[dict[str, Any]]:
        """A table as somebody with the database reads it."""
        return [dict(row) for row in await self.storage.read.sql.all(f"SELECT * FROM {table}")]  # noqa: S608  # names in tests

    async def forget_reporters(self, case: CaseId) -> None:
        """As retention does, of one case."""
        async with self.storage.bulk() as tx:
            await tx.sql.run(
                "UPDATE reports SET reporter_key = NULL, reporter_sealed = NULL WHERE case_id = $1", case
            )

    async def keep_quiet(self, case: CaseId) -> None:
        """As if muted members alone had reported the case."""
        async with self.storage.bulk() as tx:
            await tx.sql.run("UPDATE cases SET quiet = 1 WHERE id = $1", case)
