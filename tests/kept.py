"""What the database keeps of what was promised and done, for tests of services and cogs: messages that are owed, and the audit.

No program reads these rows as they stand here, so no store has a verb for it.
"""

from dataclasses import dataclass
from datetime import datetime

from core.base.ids import DetectionId, ServerId, UserId
from core.base.times import from_ms
from db.engine.database import Database
from db.engine.statements import Row
from db.engine.vault import Vault
from services.base.outbox import Kind


@dataclass(frozen=True)
class KeptMessage:
    """One message of the outbox: where it stands, if that is known, and how far it is."""

    subject: int
    state: str
    place: tuple[int, int] | None


async def messages(database: Database, kind: Kind) -> list[KeptMessage]:
    """Every message of this kind that was ever owed, by subject."""
    rows = await database.read.all("SELECT * FROM outbox WHERE kind = $1 ORDER BY subject_id", kind)
    return [
        KeptMessage(
            row["subject_id"],
            row["state"],
            None if row["message_id"] is None else (row["channel_id"], row["message_id"]),
        )
        for row in rows
    ]


async def owed(database: Database, kind: Kind) -> list[int]:
    """The subjects of the messages of this kind that were ever owed."""
    return [message.subject for message in await messages(database, kind)]


@dataclass(frozen=True)
class AuditLine:
    """One line of the audit, with the person whom it names, and their reason, opened."""

    server: ServerId
    actor: UserId | None
    action: str
    subject: str
    before: str
    after: str
    reason: str


async def audit(database: Database, vault: Vault) -> list[AuditLine]:
    """Every line of the audit, in order."""
    return [_line(row, vault) for row in await database.read.all("SELECT * FROM audit ORDER BY id")]


def _line(row: Row, vault: Vault) -> AuditLine:
    line = f"{row['server_id']}/{row['action']}/{row['subject']}/{row['at']}"
    actor, reason = (row[sealed] for sealed in ("actor_sealed", "reason_sealed"))
    return AuditLine(
        server=ServerId(row["server_id"]),
        actor=None if actor is None else UserId(int(vault.open(actor, f"audit.actor/{line}"))),
        action=row["action"],
        subject=row["subject"],
        before=row["before"],
        after=row["after"],
        reason="" if reason is None else vault.open(reason, f"audit.reason/{line}"),
    )


async def removal_due_at(database: Database, detection: DetectionId) -> datetime:
    """When a removal that is owed is tried again."""
    row = await database.read.one("SELECT due_at FROM detections WHERE id = $1", detection)
    assert row is not None
    return from_ms(row["due_at"])
