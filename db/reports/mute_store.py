"""Table `reporter_mutes`: decided, ended, run out. Whom it is about stands there as a keyed hash alone."""

from datetime import datetime

from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.scanning.detections import DismissReason
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.case_rows import EMERGENCIES
from services.reports.mutes import MuteReason, OpenReport, Reporter

_UNMUTED = (
    "SELECT c.id, c.server_id FROM cases c WHERE c.quiet = 1 AND c.state <> 'closed' AND EXISTS ("
    "SELECT 1 FROM reports r WHERE r.case_id = c.id AND NOT EXISTS (SELECT 1 FROM reporter_mutes m "
    "WHERE m.server_id = r.server_id AND m.member_key = r.reporter_key AND m.expires_at > $1))"
)
_REPORTER = (
    "(SELECT reporter_key FROM reports WHERE id = $1 AND case_id = $2 AND server_id = $3 "
    "AND reporter_key IS NOT NULL)"
)


class MuteRows:
    """Fills services.reports.mutes.MuteStore and services.reports.intake.MutedReporters."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def is_muted(self, server: ServerId, member: UserId, now: datetime) -> bool:
        found = await self._sql.one(
            "SELECT 1 FROM reporter_mutes WHERE server_id = $1 AND member_key = $2 AND expires_at > $3",
            server,
            self._vault.member_key(server, member),
            to_ms(now),
        )
        return found is not None

    async def false_emergencies(self, server: ServerId, member: UserId, now: datetime) -> int:
        key = self._vault.member_key(server, member)
        row = await self._sql.one(
            "SELECT count(*) AS n FROM reports r JOIN cases c ON c.id = r.case_id WHERE r.reporter_key = $1 "
            "AND r.emergency_at > (SELECT min(since) FROM reporter_mutes "
            "WHERE server_id = $2 AND member_key = $1 AND expires_at > $3) "
            "AND (c.state = 'closed' AND c.outcome_reason = $4 AND c.removal_at IS NULL "
            "OR c.state <> 'closed' AND r.set_aside_at IS NOT NULL)",
            key,
            server,
            to_ms(now),
            str(DismissReason.NO_VIOLATION),
        )
        return 0 if row is None else int(row["n"])

    async def reporters(self, case: CaseId, now: datetime) -> list[Reporter]:
        rows = await self._sql.all(
            "SELECT r.id, r.pseudonym, m.expires_at FROM reports r LEFT JOIN reporter_mutes m "
            "ON m.server_id = r.server_id AND m.member_key = r.reporter_key AND m.case_id = r.case_id "
            "AND m.expires_at > $2 WHERE r.case_id = $1 AND r.reporter_key IS NOT NULL ORDER BY r.pseudonym",
            case,
            to_ms(now),
        )
        return [_reporter(row) for row in rows]

    async def pseudonym(self, server: ServerId, case: CaseId, report: ReportId) -> str | None:
        row = await self._sql.one(
            "SELECT pseudonym FROM reports WHERE id = $1 AND case_id = $2 AND server_id = $3 "
            "AND reporter_key IS NOT NULL",
            report,
            case,
            server,
        )
        return None if row is None else str(row["pseudonym"])

    async def mute(
        self,
        server: ServerId,
        case: CaseId,
        report: ReportId,
        reason: MuteReason,
        now: datetime,
        until: datetime,
    ) -> None:
        # One that is prolonged goes on: what happened within it still counts.
        await self._sql.run(
            "INSERT INTO reporter_mutes (server_id, member_key, case_id, reason, expires_at, since) "
            "SELECT server_id, reporter_key, case_id, $4, $5, $6 FROM reports WHERE id = $1 AND case_id = $2 "
            "AND server_id = $3 AND reporter_key IS NOT NULL "
            "ON CONFLICT (server_id, member_key, case_id) DO UPDATE SET reason = excluded.reason, "
            "since = CASE WHEN reporter_mutes.expires_at > excluded.since THEN reporter_mutes.since "
            "ELSE excluded.since END, expires_at = excluded.expires_at",
            report,
            case,
            server,
            str(reason),
            to_ms(until),
            to_ms(now),
        )

    async def open_reports(
        self, case: CaseId, report: ReportId, decider: bytes, most: int
    ) -> list[OpenReport]:
        rows = await self._sql.all(
            "SELECT r.id, r.case_id, NOT EXISTS (SELECT 1 FROM reports o WHERE o.case_id = r.case_id AND o.id <> r.id "
            "AND o.set_aside_at IS NULL) AS alone FROM reports r JOIN cases c ON c.id = r.case_id "
            "WHERE r.reporter_key = (SELECT reporter_key FROM reports WHERE id = $1 AND case_id = $2) "
            "AND r.set_aside_at IS NULL AND (c.state = 'open' OR c.state = 'claimed' AND c.claimed_key = $3) "
            "AND (c.author_key IS NULL OR c.author_key <> $3) "
            f"AND (c.id = $2 OR c.category NOT IN ({EMERGENCIES}) AND r.category NOT IN ({EMERGENCIES})) "
            "ORDER BY c.opened_at, c.id LIMIT $4",
            report,
            case,
            decider,
            most,
        )
        return [
            OpenReport(ReportId(row["id"]), CaseId(row["case_id"]), alone=bool(row["alone"])) for row in rows
        ]

    async def set_aside(self, report: ReportId, now: datetime) -> None:
        await self._sql.run("UPDATE reports SET set_aside_at = $2 WHERE id = $1", report, to_ms(now))

    async def unmute(self, server: ServerId, case: CaseId, report: ReportId) -> bool:
        ended = await self._sql.run(
            f"DELETE FROM reporter_mutes WHERE server_id = $3 AND case_id = $2 AND member_key = {_REPORTER}",
            report,
            case,
            server,
        )
        return ended > 0

    async def any_heard(self, now: datetime) -> bool:
        return await self._sql.one(f"{_UNMUTED} LIMIT 1", to_ms(now)) is not None

    async def heard(self, now: datetime, most: int) -> list[tuple[CaseId, ServerId]]:
        rows = await self._sql.all(f"{_UNMUTED} ORDER BY c.id LIMIT $2", to_ms(now), most)
        return [(CaseId(row["id"]), ServerId(row["server_id"])) for row in rows]


def _reporter(row: Row) -> Reporter:
    until = row["expires_at"]
    return Reporter(ReportId(row["id"]), row["pseudonym"], None if until is None else from_ms(until))
