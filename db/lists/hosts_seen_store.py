"""Table `hosts_seen`: which places links led to lately, by keyed hashes."""

from collections.abc import Sequence

from core.base.ids import ChannelId, ServerId
from core.base.times import from_ms, to_ms
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from services.lists.previews.hosts_seen import PlaceSeen

_MOST_KEYS = 200  # of one statement
_MOST_TRIMMED = 5000


class HostsSeenRows:
    """Fills services.lists.previews.hosts_seen.HostsSeenStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def add(self, seen: Sequence[PlaceSeen]) -> None:
        await self._sql.run_many(
            "INSERT INTO hosts_seen (server_id, place, day, channel_id, links, by_staff, first_at, last_at) "
            "SELECT s.id, $2, $3, $4, $5, $6, $7, $8 FROM servers s WHERE s.id = $1 "
            "ON CONFLICT (server_id, place, day, channel_id) DO UPDATE SET links = hosts_seen.links + excluded.links, "
            "by_staff = hosts_seen.by_staff + excluded.by_staff, last_at = excluded.last_at",
            [
                (
                    one.server,
                    self._vault.place_key(one.server, one.key),
                    one.day,
                    one.channel,
                    one.links,
                    one.by_staff,
                    to_ms(one.first),
                    to_ms(one.last),
                )
                for one in seen
            ],
        )

    async def trim(self, server: ServerId, day: int, most: int) -> None:
        await self._sql.run(
            "DELETE FROM hosts_seen WHERE server_id = $2 AND day = $1 AND (place, channel_id) IN "
            "(SELECT place, channel_id FROM hosts_seen WHERE day = $1 AND server_id = $2 "
            f"ORDER BY links DESC LIMIT {_MOST_TRIMMED} OFFSET $3)",
            day,
            server,
            most,
        )

    async def find(
        self, server: ServerId, keys: Sequence[str], since_day: int, limit: int
    ) -> list[PlaceSeen]:
        hashed = {self._vault.place_key(server, key): key for key in keys}
        places, found = list(hashed), list[Row]()
        for start in range(0, len(places), _MOST_KEYS):
            some = places[start : start + _MOST_KEYS]
            listed = ", ".join(f"${number}" for number in range(4, 4 + len(some)))
            found += await self._sql.all(
                "SELECT place, day, channel_id, links, by_staff, first_at, last_at FROM hosts_seen "
                f"WHERE server_id = $1 AND day >= $2 AND place IN ({listed}) LIMIT $3",
                server,
                since_day,
                limit - len(found),
                *some,
            )
            if len(found) >= limit:
                break
        return [
            PlaceSeen(
                server,
                hashed[bytes(row["place"])],
                row["day"],
                ChannelId(row["channel_id"]),
                row["links"],
                row["by_staff"],
                from_ms(row["first_at"]),
                from_ms(row["last_at"]),
            )
            for row in found
        ]
