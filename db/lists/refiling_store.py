"""The keys in the tables `own_entries`, `allows` and `shared_entries`, row by row."""

from core.base.ids import EntryId
from core.lists.patterns import Pattern
from db.base.shared_statements import list_changed
from db.engine.statements import Statements
from db.lists.pattern_rows import pattern_of
from services.lists.refiling import FiledIn


class RefilingRows:
    """Fills services.lists.refiling.RefilingStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def last(self, table: FiledIn) -> EntryId:
        row = await self._sql.one(f"SELECT max(id) AS id FROM {table}")
        return EntryId(0 if row is None or row["id"] is None else row["id"])

    async def pages(self, table: FiledIn, after: EntryId, upto: EntryId) -> list[tuple[EntryId, Pattern]]:
        rows = await self._sql.all(
            f"SELECT id, pattern, kind, key FROM {table} "
            "WHERE id > $1 AND id <= $2 AND kind IN ('path', 'query')",
            after,
            upto,
        )
        return [(EntryId(row["id"]), pattern_of(row)) for row in rows]

    async def refile(self, table: FiledIn, entry: EntryId, key: str) -> None:
        changed = await self._sql.run(
            f"UPDATE {table} SET key = $2 WHERE id = $1",
            entry,
            key,
        )
        if changed:
            await list_changed(self._sql, key)
