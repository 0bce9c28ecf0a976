"""Table `reporter_mutes`: decided, ended, run out. Whom it is about stands there as a keyed hash alone."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.scanning.detections import DismissReason
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.reports.cases.case_rows import EMERGENCIES
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


def _false_emergencies(server: str, member: str, about: str) -> str:
    """How many emergencies of a member within the mute in force ($3: now) were no violation ($4). Whoever wrote what is
    reported now dismissed none of them: nobody brings whom they muted to silence about themselves.
    """
    return (
        "(SELECT count(*) FROM reports f JOIN cases d ON d.id = f.case_id "
        f"WHERE f.reporter_key = {member} AND f.emergency_at > (SELECT min(m.since) FROM reporter_mutes m "
        f"WHERE m.server_id = {server} AND m.member_key = {member} AND m.expires_at > $3) "
        "AND (d.state = 'closed' AND d.outcome_reason = $4 AND d.removal_at IS NULL "
        f"AND (d.claimed_key IS NULL OR d.claimed_key <> {about} OR {about} IS NULL) "
        "OR d.state <> 'closed' AND f.set_aside_at IS NOT NULL))"
    )


class MuteRows:
    """Fills services.reports.mutes.MuteStore, services.reports.intake.MutedReporters and
    services.reports.holding.HeldReports.
    """

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

    async def false_emergencies(
        self, server: ServerId, member: UserId, about: UserId | None, now: datetime
    ) -> int:
        row = await self._sql.one(
            f"SELECT {_false_emergencies('$1', '$2', '$5')} AS n",
            server,
            self._vault.member_key(server, member),
            to_ms(now),
            str(DismissReason.NO_VIOLATION),
            None if about is None else self._vault.member_key(server, about),
        )
        return 0 if row is None else int(row["n"])

    async def no_longer_held(self, case: CaseId, enough: int, now: datetime) -> list[CaseId]:
        rows = await self._sql.all(
            "SELECT c.id FROM reports u JOIN reports r ON r.reporter_key = u.reporter_key "
            "JOIN cases c ON c.id = r.case_id WHERE u.case_id = $1 AND u.emergency_at IS NOT NULL "
            "AND u.reporter_key IS NOT NULL AND r.held = 1 AND c.state <> 'closed' "
            "AND EXISTS (SELECT 1 FROM reporter_mutes m WHERE m.server_id = r.server_id AND m.member_key = r.reporter_key "
            "AND m.expires_at > $3) "
            f"AND {_false_emergencies('r.server_id', 'r.reporter_key', 'c.author_key')} < $2",
            case,
            enough,
            to_ms(now),
            str(DismissReason.NO_VIOLATION),
        )
        return sorted({CaseId(row["id"]) for row in rows})

    async def hear(self, case: CaseId, of: CaseId) -> None:
        await self._sql.run(
            "UPDATE reports SET held = 0 WHERE case_id = $1 AND held = 1 AND reporter_key IN ("
            "SELECT u.reporter_key FROM reports u WHERE u.case_id = $2 AND u.reporter_key IS NOT NULL)",
            case,
            of,
        )

    async def counting(self, case: CaseId) -> list[Category]:
        rows = await self._sql.all("SELECT id, category FROM reports WHERE case_id = $1 AND held = 0", case)
        return [Category(row["category"]) for row in sorted(rows, key=lambda row: int(row["id"]))]

    async def categorize(self, case: CaseId, category: Category) -> None:
        await self._sql.run(
            "UPDATE cases SET category = $2, version = version + 1 WHERE id = $1", case, str(category)
        )

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

    async def aside(
        self, server: ServerId, case: CaseId, report: ReportId, now: datetime
    ) -> list[tuple[ReportId, CaseId]]:
        rows = await self._sql.all(
            f"SELECT r.id, r.case_id FROM reports r JOIN cases c ON c.id = r.case_id WHERE r.reporter_key = {_REPORTER} "
            "AND r.set_aside_at IS NOT NULL AND c.state <> 'closed' AND NOT EXISTS (SELECT 1 FROM reporter_mutes m "
            "WHERE m.server_id = r.server_id AND m.member_key = r.reporter_key AND m.expires_at > $4)",
            report,
            case,
            server,
            to_ms(now),
        )
        return [(ReportId(row["id"]), CaseId(row["case_id"])) for row in rows]

    async def count_again(self, report: ReportId) -> None:
        await self._sql.run("UPDATE reports SET set_aside_at = NULL WHERE id = $1", report)

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
