"""Tables `shard_listened` and `server_gaps` (services/scanning/missed/gaps.py says what they are for)."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.engine.statements import Statements
from services.scanning.missed.gap_ports import Left, ServerGap

# A process works on one at a time: what it holds itself is what it could not finish.
_DUE = f"due_at <= $1 AND (taken_by = $2 OR {FREE})"
_FURTHER = (
    "ON CONFLICT (server_id) DO UPDATE SET "
    "since = CASE WHEN excluded.since < server_gaps.since THEN excluded.since ELSE server_gaps.since END, "
    "until = CASE WHEN excluded.until > server_gaps.until THEN excluded.until ELSE server_gaps.until END, "
    "due_at = excluded.due_at"
)


class GapRows:
    """Fills services.scanning.missed.gap_ports.ServerGapStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def listened_until(self, shards: int = 1, shard: int = 0) -> datetime | None:
        row = await self._sql.one(
            "SELECT until FROM shard_listened WHERE shards = $1 AND shard = $2", shards, shard
        )
        # With another number of shards its servers were other shards': whichever of them was heard last the longest ago.
        row = row or await self._sql.one("SELECT min(until) AS until FROM shard_listened")
        return None if row is None or row["until"] is None else from_ms(row["until"])

    async def note_listened(self, now: datetime, heard: Ours = ALL_SHARDS) -> None:
        await self._sql.run_many(
            "INSERT INTO shard_listened (shards, shard, until) VALUES ($1, $2, $3) ON CONFLICT (shards, shard) "
            "DO UPDATE SET until = excluded.until WHERE shard_listened.until < excluded.until",
            [(heard.count, shard, to_ms(now)) for shard in sorted(heard.shards)],
        )

    async def begin_session(self, now: datetime, shards: int = 1, shard: int = 0) -> None:
        await self._sql.run(
            "INSERT INTO shard_listened (shards, shard, until) VALUES ($1, $2, $3) "
            "ON CONFLICT (shards, shard) DO UPDATE SET until = excluded.until",
            shards,
            shard,
            to_ms(now),
        )

    async def open_everywhere(
        self, since: datetime, until: datetime, due_at: datetime, ours: Ours = ALL_SHARDS
    ) -> None:
        await self._sql.run(
            "INSERT INTO server_gaps (server_id, since, until, due_at) "
            "SELECT id, CAST($1 AS BIGINT), CAST($2 AS BIGINT), CAST($3 AS BIGINT) FROM servers "
            f"WHERE review_channel_id IS NOT NULL{of_shards(ours, 'id')} {_FURTHER}",
            to_ms(since),
            to_ms(until),
            to_ms(due_at),
        )

    async def open(self, server: ServerId, since: datetime, until: datetime, due_at: datetime) -> None:
        await self._sql.run(
            "INSERT INTO server_gaps (server_id, since, until, due_at) "
            "SELECT id, CAST($2 AS BIGINT), CAST($3 AS BIGINT), CAST($4 AS BIGINT) FROM servers "
            f"WHERE id = $1 AND review_channel_id IS NOT NULL {_FURTHER}",
            server,
            to_ms(since),
            to_ms(until),
            to_ms(due_at),
        )

    async def arrived(self, server: ServerId, until: datetime, due_at: datetime) -> None:
        await self._sql.run(
            "UPDATE server_gaps SET until = CASE WHEN until < $2 THEN $2 ELSE until END, due_at = $3 "
            "WHERE server_id = $1",
            server,
            to_ms(until),
            to_ms(due_at),
        )

    async def any_server_left(self) -> bool:
        return await self._sql.one("SELECT 1 FROM server_gaps LIMIT 1") is not None

    async def servers_due(self, process: str, now: datetime, ours: Ours = ALL_SHARDS) -> Sequence[ServerId]:
        rows = await self._sql.all(
            f"SELECT server_id FROM server_gaps WHERE {_DUE}{of_shards(ours)} ORDER BY due_at, server_id",
            to_ms(now),
            process,
        )
        return [ServerId(row["server_id"]) for row in rows]

    async def take_server(self, server: ServerId, process: str, now: datetime) -> ServerGap | None:
        row = await self._sql.one(
            f"UPDATE server_gaps SET taken_by = $2 WHERE server_id = $3 AND {_DUE} RETURNING since, until",
            to_ms(now),
            process,
            server,
        )
        return None if row is None else ServerGap(server, from_ms(row["since"]), from_ms(row["until"]))

    async def look_later(self, servers: Sequence[ServerId], due_at: datetime) -> None:
        await self._sql.run_many(
            "UPDATE server_gaps SET due_at = $2 WHERE server_id = $1",
            [(server, to_ms(due_at)) for server in servers],
        )

    async def close_server(self, gap: ServerGap) -> None:
        await self._sql.run(
            "DELETE FROM server_gaps WHERE server_id = $1 AND since = $2 AND until = $3",
            gap.server,
            to_ms(gap.since),
            to_ms(gap.until),
        )
        await self._sql.run("UPDATE server_gaps SET taken_by = NULL WHERE server_id = $1", gap.server)

    async def give_up_servers(self, until: datetime) -> int:
        return await self._sql.run("DELETE FROM server_gaps WHERE until < $1", to_ms(until))

    async def left(self) -> Left:
        row = await self._sql.one(
            "SELECT (SELECT count(*) FROM server_gaps) AS servers, "
            "(SELECT count(*) FROM channel_gaps) AS channels"
        )
        assert row is not None  # noqa: S101  # a row without a table always is
        return Left(row["servers"], row["channels"])
