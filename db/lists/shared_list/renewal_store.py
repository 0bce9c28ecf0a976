"""Tables `renewals` and `stances_ending`: which servers were asked to renew their stances, and what they let run out."""

from datetime import datetime

from core.base.ids import EntryId, ServerId, StanceId
from core.base.times import from_ms, to_ms
from core.lists.renewals import ASKED_FROM, RunningOut
from core.lists.shared_standing import StanceKind
from db.engine.statements import Row, Statements

# Said for as long as words on the shared list usually stand.
_LASTING = f"c.review_at - c.taken_at >= {int(ASKED_FROM.total_seconds() * 1000)}"
# Its server's own entry does not end with it: such a confirm cannot be renewed (core/lists/stances.py).
_MAY_GO_ON = (
    "NOT EXISTS (SELECT 1 FROM own_entries o WHERE o.server_id = c.server_id AND o.pattern = e.pattern "
    "AND o.removed_at IS NULL AND o.ends_at <= c.review_at AND c.stance = 'confirm')"
)
# Stances of server $1 that end after $2 and by $3, and that it does not let end.
_ENDING = (
    "current_stances c JOIN shared_entries e ON e.id = c.entry_id WHERE c.server_id = $1 AND c.review_at > $2 "
    f"AND c.review_at <= $3 AND {_LASTING} AND {_MAY_GO_ON} "
    "AND NOT EXISTS (SELECT 1 FROM stances_ending d WHERE d.stance_id = c.id)"
)


def _servers(noted: str) -> str:
    """Select the next servers with a stance about which they were not asked. `noted`: the column that says up to where."""
    return (
        "SELECT s.id FROM servers s WHERE s.id > $3 AND s.set_up_at IS NOT NULL AND s.left_at IS NULL "
        "AND s.banned_at IS NULL AND EXISTS (SELECT 1 FROM current_stances c JOIN shared_entries e ON e.id = c.entry_id "
        "WHERE c.server_id = s.id "
        f"AND c.review_at > $1 AND c.review_at <= $2 AND {_LASTING} AND {_MAY_GO_ON} "
        f"AND c.review_at > coalesce((SELECT r.{noted} FROM renewals r WHERE r.server_id = s.id), 0) "
        "AND NOT EXISTS (SELECT 1 FROM stances_ending d WHERE d.stance_id = c.id)) ORDER BY s.id LIMIT $4"
    )


class RenewalRows:
    """Fills services.lists.shared_list.renewals.RenewalStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def to_ask(self, now: datetime, until: datetime, after: ServerId, most: int) -> list[ServerId]:
        return await self._found("asked_to", now, until, after, most)

    async def to_remind(self, now: datetime, until: datetime, after: ServerId, most: int) -> list[ServerId]:
        return await self._found("reminded_to", now, until, after, most)

    async def _found(
        self, noted: str, now: datetime, until: datetime, after: ServerId, most: int
    ) -> list[ServerId]:
        rows = await self._sql.all(_servers(noted), to_ms(now), to_ms(until), after, most)
        return [ServerId(row["id"]) for row in rows]

    async def was_asked(self, server: ServerId, until: datetime) -> None:
        await self._sql.run(
            "INSERT INTO renewals (server_id, asked_to, reminded_to) VALUES ($1, $2, 0) "
            "ON CONFLICT (server_id) DO UPDATE SET asked_to = excluded.asked_to",
            server,
            to_ms(until),
        )

    async def was_reminded(self, server: ServerId, until: datetime) -> None:
        await self._sql.run(
            "INSERT INTO renewals (server_id, asked_to, reminded_to) VALUES ($1, 0, $2) "
            "ON CONFLICT (server_id) DO UPDATE SET reminded_to = excluded.reminded_to",
            server,
            to_ms(until),
        )

    async def count(self, server: ServerId, now: datetime, until: datetime) -> int:
        row = await self._sql.one(f"SELECT count(*) AS n FROM {_ENDING}", server, to_ms(now), to_ms(until))
        return 0 if row is None else int(row["n"])

    async def page(
        self, server: ServerId, now: datetime, until: datetime, start: int, most: int
    ) -> list[RunningOut]:
        rows = await self._sql.all(
            f"SELECT c.id, c.entry_id, c.stance, c.review_at, e.pattern, 0 AS ending FROM {_ENDING} "
            "ORDER BY c.review_at, c.id LIMIT $4 OFFSET $5",
            server,
            to_ms(now),
            to_ms(until),
            most,
            start,
        )
        return [_running_out(row) for row in rows]

    async def get(self, server: ServerId, stance: StanceId) -> RunningOut | None:
        row = await self._sql.one(
            "SELECT c.id, c.entry_id, c.stance, c.review_at, e.pattern, "
            "(SELECT count(*) FROM stances_ending d WHERE d.stance_id = c.id) AS ending "
            "FROM current_stances c JOIN shared_entries e ON e.id = c.entry_id WHERE c.id = $1 AND c.server_id = $2",
            stance,
            server,
        )
        return None if row is None else _running_out(row)

    async def let_end(self, stance: StanceId) -> None:
        await self._sql.run(
            "INSERT INTO stances_ending (stance_id) VALUES ($1) ON CONFLICT (stance_id) DO NOTHING", stance
        )


def _running_out(row: Row) -> RunningOut:
    return RunningOut(
        stance=StanceId(row["id"]),
        entry=EntryId(row["entry_id"]),
        pattern=row["pattern"],
        kind=StanceKind(row["stance"]),
        review_at=from_ms(row["review_at"]),
        ending=bool(row["ending"]),
    )
