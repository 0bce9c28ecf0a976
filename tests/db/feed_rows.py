"""A row of each kind in the tables of feeds."""

from collections.abc import Mapping, Sequence

_FEED = {"campaign_id": 1, "server_id": 1, "host": "a.example", "added_at": 1, "added_key": b"k" * 16}
_ITEM = {"feed_id": 1, "id_hash": "a", "link_hash": "b", "title_hash": "d", "made_at": 1}

FEED_IDS = ("feeds", "feed_items")
FEED_ROWS: Sequence[tuple[str, Sequence[Mapping[str, object]]]] = (
    (
        "feeds",
        [
            _FEED | {"id": 1, "url": "https://a.example/1", "due_at": 1, "told": 1, "noticed_at": 1},
            _FEED | {"id": 2, "url": "https://a.example/2", "due_at": 1, "fetched_at": 1, "taken_by": "me"},
        ],
    ),
    (
        "feed_items",
        [
            _ITEM | {"id": 1, "content_hash": "c", "update_id": 1, "changed": 1, "proposed_at": 1},
            _ITEM | {"id": 2, "content_hash": "e"},
        ],
    ),
    (
        "feed_drafts",
        [{"update_id": 1, "version": 2, "feed_id": 1, "url": "https://a.example/1", "items": 1}],
    ),
)
