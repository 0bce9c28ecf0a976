"""Table `relay_messages`: questions to reporters, and what they answered."""

from datetime import datetime

from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.times import to_ms
from core.reports.intake import KEPT_AT_MOST
from core.reports.questions import AskedQuestion, ErasedAnswer, RelayId, RelayText
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.cases.case_rows import opened_person
from services.reports.questions import Answer, Question, QuestionFate

# A question with its report and its case, as far as deciding needs them.
_ASKED = (
    "SELECT q.*, r.pseudonym, r.reporter_key, r.reporter_sealed, r.relay_ended_at, c.state AS case_state, "
    "(SELECT count(*) FROM relay_messages a WHERE a.question_id = q.id) AS answers "
    "FROM relay_messages q JOIN reports r ON r.id = q.report_id JOIN cases c ON c.id = q.case_id "
    "WHERE q.id = $1 AND q.question_id IS NULL"
)
_REACHABLE = "case_id = $1 AND reporter_key IS NOT NULL AND relay_ended_at IS NULL"


class QuestionRows:
    """Fills services.reports.questions.QuestionStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def reachable(self, case: CaseId) -> list[str]:
        rows = await self._sql.all(
            f"SELECT pseudonym FROM reports WHERE {_REACHABLE} ORDER BY pseudonym", case
        )
        return [row["pseudonym"] for row in rows]

    async def reachable_report(self, case: CaseId, pseudonym: str) -> ReportId | None:
        row = await self._sql.one(
            f"SELECT id FROM reports WHERE {_REACHABLE} AND pseudonym = $2", case, pseudonym
        )
        return None if row is None else ReportId(row["id"])

    async def asked(self, case: CaseId) -> list[RelayText]:
        rows = await self._sql.all(
            "SELECT * FROM relay_messages WHERE case_id = $1 AND question_id IS NULL ORDER BY id", case
        )
        return [self._said(row) for row in rows]

    async def answers(self, question: RelayId) -> list[RelayText]:
        rows = await self._sql.all(
            "SELECT * FROM relay_messages WHERE question_id = $1 ORDER BY id", question
        )
        return [self._said(row) for row in rows]

    async def add(
        self,
        server: ServerId,
        case: CaseId,
        report: ReportId,
        text: str,
        now: datetime,
        *,
        to: RelayId | None = None,
    ) -> RelayId:
        number = RelayId(await next_id(self._sql, "relay_messages"))
        await self._sql.run(
            "INSERT INTO relay_messages (id, server_id, case_id, report_id, question_id, text_sealed, state, made_at, "
            "keep_until) VALUES ($1, $2, $3, $4, $5, $6, 'due', $7, $8)",
            number,
            server,
            case,
            report,
            to,
            self._vault.seal(text, _place(number)),
            to_ms(now),
            to_ms(now + KEPT_AT_MOST),
        )
        return number

    async def question(self, relay: RelayId) -> AskedQuestion | None:
        row = await self._sql.one(_ASKED, relay)
        if row is None:
            return None
        return AskedQuestion(
            id=relay,
            server=ServerId(row["server_id"]),
            case=CaseId(row["case_id"]),
            report=ReportId(row["report_id"]),
            pseudonym=row["pseudonym"],
            reporter_known=row["reporter_key"] is not None,
            ended=row["relay_ended_at"] is not None,
            case_closed=row["case_state"] == "closed",
            answers=row["answers"],
        )

    async def is_reporter(self, relay: RelayId, user: UserId) -> bool:
        row = await self._sql.one(_ASKED, relay)
        if row is None or row["reporter_key"] is None:
            return False
        return bool(row["reporter_key"] == self._vault.member_key(ServerId(row["server_id"]), user))

    async def outgoing(self, relay: RelayId) -> Question | None:
        row = await self._sql.one(_ASKED, relay)
        if row is None or row["reporter_sealed"] is None or row["text_sealed"] is None:
            return None
        reporter = self._vault.open_or_none(row["reporter_sealed"], f"reports.reporter/{row['report_id']}")
        if reporter is None:
            return None
        return Question(
            id=relay,
            server=ServerId(row["server_id"]),
            case=CaseId(row["case_id"]),
            pseudonym=row["pseudonym"],
            reporter=UserId(int(reporter)),
            text=self._text(row) or "",
        )

    async def answer(self, relay: RelayId) -> Answer | None:
        row = await self._sql.one(
            "SELECT a.*, r.pseudonym, q.text_sealed AS asked_sealed FROM relay_messages a "
            "JOIN relay_messages q ON q.id = a.question_id JOIN reports r ON r.id = a.report_id "
            "JOIN cases c ON c.id = a.case_id WHERE a.id = $1 AND a.text_sealed IS NOT NULL",
            relay,
        )
        if row is None:
            return None
        case, asked = CaseId(row["case_id"]), row["asked_sealed"]
        about = await self._sql.one("SELECT * FROM cases WHERE id = $1", case)
        return Answer(
            id=relay,
            server=ServerId(row["server_id"]),
            case=case,
            pseudonym=row["pseudonym"],
            question=self._vault.open_or_none(asked, _place(row["question_id"])) or "",
            text=self._text(row) or "",
            author=None if about is None else opened_person(self._vault, about, "author"),
        )

    async def erased(self, relay: RelayId) -> ErasedAnswer | None:
        row = await self._sql.one(
            "SELECT a.server_id, a.case_id, r.pseudonym FROM relay_messages a JOIN reports r ON r.id = a.report_id "
            "WHERE a.id = $1 AND a.question_id IS NOT NULL AND a.text_sealed IS NULL",
            relay,
        )
        if row is None:
            return None
        return ErasedAnswer(relay, ServerId(row["server_id"]), CaseId(row["case_id"]), row["pseudonym"])

    async def settle(self, relay: RelayId, delivery: QuestionFate) -> None:
        await self._sql.run("UPDATE relay_messages SET state = $2 WHERE id = $1", relay, str(delivery))

    async def forget(self, relay: RelayId) -> None:
        await self._sql.run("DELETE FROM relay_messages WHERE id = $1", relay)

    async def end(self, report: ReportId, now: datetime) -> None:
        await self._sql.run("UPDATE reports SET relay_ended_at = $2 WHERE id = $1", report, to_ms(now))

    def _said(self, row: Row) -> RelayText:
        return RelayText(RelayId(row["id"]), ReportId(row["report_id"]), self._text(row))

    def _text(self, row: Row) -> str | None:
        return self._vault.open_or_none(row["text_sealed"], _place(row["id"]))


def _place(number: int) -> str:
    return f"relay_messages.text/{number}"
