"""What the store of reports puts into its transaction about muted reporters."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from core.base.times import to_ms
from db.base.shared_statements import arm
from db.engine.database import Statements
from db.reports.case_rows import show_related
from services.base.outbox import Kind
from services.reports.intake import NewReport
from services.reports.mutes import CARDS_AT_ONCE

_UNMUTED = (
    "SELECT c.id, c.server_id FROM cases c WHERE c.quiet = 1 AND c.state <> 'closed' AND EXISTS ("
    "SELECT 1 FROM reports r WHERE r.case_id = c.id AND NOT EXISTS (SELECT 1 FROM reporter_mutes m "
    "WHERE m.server_id = r.server_id AND m.member_key = r.reporter_key AND m.expires_at > $1))"
)


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


async def speak_up_where_due(tx: Statements, now: datetime) -> int:
    """Cases without a card that somebody reported who is not muted (any more), or not known any more, get one; the
    oldest, as many as may come at once. Returns how many.
    """
    rows = await tx.all(f"{_UNMUTED} ORDER BY c.id LIMIT $2", to_ms(now), CARDS_AT_ONCE)
    for row in rows:
        await speak_up(tx, CaseId(row["id"]), ServerId(row["server_id"]), now, quiet=False)
    return len(rows)


async def any_to_speak_up(reading: Statements, now: datetime) -> bool:
    """Whether there is such a case."""
    return await reading.one(f"{_UNMUTED} LIMIT 1", to_ms(now)) is not None


async def speak_up(tx: Statements, case: CaseId, server: ServerId, now: datetime, *, quiet: bool) -> None:
    """The case has a card from here on, or, `quiet`, has none yet."""
    await tx.run("UPDATE cases SET quiet = $2 WHERE id = $1 AND quiet <> $2", case, int(quiet))
    if not quiet:
        await arm(tx, Kind.CASE_CARD, case, server, now)
        await show_related(tx, case, server, now)
