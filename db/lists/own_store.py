"""Table `own_entries`: what servers list themselves. A row that was removed stays, with the time."""

from collections.abc import AsyncIterator
from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, EntryId, ServerId, SiteId, UserId
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from core.lists.resemblance import look_of
from db.base.shared_statements import list_changed, next_id
from db.engine.statements import Row, Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import (
    ServerPatterns,
    among,
    holding,
    keys_in_parts,
    opened_by,
    pattern_of,
    sealed_by,
)
from db.lists.site_store import SITE_COLUMNS, site_of
from services.lists.entries import OwnEntry
from services.lists.entry_ends import OverEntry
from services.lists.own import Searched, Suggested

_HOLDS = "(lower(pattern) LIKE $2 ESCAPE '!' OR lower(note) LIKE $2 ESCAPE '!')"
_ENTRIES = f"SELECT e.*, {SITE_COLUMNS} FROM own_entries AS e LEFT JOIN own_sites s ON s.id = e.site_id"
_BEGINNING = 1000  # entries that begin as what is looked for
_OFFERED = 100  # of them that are read while somebody types: each may be a page of the disk of its own
_PORTION = 10_000  # entries of a long list that are looked through at once
_LOOKED_THROUGH = 1_000_000
# What is offered on the way to an entry: `$2` is the needle, `$3` the limit.
_SUGGESTED = {
    Suggested.OWN: "SELECT id, pattern FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND beyond_bound = 0",
    Suggested.ALLOWED: "SELECT id, pattern FROM allows WHERE server_id = $1 AND removed_at IS NULL",
    Suggested.STANCES: "SELECT c.entry_id AS id, e.pattern FROM current_stances c JOIN shared_entries e "
    "ON e.id = c.entry_id WHERE c.server_id = $1",
}


class OwnRows:
    """Fills services.lists.own.OwnStore and services.lists.typed_pattern.NameStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault
        self._patterns = ServerPatterns(sql, "own_entries")

    async def count(self, server: ServerId) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND beyond_bound = 0",
            server,
        )
        return 0 if row is None else int(row["n"])

    async def add(
        self,
        server: ServerId,
        pattern: Pattern,
        category: Category,
        note: str,
        by: UserId | None,
        case: CaseId | None,
        now: datetime,
        *,
        site: SiteId | None = None,
        ends_at: datetime | None = None,
    ) -> bool:
        if await self._patterns.standing(server, pattern.text) is not None:
            return False
        entry = await next_id(self._sql, "own_entries")
        await self._sql.run(
            "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, note, case_id, added_by_sealed, "
            "added_at, site_id, look, ends_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)",
            entry,
            server,
            pattern.text,
            str(pattern.kind),
            pattern.key,
            str(category),
            note,
            case,
            sealed_by(self._vault, by, f"own_entries.added_by/{entry}"),
            to_ms(now),
            site,
            None if site is None else look_of(pattern),
            None if ends_at is None else to_ms(ends_at),
        )
        await list_changed(self._sql, pattern.key)
        return True

    async def change(self, entry: OwnEntry) -> None:
        await self._sql.run(
            "UPDATE own_entries SET category = $2, note = $3, site_id = $4, look = $5, ends_at = $6 "
            "WHERE id = $1 AND removed_at IS NULL",
            entry.id,
            str(entry.category),
            entry.note,
            None if entry.site is None else entry.site.id,
            None if entry.site is None else look_of(entry.pattern),
            None if entry.ends_at is None else to_ms(entry.ends_at),
        )
        await list_changed(self._sql, entry.pattern.key)

    async def put_by_hand(self, entry: EntryId) -> None:
        await self._sql.run(
            "UPDATE own_entries SET import_id = NULL WHERE id = $1 AND import_id IS NOT NULL", entry
        )

    async def end(self, entry: EntryId, pattern: Pattern) -> bool:
        changed = await self._sql.run(
            "UPDATE own_entries SET removed_at = ends_at "
            "WHERE id = $1 AND removed_at IS NULL AND ends_at IS NOT NULL",
            entry,
        )
        if changed:
            await list_changed(self._sql, pattern.key)
        return changed == 1

    async def over(self, now: datetime, limit: int) -> list[OverEntry]:
        rows = await self._sql.all(
            "SELECT id, server_id, pattern, kind, key FROM own_entries "
            "WHERE removed_at IS NULL AND ends_at IS NOT NULL AND ends_at <= $1 ORDER BY ends_at LIMIT $2",
            to_ms(now),
            limit,
        )
        return [OverEntry(EntryId(row["id"]), ServerId(row["server_id"]), pattern_of(row)) for row in rows]

    async def remove(self, server: ServerId, pattern: Pattern, now: datetime) -> bool:
        return await self._patterns.remove(server, pattern, now)

    async def get(self, server: ServerId, pattern: str) -> OwnEntry | None:
        row = await self._sql.one(
            f"{_ENTRIES} WHERE e.server_id = $1 AND e.pattern = $2 AND e.removed_at IS NULL", server, pattern
        )
        return None if row is None else self._entry(row)

    async def newest(self, server: ServerId, pattern: str) -> OwnEntry | None:
        row = await self._sql.one(
            f"{_ENTRIES} WHERE e.server_id = $1 AND e.pattern = $2 ORDER BY e.id DESC LIMIT 1",
            server,
            pattern,
        )
        return None if row is None else self._entry(row)

    async def search(self, server: ServerId, needle: str, start: int, limit: int) -> Searched:
        rows = await self._sql.all(
            "SELECT id FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND beyond_bound = 0 "
            f"AND {_HOLDS}",
            server,
            holding(needle),
        )
        begin, is_long = await self._beginning(server, needle, _BEGINNING)
        inside, is_whole = await self._inside(server, needle) if is_long else (set[EntryId](), True)
        imported = begin.keys() | inside
        ids = sorted({row["id"] for row in rows} | imported, reverse=True)
        page = ids[start : start + limit]
        found = await self._sql.all(f"{_ENTRIES} WHERE e.id IN ({among(1, page)})", *page) if page else []
        entries = sorted((self._entry(row) for row in found), key=lambda entry: -entry.id)
        return Searched(len(ids), entries, is_partial=not is_whole, more=len(imported) >= _BEGINNING)

    async def suggest(
        self, server: ServerId, kind: Suggested, needle: str, limit: int
    ) -> list[tuple[EntryId, str]]:
        rows = await self._sql.all(
            f"{_SUGGESTED[kind]} AND lower(pattern) LIKE $2 ESCAPE '!' ORDER BY 1 DESC LIMIT $3",
            server,
            holding(needle),
            limit,
        )
        found = {EntryId(row["id"]): str(row["pattern"]) for row in rows}
        if kind is Suggested.OWN and len(found) < limit:
            # A host that begins so needs no more than are shown; of a page, more may have to be looked at.
            begin, _ = await self._beginning(server, needle, _BEGINNING if "/" in needle else _OFFERED)
            found |= begin
        return sorted(found.items(), reverse=True)[:limit]

    async def _beginning(self, server: ServerId, needle: str, most: int) -> tuple[dict[EntryId, str], bool]:
        """What begins with the needle among what the operator imported: that may be millions of entries, which nobody reads
        through while somebody types. `most`: so many that begin so are read. And whether there is any such import.
        """
        row = await self._sql.one(
            "SELECT 1 FROM imports WHERE server_id = $1 AND beyond_bound = 1 AND state <> 'undone' LIMIT 1",
            server,
        )
        if row is None:
            return {}, False
        found: dict[EntryId, str] = {}
        host, slash, _ = needle.partition("/")  # a host is written in small letters, a page as it is
        for mark in ("", "="):
            rows = await self._sql.all(
                "SELECT id, pattern FROM (SELECT id, pattern FROM own_entries WHERE server_id = $1 AND removed_at IS NULL "
                "AND pattern >= $2 AND pattern < $3 AND beyond_bound = 1 "
                f"ORDER BY pattern LIMIT {most}) AS beginning WHERE lower(pattern) LIKE $4 ESCAPE '!'",
                server,
                f"{mark}{host}{slash}",
                f"{mark}{host}{slash}\U0010ffff",
                holding(needle),
            )
            found |= {EntryId(row["id"]): row["pattern"] for row in rows}
        return found, True

    async def _inside(self, server: ServerId, needle: str) -> tuple[set[EntryId], bool]:
        """What holds the needle anywhere in its pattern, and whether all of a list was looked through that may be millions of
        entries: some milliseconds at a time, so that whoever else reads has their turn in between.
        """
        found, last, read = set[EntryId](), "", 0
        part = (
            "SELECT id, pattern FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND pattern > $2 "
            f"ORDER BY pattern LIMIT {_PORTION}"
        )
        while len(found) < _BEGINNING and read < _LOOKED_THROUGH:
            rows = await self._sql.all(
                f"SELECT id FROM ({part}) AS part WHERE lower(pattern) LIKE $3 ESCAPE '!'",
                server,
                last,
                holding(needle),
            )
            found |= {EntryId(row["id"]) for row in rows}
            end = await self._sql.one(
                f"SELECT max(pattern) AS last, count(*) AS n FROM ({part}) AS part", server, last
            )
            if end is None or end["n"] < _PORTION:
                return found, True
            last, read = end["last"], read + _PORTION
        return found, False

    async def pattern_of_entry(self, server: ServerId, entry: EntryId) -> Pattern | None:
        row = await self._sql.one(
            "SELECT pattern, kind, key FROM own_entries WHERE id = $1 AND server_id = $2 AND removed_at IS NULL",
            entry,
            server,
        )
        return None if row is None else pattern_of(row)

    async def known_pattern(self, server: ServerId, text: str) -> Pattern | None:
        row = await self._sql.one(
            "SELECT pattern, kind, key FROM own_entries WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL "
            "UNION ALL SELECT pattern, kind, key FROM allows WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL "
            "UNION ALL SELECT pattern, kind, key FROM shared_entries WHERE pattern = $2 LIMIT 1",
            server,
            text,
        )
        return None if row is None else pattern_of(row)

    async def known_pages(self, server: ServerId, key: str, text: str) -> list[Pattern]:
        rows = await self._sql.all(
            "SELECT pattern, kind, key FROM own_entries WHERE server_id = $1 AND key = $2 AND removed_at IS NULL "
            "UNION ALL "
            "SELECT pattern, kind, key FROM own_entries WHERE server_id = $1 AND pattern = $3 AND removed_at IS NULL "
            "UNION ALL "
            "SELECT pattern, kind, key FROM allows WHERE server_id = $1 AND key = $2 AND removed_at IS NULL "
            "UNION ALL "
            "SELECT pattern, kind, key FROM allows WHERE server_id = $1 AND pattern = $3 AND removed_at IS NULL "
            "UNION ALL SELECT pattern, kind, key FROM shared_entries WHERE key = $2 "
            "UNION ALL SELECT pattern, kind, key FROM shared_entries WHERE pattern = $3",
            server,
            key,
            text,
        )
        return [pattern_of(row) for row in rows]

    async def of_site(self, site: SiteId, limit: int) -> list[OwnEntry]:
        rows = await self._sql.all(
            f"{_ENTRIES} WHERE e.site_id = $1 AND e.removed_at IS NULL ORDER BY e.id LIMIT $2", site, limit
        )
        return [self._entry(row) for row in rows]

    def every_key(self) -> AsyncIterator[list[str]]:
        return keys_in_parts(
            self._sql,
            "SELECT id, key FROM own_entries WHERE id > $1 AND removed_at IS NULL ORDER BY id LIMIT $2",
        )

    def _entry(self, row: Row) -> OwnEntry:
        return OwnEntry(
            id=EntryId(row["id"]),
            pattern=pattern_of(row),
            category=Category(row["category"]),
            note=row["note"],
            added_at=from_ms(row["added_at"]),
            added_by=opened_by(self._vault, row["added_by_sealed"], f"own_entries.added_by/{row['id']}"),
            case=None if row["case_id"] is None else CaseId(row["case_id"]),
            site=None if row["site_id"] is None else site_of(row),
            ends_at=None if row["ends_at"] is None else from_ms(row["ends_at"]),
        )
