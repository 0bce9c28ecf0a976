"""Table `alerts`: the last ping of each server's alert role; and what `cases` says of pings."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.base.times import from_ms, to_ms
from core.reports.cases import CaseState
from core.reports.pings import KnownPing
from db.engine.statements import Statements


class PingRows:
    """Fills services.reports.alerts.pings.PingStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def known(self, case: CaseId) -> tuple[ServerId, KnownPing] | None:
        row = await self._sql.one(
            "SELECT c.server_id, c.state, c.alert_held_at, c.pinged_at, s.alert_role_id, a.pinged_at AS last_ping FROM cases c "
            "JOIN servers s ON s.id = c.server_id "
            "LEFT JOIN alerts a ON a.server_id = c.server_id AND a.case_id <> c.id WHERE c.id = $1",
            case,
        )
        if row is None:
            return None
        return ServerId(row["server_id"]), KnownPing(
            somebody_to_ping=row["alert_role_id"] is not None,
            state=CaseState(row["state"]),
            held_back=row["alert_held_at"] is not None,
            last=None if row["last_ping"] is None else from_ms(row["last_ping"]),
            pinged=row["pinged_at"] is not None,
        )

    async def last_in(self, server: ServerId) -> datetime | None:
        row = await self._sql.one("SELECT pinged_at FROM alerts WHERE server_id = $1", server)
        return None if row is None else from_ms(row["pinged_at"])

    async def hold_back(self, case: CaseId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE cases SET alert_held_at = coalesce(alert_held_at, $2) WHERE id = $1", case, to_ms(now)
        )

    async def take_turn(self, server: ServerId, case: CaseId, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO alerts (server_id, case_id, pinged_at) VALUES ($1, $2, $3) "
            "ON CONFLICT (server_id) DO UPDATE SET case_id = excluded.case_id, pinged_at = excluded.pinged_at",
            server,
            case,
            to_ms(now),
        )

    async def tell_of_those_held_back(self, server: ServerId, case: CaseId) -> None:
        await self._sql.run(
            "UPDATE cases SET alert_case_id = $2 WHERE server_id = $1 AND id <> $2 AND alert_held_at IS NOT NULL "
            "AND pinged_at IS NULL AND state = 'open'",
            server,
            case,
        )

    async def pinged(self, case: CaseId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE cases SET pinged_at = $2 WHERE pinged_at IS NULL AND (id = $1 OR alert_case_id = $1)",
            case,
            to_ms(now),
        )

    async def first_ping_waits(self, server: ServerId) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM cases WHERE server_id = $1 AND state = 'open' AND alert_held_at IS NOT NULL "
            "AND pinged_at IS NULL",
            server,
        )
        return row is not None
