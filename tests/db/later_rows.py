"""Rows of tables that came later than those of tests/db/every_row.py."""

from collections.abc import Sequence

from tests.db.every_row import KEY, LATER, OTHER_SERVER, SEALED, SERVER, Row
from tests.db.feed_rows import FEED_ROWS
from tests.db.published_rows import PUBLISHED_ROWS
from tests.db.screen_rows import SCREEN_ROWS
from tests.db.short_rows import SHORT_ROWS
from tests.db.subscribed_rows import SUBSCRIBED_ROWS
from tests.db.sweep_rows import SWEEP_ROWS

_IMPORT = {"server_id": SERVER, "digest": "a.example", "form": "plain", "category": "scam"}
_IMPORT |= {"entries": 1, "refused": 0, "began_at": 1, "changed_at": 1}
_ENTRY = {"server_id": SERVER, "category": "doxxing", "added_at": 1}
_SEEN = {"server_id": SERVER, "day": 20_000, "first_at": 1, "last_at": 2}
_QUESTION = {"token": "t", "server_id": SERVER, "expires_at": LATER}

LATER_ROWS: Sequence[tuple[str, Sequence[Row]]] = (
    ("shard_counts", [{"application_id": 1, "shards": 2}]),
    ("shard_processes", [{"process": "p", "application_id": 1, "told": "", "machine": "", "beat": 1}]),
    ("shard_owners", [{"application_id": 1, "shard": 0, "process": "p"}, {"application_id": 1, "shard": 1}]),
    ("identify_turns", [{"application_id": 1, "bucket": 0, "at": 1}]),
    ("shard_listened", [{"shards": 2, "shard": 1, "until": 1}]),
    (
        "never_read",
        [{"id": 1, "server_id": SERVER, "since": 1, "until": 2, "why": "many", "noted_at": 1}],
    ),
    (
        "automod_servers",
        [
            {"server_id": SERVER, "state": "on", "due_at": 5, "changed_at": 3},
            {"server_id": OTHER_SERVER, "state": "on", "due_at": LATER, "changed_at": 3},
        ],
    ),
    ("automod_rules", [{"rule_id": 1, "server_id": SERVER, "digest": "d", "made_at": 3}]),
    (
        "author_notices",
        [
            {"id": 1, "server_id": SERVER, "author_sealed": SEALED, "author_key": KEY, "state": "sent"}
            | {"made_at": 3, "planned_at": 3, "begun_at": 4, "sent_at": 4}
        ],
    ),
    (
        "detections",
        [
            {
                "id": 3,
                "server_id": SERVER,
                "channel_id": 10,
                "message_id": 103,
                "place": "message",
                "text_key": b"3" * 16,
            }
            | {
                "author_sealed": SEALED,
                "author_key": KEY,
                "author_is_member": 1,
                "pattern": "a.example",
                "tier": "own",
            }
            | {"category": "doxxing", "source": "", "rule": "preset-gentle", "link": "a.example/x", "how": ""}
            | {"action": "delete", "outcome": "removed", "detected_at": 3, "notice_id": 1}
        ],
    ),
    (
        "appeals",
        [
            {"id": 1, "notice_id": 1, "server_id": SERVER, "author_key": KEY, "text_sealed": SEALED}
            | {"text_until": 9, "opened_at": 5}
        ],
    ),
    (
        "place_posts",
        [
            {"id": 1, "server_id": SERVER, "place_key": KEY, "message_id": 103, "channel_id": 10}
            | {"author_key": KEY, "posted_at": 3, "until": 4}
        ],
    ),
    (
        "brigades",
        [
            {"id": 1, "server_id": SERVER, "place_key": KEY, "place": "a.example", "found": "listed"}
            | {"began_at": 3, "opened_at": 3, "last_at": 3, "accounts": 5, "messages": 6, "channels": 1}
            | {"servers": 0, "has_card": 1}
        ],
    ),
    (
        "brigade_measures",
        [
            {"id": 1, "brigade_id": 1, "server_id": SERVER, "kind": "slow", "channel_id": 10}
            | {"state": "standing", "set_to": 30, "until": 9, "due_at": 9}
        ],
    ),
    (
        "erasure_wishes",
        [
            {"part": part, "row_id": 1, "version": 1, "server_id": SERVER, "about_key": KEY, "made_at": 1}
            for part in ("case_author", "case_holder", "report_words", "relay_words", "detection", "draft")
        ],
    ),
    *SUBSCRIBED_ROWS,
    *SHORT_ROWS,
    ("declined_offers", [{"server_id": SERVER, "member_key": KEY}]),
    ("imports", [_IMPORT | {"id": 1, "by_sealed": SEALED}, _IMPORT | {"id": 2, "beyond_bound": 1}]),
    (
        "own_entries",
        [_ENTRY | {"id": 2, "kind": "host", "pattern": "b.example", "key": "b.example", "import_id": 1}],
    ),
    ("entry_holders", [{"entry_id": 2, "import_id": 2}]),
    (
        "stances",
        [
            {"id": 3, "entry_id": 1, "server_id": SERVER, "stance": "confirm", "import_id": 1}
            | {"taken_at": 1, "review_at": LATER}
        ],
    ),
    (
        "shared_entries",
        [
            {"id": 3, "kind": "host", "pattern": "words.example", "key": "words.example", "category": "scam"}
            | {"proposed_at": 1, "told_by": 3}
        ],
    ),
    ("stance_holders", [{"stance_id": 3, "import_id": 2}]),
    *PUBLISHED_ROWS,
    *FEED_ROWS,
    ("provider_rounds", [{"campaign_id": 1, "due_at": 1}]),
    (
        "provider_facts",
        [
            {
                "campaign_id": 1,
                "host": "nest.example",
                "kind": "owner",
                "value": "Nimbus",
                "details": "",
                "since": 1,
            }
            | {"seen_at": 1, "sure": 1, "other": "", "asked_at": 1, "problem": None}
        ],
    ),
    (
        "shared_recounts",
        [{"server_id": SERVER, "counted_to": 99}, {"server_id": OTHER_SERVER, "counted_to": 0}],
    ),
    ("update_rounds", [{"update_id": 1, "began_at": 1, "brought": 0, "followed_to": 1}]),
    *SCREEN_ROWS,
    (
        "update_listeners",
        [
            {"id": 1, "campaign_id": 1, "server_id": SERVER, "member_key": KEY}
            | {"member_sealed": SEALED, "began_at": 1}
        ],
    ),
    ("update_letters", [{"id": 1, "delivery_id": SERVER, "listener_id": 1}]),
    *SWEEP_ROWS,
    ("outbox_walks", [{"server_id": SERVER, "moves": 1, "redraws": 1}]),
    ("hosts_seen", [_SEEN | {"place": KEY, "channel_id": 10, "links": 2, "by_staff": 1}]),
    ("list_questions", [_QUESTION | {"asked_key": KEY, "sealed": SEALED, "made_at": 1}]),
    (
        "own_sites",
        [{"id": 1, "server_id": SERVER, "name": "A", "folded": "a", "category": "scam", "made_at": 1}],
    ),
    ("shared_counting", [{"only": 1, "quorum": 2, "counted_to": 0}]),
    (
        "lifted_holds",
        [{"entry_id": 1, "why": "removed", "stances": 1, "lifted_at": 1}],
    ),
    (
        "hold_signs",
        [
            {"entry_id": 1, "kind": "removed", "server_id": SERVER, "member_key": KEY}
            | {"seen_at": 1, "until": LATER}
        ],
    ),
    (
        "shared_notices",
        [
            {"id": 1, "server_id": SERVER, "entry_id": 1, "about": "disputed", "stance_id": 2, "noted_at": 1},
            {"id": 2, "server_id": OTHER_SERVER, "entry_id": 1, "about": "held", "noted_at": 1, "told_at": 2},
        ],
    ),
    ("renewals", [{"server_id": SERVER, "asked_to": 1, "reminded_to": 1}]),
    ("stances_ending", [{"stance_id": 2}]),
    ("shared_reads", [{"server_id": OTHER_SERVER, "day": 1, "patterns": 1}]),
)
