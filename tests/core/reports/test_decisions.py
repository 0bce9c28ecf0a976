"""The table of decisions: its rows in order, for a spreadsheet, with no cell that is a formula."""

import csv
import io
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.reports.cases import CaseOutcome
from core.reports.decisions import Column, Decided, Origin, as_csv
from core.scanning.detections import DismissReason, Outcome
from core.servers.policy import Tier

CASE = Decided(
    date(2026, 3, 2),
    Origin.REPORT,
    Category.HATE,
    None,
    CaseOutcome.DISMISSED,
    DismissReason.NEWS_OR_COUNTER_SPEECH,
    2,
    0,
)
FOUND = Decided(date(2026, 3, 1), Origin.LIST, Category.SCAM, Tier.SHARED, Outcome.REMOVED, None, 12, 12)


def table(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_a_row_a_day_and_kind_the_oldest_first() -> None:
    written = as_csv([CASE, FOUND], lambda column, value: value or column.upper())
    assert table(written) == [
        ["DAY", "ORIGIN", "CATEGORY", "TIER", "OUTCOME", "REASON", "COUNT", "REMOVED"],
        ["2026-03-01", "list", "scam", "shared", "removed", "", "12", "12"],
        ["2026-03-02", "report", "hate", "", "dismissed", "news_or_counter_speech", "2", "0"],
    ]


def test_spreadsheets_take_it_for_utf_8() -> None:
    assert as_csv([], lambda column, _: f"عمود {column}").startswith(b"\xef\xbb\xbf\xd8\xb9")


@given(st.text(st.sampled_from("=+-@\t\r\n;,\"' aع\u202e"), max_size=12))
def test_no_translation_makes_a_formula_or_another_row(word: str) -> None:
    def words(column: Column, value: str) -> str:
        return word if value else str(column)

    (_, row) = table(as_csv([CASE], words))
    assert len(row) == len(Column)
    for cell in row:
        assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
