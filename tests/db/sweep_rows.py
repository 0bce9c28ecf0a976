"""Rows of sweeps, for tests that look at every table."""

from collections.abc import Sequence

from tests.db.every_row import KEY, SEALED, SERVER, Row

SWEEP_ROWS: Sequence[tuple[str, Sequence[Row]]] = (
    (
        "sweeps",
        [
            {
                "id": 1,
                "server_id": SERVER,
                "pattern": "a.example",
                "days": 7,
                "category": "other",
                "state": "running",
            }
            | {"action": "delete", "after_id": 1, "begun_at": 1, "starter_sealed": SEALED, "due_at": 1}
            | {"undoing_sealed": SEALED}
        ],
    ),
    ("sweep_channels", [{"sweep_id": 1, "channel_id": 10, "place": 0, "state": "unread", "before_id": 9}]),
    ("sweep_messages", [{"sweep_id": 1, "message_id": 104, "channel_id": 10, "author_key": KEY, "sure": 1}]),
    (
        "detections",
        [
            {"id": 4, "server_id": SERVER, "channel_id": 10, "message_id": 104, "place": "message"}
            | {"text_key": b"4" * 16, "author_sealed": SEALED, "author_key": KEY, "author_is_member": 1}
            | {"pattern": "a.example", "tier": "own", "category": "other", "source": "", "rule": "sweep"}
            | {"link": "a.example/x", "how": "", "action": "delete", "outcome": "removed", "detected_at": 3}
            | {
                "settled": "deleted",
                "settled_by_sealed": SEALED,
                "settled_at": 3,
                "lead_id": 4,
                "sweep_id": 1,
            }
        ],
    ),
)
