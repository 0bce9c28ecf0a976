"""A detection to decide about."""

from datetime import UTC, datetime
from typing import Any

from core.base.categories import Category
from core.base.ids import ChannelId, DetectionId, MessageId, ServerId, UserId
from core.base.posts import PostKind
from core.scanning.detections import Detection, MissingRight, Outcome, Person, Returned, Settled, Timeout
from core.servers.policy import Action, Tier

AUTHOR = Person(UserId(4), "Bob")


def detection(**fields: Any) -> Detection:
    """A member's message with a link of the server's own list, put to review; `fields` say what is different."""
    values: dict[str, Any] = {
        "id": DetectionId(1),
        "server": ServerId(1),
        "channel": ChannelId(2),
        "message": MessageId(3),
        "place": PostKind.MESSAGE,
        "author": AUTHOR,
        "author_is_member": True,
        "pattern": "badforum.example",
        "tier": Tier.OWN,
        "category": Category.HARASSMENT,
        "source": "",
        "rule": "preset-gentle",
        "link": "badforum.example/x",
        "how": (),
        "action": Action.REVIEW,
        "outcome": Outcome.REVIEW,
        "owed": False,
        "under_way": False,
        "missing": MissingRight.MESSAGES,
        "maybe_removed": False,
        "timeout": Timeout.NONE,
        "timeout_until": None,
        "settled": Settled.OPEN,
        "settled_by": None,
        "settled_reason": "",
        "returned": Returned.NO,
        "case": None,
        "has_text": True,
        "detected_at": datetime(2026, 3, 1, tzinfo=UTC),
        **fields,
    }
    return Detection(**values)
