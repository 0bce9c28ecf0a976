"""Whole lists, read and written: which format a file is in, what stands in it, and the same entries as a file again.

Reading goes in three steps, each of which streams, so that a list of any length takes the same memory:

1. `detected(head)` says from the first bytes which format it is, or raises FileRefused for what is no list.
2. `records(blocks, format)` turns bytes into records: one line, one row, one element, each with the number of its line.
3. `readings(record, category)` turns one record into what it means: entries, or why it is none. This is the slow step; it
   is a function of the record alone, so that other processes may take it.

`writing.py` goes the other way. What it wrote is read back before it is kept, so that no format can change an entry.
docs/list-lines.md shows each format.
"""

from core.lists.formats.detection import Detected, detected
from core.lists.formats.reading import Meaning, Reading, readings, records
from core.lists.formats.records import FileRefused, Format, Record
from core.lists.formats.writing import Listed, Writer

__all__ = [
    "Detected",
    "FileRefused",
    "Format",
    "Listed",
    "Meaning",
    "Reading",
    "Record",
    "Writer",
    "detected",
    "readings",
    "records",
]
