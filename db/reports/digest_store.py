"""Tables `servers` and `cases`: who is owed a digest, and what stands in it."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ServerId
from core.base.times import from_ms, to_ms
from db.base.shared_statements import arm_anew
from db.engine.database import Database
from services.base.outbox import Kind
from services.reports.digest import DIGEST_EVERY, OldestCase, OpenWork
from services.reports.records import Place

_DUE = "digest = 1 AND set_up_at IS NOT NULL AND coalesce(digested_at, 0) <= $1"
_WAITS = "server_id = $1 AND state <> 'closed' AND quiet = 0"
_EMERGENCIES = ", ".join(f"'{category}'" for category in Category if category.emergency)


class DigestRows:
    """Fills services.reports.digest.DigestStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def begin(self, now: datetime) -> int:
        week_ago = to_ms(now - DIGEST_EVERY)
        if not await self._db.read.all(f"SELECT 1 FROM servers WHERE {_DUE} LIMIT 1", week_ago):
            return 0  # the usual answer costs no write
        async with self._db.bulk() as tx:
            rows = await tx.all(f"SELECT id FROM servers WHERE {_DUE}", week_ago)
            for row in rows:
                await tx.run("UPDATE servers SET digested_at = $2 WHERE id = $1", row["id"], to_ms(now))
                # A message of its own each week: last week's stands far up in the channel.
                await arm_anew(tx, Kind.DIGEST, row["id"], ServerId(row["id"]), now)
        return len(rows)

    async def open_work(self, server: ServerId) -> OpenWork | None:
        counted = await self._db.read.one(
            "SELECT count(*) AS n, coalesce(sum(state = 'claimed'), 0) AS claimed, "
            f"coalesce(sum(category IN ({_EMERGENCIES})), 0) AS emergencies FROM cases WHERE {_WAITS}",
            server,
        )
        oldest = await self._db.read.one(
            "SELECT c.id, c.category, c.opened_at, o.channel_id, o.message_id FROM "
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
                Place(ChannelId(oldest["channel_id"]), MessageId(oldest["message_id"])) if placed else None,
            ),
        )
