"""What scanning owes, counted for whoever looks at the running bot."""

from datetime import datetime

from core.base.times import from_ms, to_ms
from db.engine.statements import Statements
from services.scanning.health import MOST, OwedRemovals


class ScanningHealthRows:
    """Fills services.scanning.health.ScanningHealthStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def removals(self) -> OwedRemovals:
        row = await self._sql.one(
            "SELECT count(*) AS owed, min(detected_at) AS since FROM ("
            "SELECT detected_at FROM detections WHERE due_at IS NOT NULL ORDER BY due_at LIMIT $1) AS due",
            MOST,
        )
        if row is None:
            return OwedRemovals(0, None)
        return OwedRemovals(row["owed"], None if row["since"] is None else from_ms(row["since"]))

    async def posts(self, now: datetime) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS waiting FROM ("
            "SELECT due_at FROM waiting_posts WHERE due_at <= $1 ORDER BY due_at LIMIT $2) AS due",
            to_ms(now),
            MOST,
        )
        return 0 if row is None else int(row["waiting"])
