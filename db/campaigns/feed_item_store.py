"""Tables `feed_items` and `feed_drafts`."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import FeedId, UpdateId
from core.base.times import from_ms, to_ms
from core.campaigns.feeds.drafts import Waiting
from core.campaigns.feeds.items import Keys
from db.base.shared_statements import next_ids
from db.engine.statements import Row, Statements
from services.campaigns.feeds.ports import KnownItem, Origin


class FeedItemRows:
    """Fills services.campaigns.feeds.ports.FeedItemStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def known(self, feed: FeedId) -> Sequence[KnownItem]:
        rows = await self._sql.all("SELECT * FROM feed_items WHERE feed_id = $1 ORDER BY id", feed)
        return [_item_of(row) for row in rows]

    async def add(self, feed: FeedId, items: Sequence[Keys], update: UpdateId | None, now: datetime) -> None:
        first = await next_ids(self._sql, "feed_items", len(items))
        rows = [
            (number, feed, each.id, each.link, each.content, each.title, update, to_ms(now))
            for number, each in enumerate(items, first)
        ]
        await self._sql.run_many(
            "INSERT INTO feed_items (id, feed_id, id_hash, link_hash, content_hash, title_hash, update_id, made_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            rows,
        )

    async def note_keys(self, items: Sequence[tuple[int, Keys]]) -> None:
        await self._sql.run_many(
            "UPDATE feed_items SET id_hash = $2, link_hash = $3, content_hash = $4, title_hash = $5, changed = 0 WHERE id = $1",
            [(item, each.id, each.link, each.content, each.title) for item, each in items],
        )

    async def note_changed(self, item: int) -> None:
        await self._sql.run("UPDATE feed_items SET changed = 1 WHERE id = $1", item)

    async def note_proposed(self, item: int, keys: Keys, now: datetime) -> None:
        await self.note_keys([(item, keys)])
        await self._sql.run("UPDATE feed_items SET proposed_at = $2 WHERE id = $1", item, to_ms(now))

    async def forget(self, items: Sequence[int]) -> None:
        await self._sql.run_many("DELETE FROM feed_items WHERE id = $1", [(item,) for item in items])

    async def waiting(self, feed: FeedId) -> Waiting:
        row = await self._sql.one(
            "SELECT count(*) AS n, coalesce(max(d.items), 0) AS items FROM feed_drafts d JOIN update_versions v "
            "ON v.update_id = d.update_id AND v.version = d.version WHERE d.feed_id = $1 AND v.state = 'draft' AND v.agreed = 0",
            feed,
        )
        return Waiting() if row is None else Waiting(int(row["n"]), asks=int(row["items"]) > 1)

    async def drafted(self, feed: FeedId, url: str, update: UpdateId, version: int, items: int) -> None:
        await self._sql.run(
            "INSERT INTO feed_drafts (update_id, version, feed_id, url, items) VALUES ($1, $2, $3, $4, $5)",
            update,
            version,
            feed,
            url,
            items,
        )

    async def origin(self, update: UpdateId, version: int) -> Origin | None:
        row = await self._sql.one(
            "SELECT url, items FROM feed_drafts WHERE update_id = $1 AND version = $2", update, version
        )
        if row is None:
            return None
        changed = await self._sql.one(
            "SELECT 1 FROM feed_items WHERE update_id = $1 AND changed = 1 LIMIT 1", update
        )
        return Origin(row["url"], row["items"], changed is not None)


def _item_of(row: Row) -> KnownItem:
    return KnownItem(
        id=row["id"],
        keys=Keys(row["id_hash"], row["link_hash"], row["content_hash"], row["title_hash"]),
        update=None if row["update_id"] is None else UpdateId(row["update_id"]),
        changed=bool(row["changed"]),
        proposed_at=None if row["proposed_at"] is None else from_ms(row["proposed_at"]),
    )
