"""Signed lists: the file in which one Rowan publishes a list and others follow it. docs/list-format.md is the format.

A file is an *issue* of a list: a head in one line, the signature of the head in the next, then a record a line. The head
holds the digest and the size of all records, so the signature covers every byte, and a fault is found wherever it is.

How a subscription reads a file, in flat memory:

    issue = read_signed(blocks, pinned, now)     # the head, its signature and its place in the series; raises Refused
    for record in issue.records():               # raises Refused at the first fault, or at the end for what is missing
        ...                                      # put it into a version that nobody reads yet
    # Here, and not before, the issue is whole: take the version into use, and keep `issue.pinned` with it.

`pinned` is what was kept of the last issue that was taken; None at the first fetch, which pins the key. An issue is the
whole list: what is not in it stands on the list no more. `issue.is_news` is False where it is the one that was taken last.
"""

from core.lists.signed.heads import Handover, Head, signed_head
from core.lists.signed.judging import Pinned, Refused, judge
from core.lists.signed.reading import Issue, read_signed
from core.lists.signed.records import Allow, Entry, Record, Retracted, Site, line_of, order_of

__all__ = [
    "Allow",
    "Entry",
    "Handover",
    "Head",
    "Issue",
    "Pinned",
    "Record",
    "Refused",
    "Retracted",
    "Site",
    "judge",
    "line_of",
    "order_of",
    "read_signed",
    "signed_head",
]
