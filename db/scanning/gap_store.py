"""Tables `listened` and `gaps` (services/scanning/gaps.py says what they are for)."""

from datetime import datetime, timedelta

from core.base.times import from_ms, to_ms
from db.engine.database import Database
from services.scanning.gaps import Gap

# Free: nobody took it, or the process that did has let its lease run out.
_FREE = (
    "(taken_by IS NULL OR NOT EXISTS (SELECT 1 FROM leases l WHERE l.name = 'process:' || taken_by "
    "AND l.expires_at > $1))"
)
_KEEP = timedelta(days=30)  # closed gaps, for whoever wonders


class GapRows:
    """Fills services.scanning.gaps.GapStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def listened(self, now: datetime) -> None:
        async with self._db.relaxed() as tx:
            await tx.run(
                "INSERT INTO listened (only, until) VALUES (1, $1) "
                "ON CONFLICT (only) DO UPDATE SET until = max(until, excluded.until)",
                to_ms(now),
            )

    async def open_gap(self, now: datetime, slack: timedelta) -> None:
        async with self._db.bulk() as tx:
            row = await tx.one("SELECT until FROM listened")
            if row is not None:
                since = from_ms(row["until"]) - slack
                await tx.run("INSERT INTO gaps (since, until) VALUES ($1, $2)", to_ms(since), to_ms(now))
            await tx.run(
                "INSERT INTO listened (only, until) VALUES (1, $1) "
                "ON CONFLICT (only) DO UPDATE SET until = excluded.until",
                to_ms(now),
            )
            await tx.run("DELETE FROM gaps WHERE done_at < $1", to_ms(now - _KEEP))

    async def take_gap(self, process: str, now: datetime) -> Gap | None:
        # A process works on one at a time: what it holds itself is what it could not finish.
        free = f"done_at IS NULL AND (taken_by = $2 OR {_FREE})"
        if await self._db.read.one(f"SELECT 1 FROM gaps WHERE {free} LIMIT 1", to_ms(now), process) is None:
            return None
        async with self._db.bulk() as tx:
            row = await tx.one(f"SELECT * FROM gaps WHERE {free} ORDER BY id LIMIT 1", to_ms(now), process)
            if row is None:
                return None
            await tx.run("UPDATE gaps SET taken_by = $2 WHERE id = $1", row["id"], process)
        return Gap(row["id"], from_ms(row["since"]), from_ms(row["until"]))

    async def close_gap(self, gap: Gap, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await tx.run("UPDATE gaps SET done_at = $2 WHERE id = $1", gap.id, to_ms(now))
