"""Tables `cases` and `case_links`: whether a case has a card, and which other cards name it; the form of its links."""

from core.base.ids import CaseId, ServerId
from db.engine.statements import Statements
from db.reports.case_rows import SAME_LINKS
from services.reports.cases.link_forms import KeptLink

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


class LinkFormRows:
    """Fills services.reports.cases.link_forms.LinkFormStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def last(self) -> CaseId:
        row = await self._sql.one("SELECT max(id) AS id FROM cases")
        return CaseId(0 if row is None or row["id"] is None else row["id"])

    async def of_open_cases(self, after: CaseId, upto: CaseId) -> list[KeptLink]:
        rows = await self._sql.all(
            "SELECT l.case_id, l.position, l.canonical FROM cases c JOIN case_links l ON l.case_id = c.id "
            "WHERE c.id > $1 AND c.id <= $2 AND c.state IN ('open', 'claimed')",
            after,
            upto,
        )
        return [KeptLink(CaseId(row["case_id"]), row["position"], row["canonical"]) for row in rows]

    async def keep(self, link: KeptLink) -> None:
        await self._sql.run(
            "UPDATE case_links SET canonical = $3 WHERE case_id = $1 AND position = $2",
            link.case,
            link.position,
            link.canonical,
        )
