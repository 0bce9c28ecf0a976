"""What an attempt leaves behind in table `outbox`: nothing that came while it was under way is overwritten."""

from datetime import datetime

from core.base.times import to_ms
from db.base.shared_statements import new_nonce
from db.engine.statements import Statements
from services.base.outbox import (
    LEAVES_OLD_CARD,
    Dropped,
    Kind,
    Later,
    Lost,
    OutboxRow,
    Posted,
    SendResult,
    Told,
)

_MINE = "id = $1 AND taken_by = $2 AND taking = $3"


async def settle(
    sql: Statements, row: OutboxRow, outcome: SendResult, now: datetime, retry_at: datetime
) -> bool:
    """Save the outcome of an attempt, if the row is still the one that was taken then; whether it was."""
    if isinstance(outcome, Posted):
        # Where the message was made anew meanwhile, its place is not the old one's.
        changed = await sql.run(
            "UPDATE outbox SET channel_id = CASE WHEN nonce = $4 THEN $5 ELSE channel_id END, "
            "message_id = CASE WHEN nonce = $4 THEN $6 ELSE message_id END, "
            f"attempted_at = NULL, {_shown('generation = $7')} WHERE {_MINE}",
            *_mine(row),
            row.nonce,
            outcome.channel,
            outcome.message,
            row.generation,
        )
        if (
            row.kind in LEAVES_OLD_CARD
        ):  # made anew meanwhile: what was just drawn there has its buttons again
            await sql.run(
                "UPDATE outbox SET state = 'due', due_at = $1, generation = generation + 1 "
                f"WHERE kind = '{Kind.OLD_CARD}' AND subject_id = $2",
                to_ms(now),
                outcome.message,
            )
    elif isinstance(outcome, Told):
        changed = await sql.run(
            "UPDATE outbox SET state = 'done', shown = generation, attempts = 0, taken_by = NULL, urgent = 0, "
            f"held_until = 0, again_at = NULL, attempted_at = NULL, last_error = NULL WHERE {_MINE}",
            *_mine(row),
        )
    elif isinstance(outcome, Lost):
        changed = await sql.run(
            "UPDATE outbox SET channel_id = NULL, message_id = NULL, nonce = $4, taken_by = NULL, "
            f"attempted_at = NULL, again_at = NULL, held_until = 0, state = 'due', due_at = $5 WHERE {_MINE}",
            *_mine(row),
            new_nonce(),
            to_ms(now),
        )
    elif isinstance(outcome, Dropped):
        changed = await sql.run(
            "UPDATE outbox SET taken_by = NULL, last_error = $4, again_at = NULL, held_until = 0, attempted_at = $5, "
            # What was woken meanwhile is looked at once more: the server may have taken Rowan back since.
            "state = CASE WHEN generation = $6 AND wakes = $7 THEN 'dropped' ELSE state END, "
            f"urgent = CASE WHEN generation = $6 AND wakes = $7 THEN 0 ELSE urgent END WHERE {_MINE}",
            *_mine(row),
            outcome.reason,
            _ms(row.attempted_at),
            row.generation,
            row.wakes,
        )
    else:
        changed = await _settle_later(sql, row, outcome, retry_at)
    return changed == 1


async def _settle_later(sql: Statements, row: OutboxRow, outcome: SendResult, retry_at: datetime) -> int:
    """Have the row tried again: at once where it was changed or woken meanwhile, unless Discord named the wait. What
    ended meanwhile (its server was left) stays as it is.
    """
    assert not isinstance(outcome, (Posted, Told, Lost))  # noqa: S101  # asked by `settle`
    named = isinstance(outcome, Later) and outcome.named
    may_stand = isinstance(outcome, Later) and outcome.may_stand
    same = "generation = $6 AND wakes = $7"
    return await sql.run(
        f"UPDATE outbox SET due_at = CASE WHEN {same} THEN $4 ELSE due_at END, "
        f"attempts = CASE WHEN {same} THEN attempts ELSE 0 END, "
        "taken_by = NULL, again_at = NULL, last_error = CASE WHEN state = 'due' THEN $5 ELSE last_error END, "
        f"held_until = $8, attempted_at = CASE WHEN $9 = 1 THEN attempted_at ELSE $10 END WHERE {_MINE}",
        *_mine(row),
        to_ms(retry_at),
        outcome.reason,
        row.generation,
        row.wakes,
        to_ms(retry_at) if named else 0,
        int(may_stand),
        _ms(row.attempted_at),
    )


def _shown(same: str) -> str:
    """What is set once a message shows a generation: nothing is owed, or the look that was kept for later, or a change
    that came meanwhile.
    """
    return (
        "shown = $7, attempts = 0, taken_by = NULL, last_error = NULL, held_until = 0, again_at = NULL, "
        f"state = CASE WHEN {same} AND again_at IS NULL THEN 'done' ELSE 'due' END, "
        f"due_at = CASE WHEN {same} AND again_at IS NOT NULL THEN again_at ELSE due_at END, "
        f"urgent = CASE WHEN {same} AND again_at IS NULL THEN 0 ELSE urgent END"
    )


def _mine(row: OutboxRow) -> tuple[int, str, int]:
    """Give the values of `_MINE`: the taking that the outcome belongs to."""
    return row.id, row.taken_by, row.taking


def _ms(moment: datetime | None) -> int | None:
    return None if moment is None else to_ms(moment)
