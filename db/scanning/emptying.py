"""What is deleted of a server's detections, and of what waited there, when Rowan left it long ago."""

from core.base.retention import Promise
from db.base.retention_store import Chore, of_server
from db.scanning.retention import DELETE_BRIGADE, DELETE_DETECTION, DELETE_NOTICE, DELETE_SWEEP

EMPTYING = (
    Chore(
        "left/author_notices",
        Promise.STAMPED,
        "SELECT id FROM author_notices WHERE server_id = $1 LIMIT $2",
        DELETE_NOTICE,
    ),
    Chore(
        "left/detections",
        Promise.STAMPED,
        "SELECT id FROM detections WHERE server_id = $1 LIMIT $2",
        DELETE_DETECTION,
    ),
    Chore(
        "left/brigades",
        Promise.STAMPED,
        "SELECT id FROM brigades WHERE server_id = $1 LIMIT $2",
        DELETE_BRIGADE,
    ),
    of_server("place_posts", "id"),
    Chore(
        "left/sweeps",
        Promise.STAMPED,
        "SELECT id FROM sweeps WHERE server_id = $1 LIMIT $2",
        DELETE_SWEEP,
    ),
    of_server("detection_days", "server_id", "pattern", "day", "tier"),
    of_server("automod_rules", "rule_id"),
    of_server("automod_servers", "server_id"),
    of_server("server_gaps", "server_id"),
    of_server("channel_gaps", "id"),
    of_server("never_read", "id"),
    of_server("waiting_posts", "message_id", "place"),
)
