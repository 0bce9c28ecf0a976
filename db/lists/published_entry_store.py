"""What stands on a list that is published, in the order of its patterns."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import ServerId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from core.lists.stances import SharedEntry
from db.engine.statements import Statements
from db.lists.pattern_rows import pattern_of
from db.lists.shared_list.shared_store import with_stances


class PublishedEntryRows:
    """Fills services.lists.published.ports.PublishedEntryStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def own_after(
        self, server: ServerId, after: str, most: int, now: datetime
    ) -> list[tuple[Pattern, Category]]:
        rows = await self._sql.all(
            "SELECT pattern, kind, key, category FROM own_entries "
            "WHERE server_id = $1 AND removed_at IS NULL AND pattern > $2 AND (ends_at IS NULL OR ends_at > $4) "
            "ORDER BY pattern LIMIT $3",
            server,
            after,
            most,
            to_ms(now),
        )
        return [(pattern_of(row), Category(row["category"])) for row in rows]

    async def allows_after(self, server: ServerId, after: str, most: int) -> list[Pattern]:
        rows = await self._sql.all(
            "SELECT pattern, kind, key FROM allows "
            "WHERE server_id = $1 AND removed_at IS NULL AND pattern > $2 ORDER BY pattern LIMIT $3",
            server,
            after,
            most,
        )
        return [pattern_of(row) for row in rows]

    async def shared_after(self, after: str, most: int) -> list[SharedEntry]:
        rows = await self._sql.all(
            "SELECT * FROM shared_entries WHERE pattern > $1 ORDER BY pattern LIMIT $2", after, most
        )
        return await with_stances(self._sql, rows)
