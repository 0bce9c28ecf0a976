"""Tables `cases` and `case_links`: whether a case has a card, and which other cards name it."""

from core.base.ids import CaseId, ServerId
from db.engine.statements import Statements
from db.reports.case_rows import sharing_a_link


class CaseCardRows:
    """Fills services.reports.case_cards.CaseCardStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def give(self, case: CaseId) -> None:
        await self._sql.run("UPDATE cases SET quiet = 0 WHERE id = $1 AND quiet = 1", case)

    async def naming(self, case: CaseId, server: ServerId) -> list[CaseId]:
        return await sharing_a_link(self._sql, case, server)
