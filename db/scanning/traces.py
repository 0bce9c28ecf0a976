"""What somebody left in the wing of scanning: as the author of a message that was found, as a moderator who decided about one;
as whoever was told of a removal and objected, as a moderator who decided about the objection.

What is still to be done about a message (a removal that is owed, a decision that is waited for, a timeout that an undo would
lift) stays until it is done. An author is shown the messages that were removed, and not which ones moderators look at.
"""

from db.base.retention_store import CARD_AGAIN
from db.base.traces import Shown, Trace, wish, wished
from services.base.outbox import SERVER_LEFT, Kind

_CARD_AGAIN = CARD_AGAIN.format(
    kind=Kind.DETECTION_CARD,
    left=SERVER_LEFT,
    subject="coalesce((SELECT d.lead_id FROM detections d WHERE d.id = $2), $2)",
)
_NEEDED = (
    "({d}.due_at IS NOT NULL OR ({d}.outcome = 'review' AND {d}.settled = '') "
    "OR ({d}.timeout = 'set' AND coalesce({d}.timeout_until, 0) > $1))"
)
_APPEAL_AGAIN = CARD_AGAIN.format(kind=Kind.APPEAL_CARD, left=SERVER_LEFT, subject="$2")
_SWEEP_AGAIN = CARD_AGAIN.format(kind=Kind.SWEEP_CARD, left=SERVER_LEFT, subject="$2")
_NOBODY = "text_sealed = NULL, text_until = NULL, author_sealed = NULL, author_key = NULL"

TRACES = (
    Trace(
        "found",
        keyed="SELECT id FROM detections WHERE server_id = $1 AND author_key = $2",
        steps=(
            wish(
                "detection",
                "detections",
                f"id = $2 AND {_NEEDED.format(d='detections')}",
                key="author_key",
            ),
            f"UPDATE detections SET {_NOBODY} WHERE id = $2 AND NOT {_NEEDED.format(d='detections')}",
        ),
        again=_CARD_AGAIN,
        shown=(
            Shown(
                "removed",
                # Of a removal that a case ordered neither category nor link: they would say that somebody reported.
                "SELECT message_id AS _message, text_key AS _text, server_id AS server, channel_id AS channel, "
                "detected_at AS removed_at, CASE WHEN rule IN ('case', 'moderator') THEN NULL ELSE category END AS category, "
                "CASE WHEN rule IN ('case', 'moderator') THEN NULL ELSE link END AS link, text_sealed AS text "
                "FROM detections WHERE id = $1 AND outcome = 'removed'",
                {"text": "detections.text/{_message}/{_text}"},
            ),
        ),
    ),
    Trace(
        "posted",  # in what is counted for a day
        keyed="SELECT id FROM place_posts WHERE server_id = $1 AND author_key = $2",
        steps=("DELETE FROM place_posts WHERE id = $2",),
    ),
    Trace(
        "decided",
        sealed=("detections", "settled_by_sealed"),
        steps=("UPDATE detections SET settled_by_sealed = NULL, note_sealed = NULL WHERE id = $2",),
        again=_CARD_AGAIN,
        shown=(
            Shown(
                "decisions",
                "SELECT id AS number, message_id AS _message, text_key AS _text, server_id AS server, settled AS decision, "
                "settled_reason AS reason, settled_at AS decided_at, note_sealed AS note FROM detections WHERE id = $1",
                {"note": "detections.note/{_message}/{_text}"},
            ),
        ),
    ),
    Trace(
        "swept",
        keyed="SELECT m.message_id FROM sweep_messages m JOIN sweeps s ON s.id = m.sweep_id "
        "WHERE s.server_id = $1 AND m.author_key = $2",
        steps=("UPDATE sweep_messages SET author_key = NULL WHERE message_id = $2",),
    ),
    Trace(
        "sweeping",
        sealed=("sweeps", "starter_sealed"),
        # One that still goes on pauses then: nobody is left in whose name it removes.
        steps=("UPDATE sweeps SET starter_sealed = NULL WHERE id = $2",),
        again=_SWEEP_AGAIN,
        shown=(
            Shown(
                "decisions",
                "SELECT server_id AS server, 'sweep' AS decision, begun_at AS decided_at FROM sweeps WHERE id = $1",
            ),
        ),
    ),
    Trace(
        "unsweeping",
        sealed=("sweeps", "undoing_sealed"),
        steps=("UPDATE sweeps SET undoing_sealed = NULL WHERE id = $2",),
        again=_SWEEP_AGAIN,
    ),
    Trace(
        "told",
        keyed="SELECT id FROM author_notices WHERE server_id = $1 AND author_key = $2",
        steps=(
            "UPDATE author_notices SET state = 'dropped' WHERE id = $2 AND state = 'waiting'",
            "UPDATE author_notices SET author_sealed = NULL, author_key = NULL WHERE id = $2",
        ),
        shown=(
            Shown(
                "notices",
                "SELECT server_id AS server, sent_at FROM author_notices WHERE id = $1 AND state = 'sent'",
            ),
        ),
    ),
    Trace(
        "objected",
        keyed="SELECT id FROM appeals WHERE server_id = $1 AND author_key = $2",
        # An objection that nobody stands behind any more is not decided.
        steps=(
            "UPDATE appeals SET state = 'undone', decided_at = $1, against_sealed = NULL WHERE id = $2 AND state = 'open'",
            "UPDATE appeals SET author_key = NULL, text_sealed = NULL, text_until = NULL WHERE id = $2",
        ),
        again=_APPEAL_AGAIN,
        shown=(
            Shown(
                "objections",
                "SELECT id AS _id, server_id AS server, opened_at, state, decided_at, text_sealed AS text FROM appeals WHERE id = $1",
                {"text": "appeals.text/{_id}"},
            ),
        ),
    ),
    Trace(
        "answered",
        sealed=("appeals", "decided_by_sealed"),
        steps=("UPDATE appeals SET decided_by_sealed = NULL, reason_sealed = NULL WHERE id = $2",),
        again=_APPEAL_AGAIN,
        shown=(
            Shown(
                "decisions",
                "SELECT id AS _id, server_id AS server, state AS decision, decided_at, reason_sealed AS note FROM appeals WHERE id = $1",
                {"note": "appeals.reason/{_id}"},
            ),
        ),
    ),
    Trace(
        "objected_to",
        sealed=("appeals", "against_sealed"),
        # While it waits they may not decide about it, nor by having themselves erased. Its end writes anew who is named still.
        steps=("UPDATE appeals SET against_sealed = NULL WHERE id = $2 AND state <> 'open'",),
        again=_APPEAL_AGAIN,
    ),
)

WISHES = (
    wished(
        "detection",
        f"detections d WHERE d.id = w.row_id AND {_NEEDED.format(d='d')}",
        (f"UPDATE detections SET {_NOBODY} WHERE id = $2",),
        again=_CARD_AGAIN,
    ),
)
"""What was wished for while something was still to be done, once it is done."""
