"""Tables `listened` and `gaps` (services/scanning/gaps.py says what they are for)."""

from datetime import datetime

from core.base.times import from_ms, to_ms
from db.base.lease_store import FREE
from db.engine.statements import Statements
from services.scanning.gaps import Gap

# A process works on one gap at a time, so a gap that it holds already is one that it could not finish.
_OPEN = f"done_at IS NULL AND (taken_by = $2 OR {FREE})"


class GapRows:
    """Fills services.scanning.gaps.GapStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def listened_until(self) -> datetime | None:
        row = await self._sql.one("SELECT until FROM listened")
        return None if row is None else from_ms(row["until"])

    async def note_listened(self, now: datetime) -> None:
        await self._sql.run(
            'INSERT INTO listened ("only", until) VALUES (1, $1) '
            'ON CONFLICT ("only") DO UPDATE SET until = excluded.until WHERE listened.until < excluded.until',
            to_ms(now),
        )

    async def begin_session(self, now: datetime) -> None:
        await self._sql.run(
            'INSERT INTO listened ("only", until) VALUES (1, $1) '
            'ON CONFLICT ("only") DO UPDATE SET until = excluded.until',
            to_ms(now),
        )

    async def add(self, since: datetime, until: datetime) -> None:
        await self._sql.run("INSERT INTO gaps (since, until) VALUES ($1, $2)", to_ms(since), to_ms(until))

    async def any_free(self, process: str, now: datetime) -> bool:
        row = await self._sql.one(f"SELECT 1 FROM gaps WHERE {_OPEN} LIMIT 1", to_ms(now), process)
        return row is not None

    async def take(self, process: str, now: datetime) -> Gap | None:
        row = await self._sql.one(
            f"SELECT * FROM gaps WHERE {_OPEN} ORDER BY id LIMIT 1", to_ms(now), process
        )
        if row is None:
            return None
        await self._sql.run("UPDATE gaps SET taken_by = $2 WHERE id = $1", row["id"], process)
        return Gap(row["id"], from_ms(row["since"]), from_ms(row["until"]))

    async def close(self, gap: Gap, now: datetime) -> None:
        await self._sql.run("UPDATE gaps SET done_at = $2 WHERE id = $1", gap.id, to_ms(now))

    async def forget_closed(self, before: datetime) -> None:
        await self._sql.run("DELETE FROM gaps WHERE done_at < $1", to_ms(before))
