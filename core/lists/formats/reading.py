"""What a list holds, record by record: which entries, which exceptions, and what is refused and why."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from typing import Final, NamedTuple

from core.base.categories import Category
from core.base.well_formed import readable
from core.lists.exceptions import Excepted, excepted_by, excepted_names
from core.lists.formats.csv_rows import csv_records
from core.lists.formats.json_elements import json_records
from core.lists.formats.records import NOTE_LENGTH, Format, Record, moment_of
from core.lists.formats.text import characters, lines
from core.lists.formats.zones import zone_records
from core.lists.lines import is_passed_over, names_in
from core.lists.lines.blockers import is_important
from core.lists.patterns import Pattern, patterns_in
from core.lists.refusals import ExceptionLine, PatternError
from core.lists.sites import NAME_LENGTH, site_name

_SHOWN: Final = 100  # characters of what is refused
# Said of the machine itself in every hosts file: nothing that anybody meant to list.
_LOCAL: Final = "pattern-line-local"
_CATEGORIES: Final = frozenset(Category)


class Meaning(StrEnum):
    """What a name in a list means here."""

    ENTRY = "entry"
    COMMENT = "comment"  # and headers, and names of the machine itself
    EXCEPTION = "exception"  # it says what must not be blocked: no entry
    REFUSED = "refused"


class Reading(NamedTuple):
    """What one name of a record means. `shown`: the name as it stands in the file, shortened; `why`: of a refusal;
    `excepted`: of an exception; `is_important`: exceptions of the list do not hold against the entry.
    """

    number: int
    meaning: Meaning
    shown: str = ""
    pattern: Pattern | None = None
    category: Category | None = None
    note: str = ""
    why: PatternError | None = None
    site: str = ""
    ends_at: datetime | None = None
    excepted: Excepted | None = None
    is_important: bool = False


def records(blocks: Iterable[bytes], form: Format) -> Iterator[Record]:
    """Every record of a list in this format. Raises FileRefused where the rest cannot be read."""
    match form:
        case Format.JSON:
            yield from json_records(characters(blocks))
        case Format.CSV:
            yield from csv_records(lines(blocks))
        case Format.RPZ:
            yield from zone_records(lines(blocks))
        case _:
            for number, text, fault in lines(blocks):
                yield Record(number, text, fault=fault)


def readings(record: Record, category: Category | None = None) -> list[Reading]:
    """What a record means, name by name; nothing for an empty line. Never raises.

    `category`: of entries for which the file names none that is known.
    """
    number, text = record.number, record.text
    if record.fault:
        return [_refused(number, text, PatternError(record.fault))]
    if record.is_exception:
        return [Reading(number, Meaning.EXCEPTION, _in_a_line(text), excepted=_excepted_in(text))]
    found = [_reading(number, name, pattern) for name, pattern in patterns_in(text)]
    if "important" in text and is_important(text.strip()):
        found = [each._replace(is_important=True) for each in found]
    if not record.has_words or not found or found[0].meaning is not Meaning.ENTRY:
        return found
    return [_with_words(each, record, category) for each in found]


def _reading(number: int, name: str, found: Pattern | PatternError) -> Reading:
    if isinstance(found, Pattern):
        if "\ufffd" in name or "\0" in name:
            return _refused(number, name, PatternError("import-line-not-text"))
        return Reading(number, Meaning.ENTRY, name[:_SHOWN], found)
    if is_passed_over(found) or found.reason == _LOCAL:
        return Reading(number, Meaning.COMMENT)
    if isinstance(found, ExceptionLine):
        return Reading(number, Meaning.EXCEPTION, _in_a_line(name), excepted=excepted_by(found))
    if "\ufffd" in name or "\0" in name:
        found = PatternError("import-line-not-text")
    return _refused(number, name, found)


def _excepted_in(text: str) -> Excepted:
    """What an element excepts that stands among exceptions."""
    try:
        return excepted_names(names_in(text))
    except PatternError:
        return Excepted(())


def _with_words(reading: Reading, record: Record, category: Category | None) -> Reading:
    """The entry with the words that the file has for it."""
    if reading.meaning is not Meaning.ENTRY:
        return reading
    named, note = record.category.strip().lower(), readable(record.note).strip()
    if named and named not in _CATEGORIES and category is None:
        return _refused(
            reading.number, reading.shown, PatternError("import-category", category=named[:_SHOWN])
        )
    if len(note) > NOTE_LENGTH:
        return _refused(
            reading.number, reading.shown, PatternError("import-note-long", limit=str(NOTE_LENGTH))
        )
    site = site_name(record.site)
    if len(site) > NAME_LENGTH:
        return _refused(
            reading.number, reading.shown, PatternError("import-site-long", limit=str(NAME_LENGTH))
        )
    try:
        ends_at = moment_of(record.ends)
    except ValueError:
        return _refused(
            reading.number, reading.shown, PatternError("import-ends", ends=readable(record.ends)[:_SHOWN])
        )
    return reading._replace(
        category=Category(named) if named in _CATEGORIES else None, note=note, site=site, ends_at=ends_at
    )


def _refused(number: int, name: str, why: PatternError) -> Reading:
    return Reading(number, Meaning.REFUSED, _in_a_line(name), why=why)


def _in_a_line(text: str) -> str:
    """What a file holds, shortened, and in one line: no element or cell of it may write lines of a report."""
    return " ".join(text[: 2 * _SHOWN].split())[:_SHOWN]
