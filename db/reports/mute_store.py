"""Table `reporter_mutes`: decided, ended, run out. Whom it is about stands there as a keyed hash alone."""

from datetime import datetime

from core.base.authority import Caller
from core.base.ids import CaseId, ReportId
from core.base.times import from_ms, to_ms
from db.base.shared_statements import note
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.reports.mute_rows import any_to_speak_up, speak_up, speak_up_where_due
from services.reports.mutes import MuteReason, Reporter

_OFFERED = 25  # Discord's limit for a select


class MuteRows:
    """Fills services.reports.mutes.MuteStore and services.base.retention.RetentionStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def reporters(self, case: CaseId, now: datetime) -> list[Reporter]:
        rows = await self._db.read.all(
            "SELECT r.id, r.pseudonym, m.expires_at FROM reports r LEFT JOIN reporter_mutes m "
            "ON m.server_id = r.server_id AND m.member_key = r.reporter_key AND m.case_id = r.case_id "
            "AND m.expires_at > $2 WHERE r.case_id = $1 AND r.reporter_key IS NOT NULL ORDER BY r.pseudonym LIMIT $3",
            case,
            to_ms(now),
            _OFFERED,
        )
        return [_reporter(row) for row in rows]

    async def mute(
        self, case: CaseId, report: ReportId, by: Caller, reason: MuteReason, now: datetime, until: datetime
    ) -> str | None:
        async with self._db.bulk() as tx:
            row = await _known(tx, case, report, by)
            if row is None:
                return None
            await tx.run(
                "INSERT INTO reporter_mutes (server_id, member_key, case_id, reason, expires_at) "
                "VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO UPDATE SET reason = $4, expires_at = $5",
                by.server,
                row["reporter_key"],
                case,
                str(reason),
                to_ms(until),
            )
            await self._note(tx, by, "case-mute", case, f"{row['pseudonym']} {reason}", now)
            return str(row["pseudonym"])

    async def unmute(self, case: CaseId, report: ReportId, by: Caller, now: datetime) -> str | None:
        async with self._db.bulk() as tx:
            row = await _known(tx, case, report, by)
            if row is None:
                return None
            ended = await tx.run(
                "DELETE FROM reporter_mutes WHERE server_id = $1 AND member_key = $2 AND case_id = $3",
                by.server,
                row["reporter_key"],
                case,
            )
            if ended:
                await self._note(tx, by, "case-unmute", case, row["pseudonym"], now)
                await speak_up_where_due(tx, now)
            return str(row["pseudonym"])

    async def speak_up(self, now: datetime) -> int:
        if not await any_to_speak_up(self._db.read, now):  # the usual answer costs no write
            return 0
        async with self._db.bulk() as tx:
            return await speak_up_where_due(tx, now)

    async def give_card(self, case: CaseId, by: Caller, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            row = await tx.one(
                "SELECT 1 FROM cases WHERE id = $1 AND server_id = $2 AND quiet = 1 AND state <> 'closed'",
                case,
                by.server,
            )
            if row is None:
                return False
            await speak_up(tx, case, by.server, now, quiet=False)
            await self._note(tx, by, "case-card", case, "", now)
            return True

    async def purge(self, now: datetime) -> int:
        async with self._db.bulk() as tx:
            return await tx.run("DELETE FROM reporter_mutes WHERE expires_at <= $1", to_ms(now))

    async def _note(
        self, tx: Statements, by: Caller, action: str, case: CaseId, after: str, now: datetime
    ) -> None:
        await note(tx, self._vault, by.server, by.user, action, f"case/{case}", now, after=after)


async def _known(tx: Statements, case: CaseId, report: ReportId, by: Caller) -> Row | None:
    return await tx.one(
        "SELECT reporter_key, pseudonym FROM reports WHERE id = $1 AND case_id = $2 AND server_id = $3 "
        "AND reporter_key IS NOT NULL",
        report,
        case,
        by.server,
    )


def _reporter(row: Row) -> Reporter:
    until = row["expires_at"]
    return Reporter(ReportId(row["id"]), row["pseudonym"], None if until is None else from_ms(until))
