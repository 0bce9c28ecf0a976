"""A database with a row of every kind: for upgrades, and for the plans of statements.
Rows are as schema 0008 takes them, and later ones, too. Each table has a row with the id 1.
"""

from collections.abc import Mapping, Sequence

from tests.db.feed_rows import FEED_IDS
from tests.db.subscribed_rows import SUBSCRIBED_IDS

SERVER, OTHER_SERVER = 1, 2
LATER = 4_000_000_000_000  # milliseconds: in 2096
KEY, SEALED = b"k" * 16, b"sealed"

Row = Mapping[str, object]

_ENTRY = {"kind": "host", "pattern": "a.example", "key": "a.example"}
_DETECTION = {
    "server_id": SERVER,
    "channel_id": 10,
    "message_id": 100,
    "place": "message",
    "author_sealed": SEALED,
    "author_key": KEY,
    "author_is_member": 1,
    "pattern": "a.example",
    "tier": "own",
    "category": "doxxing",
    "source": "",
    "rule": "preset",
    "link": "a.example/x",
    "how": "",
    "action": "delete",
    "outcome": "forbidden",
    "due_at": 5,
    "text_sealed": SEALED,
    "text_until": 9,
    "detected_at": 3,
}
_CASE = {
    "server_id": SERVER,
    "channel_id": 10,
    "author_sealed": SEALED,
    "author_key": KEY,
    "author_is_member": 1,
    "category": "doxxing",
    "opened_at": 1,
}
_FROM_IDS = (
    *("own_entries", "allows", "shared_entries", "stances", "cases", "reports", "relay_messages"),
    *("campaigns", "campaign_updates", "deliveries", *SUBSCRIBED_IDS, *FEED_IDS),
)
_OWN = {"server_id": SERVER, "category": "doxxing", "added_at": 1}
_OUTBOX = {"server_id": SERVER, "nonce": "n", "due_at": 1}

ENDED = frozenset({"listened"})
"""Tables that the newest schema does not have any more."""

EVERY_ROW: Sequence[tuple[str, Sequence[Row]]] = (
    ("secret_in_use", [{"only": 1, "key_id": b"1234"}]),
    ("ids", [{"name": name, "last": 50} for name in _FROM_IDS]),
    ("leases", [{"name": "process:me", "holder": "me", "expires_at": 1}]),
    (
        "servers",
        [
            {
                "id": SERVER,
                "pseudonym": "server-1",
                "review_channel_id": 5,
                "alert_role_id": 6,
                "campaign_channel_id": 7,
                "set_up_at": 1,
                "set_up_by_sealed": SEALED,
                "digest": 1,
                "review_problem": "public",
                "trust_group": "north",
            },
            {"id": OTHER_SERVER, "pseudonym": "server-2", "trust_group": "south", "preset": "strict"},
        ],
    ),
    (
        "policy_rules",
        [
            {"server_id": SERVER, "tier": "shared", "category": category, "action": "review"}
            for category in ("", "scam")
        ],
    ),
    ("policy_channels", [{"server_id": SERVER, "channel_id": 10, "mode": "log"}]),
    ("policy_exempt_roles", [{"server_id": SERVER, "role_id": 11}]),
    ("list_changes", [{"key": "a.example"}]),
    (
        "cases",
        [
            _CASE | {"id": 1, "message_id": 100, "state": "open", "evidence_sealed": SEALED, "pinged_at": 2},
            _CASE
            | {
                "id": 2,
                "message_id": 101,
                "state": "closed",
                "outcome": "dismissed",
                "outcome_reason": "no_violation",
                "follows_case_id": 1,
                "alert_case_id": 1,
                "reminder_case_id": 1,
                "managers_case_id": 1,
                "related_case_id": 1,
                "removal_at": 2,
                "closed_at": 2,
                "removal_undone_at": 3,
                "managers_at": 2,
            },
            _CASE
            | {
                "id": 3,
                "channel_id": None,
                "link": "b.example",
                "state": "claimed",
                "claimed_by_sealed": SEALED,
                "claimed_key": KEY,
                "alert_held_at": 1,
                "quiet": 1,
            },
        ],
    ),
    (
        "own_entries",
        [_ENTRY | _OWN | {"id": 1, "case_id": 1}],
    ),
    ("allows", [_ENTRY | {"id": 1, "server_id": SERVER, "added_at": 1}]),
    ("shared_entries", [_ENTRY | {"id": 1, "category": "doxxing", "proposed_at": 1}]),
    (
        "stances",
        [
            {
                "id": 1,
                "entry_id": 1,
                "server_id": server,
                "stance": "confirm",
                "taken_at": 1,
                "review_at": LATER,
            }
            | {"id": server}
            for server in (SERVER, OTHER_SERVER)
        ],
    ),
    (
        "detections",
        [
            _DETECTION | {"id": 1, "text_key": KEY, "case_id": 1},
            _DETECTION | {"id": 2, "text_key": b"2" * 16, "outcome": "review", "due_at": None},
        ],
    ),
    ("listened", [{"only": 1, "until": 1}]),
    ("server_gaps", [{"server_id": SERVER, "since": 1, "until": 2, "due_at": 1}]),
    (
        "channel_gaps",
        [
            {"id": 1, "server_id": SERVER, "channel_id": 10, "after_id": 1, "before_id": 9}
            | {"room": 5, "made_at": 1, "due_at": 1, "hidden": 1}
        ],
    ),
    (
        "waiting_posts",
        [
            {
                "message_id": 100,
                "place": "message",
                "server_id": SERVER,
                "channel_id": 10,
                "seen_at": 1,
                "due_at": 1,
            }
        ],
    ),
    (
        "report_drafts",
        [
            {"token": "t", "server_id": SERVER, "sealed": SEALED, "made_at": 1, "expires_at": LATER},
            {"token": "u", "server_id": SERVER, "report_case_id": 1, "made_at": 1, "expires_at": LATER},
        ],
    ),
    ("alerts", [{"server_id": SERVER, "case_id": 1, "pinged_at": 1}]),
    (
        "case_links",
        [{"case_id": case, "position": 0, "canonical": "a.example", "how": ""} for case in (1, 2, 3)],
    ),
    (
        "reports",
        [
            {
                "id": report,
                "case_id": report,
                "server_id": SERVER,
                "reporter_sealed": SEALED,
                "reporter_key": KEY,
            }
            | {"pseudonym": "ABCD", "category": "doxxing", "details_sealed": SEALED}
            | {"made_at": 1, "changed_at": 1, "keep_until": LATER}
            for report in (1, 2, 3)
        ],
    ),
    (
        "reporter_mutes",
        [{"server_id": SERVER, "member_key": KEY, "case_id": 1, "reason": "abuse", "expires_at": LATER}],
    ),
    ("member_choices", [{"server_id": OTHER_SERVER, "member_key": KEY, "notices": 0}]),
    (
        "relay_messages",
        [
            {"id": relay, "server_id": SERVER, "case_id": 1, "report_id": 1, "question_id": question}
            | {"text_sealed": SEALED, "state": "delivered", "made_at": 1, "keep_until": LATER}
            for relay, question in ((1, None), (2, 1))
        ],
    ),
    (
        "case_files",
        [
            {"case_id": 1, "file_id": 1, "position": 0, "sealed": SEALED, "url_sealed": SEALED}
            | {"sha256_sealed": SEALED, "state": "due", "due_at": 1}
        ],
    ),
    (
        "campaigns",
        [
            {"id": campaign, "server_id": campaign, "title": "t", "summary": "", "demand": "", "link": ""}
            | {"form": f"f{campaign}", "made_by_sealed": SEALED, "made_at": 1}
            for campaign in (1, 2)
        ],
    ),
    (
        "campaign_updates",
        [{"id": 1, "campaign_id": 1, "standing": 1, "published_at": 1, "made_at": 1}],
    ),
    (
        "update_versions",
        [
            {
                "update_id": 1,
                "version": version,
                "form": f"v{version}",
                "kind": "win",
                "headline": "h",
                "body": "b",
            }
            | {"source": "", "warning": "", "state": state, "drafted_by_sealed": SEALED, "drafted_at": 1}
            for version, state in ((1, "approved"), (2, "draft"))
        ],
    ),
    (
        "follows",
        [
            {
                "id": 1,
                "campaign_id": 1,
                "server_id": OTHER_SERVER,
                "channel_id": 12,
                "approve": 1,
                "followed_at": 1,
            }
        ],
    ),
    (
        "deliveries",
        [
            {
                "id": server,
                "update_id": 1,
                "server_id": server,
                "approve": server - 1,
                "version": 1,
                "waiting": 2,
            }
            | {"state": "open", "problem": "deleted", "made_at": 1}
            for server in (SERVER, OTHER_SERVER)
        ],
    ),
    (
        "outbox",
        [
            _OUTBOX | {"id": 1, "kind": "case_card", "subject_id": 1, "state": "due"},
            _OUTBOX
            | {
                "id": 2,
                "kind": "detection_card",
                "subject_id": 2,
                "state": "done",
                "channel_id": 5,
                "message_id": 50,
            },
        ],
    ),
    (
        "audit",
        [{"server_id": SERVER, "actor_sealed": SEALED, "action": "case-claim", "subject": "case/1", "at": 1}],
    ),
    (
        "invites",
        [{"code": "abc", "listed": 1, "server_id": 99, "answered_at": 1, "believed_until": LATER}],
    ),
    (
        "invite_posts",
        [
            {"message_id": 100, "code": "abc", "place": "message", "server_id": SERVER}
            | {"channel_id": 10, "seen_at": 1, "due_at": 1}
        ],
    ),
    ("registered_commands", [{"application_id": 1, "digest": "d", "registered_at": 1}]),
)
