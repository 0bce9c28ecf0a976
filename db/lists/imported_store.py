"""Entries that imports bring: tables `own_entries`, `shared_entries` and `stances`, a portion at a time."""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from core.base.ids import ImportId, ServerId, UserId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from core.lists.stances import EntryWords, SharedEntry
from db.base.shared_statements import next_ids
from db.engine.statements import Statements, Value
from db.engine.vault import Vault
from db.lists.pattern_rows import among, parts, pattern_of, sealed_by
from db.lists.shared_list.shared_store import with_stances
from services.lists.imports.ports import OPERATOR, Import
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
        self, which: Import, by: UserId | None, items: Sequence[Item], now: datetime
    ) -> list[Pattern]:
        first = await next_ids(self._sql, "own_entries", len(items))
        await self._sql.run_many(
            "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, note, import_id, beyond_bound, "
            "added_by_sealed, added_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) "
            "ON CONFLICT (server_id, pattern) WHERE removed_at IS NULL DO NOTHING",
            [
                (
                    entry,
                    which.server,
                    item.pattern.text,
                    str(item.pattern.kind),
                    item.pattern.key,
                    str(item.category or which.category),
                    item.note,
                    which.id,
                    int(by is None),
                    sealed_by(self._vault, by, f"own_entries.added_by/{entry}"),
                    to_ms(now),
                )
                for entry, item in enumerate(items, start=first)
            ],
        )
        rows = await self._sql.all(
            "SELECT id, pattern, kind, key FROM own_entries WHERE id >= $1 AND id < $2 ORDER BY id",
            first,
            first + len(items),
        )
        added = [pattern_of(row) for row in rows]
        await self._changed(added)
        return added

    async def take_back_own(self, which: ImportId, most: int, now: datetime) -> int:
        # An index only ever says "perhaps": what is removed needs no revision. It is no part of the import any more, so that
        # the next portion need not go past it.
        return await self._sql.run(
            "UPDATE own_entries SET removed_at = $3, import_id = NULL WHERE id IN ("
            "SELECT id FROM own_entries WHERE import_id = $1 AND removed_at IS NULL LIMIT $2)",
            which,
            most,
            to_ms(now),
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

    async def add_shared(
        self, items: Sequence[tuple[Pattern, EntryWords]], now: datetime, *, recount_at: datetime
    ) -> None:
        if not items:
            return
        first = await next_ids(self._sql, "shared_entries", len(items))
        await self._sql.run_many(
            "INSERT INTO shared_entries (id, pattern, kind, key, category, note, proposed_at, weighed, recount_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)",
            [
                (
                    entry,
                    pattern.text,
                    str(pattern.kind),
                    pattern.key,
                    str(words.category),
                    words.note,
                    to_ms(now),
                    to_ms(recount_at),
                )
                for entry, (pattern, words) in enumerate(items, start=first)
            ],
        )

    async def confirm(
        self, which: ImportId, patterns: Sequence[Pattern], review_at: datetime, now: datetime
    ) -> None:
        await self._say(patterns, "confirm", which, review_at, now)

    async def take_back_shared(
        self, which: ImportId, most: int, review_at: datetime, now: datetime
    ) -> tuple[int, list[Pattern]]:
        rows = await self._sql.all(
            "SELECT s.id, e.pattern, e.kind, e.key, CASE WHEN EXISTS (SELECT 1 FROM stances n WHERE n.entry_id = s.entry_id "
            "AND n.server_id = s.server_id AND n.id > s.id) THEN 1 ELSE 0 END AS is_older "
            "FROM stances s JOIN shared_entries e ON e.id = s.entry_id WHERE s.import_id = $1 ORDER BY s.id LIMIT $2",
            which,
            most,
        )
        await self._sql.run(
            "UPDATE stances SET import_id = NULL WHERE import_id = $1 AND id <= $2",
            which,
            rows[-1]["id"] if rows else 0,
        )
        patterns = [pattern_of(row) for row in rows if not row["is_older"]]
        await self._say(patterns, "none", None, review_at, now)
        return len(rows), patterns

    async def _say(
        self,
        patterns: Sequence[Pattern],
        stance: str,
        which: ImportId | None,
        review_at: datetime,
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
                (number, pattern.text, OPERATOR, stance, which, to_ms(now), to_ms(review_at))
                for number, pattern in enumerate(patterns, start=first)
            ],
        )
        await self._changed(patterns)

    async def _changed(self, patterns: Sequence[Pattern]) -> None:
        keys: list[tuple[Value, ...]] = [(pattern.key,) for pattern in patterns]
        if keys:
            await self._sql.run_many("INSERT INTO list_changes (key) VALUES ($1)", keys)
