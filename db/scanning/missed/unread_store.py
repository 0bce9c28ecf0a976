"""Table `channel_gaps`: what is left to read of channels' pasts (services/scanning/missed/unread.py)."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from core.base.ids import ChannelId, ServerId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from core.scanning.gaps import Unread
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.engine.statements import Row, Statements
from services.scanning.missed.unread import UnreadRow

_DUE = f"due_at <= $1 AND (taken_by = $2 OR {FREE})"


class UnreadRows:
    """Fills services.scanning.missed.unread.UnreadStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def take_out(
        self, server: ServerId, channels: Collection[ChannelId], now: datetime
    ) -> tuple[Sequence[Unread], Mapping[ChannelId, datetime]]:
        rows = await self._sql.all(
            f"SELECT * FROM channel_gaps WHERE server_id = $2 AND {FREE} ORDER BY due_at", to_ms(now), server
        )
        taken = [row for row in rows if row["channel_id"] in channels]
        await self._sql.run_many("DELETE FROM channel_gaps WHERE id = $1", [(row["id"],) for row in taken])
        not_before = {  # the last due wins
            ChannelId(row["channel_id"]): from_ms(row["due_at"]) for row in taken if not row["hidden"]
        }
        return [_unread(row) for row in taken], not_before

    async def put(
        self,
        server: ServerId,
        unread: Sequence[Unread],
        not_before: Mapping[ChannelId, datetime],
        now: datetime,
    ) -> None:
        await self._sql.run_many(
            "INSERT INTO channel_gaps (server_id, channel_id, after_id, before_id, room, threads, made_at, due_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            [
                (
                    *(
                        server,
                        each.channel,
                        each.after,
                        each.before,
                        each.room,
                        int(each.threads),
                        to_ms(now),
                    ),
                    to_ms(max(now, not_before.get(each.channel, now))),
                )
                for each in unread
            ],
        )

    async def any_due(self, process: str, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        due = f"{_DUE}{of_shards(ours)}"
        row = await self._sql.one(f"SELECT 1 FROM channel_gaps WHERE {due} LIMIT 1", to_ms(now), process)
        return row is not None

    async def take(self, process: str, now: datetime, ours: Ours = ALL_SHARDS) -> UnreadRow | None:
        due = f"{_DUE}{of_shards(ours)}"
        row = await self._sql.one(
            f"SELECT * FROM channel_gaps WHERE {due} ORDER BY due_at, id LIMIT 1", to_ms(now), process
        )
        if row is None:
            return None
        await self._sql.run("UPDATE channel_gaps SET taken_by = $2 WHERE id = $1", row["id"], process)
        return UnreadRow(row["id"], ServerId(row["server_id"]), _unread(row), row["attempts"])

    async def read_on(self, row: UnreadRow, left: Unread | None) -> None:
        if left is None:
            await self._sql.run("DELETE FROM channel_gaps WHERE id = $1", row.id)
            return
        await self._sql.run(
            "UPDATE channel_gaps SET before_id = $2, room = $3, attempts = 0, hidden = 0 WHERE id = $1",
            row.id,
            left.before,
            left.room,
        )

    async def have_turns(self, row: UnreadRow, due_at: datetime) -> None:
        await self._sql.run(
            "UPDATE channel_gaps SET due_at = $2, taken_by = NULL WHERE id = $1", row.id, to_ms(due_at)
        )

    async def read_later(self, row: UnreadRow, due_at: datetime) -> None:
        await self._sql.run(
            "UPDATE channel_gaps SET due_at = $2, attempts = attempts + 1, hidden = 0, taken_by = NULL "
            "WHERE id = $1",
            row.id,
            to_ms(due_at),
        )

    async def wait_for_right(self, row: UnreadRow, due_at: datetime) -> None:
        await self._sql.run(
            "UPDATE channel_gaps SET due_at = $2, hidden = 1, taken_by = NULL WHERE id = $1",
            row.id,
            to_ms(due_at),
        )

    async def hidden_servers(self) -> Collection[ServerId]:
        rows = await self._sql.all("SELECT DISTINCT server_id FROM channel_gaps WHERE hidden = 1")
        return {ServerId(row["server_id"]) for row in rows}

    async def try_hidden(self, servers: Collection[ServerId], now: datetime) -> None:
        await self._sql.run_many(
            "UPDATE channel_gaps SET due_at = $2 WHERE server_id = $1 AND hidden = 1 AND due_at > $2",
            [(server, to_ms(now)) for server in servers],
        )

    async def give_up(self, made_before: datetime) -> int:
        return await self._sql.run("DELETE FROM channel_gaps WHERE made_at < $1", to_ms(made_before))


def _unread(row: Row) -> Unread:
    return Unread(
        ChannelId(row["channel_id"]), row["after_id"], row["before_id"], row["room"], bool(row["threads"])
    )
