"""Table `never_read`: what was posted while nobody listened and is never read (services/scanning/missed/never_read.py)."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ChannelId, ServerId
from core.base.times import from_ms, to_ms
from core.scanning.gaps import NeverRead, Why
from db.engine.statements import Statements


class NeverReadRows:
    """Fills services.scanning.missed.never_read.NeverReadStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def note(self, server: ServerId, parts: Sequence[NeverRead], now: datetime) -> None:
        await self._sql.run_many(
            "INSERT INTO never_read (server_id, channel_id, since, until, why, noted_at) "
            "VALUES ($1, $2, $3, $4, $5, $6)",
            [
                (server, each.channel, to_ms(each.since), to_ms(each.until), str(each.why), to_ms(now))
                for each in parts
            ],
        )

    async def since(self, server: ServerId, noted_since: datetime, limit: int) -> Sequence[NeverRead]:
        rows = await self._sql.all(
            "SELECT channel_id, since, until, why FROM never_read WHERE server_id = $1 AND noted_at >= $2 "
            "ORDER BY noted_at DESC, id DESC LIMIT $3",
            server,
            to_ms(noted_since),
            limit,
        )
        return [
            NeverRead(
                None if row["channel_id"] is None else ChannelId(row["channel_id"]),
                from_ms(row["since"]),
                from_ms(row["until"]),
                Why(row["why"]),
            )
            for row in rows
        ]
