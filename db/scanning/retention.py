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
    Chore(
        "waiting-posts",
        Promise.WAITED,
        "SELECT message_id, place FROM waiting_posts WHERE seen_at <= $1 LIMIT $2",
        ["DELETE FROM waiting_posts WHERE message_id = $2 AND place = $3"],
    ),
)
