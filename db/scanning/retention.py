"""What is forgotten of detections: the text, whom they name, then the rows; and what waited for Discord in vain."""

from core.base.retention import Promise
from db.base.retention import posted
from db.base.retention_store import CARD_AGAIN, Chore
from services.base.outbox import SERVER_LEFT, Kind

_DAY_MS = 86_400_000
_CARD_AGAIN = CARD_AGAIN.format(
    kind=Kind.DETECTION_CARD,
    left=SERVER_LEFT,
    subject="coalesce((SELECT d.lead_id FROM detections d WHERE d.id = $2), $2)",  # who shares a card is named on it
)
COUNT_DETECTION = (
    "INSERT INTO detection_days (server_id, pattern, day, tier, found, undone, ordered) "
    f"SELECT server_id, pattern, detected_at / {_DAY_MS}, tier, CASE WHEN rule <> 'case' THEN 1 ELSE 0 END, "
    "CASE WHEN rule <> 'case' AND settled = 'undone' THEN 1 ELSE 0 END, CASE WHEN rule = 'case' THEN 1 ELSE 0 END "
    "FROM detections WHERE id = $2 "
    "ON CONFLICT (server_id, pattern, day, tier) DO UPDATE SET found = detection_days.found + excluded.found, "
    "undone = detection_days.undone + excluded.undone, ordered = detection_days.ordered + excluded.ordered"
)
DELETE_DETECTION = (
    f"DELETE FROM outbox WHERE kind = '{Kind.DETECTION_CARD}' AND subject_id = $2",
    f"DELETE FROM outbox WHERE kind = '{Kind.UNDO_NOTICE}' AND subject_id = $2",
    "DELETE FROM detections WHERE id = $2",
)
_NOTICE_CARDS = (Kind.APPEAL_CARD, Kind.APPEAL_ANSWER, Kind.APPEAL_NOTE, Kind.APPEAL_REMINDER)
DELETE_NOTICE = (
    "UPDATE detections SET notice_id = NULL WHERE notice_id = $2",
    *(
        f"DELETE FROM outbox WHERE kind = '{kind}' AND subject_id IN (SELECT id FROM appeals WHERE notice_id = $2)"
        for kind in _NOTICE_CARDS
    ),
    "DELETE FROM appeals WHERE notice_id = $2",
    f"DELETE FROM outbox WHERE kind = '{Kind.AUTHOR_NOTICE}' AND subject_id = $2",
    "DELETE FROM author_notices WHERE id = $2",
)
DELETE_BRIGADE = (
    f"DELETE FROM outbox WHERE kind = '{Kind.BRIGADE_ALERT}' AND subject_id = $2",
    "DELETE FROM brigade_measures WHERE brigade_id = $2",
    "DELETE FROM brigades WHERE id = $2",
)
DELETE_SWEEP = (
    "UPDATE detections SET sweep_id = NULL WHERE sweep_id = $2",
    "DELETE FROM sweep_messages WHERE sweep_id = $2",
    "DELETE FROM sweep_channels WHERE sweep_id = $2",
    f"DELETE FROM outbox WHERE kind = '{Kind.SWEEP_CARD}' AND subject_id = $2",
    "DELETE FROM sweeps WHERE id = $2",
)
_APPEAL_AGAIN = CARD_AGAIN.format(kind=Kind.APPEAL_CARD, left=SERVER_LEFT, subject="$2")

CHORES = (
    Chore(
        "texts",
        Promise.STAMPED,
        "SELECT id FROM detections WHERE text_until <= $1 ORDER BY text_until LIMIT $2",
        ["UPDATE detections SET text_sealed = NULL, text_until = NULL WHERE id = $2"],
    ),
    Chore(
        "authors",
        Promise.NAMES,
        "SELECT id FROM detections WHERE detected_at <= $1 AND (author_sealed IS NOT NULL OR author_key IS NOT NULL) "
        "ORDER BY detected_at LIMIT $2",
        ["UPDATE detections SET author_sealed = NULL, author_key = NULL WHERE id = $2"],
        again=_CARD_AGAIN,
    ),
    Chore(
        "moderators",
        Promise.NAMES,
        "SELECT id FROM detections WHERE settled_at <= $1 AND (settled_by_sealed IS NOT NULL OR note_sealed IS NOT NULL) "
        "ORDER BY settled_at LIMIT $2",
        ["UPDATE detections SET settled_by_sealed = NULL, note_sealed = NULL WHERE id = $2"],
        again=_CARD_AGAIN,
    ),
    Chore(
        "detections",
        Promise.ROWS,
        # The newest stays, whatever its age: its successor must not get its number.
        "SELECT id FROM detections WHERE detected_at <= $1 AND id < (SELECT max(id) FROM detections) "
        "ORDER BY detected_at LIMIT $2",
        [COUNT_DETECTION, *DELETE_DETECTION],
    ),
    posted(Kind.UNDO_NOTICE),
    Chore(
        "appeals/texts",
        Promise.STAMPED,
        "SELECT id FROM appeals WHERE text_until <= $1 ORDER BY text_until LIMIT $2",
        ["UPDATE appeals SET text_sealed = NULL, text_until = NULL WHERE id = $2"],
    ),
    Chore(
        "appeals/authors",
        Promise.NAMES,
        "SELECT id FROM appeals WHERE opened_at <= $1 AND author_key IS NOT NULL ORDER BY opened_at LIMIT $2",
        ["UPDATE appeals SET author_key = NULL WHERE id = $2"],
    ),
    Chore(
        "appeals/moderators",
        Promise.NAMES,
        "SELECT id FROM appeals WHERE decided_at <= $1 AND "
        "(decided_by_sealed IS NOT NULL OR against_sealed IS NOT NULL OR reason_sealed IS NOT NULL) "
        "ORDER BY decided_at LIMIT $2",
        [
            "UPDATE appeals SET decided_by_sealed = NULL, against_sealed = NULL, reason_sealed = NULL WHERE id = $2"
        ],
        again=_APPEAL_AGAIN,
    ),
    Chore(
        "author-notices/names",
        Promise.NAMES,
        "SELECT id FROM author_notices WHERE made_at <= $1 AND (author_sealed IS NOT NULL OR author_key IS NOT NULL) "
        "ORDER BY made_at LIMIT $2",
        ["UPDATE author_notices SET author_sealed = NULL, author_key = NULL WHERE id = $2"],
        again=CARD_AGAIN.format(
            kind=Kind.APPEAL_CARD,
            left=SERVER_LEFT,
            subject="(SELECT id FROM appeals WHERE notice_id = $2)",
        ),
    ),
    Chore(
        "author-notices",
        Promise.ROWS,
        "SELECT id FROM author_notices WHERE made_at <= $1 ORDER BY made_at LIMIT $2",
        DELETE_NOTICE,
    ),
    posted(Kind.AUTHOR_NOTICE),
    Chore(
        "sweeps",
        Promise.NAMES,
        "SELECT id FROM sweeps WHERE begun_at <= $1 ORDER BY begun_at LIMIT $2",
        DELETE_SWEEP,
    ),
    posted(Kind.APPEAL_ANSWER),
    posted(Kind.APPEAL_NOTE),
    posted(Kind.APPEAL_REMINDER),
    Chore(
        "place-posts",
        Promise.STAMPED,
        "SELECT id FROM place_posts WHERE until <= $1 ORDER BY until LIMIT $2",
        ["DELETE FROM place_posts WHERE id = $2"],
    ),
    Chore(
        "brigades",
        Promise.ROWS,
        "SELECT id FROM brigades WHERE opened_at <= $1 ORDER BY opened_at LIMIT $2",
        DELETE_BRIGADE,
    ),
    Chore(
        "server-gaps",
        Promise.WAITED,
        "SELECT server_id FROM server_gaps WHERE until <= $1 LIMIT $2",
        ["DELETE FROM server_gaps WHERE server_id = $2"],
    ),
    Chore(
        "channel-gaps",
        Promise.WAITED,
        "SELECT id FROM channel_gaps WHERE made_at <= $1 LIMIT $2",
        ["DELETE FROM channel_gaps WHERE id = $2"],
    ),
    posted(Kind.NEVER_READ),
    Chore(
        "never-read",
        Promise.WAITED,
        "SELECT id FROM never_read WHERE noted_at <= $1 LIMIT $2",
        ["DELETE FROM never_read WHERE id = $2"],
    ),
    Chore(
        "waiting-posts",
        Promise.WAITED,
        "SELECT message_id, place FROM waiting_posts WHERE seen_at <= $1 LIMIT $2",
        ["DELETE FROM waiting_posts WHERE message_id = $2 AND place = $3"],
    ),
)
