"""Tables `cases` and `case_links`: which links were reported lately."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.lists.patterns import Pattern
from db.engine.statements import Statements
from db.scanning.sighting_store import LOOKED_THROUGH, links_like
from services.lists.sightings import PatternSighting

_REPORTED = (
    "SELECT 'case/' || c.id AS subject, l.canonical AS link FROM cases c JOIN case_links l ON l.case_id = c.id "
    "WHERE c.server_id = $1 AND c.state IN ('open', 'claimed', 'closed') AND c.opened_at > $2 "
    f"ORDER BY c.opened_at DESC LIMIT {LOOKED_THROUGH}"
)


class CaseSightingRows:
    """Fills services.lists.sightings.SightingStore for cases."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def find(
        self, server: ServerId, patterns: Sequence[Pattern], since: datetime, limit: int
    ) -> list[PatternSighting]:
        return await links_like(self._sql, _REPORTED, server, patterns, since, limit)
