"""Columns `listed_since`, `held_at`, `held_why` of table `shared_entries`, and table `hold_signs`."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import EntryId, ServerId, UserId
from core.base.times import from_ms, to_ms
from core.lists.holds import HoldReason, LiftedHold, Signs, Watched
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.lists.pattern_rows import among

_NOBODY = b""


class HoldRows:
    """Fills services.lists.shared_list.holds.HoldStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        self._sql = sql
        self._vault = vault

    async def watched(self, pattern: str) -> Watched | None:
        row = await self._sql.one(
            "SELECT id, listed_since, held_at FROM shared_entries WHERE pattern = $1", pattern
        )
        if row is None:
            return None
        since = row["listed_since"]
        return Watched(
            EntryId(row["id"]), None if since is None else from_ms(since), held=row["held_at"] is not None
        )

    async def note_undone(self, entry: EntryId, server: ServerId, now: datetime, until: datetime) -> bool:
        return await self._note(entry, HoldReason.UNDONE, server, _NOBODY, now, until)

    async def note_removed(
        self, entry: EntryId, server: ServerId, member: UserId, now: datetime, until: datetime, most: int
    ) -> bool:
        counted = await self._sql.one(
            "SELECT count(*) AS n FROM hold_signs WHERE entry_id = $1 AND kind = 'removed' AND server_id = $2",
            entry,
            server,
        )
        if counted is not None and counted["n"] >= most:
            return False
        key = self._vault.held_member_key(entry, member)
        return await self._note(entry, HoldReason.REMOVED, server, key, now, until)

    async def _note(
        self,
        entry: EntryId,
        kind: HoldReason,
        server: ServerId,
        member: bytes,
        now: datetime,
        until: datetime,
    ) -> bool:
        noted = await self._sql.run(
            "INSERT INTO hold_signs (entry_id, kind, server_id, member_key, seen_at, until) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (entry_id, kind, server_id, member_key) DO UPDATE "
            # Of an earlier time at which the entry was listed: it counts from now on.
            "SET seen_at = excluded.seen_at, until = excluded.until WHERE hold_signs.until <> excluded.until",
            entry,
            str(kind),
            server,
            member,
            to_ms(now),
            to_ms(until),
        )
        return noted == 1

    async def signs(self, entry: EntryId, since: datetime) -> Signs:
        row = await self._sql.one(
            "SELECT count(DISTINCT CASE WHEN h.kind = 'undone' THEN s.trust_group END) AS undoing, "
            "count(DISTINCT CASE WHEN h.kind = 'removed' THEN h.member_key END) AS members, "
            "count(DISTINCT CASE WHEN h.kind = 'removed' THEN s.trust_group END) AS member_groups "
            "FROM hold_signs h JOIN servers s ON s.id = h.server_id "
            "WHERE h.entry_id = $1 AND h.seen_at >= $2 AND s.trust_group IS NOT NULL AND s.banned_at IS NULL "
            "AND s.left_at IS NULL",
            entry,
            to_ms(since),
        )
        return Signs() if row is None else Signs(row["undoing"], row["members"], row["member_groups"])

    async def hold(self, entry: EntryId, reason: HoldReason, now: datetime) -> None:
        await self._sql.run(
            "UPDATE shared_entries SET held_at = $2, held_why = $3 WHERE id = $1",
            entry,
            to_ms(now),
            str(reason),
        )
        # What ended an earlier hold has nothing to say of this one.
        await self._sql.run("DELETE FROM lifted_holds WHERE entry_id = $1", entry)
        await self._forget_signs(entry)

    async def lift(self, entry: EntryId, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO lifted_holds (entry_id, why, stances, lifted_at) SELECT e.id, e.held_why, "
            "coalesce((SELECT max(s.id) FROM stances s WHERE s.entry_id = e.id), 0), CAST($2 AS BIGINT) "
            "FROM shared_entries e WHERE e.id = $1 AND e.held_why IS NOT NULL ON CONFLICT (entry_id) DO NOTHING",
            entry,
            to_ms(now),
        )
        await self._sql.run("UPDATE shared_entries SET held_at = NULL, held_why = NULL WHERE id = $1", entry)
        await self._forget_signs(entry)

    async def lifted(self, entries: Sequence[EntryId]) -> dict[EntryId, LiftedHold]:
        if not entries:
            return {}
        rows = await self._sql.all(
            "SELECT l.entry_id, l.why, CASE WHEN EXISTS (SELECT 1 FROM current_stances c JOIN servers s ON s.id = c.server_id "
            "WHERE c.entry_id = l.entry_id AND c.stance = 'confirm' AND s.trust_group IS NOT NULL AND s.banned_at IS NULL "
            "AND NOT EXISTS (SELECT 1 FROM stances b JOIN servers g ON g.id = b.server_id WHERE b.entry_id = l.entry_id "
            "AND b.stance = 'confirm' AND b.id <= l.stances AND (b.server_id = c.server_id OR g.trust_group = s.trust_group))) "
            f"THEN 1 ELSE 0 END AS borne_out FROM lifted_holds l WHERE l.entry_id IN ({among(1, entries)})",
            *entries,
        )
        return {
            EntryId(row["entry_id"]): LiftedHold(HoldReason(row["why"]), is_borne_out=bool(row["borne_out"]))
            for row in rows
        }

    async def hold_again(self, entry: EntryId, reason: HoldReason, now: datetime) -> None:
        await self._sql.run(
            "UPDATE shared_entries SET held_at = $2, held_why = $3 WHERE id = $1",
            entry,
            to_ms(now),
            str(reason),
        )

    async def _forget_signs(self, entry: EntryId) -> None:
        await self._sql.run("DELETE FROM hold_signs WHERE entry_id = $1", entry)

    async def has_stood(self, entry: EntryId, server: ServerId, group: str) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM stances t JOIN servers s ON s.id = t.server_id WHERE t.entry_id = $1 "
            "AND t.stance = 'confirm' AND (t.server_id = $2 OR s.trust_group = $3) LIMIT 1",
            entry,
            server,
            group,
        )
        return row is not None
