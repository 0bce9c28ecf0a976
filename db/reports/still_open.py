"""Which of a server's cases and answers ($1: the server) still wait for somebody in the review channel: the ids, for each
kind of outbox row, and whether it is an emergency.

Their messages move with the review channel, and are posted again when somebody deletes them.
"""

from db.reports.cases.case_rows import EMERGENCIES
from services.base.outbox import Kind

STILL_OPEN = {
    Kind.CASE_CARD: (
        f"SELECT id, category IN ({EMERGENCIES}) AS urgent FROM cases "
        "WHERE server_id = $1 AND state IN ('open', 'claimed')"
    ),
    Kind.RELAY_ANSWER: (
        f"SELECT a.id, c.category IN ({EMERGENCIES}) AS urgent FROM relay_messages a JOIN cases c ON c.id = a.case_id WHERE c.server_id = $1 "
        "AND c.state IN ('open', 'claimed') AND a.question_id IS NOT NULL AND a.text_sealed IS NOT NULL"
    ),
}
