"""Rows of the tables that belong to the screen of campaigns: pictures, and the places that updates name."""

from collections.abc import Sequence

from tests.db.every_row import KEY, LATER, SEALED, SERVER, Row

SCREEN_ROWS: Sequence[tuple[str, Sequence[Row]]] = (
    (
        "update_pictures",
        [
            {"id": 1, "server_id": SERVER, "picture_sealed": SEALED, "made_at": 1},
            {"id": 2, "server_id": SERVER, "picture_sealed": SEALED, "made_at": 1, "unused_at": 1},
        ],
    ),
    (
        "picture_offers",
        [
            {"form": "1", "server_id": SERVER, "offered_key": KEY, "offer_sealed": SEALED}
            | {"made_at": 1, "expires_at": LATER}
        ],
    ),
    ("update_places", [{"key": "a.example", "update_id": 1}]),
    ("places_looked", [{"only": 1, "revision": 0}]),
    ("update_redraws", [{"update_id": 1, "after": 0}]),
    ("reported_changes", [{"id": 1, "case_id": 1}]),
    (
        "crossposts",
        [
            {"delivery_id": SERVER, "channel_id": 10, "free_at": 1},
            {"delivery_id": 2, "channel_id": 10, "free_at": LATER},
        ],
    ),
)
