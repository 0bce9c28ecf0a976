"""Table `outbox` (services/base/outbox.py says what it is for)."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import MessagePlace
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import from_ms, to_ms
from db.base.lease_store import FREE
from db.base.outbox_settling import settle
from db.base.shard_store import of_shards
from db.base.shared_statements import arm, arm_all, arm_anew, new_nonce
from db.engine.statements import Row, Statements
from services.base.outbox import SERVER_LEFT, Kind, OutboxRow, SendResult
from services.base.slots import Room, Share
from services.base.walks import PORTION


def _kinds(kinds: Iterable[Kind]) -> str:
    """The kinds for an IN."""
    return ", ".join(f"'{kind}'" for kind in kinds)


# A kind that only a newer program knows waits for that program. `coalesce`: the index by kind would find all that was ever
# posted.
_KNOWN_KINDS = _kinds(Kind)

_DUE = f"state = 'due' AND due_at <= $1 AND held_until <= $1 AND coalesce(kind, '') IN ({_KNOWN_KINDS}) AND {FREE}"
OWED = "state = 'due' AND urgent IN (0, 1) AND server_id = $1"  # as the index outbox_turns has it
_OLDEST = 200  # due rows that are looked at before all servers are
LEFT = f"server_id = $1 AND state = 'dropped' AND last_error = '{SERVER_LEFT}'"

# The servers that something is due for, whoever had to wait longest first. Index by index entry: a server's other rows,
# thousands in a raid, are not looked at.
_SERVERS = """
WITH RECURSIVE owed (server_id) AS (
    SELECT min(server_id) FROM outbox WHERE state = 'due' AND urgent = {urgent}
    UNION ALL
    SELECT (SELECT min(o.server_id) FROM outbox o
            WHERE o.state = 'due' AND o.urgent = {urgent} AND o.server_id > owed.server_id)
    FROM owed WHERE owed.server_id IS NOT NULL
), since (server_id, due_at) AS (
    SELECT w.server_id, (SELECT min(d.due_at) FROM outbox d
                         WHERE d.state = 'due' AND d.urgent = {urgent} AND d.server_id = w.server_id)
    FROM owed w WHERE w.server_id IS NOT NULL
)
SELECT server_id FROM since WHERE due_at <= $1 ORDER BY due_at, server_id
"""


class OutboxRows:
    """Fills services.base.outbox.OutboxStore."""

    def __init__(self, sql: Statements, still_open: Mapping[Kind, str] | None = None) -> None:
        """`still_open`: for each kind that waits for somebody in the review channel, a query for the `id`s of one server's
        subjects ($1) that do, as the wings say it (wiring/still_open.py). None: nothing is asked that needs it.
        """
        self._sql = sql
        self._queries = still_open

    @property
    def _still_open(self) -> Mapping[Kind, str]:
        if self._queries is None:  # silence would leave cards behind in the old channel
            raise ValueError("these stores were made without `still_open`")
        return self._queries

    async def arm(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        await arm(self._sql, kind, subject, server, now)

    async def arm_all(self, kind: Kind, subjects: Mapping[int, ServerId], now: datetime) -> None:
        await arm_all(self._sql, kind, subjects, now)

    async def arm_anew(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        await arm_anew(self._sql, kind, subject, server, now)

    async def arm_at(self, kind: Kind, subject: int, server: ServerId, at: datetime) -> None:
        owed = "outbox.state = 'due'"
        await self._sql.run(
            "INSERT INTO outbox (kind, subject_id, server_id, nonce, state, due_at) VALUES ($1, $2, $3, $4, 'due', $5) "
            "ON CONFLICT (kind, subject_id) DO UPDATE SET state = 'due', "
            f"again_at = CASE WHEN {owed} THEN excluded.due_at END, "
            f"due_at = CASE WHEN {owed} AND outbox.due_at < excluded.due_at THEN outbox.due_at ELSE excluded.due_at END, "
            f"attempts = CASE WHEN {owed} THEN outbox.attempts ELSE 0 END, "
            f"generation = CASE WHEN {owed} THEN outbox.generation ELSE outbox.generation + 1 END",
            kind,
            subject,
            server,
            new_nonce(),
            to_ms(at),
        )

    async def hurry(self, kind: Kind, subject: int) -> None:
        # What was held only to leave emergencies their place in the channel is held no more.
        await self._sql.run(
            "UPDATE outbox SET urgent = 1, held_until = 0 WHERE kind = $1 AND subject_id = $2 AND state = 'due'",
            kind,
            subject,
        )

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        found = await self._sql.one(f"SELECT 1 FROM outbox WHERE {_DUE}{of_shards(ours)} LIMIT 1", to_ms(now))
        return found is not None

    async def take(
        self, process: str, now: datetime, limit: int, room: Room | None = None
    ) -> list[OutboxRow]:
        room = room or Room.for_any(limit)
        found = await self._in_turn(now, room.urgent, urgent=1)
        found = (found + await self._in_turn(now, room.ordinary, urgent=0))[:limit]
        await self._sql.run_many(
            "UPDATE outbox SET taken_by = $1, taking = taking + 1, attempts = attempts + 1, "
            "attempted_at = CASE WHEN message_id IS NULL THEN coalesce(attempted_at, $2) END WHERE id = $3",
            [(process, to_ms(now), row["id"]) for row in found],
        )
        return [_row(row, process) for row in found]

    async def _in_turn(self, now: datetime, share: Share, *, urgent: int) -> list[Row]:
        """Due rows: the first of each server that may have one begun, then the second of each ..."""
        if share.most == 0:
            return []
        if urgent == 0:
            oldest = await self._oldest(now, share)
            if len(oldest) >= share.most:
                found, enough = await self._of_servers(now, share, oldest, urgent)
                if enough:
                    return found
        servers = [
            row["server_id"] for row in await self._sql.all(_SERVERS.format(urgent=urgent), to_ms(now))
        ]
        # Who has least under way goes first: else those that waited longest would keep newcomers out.
        servers = [server for server in servers if share.of(server)]
        servers.sort(key=lambda server: share.under_way.get(server, 0))
        return (await self._of_servers(now, share, servers, urgent))[0]

    async def _oldest(self, now: datetime, share: Share) -> list[ServerId]:
        """The servers that waited longest and have nothing under way, as far as the oldest due rows tell. Where these are of
        many servers, nobody needs to know all of them, of which an update to its followers makes thousands.
        """
        rows = await self._sql.all(
            # `coalesce`: in the order of the index of what is due, without a sort.
            "SELECT server_id FROM outbox WHERE state = 'due' AND due_at <= $1 AND coalesce(urgent, 0) = 0 "
            "ORDER BY due_at LIMIT $2",
            to_ms(now),
            _OLDEST,
        )
        servers = dict.fromkeys(ServerId(row["server_id"]) for row in rows)
        return [server for server in servers if share.of(server) and not share.under_way.get(server)]

    async def _of_servers(
        self, now: datetime, share: Share, servers: Sequence[ServerId], urgent: int
    ) -> tuple[list[Row], bool]:
        """Due rows of these servers in turn, and whether as many servers have one as may be begun."""
        turns: list[tuple[int, int, Row]] = []
        firsts = 0
        for server in servers:
            rows = await self._sql.all(
                f"SELECT * FROM outbox WHERE server_id = $2 AND urgent = {urgent} AND {_DUE} "
                "ORDER BY due_at, id LIMIT $3",
                to_ms(now),
                server,
                min(share.most, share.of(server)),
            )
            turns += [(turn, len(turns), found) for turn, found in enumerate(rows)]
            firsts += bool(rows)
            if firsts >= share.most:
                break
        ordered = [row for *_, row in sorted(turns, key=lambda each: each[:2])]
        return ordered[: share.most], firsts >= share.most

    async def settle(self, row: OutboxRow, outcome: SendResult, now: datetime, retry_at: datetime) -> bool:
        return await settle(self._sql, row, outcome, now, retry_at)

    async def place_of(self, kind: Kind, subject: int) -> MessagePlace | None:
        row = await self._sql.one(
            "SELECT channel_id, message_id FROM outbox WHERE kind = $1 AND subject_id = $2 AND message_id IS NOT NULL",
            kind,
            subject,
        )
        return (
            None if row is None else MessagePlace(ChannelId(row["channel_id"]), MessageId(row["message_id"]))
        )

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        row = await self._sql.one(
            "SELECT subject_id FROM outbox WHERE kind = $1 AND message_id = $2", kind, message
        )
        return None if row is None else int(row["subject_id"])

    async def owes(self, server: ServerId) -> bool:
        for owed in (OWED, LEFT):
            found = await self._sql.one(f"SELECT 1 FROM outbox WHERE {owed} LIMIT 1", server)
            if found is not None:
                return True
        return False

    async def leave(self, server: ServerId) -> None:
        await self._sql.run(
            f"UPDATE outbox SET state = 'dropped', last_error = '{SERVER_LEFT}', again_at = NULL "
            f"WHERE id IN (SELECT id FROM outbox WHERE {OWED} LIMIT $2)",
            server,
            PORTION,
        )

    async def drop_unsent(self, kind: Kind, subject: int, reason: str) -> bool:
        # A process that is at it, or an attempt that may have arrived: somebody may have read it.
        dropped = await self._sql.run(
            "UPDATE outbox SET state = 'dropped', last_error = $3 WHERE kind = $1 AND subject_id = $2 "
            "AND state = 'due' AND taken_by IS NULL AND attempted_at IS NULL",
            kind,
            subject,
            reason,
        )
        return dropped == 1

    async def row_at(self, message: MessageId) -> int | None:
        row = await self._sql.one("SELECT id, kind FROM outbox WHERE message_id = $1", message)
        return int(row["id"]) if row is not None and row["kind"] in self._still_open else None

    async def make_anew(self, row: int, now: datetime) -> bool:
        found = await self._sql.one("SELECT kind, server_id, subject_id FROM outbox WHERE id = $1", row)
        if found is None or found["kind"] not in self._still_open:
            return False
        # With another nonce: an attempt that is under way does not say again where the old message stood.
        await self._sql.run(
            "UPDATE outbox SET channel_id = NULL, message_id = NULL, attempted_at = NULL, nonce = $1 WHERE id = $2",
            new_nonce(),
            row,
        )
        still_open = f"SELECT 1 FROM ({self._still_open[found['kind']]}) AS each WHERE each.id = $2"
        if await self._sql.one(still_open, found["server_id"], found["subject_id"]) is None:
            return False
        changed = await self._sql.run(
            "UPDATE outbox SET generation = generation + 1, state = 'due', due_at = $1, attempts = 0 WHERE id = $2",
            to_ms(now),
            row,
        )
        return changed == 1

    async def is_owed(self, kind: Kind, subject: int) -> bool:
        row = await self._sql.one(
            "SELECT 1 FROM outbox WHERE kind = $1 AND subject_id = $2 AND state = 'due'", kind, subject
        )
        return row is not None

    async def rows_in(self, server: ServerId, channel: ChannelId) -> list[int]:
        rows = await self._sql.all(
            "SELECT id, kind FROM outbox WHERE channel_id = $1 AND server_id = $2", channel, server
        )
        return [row["id"] for row in rows if row["kind"] in self._still_open]

    async def refresh(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        there = await self._sql.one(
            "SELECT 1 FROM outbox WHERE kind = $1 AND subject_id = $2 AND (message_id IS NOT NULL OR state = 'due')",
            kind,
            subject,
        )
        if there is not None:
            await arm(self._sql, kind, subject, server, now)


def _row(row: Row, process: str) -> OutboxRow:
    return OutboxRow(
        id=row["id"],
        kind=Kind(row["kind"]),
        subject=row["subject_id"],
        server=ServerId(row["server_id"]),
        channel=None if row["channel_id"] is None else ChannelId(row["channel_id"]),
        message=None if row["message_id"] is None else MessageId(row["message_id"]),
        nonce=row["nonce"],
        generation=row["generation"],
        attempts=row["attempts"] + 1,
        attempted_at=None if row["attempted_at"] is None else from_ms(row["attempted_at"]),
        urgent=row["urgent"] == 1,
        wakes=row["wakes"],
        taken_by=process,
        taking=row["taking"] + 1,
    )
