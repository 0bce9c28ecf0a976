"""Table `brigade_measures`: channels slowed and invites paused from alerts, and what was there before."""

from collections.abc import Sequence
from datetime import datetime

from core.base.ids import BrigadeId, ChannelId, MeasureId, ServerId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from core.scanning.brigades import Brigade, Measure, MeasureKind, MeasureState, Why
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.base.shared_statements import next_id
from db.engine.statements import Row, Statements

_DUE = f"due_at <= $1 AND {FREE}"
_HOLDS = "state IN ('beginning', 'standing', 'ending')"


class MeasureRows:
    """Fills services.scanning.brigades.ports.MeasureStore."""

    def __init__(self, sql: Statements) -> None:
        self._sql = sql

    async def add(
        self,
        brigade: Brigade,
        kind: MeasureKind,
        channel: ChannelId,
        set_to: int,
        until: datetime,
        process: str,
        now: datetime,
    ) -> MeasureId | None:
        row = await self._sql.one(
            "INSERT INTO brigade_measures (id, brigade_id, server_id, kind, channel_id, state, set_to, until, due_at, taken_by) "
            "VALUES ($1, $2, $3, $4, $5, 'beginning', $6, $7, $8, $9) "
            f"ON CONFLICT (server_id, kind, channel_id) WHERE {_HOLDS} DO NOTHING RETURNING id",
            await next_id(self._sql, "brigade_measures"),
            brigade.id,
            brigade.place.server,
            str(kind),
            channel,
            set_to,
            to_ms(until),
            to_ms(now),
            process,
        )
        return None if row is None else MeasureId(row["id"])

    async def of(self, brigade: BrigadeId) -> Sequence[Measure]:
        rows = await self._sql.all(
            "SELECT * FROM brigade_measures WHERE brigade_id = $1 ORDER BY id", brigade
        )
        return [_measure(row) for row in rows]

    async def standing(self, server: ServerId, kind: MeasureKind) -> Sequence[Measure]:
        rows = await self._sql.all(
            f"SELECT * FROM brigade_measures WHERE server_id = $1 AND kind = $2 AND {_HOLDS}",
            server,
            str(kind),
        )
        return [_measure(row) for row in rows]

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        due = f"{_DUE}{of_shards(ours)}"
        row = await self._sql.one(f"SELECT 1 FROM brigade_measures WHERE {due} LIMIT 1", to_ms(now))
        return row is not None

    async def take_due(
        self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS
    ) -> Sequence[Measure]:
        due = f"{_DUE}{of_shards(ours)}"
        rows = await self._sql.all(
            f"SELECT * FROM brigade_measures WHERE {due} ORDER BY due_at LIMIT $2",
            to_ms(now),
            limit,
        )
        return await self._taken(rows, process)

    async def take_back(self, brigade: BrigadeId, process: str, now: datetime) -> Sequence[Measure]:
        await self._sql.run(
            f"UPDATE brigade_measures SET state = 'ending', due_at = $2, attempts = 0 WHERE brigade_id = $1 AND {_HOLDS}",
            brigade,
            to_ms(now),
        )
        rows = await self._sql.all(
            f"SELECT * FROM brigade_measures WHERE brigade_id = $2 AND state = 'ending' AND {FREE}",
            to_ms(now),
            brigade,
        )
        return await self._taken(rows, process)

    async def _taken(self, rows: Sequence[Row], process: str) -> Sequence[Measure]:
        await self._sql.run_many(
            "UPDATE brigade_measures SET taken_by = $1, attempts = attempts + 1 WHERE id = $2",
            [(process, row["id"]) for row in rows],
        )
        return [_measure(row) for row in rows]

    async def remember(self, measure: MeasureId, former: int) -> None:
        await self._sql.run(
            "UPDATE brigade_measures SET former = $2 WHERE id = $1 AND former IS NULL", measure, former
        )

    async def settle(
        self, measure: Measure, process: str, state: MeasureState, why: Why, due_at: datetime | None
    ) -> bool:
        changed = await self._sql.run(
            # What a moderator wanted ended meanwhile stays so, and is due.
            "UPDATE brigade_measures SET taken_by = NULL, why = $4, "
            "due_at = CASE WHEN state = $3 THEN CAST($6 AS BIGINT) ELSE due_at END, "
            "attempts = CASE WHEN $5 = $3 THEN attempts ELSE 0 END, "
            "state = CASE WHEN state = $3 THEN $5 ELSE state END WHERE id = $1 AND taken_by = $2",
            measure.id,
            process,
            str(measure.state),
            str(why),
            str(state),
            None if due_at is None else to_ms(due_at),
        )
        return changed == 1


def _measure(row: Row) -> Measure:
    return Measure(
        id=MeasureId(row["id"]),
        brigade=BrigadeId(row["brigade_id"]),
        server=ServerId(row["server_id"]),
        kind=MeasureKind(row["kind"]),
        channel=ChannelId(row["channel_id"]),
        state=MeasureState(row["state"]),
        why=Why(row["why"]),
        former=row["former"],
        set_to=row["set_to"],
        until=from_ms(row["until"]),
        attempts=row["attempts"],
    )
