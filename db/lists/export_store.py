"""Entries of tables `own_entries` and `shared_entries` in the order of their ids, for files."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import EntryId, ServerId
from core.base.times import from_ms, to_ms
from core.lists.formats import Listed
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import pattern_of
from services.lists.imports.ports import OPERATOR


class ExportedRows:
    """Fills services.lists.imports.exporting.ExportedEntryStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def own_after(
        self, server: ServerId, after: EntryId, most: int, now: datetime
    ) -> list[tuple[EntryId, Listed]]:
        rows = await self._sql.all(
            "SELECT e.id, e.pattern, e.kind, e.key, e.category, e.note, e.ends_at, s.name AS site_name FROM own_entries e "
            "LEFT JOIN own_sites s ON s.id = e.site_id WHERE e.server_id = $1 AND e.removed_at IS NULL AND e.id > $2 "
            "AND (e.ends_at IS NULL OR e.ends_at > $4) ORDER BY e.id LIMIT $3",
            server,
            after,
            most,
            to_ms(now),
        )
        return [_listed(row) for row in rows]

    async def shared_after(self, after: EntryId, most: int) -> list[tuple[EntryId, Listed]]:
        rows = await self._sql.all(
            "SELECT e.id, e.pattern, e.kind, e.key, e.category, CASE WHEN w.id IS NULL THEN e.note ELSE '' END AS note, "
            "CASE WHEN w.id IS NULL THEN e.site_name ELSE '' END AS site_name, CAST(NULL AS BIGINT) AS ends_at "
            # A banned server's words are given to nobody.
            "FROM shared_entries e LEFT JOIN stances t ON t.id = e.told_by LEFT JOIN servers w ON w.id = t.server_id AND w.banned_at IS NOT NULL WHERE e.id > $2 "
            "AND (e.state = 'listed' OR e.state = 'proposed' AND EXISTS (SELECT 1 FROM current_stances c "
            "WHERE c.entry_id = e.id AND c.server_id = $1 AND c.stance = 'confirm')) ORDER BY e.id LIMIT $3",
            OPERATOR,
            after,
            most,
        )
        return [_listed(row) for row in rows]


def _listed(row: Row) -> tuple[EntryId, Listed]:
    ends_at = None if row["ends_at"] is None else from_ms(row["ends_at"])
    return EntryId(row["id"]), Listed(
        pattern_of(row), Category(row["category"]), row["note"], row["site_name"] or "", ends_at
    )
