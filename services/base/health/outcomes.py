"""Figures of what every wing stands on: interactions, what Discord answers, what fails, what is fetched, the log."""

from enum import StrEnum
from typing import Final

from services.base.health.figures import Count, Level, Timing


class Interaction(StrEnum):
    """What somebody did."""

    COMMAND = "command"
    TYPING = "typing"  # Discord asks for what may be chosen in an option
    BUTTON = "button"  # or a select
    FORM = "form"


INTERACTIONS: Final = Count(
    "interactions", "Commands, buttons and forms that people used", {"kind": Interaction}
)


class Where(StrEnum):
    """Where something failed that nobody expected."""

    INTERACTION = "interaction"  # somebody was told so, with a reference
    EVENT = "event"  # of Discord's
    BACKGROUND = "background"  # work that begins again


FAILURES: Final = Count("unexpected_failures", "What failed and nobody expected to", {"where": Where})


class Answered(StrEnum):
    """What Discord answered to a request."""

    DONE = "done"
    REFUSED = "refused"
    LIMITED = "limited"  # 429: a rate limit was met
    FAILED = "failed"  # 5xx
    NONE = "none"  # no answer came


DISCORD_ANSWERS: Final = Count("discord_answers", "Answers of Discord to requests", {"answer": Answered})


class Asked(StrEnum):
    """Who fetches from the web."""

    LIST = "list"
    FEED = "feed"
    PROVIDER = "provider"


class Fetched(StrEnum):
    """What became of a fetch."""

    CONTENT = "content"
    UNCHANGED = "unchanged"
    REFUSED = "refused"
    FAILED = "failed"
    NOT_ASKED = "not_asked"  # whether the place is listed or reported was not known


FETCHES: Final = Count("fetches", "Fetches from the web, by outcome", {"of": Asked, "outcome": Fetched})


class LogLevel(StrEnum):
    """How bad a line of the log is."""

    WARNING = "warning"
    ERROR = "error"
    CRITICAL = "critical"


LOG_RECORDS: Final = Count("log_records", "Lines of the log from WARNING on", {"level": LogLevel})


class Promise(StrEnum):
    """What a transaction promises (db/engine/database.py)."""

    DURABLE = "durable"
    RELAXED = "relaxed"
    SETTLING = "settling"
    BULK = "bulk"


class Lost(StrEnum):
    """Why a transaction brought nothing."""

    UNAVAILABLE = "unavailable"  # nothing was changed
    IN_DOUBT = "in_doubt"  # whether it stands is not known


DATABASE_TIME: Final = Timing(
    "database_seconds",
    "From asking for a transaction to its end, by what it promises",
    {"promise": Promise},
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0),
)
DATABASE_FAILURES: Final = Count(
    "database_failures", "Transactions that the database did not take", {"promise": Promise, "why": Lost}
)
DATABASE_AVAILABLE: Final = Level("database_available", "1: the database answers, and takes what is written")
LAG: Final = Timing(
    "event_loop_lag_seconds",
    "By how much the event loop was late for a moment that it had promised",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 5.0),
)
