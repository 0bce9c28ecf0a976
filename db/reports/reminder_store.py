"""Tables `cases` and `alerts`: reminders of emergencies that nobody claimed."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.limits import next_possible
from core.base.times import from_ms, to_ms
from db.base.shared_statements import arm
from db.engine.database import Database, Row, Statements
from services.base.outbox import Kind
from services.reports.pings import PINGS
from services.reports.records import Place
from services.reports.reminders import REMIND_AFTER, Reminder, UnclaimedCase

_OVERDUE = (
    "state = 'open' AND pinged_at <= $1 AND coalesce(reopened_at, pinged_at) <= $1 AND reminded_at IS NULL"
)


class ReminderRows:
    """Fills services.reports.reminders.ReminderStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def remind(self, now: datetime) -> int:
        rows = await self._db.read.all(
            f"SELECT DISTINCT server_id FROM cases WHERE {_OVERDUE} "
            "AND server_id IN (SELECT id FROM servers WHERE alert_role_id IS NOT NULL)",
            to_ms(now - REMIND_AFTER),
        )
        if not rows:  # the usual answer costs no write
            return 0
        async with self._db.bulk() as tx:
            return sum([await _remind(tx, ServerId(row["server_id"]), now) for row in rows])

    async def reminder(self, case: CaseId) -> Reminder | None:
        rows = await self._db.read.all(
            "SELECT c.id, c.server_id, c.state, c.category, c.opened_at, o.channel_id AS card_channel, o.message_id AS card_message FROM cases c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
            "WHERE c.reminder_case_id = $1 ORDER BY c.opened_at, c.id",
            case,
        )
        if not rows:
            return None
        waiting = tuple(unclaimed(row) for row in rows if row["state"] == "open")
        return Reminder(ServerId(rows[0]["server_id"]), waiting)


async def _remind(tx: Statements, server: ServerId, now: datetime) -> bool:
    last = await tx.one("SELECT pinged_at FROM alerts WHERE server_id = $1", server)
    pings = [] if last is None else [from_ms(last["pinged_at"])]
    first_time = await tx.one(
        "SELECT 1 FROM cases WHERE server_id = $1 AND state = 'open' AND alert_held_at IS NOT NULL AND pinged_at IS NULL",
        server,
    )
    if first_time is not None or next_possible(pings, PINGS, now) is not None:
        return False
    oldest = await tx.one(
        f"SELECT id FROM cases WHERE {_OVERDUE} AND server_id = $2 ORDER BY opened_at, id LIMIT 1",
        to_ms(now - REMIND_AFTER),
        server,
    )
    if oldest is None:  # somebody was quicker
        return False
    await tx.run(
        f"UPDATE cases SET reminded_at = $3, reminder_case_id = $4 WHERE {_OVERDUE} AND server_id = $2",
        to_ms(now - REMIND_AFTER),
        server,
        to_ms(now),
        oldest["id"],
    )
    await tx.run(
        "INSERT INTO alerts (server_id, case_id, pinged_at) VALUES ($1, $2, $3) "
        "ON CONFLICT (server_id) DO UPDATE SET case_id = $2, pinged_at = $3",
        server,
        oldest["id"],
        to_ms(now),
    )
    await arm(tx, Kind.CASE_REMINDER, oldest["id"], server, now)
    return True


def unclaimed(row: Row) -> UnclaimedCase:
    """A case that waits, from its row with the place of its card."""
    placed = row["card_message"] is not None
    return UnclaimedCase(
        id=CaseId(row["id"]),
        category=Category(row["category"]),
        opened_at=from_ms(row["opened_at"]),
        card=Place(ChannelId(row["card_channel"]), MessageId(row["card_message"])) if placed else None,
    )
