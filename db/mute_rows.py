"""What the store of reports puts into its transaction about muted reporters."""

from datetime import datetime

from core.ids import CaseId, ServerId
from core.times import to_ms
from db.case_rows import show_related
from db.connection import Statements
from db.rows import arm
from services.outbox import Kind
from services.reporting import NewReport


async def is_muted(tx: Statements, server: ServerId, key: bytes, now: datetime) -> bool:
    """Whether any mute of this member is in force."""
    found = await tx.one(
        "SELECT 1 FROM reporter_mutes WHERE server_id = $1 AND member_key = $2 AND expires_at > $3",
        server,
        key,
        to_ms(now),
    )
    return found is not None


async def is_quiet(tx: Statements, key: bytes, report: NewReport, now: datetime) -> bool:
    """Whether this report makes no card. An emergency always does."""
    return not report.category.emergency and await is_muted(tx, report.server, key, now)


async def speak_up(tx: Statements, case: CaseId, server: ServerId, now: datetime, *, quiet: bool) -> None:
    """The case has a card from here on, or, `quiet`, has none yet."""
    await tx.run("UPDATE cases SET quiet = $2 WHERE id = $1 AND quiet <> $2", case, int(quiet))
    if not quiet:
        await arm(tx, Kind.CASE_CARD, case, server, now)
        await show_related(tx, case, server, now)
