"""Table `cases`: those that perhaps nobody but a manager can decide."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.base.times import to_ms
from core.reports.manager_alerts import WaitingCase
from db.engine.statements import Row, Statements, Value
from db.engine.vault import Vault
from db.reports.alerts.reminder_store import unclaimed
from db.reports.cases.case_rows import EMERGENCIES, opened_person
from services.base.outbox import Kind
from services.reports.alerts.manager_alerts import ConcernedCases

_WAITS = "c.state = 'open' AND c.author_is_member = 1 AND c.managers_at IS NULL"
# Cases with a card and quiet ones are read apart: each has an index of its own, in this order.
_SHOWN, _QUIET = "c.quiet = 0", "c.quiet = 1 AND c.state <> 'closed'"
_OLDEST = {_SHOWN: "c.opened_at, c.id", _QUIET: "c.id"}
_NOT_JUST_TOLD = (
    "NOT EXISTS (SELECT 1 FROM cases t WHERE t.server_id = c.server_id AND t.author_key = c.author_key "
    "AND t.managers_at > $1)"
)
# Read apart and in the order of the index, so that a few of many thousands are found without looking at all.
_URGENT = f"c.category IN ({EMERGENCIES})"
_OVERDUE = "c.opened_at <= $3"


class ManagerAlertRows:
    """Fills services.reports.alerts.manager_alerts.ManagerAlertStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def urgent(self, not_told_since: datetime, most: int) -> list[WaitingCase]:
        return await self._waiting(_URGENT, to_ms(not_told_since), most)

    async def overdue(
        self, not_told_since: datetime, opened_before: datetime, most: int
    ) -> list[WaitingCase]:
        return await self._waiting(_OVERDUE, to_ms(not_told_since), most, to_ms(opened_before))

    async def _waiting(self, reason: str, *values: Value) -> list[WaitingCase]:
        found: list[Row] = []
        for kind, order in _OLDEST.items():
            found += await self._sql.all(
                f"SELECT c.id, c.server_id, c.author_key, c.opened_at FROM cases c WHERE {kind} AND {_WAITS} "
                f"AND {reason} AND {_NOT_JUST_TOLD} ORDER BY {order} LIMIT $2",
                *values,
            )
        found.sort(key=lambda row: (row["opened_at"], row["id"]))
        return [
            WaitingCase(CaseId(row["id"]), ServerId(row["server_id"]), row["author_key"]) for row in found
        ]

    async def about_the_author_of(self, case: WaitingCase) -> list[CaseId]:
        found: list[CaseId] = []
        for kind in _OLDEST:
            rows = await self._sql.all(
                f"SELECT c.id FROM cases c WHERE {kind} AND {_WAITS} AND c.server_id = $1 AND c.author_key = $2",
                case.server,
                case.author_key,
            )
            found += [CaseId(row["id"]) for row in rows]
        return found

    async def tell_of(self, case: CaseId, message: CaseId, now: datetime) -> bool:
        changed = await self._sql.run(
            f"UPDATE cases AS c SET managers_at = $2, managers_case_id = $3 WHERE {_WAITS} AND c.id = $1",
            case,
            to_ms(now),
            message,
        )
        return changed == 1

    async def concerned(self, message: CaseId) -> ConcernedCases | None:
        rows = await self._sql.all(
            "SELECT c.*, o.channel_id AS card_channel, o.message_id AS card_message FROM cases c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id "
            "WHERE c.managers_case_id = $1 AND c.state = 'open' ORDER BY c.opened_at, c.id",
            message,
        )
        author = opened_person(self._vault, rows[0], "author") if rows else None
        if author is None:
            return None
        return ConcernedCases(
            ServerId(rows[0]["server_id"]), author.id, tuple(unclaimed(row) for row in rows)
        )

    async def told_in(self, message: CaseId) -> list[tuple[CaseId, ServerId]]:
        rows = await self._sql.all("SELECT id, server_id FROM cases WHERE managers_case_id = $1", message)
        return [(CaseId(row["id"]), ServerId(row["server_id"])) for row in rows]
