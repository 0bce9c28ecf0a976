"""The time of a report, as each reader's client shows it: exact in an emergency, else the hour in which it was made."""

from datetime import datetime

from core.base.categories import Category
from core.base.ids import MessageId
from core.base.times import moment_of, to_ms
from core.reports.cases import Span, shown_time
from services.base.texts import Say


def reported_at(say: Say, moment: datetime, category: Category, message: MessageId | None = None) -> str:
    """Say when a report was made. `message`: what was reported, where that is known.

    An hour has no age: "four minutes ago" would pretend to be exact, and be wrong.
    """
    written = None if message is None else moment_of(message)
    shown = shown_time(moment, category, written)
    if isinstance(shown, Span):
        return say("report-between", start=_stamp(shown.start, "f"), end=_stamp(shown.end, "t"))
    return _stamp(shown, "R")


def _stamp(moment: datetime, style: str) -> str:
    return f"<t:{to_ms(moment) // 1000}:{style}>"
