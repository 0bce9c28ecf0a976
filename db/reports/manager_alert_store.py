"""Table `cases`: those that perhaps nobody but a manager can decide."""

from collections.abc import Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ServerId
from core.base.times import to_ms
from db.base.shared_statements import arm, note
from db.engine.database import Database, Row, Statements
from db.engine.vault import Vault
from db.reports.case_rows import opened_person
from db.reports.reminder_store import unclaimed
from services.base.outbox import Kind
from services.reports.manager_alerts import CONCERNED_AFTER, TOLD_AT_MOST_EVERY, ConcernedCases

_AT_ONCE = 5  # authors a look; each is a question to Discord, and cards must not wait behind many
_EMERGENCIES = ", ".join(f"'{category}'" for category in Category if category.emergency)
_WAITS = "c.state = 'open' AND c.author_is_member = 1 AND c.quiet = 0 AND c.managers_at IS NULL"
_NOT_JUST_TOLD = (
    "NOT EXISTS (SELECT 1 FROM cases t WHERE t.server_id = c.server_id AND t.author_key = c.author_key "
    "AND t.managers_at > $1)"
)
# Read apart and in the order of the index, so that a few of many thousands are found without looking at all.
_URGENT = f"c.category IN ({_EMERGENCIES})"
_OVERDUE = "c.opened_at <= $2"


class ManagerAlertRows:
    """Fills services.reports.manager_alerts.ManagerAlertStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def look(self, now: datetime) -> int:
        due = await self._due(now)
        if not due:  # the usual answer costs no write
            return 0
        async with self._db.bulk() as tx:
            return sum([await _tell_of_all(tx, first, others, now) for first, others in due])

    async def _due(self, now: datetime) -> list[tuple[Row, list[int]]]:
        """The case that is looked at for each author, and everything that waits about them: emergencies first."""
        told, opened = to_ms(now - TOLD_AT_MOST_EVERY), to_ms(now - CONCERNED_AFTER)
        firsts: dict[bytes, Row] = {}
        for reason, values in ((_URGENT, [told]), (_OVERDUE, [told, opened])):
            rows = await self._db.read.all(
                f"SELECT c.id, c.server_id, c.author_key FROM cases c WHERE {_WAITS} AND {reason} AND {_NOT_JUST_TOLD} "
                f"ORDER BY c.opened_at, c.id LIMIT {_AT_ONCE}",
                *values,
            )
            for row in rows:
                firsts.setdefault(row["author_key"], row)
        return [(row, await self._about(row)) for row in list(firsts.values())[:_AT_ONCE]]

    async def _about(self, row: Row) -> list[int]:
        """What waits about messages of this author, however new: it is told of in the same message."""
        rows = await self._db.read.all(
            f"SELECT c.id FROM cases c WHERE {_WAITS} AND c.server_id = $1 AND c.author_key = $2",
            row["server_id"],
            row["author_key"],
        )
        return [other["id"] for other in rows]

    async def concerned(self, case: CaseId) -> ConcernedCases | None:
        rows = await self._db.read.all(
            "SELECT c.*, o.channel_id AS card_channel, o.message_id AS card_message FROM cases c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
            "WHERE c.managers_case_id = $1 AND c.state = 'open' ORDER BY c.opened_at, c.id",
            case,
        )
        author = opened_person(self._vault, rows[0], "author") if rows else None
        if author is None:
            return None
        return ConcernedCases(
            ServerId(rows[0]["server_id"]), author.id, tuple(unclaimed(row) for row in rows)
        )

    async def told(self, case: CaseId, now: datetime) -> None:
        async with self._db.bulk() as tx:
            for row in await tx.all("SELECT id, server_id FROM cases WHERE managers_case_id = $1", case):
                server, subject = ServerId(row["server_id"]), f"case/{row['id']}"
                await note(tx, self._vault, server, None, "managers-told", subject, now)


async def _tell_of_all(tx: Statements, first: Row, cases: Sequence[int], now: datetime) -> bool:
    """False: another process did, or somebody claimed them meanwhile."""
    changed = [
        await tx.run(
            f"UPDATE cases AS c SET managers_at = $2, managers_case_id = $3 WHERE {_WAITS} AND c.id = $1",
            case,
            to_ms(now),
            first["id"],
        )
        for case in cases
    ]
    if not any(changed):
        return False
    await arm(tx, Kind.CONCERNED_NOTICE, first["id"], ServerId(first["server_id"]), now)
    return True
