"""Tables `sweeps`, `sweep_channels`, `sweep_messages`: which messages of the last days hold a pattern, and what becomes of them."""

from collections.abc import Collection, Sequence
from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId, SweepId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import to_ms
from core.scanning.detections import Person
from core.scanning.sweeps import ChannelState, Counts, Sweep, SweepAction, SweepState, Why
from db.base.lease_store import FREE
from db.base.shard_store import of_shards
from db.base.shared_statements import next_id
from db.engine.statements import Statements
from db.engine.vault import Vault
from db.scanning.sweeps.counting import counted
from db.scanning.sweeps.swept_rows import SweptRows
from db.scanning.sweeps.values import sealed_starter, sealed_undoing, sweep_of
from services.scanning.sweeps.ports import Beginning, Found, Judged, ReadChannel, SweptChannel

_DUE = f"due_at <= $1 AND {FREE}"
_OPEN = "('looking', 'ready', 'running', 'paused')"
_GOES_ON = "('looking', 'running')"


def _listed(states: Collection[SweepState]) -> str:
    return ", ".join(f"'{state}'" for state in sorted(states))


class SweepRows(SweptRows):
    """Fills services.scanning.sweeps.ports.SweepStore."""

    def __init__(self, sql: Statements, vault: Vault) -> None:
        super().__init__(sql, vault)
        self._sql = sql
        self._vault = vault

    async def begin(self, beginning: Beginning, now: datetime) -> tuple[Sweep, bool]:
        found = await self._open(beginning)
        if found is not None:
            return found, False
        sweep = await next_id(self._sql, "sweeps")
        row = await self._sql.one(
            "INSERT INTO sweeps (id, server_id, pattern, days, category, after_id, begun_at, starter_sealed, search_before, "
            "due_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $7) "
            f"ON CONFLICT (server_id, pattern) WHERE state IN {_OPEN} DO NOTHING RETURNING *",
            sweep,
            beginning.server,
            beginning.pattern.text,
            beginning.days,
            str(beginning.category),
            beginning.after,
            to_ms(now),
            sealed_starter(self._vault, beginning.by, sweep),
            beginning.search_before,
        )
        if row is not None:
            return sweep_of(row, self._vault), True
        found = await self._open(beginning)  # another process was first
        assert found is not None  # noqa: S101  # it stood in the way a moment ago
        return found, False

    async def _open(self, beginning: Beginning) -> Sweep | None:
        row = await self._sql.one(
            f"SELECT * FROM sweeps WHERE server_id = $1 AND pattern = $2 AND state IN {_OPEN}",
            beginning.server,
            beginning.pattern.text,
        )
        return None if row is None else sweep_of(row, self._vault)

    async def get(self, sweep: SweepId) -> Sweep | None:
        row = await self._sql.one("SELECT * FROM sweeps WHERE id = $1", sweep)
        return None if row is None else sweep_of(row, self._vault)

    async def open_in(self, server: ServerId) -> int:
        row = await self._sql.one(
            f"SELECT count(*) AS n FROM sweeps WHERE server_id = $1 AND state IN {_OPEN}", server
        )
        return 0 if row is None else int(row["n"])

    async def counts(self, sweep: SweepId) -> Counts:
        messages = await self._sql.all(
            "SELECT channel_id, author_key, sure, fate FROM sweep_messages WHERE sweep_id = $1", sweep
        )
        channels = await self._sql.all(
            "SELECT channel_id, state, looked, undeletable FROM sweep_channels WHERE sweep_id = $1", sweep
        )
        removals = await self._sql.all("SELECT outcome, settled FROM detections WHERE sweep_id = $1", sweep)
        return counted(messages, channels, removals)

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        due = f"{_DUE}{of_shards(ours)}"
        return await self._sql.one(f"SELECT 1 FROM sweeps WHERE {due} LIMIT 1", to_ms(now)) is not None

    async def take(self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> Sequence[Sweep]:
        due = f"{_DUE}{of_shards(ours)}"
        rows = await self._sql.all(
            f"SELECT * FROM sweeps WHERE {due} ORDER BY due_at, id LIMIT $2", to_ms(now), limit
        )
        await self._sql.run_many(
            "UPDATE sweeps SET taken_by = $1 WHERE id = $2", [(process, row["id"]) for row in rows]
        )
        return [sweep_of(row, self._vault) for row in rows]

    async def mine(self, sweep: SweepId, process: str, states: Collection[SweepState]) -> bool:
        held = await self._sql.run(  # on PostgreSQL this keeps others waiting; on SQLite they wait anyhow
            f"UPDATE sweeps SET taken_by = taken_by WHERE id = $1 AND taken_by = $2 AND state IN ({_listed(states)})",
            sweep,
            process,
        )
        return held == 1

    async def leave(self, sweep: SweepId, process: str, due_at: datetime, *, tries: int) -> None:
        await self._sql.run(
            "UPDATE sweeps SET taken_by = NULL, tries = $3, "
            f"due_at = CASE WHEN state IN {_GOES_ON} OR undoing_sealed IS NOT NULL THEN CAST($4 AS BIGINT) END "
            "WHERE id = $1 AND taken_by = $2",
            sweep,
            process,
            tries,
            to_ms(due_at),
        )

    async def tries(self, sweep: SweepId) -> int:
        row = await self._sql.one("SELECT tries FROM sweeps WHERE id = $1", sweep)
        return 0 if row is None else int(row["tries"])

    async def step(
        self,
        sweep: SweepId,
        states: Collection[SweepState],
        to: SweepState,
        now: datetime,
        *,
        by: Person | None = None,
        action: SweepAction | None = None,
        why: Why = Why.NOTHING,
        done_before: int | None = None,
    ) -> bool:
        goes_on = to in (SweepState.LOOKING, SweepState.RUNNING)
        changed = await self._sql.run(
            "UPDATE sweeps SET state = $2, why = $3, due_at = CAST($4 AS BIGINT), "
            "tries = CASE WHEN CAST($4 AS BIGINT) IS NULL THEN tries ELSE 0 END, ended_at = CAST($5 AS BIGINT), "
            "starter_sealed = coalesce($6, starter_sealed), action = coalesce($7, action), "
            "started_at = CASE WHEN CAST($8 AS BIGINT) IS NULL THEN started_at ELSE CAST($9 AS BIGINT) END, "
            f"done_before = coalesce(CAST($8 AS BIGINT), done_before) WHERE id = $1 AND state IN ({_listed(states)})",
            sweep,
            str(to),
            str(why),
            to_ms(now) if goes_on else None,
            None if to.is_open else to_ms(now),
            None if by is None else sealed_starter(self._vault, by, sweep),
            None if action is None else str(action),
            done_before,
            to_ms(now),
        )
        return changed == 1

    async def is_listed(self, sweep: SweepId) -> bool:
        row = await self._sql.one("SELECT listed FROM sweeps WHERE id = $1", sweep)
        return row is not None and bool(row["listed"])

    async def put_channels(
        self, sweep: SweepId, places: Sequence[tuple[SweptChannel, ChannelState, int]]
    ) -> None:
        row = await self._sql.one("SELECT count(*) AS n FROM sweep_channels WHERE sweep_id = $1", sweep)
        first = 0 if row is None else row["n"]
        await self._sql.run_many(
            "INSERT INTO sweep_channels (sweep_id, channel_id, place, state, before_id, undeletable) "
            "VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (sweep_id, channel_id) DO NOTHING",
            [
                (sweep, each.channels[0], first + number, str(state), before, int(not each.deletes))
                for number, (each, state, before) in enumerate(places)
            ],
        )

    async def channels_listed(self, sweep: SweepId) -> None:
        await self._sql.run("UPDATE sweeps SET listed = 1 WHERE id = $1", sweep)

    async def next_channel(self, sweep: SweepId) -> ReadChannel | None:
        row = await self._sql.one(
            "SELECT * FROM sweep_channels WHERE sweep_id = $1 AND state = 'unread' ORDER BY place LIMIT 1",
            sweep,
        )
        if row is None:
            return None
        return ReadChannel(
            ChannelId(row["channel_id"]), row["before_id"], row["looked"], fresh=not row["looked"]
        )

    async def looked_in_all(self, sweep: SweepId) -> int:
        row = await self._sql.one(
            "SELECT CAST(coalesce(sum(looked), 0) AS BIGINT) AS n FROM sweep_channels WHERE sweep_id = $1",
            sweep,
        )
        return 0 if row is None else int(row["n"])

    async def read_on(
        self, sweep: SweepId, channel: ChannelId, state: ChannelState, before: int, looked: int
    ) -> None:
        await self._sql.run(
            "UPDATE sweep_channels SET state = $3, before_id = $4, looked = looked + $5 "
            "WHERE sweep_id = $1 AND channel_id = $2",
            sweep,
            channel,
            str(state),
            before,
            looked,
        )

    async def search_on(self, sweep: SweepId, before: int | None, *, tries: int, answered: bool) -> None:
        await self._sql.run(
            "UPDATE sweeps SET search_before = $2, search_tries = $3, searched = CASE WHEN $4 = 1 THEN 1 ELSE searched END "
            "WHERE id = $1",
            sweep,
            before,
            tries,
            int(answered),
        )

    async def add_found(self, sweep: SweepId, server: ServerId, found: Sequence[Found]) -> None:
        await self._sql.run_many(
            "INSERT INTO sweep_messages (sweep_id, message_id, channel_id, author_key, sure) VALUES ($1, $2, $3, $4, $5) "
            "ON CONFLICT (sweep_id, message_id) DO NOTHING",
            [
                (
                    *(sweep, each.message, each.channel),
                    None if each.author is None else self._vault.member_key(server, each.author),
                    int(each.sure),
                )
                for each in found
            ],
        )

    async def found(self, sweep: SweepId) -> int:
        row = await self._sql.one("SELECT count(*) AS n FROM sweep_messages WHERE sweep_id = $1", sweep)
        return 0 if row is None else int(row["n"])

    async def next_messages(self, sweep: SweepId, limit: int) -> tuple[ChannelId, Sequence[MessageId]] | None:
        rows = await self._sql.all(
            "SELECT channel_id, message_id FROM sweep_messages WHERE sweep_id = $1 AND fate = 'waiting' "
            "ORDER BY channel_id DESC, message_id DESC LIMIT $2",
            sweep,
            limit,
        )
        if not rows:
            return None
        channel = rows[0]["channel_id"]
        return ChannelId(channel), [
            MessageId(row["message_id"]) for row in rows if row["channel_id"] == channel
        ]

    async def sample(self, sweep: SweepId, limit: int) -> Sequence[tuple[ChannelId, MessageId]]:
        rows = await self._sql.all(
            "SELECT channel_id, message_id FROM sweep_messages WHERE sweep_id = $1 ORDER BY message_id DESC LIMIT $2",
            sweep,
            limit,
        )
        return [(ChannelId(row["channel_id"]), MessageId(row["message_id"])) for row in rows]

    async def settle(self, sweep: SweepId, judged: Sequence[Judged]) -> None:
        await self._sql.run_many(
            "UPDATE sweep_messages SET fate = $3 WHERE sweep_id = $1 AND message_id = $2 AND fate = 'waiting'",
            [(sweep, each.message, str(each.fate)) for each in judged],
        )

    async def begin_undo(self, sweep: SweepId, by: Person, now: datetime) -> bool:
        changed = await self._sql.run(
            "UPDATE sweeps SET undoing_sealed = $2, undone_to = 0, due_at = $3, tries = 0 WHERE id = $1 "
            "AND undoing_sealed IS NULL AND state IN ('paused', 'done', 'stopped')",
            sweep,
            sealed_undoing(self._vault, by, sweep),
            to_ms(now),
        )
        return changed == 1

    async def undone(self, sweep: SweepId, to: int, *, ended: datetime | None) -> None:
        await self._sql.run(
            "UPDATE sweeps SET undone_to = $2, undone_at = coalesce(CAST($3 AS BIGINT), undone_at), "
            "undoing_sealed = CASE WHEN CAST($3 AS BIGINT) IS NULL THEN undoing_sealed END WHERE id = $1",
            sweep,
            to,
            None if ended is None else to_ms(ended),
        )

    async def next_group(self, sweep: SweepId, after: int) -> int | None:
        row = await self._sql.one(
            "SELECT min(lead_id) AS lead FROM detections WHERE sweep_id = $1 AND lead_id > $2", sweep, after
        )
        return None if row is None or row["lead"] is None else int(row["lead"])

    async def groups(self, sweep: SweepId, limit: int) -> Sequence[int]:
        found, after = list[int](), 0
        while len(found) < limit:
            lead = await self.next_group(sweep, after)
            if lead is None:
                break
            found.append(lead)
            after = lead
        return found
