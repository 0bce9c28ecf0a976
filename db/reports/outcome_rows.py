"""What case stores put into their own transactions: whoever reported is owed a word about the end."""

from datetime import datetime

from core.base.ids import CaseId, ServerId
from db.base.shared_statements import arm
from db.engine.database import Statements
from services.base.outbox import Kind


async def owe_outcomes(tx: Statements, case: CaseId, server: ServerId, now: datetime) -> None:
    """A direct message to each reporter of the case who is still known, wants to hear, and was not told before: a case
    that was opened again says nothing twice.
    """
    rows = await tx.all(
        "SELECT r.id FROM reports r LEFT JOIN member_choices m ON m.server_id = r.server_id "
        "AND m.member_key = r.reporter_key WHERE r.case_id = $1 AND r.reporter_key IS NOT NULL "
        "AND coalesce(m.notices, 1) = 1 AND NOT EXISTS ("
        "SELECT 1 FROM outbox o WHERE o.kind = $2 AND o.subject_id = r.id AND o.state = 'done')",
        case,
        Kind.OUTCOME_NOTICE,
    )
    for row in rows:
        await arm(tx, Kind.OUTCOME_NOTICE, row["id"], server, now)
