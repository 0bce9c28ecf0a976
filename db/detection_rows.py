"""A removal that a moderator decided, put into the transaction of the case it belongs to."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from core.detections import Outcome, Person, Place, Settled
from core.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, UserId
from core.times import to_ms
from core.verdicts import Action, Category, Tier
from db.connection import Statements
from db.vault import Vault

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
    """Owe the removal; call `Removals.wake()` after the commit. None: this case ordered it already."""
    key = vault.text_key(f"case/{ordered.case}")
    row = await tx.one(
        "INSERT INTO detections (server_id, channel_id, message_id, place, text_key, author_sealed, author_key, "
        "pattern, tier, category, source, rule, link, how, action, outcome, settled, settled_at, settled_by_sealed, "
        "due_at, text_sealed, text_until, case_id, detected_at, author_is_member) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, '', "
        "'case', $11, $12, $13, $14, $15, $16, $17, $16, $18, $19, $20, $16, $21) "
        "ON CONFLICT (message_id, text_key) DO NOTHING RETURNING id",
        ordered.server,
        ordered.channel,
        ordered.message,
        str(Place.MESSAGE),
        key,
        sealed_person(vault, ordered.author, "author", ordered.message, key),
        None if ordered.author is None else vault.member_key(ordered.server, ordered.author.id),
        ordered.pattern,
        str(Tier.OWN),
        str(ordered.category),
        ordered.link,
        " ".join(ordered.how),
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


def sealed_text(vault: Vault, text: str, message: int, key: bytes) -> bytes | None:
    """The kept text; its place is the message and the key of what was scanned, known before the row is."""
    return vault.seal(storable(text), _place("text", message, key)) if text else None


def opened_text(vault: Vault, sealed: bytes | None, message: int, key: bytes) -> str | None:
    """The inverse of `sealed_text`."""
    return None if sealed is None else vault.open(sealed, _place("text", message, key))


def sealed_person(vault: Vault, person: Person | None, column: str, message: int, key: bytes) -> bytes | None:
    """A person in one column of one row."""
    if person is None:
        return None
    return vault.seal(storable(f"{person.id} {person.name}"), _place(column, message, key))


def opened_person(vault: Vault, sealed: bytes | None, column: str, message: int, key: bytes) -> Person | None:
    """The inverse of `sealed_person`."""
    if sealed is None:
        return None
    number, _, name = vault.open(sealed, _place(column, message, key)).partition(" ")
    return Person(UserId(int(number)), name)


def storable(text: str) -> str:
    """The text with lone surrogates, which no database and no cipher takes, replaced."""
    return text.encode(errors="replace").decode()


def _place(column: str, message: int, key: bytes) -> str:
    return f"detections.{column}/{message}/{key.hex()}"
