"""Table `cases`: emergencies that nobody claimed, or decided, and of which the alert role is told."""

from collections.abc import Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, MessageId, ServerId
from core.base.times import from_ms, to_ms
from db.engine.statements import Row, Statements
from db.reports.cases.case_rows import EMERGENCIES, place_of
from services.base.outbox import Kind
from services.reports.alerts.reminders import Reminder, UnclaimedCase

_OVERDUE = (
    "state = 'open' AND pinged_at <= $1 AND coalesce(reopened_at, pinged_at) <= $1 "
    "AND coalesce(freed_at, pinged_at) <= $1 AND reminded_at IS NULL"
)
# Since it was claimed first, or became what it is now.
_UNDECIDED = (
    f"state = 'claimed' AND category IN ({EMERGENCIES}) AND first_claimed_at <= $1 AND coalesce(reopened_at, 0) <= $1 "
    "AND coalesce(pinged_at, alert_held_at, 0) <= $1 AND undecided_at IS NULL "
    "AND EXISTS (SELECT 1 FROM reports r WHERE r.case_id = cases.id AND r.held = 0)"
)
# The plus keeps SQLite at the indexes of what waits: by its server it would go through all that was ever claimed there.
_WITH_ALERT_ROLE = (
    "EXISTS (SELECT 1 FROM servers s WHERE s.id = cases.server_id AND s.alert_role_id IS NOT NULL)"
)


class ReminderRows:
    """Fills services.reports.alerts.reminders.ReminderStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def servers_due(self, pinged_before: datetime, claimed_before: datetime) -> list[ServerId]:
        found: set[int] = set()
        for waits, since in ((_OVERDUE, pinged_before), (_UNDECIDED, claimed_before)):
            rows = await self._sql.all(
                f"SELECT server_id FROM cases WHERE {waits} AND {_WITH_ALERT_ROLE}", to_ms(since)
            )
            found |= {row["server_id"] for row in rows}
        return [ServerId(server) for server in sorted(found)]

    async def oldest_overdue(self, server: ServerId, pinged_before: datetime) -> CaseId | None:
        return await self._oldest(_OVERDUE, server, pinged_before)

    async def tell_of_overdue(
        self, server: ServerId, pinged_before: datetime, message: CaseId, now: datetime
    ) -> None:
        told = "reminded_at = $3, reminder_case_id = $4"
        await self._tell(told, _OVERDUE, server, pinged_before, message, now)

    async def get(self, message: CaseId) -> Reminder | None:
        return await self._message("reminder_case_id", message, ("open",))

    async def oldest_undecided(self, server: ServerId, claimed_before: datetime) -> CaseId | None:
        return await self._oldest(_UNDECIDED, server, claimed_before)

    async def tell_of_undecided(
        self, server: ServerId, claimed_before: datetime, message: CaseId, now: datetime
    ) -> None:
        told = "undecided_at = $3, undecided_case_id = $4"
        await self._tell(told, _UNDECIDED, server, claimed_before, message, now)

    async def undecided(self, message: CaseId) -> Reminder | None:
        return await self._message("undecided_case_id", message, ("open", "claimed"))

    async def _oldest(self, waits: str, server: ServerId, since: datetime) -> CaseId | None:
        row = await self._sql.one(
            f"SELECT id FROM cases WHERE {waits} AND +server_id = $2 ORDER BY opened_at, id LIMIT 1",
            to_ms(since),
            server,
        )
        return None if row is None else CaseId(row["id"])

    async def _tell(
        self, told: str, waits: str, server: ServerId, since: datetime, message: CaseId, now: datetime
    ) -> None:
        await self._sql.run(
            f"UPDATE cases SET {told} WHERE {waits} AND +server_id = $2",
            to_ms(since),
            server,
            to_ms(now),
            message,
        )

    async def _message(self, told_in: str, message: CaseId, states: Sequence[str]) -> Reminder | None:
        rows = await self._sql.all(
            "SELECT c.id, c.server_id, c.state, c.category, c.opened_at, c.message_id, o.channel_id AS card_channel, "
            "o.message_id AS card_message FROM cases c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
            f"WHERE c.{told_in} = $1 ORDER BY c.opened_at, c.id",
            message,
        )
        if not rows:
            return None
        waiting = tuple(unclaimed(row) for row in rows if row["state"] in states)
        return Reminder(ServerId(rows[0]["server_id"]), waiting)


def unclaimed(row: Row) -> UnclaimedCase:
    """Make a case that waits from its row with the place of its card."""
    return UnclaimedCase(
        id=CaseId(row["id"]),
        category=Category(row["category"]),
        opened_at=from_ms(row["opened_at"]),
        card=place_of(row["card_channel"], row["card_message"]),
        message=None if row["message_id"] is None else MessageId(row["message_id"]),
    )
