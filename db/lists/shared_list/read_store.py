"""Table `shared_reads`: how much of the shared list each server that is not trusted was shown today."""

from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from db.engine.statements import Statements

_DAY_MS = 86_400_000


class ReadRows:
    """Fills services.lists.shared_list.reads.ReadStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def spend(self, server: ServerId, patterns: int, now: datetime, most: int) -> bool:
        if patterns > most:
            return False
        counted = await self._sql.run(
            "INSERT INTO shared_reads (server_id, day, patterns) VALUES ($1, $2, $3) ON CONFLICT (server_id) DO UPDATE "
            "SET day = excluded.day, patterns = CASE WHEN shared_reads.day = excluded.day "
            "THEN shared_reads.patterns ELSE 0 END + excluded.patterns "
            "WHERE shared_reads.day <> excluded.day OR shared_reads.patterns + excluded.patterns <= CAST($4 AS BIGINT)",
            server,
            to_ms(now) // _DAY_MS,
            patterns,
            most,
        )
        return counted == 1
