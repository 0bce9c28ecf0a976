"""Table `rehearsals`."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.times import from_ms, to_ms
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements
from services.servers.rehearsals import Rehearsal


class RehearsalRows:
    """Fills services.servers.rehearsals.RehearsalStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def get(self, rehearsal: int) -> Rehearsal | None:
        row = await self._sql.one("SELECT * FROM rehearsals WHERE id = $1", rehearsal)
        return None if row is None else _rehearsal(row)

    async def running(self, server: ServerId) -> Rehearsal | None:
        row = await self._sql.one(
            "SELECT * FROM rehearsals WHERE server_id = $1 AND ended_at IS NULL", server
        )
        return None if row is None else _rehearsal(row)

    async def begin(self, server: ServerId, now: datetime) -> int:
        made = await next_id(self._sql, "rehearsals")
        await self._sql.run(
            "INSERT INTO rehearsals (id, server_id, made_at) VALUES ($1, $2, $3)", made, server, to_ms(now)
        )
        return made

    async def report(self, rehearsal: int, place: MessagePlace) -> bool:
        changed = await self._sql.run(
            "UPDATE rehearsals SET channel_id = $2, message_id = $3 WHERE id = $1 AND ended_at IS NULL",
            rehearsal,
            place.channel,
            place.message,
        )
        return changed == 1

    async def end(self, rehearsal: int, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE rehearsals SET ended_at = $2 WHERE id = $1 AND ended_at IS NULL", rehearsal, to_ms(now)
        )
        return changed == 1

    async def made_before(self, moment: datetime, limit: int) -> Sequence[Rehearsal]:
        rows = await self._sql.all(
            "SELECT * FROM rehearsals WHERE ended_at IS NULL AND made_at <= $1 ORDER BY made_at LIMIT $2",
            to_ms(moment),
            limit,
        )
        return [_rehearsal(row) for row in rows]


def _rehearsal(row: Row) -> Rehearsal:
    place = None
    if row["message_id"] is not None:
        place = MessagePlace(ChannelId(row["channel_id"]), MessageId(row["message_id"]))
    return Rehearsal(
        id=row["id"],
        server=ServerId(row["server_id"]),
        made_at=from_ms(row["made_at"]),
        message=place,
        ended=row["ended_at"] is not None,
    )
