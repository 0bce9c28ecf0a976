"""What is forgotten of what managers tried out."""

from core.base.retention import Promise
from db.base.retention import posted
from db.base.retention_store import Chore
from services.base.outbox import Kind

CHORES = (
    posted(Kind.REHEARSAL_MESSAGE),
    posted(Kind.REHEARSAL_CARD),
    Chore(
        "rehearsals",
        Promise.OUTBOX,
        "SELECT id FROM rehearsals WHERE ended_at <= $1 ORDER BY ended_at LIMIT $2",
        ["DELETE FROM rehearsals WHERE id = $2"],
    ),
)
