"""Table `outbox` (services/base/outbox.py says what it is for)."""

from collections.abc import Mapping
from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.times import from_ms, to_ms
from db.base.lease_store import FREE
from db.base.shared_statements import arm, arm_anew, new_nonce
from db.engine.statements import Row, Statements
from services.base.outbox import Dropped, Kind, Later, Lost, OutboxRow, Outcome, Posted, Told, Waiting

# A kind that only a newer program knows waits for that program.
_KNOWN_KINDS = ", ".join(f"'{kind}'" for kind in Kind)

_DUE = f"state = 'due' AND due_at <= $1 AND kind IN ({_KNOWN_KINDS}) AND {FREE}"


class OutboxRows:
    """Fills services.base.outbox.OutboxStore."""

    def __init__(self, sql: Statements, still_open: Mapping[Kind, str] | None = None) -> None:
        """`still_open`: for each kind that waits for somebody in the review channel, a query for the subjects that do, as
        the wings say it (wiring/still_open.py). None: nothing is asked that needs it.
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

    async def arm_anew(self, kind: Kind, subject: int, server: ServerId, now: datetime) -> None:
        await arm_anew(self._sql, kind, subject, server, now)

    async def any_due(self, now: datetime) -> bool:
        return await self._sql.one(f"SELECT 1 FROM outbox WHERE {_DUE} LIMIT 1", to_ms(now)) is not None

    async def take(self, process: str, now: datetime, limit: int) -> list[OutboxRow]:
        rows = await self._sql.all(
            f"SELECT * FROM outbox WHERE {_DUE} ORDER BY due_at, id LIMIT $2", to_ms(now), limit
        )
        await self._sql.run_many(
            "UPDATE outbox SET taken_by = $1, attempts = attempts + 1, "
            "attempted_at = CASE WHEN message_id IS NULL THEN coalesce(attempted_at, $2) END WHERE id = $3",
            [(process, to_ms(now), row["id"]) for row in rows],
        )
        return [_row(row) for row in rows]

    async def settle(self, row: OutboxRow, outcome: Outcome, now: datetime, retry_at: datetime) -> None:
        if isinstance(outcome, Posted):
            await self._sql.run(
                "UPDATE outbox SET channel_id = $1, message_id = $2, shown = $3, attempts = 0, taken_by = NULL, "
                "attempted_at = NULL, last_error = NULL, "
                "state = CASE WHEN generation = $3 THEN 'done' ELSE 'due' END WHERE id = $4",
                outcome.channel,
                outcome.message,
                row.generation,
                row.id,
            )
        elif isinstance(outcome, Told):
            await self._sql.run(
                "UPDATE outbox SET state = 'done', shown = generation, attempts = 0, taken_by = NULL, "
                "attempted_at = NULL, last_error = NULL WHERE id = $1",
                row.id,
            )
        elif isinstance(outcome, Lost):
            await self._sql.run(
                "UPDATE outbox SET channel_id = NULL, message_id = NULL, nonce = $1, taken_by = NULL, "
                "attempted_at = NULL, state = 'due', due_at = $2 WHERE id = $3",
                new_nonce(),
                to_ms(now),
                row.id,
            )
        else:
            state = {Dropped: "dropped", Later: "due", Waiting: "waiting"}[type(outcome)]
            await self._sql.run(
                "UPDATE outbox SET taken_by = NULL, last_error = $1, due_at = $2, "
                "state = CASE WHEN generation = $3 THEN $4 ELSE 'due' END, "
                "attempted_at = CASE WHEN $6 = 1 THEN attempted_at ELSE $7 END WHERE id = $5",
                outcome.reason,
                to_ms(retry_at),
                row.generation,
                state,
                row.id,
                int(isinstance(outcome, Later) and outcome.may_stand),
                None if row.attempted_at is None else to_ms(row.attempted_at),
            )

    async def place_of(self, kind: Kind, subject: int) -> tuple[ChannelId, MessageId] | None:
        row = await self._sql.one(
            "SELECT channel_id, message_id FROM outbox WHERE kind = $1 AND subject_id = $2 AND message_id IS NOT NULL",
            kind,
            subject,
        )
        return None if row is None else (ChannelId(row["channel_id"]), MessageId(row["message_id"]))

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        row = await self._sql.one(
            "SELECT subject_id FROM outbox WHERE kind = $1 AND message_id = $2", kind, message
        )
        return None if row is None else int(row["subject_id"])

    async def wake(self, server: ServerId, now: datetime) -> None:
        await self._sql.run(
            "UPDATE outbox SET state = 'due', attempts = 0, due_at = $2 WHERE server_id = $1 "
            "AND state IN ('waiting', 'due')",
            server,
            to_ms(now),
        )

    async def follow_review_channel(self, server: ServerId, channel: ChannelId, now: datetime) -> None:
        # Where a message stands is known until it was taken away there, so that no copy is left behind, whatever dies
        # in between. A first send that is under way may still arrive in the old channel: its row is looked at again
        # afterwards.
        for kind, still_open in self._still_open.items():
            await self._sql.run(
                "UPDATE outbox SET generation = generation + 1, state = 'due', due_at = $4, attempts = 0 "
                f"WHERE server_id = $1 AND kind = $2 AND channel_id <> $3 AND subject_id IN ({still_open})",
                server,
                kind,
                channel,
                to_ms(now),
            )
            await self._sql.run(
                "UPDATE outbox SET generation = generation + 1 "
                "WHERE server_id = $1 AND kind = $2 AND channel_id IS NULL AND taken_by IS NOT NULL",
                server,
                kind,
            )
        await self.wake(server, now)

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
        found = await self._sql.one("SELECT id, kind FROM outbox WHERE id = $1", row)
        if found is None or found["kind"] not in self._still_open:
            return False
        changed = await self._sql.run(
            "UPDATE outbox SET channel_id = NULL, message_id = NULL, attempted_at = NULL, nonce = $1, "
            "generation = generation + 1, state = 'due', due_at = $2, attempts = 0 "
            f"WHERE id = $3 AND subject_id IN ({self._still_open[found['kind']]})",
            new_nonce(),
            to_ms(now),
            row,
        )
        return changed == 1


def _row(row: Row) -> OutboxRow:
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
    )
