"""What is forgotten of reports and cases: forms, who reported, evidence, whom a closed case named, then the rows."""

from core.base.retention import Promise
from db.base.retention import posted
from db.base.retention_store import CARD_AGAIN, Chore
from db.reports.cases.case_rows import UPHELD
from services.base.outbox import SERVER_LEFT, Kind

_DAY_MS = 86_400_000
_CARD_AGAIN = CARD_AGAIN.format(kind=Kind.CASE_CARD, left=SERVER_LEFT, subject="$2")
_OPEN_CASE = "EXISTS (SELECT 1 FROM cases c WHERE c.id = outbox.subject_id AND c.state <> 'closed')"
_NOBODY = "reporter_sealed = NULL, reporter_key = NULL, details_sealed = NULL"
# With how much hangs on each, so that a brigade's case is a portion of its own.
_CLOSED = (
    "SELECT id, 1 + (SELECT count(*) FROM reports r WHERE r.case_id = cases.id) AS weight FROM cases "
    "WHERE forgotten = {forgotten} AND closed_at <= $1 ORDER BY closed_at LIMIT $2"
)
COUNT_CASE = (
    (
        f"INSERT INTO case_days (server_id, day, reports) SELECT server_id, made_at / {_DAY_MS} AS made, count(*) FROM reports "
        "WHERE case_id = $2 GROUP BY server_id, made "
        "ON CONFLICT (server_id, day) DO UPDATE SET reports = case_days.reports + excluded.reports"
    ),
    (
        f"INSERT INTO case_days (server_id, day, closed, upheld) SELECT server_id, closed_at / {_DAY_MS}, 1, "
        f"CASE WHEN {UPHELD} THEN 1 ELSE 0 END FROM cases WHERE id = $2 AND closed_at IS NOT NULL "
        "ON CONFLICT (server_id, day) DO UPDATE SET closed = case_days.closed + excluded.closed, "
        "upheld = case_days.upheld + excluded.upheld"
    ),
)
DELETE_CASE = (
    *(
        f"DELETE FROM outbox WHERE kind = '{kind}' AND subject_id = $2"
        for kind in (
            Kind.CASE_CARD,
            Kind.CASE_REMINDER,
            Kind.UNDECIDED_REMINDER,
            Kind.CLAIM_NOTICE,
            Kind.CONCERNED_NOTICE,
        )
    ),
    f"DELETE FROM outbox WHERE kind = '{Kind.OUTCOME_NOTICE}' AND subject_id IN (SELECT id FROM reports WHERE case_id = $2)",
    *(
        f"DELETE FROM outbox WHERE kind = '{kind}' AND subject_id IN (SELECT id FROM relay_messages WHERE case_id = $2)"
        for kind in (Kind.RELAY_QUESTION, Kind.RELAY_ANSWER)
    ),
    "DELETE FROM relay_messages WHERE case_id = $2 AND question_id IS NOT NULL",
    *(
        f"DELETE FROM {table} WHERE case_id = $2"
        for table in ("relay_messages", "reporter_mutes", "case_files", "case_links", "reports")
    ),
    "DELETE FROM alerts WHERE server_id = (SELECT server_id FROM cases WHERE id = $2) AND case_id = $2",
    # What names the case goes on without it.
    *(
        f"UPDATE {table} SET {column} = NULL WHERE {column} = $2"
        for table, column in (
            ("cases", "follows_case_id"),
            ("cases", "alert_case_id"),
            ("cases", "reminder_case_id"),
            ("cases", "related_case_id"),
            ("cases", "managers_case_id"),
            ("cases", "undecided_case_id"),
            ("own_entries", "case_id"),
            ("detections", "case_id"),
        )
    ),
    "DELETE FROM cases WHERE id = $2",
)

CHORES = (
    Chore(
        "drafts",
        Promise.STAMPED,
        "SELECT token FROM report_drafts WHERE expires_at <= $1 LIMIT $2",
        ["DELETE FROM report_drafts WHERE token = $2"],
    ),
    Chore(
        "mutes",
        Promise.STAMPED,
        "SELECT server_id, member_key, case_id FROM reporter_mutes WHERE expires_at <= $1 LIMIT $2",
        ["DELETE FROM reporter_mutes WHERE server_id = $2 AND member_key = $3 AND case_id = $4"],
    ),
    # An open case keeps what it needs; what nobody decided for so long as rows are kept is forgotten all the same.
    Chore(
        "reporters",
        Promise.STAMPED,
        "SELECT id FROM reports WHERE keep_until <= $1 AND reporter_key IS NOT NULL ORDER BY keep_until LIMIT $2",
        [f"UPDATE reports SET {_NOBODY} WHERE id = $2"],
    ),
    Chore(
        "evidence",
        Promise.STAMPED,
        "SELECT id FROM cases WHERE evidence_until <= $1 AND evidence_sealed IS NOT NULL ORDER BY evidence_until LIMIT $2",
        [
            "UPDATE cases SET evidence_sealed = NULL WHERE id = $2",
            "DELETE FROM case_files WHERE case_id = $2",
        ],
    ),
    Chore(
        "relay-texts",
        Promise.STAMPED,
        "SELECT id FROM relay_messages WHERE keep_until <= $1 AND text_sealed IS NOT NULL ORDER BY keep_until LIMIT $2",
        ["UPDATE relay_messages SET text_sealed = NULL WHERE id = $2"],
    ),
    Chore(
        "closed-evidence",
        Promise.EVIDENCE,
        _CLOSED.format(forgotten=0),
        [
            f"UPDATE reports SET {_NOBODY} WHERE case_id = $2",
            "UPDATE relay_messages SET text_sealed = NULL WHERE case_id = $2",
            "UPDATE cases SET evidence_sealed = NULL, forgotten = 1 WHERE id = $2",
            "DELETE FROM case_files WHERE case_id = $2",
        ],
    ),
    Chore(
        "closed-names",
        Promise.NAMES,
        "SELECT id FROM cases WHERE forgotten = 1 AND closed_at <= $1 ORDER BY closed_at LIMIT $2",
        [
            (
                "UPDATE cases SET author_sealed = NULL, author_key = NULL, claimed_by_sealed = NULL, claimed_key = NULL, "
                "given_by_key = NULL, freed_from_sealed = NULL, note_sealed = NULL, forgotten = 2 WHERE id = $2"
            ),
        ],
        again=_CARD_AGAIN,
    ),
    Chore("cases", Promise.ROWS, _CLOSED.format(forgotten=2), [*COUNT_CASE, *DELETE_CASE]),
    posted(Kind.CASE_REMINDER, unless=_OPEN_CASE),
    posted(Kind.UNDECIDED_REMINDER, unless=_OPEN_CASE),
    posted(Kind.CLAIM_NOTICE, unless=_OPEN_CASE),
    posted(Kind.CONCERNED_NOTICE, unless=_OPEN_CASE),
    # Who heard of the end of a case does not hear of a second one.
    posted(
        Kind.OUTCOME_NOTICE,
        unless="EXISTS (SELECT 1 FROM reports r WHERE r.id = outbox.subject_id AND r.reporter_key IS NOT NULL)",
    ),
    posted(
        Kind.RELAY_QUESTION,
        unless="EXISTS (SELECT 1 FROM relay_messages q WHERE q.id = outbox.subject_id AND q.text_sealed IS NOT NULL)",
    ),
)
