"""Tables `cases` and `case_links`: whether a case has a card, and which other cards name it."""

from core.base.ids import CaseId, ServerId
from db.engine.statements import Statements

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
            "SELECT DISTINCT o.case_id FROM case_links l "
            "JOIN case_links o ON o.server_id = $2 AND o.canonical = l.canonical "
            "JOIN cases c ON c.id = o.case_id WHERE l.case_id = $1 AND o.case_id <> $1 "
            "AND c.state <> 'closed' ORDER BY o.case_id LIMIT $3",
            case,
            server,
            _KEPT_FRESH,
        )
        return [CaseId(row["case_id"]) for row in rows]
