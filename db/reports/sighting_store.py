"""Tables `cases` and `case_links`: which links were reported, and in which form they are kept."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.lists.patterns import Pattern
from db.engine.statements import Statements
from db.scanning.sighting_store import LOOKED_THROUGH, links_like
from services.lists.sightings import PatternSighting
from services.reports.cases.link_forms import KeptLink
from services.reports.reported_places import ReportedChange

_REPORTED = (
    "SELECT 'case/' || c.id AS subject, l.canonical AS link, '' AS tier, '' AS action FROM cases c JOIN case_links l ON l.case_id = c.id "
    "WHERE c.server_id = $1 AND c.state IN ('open', 'claimed', 'closed') AND c.opened_at > $2 "
    f"ORDER BY c.opened_at DESC LIMIT {LOOKED_THROUGH}"
)
_SERVERS_AT_ONCE = 500


class CaseSightingRows:
    """Fills services.lists.sightings.SightingStore for cases."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def find(
        self, server: ServerId, patterns: Sequence[Pattern], since: datetime, limit: int
    ) -> list[PatternSighting]:
        return await links_like(self._sql, _REPORTED, server, patterns, since, limit)


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


class ReportedPlaceRows:
    """Fills services.reports.reported_places.ReportedPlaceStore. It goes by the index of each server's open cases."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def reported(self, parts: Sequence[str], after: ServerId) -> tuple[ServerId | None, list[str]]:
        servers = f"SELECT id FROM servers WHERE id > $1 ORDER BY id LIMIT {_SERVERS_AT_ONCE}"
        last = await self._sql.one(f"SELECT max(id) AS id FROM ({servers}) AS portion", after)
        if last is None or last["id"] is None:
            return None, []
        named = (f"${number}" for number in range(3, 3 + len(parts)))
        holds = " OR ".join(self._sql.dialect.holds("l.canonical", name) for name in named)
        # Asked of each open case, so that no database begins with the links, which are many more.
        links = f"SELECT {self._sql.dialect.lines('l.canonical')} FROM case_links l WHERE l.case_id = c.id AND ({holds})"
        rows = await self._sql.all(
            f"SELECT links FROM (SELECT ({links}) AS links FROM servers s JOIN cases c ON c.server_id = s.id "
            "AND c.state IN ('open', 'claimed') WHERE s.id > $1 AND s.id <= $2) AS each WHERE links IS NOT NULL",
            after,
            last["id"],
            *parts,
        )
        # A canonical link holds no line break.
        return ServerId(last["id"]), [link for row in rows for link in row["links"].split("\n")]

    async def of_open_cases(self, after: ServerId) -> tuple[ServerId | None, list[str]]:
        servers = f"SELECT id FROM servers WHERE id > $1 ORDER BY id LIMIT {_SERVERS_AT_ONCE}"
        last = await self._sql.one(f"SELECT max(id) AS id FROM ({servers}) AS portion", after)
        if last is None or last["id"] is None:
            return None, []
        links = f"SELECT {self._sql.dialect.lines('l.canonical')} FROM case_links l WHERE l.case_id = c.id"
        rows = await self._sql.all(
            f"SELECT links FROM (SELECT ({links}) AS links FROM servers s JOIN cases c ON c.server_id = s.id "
            "AND c.state IN ('open', 'claimed') WHERE s.id > $1 AND s.id <= $2) AS each WHERE links IS NOT NULL",
            after,
            last["id"],
        )
        return ServerId(last["id"]), [link for row in rows for link in row["links"].split("\n")]

    async def reported_here(self, server: ServerId, links: Sequence[str]) -> list[str]:
        named = ", ".join(f"${number}" for number in range(2, 2 + len(links)))
        rows = await self._sql.all(
            "SELECT DISTINCT l.canonical FROM case_links l JOIN cases c ON c.id = l.case_id "
            f"WHERE l.server_id = $1 AND l.canonical IN ({named}) AND c.state IN ('open', 'claimed')",
            server,
            *links,
        )
        return [row["canonical"] for row in rows]

    async def changed(self, most: int) -> list[ReportedChange]:
        rows = await self._sql.all(
            "SELECT r.id, c.server_id, l.canonical FROM (SELECT id, case_id FROM reported_changes ORDER BY id LIMIT $1) AS r "
            "JOIN cases c ON c.id = r.case_id LEFT JOIN case_links l ON l.case_id = c.id ORDER BY r.id",
            most,
        )
        found: dict[int, tuple[ServerId, list[str]]] = {}
        for row in rows:
            _, links = found.setdefault(row["id"], (ServerId(row["server_id"]), []))
            if row["canonical"] is not None:
                links.append(row["canonical"])
        return [ReportedChange(number, server, tuple(links)) for number, (server, links) in found.items()]

    async def looked_at(self, changes: Sequence[int]) -> None:
        await self._sql.run_many(
            "DELETE FROM reported_changes WHERE id = $1", [(number,) for number in changes]
        )
