"""Table `outbox` (services/outbox.py says what it is for)."""

from collections.abc import Iterable
from datetime import datetime

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.times import from_ms, to_ms
from db.base.outbox_rows import OPEN, make_anew, wake
from db.base.shared_statements import new_nonce
from db.engine.database import Database, Row
from services.base.outbox import Dropped, Kind, Later, Lost, OutboxRow, Outcome, Posted, Told, Waiting

# Free: nobody took it, or the process that did has let its lease run out.
_FREE = (
    "(taken_by IS NULL OR NOT EXISTS (SELECT 1 FROM leases l WHERE l.name = 'process:' || taken_by "
    "AND l.expires_at > $1))"
)

# A kind that only a newer program knows waits for that program.
_KNOWN_KINDS = ", ".join(f"'{kind}'" for kind in Kind)


class OutboxRows:
    """Fills services.base.outbox.OutboxStore."""

    def __init__(self, database: Database) -> None:
        self._db = database

    async def take(self, process: str, now: datetime, limit: int) -> list[OutboxRow]:
        due = f"state = 'due' AND due_at <= $1 AND kind IN ({_KNOWN_KINDS}) AND {_FREE}"
        if not await self._db.glance.all(
            f"SELECT 1 FROM outbox WHERE {due} LIMIT 1", to_ms(now)
        ):  # the usual answer of a poll costs no write
            return []
        # Durable: that a send was begun must be known after a failure of the power, or it would be sent twice.
        async with self._db.durable() as tx:
            rows = await tx.all(
                f"SELECT * FROM outbox WHERE {due} ORDER BY due_at, id LIMIT $2", to_ms(now), limit
            )
            await tx.run_many(
                "UPDATE outbox SET taken_by = $1, attempts = attempts + 1, "
                "attempted_at = CASE WHEN message_id IS NULL THEN coalesce(attempted_at, $2) END WHERE id = $3",
                [(process, to_ms(now), row["id"]) for row in rows],
            )
        return [_row(row) for row in rows]

    async def settle(self, row: OutboxRow, outcome: Outcome, now: datetime, retry_at: datetime) -> None:
        async with self._db.relaxed() as tx:
            if isinstance(outcome, Posted):
                await tx.run(
                    "UPDATE outbox SET channel_id = $1, message_id = $2, shown = $3, attempts = 0, taken_by = NULL, "
                    "attempted_at = NULL, last_error = NULL, "
                    "state = CASE WHEN generation = $3 THEN 'done' ELSE 'due' END WHERE id = $4",
                    outcome.channel,
                    outcome.message,
                    row.generation,
                    row.id,
                )
            elif isinstance(outcome, Told):
                await tx.run(
                    "UPDATE outbox SET state = 'done', shown = generation, attempts = 0, taken_by = NULL, "
                    "attempted_at = NULL, last_error = NULL WHERE id = $1",
                    row.id,
                )
            elif isinstance(outcome, Lost):
                await tx.run(
                    "UPDATE outbox SET channel_id = NULL, message_id = NULL, nonce = $1, taken_by = NULL, "
                    "attempted_at = NULL, state = 'due', due_at = $2 WHERE id = $3",
                    new_nonce(),
                    to_ms(now),
                    row.id,
                )
            else:
                state = {Dropped: "dropped", Later: "due", Waiting: "waiting"}[type(outcome)]
                await tx.run(
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
        row = await self._db.read.one(
            "SELECT channel_id, message_id FROM outbox WHERE kind = $1 AND subject_id = $2 AND message_id IS NOT NULL",
            kind,
            subject,
        )
        return None if row is None else (ChannelId(row["channel_id"]), MessageId(row["message_id"]))

    async def subject_at(self, kind: Kind, message: MessageId) -> int | None:
        row = await self._db.read.one(
            "SELECT subject_id FROM outbox WHERE kind = $1 AND message_id = $2", kind, message
        )
        return None if row is None else int(row["subject_id"])

    async def wake_waiting(self, server: ServerId, now: datetime) -> None:
        async with self._db.bulk() as tx:
            await wake(tx, server, now)

    async def deleted(self, messages: Iterable[MessageId], now: datetime) -> bool:
        found = [
            row
            for message in messages  # nearly all are not Rowan's: one look at the index each, no write
            for row in await self._db.glance.all(
                "SELECT id, kind, subject_id FROM outbox WHERE message_id = $1", message
            )
            if row["kind"] in OPEN
        ]
        if not found:
            return False
        async with self._db.bulk() as tx:
            return any([await make_anew(tx, row, now) for row in found])


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
