"""Table `stances`: what servers said about entries of the shared list. Append-only; a server's newest row is its stance."""

from datetime import datetime

from core.base.ids import EntryId, ServerId, StanceId, UserId
from core.base.times import from_ms, to_ms
from core.lists.patterns import Pattern
from core.lists.resemblance import look_of
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords, StancePlan, TakenStance
from db.base.shared_statements import list_changed, next_id
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import sealed_by


class StanceRows:
    """Fills services.lists.shared_list.stances.StanceStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def count_taken(self, server: ServerId, since: datetime) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM stances s WHERE s.server_id = $1 AND s.taken_at > $2 AND s.stance <> 'none' "
            "AND s.by_sealed IS NOT NULL AND NOT EXISTS (SELECT 1 FROM stances b WHERE b.stance = s.stance AND b.id = "
            "(SELECT max(p.id) FROM stances p WHERE p.entry_id = s.entry_id AND p.server_id = s.server_id AND p.id < s.id))",
            server,
            to_ms(since),
        )
        return 0 if row is None else int(row["n"])

    async def count_standing(self, server: ServerId, now: datetime) -> int:
        row = await self._sql.one(
            "SELECT count(*) AS n FROM current_stances c WHERE c.server_id = $1 AND c.review_at > $2",
            server,
            to_ms(now),
        )
        return 0 if row is None else int(row["n"])

    async def add(
        self, server: ServerId, pattern: Pattern, plan: StancePlan, by: UserId | None, now: datetime
    ) -> StanceId:
        entry = await self._entry(pattern, plan.words, now)
        stance = await next_id(self._sql, "stances")
        await self._sql.run(
            "INSERT INTO stances (id, entry_id, server_id, stance, reason, by_sealed, taken_at, review_at) "
            "VALUES ($1, $2, $3, $4, $5, $6, $7, $8)",
            stance,
            entry,
            server,
            str(plan.kind),
            plan.reason,
            sealed_by(self._vault, by, f"stances.by/{stance}"),
            to_ms(now),
            to_ms(plan.review_at),
        )
        if plan.words is not None:
            await self._sql.run("UPDATE shared_entries SET told_by = $2 WHERE id = $1", entry, stance)
        await list_changed(self._sql, pattern.key)
        return StanceId(stance)

    async def _entry(self, pattern: Pattern, words: EntryWords | None, now: datetime) -> EntryId:
        """Give the pattern's shared entry, made where there is none; it gets these words where some are given."""
        known = await self._sql.one("SELECT id FROM shared_entries WHERE pattern = $1", pattern.text)
        if known is None:
            assert words is not None  # noqa: S101  # what makes an entry brings its words
            entry = await next_id(self._sql, "shared_entries")
            await self._sql.run(
                "INSERT INTO shared_entries (id, pattern, kind, key, category, note, proposed_at, "
                "site_name, site_folded, site_summary, look) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
                entry,
                pattern.text,
                str(pattern.kind),
                pattern.key,
                str(words.category),
                words.note,
                to_ms(now),
                *site_columns(pattern, words),
            )
            return EntryId(entry)
        if words is not None:
            await self._sql.run(
                "UPDATE shared_entries SET category = $2, note = $3, site_name = $4, site_folded = $5, site_summary = $6, "
                "look = $7 WHERE id = $1",
                known["id"],
                str(words.category),
                words.note,
                *site_columns(pattern, words),
            )
        return EntryId(known["id"])

    async def newest(self, server: ServerId, taken: StanceId) -> list[TakenStance]:
        rows = await self._sql.all(
            "SELECT s.* FROM stances s JOIN stances taken ON taken.entry_id = s.entry_id "
            "AND taken.server_id = s.server_id WHERE taken.id = $1 AND s.server_id = $2 ORDER BY s.id DESC LIMIT 2",
            taken,
            server,
        )
        return [
            TakenStance(
                StanceId(row["id"]), StanceKind(row["stance"]), row["reason"], from_ms(row["review_at"])
            )
            for row in rows
        ]


def site_columns(pattern: Pattern, words: EntryWords) -> tuple[str, str, str, str | None]:
    """The columns of an entry that say of its site."""
    site = words.site
    return site.name, site.key, site.summary, look_of(pattern) if site.key else None
