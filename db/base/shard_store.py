"""Tables `shard_counts`, `shard_processes`, `shard_owners` and `identify_turns` (services/base/shards/leasing.py says what they
are for).
"""

from core.base.shards import Ours
from db.engine.statements import Statements
from services.base.shards.ports import ShardProcess


def of_shards(ours: Ours, column: str = "server_id") -> str:
    """A further condition on a row that is a server's: its shard is one of these. Empty where all are."""
    if ours.are_all:
        return ""
    mine = ", ".join(str(shard) for shard in sorted(ours.shards)) or "-1"
    return f" AND ({column} >> 22) % {ours.count} IN ({mine})"


class ShardRows:
    """Fills services.base.shards.ports.ShardStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def count(self, application: int) -> int | None:
        row = await self._sql.one("SELECT shards FROM shard_counts WHERE application_id = $1", application)
        return None if row is None else int(row["shards"])

    async def keep_count(self, application: int, count: int) -> None:
        await self._sql.run(
            "INSERT INTO shard_counts (application_id, shards) VALUES ($1, $2) "
            "ON CONFLICT (application_id) DO UPDATE SET shards = excluded.shards",
            application,
            count,
        )
        await self._sql.run(
            "DELETE FROM shard_owners WHERE application_id = $1 AND shard >= $2", application, count
        )
        for shard in range(count):
            await self._sql.run(
                "INSERT INTO shard_owners (application_id, shard) VALUES ($1, $2) ON CONFLICT DO NOTHING",
                application,
                shard,
            )

    async def join(self, application: int, process: ShardProcess) -> None:
        await self._sql.run(
            "INSERT INTO shard_processes (process, application_id, told, machine) VALUES ($1, $2, $3, $4) "
            "ON CONFLICT (process) DO UPDATE SET told = excluded.told, doomed = 0",
            process.name,
            application,
            process.told,
            process.machine,
        )

    async def beat(self, process: str) -> bool:
        changed = await self._sql.run(
            "UPDATE shard_processes SET beat = beat + 1 WHERE process = $1 AND doomed = 0", process
        )
        return changed == 1

    async def is_living(self, process: str) -> bool:
        row = await self._sql.one("SELECT 1 FROM shard_processes WHERE process = $1 AND doomed = 0", process)
        return row is not None

    async def processes(self, application: int) -> list[ShardProcess]:
        rows = await self._sql.all(
            "SELECT process, told, machine, beat, doomed FROM shard_processes WHERE application_id = $1 "
            "ORDER BY process",
            application,
        )
        return [
            ShardProcess(row["process"], row["told"], row["machine"], row["beat"], row["doomed"] == 1)
            for row in rows
        ]

    async def doom(self, seen: ShardProcess) -> None:
        await self._sql.run(
            "UPDATE shard_processes SET doomed = 1 WHERE process = $1 AND beat = $2", seen.name, seen.beat
        )

    async def bury(self, seen: ShardProcess) -> None:
        await self._sql.run(
            "DELETE FROM shard_processes WHERE process = $1 AND beat = $2 AND doomed = $3",
            seen.name,
            seen.beat,
            int(seen.doomed),
        )

    async def leave(self, process: str) -> None:
        await self._sql.run("DELETE FROM shard_processes WHERE process = $1", process)

    async def owners(self, application: int) -> dict[int, str | None]:
        rows = await self._sql.all(
            "SELECT shard, process FROM shard_owners WHERE application_id = $1 ORDER BY shard", application
        )
        return {row["shard"]: row["process"] for row in rows}

    async def take(self, application: int, shard: int, process: str) -> bool:
        changed = await self._sql.run(
            "UPDATE shard_owners SET process = $3, taking = taking + 1 "
            "WHERE application_id = $1 AND shard = $2 AND process IS NULL "
            "AND EXISTS (SELECT 1 FROM shard_processes p WHERE p.process = $3 AND p.doomed = 0)",
            application,
            shard,
            process,
        )
        return changed == 1

    async def release(self, application: int, shard: int, process: str) -> None:
        await self._sql.run(
            "UPDATE shard_owners SET process = NULL WHERE application_id = $1 AND shard = $2 AND process = $3",
            application,
            shard,
            process,
        )

    async def take_turn(self, application: int, bucket: int, between_ms: int) -> bool:
        now = self._sql.dialect.now_ms
        # What lies ahead was written before the database's clock was put back: it counts from now.
        await self._sql.run(
            f"UPDATE identify_turns SET at = {now} WHERE application_id = $1 AND bucket = $2 AND at > {now}",
            application,
            bucket,
        )
        taken = await self._sql.run(
            f"INSERT INTO identify_turns (application_id, bucket, at) VALUES ($1, $2, {now}) "
            f"ON CONFLICT (application_id, bucket) DO UPDATE SET at = excluded.at "
            "WHERE identify_turns.at <= excluded.at - CAST($3 AS BIGINT)",
            application,
            bucket,
            between_ms,
        )
        return taken == 1

    async def until_turn(self, application: int, bucket: int, between_ms: int) -> int:
        row = await self._sql.one(
            f"SELECT at + CAST($3 AS BIGINT) - {self._sql.dialect.now_ms} AS left_ms FROM identify_turns "
            "WHERE application_id = $1 AND bucket = $2",
            application,
            bucket,
            between_ms,
        )
        return 1 if row is None else max(1, int(row["left_ms"]))
