"""Tables `own_entries` and `allows`: one transaction a change, with its audit and revision."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, EntryId, ServerId, UserId
from core.base.times import from_ms
from core.lists.patterns import Pattern
from core.lists.shared_standing import StanceKind
from db.base.shared_statements import note as audit
from db.engine.database import Database, Row
from db.engine.vault import Vault
from db.lists.lookup_store import pattern_of
from db.lists.own_rows import add_allow, add_own, remove_allow, remove_own
from db.lists.stance_rows import add_stance, take_back_stance
from services.lists.own import Allowed, Entry, Hits, Suggested

_HOLDS = "(instr(lower({0}pattern), $2) > 0 OR instr(lower({0}note), $2) > 0)"
# What a look on the way to an own entry names; `$2` is the needle, `$3` the limit.
_SUGGESTED = {
    Suggested.OWN: "SELECT id, pattern FROM own_entries WHERE server_id = $1 AND removed_at IS NULL",
    Suggested.ALLOWED: "SELECT id, pattern FROM allows WHERE server_id = $1 AND removed_at IS NULL",
    Suggested.STANCES: "SELECT e.id, e.pattern FROM current_stances c JOIN shared_entries e ON e.id = c.entry_id "
    "WHERE c.server_id = $1",
}


class OwnListRows:
    """Fills services.lists.own.OwnListStore and services.lists.typed_pattern.NameStore."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._db = database
        self._vault = vault

    async def add(
        self,
        server: ServerId,
        pattern: Pattern,
        category: Category,
        note: str,
        by: UserId,
        now: datetime,
        *,
        share: bool,
    ) -> bool:
        async with self._db.bulk() as tx:
            new = await add_own(tx, self._vault, server, pattern, category, note, by, None, now)
            if share:
                known = await tx.one(
                    "SELECT category, note FROM own_entries WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
                    server,
                    pattern.text,
                )
                assert known is not None  # noqa: S101  # it was added or stood there
                words = Category(known["category"]), known["note"]
                await add_stance(tx, self._vault, server, pattern, *words, StanceKind.CONFIRM, "", by, now)
        return new

    async def remove(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime
    ) -> tuple[bool, bool]:
        async with self._db.bulk() as tx:
            there = await remove_own(tx, self._vault, server, pattern, reason, by, now)
            retracted = there and await take_back_stance(tx, self._vault, server, pattern, reason, by, now)
        return there, retracted

    async def allow(self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime) -> bool:
        async with self._db.bulk() as tx:
            return await add_allow(tx, self._vault, server, pattern, reason, by, now)

    async def unallow(
        self, server: ServerId, pattern: Pattern, reason: str, by: UserId, now: datetime
    ) -> bool:
        async with self._db.bulk() as tx:
            return await remove_allow(tx, self._vault, server, pattern, reason, by, now)

    async def entry(self, server: ServerId, pattern: str) -> Entry | None:
        row = await self._db.read.one(
            "SELECT * FROM own_entries WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
            server,
            pattern,
        )
        return None if row is None else self._entry(row)

    async def allowed(self, server: ServerId, pattern: str) -> Allowed | None:
        row = await self._db.read.one(
            "SELECT * FROM allows WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL",
            server,
            pattern,
        )
        if row is None:
            return None
        by = self._opened(row["by_sealed"], f"allows.by/{row['id']}")
        return Allowed(pattern_of(row), row["reason"], from_ms(row["added_at"]), by)

    async def hits(self, server: ServerId, pattern: str) -> Hits:
        row = await self._db.read.one(
            "SELECT count(*) AS n, max(detected_at) AS last FROM detections WHERE server_id = $1 AND pattern = $2",
            server,
            pattern,
        )
        if row is None or not row["n"]:
            return Hits(0, None)
        return Hits(row["n"], from_ms(row["last"]))

    async def search(self, server: ServerId, needle: str, start: int, limit: int) -> tuple[int, list[Entry]]:
        found = f"FROM own_entries WHERE server_id = $1 AND removed_at IS NULL AND {_HOLDS.format('')}"
        total = await self._db.read.one(f"SELECT count(*) AS n {found}", server, needle)
        rows = await self._db.read.all(
            f"SELECT * {found} ORDER BY id DESC LIMIT $3 OFFSET $4", server, needle, limit, start
        )
        return (0 if total is None else total["n"]), [self._entry(row) for row in rows]

    async def suggest(
        self, server: ServerId, kind: Suggested, needle: str, limit: int
    ) -> list[tuple[EntryId, str]]:
        rows = await self._db.read.all(
            f"{_SUGGESTED[kind]} AND instr(lower(pattern), $2) > 0 ORDER BY 1 DESC LIMIT $3",
            server,
            needle,
            limit,
        )
        return [(EntryId(row["id"]), row["pattern"]) for row in rows]

    async def note_look(self, server: ServerId, pattern: str, reason: str, by: UserId, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await audit(tx, self._vault, server, by, "list-show", f"own/{pattern}", now, after=reason)

    async def pattern_of_entry(self, server: ServerId, entry: EntryId) -> Pattern | None:
        row = await self._db.read.one(
            "SELECT pattern, kind, key FROM own_entries WHERE id = $1 AND server_id = $2 AND removed_at IS NULL",
            entry,
            server,
        )
        return None if row is None else pattern_of(row)

    async def known_pattern(self, server: ServerId, text: str) -> Pattern | None:
        row = await self._db.read.one(
            "SELECT pattern, kind, key FROM own_entries WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL "
            "UNION ALL SELECT pattern, kind, key FROM allows WHERE server_id = $1 AND pattern = $2 AND removed_at IS NULL "
            "UNION ALL SELECT pattern, kind, key FROM shared_entries WHERE pattern = $2 LIMIT 1",
            server,
            text,
        )
        return None if row is None else pattern_of(row)

    def _entry(self, row: Row) -> Entry:
        return Entry(
            id=EntryId(row["id"]),
            pattern=pattern_of(row),
            category=Category(row["category"]),
            note=row["note"],
            added_at=from_ms(row["added_at"]),
            added_by=self._opened(row["added_by_sealed"], f"own_entries.added_by/{row['id']}"),
            case=None if row["case_id"] is None else CaseId(row["case_id"]),
        )

    def _opened(self, sealed: bytes | None, place: str) -> UserId | None:
        return None if sealed is None else UserId(int(self._vault.open(sealed, place)))
