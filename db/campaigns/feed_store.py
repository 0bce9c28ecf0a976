"""Table `feeds`."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import CampaignId, FeedId, ServerId
from core.base.times import from_ms, to_ms
from db.base.lease_store import FREE
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from services.base.polling import Tried
from services.campaigns.feeds.ports import Due, Feed, NewFeed

_SELECT = (
    "SELECT f.*, CASE WHEN c.closed_at IS NOT NULL OR s.left_at IS NOT NULL THEN 1 ELSE 0 END AS is_over, "
    "CASE WHEN c.stopped_at IS NOT NULL THEN 1 ELSE 0 END AS is_stopped FROM feeds f "
    "JOIN campaigns c ON c.id = f.campaign_id JOIN servers s ON s.id = f.server_id"
)


class FeedRows:
    """Fills services.campaigns.feeds.ports.FeedStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def get(self, feed: FeedId) -> Feed | None:
        row = await self._sql.one(f"{_SELECT} WHERE f.id = $1", feed)
        return None if row is None else _feed_of(row)

    async def of_campaign(self, campaign: CampaignId) -> Sequence[Feed]:
        rows = await self._sql.all(f"{_SELECT} WHERE f.campaign_id = $1", campaign)
        return sorted(map(_feed_of, rows), key=lambda feed: feed.id)

    async def of_server(self, server: ServerId) -> Sequence[Feed]:
        rows = await self._sql.all(f"{_SELECT} WHERE f.server_id = $1", server)
        return sorted(map(_feed_of, rows), key=lambda feed: feed.id)

    async def add(self, new: NewFeed, server: ServerId, now: datetime) -> FeedId:
        feed = FeedId(await next_id(self._sql, "feeds"))
        await self._sql.run(
            "INSERT INTO feeds (id, campaign_id, server_id, url, host, added_at, added_key, digest, due_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
            feed,
            new.campaign,
            server,
            new.url,
            new.host,
            to_ms(now),
            new.added_key,
            new.digest,
            to_ms(new.tried.due_at),
        )
        await self.tried(feed, new.tried)
        return feed

    async def remove(self, feed: FeedId) -> bool:
        await self._sql.run("DELETE FROM feed_items WHERE feed_id = $1", feed)
        return await self._sql.run("DELETE FROM feeds WHERE id = $1", feed) == 1

    async def due(self, now: datetime, after: Due | None, most: int) -> Sequence[Due]:
        rows = await self._sql.all(
            f"SELECT id, host, due_at FROM feeds WHERE due_at <= $1 AND (due_at, id) > ($2, $3) AND {FREE} "
            "ORDER BY due_at, id LIMIT $4",
            to_ms(now),
            -1 if after is None else to_ms(after.due_at),
            0 if after is None else after.id,
            most,
        )
        return [Due(FeedId(row["id"]), row["host"], from_ms(row["due_at"])) for row in rows]

    async def take(self, feed: FeedId, process: str, now: datetime) -> Feed | None:
        taken = await self._sql.run(
            f"UPDATE feeds SET taken_by = $3 WHERE id = $2 AND due_at <= $1 AND {FREE}",
            to_ms(now),
            feed,
            process,
        )
        return await self.get(feed) if taken == 1 else None

    async def is_taken(self, feed: FeedId, process: str) -> bool:
        row = await self._sql.one("SELECT 1 FROM feeds WHERE id = $1 AND taken_by = $2", feed, process)
        return row is not None

    async def tried(self, feed: FeedId, what: Tried) -> None:
        await self._sql.run(
            "UPDATE feeds SET due_at = $2, failures = $3, problem = $4, "
            "fetched_at = coalesce(CAST($5 AS BIGINT), fetched_at), etag = coalesce(CAST($6 AS TEXT), etag), "
            "last_modified = coalesce(CAST($7 AS TEXT), last_modified) WHERE id = $1",
            feed,
            to_ms(what.due_at),
            what.failures,
            what.problem,
            None if what.fetched_at is None else to_ms(what.fetched_at),
            what.etag,
            what.last_modified,
        )

    async def taken_in(self, feed: FeedId, digest: str, *, left_over: bool) -> None:
        await self._sql.run(
            "UPDATE feeds SET digest = $2, left_over = $3 WHERE id = $1", feed, digest, int(left_over)
        )

    async def tell(self, feed: FeedId, *, told: bool, noticed_at: datetime | None, remark: str) -> None:
        await self._sql.run(
            "UPDATE feeds SET told = $2, noticed_at = $3, remark = $4 WHERE id = $1",
            feed,
            int(told),
            None if noticed_at is None else to_ms(noticed_at),
            remark,
        )

    async def release(self, feed: FeedId, process: str) -> None:
        await self._sql.run("UPDATE feeds SET taken_by = NULL WHERE id = $1 AND taken_by = $2", feed, process)


def _feed_of(row: Row) -> Feed:
    return Feed(
        id=FeedId(row["id"]),
        campaign=CampaignId(row["campaign_id"]),
        server=ServerId(row["server_id"]),
        url=row["url"],
        host=row["host"],
        added_at=from_ms(row["added_at"]),
        added_key=row["added_key"] or b"",
        over=bool(row["is_over"]),
        stopped=bool(row["is_stopped"]),
        digest=row["digest"],
        etag=row["etag"],
        last_modified=row["last_modified"],
        problem=row["problem"],
        failures=row["failures"],
        fetched_at=None if row["fetched_at"] is None else from_ms(row["fetched_at"]),
        due_at=from_ms(row["due_at"]),
        left_over=bool(row["left_over"]),
        told=bool(row["told"]),
        noticed_at=None if row["noticed_at"] is None else from_ms(row["noticed_at"]),
        remark=row["remark"],
    )
