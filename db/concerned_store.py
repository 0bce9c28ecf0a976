"""Table `cases`: those that perhaps nobody but a manager can decide."""

from datetime import datetime

from core.ids import CaseId, ServerId
from core.times import to_ms
from core.verdicts import Category
from db.case_rows import opened_person
from db.connection import Database, Row, Statements
from db.reminder_store import unclaimed
from db.rows import arm, note
from db.vault import Vault
from services.concerning import CONCERNED_AFTER, TOLD_AT_MOST_EVERY, ConcernedCases
from services.outbox import Kind

_AT_ONCE = 5  # authors a look; each is a question to Discord, and cards must not wait behind many
_EMERGENCIES = ", ".join(f"'{category}'" for category in Category if category.emergency)
_WAITS = "c.state = 'open' AND c.author_is_member = 1 AND c.quiet = 0 AND c.managers_at IS NULL"
_DUE = (
    f"{_WAITS} AND (c.opened_at <= $1 OR c.category IN ({_EMERGENCIES})) AND NOT EXISTS (SELECT 1 FROM cases t "
    "WHERE t.server_id = c.server_id AND t.author_key = c.author_key AND t.managers_at > $2)"
)


class ConcernedRows:
    """Fills services.concerning.ConcernedStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def look(self, now: datetime) -> int:
        due = (to_ms(now - CONCERNED_AFTER), to_ms(now - TOLD_AT_MOST_EVERY))
        if not await self._db.read.all(f"SELECT 1 FROM cases c WHERE {_DUE} LIMIT 1", *due):
            return 0  # the usual answer costs no write
        async with self._db.write() as tx:
            rows = await tx.all(
                f"SELECT c.server_id, c.author_key, min(c.id) AS oldest, max(c.category IN ({_EMERGENCIES})) AS urgent FROM cases c WHERE {_DUE} "
                "GROUP BY c.server_id, c.author_key ORDER BY urgent DESC, oldest LIMIT $3",
                *due,
                _AT_ONCE,
            )
            for row in rows:
                await _tell_of_all(tx, row, now)
        return len(rows)

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
        async with self._db.write() as tx:
            for row in await tx.all("SELECT id, server_id FROM cases WHERE managers_case_id = $1", case):
                server, subject = ServerId(row["server_id"]), f"case/{row['id']}"
                await note(tx, self._vault, server, None, "managers-told", subject, now)


async def _tell_of_all(tx: Statements, row: Row, now: datetime) -> None:
    """What else waits about this author's messages stands in the same message, however new it is."""
    await tx.run(
        f"UPDATE cases AS c SET managers_at = $3, managers_case_id = $4 WHERE {_WAITS} AND c.server_id = $1 AND c.author_key = $2",
        row["server_id"],
        row["author_key"],
        to_ms(now),
        row["oldest"],
    )
    await arm(tx, Kind.CONCERNED_NOTICE, row["oldest"], ServerId(row["server_id"]), now)
