"""Table `subscribed_entries`: an entry stands in the versions from `since` on and before `gone`."""

from collections.abc import AsyncIterator, Sequence

from core.base.ids import ListId
from core.lists.patterns import Pattern
from db.base.shared_statements import next_ids
from db.engine.statements import Statements
from db.lists.pattern_rows import keys_in_parts, pattern_of
from services.lists.imports.survey import Item
from services.lists.subscriptions.signed import EXCEPTION

_MOST_COUNTED = 10_000
ACTS = (
    "(SELECT count(*) FROM subscriptions u JOIN servers v ON v.id = u.server_id WHERE u.list_id = e.list_id "
    "AND u.version >= e.since AND (e.gone IS NULL OR u.version < e.gone) AND v.banned_at IS NULL) > 0"
)
"""A condition on a row `e`: some server acts on a version in which it stands. Counted for each, so that no database begins
with the subscriptions, which may be many more.
"""


class SubscribedEntryRows:
    """Fills services.lists.subscriptions.ports.SubscribedEntryStore, and services.lists.sources.KeyStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def discard_half(self, which: ListId, newest: int, most: int) -> int:
        taken = await self._sql.run(
            "DELETE FROM subscribed_entries WHERE id IN "
            "(SELECT id FROM subscribed_entries WHERE list_id = $1 AND since > $2 LIMIT $3)",
            which,
            newest,
            most,
        )
        # What was to end stands again once nothing that was to come is there any more.
        return taken or await self._sql.run(
            "UPDATE subscribed_entries SET gone = NULL WHERE id IN "
            "(SELECT id FROM subscribed_entries WHERE list_id = $1 AND gone > $2 LIMIT $3)",
            which,
            newest,
            most,
        )

    async def add(self, which: ListId, version: int, items: Sequence[Item]) -> list[Pattern]:
        await self._end_changed(which, version, items)
        first = await next_ids(self._sql, "subscribed_entries", len(items))
        await self._sql.run_many(
            "INSERT INTO subscribed_entries (id, list_id, pattern, kind, key, category, note, since, lets_through) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (list_id, pattern) WHERE gone IS NULL DO NOTHING",
            [
                (
                    entry,
                    which,
                    item.pattern.text,
                    str(item.pattern.kind),
                    item.pattern.key,
                    None if item.category is None else str(item.category),
                    item.note,
                    version,
                    int(item.pattern.text.startswith(EXCEPTION)),
                )
                for entry, item in enumerate(items, start=first)
            ],
        )
        rows = await self._sql.all(
            "SELECT id, pattern, kind, key FROM subscribed_entries WHERE id >= $1 AND id < $2 ORDER BY id",
            first,
            first + len(items),
        )
        added = [pattern_of(row) for row in rows]
        if added:
            await self._sql.run_many(
                "INSERT INTO list_changes (key) VALUES ($1)", [(pattern.key,) for pattern in added]
            )
        return added

    async def _end_changed(self, which: ListId, version: int, items: Sequence[Item]) -> None:
        """Have entries of older versions stand no more of which the list says something else now."""
        await self._sql.run_many(
            "UPDATE subscribed_entries SET gone = $3 WHERE list_id = $1 AND pattern = $2 AND gone IS NULL AND since < $3 "
            "AND (coalesce(category, '') <> $4 OR note <> $5)",
            [
                (which, item.pattern.text, version, str(item.category or ""), item.note)
                for item in items
                if not item.again
            ],
        )

    async def standing(self, which: ListId, after: int, most: int) -> list[tuple[int, str]]:
        rows = await self._sql.all(
            "SELECT id, pattern FROM subscribed_entries WHERE list_id = $1 AND id > $2 AND gone IS NULL "
            "ORDER BY id LIMIT $3",
            which,
            after,
            most,
        )
        return [(row["id"], row["pattern"]) for row in rows]

    async def patterns(
        self, which: ListId, version: int, before: int, after: int, most: int
    ) -> list[tuple[int, Pattern]]:
        rows = await self._sql.all(
            "SELECT id, pattern, kind, key FROM subscribed_entries WHERE list_id = $1 AND id > $4 AND since <= $2 "
            "AND since > $3 AND (gone IS NULL OR gone > $2) AND lets_through = 0 ORDER BY id LIMIT $5",
            which,
            version,
            before,
            after,
            most,
        )
        return [(row["id"], pattern_of(row)) for row in rows]

    async def end(self, entries: Sequence[int], version: int) -> None:
        await self._sql.run_many(
            "UPDATE subscribed_entries SET gone = $2 WHERE id = $1", [(entry, version) for entry in entries]
        )

    async def exceptions(self, which: ListId, version: int) -> int:
        row = await self._sql.one(
            # The mark of an exception, and the sign after it: the index of a list's patterns finds them.
            "SELECT count(*) AS n FROM (SELECT id FROM subscribed_entries WHERE list_id = $1 AND pattern >= '!' "
            "AND pattern < '\"' AND since <= $2 AND (gone IS NULL OR gone > $2) LIMIT $3) AS counted",
            which,
            version,
            _MOST_COUNTED,
        )
        return 0 if row is None else int(row["n"])

    async def compare(self, which: ListId, old: int, new: int) -> tuple[int, int]:
        row = await self._sql.one(
            "SELECT (SELECT count(*) FROM subscribed_entries e WHERE e.list_id = $1 AND e.since > $2 AND e.since <= $3 "
            "AND (e.gone IS NULL OR e.gone > $3) AND NOT EXISTS (SELECT 1 FROM subscribed_entries o "
            "WHERE o.list_id = $1 AND o.pattern = e.pattern AND o.since <= $2 AND (o.gone IS NULL OR o.gone > $2))) AS added, "
            "(SELECT count(*) FROM subscribed_entries e WHERE e.list_id = $1 AND e.gone > $2 AND e.gone <= $3 "
            "AND e.since <= $2 AND NOT EXISTS (SELECT 1 FROM subscribed_entries o "
            "WHERE o.list_id = $1 AND o.pattern = e.pattern AND o.since <= $3 AND (o.gone IS NULL OR o.gone > $3))) AS removed",
            which,
            old,
            new,
        )
        return (0, 0) if row is None else (row["added"], row["removed"])

    async def prune(self, which: ListId, newest: int, most: int) -> int:
        pruned = await self._sql.run(
            "DELETE FROM subscribed_entries WHERE id IN (SELECT e.id FROM subscribed_entries e "
            "WHERE e.list_id = $1 AND e.gone <= $2 AND NOT EXISTS (SELECT 1 FROM subscriptions s "
            "WHERE s.list_id = e.list_id AND s.version >= e.since AND s.version < e.gone) LIMIT $3)",
            which,
            newest,
            most,
        )
        if not pruned:
            await self._sql.run(
                "DELETE FROM list_versions WHERE list_id = $1 AND version < $2 AND NOT EXISTS (SELECT 1 "
                "FROM subscriptions s WHERE s.list_id = list_versions.list_id AND s.version = list_versions.version)",
                which,
                newest,
            )
        return pruned

    def every_key(self) -> AsyncIterator[Sequence[str]]:
        return keys_in_parts(
            self._sql, "SELECT id, key FROM subscribed_entries WHERE id > $1 ORDER BY id LIMIT $2"
        )
