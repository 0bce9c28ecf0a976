"""Table `crossposts`: which copies of an announcement channel were passed on within the last hour."""

from datetime import datetime

from core.base.ids import ChannelId, DeliveryId
from core.base.times import from_ms, to_ms
from db.engine.statements import Statements


class CrosspostRows:
    """Fills services.campaigns.copies.CrosspostStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def full_until(
        self, channel: ChannelId, besides: DeliveryId, most: int, now: datetime
    ) -> datetime | None:
        row = await self._sql.one(
            "SELECT free_at FROM crossposts WHERE channel_id = $1 AND free_at > $2 AND delivery_id <> $3 "
            "ORDER BY free_at DESC LIMIT 1 OFFSET $4",
            channel,
            to_ms(now),
            besides,
            most - 1,
        )
        return None if row is None else from_ms(row["free_at"])

    async def begin(self, delivery: DeliveryId, channel: ChannelId, free_at: datetime) -> None:
        await self._sql.run(
            "INSERT INTO crossposts (delivery_id, channel_id, free_at) VALUES ($1, $2, $3) ON CONFLICT (delivery_id) "
            "DO UPDATE SET channel_id = excluded.channel_id, free_at = excluded.free_at",
            delivery,
            channel,
            to_ms(free_at),
        )
