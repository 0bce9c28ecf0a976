"""Table `alerts`: the last ping of each server's alert role."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.base.limits import next_possible
from core.base.times import from_ms, to_ms
from db.base.shared_statements import arm
from db.engine.database import Database, Row, Statements
from services.base.outbox import Kind
from services.reports.pings import PINGS


class PingRows:
    """Fills services.reports.pings.PingStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def may_ping(self, case: CaseId, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            row = await tx.one(
                "SELECT c.*, s.alert_role_id, a.case_id AS last_case, a.pinged_at AS last_ping FROM cases c "
                "JOIN servers s ON s.id = c.server_id LEFT JOIN alerts a ON a.server_id = c.server_id WHERE c.id = $1",
                case,
            )
            if row is None or row["alert_role_id"] is None:
                return row is not None  # where nobody would be pinged, nothing is held back
            if row["alert_held_at"] is not None and row["state"] != "open":
                return False  # somebody has it in hand by now
            last = [] if row["last_ping"] is None or row["last_case"] == case else [from_ms(row["last_ping"])]
            again = next_possible(last, PINGS, now)
            if again is not None:
                await _hold_back(tx, row, now, again)
                return False
            await _take_turn(tx, row, now)
        return True

    async def pinged(self, case: CaseId, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await tx.run(
                "UPDATE cases SET pinged_at = $2 WHERE pinged_at IS NULL AND (id = $1 OR alert_case_id = $1)",
                case,
                to_ms(now),
            )


async def _hold_back(tx: Statements, row: Row, now: datetime, again: datetime) -> None:
    await tx.run(
        "UPDATE cases SET alert_held_at = coalesce(alert_held_at, $2) WHERE id = $1", row["id"], to_ms(now)
    )
    await arm(tx, Kind.CASE_CARD, row["id"], ServerId(row["server_id"]), again)


async def _take_turn(tx: Statements, row: Row, now: datetime) -> None:
    await tx.run(
        "INSERT INTO alerts (server_id, case_id, pinged_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (server_id) DO UPDATE SET case_id = $2, pinged_at = $3",
        row["server_id"],
        row["id"],
        to_ms(now),
    )
    await tx.run(
        "UPDATE cases SET alert_case_id = $2 WHERE server_id = $1 AND id <> $2 AND alert_held_at IS NOT NULL "
        "AND pinged_at IS NULL AND state = 'open'",
        row["server_id"],
        row["id"],
    )
