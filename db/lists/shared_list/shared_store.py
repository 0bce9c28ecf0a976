"""Table `shared_entries`: the shared list, each entry with every server's newest stance."""

from collections.abc import AsyncIterator, Sequence
from dataclasses import replace

from core.base.categories import Category
from core.base.ids import EntryId, ServerId
from core.base.times import from_ms
from core.lists.holds import Held, HoldReason
from core.lists.shared_standing import Stance, StanceKind
from core.lists.sites import SiteWords
from core.lists.stances import EntryWords, SharedEntry
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among, holding, keys_in_parts, pattern_of

# As the indexes of these pages have it.
_LISTED, _WAITING = "state = 'listed'", "state IN ('proposed', 'disputed')"
# A keystroke waits for suggestions. What begins with the needle is found among all entries, what holds it elsewhere
# among the newest of each state.
_BEGINNING, _NEWEST = 2_000, 25_000
_ORDER = "ORDER BY weighed DESC, id DESC"  # those that a trusted group stands for or against, then the newest


class SharedRows:
    """Fills services.lists.shared_list.shared.SharedStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def get(self, pattern: str) -> SharedEntry | None:
        row = await self._sql.one("SELECT * FROM shared_entries WHERE pattern = $1", pattern)
        return None if row is None else (await with_stances(self._sql, [row]))[0]

    async def pattern_of(self, entry: EntryId) -> str | None:
        row = await self._sql.one("SELECT pattern FROM shared_entries WHERE id = $1", entry)
        return None if row is None else str(row["pattern"])

    async def waiting(self) -> int:
        row = await self._sql.one(
            f"SELECT count(*) AS n FROM shared_entries WHERE {_WAITING} AND weighed = 1"
        )
        return 0 if row is None else int(row["n"])

    async def get_since(self, pattern: str) -> SharedEntry | None:
        entry = await self.get(pattern)
        if entry is None:
            return None
        rows = await self._sql.all(
            "SELECT c.server_id, (SELECT min(s.taken_at) FROM stances s WHERE s.entry_id = c.entry_id "
            "AND s.server_id = c.server_id AND s.id > coalesce((SELECT max(o.id) FROM stances o "
            "WHERE o.entry_id = c.entry_id AND o.server_id = c.server_id AND o.stance <> c.stance), 0)) AS since "
            "FROM current_stances c JOIN shared_entries e ON e.id = c.entry_id WHERE e.pattern = $1",
            pattern,
        )
        since = {ServerId(row["server_id"]): from_ms(row["since"]) for row in rows}
        stances = tuple(
            (server, replace(stance, since=since.get(server))) for server, stance in entry.stances
        )
        return replace(entry, stances=stances)

    async def page(self, *, listed: bool, start: int, limit: int) -> tuple[int, list[SharedEntry]]:
        wanted = _LISTED if listed else _WAITING
        total = await self._sql.one(
            f"SELECT CAST(sum(entries) AS BIGINT) AS n FROM shared_totals WHERE {wanted}"
        )
        rows = await self._sql.all(
            "SELECT e.* FROM (SELECT id, weighed FROM shared_entries "
            f"WHERE {wanted} {_ORDER} LIMIT $1 OFFSET $2) AS page "
            "JOIN shared_entries e ON e.id = page.id ORDER BY page.weighed DESC, page.id DESC",
            limit,
            start,
        )
        return (0 if total is None else total["n"]), await with_stances(self._sql, rows)

    async def suggest(self, needle: str, *, listed_only: bool, limit: int) -> list[tuple[EntryId, str]]:
        found: dict[EntryId, str] = {}
        for state in (_LISTED,) if listed_only else (_WAITING, _LISTED):
            beginning = await self._sql.all(
                "SELECT id, pattern FROM (SELECT id, pattern, state FROM shared_entries "
                f"WHERE pattern >= $1 AND pattern < $2 ORDER BY pattern LIMIT {_BEGINNING}) AS beginning "
                f"WHERE {state} LIMIT $3",
                needle,
                f"{needle}\U0010ffff",
                limit,
            )
            anywhere = await self._sql.all(
                f"SELECT id, pattern FROM (SELECT id, pattern FROM shared_entries WHERE {state} {_ORDER} "
                f"LIMIT {_NEWEST}) AS newest WHERE lower(pattern) LIKE $1 ESCAPE '!' LIMIT $2",
                holding(needle),
                limit,
            )
            found |= {EntryId(row["id"]): row["pattern"] for row in (*beginning, *anywhere)}
        return list(found.items())[:limit]

    def every_key(self) -> AsyncIterator[list[str]]:
        return keys_in_parts(
            self._sql,
            "SELECT e.id, e.key FROM shared_entries e WHERE e.id > $1 "
            "AND EXISTS (SELECT 1 FROM current_stances c WHERE c.entry_id = e.id) ORDER BY e.id LIMIT $2",
        )


SPOKEN = (
    "NOT EXISTS (SELECT 1 FROM stances t JOIN servers w ON w.id = t.server_id "
    "WHERE t.id = shared_entries.told_by AND w.banned_at IS NOT NULL)"
)
"""Of an entry: whoever wrote its words is not banned."""


async def with_stances(sql: Statements, entries: Sequence[Row]) -> list[SharedEntry]:
    """Give rows of the table as entries, each with every server's newest stance."""
    if not entries:
        return []
    rows = await sql.all(
        "SELECT c.entry_id, c.server_id, c.stance, c.reason, c.review_at, s.trust_group, s.banned_at, "
        "coalesce(s.list_name, s.pseudonym) AS name FROM current_stances c JOIN servers s ON s.id = c.server_id "
        f"WHERE c.entry_id IN ({among(1, entries)}) ORDER BY c.entry_id, c.id",
        *(entry["id"] for entry in entries),
    )
    silenced = await _of_banned(sql, {entry["told_by"] for entry in entries} - {None})
    stances: dict[int, list[tuple[ServerId, Stance]]] = {entry["id"]: [] for entry in entries}
    for row in rows:
        stances[row["entry_id"]].append((ServerId(row["server_id"]), _stance(row)))
    return [
        SharedEntry(
            pattern=pattern_of(entry),
            words=EntryWords(Category(entry["category"]), "")
            if entry["told_by"] in silenced
            else EntryWords(
                Category(entry["category"]),
                entry["note"],
                SiteWords(entry["site_name"], entry["site_summary"]),
            ),
            proposed_at=from_ms(entry["proposed_at"]),
            stances=tuple(stances[entry["id"]]),
            held=None
            if entry["held_at"] is None
            else Held(from_ms(entry["held_at"]), HoldReason(entry["held_why"])),
            id=EntryId(entry["id"]),
            silenced=entry["told_by"] in silenced,
        )
        for entry in entries
    ]


async def _of_banned(sql: Statements, stances: set[int]) -> set[int]:
    """Those of the stances that servers took which are banned."""
    if not stances:
        return set()
    asked = sorted(stances)
    rows = await sql.all(
        "SELECT t.id FROM stances t JOIN servers s ON s.id = t.server_id "
        f"WHERE t.id IN ({among(1, asked)}) AND s.banned_at IS NOT NULL",
        *asked,
    )
    return {row["id"] for row in rows}


def _stance(row: Row) -> Stance:
    return Stance(
        kind=StanceKind(row["stance"]),
        group=row["trust_group"],
        review_at=from_ms(row["review_at"]),
        name=row["name"],
        banned=row["banned_at"] is not None,
        reason=row["reason"],
    )
