"""Table `leases` (services/base/leases.py says what it is for)."""

from datetime import datetime, timedelta

from core.base.times import to_ms
from db.engine.statements import Statements
from services.base.waits import LEASE

_KEEP = timedelta(days=2)  # rows of processes long gone

FREE = (
    "(taken_by IS NULL OR NOT EXISTS (SELECT 1 FROM leases l WHERE l.name = 'process:' || taken_by "
    "AND l.expires_at > $1))"
)
"""A condition on a row with `taken_by`: no process took it, or the one that did has let its lease run out by $1."""


class LeaseRows:
    """Fills services.base.leases.LeaseStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def renew(self, process: str, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO leases (name, holder, expires_at) VALUES ('process:' || $1, $1, $2) "
            "ON CONFLICT (name) DO UPDATE SET expires_at = excluded.expires_at",
            process,
            to_ms(now + LEASE),
        )

    async def end(self, process: str, now: datetime) -> None:
        await self._sql.run("UPDATE leases SET expires_at = $2 WHERE holder = $1", process, to_ms(now))
        await self._sql.run("DELETE FROM leases WHERE expires_at < $1", to_ms(now - _KEEP))

    async def others(self, process: str, now: datetime) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM leases WHERE name LIKE 'process:%' AND holder <> $1 AND expires_at > $2",
            process,
            to_ms(now),
        )
        return 0 if row is None else int(row["n"])

    async def acquire(self, job: str, process: str, now: datetime, until: datetime) -> bool:
        changed = await self._sql.run(
            "INSERT INTO leases (name, holder, expires_at) VALUES ($1, $2, $3) ON CONFLICT (name) DO UPDATE "
            "SET holder = excluded.holder, expires_at = excluded.expires_at "
            "WHERE leases.holder = excluded.holder OR leases.expires_at <= $4",
            f"job:{job}",
            process,
            to_ms(until),
            to_ms(now),
        )
        return changed == 1
