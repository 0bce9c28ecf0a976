"""Tables `servers` and `cases`: who is owed a digest, and what stands in it."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.times import from_ms, to_ms
from db.engine.statements import Statements
from db.reports.cases.case_rows import EMERGENCIES
from services.base.outbox import Kind
from services.reports.alerts.digest import OldestCase, OpenWork

_DUE = "digest = 1 AND set_up_at IS NOT NULL AND coalesce(digested_at, 0) <= $1"
_WAITS = "server_id = $1 AND state <> 'closed' AND quiet = 0"


class DigestRows:
    """Fills services.reports.alerts.digest.DigestStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def any_due(self, none_since: datetime) -> bool:
        row = await self._sql.one(f"SELECT 1 FROM servers WHERE {_DUE} LIMIT 1", to_ms(none_since))
        return row is not None

    async def due(self, none_since: datetime) -> list[ServerId]:
        rows = await self._sql.all(f"SELECT id FROM servers WHERE {_DUE}", to_ms(none_since))
        return [ServerId(row["id"]) for row in rows]

    async def had_one(self, server: ServerId, now: datetime) -> None:
        await self._sql.run("UPDATE servers SET digested_at = $2 WHERE id = $1", server, to_ms(now))

    async def open_work(self, server: ServerId) -> OpenWork | None:
        counted = await self._sql.one(
            "SELECT count(*) AS n, count(CASE WHEN state = 'claimed' THEN 1 END) AS claimed, "
            f"count(CASE WHEN category IN ({EMERGENCIES}) THEN 1 END) AS emergencies FROM cases WHERE {_WAITS}",
            server,
        )
        oldest = await self._sql.one(
            "SELECT c.id, c.category, c.opened_at, c.message_id AS reported, o.channel_id, o.message_id FROM "
            f"(SELECT * FROM cases WHERE {_WAITS} ORDER BY opened_at, id LIMIT 1) c "
            f"LEFT JOIN outbox o ON o.kind = '{Kind.CASE_CARD}' AND o.subject_id = c.id",
            server,
        )
        if counted is None or oldest is None:
            return None
        placed = oldest["message_id"] is not None
        return OpenWork(
            open=counted["n"] - counted["claimed"],
            claimed=counted["claimed"],
            emergencies=counted["emergencies"],
            oldest=OldestCase(
                CaseId(oldest["id"]),
                Category(oldest["category"]),
                from_ms(oldest["opened_at"]),
                MessagePlace(ChannelId(oldest["channel_id"]), MessageId(oldest["message_id"]))
                if placed
                else None,
                None if oldest["reported"] is None else MessageId(oldest["reported"]),
            ),
        )
