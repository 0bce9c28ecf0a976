"""Tables with a name over each column (CSV), and cells that no spreadsheet takes for a formula.

A sign of a formula at the beginning of a cell is written with an apostrophe before it, which is taken off again when it is
read: `=host` is a pattern here, and would be a formula there. The same holds behind spaces, and within a cell behind a
semicolon or a tab, which the spreadsheets of other countries take for the sign between cells.
Sources: RFC 4180; https://owasp.org/www-community/attacks/CSV_Injection.
"""

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

from core.lists.formats.records import (
    CATEGORY_NAMES,
    ENDS_NAMES,
    LONGEST,
    NOTE_NAMES,
    PATTERN_NAMES,
    SITE_NAMES,
    Record,
)
from core.lists.formats.text import Line

_SPACES: Final = "[ \u00a0\u3000\u200b\ufeff]*"
_SIGN: Final = "[=+\\-@\uff1d\uff0b\uff0d\uff20]"
_PLACE: Final = rf"(\A{_SPACES}(?='*[\t\r\n])|(?:\A|(?<=[;\t])){_SPACES}(?='*{_SIGN}))"
_FORMULA: Final = re.compile(_PLACE)
_GUARDED: Final = re.compile(rf"{_PLACE}'")
_DELIMITERS: Final = ",;\t|"
_FIELDS: Final = (
    ("text", PATTERN_NAMES),
    ("category", CATEGORY_NAMES),
    ("note", NOTE_NAMES),
    ("site", SITE_NAMES),
    ("ends", ENDS_NAMES),
)


def guarded(cell: str) -> str:
    """The cell as it is written: never a formula."""
    return _FORMULA.sub(r"\1'", cell)


def unguarded(cell: str) -> str:
    """What `guarded` was given."""
    return _GUARDED.sub(r"\1", cell)


def delimiter_of(line: str) -> str:
    """The sign between cells, by a line that has some of them."""
    return max(_DELIMITERS, key=line.count)


def columns_in(line: str, delimiter: str) -> Mapping[str, int] | None:
    """Where the columns stand that are known, if the line names them; None where it is no such line."""
    cells = [cell.strip().strip('"').strip().lower() for cell in line.strip().split(delimiter)]
    if not any(cell in PATTERN_NAMES for cell in cells):
        return None
    found: dict[str, int] = {}
    for field, names in _FIELDS:
        place = next((cells.index(name) for name in names if name in cells), None)
        if place is not None:
            found[field] = place
    return found


def row(cells: Sequence[str]) -> str:
    """One row with its end, each cell guarded."""
    # A cell with either sign of the end stands in quotation marks: so it is only with both of them here.
    written = io.StringIO()
    csv.writer(written, lineterminator="\r\n").writerow([guarded(cell) for cell in cells])
    return written.getvalue()


def csv_records(lines: Iterable[Line]) -> Iterator[Record]:
    """The rows below the line that names the columns; without such a line, files of one column alone can be read."""
    table = _Table(lines)
    first = next(table.lines, None)
    while first is not None:
        columns = columns_in(first.text.lstrip("#; "), delimiter_of(first.text))
        if columns is not None:
            yield Record(first.number, "#")
            yield from table.rows(columns, delimiter_of(first.text))
            return
        if first.text.strip() and not first.text.lstrip().startswith(("#", ";")):
            break
        yield Record(first.number, first.text, fault=first.fault)
        first = next(table.lines, None)
    if first is not None:
        table.back(first)
        yield from table.rows({"text": 0}, delimiter_of(first.text), most=1)


class _Table:
    """Goes over the lines, and knows the number of the line at which a row began."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self.lines = iter(lines)
        self._before: list[Line] = []
        self._number = 0
        self._begun = 0  # of the row that is read
        self._length = 0
        self._faults: list[Line] = []

    def back(self, line: Line) -> None:
        """Have this line given once more."""
        self._before.append(line)

    def rows(self, columns: Mapping[str, int], delimiter: str, most: int = 0) -> Iterator[Record]:
        """Every row as a record. `most`: a row with more cells than that is refused."""
        reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)
        while True:
            self._begun = self._length = 0
            try:
                cells = next(reader)
            except StopIteration:
                yield from self._refused()
                return
            except csv.Error:
                yield Record(self._begun or self._number, "", fault="import-csv-row")
                reader = csv.reader(self._texts(), delimiter=delimiter, strict=True)
                continue
            yield from self._refused()
            yield self._record(cells, columns, most)

    def _texts(self) -> Iterator[str]:
        while self._before or self.lines is not None:
            line = self._before.pop() if self._before else next(self.lines, None)
            if line is None:
                return
            if line.fault:
                self._faults.append(line)
                continue
            self._number = line.number
            self._begun = self._begun or line.number
            self._length += len(line.text)
            if self._length > LONGEST:  # an apostrophe or a quotation mark that is never closed
                raise csv.Error("a row without an end")
            yield line.text

    def _refused(self) -> Iterator[Record]:
        for line in self._faults:
            yield Record(line.number, "", fault=line.fault)
        self._faults.clear()

    def _record(self, cells: Sequence[str], columns: Mapping[str, int], most: int) -> Record:
        number = self._begun or self._number
        if not any(cell.strip() for cell in cells) or cells[0].lstrip().startswith("#"):
            return Record(number, "#" if any(cells) else "")
        if most and len(cells) > most:
            return Record(number, ", ".join(cells), fault="import-csv-columns")
        fields = {
            field: unguarded(cells[place].strip(" "))
            for field, place in columns.items()
            if place < len(cells)
        }
        if not fields.get("text", "").strip():
            return Record(number, ", ".join(cells), fault="import-no-pattern")
        return Record(
            number,
            fields["text"],
            fields.get("category", ""),
            fields.get("note", ""),
            fields.get("site", ""),
            ends=fields.get("ends", ""),
        )
