"""Tables `published_allows` and `followed_allows`: whose exceptions may be followed, and who follows them."""

from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import holding
from services.lists.followed_allows import Publisher

_PUBLISHERS = (
    "SELECT s.id, s.pseudonym, coalesce(s.list_name, s.pseudonym) AS name FROM published_allows p "
    # Few publish; SQLite takes what stands in a cross join in its order.
    "CROSS JOIN servers s WHERE s.id = p.server_id AND s.trust_group IS NOT NULL AND s.banned_at IS NULL AND s.left_at IS NULL"
)


class FollowedAllowRows:
    """Fills services.lists.followed_allows.FollowedAllowStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def publish(self, server: ServerId, now: datetime) -> bool:
        changed = await self._sql.run(
            "INSERT INTO published_allows (server_id, published_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
            server,
            to_ms(now),
        )
        return changed == 1

    async def unpublish(self, server: ServerId) -> bool:
        return await self._sql.run("DELETE FROM published_allows WHERE server_id = $1", server) == 1

    async def publishers(self, needle: str, most: int) -> list[Publisher]:
        rows = await self._sql.all(
            f"{_PUBLISHERS} AND lower(coalesce(s.list_name, s.pseudonym)) LIKE $1 ESCAPE '!' ORDER BY name, s.id LIMIT $2",
            holding(needle),
            most,
        )
        return [_publisher(row) for row in rows]

    async def named(self, name: str) -> list[Publisher]:
        rows = await self._sql.all(
            f"{_PUBLISHERS} AND (s.pseudonym = $1 OR coalesce(s.list_name, s.pseudonym) = $1) LIMIT 2", name
        )
        return [_publisher(row) for row in rows]

    async def follow(self, server: ServerId, publisher: ServerId, now: datetime) -> bool:
        changed = await self._sql.run(
            "INSERT INTO followed_allows (server_id, publisher_id, followed_at) VALUES ($1, $2, $3) "
            "ON CONFLICT DO NOTHING",
            server,
            publisher,
            to_ms(now),
        )
        return changed == 1

    async def unfollow(self, server: ServerId, publisher: ServerId) -> bool:
        changed = await self._sql.run(
            "DELETE FROM followed_allows WHERE server_id = $1 AND publisher_id = $2", server, publisher
        )
        return changed == 1

    async def followed(self, server: ServerId) -> list[Publisher]:
        rows = await self._sql.all(
            "SELECT s.id, s.pseudonym, coalesce(s.list_name, s.pseudonym) AS name FROM followed_allows f "
            "JOIN servers s ON s.id = f.publisher_id WHERE f.server_id = $1 ORDER BY f.publisher_id",
            server,
        )
        return [_publisher(row) for row in rows]


def _publisher(row: Row) -> Publisher:
    return Publisher(ServerId(row["id"]), row["pseudonym"], row["name"])
