"""Rows of what was published, for tests/db/every_row.py."""

PUBLISHED_ROWS = (
    (
        "published_lists",
        [{"id": 1, "server_id": 1, "hashed": 1, "sealed": b"sealed", "made_at": 1}],
    ),
    ("published_issues", [{"list_id": 1, "serial": 1, "digest": "d", "made_at": 1}]),
    (
        "published_handovers",
        [{"list_id": 1, "number": 1, "earlier": "a", "later": "b", "signature": "c"}],
    ),
    (
        "published_patterns",
        [
            {"list_id": 1, "pattern": "a.example", "kind": "host", "key": "a.example"}
            | {"serial": 1, "retracted_at": 1}
        ],
    ),
    ("published_allows", [{"server_id": 2, "published_at": 1}]),
    ("followed_allows", [{"server_id": 1, "publisher_id": 2, "followed_at": 1}]),
)
