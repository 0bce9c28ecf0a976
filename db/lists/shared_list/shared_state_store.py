"""Columns `state`, `weighed`, `recount_at`, `listed_since` of table `shared_entries`, and what is to be counted anew."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ServerId
from core.base.times import to_ms
from core.lists.shared_standing import KeptState
from core.lists.stances import SharedEntry
from db.engine.statements import Row, Statements
from db.lists.shared_list.shared_store import with_stances


class SharedStateRows:
    """Fills services.lists.shared_list.shared_states.SharedStateStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def quorum(self) -> int:
        row = await self._sql.one("SELECT quorum FROM shared_counting")
        assert row is not None  # noqa: S101  # the migration made it
        return int(row["quorum"])

    async def use_quorum(self, quorum: int) -> None:
        await self._sql.run(
            "UPDATE shared_counting SET quorum = $1, counted_to = 0 WHERE quorum <> $1", quorum
        )

    async def word_changed(self, server: ServerId) -> None:
        await self._sql.run(
            "INSERT INTO shared_recounts (server_id, counted_to) VALUES ($1, 0) "
            "ON CONFLICT (server_id) DO UPDATE SET counted_to = 0",
            server,
        )

    async def any_to_count(self, now: datetime) -> bool:
        row = await self._sql.one(
            "SELECT 1 WHERE EXISTS (SELECT 1 FROM shared_entries WHERE recount_at <= $1) "
            "OR EXISTS (SELECT 1 FROM shared_recounts) "
            "OR EXISTS (SELECT 1 FROM shared_counting WHERE counted_to IS NOT NULL)",
            to_ms(now),
        )
        return row is not None

    async def next_to_count(self, now: datetime, most: int) -> list[SharedEntry]:
        rows = await self._sql.all(
            "SELECT * FROM shared_entries WHERE recount_at <= $1 ORDER BY recount_at LIMIT $2",
            to_ms(now),
            most,
        )
        rows = rows or await self._of_a_server(most) or await self._of_all(most)
        return await with_stances(self._sql, rows)

    async def _of_a_server(self, most: int) -> list[Row]:
        """Take the next entries on which a server took a stance whose word began or ceased to count."""
        while server := await self._sql.one("SELECT server_id, counted_to FROM shared_recounts LIMIT 1"):
            rows = await self._sql.all(
                "SELECT e.* FROM (SELECT DISTINCT entry_id FROM stances WHERE server_id = $1 AND entry_id > $2 "
                "ORDER BY entry_id LIMIT $3) s JOIN shared_entries e ON e.id = s.entry_id",
                server["server_id"],
                server["counted_to"],
                most,
            )
            if rows:
                await self._sql.run(
                    "UPDATE shared_recounts SET counted_to = $2 WHERE server_id = $1",
                    server["server_id"],
                    max(row["id"] for row in rows),
                )
                return rows
            await self._sql.run("DELETE FROM shared_recounts WHERE server_id = $1", server["server_id"])
        return []

    async def _of_all(self, most: int) -> list[Row]:
        """Take the next entries after a change of the quorum."""
        counting = await self._sql.one("SELECT counted_to FROM shared_counting WHERE counted_to IS NOT NULL")
        if counting is None:
            return []
        rows = await self._sql.all(
            "SELECT * FROM shared_entries WHERE id > $1 ORDER BY id LIMIT $2", counting["counted_to"], most
        )
        await self._sql.run("UPDATE shared_counting SET counted_to = $1", rows[-1]["id"] if rows else None)
        return rows

    async def keep(self, counted: Sequence[tuple[SharedEntry, KeptState]], now: datetime) -> None:
        await self._sql.run_many(
            "UPDATE shared_entries SET state = $2, weighed = $3, recount_at = $4, "
            "listed_since = CASE WHEN $2 <> 'listed' THEN NULL WHEN state = 'listed' AND listed_since IS NOT NULL "
            "THEN listed_since ELSE CAST($5 AS BIGINT) END WHERE pattern = $1",
            [
                (
                    entry.pattern.text,
                    str(kept.state),
                    int(kept.weighed),
                    None if kept.until is None else to_ms(kept.until),
                    to_ms(now),
                )
                for entry, kept in counted
            ],
        )
