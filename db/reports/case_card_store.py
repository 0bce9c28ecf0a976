"""Tables `cases` and `case_links`: whether a case has a card, and which other cards name it."""

from core.base.ids import CaseId, ServerId
from db.engine.statements import Statements
from db.reports.case_rows import SAME_LINKS

# Cards that are rendered again when a case with the same link comes or goes. In a brigade there are hundreds, and each
# card names five: what it says of the rest may be older than the newest report.
_KEPT_FRESH = 6


class CaseCardRows:
    """Fills services.reports.case_cards.CaseCardStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def give(self, case: CaseId) -> bool:
        return await self._sql.run("UPDATE cases SET quiet = 0 WHERE id = $1 AND quiet = 1", case) == 1

    async def naming(self, case: CaseId, server: ServerId) -> list[CaseId]:
        rows = await self._sql.all(
            f"SELECT DISTINCT s.case_id FROM {SAME_LINKS} AND s.case_id <> $1 AND c.state <> 'closed' "
            "ORDER BY s.case_id LIMIT $3",
            case,
            server,
            _KEPT_FRESH,
        )
        return [CaseId(row["case_id"]) for row in rows]
