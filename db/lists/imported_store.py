"""Entries that imports bring: tables `own_entries`, `shared_entries` and `stances`, a portion at a time.

Tables `entry_holders` and `stance_holders` say of an entry which other imports hold it: with them it stays when the one is
taken back that brought it.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from core.base.ids import ImportId, ServerId, SiteId, UserId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from core.lists.resemblance import look_of
from core.lists.stances import EntryWords, SharedEntry
from db.base.shared_statements import next_ids
from db.engine.statements import Row, Statements, Value
from db.engine.vault import Vault
from db.lists.pattern_rows import among, parts, pattern_of, sealed_by
from db.lists.shared_list.shared_store import with_stances
from db.lists.shared_list.stance_store import site_columns
from services.lists.imports.ports import MOST_COUNTED, OPERATOR, Import, Stands, Taken
from services.lists.imports.survey import Item
from services.lists.shared_list.trust import OPERATOR_GROUP

_AT_ONCE: Final = 400  # values of one statement


class ImportedRows:
    """Fills services.lists.imports.ports.ImportedEntryStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def bound(self, server: ServerId, *, beyond: bool) -> int:
        counted = "import_id IS NOT NULL AND beyond_bound = 1" if beyond else "beyond_bound = 0"
        row = await self._sql.one(
            f"SELECT count(*) AS n FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND {counted}",
            server,
        )
        return 0 if row is None else int(row["n"])

    async def own_among(self, server: ServerId, patterns: Sequence[str]) -> set[str]:
        found: set[str] = set()
        for part in parts(patterns, _AT_ONCE):
            rows = await self._sql.all(
                "SELECT pattern FROM own_entries WHERE server_id = $1 AND removed_at IS NULL "
                f"AND pattern IN ({among(2, part)})",
                server,
                *part,
            )
            found |= {row["pattern"] for row in rows}
        return found

    async def confirmed_among(self, patterns: Sequence[str], now: datetime) -> set[str]:
        found: set[str] = set()
        for part in parts(patterns, _AT_ONCE):
            rows = await self._sql.all(
                "SELECT e.pattern FROM shared_entries e JOIN current_stances c ON c.entry_id = e.id "
                "WHERE c.server_id = $1 AND c.stance = 'confirm' AND c.review_at > $2 "
                f"AND e.pattern IN ({among(3, part)})",
                OPERATOR,
                to_ms(now),
                *part,
            )
            found |= {row["pattern"] for row in rows}
        return found

    async def add_own(
        self,
        which: Import,
        by: UserId | None,
        items: Sequence[Item],
        now: datetime,
        *,
        beyond_bound: bool,
        sites: Mapping[str, SiteId],
    ) -> list[Pattern]:
        first = await next_ids(self._sql, "own_entries", len(items))
        at, usual, bound = to_ms(now), str(which.category), int(beyond_bound)
        await self._sql.run_many(
            "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, note, import_id, beyond_bound, "
            "added_by_sealed, added_at, site_id, look, ends_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) "
            "ON CONFLICT (server_id, pattern) WHERE removed_at IS NULL DO NOTHING",
            [
                (
                    entry,
                    which.server,
                    item.pattern.text,
                    item.pattern.kind.value,
                    item.pattern.key,
                    usual if item.category is None else item.category.value,
                    item.note,
                    which.id,
                    bound,
                    None if by is None else sealed_by(self._vault, by, f"own_entries.added_by/{entry}"),
                    at,
                    sites.get(item.site) if item.site else None,
                    look_of(item.pattern) if item.site in sites else None,
                    None if item.ends_at is None else to_ms(item.ends_at),
                )
                for entry, item in enumerate(items, start=first)
            ],
        )
        added = await self._added(items, first)
        await self._changed(added)
        if len(added) < len(items):
            await self._hold_own(which, items, {pattern.text for pattern in added})
        return added

    async def _added(self, items: Sequence[Item], first: int) -> list[Pattern]:
        """Those of the items that stand under the ids from `first` on; nearly always all of them."""
        last = first + len(items)
        row = await self._sql.one(
            "SELECT count(*) AS n FROM own_entries WHERE id >= $1 AND id < $2", first, last
        )
        if row is not None and row["n"] == len(items):
            return [item.pattern for item in items]
        rows = await self._sql.all(
            "SELECT id, pattern, kind, key FROM own_entries WHERE id >= $1 AND id < $2 ORDER BY id",
            first,
            last,
        )
        return [pattern_of(row) for row in rows]

    async def _hold_own(self, which: Import, items: Sequence[Item], added: set[str]) -> None:
        """Note of what stood there already that this import holds it, too. What a moderator put there needs no holder."""
        known = [item.pattern.text for item in items if not item.again and item.pattern.text not in added]
        await self._sql.run_many(
            "INSERT INTO entry_holders (entry_id, import_id) SELECT e.id, CAST($1 AS BIGINT) FROM own_entries e WHERE e.server_id = $2 "
            "AND e.pattern = $3 AND e.removed_at IS NULL AND e.import_id IS NOT NULL AND e.import_id <> $1 "
            "ON CONFLICT DO NOTHING",
            [(which.id, which.server, text) for text in known],
        )

    async def stands(self, which: ImportId) -> Stands:
        entries = await self._sql.one(
            "SELECT count(*) AS n FROM (SELECT 1 FROM own_entries e WHERE e.import_id = $1 AND e.removed_at IS NULL "
            f"LIMIT {MOST_COUNTED}) AS counted",
            which,
        )
        # Counted for each entry, so that no database begins with the holders of all.
        held_too = await self._sql.one(
            "SELECT count(*) AS n FROM (SELECT (SELECT count(*) FROM entry_holders h WHERE h.entry_id = e.id) AS holders "
            f"FROM own_entries e WHERE e.import_id = $1 AND e.removed_at IS NULL LIMIT {MOST_COUNTED}) AS counted "
            "WHERE holders > 0",
            which,
        )
        return Stands(entries["n"] if entries else 0, held_too["n"] if held_too else 0)

    async def take_back_own(self, which: ImportId, most: int, now: datetime) -> Taken:
        let_go = await self._sql.run(
            "DELETE FROM entry_holders WHERE import_id = $1 AND entry_id IN "
            "(SELECT entry_id FROM entry_holders WHERE import_id = $1 LIMIT $2)",
            which,
            most,
        )
        if let_go:
            return Taken(let_go, 0)
        rows = await self._sql.all(
            "SELECT e.id, (SELECT min(h.import_id) FROM entry_holders h WHERE h.entry_id = e.id) AS heir FROM own_entries e "
            "WHERE e.import_id = $1 AND e.removed_at IS NULL ORDER BY e.id LIMIT $2",
            which,
            most,
        )
        if not rows:
            return Taken(0, 0)
        await self._hand_on("own_entries", "entry", rows)
        # An index only ever says "perhaps": what is removed needs no revision. It is no part of the import any more, so that
        # the next portion need not go past it.
        undone = await self._sql.run(
            "UPDATE own_entries SET removed_at = $3, import_id = NULL WHERE import_id = $1 AND id <= $2 AND removed_at IS NULL",
            which,
            rows[-1]["id"],
            to_ms(now),
        )
        return Taken(len(rows), undone)

    async def _hand_on(self, table: str, of: str, rows: Sequence[Row]) -> None:
        """Have what another import holds go on as that one's. `rows`: with `id`, and `heir`, which may be NULL."""
        handed: list[tuple[Value, ...]] = [
            (row["id"], row["heir"]) for row in rows if row["heir"] is not None
        ]
        if handed:
            await self._sql.run_many(f"UPDATE {table} SET import_id = $2 WHERE id = $1", handed)
            await self._sql.run_many(
                f"DELETE FROM {of}_holders WHERE {of}_id = $1 AND import_id = $2", handed
            )

    async def make_operator(self) -> None:
        await self._sql.run(
            "INSERT INTO servers (id, pseudonym, list_name, trust_group) VALUES ($1, $2, $2, $2) ON CONFLICT DO NOTHING",
            OPERATOR,
            OPERATOR_GROUP,
        )

    async def shared_among(self, patterns: Sequence[str]) -> list[SharedEntry]:
        found: list[SharedEntry] = []
        for part in parts(patterns, _AT_ONCE):
            rows = await self._sql.all(
                f"SELECT * FROM shared_entries WHERE pattern IN ({among(1, part)})", *part
            )
            found += await with_stances(self._sql, rows)
        return found

    async def add_shared(self, items: Sequence[tuple[Pattern, EntryWords, datetime]], now: datetime) -> None:
        if not items:
            return
        first = await next_ids(self._sql, "shared_entries", len(items))
        await self._sql.run_many(
            "INSERT INTO shared_entries (id, pattern, kind, key, category, note, proposed_at, weighed, recount_at, "
            "site_name, site_folded, site_summary, look) VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8, $9, $10, $11, $12)",
            [
                (
                    entry,
                    pattern.text,
                    str(pattern.kind),
                    pattern.key,
                    str(words.category),
                    words.note,
                    to_ms(now),
                    to_ms(until),
                    *site_columns(pattern, words),
                )
                for entry, (pattern, words, until) in enumerate(items, start=first)
            ],
        )

    async def confirm(
        self, which: ImportId, patterns: Sequence[tuple[Pattern, datetime]], now: datetime
    ) -> None:
        await self._say(patterns, "confirm", which, now)

    async def hold_shared(self, which: ImportId, patterns: Sequence[str]) -> None:
        await self._sql.run_many(
            "INSERT INTO stance_holders (stance_id, import_id) SELECT c.id, CAST($1 AS BIGINT) FROM shared_entries e "
            "JOIN current_stances c ON c.entry_id = e.id JOIN stances s ON s.id = c.id WHERE e.pattern = $2 "
            "AND c.server_id = $3 AND c.stance = 'confirm' AND s.import_id IS NOT NULL AND s.import_id <> $1 "
            "ON CONFLICT DO NOTHING",
            [(which, text, OPERATOR) for text in patterns],
        )

    async def take_back_shared(
        self, which: ImportId, most: int, review_at: datetime, now: datetime
    ) -> tuple[int, list[Pattern]]:
        let_go = await self._sql.run(
            "DELETE FROM stance_holders WHERE import_id = $1 AND stance_id IN "
            "(SELECT stance_id FROM stance_holders WHERE import_id = $1 LIMIT $2)",
            which,
            most,
        )
        if let_go:
            return let_go, []
        rows = await self._sql.all(
            "SELECT s.id, e.pattern, e.kind, e.key, CASE WHEN EXISTS (SELECT 1 FROM stances n WHERE n.entry_id = s.entry_id "
            "AND n.server_id = s.server_id AND n.id > s.id) THEN 1 ELSE 0 END AS is_older, "
            "(SELECT min(h.import_id) FROM stance_holders h WHERE h.stance_id = s.id) AS heir "
            "FROM stances s JOIN shared_entries e ON e.id = s.entry_id WHERE s.import_id = $1 ORDER BY s.id LIMIT $2",
            which,
            most,
        )
        await self._hand_on("stances", "stance", rows)
        await self._sql.run(
            "UPDATE stances SET import_id = NULL WHERE import_id = $1 AND id <= $2",
            which,
            rows[-1]["id"] if rows else 0,
        )
        patterns = [pattern_of(row) for row in rows if not row["is_older"] and row["heir"] is None]
        await self._say([(pattern, review_at) for pattern in patterns], "none", None, now)
        return len(rows), patterns

    async def _say(
        self,
        patterns: Sequence[tuple[Pattern, datetime]],
        stance: str,
        which: ImportId | None,
        now: datetime,
    ) -> None:
        if not patterns:
            return
        first = await next_ids(self._sql, "stances", len(patterns))
        await self._sql.run_many(
            "INSERT INTO stances (id, entry_id, server_id, stance, import_id, taken_at, review_at) "
            "SELECT CAST($1 AS BIGINT), e.id, CAST($3 AS BIGINT), CAST($4 AS TEXT), CAST($5 AS BIGINT), "
            "CAST($6 AS BIGINT), CAST($7 AS BIGINT) FROM shared_entries e WHERE e.pattern = $2",
            [
                (number, pattern.text, OPERATOR, stance, which, to_ms(now), to_ms(until))
                for number, (pattern, until) in enumerate(patterns, start=first)
            ],
        )
        await self._changed([pattern for pattern, _ in patterns])

    async def _changed(self, patterns: Sequence[Pattern]) -> None:
        keys: list[tuple[Value, ...]] = [(pattern.key,) for pattern in patterns]
        if keys:
            await self._sql.run_many("INSERT INTO list_changes (key) VALUES ($1)", keys)
