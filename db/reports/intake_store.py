"""Tables `report_drafts` and `reports`, and the cases that reports open."""

import json
import secrets
from collections.abc import Sequence
from dataclasses import asdict, replace
from datetime import datetime

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, MessageId, ReportId, ServerId, UserId
from core.base.limits import Limit, counted, looked_back, next_possible
from core.base.times import from_ms, to_ms
from core.reports.cases import CaseState, case_category, corrected, with_addition
from core.scanning.detections import Person
from db.base.shared_statements import kept_names, next_id, note
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.reports.case_rows import sealed_person
from db.reports.file_rows import add_files
from db.reports.mute_rows import is_quiet, speak_up
from db.servers.setup_store import ensure_server
from services.reports.evidence_files import ReportedFile
from services.reports.intake import (
    DRAFT_LASTS,
    EVIDENCE_KEPT,
    EVIDENCE_LENGTH,
    LINKS_PER_CASE,
    REPORTER_KEPT,
    Draft,
    NewReport,
    OpenReport,
    Receipt,
    ReportedMessage,
    UsedDraft,
)

DETAILS_KEPT_LENGTH = 4000  # of all that one member wrote about one case
OTHERS_SHOWN = 10  # the newest of one's own open reports, in the thanks
_PSEUDONYM_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"  # none that is read as another


class IntakeRows:
    """Fills services.reports.intake.IntakeStore."""

    def __init__(self, database: Database, vault: Vault, limits: Sequence[Limit] = ()) -> None:
        self._db = database
        self._vault = vault
        self._limits = limits

    async def keep_draft(self, server: ServerId, token: str, draft: Draft, now: datetime) -> None:
        async with self._db.durable() as tx:
            await tx.run(
                "INSERT INTO report_drafts (token, server_id, sealed, made_at, expires_at) VALUES ($1, $2, $3, $4, $5)",
                token,
                server,
                self._vault.seal(json.dumps(asdict(draft)), f"report_drafts.sealed/{token}"),
                to_ms(now),
                to_ms(now + DRAFT_LASTS),
            )

    async def draft(self, server: ServerId, token: str, now: datetime) -> Draft | UsedDraft | None:
        rows = await self._db.glance.all(
            "SELECT * FROM report_drafts WHERE token = $1 AND server_id = $2 AND expires_at > $3",
            token,
            server,
            to_ms(now),
        )
        if not rows:
            return None
        row = rows[0]
        if row["report_case_id"] is not None:
            return UsedDraft(CaseId(row["report_case_id"]))
        return _draft(self._vault.open(row["sealed"], f"report_drafts.sealed/{token}"))

    async def file(self, report: NewReport, now: datetime) -> Receipt:
        async with self._db.durable() as tx:
            earlier = await _case_of_form(tx, report)
            if earlier is not None:
                return Receipt(earlier, sent_before=True)
            receipt = await self._file(tx, report, now)
            others = await self._others(tx, report, receipt.case)
            await tx.run(
                "UPDATE report_drafts SET sealed = NULL, report_case_id = $2 WHERE token = $1 AND server_id = $3",
                report.token,
                receipt.case,
                report.server,
            )
        return replace(receipt, others=others)

    async def _others(self, tx: Statements, report: NewReport, but: CaseId) -> tuple[OpenReport, ...]:
        rows = await tx.all(
            "SELECT c.id, c.state FROM reports r JOIN cases c ON c.id = r.case_id "
            "WHERE r.reporter_key = $1 AND c.id <> $2 AND c.state <> 'closed' ORDER BY c.id DESC LIMIT $3",
            self._vault.member_key(report.server, report.reporter),
            but,
            OTHERS_SHOWN,
        )
        return tuple(
            OpenReport(CaseId(row["id"]), row["state"] == CaseState.CLAIMED) for row in reversed(rows)
        )

    async def _file(self, tx: Statements, report: NewReport, now: datetime) -> Receipt:
        await ensure_server(tx, report.server)
        row = await _latest_case(tx, report)
        is_open = row is not None and row["state"] != "closed"
        follows = None if row is None or is_open else CaseId(row["id"])
        quiet = await is_quiet(tx, self._vault.member_key(report.server, report.reporter), report, now)
        if row is not None and is_open:
            case = CaseId(row["id"])
            await self._add_evidence(tx, row, report, now)
            quiet = quiet and bool(row["quiet"])
        else:
            case = await self._open(tx, report, follows, now)
        added = await self._add_report(tx, case, report, now)
        await _add_links(tx, case, report)
        await add_files(tx, self._vault, case, report.files, now)
        category = await _recategorise(tx, case)
        await speak_up(tx, case, report.server, now, quiet=quiet)
        # Who reported is nobody's business, the audit's neither.
        await note(tx, self._vault, report.server, None, "report", f"case/{case}", now)
        return Receipt(case, category, added=added, follows=follows)

    async def _open(self, tx: Statements, report: NewReport, follows: CaseId | None, now: datetime) -> CaseId:
        case = CaseId(await next_id(tx, "cases"))
        message = report.message
        author = None if message is None else Person(message.author, message.author_name)
        await tx.run(
            "INSERT INTO cases (id, server_id, channel_id, message_id, author_sealed, author_key, link, category, state, "
            "evidence_sealed, evidence_until, follows_case_id, opened_at, author_is_member) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 'open', $9, $10, $11, $12, $13)",
            case,
            report.server,
            None if message is None else message.channel,
            None if message is None else message.message,
            sealed_person(self._vault, author, "author", case),
            None if author is None else self._vault.member_key(report.server, author.id),
            report.links[0].canonical if report.links else "",
            str(report.category),
            self._sealed_evidence(case, report.evidence),
            to_ms(now + EVIDENCE_KEPT) if report.evidence else None,
            follows,
            to_ms(now),
            int(message is not None and message.author_is_member),
        )
        return case

    async def _add_evidence(self, tx: Statements, row: Row, report: NewReport, now: datetime) -> None:
        """The text may have been edited since the first report: both are kept."""
        if not report.evidence:
            return
        case, sealed = row["id"], row["evidence_sealed"]
        known = "" if sealed is None else self._vault.open(sealed, f"cases.evidence/{case}")
        await tx.run(
            "UPDATE cases SET evidence_sealed = $2, evidence_until = $3 WHERE id = $1",
            case,
            self._sealed_evidence(case, with_addition(known, report.evidence, EVIDENCE_LENGTH)),
            to_ms(now + EVIDENCE_KEPT),
        )

    def _sealed_evidence(self, case: int, text: str) -> bytes | None:
        return self._vault.seal(text, f"cases.evidence/{case}") if text else None

    async def _add_report(self, tx: Statements, case: CaseId, report: NewReport, now: datetime) -> bool:
        """True where the member had reported this before: it counts once, what is new is added."""
        key = self._vault.member_key(report.server, report.reporter)
        row = await tx.one(
            "SELECT id, category, details_sealed FROM reports WHERE case_id = $1 AND reporter_key = $2",
            case,
            key,
        )
        if row is None:
            await self._require_within_limits(tx, report, key, now)
            await self._insert_report(tx, case, report, key, now)
            return False
        sealed = row["details_sealed"]
        known = "" if sealed is None else self._vault.open(sealed, f"reports.details/{row['id']}")
        await tx.run(
            "UPDATE reports SET category = $2, details_sealed = $3, changed_at = $4, keep_until = $5 WHERE id = $1",
            row["id"],
            str(corrected(Category(row["category"]), report.category)),
            self._sealed_details(row["id"], with_addition(known, report.details, DETAILS_KEPT_LENGTH)),
            to_ms(now),
            to_ms(now + REPORTER_KEPT),
        )
        return True

    async def _require_within_limits(
        self, tx: Statements, report: NewReport, key: bytes, now: datetime
    ) -> None:
        """Raises UserError, which takes back the whole transaction. An emergency is never held back."""
        if report.category.emergency:
            return
        rows = await tx.all(
            "SELECT made_at FROM reports WHERE reporter_key = $1 AND made_at > $2 ORDER BY made_at DESC LIMIT $3",
            key,
            to_ms(now - looked_back(self._limits)),
            counted(self._limits),
        )
        at = next_possible([from_ms(row["made_at"]) for row in rows], self._limits, now)
        if at is not None:
            second = -(-to_ms(at) // 1000)
            raise UserError("report-limit", at=f"<t:{second}:T>", left=f"<t:{second}:R>")

    async def _insert_report(
        self, tx: Statements, case: CaseId, report: NewReport, key: bytes, now: datetime
    ) -> None:
        number = ReportId(await next_id(tx, "reports"))
        await tx.run(
            "INSERT INTO reports (id, case_id, server_id, reporter_sealed, reporter_key, pseudonym, category, "
            "details_sealed, made_at, changed_at, keep_until) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9, $10)",
            number,
            case,
            report.server,
            self._vault.seal(str(report.reporter), f"reports.reporter/{number}"),
            key,
            await _new_pseudonym(tx, case),
            str(report.category),
            self._sealed_details(number, report.details),
            to_ms(now),
            to_ms(now + REPORTER_KEPT),
        )

    def _sealed_details(self, report: int, text: str) -> bytes | None:
        return self._vault.seal(text, f"reports.details/{report}") if text else None


async def _case_of_form(tx: Statements, report: NewReport) -> CaseId | None:
    row = await tx.one(
        "SELECT report_case_id FROM report_drafts WHERE token = $1 AND server_id = $2",
        report.token,
        report.server,
    )
    return None if row is None or row["report_case_id"] is None else CaseId(row["report_case_id"])


async def _latest_case(tx: Statements, report: NewReport) -> Row | None:
    """The open case about the same message, or about the same link where there is no message; else the newest of them: one
    that was opened again may be older than a closed one.
    """
    if report.message is not None:
        where, value = "message_id = $2", report.message.message
        return await tx.one(
            f"SELECT * FROM cases WHERE server_id = $1 AND {where} ORDER BY state <> 'closed' DESC, id DESC LIMIT 1",
            report.server,
            value,
        )
    return await tx.one(
        "SELECT * FROM cases WHERE server_id = $1 AND link = $2 AND message_id IS NULL ORDER BY state <> 'closed' DESC, id DESC LIMIT 1",
        report.server,
        report.links[0].canonical,
    )


async def _add_links(tx: Statements, case: CaseId, report: NewReport) -> None:
    rows = await tx.all("SELECT canonical FROM case_links WHERE case_id = $1", case)
    known = {row["canonical"] for row in rows}
    fresh = [link for link in report.links if link.canonical not in known][: LINKS_PER_CASE - len(known)]
    await tx.run_many(
        "INSERT INTO case_links (case_id, position, canonical, how) VALUES ($1, $2, $3, $4)",
        [
            (case, position, link.canonical, kept_names(link.how))
            for position, link in enumerate(fresh, start=len(known))
        ],
    )


async def _recategorise(tx: Statements, case: CaseId) -> Category:
    rows = await tx.all("SELECT category FROM reports WHERE case_id = $1 ORDER BY id", case)
    category = case_category([Category(row["category"]) for row in rows])
    await tx.run("UPDATE cases SET category = $2, version = version + 1 WHERE id = $1", case, str(category))
    return category


async def _new_pseudonym(tx: Statements, case: CaseId) -> str:
    """Random, so that neither another case nor the order of reports says who it is; new in its case."""
    taken = {
        row["pseudonym"] for row in await tx.all("SELECT pseudonym FROM reports WHERE case_id = $1", case)
    }
    while True:
        made = "".join(secrets.choice(_PSEUDONYM_LETTERS) for _ in range(4))
        if made not in taken:
            return made


def _draft(text: str) -> Draft:
    kept = json.loads(text)
    message = kept["message"]
    if message is None:
        return Draft(None, kept["link"])
    return Draft(
        ReportedMessage(
            channel=ChannelId(message["channel"]),
            message=MessageId(message["message"]),
            author=UserId(message["author"]),
            author_name=message["author_name"],
            texts=tuple(message["texts"]),
            # Drafts kept by an earlier version say nothing of these.
            author_is_member=message.get("author_is_member", True),
            files=tuple(ReportedFile(**file) for file in message.get("files", ())),
        ),
        kept["link"],
    )
