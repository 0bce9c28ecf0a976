"""A row of each kind in the tables of subscribed lists."""

from collections.abc import Mapping, Sequence

SERVER, LATER = 1, 4_000_000_000_000
_VERSION = {"list_id": 1, "entries": 1, "refused": 0, "protected": 0, "publisher": 0}
_SUBSCRIBED = {"list_id": 1, "kind": "host", "key": "a.example", "note": ""}

SUBSCRIBED_IDS = ("subscribed_lists", "subscribed_entries", "subscriptions", "subscription_log")
SUBSCRIBED_ROWS: Sequence[tuple[str, Sequence[Mapping[str, object]]]] = (
    (
        "subscribed_lists",
        [
            {"id": 1, "url": "https://a.example/1", "newest": 2, "begun": 2, "due_at": 1}
            | {"signed_by": "k", "signed_serial": 2, "signed_digest": "d"},
            {"id": 2, "url": "https://a.example/2", "due_at": LATER},
        ],
    ),
    ("list_versions", [_VERSION | {"version": 1}, _VERSION | {"version": 2}]),
    (
        "subscribed_entries",
        [
            _SUBSCRIBED | {"id": 1, "pattern": "a.example", "since": 1, "gone": 2},
            _SUBSCRIBED | {"id": 2, "pattern": "b.example", "since": 2},
            _SUBSCRIBED | {"id": 3, "pattern": "!c.example", "since": 2, "lets_through": 1},
        ],
    ),
    (
        "subscriptions",
        [
            {"id": 1, "server_id": SERVER, "list_id": 1, "category": "scam", "version": 2, "accepted": 1}
            | {"accepted_entries": 1, "accepted_protected": 0, "began_at": 1, "log_until": 2}
        ],
    ),
    (
        "subscription_log",
        [{"id": 1, "subscription_id": 1, "at": 1, "event": "begun", "entries": 1, "added": 1, "removed": 0}],
    ),
)
