"""Figures of scanning: what was looked at, found and removed, and how soon."""

from enum import StrEnum
from typing import Final

from core.scanning.detections import Outcome
from core.scanning.gaps import Why
from core.servers.policy import Action, Tier
from services.base.health.figures import Count, Level, Timing

SCANNED: Final = Count("messages_scanned", "Messages, edits and names of threads whose texts were looked at")
SUSPECT: Final = Count(
    "messages_suspect", "Of these, those in which some list might hold something, or that were not read whole"
)
UNFINISHED: Final = Count(
    "link_budget_spent", "Messages that are too dear to be read at once, and go to the other process"
)
DETECTIONS: Final = Count(
    "detections", "Messages in which an entry was found", {"action": Action, "tier": Tier}
)
REMOVALS: Final = Count("removals", "Attempts to remove a message, by outcome", {"outcome": Outcome})
REMOVAL_RETRIES: Final = Count("removal_retries", "Of these, those that were not the first")
REMOVAL_TIME: Final = Timing(
    "removal_seconds",
    "From the decision to the answer of Discord that the message is gone",
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0, 300.0, 3600.0),
)


class SlowText(StrEnum):
    """What became of a text that was given to the other process."""

    READ = "read"
    REFUSED = "refused"  # too much waits, the process died of it, or the bot ends: it is kept and read later


SLOW_TEXTS: Final = Count("slow_texts", "Texts given to the other process", {"outcome": SlowText})
SLOW_TEXT_TIME: Final = Timing(
    "slow_text_seconds",
    "From handing a text over to having it read",
    buckets=(0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0, 60.0),
)
GAPS_OPEN: Final = Level(
    "gaps_open", "Servers in which something was posted that nobody has looked through yet"
)
GAP_CHANNELS: Final = Level("gap_channels_open", "Channels whose past is still to be read")
NEVER_READ: Final = Count(
    "gaps_never_read", "Channels or servers of whose missed messages a part is never read", {"why": Why}
)
REMOVALS_OWED: Final = Level(
    "removals_owed", "Messages that are to be removed and stand, ten thousand at most"
)
REMOVAL_OLDEST: Final = Level("removal_oldest_seconds", "Since the oldest of these was found")
POSTS_WAITING: Final = Level(
    "posts_waiting",
    "Messages that are looked at again since nobody could decide about them, ten thousand at most",
)
