"""Tables `update_places`, `places_looked` and `update_redraws`: which updates name a place that lists hold anew, or no more."""

from collections.abc import Collection, Sequence

from core.base.ids import DeliveryId, ServerId, UpdateId
from db.engine.statements import Statements
from services.campaigns.relisted import Redraw


class PlaceRows:
    """Fills services.campaigns.relisted.PlaceStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def names(self, update: UpdateId, keys: Collection[str]) -> bool:
        before = await self._named(update)
        await self._sql.run_many(
            "INSERT INTO update_places (key, update_id) VALUES ($1, $2) ON CONFLICT (key, update_id) DO NOTHING",
            [(key, update) for key in sorted(keys)],
        )
        return await self._named(update) > before

    async def _named(self, update: UpdateId) -> int:
        row = await self._sql.one("SELECT count(*) AS n FROM update_places WHERE update_id = $1", update)
        return 0 if row is None else int(row["n"])

    async def looked(self) -> int | None:
        row = await self._sql.one('SELECT revision FROM places_looked WHERE "only" = 1')
        return None if row is None else int(row["revision"])

    async def naming(self, after: int, upto: int) -> Sequence[UpdateId]:
        rows = await self._sql.all(
            "SELECT DISTINCT p.update_id FROM list_changes c JOIN update_places p ON p.key = c.key "
            "WHERE c.revision > $1 AND c.revision <= $2",
            after,
            upto,
        )
        return [UpdateId(row["update_id"]) for row in rows]

    async def naming_any(self, keys: Collection[str]) -> Sequence[tuple[UpdateId, ServerId]]:
        named = ", ".join(f"${number}" for number in range(1, 1 + len(keys)))
        rows = await self._sql.all(
            "SELECT p.update_id, c.server_id FROM update_places p JOIN campaign_updates u ON u.id = p.update_id "
            f"JOIN campaigns c ON c.id = u.campaign_id WHERE p.key IN ({named})",
            *sorted(keys),
        )
        return sorted({(UpdateId(row["update_id"]), ServerId(row["server_id"])) for row in rows})

    async def unnamed(self, most: int) -> Sequence[UpdateId]:
        done = await self._sql.one('SELECT named_to FROM places_looked WHERE "only" = 1')
        if done is None:
            return []
        rows = await self._sql.all(
            "SELECT id FROM campaign_updates WHERE id > $1 ORDER BY id LIMIT $2", done["named_to"], most
        )
        return [UpdateId(row["id"]) for row in rows]

    async def named_to(self, update: UpdateId) -> None:
        await self._sql.run('UPDATE places_looked SET named_to = $1 WHERE "only" = 1', update)

    async def copy_in(self, update: UpdateId, server: ServerId) -> DeliveryId | None:
        row = await self._sql.one(
            "SELECT id FROM deliveries WHERE update_id = $1 AND server_id = $2 AND version IS NOT NULL",
            update,
            server,
        )
        return None if row is None else DeliveryId(row["id"])

    async def every(self, after: UpdateId, most: int) -> Sequence[UpdateId]:
        rows = await self._sql.all(
            "SELECT DISTINCT update_id FROM update_places WHERE update_id > $1 ORDER BY update_id LIMIT $2",
            after,
            most,
        )
        return [UpdateId(row["update_id"]) for row in rows]

    async def look(self, revision: int) -> None:
        await self._sql.run(
            'INSERT INTO places_looked ("only", revision) VALUES (1, $1) '
            'ON CONFLICT ("only") DO UPDATE SET revision = excluded.revision',
            revision,
        )

    async def owe(self, updates: Sequence[UpdateId]) -> None:
        await self._sql.run_many(
            "INSERT INTO update_redraws (update_id, after) VALUES ($1, 0) "
            "ON CONFLICT (update_id) DO UPDATE SET after = 0",
            [(update,) for update in updates],
        )

    async def next(self) -> Redraw | None:
        row = await self._sql.one("SELECT update_id, after FROM update_redraws ORDER BY update_id LIMIT 1")
        return None if row is None else Redraw(UpdateId(row["update_id"]), ServerId(row["after"]))

    async def standing(
        self, update: UpdateId, after: ServerId, most: int
    ) -> Sequence[tuple[DeliveryId, ServerId]]:
        rows = await self._sql.all(
            "SELECT id, server_id FROM deliveries WHERE update_id = $1 AND server_id > $2 AND version IS NOT NULL "
            "ORDER BY server_id LIMIT $3",
            update,
            after,
            most,
        )
        return [(DeliveryId(row["id"]), ServerId(row["server_id"])) for row in rows]

    async def came_to(self, update: UpdateId, after: ServerId) -> None:
        await self._sql.run("UPDATE update_redraws SET after = $2 WHERE update_id = $1", update, after)

    async def end(self, update: UpdateId) -> None:
        await self._sql.run("DELETE FROM update_redraws WHERE update_id = $1", update)
