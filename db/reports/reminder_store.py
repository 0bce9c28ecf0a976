"""Table `cases`: emergencies that nobody claimed, and of which the alert role is reminded."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.times import from_ms, to_ms
from db.engine.statements import Row, Statements
from services.base.outbox import Kind
from services.reports.reminders import Reminder, UnclaimedCase

_OVERDUE = (
    "state = 'open' AND pinged_at <= $1 AND coalesce(reopened_at, pinged_at) <= $1 AND reminded_at IS NULL"
)


class ReminderRows:
    """Fills services.reports.reminders.ReminderStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def servers_overdue(self, pinged_before: datetime) -> list[ServerId]:
        rows = await self._sql.all(
            f"SELECT DISTINCT server_id FROM cases WHERE {_OVERDUE} "
            "AND server_id IN (SELECT id FROM servers WHERE alert_role_id IS NOT NULL)",
            to_ms(pinged_before),
        )
        return [ServerId(row["server_id"]) for row in rows]

    async def oldest_overdue(self, server: ServerId, pinged_before: datetime) -> CaseId | None:
        row = await self._sql.one(
            f"SELECT id FROM cases WHERE {_OVERDUE} AND server_id = $2 ORDER BY opened_at, id LIMIT 1",
            to_ms(pinged_before),
            server,
        )
        return None if row is None else CaseId(row["id"])

    async def tell_of_overdue(
        self, server: ServerId, pinged_before: datetime, message: CaseId, now: datetime
    ) -> None:
        await self._sql.run(
            f"UPDATE cases SET reminded_at = $3, reminder_case_id = $4 WHERE {_OVERDUE} AND server_id = $2",
            to_ms(pinged_before),
            server,
            to_ms(now),
            message,
        )

    async def get(self, message: CaseId) -> Reminder | None:
        rows = await self._sql.all(
            "SELECT c.id, c.server_id, c.state, c.category, c.opened_at, o.channel_id AS card_channel, o.message_id AS card_message FROM cases c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
            "WHERE c.reminder_case_id = $1 ORDER BY c.opened_at, c.id",
            message,
        )
        if not rows:
            return None
        waiting = tuple(unclaimed(row) for row in rows if row["state"] == "open")
        return Reminder(ServerId(rows[0]["server_id"]), waiting)


def unclaimed(row: Row) -> UnclaimedCase:
    """Make a case that waits from its row with the place of its card."""
    placed = row["card_message"] is not None
    return UnclaimedCase(
        id=CaseId(row["id"]),
        category=Category(row["category"]),
        opened_at=from_ms(row["opened_at"]),
        card=MessagePlace(ChannelId(row["card_channel"]), MessageId(row["card_message"])) if placed else None,
    )
