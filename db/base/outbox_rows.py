"""What becomes of outbox rows when something else changes; put into the transaction of that change."""

from datetime import datetime

from core.base.ids import ChannelId, ServerId
from core.base.times import to_ms
from db.base.shared_statements import new_nonce
from db.engine.database import Statements
from services.base.outbox import Kind

# What still waits for somebody, by kind: it moves with the review channel, and comes back when it is deleted.
OPEN = {
    Kind.CASE_CARD: "SELECT id FROM cases WHERE state <> 'closed'",
    Kind.DETECTION_CARD: (
        "SELECT id FROM detections WHERE (outcome = 'review' AND settled = '') "
        "OR (outcome IN ('forbidden', 'failed') AND due_at IS NOT NULL)"
    ),
    Kind.RELAY_ANSWER: (
        "SELECT a.id FROM relay_messages a JOIN cases c ON c.id = a.case_id "
        "WHERE a.question_id IS NOT NULL AND a.text_sealed IS NOT NULL AND c.state <> 'closed'"
    ),
    Kind.UPDATE_DRAFT: "SELECT update_id FROM update_versions WHERE state = 'draft'",
    Kind.DELIVERY_DRAFT: "SELECT id FROM deliveries WHERE waiting IS NOT NULL AND state = 'open'",
}


async def make_anew(tx: Statements, row_id: int, now: datetime) -> bool:
    """The message of this row is not where it belongs, or not at all: post another, if it is still open."""
    row = await tx.one("SELECT id, kind FROM outbox WHERE id = $1", row_id)
    if row is None or row["kind"] not in OPEN:
        return False
    changed = await tx.run(
        "UPDATE outbox SET channel_id = NULL, message_id = NULL, attempted_at = NULL, nonce = $1, "
        "generation = generation + 1, state = 'due', due_at = $2, attempts = 0 "
        f"WHERE id = $3 AND subject_id IN ({OPEN[row['kind']]})",
        new_nonce(),
        to_ms(now),
        row["id"],
    )
    return changed == 1


async def follow_review_channel(tx: Statements, server: ServerId, channel: ChannelId, now: datetime) -> None:
    """The review channel is this one now: what is open and stands elsewhere is due, to be taken away there and made anew
    here. Where it stands is known until then, so that no copy is left behind, whatever dies in between.

    A first send that is under way may still arrive in the old channel: its row is looked at again after it.
    """
    for kind, still_open in OPEN.items():
        await tx.run(
            "UPDATE outbox SET generation = generation + 1, state = 'due', due_at = $4, attempts = 0 "
            f"WHERE server_id = $1 AND kind = $2 AND channel_id <> $3 AND subject_id IN ({still_open})",
            server,
            kind,
            channel,
            to_ms(now),
        )
        await tx.run(
            "UPDATE outbox SET generation = generation + 1 "
            "WHERE server_id = $1 AND kind = $2 AND channel_id IS NULL AND taken_by IS NOT NULL",
            server,
            kind,
        )
    await wake(tx, server, now)


async def wake(tx: Statements, server: ServerId, now: datetime) -> None:
    """What waits in this server, or is to be tried later, is due now."""
    await tx.run(
        "UPDATE outbox SET state = 'due', attempts = 0, due_at = $2 WHERE server_id = $1 "
        "AND state IN ('waiting', 'due')",
        server,
        to_ms(now),
    )
