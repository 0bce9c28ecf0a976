"""Table `relay_messages`: questions to reporters, and what they answered."""

from datetime import datetime

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.times import to_ms
from core.reports.cases import Actor, Refusal, Step, advance
from core.reports.intake import REPORTER_KEPT
from db.base.shared_statements import arm, next_id, note
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.reports.case_rows import opened_person, standing_of
from services.base.outbox import Kind
from services.reports.questions import (
    ANSWERS_PER_QUESTION,
    QUESTIONS_PER_CASE,
    Answer,
    Delivery,
    Question,
    RelayId,
)
from services.reports.records import Refused

# A question with its report and its case, as far as deciding needs them.
_ASKED = (
    "SELECT q.*, r.pseudonym, r.reporter_key, r.reporter_sealed, r.relay_ended_at, c.state AS case_state, "
    "(SELECT count(*) FROM relay_messages a WHERE a.question_id = q.id) AS answers "
    "FROM relay_messages q JOIN reports r ON r.id = q.report_id JOIN cases c ON c.id = q.case_id "
    "WHERE q.id = $1 AND q.question_id IS NULL"
)


class QuestionRows:
    """Fills services.reports.questions.QuestionStore and services.base.retention.RetentionStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def reachable(self, case: CaseId) -> list[str]:
        rows = await self._db.read.all(
            "SELECT pseudonym FROM reports WHERE case_id = $1 AND reporter_key IS NOT NULL "
            "AND relay_ended_at IS NULL ORDER BY pseudonym",
            case,
        )
        return [row["pseudonym"] for row in rows]

    async def ask(
        self, case: CaseId, by: Caller, pseudonym: str, text: str, now: datetime
    ) -> RelayId | Refused:
        async with self._db.bulk() as tx:
            row = await tx.one("SELECT * FROM cases WHERE id = $1 AND server_id = $2", case, by.server)
            if row is None:
                raise UserError("case-unknown")
            actor = Actor(self._vault.member_key(by.server, by.user), manager=by.is_manager())
            after = advance(standing_of(row), Step.REPLY, actor)
            if isinstance(after, Refusal):
                return Refused(after, opened_person(self._vault, row, "claimed_by"))
            report = await _report(tx, case, pseudonym)
            earlier = await tx.all(
                "SELECT * FROM relay_messages WHERE case_id = $1 AND question_id IS NULL", case
            )
            same = self._said_before([each for each in earlier if each["report_id"] == report], text)
            if same is not None:
                return same
            if len(earlier) >= QUESTIONS_PER_CASE:
                raise UserError("relay-too-many", limit=QUESTIONS_PER_CASE)
            asked = await self._insert(tx, by.server, case, report, None, text, now)
            await arm(tx, Kind.RELAY_QUESTION, asked, by.server, now)
            await arm(tx, Kind.CASE_CARD, case, by.server, now)
            subject = f"case/{case}"
            await note(tx, self._vault, by.server, by.user, "case-reply", subject, now, after=pseudonym)
        return asked

    async def case_of(self, relay: RelayId) -> CaseId | None:
        row = await self._db.read.one(_ASKED, relay)
        return None if row is None else CaseId(row["case_id"])

    async def take_back(self, relay: RelayId, by: Caller, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            row = await tx.one(_ASKED, relay)
            if row is None or row["server_id"] != by.server:
                return False
            # A process that is at it, or an attempt that may have arrived: somebody may have read it.
            held = await tx.run(
                "UPDATE outbox SET state = 'dropped', last_error = 'taken back' WHERE kind = $1 AND subject_id = $2 "
                "AND state = 'due' AND taken_by IS NULL AND attempted_at IS NULL",
                Kind.RELAY_QUESTION,
                relay,
            )
            if not held:
                return False
            await tx.run("DELETE FROM relay_messages WHERE id = $1", relay)
            await arm(tx, Kind.CASE_CARD, row["case_id"], by.server, now)
            subject, pseudonym = f"case/{row['case_id']}", row["pseudonym"]
            await note(tx, self._vault, by.server, by.user, "case-unask", subject, now, after=pseudonym)
        return True

    async def question(self, relay: RelayId) -> Question | None:
        row = await self._db.read.one(_ASKED, relay)
        if row is None or _closed_to(row) is not None or row["text_sealed"] is None:
            return None
        return Question(
            id=relay,
            server=ServerId(row["server_id"]),
            case=CaseId(row["case_id"]),
            pseudonym=row["pseudonym"],
            reporter=UserId(
                int(self._vault.open(row["reporter_sealed"], f"reports.reporter/{row['report_id']}"))
            ),
            text=self._text(row) or "",
        )

    async def settle(self, relay: RelayId, delivery: Delivery, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await tx.run("UPDATE relay_messages SET state = $2 WHERE id = $1", relay, str(delivery))
            row = await tx.one("SELECT * FROM relay_messages WHERE id = $1", relay)
            if row is not None and delivery is Delivery.CLOSED:
                await arm(tx, Kind.CASE_CARD, row["case_id"], ServerId(row["server_id"]), now)

    async def asked_of(self, relay: RelayId, user: UserId) -> ServerId | None:
        row = await self._db.read.one(_ASKED, relay)
        if row is None or row["reporter_key"] is None:
            return None
        server = ServerId(row["server_id"])
        return server if row["reporter_key"] == self._vault.member_key(server, user) else None

    async def require_open(self, relay: RelayId) -> None:
        _require_open(await self._db.read.one(_ASKED, relay))

    async def answer(self, relay: RelayId, text: str, now: datetime) -> None:
        async with self._db.bulk() as tx:
            row = await tx.one(_ASKED, relay)
            earlier = await tx.all("SELECT * FROM relay_messages WHERE question_id = $1", relay)
            if self._said_before(earlier, text) is not None:
                return
            row = _require_open(row)
            server, case = ServerId(row["server_id"]), CaseId(row["case_id"])
            given = await self._insert(tx, server, case, ReportId(row["report_id"]), relay, text, now)
            await arm(tx, Kind.RELAY_ANSWER, given, server, now)
            await arm(tx, Kind.CASE_CARD, case, server, now)
            # Who answered is nobody's business, the audit's neither.
            subject, pseudonym = f"case/{case}", row["pseudonym"]
            await note(tx, self._vault, server, None, "report-answer", subject, now, after=pseudonym)

    async def end(self, relay: RelayId, now: datetime) -> None:
        async with self._db.bulk() as tx:
            row = await tx.one(_ASKED, relay)
            if row is None or row["relay_ended_at"] is not None:
                return
            await tx.run("UPDATE reports SET relay_ended_at = $2 WHERE id = $1", row["report_id"], to_ms(now))
            server, subject = ServerId(row["server_id"]), f"case/{row['case_id']}"
            pseudonym = row["pseudonym"]
            await note(tx, self._vault, server, None, "report-reply-ended", subject, now, after=pseudonym)

    async def found(self, relay: RelayId) -> Answer | None:
        row = await self._db.read.one(
            "SELECT a.*, r.pseudonym, c.author_sealed, q.text_sealed AS asked_sealed FROM relay_messages a "
            "JOIN relay_messages q ON q.id = a.question_id JOIN reports r ON r.id = a.report_id "
            "JOIN cases c ON c.id = a.case_id WHERE a.id = $1 AND a.text_sealed IS NOT NULL",
            relay,
        )
        if row is None:
            return None
        case, asked = CaseId(row["case_id"]), row["asked_sealed"]
        author = await self._db.read.one("SELECT * FROM cases WHERE id = $1", case)
        return Answer(
            id=relay,
            server=ServerId(row["server_id"]),
            case=case,
            pseudonym=row["pseudonym"],
            question="" if asked is None else self._vault.open(asked, _place(row["question_id"])),
            text=self._text(row) or "",
            author=None if author is None else opened_person(self._vault, author, "author"),
        )

    async def read(self, answer: Answer, by: Caller, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await note(tx, self._vault, by.server, by.user, "case-answer-read", f"case/{answer.case}", now)

    async def purge(self, now: datetime) -> int:
        async with self._db.bulk() as tx:
            emptied = await tx.run(
                "UPDATE relay_messages SET text_sealed = NULL WHERE keep_until <= $1 AND text_sealed IS NOT NULL",
                to_ms(now),
            )
        if emptied:
            await self._db.forget_deleted()
        return emptied

    async def _insert(
        self,
        tx: Statements,
        server: ServerId,
        case: CaseId,
        report: ReportId,
        question: RelayId | None,
        text: str,
        now: datetime,
    ) -> RelayId:
        number = RelayId(await next_id(tx, "relay_messages"))
        await tx.run(
            "INSERT INTO relay_messages (id, server_id, case_id, report_id, question_id, text_sealed, state, made_at, "
            "keep_until) VALUES ($1, $2, $3, $4, $5, $6, 'due', $7, $8)",
            number,
            server,
            case,
            report,
            question,
            self._vault.seal(text, _place(number)),
            to_ms(now),
            to_ms(now + REPORTER_KEPT),
        )
        return number

    def _text(self, row: Row) -> str | None:
        sealed = row["text_sealed"]
        return None if sealed is None else self._vault.open(sealed, _place(row["id"]))

    def _said_before(self, rows: list[Row], text: str) -> RelayId | None:
        """A form that arrives twice says the same."""
        return next((RelayId(row["id"]) for row in rows if self._text(row) == text), None)


def _place(number: int) -> str:
    return f"relay_messages.text/{number}"


async def _report(tx: Statements, case: CaseId, pseudonym: str) -> ReportId:
    row = await tx.one(
        "SELECT id FROM reports WHERE case_id = $1 AND pseudonym = $2 AND reporter_key IS NOT NULL "
        "AND relay_ended_at IS NULL",
        case,
        pseudonym,
    )
    if row is None:
        raise UserError("relay-unreachable")
    return ReportId(row["id"])


def _closed_to(row: Row) -> str | None:
    """Why a question takes no (further) answer: the key of a sentence."""
    if row["reporter_key"] is None:
        return "relay-not-yours"
    if row["relay_ended_at"] is not None:
        return "relay-ended"
    if row["case_state"] == "closed":
        return "relay-case-closed"
    return "relay-answered" if row["answers"] >= ANSWERS_PER_QUESTION else None


def _require_open(row: Row | None) -> Row:
    if row is None:
        raise UserError("relay-not-yours")
    why = _closed_to(row)
    if why is not None:
        raise UserError(why)
    return row
