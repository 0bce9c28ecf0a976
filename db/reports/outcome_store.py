"""Table `member_choices`, and endings as a reporter may hear of them."""

from core.base.ids import CaseId, ChannelId, MessageId, ReportId, ServerId, UserId
from core.base.posts import MessagePlace
from core.reports.cases import CaseOutcome
from core.reports.outcomes import fate
from core.scanning.detections import DismissReason, Outcome
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.base.outbox import Kind
from services.reports.outcomes import Ending


class OutcomeRows:
    """Fills services.reports.outcomes.OutcomeStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def ending(self, report: ReportId) -> Ending | None:
        row = await self._sql.one(
            "SELECT r.*, c.outcome, c.outcome_reason, c.removal_at, c.message_gone_at, c.channel_id, c.message_id, "
            "d.outcome AS removal "
            "FROM reports r JOIN cases c ON c.id = r.case_id "
            "LEFT JOIN detections d ON d.message_id = c.message_id AND d.case_id = c.id "
            "LEFT JOIN member_choices m ON m.server_id = r.server_id AND m.member_key = r.reporter_key "
            "WHERE r.id = $1 AND r.reporter_key IS NOT NULL AND c.state = 'closed' AND coalesce(m.notices, 1) = 1",
            report,
        )
        if row is None:
            return None
        reporter = self._vault.open_or_none(row["reporter_sealed"], f"reports.reporter/{report}")
        if reporter is None:
            return None
        return Ending(
            case=CaseId(row["case_id"]),
            server=ServerId(row["server_id"]),
            reporter=UserId(int(reporter)),
            outcome=CaseOutcome(row["outcome"]),
            reason=None if row["outcome_reason"] is None else DismissReason(row["outcome_reason"]),
            message=fate(
                ordered=row["removal_at"] is not None,
                removal=None if row["removal"] is None else Outcome(row["removal"]),
                gone=row["message_gone_at"] is not None,
            ),
            place=None
            if row["channel_id"] is None or row["message_id"] is None
            else MessagePlace(ChannelId(row["channel_id"]), MessageId(row["message_id"])),
        )

    async def server_of(self, report: ReportId, user: UserId) -> ServerId | None:
        row = await self._sql.one("SELECT server_id, reporter_key FROM reports WHERE id = $1", report)
        if row is None or row["reporter_key"] != self._vault.member_key(ServerId(row["server_id"]), user):
            return None
        return ServerId(row["server_id"])

    async def owed(self, case: CaseId) -> list[ReportId]:
        rows = await self._sql.all(
            "SELECT r.id FROM reports r LEFT JOIN member_choices m ON m.server_id = r.server_id "
            "AND m.member_key = r.reporter_key WHERE r.case_id = $1 AND r.reporter_key IS NOT NULL "
            "AND coalesce(m.notices, 1) = 1 AND NOT EXISTS ("
            "SELECT 1 FROM outbox o WHERE o.kind = $2 AND o.subject_id = r.id AND o.state = 'done')",
            case,
            Kind.OUTCOME_NOTICE,
        )
        return [ReportId(row["id"]) for row in rows]

    async def hears(self, case: CaseId, server: ServerId, reporter: UserId) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM reports r LEFT JOIN member_choices m ON m.server_id = r.server_id "
            "AND m.member_key = r.reporter_key WHERE r.case_id = $1 AND r.reporter_key = $2 "
            "AND coalesce(m.notices, 1) = 1 AND NOT EXISTS ("
            "SELECT 1 FROM outbox o WHERE o.kind = $3 AND o.subject_id = r.id AND o.state = 'done')",
            case,
            self._vault.member_key(server, reporter),
            Kind.OUTCOME_NOTICE,
        )
        return row is not None

    async def choose(self, server: ServerId, user: UserId, *, notices: bool) -> None:
        key = self._vault.member_key(server, user)
        if notices:  # the default needs no row: nothing is kept of who changed their mind back
            await self._sql.run(
                "DELETE FROM member_choices WHERE server_id = $1 AND member_key = $2", server, key
            )
        else:
            await ensure_server(self._sql, server)  # one that was never set up, too
            await self._sql.run(
                "INSERT INTO member_choices (server_id, member_key, notices) VALUES ($1, $2, 0) "
                "ON CONFLICT (server_id, member_key) DO UPDATE SET notices = 0",
                server,
                key,
            )
