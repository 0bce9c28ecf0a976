"""Tables `case_links`, `detections` and `detection_days`: where links like these were seen lately."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from db.engine.statements import Statements
from services.lists.sightings import Hits, PatternSighting

_DAY_MS = 86_400_000
_LOOKED_THROUGH = 5000  # rows of each kind, the newest


class SightingRows:
    """Fills services.lists.sightings.SightingStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def hits(self, server: ServerId, pattern: str) -> Hits:
        row = await self._sql.one(
            # Rows, and what is counted of those that are gone.
            "SELECT r.n + d.n AS n, coalesce(r.last, d.last) AS last FROM "
            "(SELECT count(*) AS n, max(detected_at) AS last FROM detections WHERE server_id = $1 AND pattern = $2) r, "
            f"(SELECT coalesce(sum(found + ordered), 0) AS n, max(day) * {_DAY_MS} AS last FROM detection_days "
            "WHERE server_id = $1 AND pattern = $2) d",
            server,
            pattern,
        )
        if row is None or not row["n"]:
            return Hits(0, None)
        return Hits(row["n"], from_ms(row["last"]))

    async def find(
        self, server: ServerId, patterns: Sequence[Pattern], since: datetime, limit: int
    ) -> tuple[list[PatternSighting], bool]:
        names = sorted({pattern.fixed_part for pattern in patterns})
        holds = " OR ".join(f"instr(link, ${number}) > 0" for number in range(4, 4 + len(names)))
        # A removal that was ordered from a case is that case.
        detections = (
            "SELECT 'detection/' || id AS subject, link FROM detections "
            "WHERE server_id = $1 AND detected_at > $2 AND case_id IS NULL AND link <> '' "
            f"ORDER BY detected_at DESC LIMIT {_LOOKED_THROUGH}"
        )
        cases = (
            "SELECT 'case/' || c.id AS subject, l.canonical AS link FROM cases c JOIN case_links l ON l.case_id = c.id "
            "WHERE c.server_id = $1 AND c.state IN ('open', 'claimed', 'closed') AND c.opened_at > $2 "
            f"ORDER BY c.opened_at DESC LIMIT {_LOOKED_THROUGH}"
        )
        found: list[PatternSighting] = []
        more = False
        for source in (detections, cases):
            rows = await self._sql.all(
                f"SELECT subject, link FROM ({source}) WHERE {holds} LIMIT $3",
                server,
                to_ms(since),
                limit,
                *names,
            )
            more = more or len(rows) == limit
            found += [PatternSighting(row["subject"], row["link"]) for row in rows]
        return found, more
