"""Rows of the tables of short links."""

from collections.abc import Sequence

from tests.db.every_row import KEY, LATER, SEALED, SERVER, Row

SHORT_ROWS: Sequence[tuple[str, Sequence[Row]]] = (
    (
        "short_links",
        [
            {"link_key": KEY, "host": "bit.ly", "link_sealed": SEALED, "way_sealed": SEALED, "state": "asked"}
            | {"server_id": SERVER, "asker_key": KEY, "seen_at": 1, "due_at": 1}
            | {"believed_until": 1, "kept_until": 1},
            {"link_key": b"l" * 16, "host": "is.gd", "link_sealed": SEALED, "state": "nowhere"}
            | {"seen_at": 1, "believed_until": LATER, "kept_until": LATER},
        ],
    ),
    (
        "short_posts",
        [
            {"message_id": 100, "link_key": KEY, "place": "message", "server_id": SERVER}
            | {"channel_id": 10, "until": 1}
        ],
    ),
    ("shortener_pauses", [{"host": "is.gd", "until": 1, "failures": 1}]),
)
