"""The decisions of one server as a table for a transparency report: counted by day and kind, and nothing that names anybody.

What is left out, and why: ids, names, texts, notes, links and patterns. A pattern can be a person's name or page, and a list of
patterns is what `/blocklist export` is for.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from core.base.categories import Category
from core.lists.formats.csv_rows import row
from core.reports.cases import CaseOutcome
from core.scanning.detections import DismissReason, Outcome, Settled
from core.servers.policy import Tier

_BOM = "\ufeff"  # without it Excel takes UTF-8 for the code page of its country, and Arabic becomes noise


class Origin(StrEnum):
    """What was decided about."""

    REPORT = "report"  # a case that members reported
    LIST = "list"  # a message in which an entry of a list was found


class Column(StrEnum):
    """What stands in a row, from left to right."""

    DAY = "day"
    ORIGIN = "origin"
    CATEGORY = "category"
    TIER = "tier"
    OUTCOME = "outcome"
    REASON = "reason"
    COUNT = "count"
    REMOVED = "removed"


@dataclass(frozen=True, slots=True)
class Decided:
    """How often one thing was decided on one day. `tier`: of the entry that was found, if one was; `reason`: of a dismissal.

    `removed`: in how many of these the message was removed, and stayed so.
    """

    day: date
    origin: Origin
    category: Category
    tier: Tier | None
    outcome: CaseOutcome | Outcome | Settled
    reason: DismissReason | None
    count: int
    removed: int


Words = Callable[[Column, str], str]
"""How a value of a column is said; of the column alone ('') its heading."""


def as_csv(decided: Iterable[Decided], words: Words) -> bytes:
    """The table, oldest day first, in UTF-8 as spreadsheets recognise it; no cell is a formula."""
    rows = sorted(_cells(each) for each in decided)
    lines = [row([words(column, "") for column in Column]), *(row(_said(cells, words)) for cells in rows)]
    return (_BOM + "".join(lines)).encode()


def _cells(each: Decided) -> tuple[str, ...]:
    named = (each.origin, each.category, each.tier or "", each.outcome, each.reason or "")
    return (each.day.isoformat(), *map(str, named), str(each.count), str(each.removed))


def _said(cells: Sequence[str], words: Words) -> list[str]:
    as_they_are = {Column.DAY, Column.COUNT, Column.REMOVED}
    return [
        cell if column in as_they_are or not cell else words(column, cell)
        for column, cell in zip(Column, cells, strict=True)
    ]
