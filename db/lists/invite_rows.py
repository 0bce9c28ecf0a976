"""An invite that comes onto a list, put into the transaction of the entry: Discord is to be asked what is behind it."""

from datetime import datetime, timedelta

from core.base.times import to_ms
from core.links.link import INVITES, invite_code
from core.lists.patterns import Pattern, PatternKind
from db.base.shared_statements import list_changed
from db.engine.database import Statements

_ASK_AGAIN_AFTER = timedelta(hours=1)  # an answer as old as that is looked after when somebody lists the code


async def hold_invite(tx: Statements, pattern: Pattern, now: datetime) -> None:
    """Whoever puts a pattern on any list calls this. What is known of the invite counts at once."""
    code = invite_code(pattern.text) if pattern.kind is PatternKind.INVITE else None
    if code is None:
        return
    row = await tx.one(
        "INSERT INTO invites (code, listed, believed_until, due_at) VALUES ($1, 1, $2, $2) "
        "ON CONFLICT (code) DO UPDATE SET listed = 1, attempts = 0, "
        "due_at = CASE WHEN answered_at IS NULL THEN coalesce(due_at, $2) WHEN answered_at < $3 THEN $2 ELSE due_at END "
        "RETURNING server_id",
        code,
        to_ms(now),
        to_ms(now - _ASK_AGAIN_AFTER),
    )
    if row is not None and row["server_id"] is not None:
        await list_changed(tx, INVITES)
