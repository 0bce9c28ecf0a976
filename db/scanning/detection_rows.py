"""What several stores put into their own transactions about detections: a removal that a moderator ordered from a case,
what a moderator did with one, and that it is taken back.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.base.authority import Caller
from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, UserId
from core.base.posts import PostKind
from core.base.times import to_ms
from core.base.well_formed import well_formed
from core.scanning.detections import Outcome, Person, Settled
from core.servers.policy import Action, Tier
from db.base.shared_statements import arm, kept_names, note
from db.engine.database import Row, Statements
from db.engine.vault import Vault
from services.base.outbox import Kind

KEEP_TEXT = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class OrderedRemoval:
    """What a moderator ordered from a case. `pattern`, `link`, `how` are empty where no entry is the reason."""

    server: ServerId
    channel: ChannelId
    message: MessageId
    case: CaseId
    by: Person
    settled: Settled  # LISTED or DELETED
    category: Category
    author: Person | None = None
    author_is_member: bool = False  # neither a bot nor a webhook
    pattern: str = ""
    link: str = ""
    how: tuple[str, ...] = ()
    text: str = ""  # what is returned to the author on undo


async def add_removal(
    tx: Statements, vault: Vault, ordered: OrderedRemoval, now: datetime
) -> DetectionId | None:
    """Owe the removal; call `Removals.wake()` after the commit. None: this case ordered it already, and nobody took it
    back before it was done.
    """
    key = vault.text_key(f"case/{ordered.case}")
    row = await tx.one(
        "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, author_sealed, author_key, "
        "pattern, tier, category, source, rule, link, how, action, outcome, settled, settled_at, settled_by_sealed, "
        "due_at, text_sealed, text_until, case_id, detected_at, author_is_member) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', "
        "'case', $11, $12, $13, $14, $15, $16, $17, $16, $18, $19, $20, $16, $21) "
        # Ordered again after it was taken back in time: the message stands.
        "ON CONFLICT (message_id, text_key) DO UPDATE SET pattern = excluded.pattern, category = excluded.category, "
        "link = excluded.link, how = excluded.how, action = excluded.action, outcome = excluded.outcome, "
        "settled = excluded.settled, settled_reason = '', settled_at = excluded.settled_at, "
        "settled_by_sealed = excluded.settled_by_sealed, due_at = excluded.due_at, attempts = 0, "
        "text_sealed = excluded.text_sealed, text_until = excluded.text_until, detected_at = excluded.detected_at "
        "WHERE settled = 'undone' AND outcome IN ('pending', 'forbidden', 'failed') RETURNING id",
        ordered.server,
        ordered.channel,
        ordered.message,
        str(PostKind.MESSAGE),
        key,
        sealed_person(vault, ordered.author, "author", ordered.message, key),
        None if ordered.author is None else vault.member_key(ordered.server, ordered.author.id),
        ordered.pattern,
        str(Tier.OWN),
        str(ordered.category),
        ordered.link,
        kept_names(ordered.how),
        str(Action.DELETE),
        str(Outcome.PENDING),
        str(ordered.settled),
        to_ms(now),
        sealed_person(vault, ordered.by, "settled_by", ordered.message, key),
        sealed_text(vault, ordered.text, ordered.message, key),
        to_ms(now + KEEP_TEXT) if ordered.text else None,
        ordered.case,
        int(ordered.author is not None and ordered.author_is_member),
    )
    return None if row is None else DetectionId(row["id"])


async def settle(
    tx: Statements,
    vault: Vault,
    row: Row,
    settled: Settled,
    by: Caller,
    now: datetime,
    *,
    reason: str = "",
    told: str = "",
) -> None:
    """What a moderator did with the detection of this row: saved, its card due, noted."""
    person = Person(by.user, by.name)
    await tx.run(
        "UPDATE detections SET settled = $2, settled_reason = $3, settled_at = $4, settled_by_sealed = $5 WHERE id = $1",
        row["id"],
        str(settled),
        reason,
        to_ms(now),
        sealed_person(vault, person, "settled_by", row["message_id"], row["text_key"]),
    )
    await arm(tx, Kind.DETECTION_CARD, row["id"], by.server, now)
    after = " ".join(part for part in (settled, reason, told) if part)
    subject, before = f"detection/{row['id']}", row["settled"] or row["outcome"]
    await note(
        tx, vault, by.server, by.user, f"detection-{settled}", subject, now, before=before, after=after
    )


async def take_back(
    tx: Statements, vault: Vault, row: Row, by: Caller, now: datetime, *, reason: str = ""
) -> None:
    """Undo the detection of this row: no removal is owed any more; what goes to its author is due. The case that ordered the
    removal knows.
    """
    await tx.run("UPDATE detections SET due_at = NULL WHERE id = $1", row["id"])
    if row["case_id"] is not None:
        await tx.run(
            "UPDATE cases SET removal_at = NULL, removal_undone_at = $2, message_gone_at = "
            "CASE WHEN $3 = 1 THEN coalesce(message_gone_at, $2) ELSE message_gone_at END WHERE id = $1",
            row["case_id"],
            to_ms(now),
            int(Outcome(row["outcome"]) in (Outcome.REMOVED, Outcome.GONE)),
        )
        await arm(tx, Kind.CASE_CARD, row["case_id"], by.server, now)
    if row["author_is_member"]:
        await arm(tx, Kind.UNDO_NOTICE, row["id"], by.server, now)
    await settle(tx, vault, row, Settled.UNDONE, by, now, reason=reason)


async def ordered_from(tx: Statements, vault: Vault, message: int, case: CaseId) -> Row | None:
    """The removal of this message that was ordered from this case."""
    key = vault.text_key(f"case/{case}")
    return await tx.one("SELECT * FROM detections WHERE message_id = $1 AND text_key = $2", message, key)


def sealed_text(vault: Vault, text: str, message: int, key: bytes) -> bytes | None:
    """The kept text; its place is the message and the key of what was scanned, known before the row is."""
    return vault.seal(well_formed(text), _place("text", message, key)) if text else None


def opened_text(vault: Vault, sealed: bytes | None, message: int, key: bytes) -> str | None:
    """The inverse of `sealed_text`."""
    return None if sealed is None else vault.open(sealed, _place("text", message, key))


def sealed_person(vault: Vault, person: Person | None, column: str, message: int, key: bytes) -> bytes | None:
    """A person in one column of one row."""
    if person is None:
        return None
    return vault.seal(well_formed(f"{person.id} {person.name}"), _place(column, message, key))


def opened_person(vault: Vault, sealed: bytes | None, column: str, message: int, key: bytes) -> Person | None:
    """The inverse of `sealed_person`."""
    if sealed is None:
        return None
    number, _, name = vault.open(sealed, _place(column, message, key)).partition(" ")
    return Person(UserId(int(number)), name)


def _place(column: str, message: int, key: bytes) -> str:
    return f"detections.{column}/{message}/{key.hex()}"
