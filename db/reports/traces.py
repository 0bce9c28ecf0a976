"""What somebody left in the wing of reports: as a reporter, as the author of a reported message, as a moderator.

Of an open case its evidence stays until it ends: the message, who wrote it, who holds it, what its reporters wrote. Who
reported goes at once. A mute stays until its time is over. Whoever wrote a reported message is shown nothing of cases
(docs/decisions/0174-what-an-export-holds.md).
"""

from db.base.retention_store import CARD_AGAIN
from db.base.traces import Shown, Trace, wish, wished
from services.base.outbox import SERVER_LEFT, Kind

_CARD_AGAIN = CARD_AGAIN.format(kind=Kind.CASE_CARD, left=SERVER_LEFT, subject="$2")
_CLOSED = "EXISTS (SELECT 1 FROM cases c WHERE c.id = {table}.case_id AND c.state = 'closed')"
_OPEN = "EXISTS (SELECT 1 FROM cases c WHERE c.id = {table}.case_id AND c.state <> 'closed')"
_ANSWERS = "relay_messages.report_id = $2 AND relay_messages.question_id IS NOT NULL AND relay_messages.text_sealed IS NOT NULL"
_ANSWER_AGAIN = CARD_AGAIN.format(kind=Kind.RELAY_ANSWER, left=SERVER_LEFT, subject="$2")
_ANSWERS_AGAIN = _ANSWER_AGAIN.replace(
    "subject_id = $2",
    "subject_id IN (SELECT m.id FROM relay_messages m WHERE m.report_id = $2 AND m.question_id IS NOT NULL AND m.text_sealed IS NULL)",
)

TRACES = (
    Trace(
        "reports",
        keyed="SELECT id FROM reports WHERE reporter_key = $2 AND server_id = $1",
        steps=(
            wish(
                "report_words",
                "reports",
                f"reports.id = $2 AND reports.details_sealed IS NOT NULL AND {_OPEN.format(table='reports')}",
                key="reporter_key",
            ),
            wish(
                "relay_words",
                "relay_messages JOIN reports r ON r.id = relay_messages.report_id",
                f"{_ANSWERS} AND {_OPEN.format(table='relay_messages')}",
                row="relay_messages.id",
                server="relay_messages.server_id",
                key="r.reporter_key",
            ),
            f"UPDATE reports SET details_sealed = NULL WHERE id = $2 AND {_CLOSED.format(table='reports')}",
            f"UPDATE relay_messages SET text_sealed = NULL WHERE {_ANSWERS} AND {_CLOSED.format(table='relay_messages')}",
            _ANSWERS_AGAIN,
            f"DELETE FROM outbox WHERE kind = '{Kind.OUTCOME_NOTICE}' AND subject_id = $2",
            "UPDATE reports SET reporter_sealed = NULL, reporter_key = NULL WHERE id = $2",
        ),
        shown=(
            Shown(
                "reports",
                "SELECT id AS _id, server_id AS server, case_id AS number, category, made_at, details_sealed AS details "
                "FROM reports WHERE id = $1",
                {"details": "reports.details/{_id}"},
            ),
            Shown(
                "answers",
                "SELECT id AS _id, server_id AS server, case_id AS number, made_at, text_sealed AS text FROM relay_messages "
                "WHERE report_id = $1 AND question_id IS NOT NULL ORDER BY id",
                {"text": "relay_messages.text/{_id}"},
            ),
        ),
    ),
    Trace(
        "report-forms",
        keyed="SELECT token FROM report_drafts WHERE member_key = $2 AND server_id = $1",
        steps=("DELETE FROM report_drafts WHERE token = $2",),
        shown=(Shown("forms", "SELECT server_id AS server, made_at FROM report_drafts WHERE token = $1"),),
    ),
    Trace(
        "reported",
        keyed="SELECT id FROM cases WHERE server_id = $1 AND author_key = $2 AND state <> 'closed' "
        "UNION ALL SELECT id FROM cases WHERE server_id = $1 AND author_key = $2 AND closed_at IS NOT NULL",
        steps=(
            wish("case_author", "cases", "id = $2 AND state <> 'closed'", key="author_key"),
            "DELETE FROM case_files WHERE case_id = $2 AND EXISTS (SELECT 1 FROM cases c WHERE c.id = $2 AND c.state = 'closed')",
            "UPDATE cases SET author_sealed = NULL, author_key = NULL, evidence_sealed = NULL WHERE id = $2 AND state = 'closed'",
        ),
        again=_CARD_AGAIN,
    ),
    Trace(
        "held-cases",
        sealed=("cases", "claimed_by_sealed"),
        steps=(
            wish("case_holder", "cases", "id = $2 AND state <> 'closed'", key="claimed_key"),
            "UPDATE cases SET claimed_by_sealed = NULL, claimed_key = NULL, note_sealed = NULL WHERE id = $2 AND state = 'closed'",
        ),
        again=_CARD_AGAIN,
        shown=(
            Shown(
                "cases",
                "SELECT id AS number, server_id AS server, state, outcome, outcome_reason AS reason, claimed_at, closed_at, "
                "note_sealed AS note FROM cases WHERE id = $1",
                {"note": "cases.note/{number}"},
            ),
        ),
    ),
    Trace(
        "freed-cases",
        sealed=("cases", "freed_from_sealed"),
        steps=("UPDATE cases SET freed_from_sealed = NULL, freed_untold = 0 WHERE id = $2",),
        again=_CARD_AGAIN,
    ),
    Trace(
        "given-cases",
        keyed="SELECT id, given_by_key FROM cases WHERE server_id = $1 AND given_by_key = $2",
        steps=("UPDATE cases SET given_by_key = NULL WHERE id = $2 AND given_by_key = $3",),
    ),
    Trace(
        "notices",
        keyed="SELECT server_id, member_key FROM member_choices WHERE server_id = $1 AND member_key = $2",
        steps=("DELETE FROM member_choices WHERE server_id = $2 AND member_key = $3",),
        shown=(
            Shown(
                "settings",
                "SELECT server_id AS server, 'notices' AS setting, notices AS value FROM member_choices "
                "WHERE server_id = $1 AND member_key = $2",
            ),
        ),
    ),
    Trace(
        "declined",
        keyed="SELECT server_id, member_key FROM declined_offers WHERE server_id = $1 AND member_key = $2",
        steps=("DELETE FROM declined_offers WHERE server_id = $2 AND member_key = $3",),
        shown=(
            Shown(
                "settings",
                "SELECT server_id AS server, 'breaks' AS setting, 0 AS value FROM declined_offers WHERE server_id = $1 AND member_key = $2",
            ),
        ),
    ),
)

_STILL_OPEN = "cases c WHERE c.id = w.row_id AND c.state <> 'closed'"

WISHES = (
    wished(
        "case_author",
        _STILL_OPEN,
        (
            "DELETE FROM case_files WHERE case_id = $2",
            "UPDATE cases SET author_sealed = NULL, author_key = NULL, evidence_sealed = NULL WHERE id = $2",
        ),
        again=_CARD_AGAIN,
    ),
    wished(
        "case_holder",
        _STILL_OPEN,
        (
            "UPDATE cases SET claimed_by_sealed = NULL, claimed_key = NULL, note_sealed = NULL WHERE id = $2 AND claimed_key = $4",
        ),
        again=_CARD_AGAIN,
    ),
    wished(
        "report_words",
        "reports r JOIN cases c ON c.id = r.case_id WHERE r.id = w.row_id AND c.state <> 'closed'",
        ("UPDATE reports SET details_sealed = NULL WHERE id = $2 AND reporter_key IS NULL",),
    ),
    wished(
        "relay_words",
        "relay_messages m JOIN cases c ON c.id = m.case_id WHERE m.id = w.row_id AND c.state <> 'closed'",
        ("UPDATE relay_messages SET text_sealed = NULL WHERE id = $2",),
        again=_ANSWER_AGAIN,
    ),
)
"""What was wished for while its case was open, once that is closed."""
