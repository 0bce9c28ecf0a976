"""Table `shared_notices`: what servers that confirmed a shared entry are told of it."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import EntryId, ServerId, StanceId
from core.base.times import to_ms
from core.lists.holds import HoldReason
from db.base.shared_statements import next_id
from db.engine.statements import Statements
from services.lists.shared_list.notices import About, News


class NoticeRows:
    """Fills services.lists.shared_list.notices.NoticeStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def note_held(self, server: ServerId, entry: EntryId, now: datetime) -> None:
        await self._sql.run(
            "INSERT INTO shared_notices (id, server_id, entry_id, about, noted_at) VALUES ($1, $2, $3, 'held', $4)",
            await next_id(self._sql, "shared_notices"),
            server,
            entry,
            to_ms(now),
        )

    async def note_disputed(
        self, servers: Sequence[ServerId], dispute: StanceId, now: datetime, again_from: datetime
    ) -> None:
        for server in servers:
            await self._sql.run(
                "INSERT INTO shared_notices (id, server_id, entry_id, about, stance_id, noted_at) "
                "SELECT $1, $2, d.entry_id, 'disputed', d.id, $4 FROM stances d WHERE d.id = $3 AND NOT EXISTS ("
                "SELECT 1 FROM shared_notices n JOIN stances o ON o.id = n.stance_id "
                "WHERE n.server_id = $2 AND n.entry_id = d.entry_id AND n.noted_at > $5 AND o.server_id = d.server_id)",
                await next_id(self._sql, "shared_notices"),
                server,
                dispute,
                to_ms(now),
                to_ms(again_from),
            )

    async def any_untold(self) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM shared_notices WHERE told_at IS NULL AND server_id > 0 LIMIT 1"
        )
        return row is not None

    async def untold(self, after: ServerId, told_since: datetime, now: datetime, most: int) -> list[ServerId]:
        rows = await self._sql.all(
            "SELECT DISTINCT n.server_id FROM shared_notices n WHERE n.told_at IS NULL AND n.server_id > $1 "
            "AND NOT EXISTS (SELECT 1 FROM shared_notices t WHERE t.server_id = n.server_id AND t.told_at > $2 "
            "AND t.told_at <= $3) "
            "AND NOT EXISTS (SELECT 1 FROM servers s WHERE s.id = n.server_id AND s.left_at IS NOT NULL) "
            "ORDER BY n.server_id LIMIT $4",
            after,
            to_ms(told_since),
            to_ms(now),
            most,
        )
        return [ServerId(row["server_id"]) for row in rows]

    async def mark_told(self, server: ServerId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE shared_notices SET told_at = $2 WHERE server_id = $1 AND told_at IS NULL",
            server,
            to_ms(now),
        )

    async def newest(self, server: ServerId, most: int) -> list[News]:
        rows = await self._sql.all(
            "SELECT n.about, e.pattern, e.held_why, t.reason, coalesce(s.list_name, s.pseudonym) AS name "
            "FROM shared_notices n JOIN shared_entries e ON e.id = n.entry_id "
            "LEFT JOIN stances t ON t.id = n.stance_id LEFT JOIN servers s ON s.id = t.server_id "
            "WHERE n.server_id = $1 AND n.told_at = (SELECT max(m.told_at) FROM shared_notices m "
            "WHERE m.server_id = $1 AND m.told_at IS NOT NULL) ORDER BY n.id LIMIT $2",
            server,
            most,
        )
        return [
            News(
                about=About(row["about"]),
                pattern=row["pattern"],
                by=row["name"] or "",
                reason=row["reason"] or "",
                why=None if row["held_why"] is None else HoldReason(row["held_why"]),
            )
            for row in rows
        ]
