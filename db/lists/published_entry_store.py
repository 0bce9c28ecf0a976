"""What stands on a list that is published, in the order of its patterns."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import ServerId
from core.base.times import to_ms
from core.lists.patterns import Pattern
from core.lists.sites import NO_SITE, SiteWords
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
    ) -> list[tuple[Pattern, Category, SiteWords]]:
        rows = await self._sql.all(
            "SELECT e.pattern, e.kind, e.key, e.category, s.name, s.summary FROM own_entries e "
            "LEFT JOIN own_sites s ON s.id = e.site_id "
            "WHERE e.server_id = $1 AND e.removed_at IS NULL AND e.pattern > $2 AND (e.ends_at IS NULL OR e.ends_at > $4) "
            "ORDER BY e.pattern LIMIT $3",
            server,
            after,
            most,
            to_ms(now),
        )
        return [
            (
                pattern_of(row),
                Category(row["category"]),
                SiteWords(row["name"], row["summary"]) if row["name"] else NO_SITE,
            )
            for row in rows
        ]

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
