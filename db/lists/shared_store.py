"""Table `shared_entries`: the shared list, each entry with every server's newest stance."""

from collections.abc import AsyncIterator, Sequence
from datetime import datetime

from core.base.categories import Category
from core.base.ids import EntryId, ServerId
from core.base.times import from_ms, to_ms
from core.lists.shared_standing import Stance, StanceKind
from core.lists.stances import EntryWords, SharedEntry
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among, holding, keys_in_parts, pattern_of

# C and D of core/lists/shared_standing.py for many entries at once, to choose pages by; $1 is now. A test holds the two together.
_COUNTED = (
    "WITH words AS (SELECT c.entry_id, s.trust_group, "
    "max(CASE WHEN s.trust_group IS NOT NULL AND c.stance = 'dispute' THEN 1 ELSE 0 END) AS against, "
    "max(CASE WHEN s.trust_group IS NOT NULL AND c.stance = 'confirm' THEN 1 ELSE 0 END) AS favour "
    "FROM current_stances c JOIN servers s ON s.id = c.server_id "
    "WHERE c.review_at > $1 AND s.banned_at IS NULL GROUP BY c.entry_id, s.trust_group), "
    "counted AS (SELECT entry_id, sum(CASE WHEN against = 1 THEN 0 ELSE favour END) AS confirms, "
    "sum(against) AS disputes FROM words GROUP BY entry_id) "
)
_LISTED = "(n.confirms >= CAST($2 AS BIGINT) AND 2 * n.disputes <= n.confirms)"
_FROM = "FROM shared_entries e JOIN counted n ON n.entry_id = e.id WHERE "


class SharedRows:
    """Fills services.lists.shared.SharedStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def get(self, pattern: str) -> SharedEntry | None:
        row = await self._sql.one("SELECT * FROM shared_entries WHERE pattern = $1", pattern)
        return None if row is None else (await self._with_stances([row]))[0]

    async def page(
        self, *, listed: bool, quorum: int, now: datetime, start: int, limit: int
    ) -> tuple[int, list[SharedEntry]]:
        wanted = f"{_FROM}{'' if listed else 'NOT '}{_LISTED}"
        total = await self._sql.one(f"{_COUNTED}SELECT count(*) AS n {wanted}", to_ms(now), quorum)
        rows = await self._sql.all(
            f"{_COUNTED}SELECT e.* {wanted} "
            "ORDER BY CASE WHEN n.confirms + n.disputes > 0 THEN 0 ELSE 1 END, e.id DESC LIMIT $3 OFFSET $4",
            to_ms(now),
            quorum,
            limit,
            start,
        )
        return (0 if total is None else total["n"]), await self._with_stances(rows)

    async def suggest(
        self, needle: str, *, listed_only: bool, quorum: int, now: datetime, limit: int
    ) -> list[tuple[EntryId, str]]:
        wanted = _LISTED if listed_only else "CAST($2 AS BIGINT) = $2"
        rows = await self._sql.all(
            f"{_COUNTED}SELECT e.id, e.pattern {_FROM}{wanted} AND lower(e.pattern) LIKE $3 ESCAPE '!' "
            "ORDER BY e.id DESC LIMIT $4",
            to_ms(now),
            quorum,
            holding(needle),
            limit,
        )
        return [(EntryId(row["id"]), row["pattern"]) for row in rows]

    def every_key(self) -> AsyncIterator[list[str]]:
        return keys_in_parts(
            self._sql,
            "SELECT e.id, e.key FROM shared_entries e WHERE e.id > $1 "
            "AND EXISTS (SELECT 1 FROM current_stances c WHERE c.entry_id = e.id) ORDER BY e.id LIMIT $2",
        )

    async def _with_stances(self, entries: Sequence[Row]) -> list[SharedEntry]:
        if not entries:
            return []
        rows = await self._sql.all(
            "SELECT c.entry_id, c.server_id, c.stance, c.reason, c.review_at, s.trust_group, s.banned_at, "
            "coalesce(s.list_name, s.pseudonym) AS name FROM current_stances c JOIN servers s ON s.id = c.server_id "
            f"WHERE c.entry_id IN ({among(1, entries)}) ORDER BY c.id",
            *(entry["id"] for entry in entries),
        )
        return [
            SharedEntry(
                pattern=pattern_of(entry),
                words=EntryWords(Category(entry["category"]), entry["note"]),
                proposed_at=from_ms(entry["proposed_at"]),
                stances=tuple(
                    (ServerId(row["server_id"]), _stance(row))
                    for row in rows
                    if row["entry_id"] == entry["id"]
                ),
            )
            for entry in entries
        ]


def _stance(row: Row) -> Stance:
    return Stance(
        kind=StanceKind(row["stance"]),
        group=row["trust_group"],
        review_at=from_ms(row["review_at"]),
        name=row["name"],
        banned=row["banned_at"] is not None,
        reason=row["reason"],
    )
