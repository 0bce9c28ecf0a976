"""What a signed list holds, as a subscription takes it: beside other work, and nothing of it before its last byte was read."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Final

from core.lists.formats import Detected, Format, Meaning, Reading
from core.lists.patterns import Pattern, PatternKind, parse_pattern
from core.lists.refusals import PatternError
from core.lists.signed import Allow, Entry, Issue, Pinned, Record, Retracted, Site, read_signed
from services.lists.imports.reading import SHOWN, spooled_line
from services.lists.imports.survey import Spool, Survey
from services.lists.typed_pattern import NOTE_LENGTH

EXCEPTION: Final = "!"
"""Before the text of an exception: it may stand beside an entry of the same pattern. No pattern begins so."""
_SLICE: Final = 50  # records: some milliseconds at most
_SHOWN_OF_A_NAME: Final = 100


async def read_issue(blocks: Iterable[bytes], pinned: Pinned | None, now: datetime) -> tuple[Survey, Issue]:
    """Read an issue that follows the one which is pinned. Raises core.lists.signed.Refused: nothing of it is taken."""
    issue = read_signed(blocks, pinned, now)
    found, sites = Survey(Detected(Format.PLAIN, is_sure=True), Spool()), dict[str, str]()
    try:
        for number, record in enumerate(issue.records(), start=1):
            found.lines = number
            if isinstance(record, Site):  # all of them stand before the entries
                sites[record.name] = record.summary
            if (line := _line(record, found, sites, hashed=issue.head.hashed)) is not None:
                found.spool.add(line)
            if number % _SLICE == 0:
                await asyncio.sleep(0)
    except BaseException:
        found.spool.close()
        raise
    return found, issue


def _line(record: Record, found: Survey, sites: Mapping[str, str], *, hashed: bool) -> str | None:
    """The record as a line of the spool; None where nothing of it acts."""
    if isinstance(record, Site | Retracted):  # what is not in an issue acts no more, also without a tombstone
        return None
    if hashed:  # of which kind it is shows where it is met
        pattern = Pattern(PatternKind.HOST, record.place + record.whole, record.place)
    else:
        try:
            pattern = parse_pattern(record.place)
        except PatternError as error:
            _refuse(record.place, error, found)
            return None
    match record:
        case Allow():
            found.exceptions += 1
            return spooled_line(Reading(found.lines, Meaning.EXCEPTION, pattern=pattern), EXCEPTION)
        case Entry(category=category):
            words = _words(record, sites)
            return spooled_line(
                Reading(found.lines, Meaning.ENTRY, pattern=pattern, category=category, note=words)
            )


def _words(entry: Entry, sites: Mapping[str, str]) -> str:
    """What is read of an entry where it is met: its note, and its site with what that says of itself."""
    summary = sites.get(entry.site, "")
    site = f"{entry.site}: {summary}" if summary else entry.site
    return " · ".join(each for each in (entry.note, site) if each)[:NOTE_LENGTH]


def _refuse(place: str, error: PatternError, found: Survey) -> None:
    found.refused[error.reason] += 1
    if len(found.told) < SHOWN:
        found.told.append(Reading(found.lines, Meaning.REFUSED, place[:_SHOWN_OF_A_NAME], why=error))
