"""The file that a person is given of what is kept about them. docs/privacy.md says what its sections hold."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime

from core.base.ids import UserId
from services.base.privacy.persons import Told

SECTIONS = (
    *("reports", "answers", "removed", "notices", "objections", "settings", "letters", "forms"),
    *("cases", "decisions", "log", "entries", "exceptions", "stances", "imports", "setup"),
    *("campaigns", "updates", "approvals", "feeds"),
)
"""Every section, in the order in which they are said: first what a member has, then what a moderator has."""


def written(user: UserId, told: Mapping[str, Sequence[Told]], now: datetime) -> str:
    """Write everything as JSON."""
    everything = {
        "about": str(user),
        "made_at": now.isoformat(),
        **{name: told[name] for name in SECTIONS if name in told},
    }
    return json.dumps(everything, ensure_ascii=False, indent=2) + "\n"
