"""Entries of tables `own_entries` and `shared_entries` in the order of their ids, for files."""

from core.base.categories import Category
from core.base.ids import EntryId, ServerId
from core.lists.formats import Listed
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import pattern_of
from services.lists.imports.ports import OPERATOR


class ExportedRows:
    """Fills services.lists.imports.exporting.ExportedEntryStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def own_after(self, server: ServerId, after: EntryId, most: int) -> list[tuple[EntryId, Listed]]:
        rows = await self._sql.all(
            "SELECT id, pattern, kind, key, category, note FROM own_entries "
            "WHERE server_id = $1 AND removed_at IS NULL AND id > $2 ORDER BY id LIMIT $3",
            server,
            after,
            most,
        )
        return [_listed(row) for row in rows]

    async def shared_after(self, after: EntryId, most: int) -> list[tuple[EntryId, Listed]]:
        rows = await self._sql.all(
            "SELECT e.id, e.pattern, e.kind, e.key, e.category, e.note FROM shared_entries e WHERE e.id > $2 "
            "AND (e.state = 'listed' OR e.state = 'proposed' AND EXISTS (SELECT 1 FROM current_stances c "
            "WHERE c.entry_id = e.id AND c.server_id = $1 AND c.stance = 'confirm')) ORDER BY e.id LIMIT $3",
            OPERATOR,
            after,
            most,
        )
        return [_listed(row) for row in rows]


def _listed(row: Row) -> tuple[EntryId, Listed]:
    return EntryId(row["id"]), Listed(pattern_of(row), Category(row["category"]), row["note"])
