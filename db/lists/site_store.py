"""Sites: table `own_sites`, and what entries of the shared list say of theirs."""

from datetime import datetime
from typing import Final

from core.base.categories import Category
from core.base.ids import ServerId, SiteId
from core.base.times import to_ms
from core.lists.resemblance import SiteMark
from core.lists.sites import SiteWords
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from db.lists.pattern_rows import among, holding, pattern_of
from db.lists.shared_list.shared_store import SPOKEN
from services.lists.own_sites import OwnSite, SharedSite

SITE_COLUMNS: Final = "s.id AS own_site, s.name AS site_name, s.summary AS site_summary, s.category AS site_category, s.note AS site_note"
"""A row of `own_sites s`, as `site_of` reads it."""
# As the indexes have it.
_LISTED, _WAITING = "state = 'listed'", "state IN ('proposed', 'disputed')"
_READ_OF_A_NAME = 2_000  # entries that suggestions look through


def site_of(row: Row) -> OwnSite:
    """Read a site from a row with SITE_COLUMNS."""
    return OwnSite(
        SiteId(row["own_site"]),
        SiteWords(row["site_name"], row["site_summary"]),
        Category(row["site_category"]),
        row["site_note"],
    )


class SiteRows:
    """Fills services.lists.own_sites.SiteStore and services.lists.sites.OwnSiteStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def find(self, server: ServerId, key: str) -> OwnSite | None:
        row = await self._sql.one(
            f"SELECT {SITE_COLUMNS} FROM own_sites s WHERE s.server_id = $1 AND s.folded = $2", server, key
        )
        return None if row is None else site_of(row)

    async def get(self, server: ServerId, site: SiteId) -> OwnSite | None:
        row = await self._sql.one(
            f"SELECT {SITE_COLUMNS} FROM own_sites s WHERE s.id = $1 AND s.server_id = $2", site, server
        )
        return None if row is None else site_of(row)

    async def count(self, server: ServerId) -> int:
        row = await self._sql.one("SELECT count(*) AS n FROM own_sites WHERE server_id = $1", server)
        return 0 if row is None else int(row["n"])

    async def count_entries(self, site: SiteId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM own_entries WHERE site_id = $1 AND removed_at IS NULL", site
        )
        return 0 if row is None else int(row["n"])

    async def add(
        self, server: ServerId, words: SiteWords, category: Category, note: str, now: datetime
    ) -> SiteId:
        site = await next_id(self._sql, "own_sites")
        await self._sql.run(
            "INSERT INTO own_sites (id, server_id, name, folded, summary, category, note, made_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            site,
            server,
            words.name,
            words.key,
            words.summary,
            str(category),
            note,
            to_ms(now),
        )
        return SiteId(site)

    async def change(self, site: OwnSite) -> None:
        await self._sql.run(
            "UPDATE own_sites SET name = $2, folded = $3, summary = $4, category = $5, note = $6 WHERE id = $1",
            site.id,
            site.words.name,
            site.words.key,
            site.words.summary,
            str(site.category),
            site.note,
        )

    async def move_entries(self, site: SiteId, into: SiteId) -> int:
        return await self._sql.run("UPDATE own_entries SET site_id = $2 WHERE site_id = $1", site, into)

    async def drop_empty(self, site: SiteId) -> None:
        await self._sql.run(
            "DELETE FROM own_sites WHERE id = $1 AND NOT EXISTS (SELECT 1 FROM own_entries WHERE site_id = $1)",
            site,
        )

    async def suggest(self, server: ServerId, needle: str, limit: int) -> list[str]:
        rows = await self._sql.all(
            "SELECT name FROM own_sites WHERE server_id = $1 AND folded LIKE $2 ESCAPE '!' "
            "ORDER BY folded LIMIT $3",
            server,
            holding(needle),
            limit,
        )
        return [row["name"] for row in rows]

    async def marks(self, server: ServerId, looks: tuple[str, ...], limit: int) -> list[SiteMark]:
        rows = await self._sql.all(
            "SELECT e.pattern, e.kind, e.key, s.name AS site_name FROM own_entries e "
            f"JOIN own_sites s ON s.id = e.site_id WHERE e.server_id = $1 AND e.look IN ({among(3, looks)}) "
            "AND e.removed_at IS NULL AND e.look IS NOT NULL ORDER BY e.id DESC LIMIT $2",
            server,
            limit,
            *looks,
        )
        return [SiteMark(row["site_name"], pattern_of(row), own=True) for row in rows]


class SharedSiteRows:
    """Fills services.lists.own_sites.SharedSiteStore and services.lists.sites.SharedSitesStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def find(self, key: str, *, listed_only: bool) -> SharedSite | None:
        for state in (_LISTED,) if listed_only else (_LISTED, _WAITING):
            row = await self._sql.one(
                "SELECT site_name, site_summary, category, note FROM shared_entries "
                f"WHERE site_folded = $1 AND {state} AND site_folded <> '' AND {SPOKEN} ORDER BY weighed DESC, id LIMIT 1",
                key,
            )
            if row is not None:
                words = SiteWords(row["site_name"], row["site_summary"])
                return SharedSite(words, Category(row["category"]), row["note"])
        return None

    async def entries(self, key: str, *, listed_only: bool, limit: int) -> list[str]:
        found: list[str] = []
        for state in (_LISTED,) if listed_only else (_LISTED, _WAITING):
            rows = await self._sql.all(
                "SELECT pattern FROM shared_entries "
                f"WHERE site_folded = $1 AND {state} AND site_folded <> '' AND {SPOKEN} ORDER BY weighed DESC, id LIMIT $2",
                key,
                limit - len(found),
            )
            found += [row["pattern"] for row in rows]
        return found

    async def suggest(self, needle: str, limit: int) -> list[str]:
        found: dict[str, str] = {}
        for state in (_LISTED, _WAITING):
            rows = await self._sql.all(
                f"SELECT site_folded, site_name FROM shared_entries WHERE {state} AND site_folded <> '' AND {SPOKEN} "
                f"AND site_folded >= $1 AND site_folded < $2 ORDER BY site_folded LIMIT {_READ_OF_A_NAME}",
                needle,
                f"{needle}\U0010ffff",
            )
            found = {row["site_folded"]: row["site_name"] for row in rows} | found
        return list(found.values())[:limit]

    async def marks(self, looks: tuple[str, ...], limit: int) -> list[SiteMark]:
        rows = await self._sql.all(
            "SELECT pattern, kind, key, site_name FROM shared_entries "
            f"WHERE look IN ({among(2, looks)}) AND look IS NOT NULL AND state <> 'retired' AND weighed = 1 AND {SPOKEN} "
            "LIMIT $1",
            limit,
            *looks,
        )
        return [SiteMark(row["site_name"], pattern_of(row), own=False) for row in rows]
