"""What the outbox owes, counted for whoever looks at the running bot."""

from datetime import datetime, timedelta

from core.base.times import from_ms, to_ms
from db.engine.statements import Statements
from services.base.health.owed import MOST, OwedPosts
from services.base.outbox import LONGEST_SILENCE, Kind

_SLACK = timedelta(minutes=1)
_OWED = """
SELECT kind, count(*) AS waiting, min(due_at) AS due_since, min(attempted_at) AS tried_since FROM (
    SELECT kind, due_at, attempted_at, attempts FROM outbox
    WHERE state = 'due' AND due_at > $1 AND due_at <= $2 ORDER BY due_at LIMIT $3
) AS owed WHERE attempts >= $4 GROUP BY kind
"""


class OwedRows:
    """Fills services.base.health.owed.OwedStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def posts(self, now: datetime) -> OwedPosts:
        due = await self._sql.all(_OWED, 0, to_ms(now), MOST, 0)
        # What failed is put off, and still owed; what is only for later has not been tried.
        again = await self._sql.all(_OWED, to_ms(now), to_ms(now + LONGEST_SILENCE + _SLACK), MOST, 1)
        waiting: dict[Kind, int] = {}
        for row in (*due, *again):
            if row["kind"] in _KNOWN:  # else a newer program's, which waits for that program
                kind = Kind(row["kind"])
                waiting[kind] = waiting.get(kind, 0) + row["waiting"]
        tried = [row["tried_since"] for row in (*due, *again) if row["tried_since"] is not None]
        return OwedPosts(
            waiting=waiting,
            due_since=min((from_ms(row["due_since"]) for row in due), default=None),
            tried_since=min(map(from_ms, tried), default=None),
        )


_KNOWN = frozenset(map(str, Kind))
