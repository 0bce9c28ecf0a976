"""Tables `subscribed_lists` and `list_versions`: the lists themselves, each once however many follow it."""

from datetime import datetime

from core.base.ids import ListId
from core.base.times import from_ms, to_ms
from core.lists.signed import Pinned
from core.lists.subscriptions import Size
from db.base.lease_store import FREE
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import as_named
from services.base.polling import Tried
from services.lists.subscriptions.values import SubscribedList, Version


class SubscribedListRows:
    """Fills services.lists.subscriptions.ports.SubscribedListStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def by_url(self, url: str) -> SubscribedList | None:
        row = await self._sql.one("SELECT * FROM subscribed_lists WHERE url = $1", url)
        return None if row is None else _list(row)

    async def get(self, which: ListId) -> SubscribedList | None:
        row = await self._sql.one("SELECT * FROM subscribed_lists WHERE id = $1", which)
        return None if row is None else _list(row)

    async def make(self, url: str, now: datetime) -> ListId:
        known = await self.by_url(url)
        if known is not None:
            return known.id
        which = ListId(await next_id(self._sql, "subscribed_lists"))
        await self._sql.run(
            "INSERT INTO subscribed_lists (id, url, due_at) VALUES ($1, $2, $3)", which, url, to_ms(now)
        )
        return which

    async def any_due(self, now: datetime) -> bool:
        row = await self._sql.one("SELECT 1 FROM subscribed_lists WHERE due_at <= $1 LIMIT 1", to_ms(now))
        return row is not None

    async def take(self, process: str, now: datetime, most: int) -> list[SubscribedList]:
        rows = await self._sql.all(
            f"SELECT * FROM subscribed_lists WHERE due_at <= $1 AND {FREE} ORDER BY due_at LIMIT $2",
            to_ms(now),
            most,
        )
        for row in rows:
            await self._sql.run("UPDATE subscribed_lists SET taken_by = $2 WHERE id = $1", row["id"], process)
        return [_list(row) for row in rows]

    async def take_one(self, which: ListId, process: str, now: datetime) -> bool:
        changed = await self._sql.run(
            f"UPDATE subscribed_lists SET taken_by = $3 WHERE id = $2 AND {FREE}", to_ms(now), which, process
        )
        return changed == 1

    async def is_taken(self, which: ListId, process: str) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM subscribed_lists WHERE id = $1 AND taken_by = $2", which, process
        )
        return row is not None

    async def tried(self, which: ListId, what: Tried) -> None:
        await self._sql.run(
            "UPDATE subscribed_lists SET due_at = $2, failures = $3, problem = $4, "
            "fetched_at = coalesce(CAST($5 AS BIGINT), fetched_at), etag = coalesce(CAST($6 AS TEXT), etag), "
            "last_modified = coalesce(CAST($7 AS TEXT), last_modified) WHERE id = $1",
            which,
            to_ms(what.due_at),
            what.failures,
            what.problem,
            None if what.fetched_at is None else to_ms(what.fetched_at),
            what.etag,
            what.last_modified,
        )

    async def due(self, which: ListId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE subscribed_lists SET due_at = $2 WHERE id = $1 AND due_at > $2", which, to_ms(now)
        )

    async def release(self, which: ListId, process: str) -> None:
        await self._sql.run(
            "UPDATE subscribed_lists SET taken_by = NULL WHERE id = $1 AND taken_by = $2", which, process
        )

    async def begin(self, which: ListId) -> int:
        row = await self._sql.one(
            "UPDATE subscribed_lists SET begun = begun + 1 WHERE id = $1 RETURNING begun", which
        )
        assert row is not None  # noqa: S101  # whoever begins has taken it
        return int(row["begun"])

    async def complete(self, which: ListId, version: Version, digest: str) -> None:
        await self._sql.run(
            "INSERT INTO list_versions (list_id, version, entries, refused, protected, publisher) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            which,
            version.number,
            version.size.entries,
            version.refused,
            version.size.protected,
            int(version.names_publisher),
        )
        await self._sql.run(
            "UPDATE subscribed_lists SET newest = $2, digest = $3 WHERE id = $1",
            which,
            version.number,
            digest,
        )

    async def pin(self, which: ListId, pinned: Pinned | None) -> None:
        await self._sql.run(
            "UPDATE subscribed_lists SET signed_by = $2, signed_serial = $3, signed_digest = $4 WHERE id = $1",
            which,
            pinned.key if pinned else "",
            pinned.serial if pinned else 0,
            pinned.digest if pinned else "",
        )

    async def version(self, which: ListId, number: int) -> Version | None:
        row = await self._sql.one(
            "SELECT * FROM list_versions WHERE list_id = $1 AND version = $2", which, number
        )
        if row is None:
            return None
        size = Size(row["entries"], row["protected"])
        return Version(row["version"], size, row["refused"], bool(row["publisher"]))

    async def empty(self, which: ListId) -> None:
        await self._sql.run(
            "UPDATE subscribed_lists SET newest = 0, digest = '', etag = '', last_modified = '', signed_by = '', "
            "signed_serial = 0, signed_digest = '' WHERE id = $1",
            which,
        )

    async def forget(self, which: ListId) -> None:
        await self._sql.run("DELETE FROM list_versions WHERE list_id = $1", which)
        await self._sql.run("DELETE FROM subscribed_lists WHERE id = $1", which)


def _list(row: Row) -> SubscribedList:
    return SubscribedList(
        id=ListId(row["id"]),
        fetched_at=None if row["fetched_at"] is None else from_ms(row["fetched_at"]),
        pinned=Pinned(row["signed_by"], row["signed_serial"], row["signed_digest"])
        if row["signed_by"]
        else None,
        **as_named(row, "url", "newest", "digest", "etag", "last_modified", "problem", "failures"),
    )
