"""What stores that close cases put into their transactions: whoever reported is owed a word about the end."""

from datetime import datetime

from core.base.ids import CaseId, ReportId, ServerId
from db.base.shared_statements import arm
from db.engine.statements import Statements
from services.base.outbox import Kind


async def owed(reading: Statements, case: CaseId) -> list[ReportId]:
    """Reports of the case whose reporters are still known, want to hear, and were not told before."""
    rows = await reading.all(
        "SELECT r.id FROM reports r LEFT JOIN member_choices m ON m.server_id = r.server_id "
        "AND m.member_key = r.reporter_key WHERE r.case_id = $1 AND r.reporter_key IS NOT NULL "
        "AND coalesce(m.notices, 1) = 1 AND NOT EXISTS ("
        "SELECT 1 FROM outbox o WHERE o.kind = $2 AND o.subject_id = r.id AND o.state = 'done')",
        case,
        Kind.OUTCOME_NOTICE,
    )
    return [ReportId(row["id"]) for row in rows]


async def owe_outcomes(tx: Statements, case: CaseId, server: ServerId, now: datetime) -> None:
    """Owe each of them a direct message: a case that was opened again says nothing twice."""
    for report in await owed(tx, case):
        await arm(tx, Kind.OUTCOME_NOTICE, report, server, now)
