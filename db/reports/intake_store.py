"""Tables `reports`, `cases` and `case_links` as far as reports are filed."""

import secrets
from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.lists.held_places import reported_key
from core.reports.cases import CaseState
from core.reports.intake import FilingPlan, KnownCase, NewReport, OthersReports, OwnReport
from core.scanning.detections import Person
from db.base.shared_statements import kept_names, list_changed, next_id
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.cases.case_rows import sealed_person
from db.reports.file_store import add_files, file_ids
from db.reports.reported_changes import note_change
from services.reports.receipts import OpenReport

_PSEUDONYM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another


class IntakeRows:
    """Fills services.reports.intake.IntakeStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def latest_about(self, report: NewReport) -> KnownCase | None:
        row = await self._latest(report)
        if row is None:
            return None
        case = CaseId(row["id"])
        if row["state"] == CaseState.CLOSED:
            return KnownCase(case, closed=True)
        own, sealed = await self._own(case, report), row["evidence_sealed"]
        links = await self._sql.all(
            "SELECT canonical FROM case_links WHERE case_id = $1 ORDER BY position", case
        )
        return KnownCase(
            id=case,
            closed=False,
            quiet=bool(row["quiet"]),
            evidence=self._vault.open_or_none(sealed, _evidence_place(case)) or "",
            own=own,
            others=await self._others(case, own),
            links=tuple(link["canonical"] for link in links),
            files=await file_ids(self._sql, case) if report.files else frozenset(),
        )

    async def _latest(self, report: NewReport) -> Row | None:
        """Give the latest case, an open one before closed ones: one that was opened again may be older than they."""
        if report.message is not None:
            return await self._sql.one(
                "SELECT * FROM cases WHERE server_id = $1 AND message_id = $2 ORDER BY state <> 'closed' DESC, id DESC LIMIT 1",
                report.server,
                report.message.message,
            )
        return await self._sql.one(
            "SELECT * FROM cases WHERE server_id = $1 AND link = $2 AND message_id IS NULL ORDER BY state <> 'closed' DESC, id DESC LIMIT 1",
            report.server,
            report.links[0].canonical,
        )

    async def _own(self, case: CaseId, report: NewReport) -> OwnReport | None:
        row = await self._sql.one(
            "SELECT id, category, details_sealed, additions, held FROM reports WHERE case_id = $1 AND reporter_key = $2",
            case,
            self._vault.member_key(report.server, report.reporter),
        )
        if row is None:
            return None
        number, sealed = ReportId(row["id"]), row["details_sealed"]
        details = self._vault.open_or_none(sealed, _details_place(number)) or ""
        return OwnReport(number, Category(row["category"]), details, row["additions"], held=bool(row["held"]))

    async def _others(self, case: CaseId, own: OwnReport | None) -> tuple[OthersReports, ...]:
        """Count the other reports; the database does, for in a brigade there are hundreds."""
        rows = await self._sql.all(
            "SELECT category, held, count(*) AS n, min(id) AS first FROM reports WHERE case_id = $1 AND id <> $2 "
            "GROUP BY category, held",
            case,
            0 if own is None else own.id,
        )
        return tuple(
            OthersReports(Category(row["category"]), row["n"], ReportId(row["first"]), held=bool(row["held"]))
            for row in rows
        )

    async def reported_at(
        self, server: ServerId, reporter: UserId, since: datetime, now: datetime, most: int
    ) -> list[datetime]:
        rows = await self._sql.all(
            "SELECT made_at FROM reports WHERE reporter_key = $1 AND made_at > $2 AND made_at <= $3 "
            "ORDER BY made_at DESC LIMIT $4",
            self._vault.member_key(server, reporter),
            to_ms(since),
            to_ms(now),
            most,
        )
        return [from_ms(row["made_at"]) for row in rows]

    async def emergencies_at(
        self, server: ServerId, reporter: UserId, since: datetime, now: datetime, most: int
    ) -> list[datetime]:
        rows = await self._sql.all(
            "SELECT emergency_at FROM reports WHERE reporter_key = $1 AND emergency_at > $2 AND emergency_at <= $3 "
            "ORDER BY emergency_at DESC LIMIT $4",
            self._vault.member_key(server, reporter),
            to_ms(since),
            to_ms(now),
            most,
        )
        return [from_ms(row["emergency_at"]) for row in rows]

    async def carry_out(self, plan: FilingPlan, now: datetime) -> CaseId:
        if plan.case is None:
            case = await self._open(plan, now)
        else:
            case = plan.case
            await self._join(case, plan)
        if plan.own_report is None:
            await self._add_report(case, plan, now)
        else:
            await self._add_to_report(plan.own_report, plan, now)
        await self._sql.run_many(
            "INSERT INTO case_links (case_id, position, canonical, how, server_id) VALUES ($1, $2, $3, $4, $5)",
            [
                (case, position, link.canonical, kept_names(link.how), plan.report.server)
                for position, link in enumerate(plan.links, start=plan.first_link)
            ],
        )
        if plan.links:
            await note_change(self._sql, case)
        for link in plan.links:  # so that posts of it are counted
            key = reported_key(link.canonical)
            if key is not None:
                await list_changed(self._sql, key)
        await add_files(self._sql, self._vault, case, plan.files, now)
        return case

    async def _open(self, plan: FilingPlan, now: datetime) -> CaseId:
        case = CaseId(await next_id(self._sql, "cases"))
        report, message = plan.report, plan.report.message
        author = None if message is None else Person(message.author, message.author_name)
        await self._sql.run(
            "INSERT INTO cases (id, server_id, channel_id, message_id, author_sealed, author_key, link, category, state, "
            "evidence_sealed, evidence_until, follows_case_id, opened_at, author_is_member, quiet) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11, $12, $13, $14)",
            case,
            report.server,
            None if message is None else message.channel,
            None if message is None else message.message,
            sealed_person(self._vault, author, "author", case),
            None if author is None else self._vault.member_key(report.server, author.id),
            report.links[0].canonical if report.links else "",
            str(plan.category),
            None if plan.evidence is None else self._vault.seal(plan.evidence, _evidence_place(case)),
            None if plan.evidence is None else to_ms(plan.evidence_until),
            plan.follows,
            to_ms(now),
            int(message is not None and message.author_is_member),
            int(plan.quiet),
        )
        return case

    async def _join(self, case: CaseId, plan: FilingPlan) -> None:
        await self._sql.run(
            "UPDATE cases SET category = $2, quiet = $3, version = version + 1 WHERE id = $1",
            case,
            str(plan.category),
            int(plan.quiet),
        )
        if plan.evidence is not None:
            await self._sql.run(
                "UPDATE cases SET evidence_sealed = $2, evidence_until = $3 WHERE id = $1",
                case,
                self._vault.seal(plan.evidence, _evidence_place(case)),
                to_ms(plan.evidence_until),
            )

    async def _add_report(self, case: CaseId, plan: FilingPlan, now: datetime) -> None:
        report, number = plan.report, ReportId(await next_id(self._sql, "reports"))
        await self._sql.run(
            "INSERT INTO reports (id, case_id, server_id, reporter_sealed, reporter_key, pseudonym, category, "
            "details_sealed, made_at, changed_at, keep_until, emergency_at, held) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10, $11, $12)",
            number,
            case,
            report.server,
            self._vault.seal(str(report.reporter), f"reports.reporter/{number}"),
            self._vault.member_key(report.server, report.reporter),
            await self._new_pseudonym(case),
            str(plan.own_category),
            self._sealed_details(number, plan.details),
            to_ms(now),
            to_ms(plan.keep_until),
            to_ms(now) if plan.own_category.emergency else None,
            int(plan.held),
        )

    async def _add_to_report(self, number: ReportId, plan: FilingPlan, now: datetime) -> None:
        # Whoever set the report aside has not seen what is added now.
        await self._sql.run(
            "UPDATE reports SET category = $2, details_sealed = $3, changed_at = $4, keep_until = $5, held = $6, set_aside_at = NULL, "
            "emergency_at = CASE WHEN $7 = 1 THEN coalesce(emergency_at, $4) END, additions = additions + 1 "
            "WHERE id = $1",
            number,
            str(plan.own_category),
            self._sealed_details(number, plan.details),
            to_ms(now),
            to_ms(plan.keep_until),
            int(plan.held),
            int(plan.own_category.emergency),
        )

    async def _new_pseudonym(self, case: CaseId) -> str:
        """Make a pseudonym: random, so that neither another case nor the order of reports says who it is;
        new in its case.
        """
        while True:
            made = "".join(secrets.choice(_PSEUDONYM_LETTERS) for _ in range(4))
            taken = await self._sql.one(
                "SELECT 1 FROM reports WHERE case_id = $1 AND pseudonym = $2", case, made
            )
            if taken is None:
                return made

    def _sealed_details(self, report: int, text: str) -> bytes | None:
        return self._vault.seal(text, _details_place(report)) if text else None

    async def open_reports(
        self, server: ServerId, reporter: UserId, but: CaseId, most: int
    ) -> tuple[OpenReport, ...]:
        rows = await self._sql.all(
            "SELECT c.id, c.state FROM reports r JOIN cases c ON c.id = r.case_id "
            "WHERE r.reporter_key = $1 AND c.id <> $2 AND c.state <> 'closed' ORDER BY c.id DESC LIMIT $3",
            self._vault.member_key(server, reporter),
            but,
            most,
        )
        return tuple(
            OpenReport(CaseId(row["id"]), row["state"] == CaseState.CLAIMED) for row in reversed(rows)
        )


def _evidence_place(case: int) -> str:
    return f"cases.evidence/{case}"


def _details_place(report: int) -> str:
    return f"reports.details/{report}"
