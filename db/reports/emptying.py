"""What is deleted of a server's reports and cases when Rowan left it long ago."""

from core.base.retention import Promise
from db.base.retention_store import Chore, of_server
from db.reports.retention import DELETE_CASE

EMPTYING = (
    of_server("report_drafts", "token"),
    Chore(
        "left/cases",
        Promise.STAMPED,
        "SELECT id, 1 + (SELECT count(*) FROM reports r WHERE r.case_id = cases.id) AS weight FROM cases "
        "WHERE server_id = $1 LIMIT $2",
        DELETE_CASE,
    ),
    of_server("reporter_mutes", "server_id", "member_key", "case_id"),
    of_server("member_choices", "server_id", "member_key"),
    of_server("declined_offers", "server_id", "member_key"),
    of_server("alerts", "server_id"),
    of_server("case_days", "server_id", "day"),
)
