"""Wording a campaign's timeline for its picture, and for those who do not see the picture.

All that people wrote goes through the screen here, as that of copies does: for the picture, its description and its file.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import groupby

from cogs.base.layout import fit
from core.base.defang import defang_link
from core.campaigns.screen import NOTHING_HELD, Held, screened_plain
from core.campaigns.versions import UpdateKind
from services.base.texts import Say
from services.campaigns.records import Campaign
from services.campaigns.screening import is_clean
from services.campaigns.timelines import TimelineEntry

ON_A_PICTURE = 8  # updates
_DESCRIPTION = 1024  # Discord's limit
_SOURCE = 90
_ALONE = 300  # characters of a title, headline or reason in the description


@dataclass(frozen=True, slots=True)
class Row:
    """One update. `kind`: None once it was withdrawn; `day`, `source`, `marks`: in words, ready to be drawn."""

    kind: UpdateKind | None
    word: str
    day: str
    headline: str
    source: str = ""
    marks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Month:
    """The updates of one month."""

    name: str
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class TimelinePicture:
    """Everything that one picture shows, worded. `page` of `pages`; `number`: of the page, from 0."""

    title: str
    about: tuple[str, ...]
    months: tuple[Month, ...]
    empty: str
    page: str
    missing: str
    number: int
    pages: int
    right_to_left: bool = False

    @property
    def rows(self) -> tuple[Row, ...]:
        return tuple(row for month in self.months for row in month.rows)


def in_a_line(written: str, held: Held = NOTHING_HELD) -> str:
    """What people wrote, screened for plain text, without line breaks."""
    return " ".join(screened_plain(written, held).split())


def bare_address(written: str, held: Held) -> str:
    """An address as it may stand in plain text: in its harmless form where a list or an open case holds it."""
    return written if is_clean(written, held) else defang_link(written).strip("`")


def month_name(say: Say, at: datetime) -> str:
    """The month of a time, in UTC."""
    return say.month(at.astimezone(UTC))


def day_name(say: Say, at: datetime) -> str:
    """The day of a time, in UTC."""
    return say.day(at.astimezone(UTC))


def on_page(entries: Sequence[TimelineEntry], number: int) -> Sequence[TimelineEntry]:
    """The updates of the page with this number, or of the nearest that there is."""
    number = _nearest(entries, number)
    return entries[number * ON_A_PICTURE : (number + 1) * ON_A_PICTURE]


def _pages(entries: Sequence[TimelineEntry]) -> int:
    return max(1, -(-len(entries) // ON_A_PICTURE))


def _nearest(entries: Sequence[TimelineEntry], number: int) -> int:
    return min(max(number, 0), _pages(entries) - 1)


def as_picture(
    say: Say,
    campaign: Campaign,
    entries: Sequence[TimelineEntry],
    number: int,
    *,
    held: Held,
) -> TimelinePicture:
    """Word the page with this number, or the nearest that there is. `held`: the places that are shown in their harmless form."""
    pages, number = _pages(entries), _nearest(entries, number)
    shown = on_page(entries, number)
    months = groupby(shown, key=lambda entry: (entry.published_at.year, entry.published_at.month))
    about = [
        say(
            "timeline-picture-publisher",
            name=in_a_line(campaign.publisher, held),
            day=day_name(say, campaign.made_at),
        )
    ]
    if campaign.closed_at is not None:
        day, outcome = day_name(say, campaign.closed_at), in_a_line(campaign.outcome or "", held)
        about.append(say("timeline-picture-closed", day=day, outcome=outcome))
    return TimelinePicture(
        title=in_a_line(campaign.text.title, held),
        about=tuple(about),
        months=tuple(_month(say, list(each), held) for _, each in months),
        empty="" if entries else say("timeline-empty"),
        page=say("timeline-picture-page", number=number + 1, pages=pages, count=len(entries))
        if entries
        else "",
        missing=say("timeline-picture-missing"),
        number=number,
        pages=pages,
        right_to_left=say.from_right,
    )


def _month(say: Say, entries: Sequence[TimelineEntry], held: Held) -> Month:
    rows = tuple(_row(say, entry, held) for entry in entries)
    return Month(month_name(say, entries[0].published_at), rows)


def _row(say: Say, entry: TimelineEntry, held: Held) -> Row:
    day = day_name(say, entry.published_at)
    text = entry.text
    if text is None:
        when = "" if entry.withdrawn_at is None else day_name(say, entry.withdrawn_at)
        reason = in_a_line(entry.withdrawn_reason or "", held)
        marks = (say("timeline-picture-why", reason=reason),) if reason else ()
        headline = say("timeline-picture-withdrawn", number=entry.update, day=when)
        return Row(None, say("timeline-picture-gone"), day, headline, marks=marks)
    marks = ()
    if text.warning:
        marks = (say("timeline-picture-warning", warning=in_a_line(text.warning, held)),)
    if entry.corrected_at is not None:
        marks = (*marks, say("timeline-picture-corrected", day=day_name(say, entry.corrected_at)))
    source = ""
    if text.source:
        source = fit(bare_address(text.source, held), _SOURCE)
    return Row(
        text.kind, say(f"timeline-kind-{text.kind}"), day, in_a_line(text.headline, held), source, marks
    )


def described(say: Say, picture: TimelinePicture) -> str:
    """Describe the picture for people who do not see it, within Discord's limit; what does not fit is counted."""
    what = picture.page or picture.empty.rstrip(".")
    lines = [say("timeline-picture-description", title=fit(picture.title, _ALONE), what=what)]
    rows = picture.rows
    for number, row in enumerate(rows):
        line = say("timeline-picture-line", day=row.day, kind=row.word, headline=fit(row.headline, _ALONE))
        line = " ".join((line, *(fit(mark, _ALONE) for mark in row.marks)))
        more = say("timeline-picture-more", count=len(rows) - number)
        after = more if number + 1 < len(rows) else ""
        if len("\n".join((*lines, line, after))) > _DESCRIPTION:
            return "\n".join((*lines, more))
        lines.append(line)
    return "\n".join(lines)
