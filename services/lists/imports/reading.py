"""Reading the records of a list beside other work: in short slices on the event loop, or in processes."""

import asyncio
import multiprocessing
import os
import signal
import threading
from collections import Counter, deque
from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from json import dumps
from multiprocessing.connection import wait
from typing import Final, NamedTuple

from core.base.categories import Category
from core.base.times import to_ms
from core.lists.exceptions import Excepted
from core.lists.formats import Meaning, Reading, Record, readings

SHOWN: Final = 200
"""Lines that are told one by one; the others are counted, by their reasons."""

_SLICE: Final = 50  # records: some milliseconds at most, whatever stands in them
_PART: Final = 4000  # records that a process is given at a time
_AHEAD: Final = 3  # parts for each process: none waits for work


class Part(NamedTuple):
    """What some records mean. `spooled`: their entries, a line each, in order; `ending`: so many of them end by themselves;
    `excepted`: what is not to be blocked.
    """

    lines: int  # the number of the last
    spooled: str
    entries: int
    comments: int
    exceptions: int
    refused: Counter[str]
    told: list[Reading]
    excepted: list[Excepted]
    ending: int


ReadParts = Callable[[Iterable[Record], Category | None], AsyncIterator[Part]]


def read_part(records: Sequence[Record], category: Category | None) -> Part:
    """Read some records."""
    spooled: list[str] = []
    comments = exceptions = ending = 0
    excepted: list[Excepted] = []
    refused = Counter[str]()
    told: list[Reading] = []
    for record in records:
        for reading in readings(record, category):
            match reading.meaning:
                case Meaning.ENTRY:
                    spooled.append(spooled_line(reading))
                    ending += reading.ends_at is not None
                    continue
                case Meaning.COMMENT:
                    comments += 1
                    continue
                case Meaning.EXCEPTION:
                    exceptions += 1
                    if reading.excepted is not None and reading.excepted.places:
                        excepted.append(reading.excepted)
                case Meaning.REFUSED:
                    assert reading.why is not None  # noqa: S101  # a refusal has its reason
                    refused[reading.why.reason] += 1
            if len(told) < SHOWN:
                told.append(reading)
    last = records[-1].number if records else 0
    return Part(last, "".join(spooled), len(spooled), comments, exceptions, refused, told, excepted, ending)


def spooled_line(reading: Reading, mark: str = "") -> str:
    """An entry as a line of a spool: no part of a pattern or of a site's name holds a tab or a line break.

    `mark`: before the text of the pattern.
    """
    pattern = reading.pattern
    assert pattern is not None  # noqa: S101  # it is an entry
    note = dumps(reading.note) if reading.note else ""
    ends = "" if reading.ends_at is None else to_ms(reading.ends_at)
    important = "!" if reading.is_important else ""
    return (
        f"{mark}{pattern.text}\t{pattern.kind}\t{pattern.key}\t{reading.category or ''}\t{note}\t{reading.site}\t{ends}\t"
        f"{important}\n"
    )


async def in_slices(records: Iterable[Record], category: Category | None) -> AsyncIterator[Part]:
    """Read in slices between which others have their turn."""
    for records_of_part in _parts(records, _SLICE):
        yield read_part(records_of_part, category)
        await asyncio.sleep(0)


def in_processes(processes: int) -> ReadParts:
    """Read in so many processes, which are started for it and ended with it."""

    async def read(records: Iterable[Record], category: Category | None) -> AsyncIterator[Part]:
        parts = _parts(records, _PART)
        head = list(islice(parts, 2))
        if len(head) < 2:  # noqa: PLR2004 - a short list: to start a process would take longer
            for records_of_part in head:
                yield read_part(records_of_part, category)
            return
        context = multiprocessing.get_context("spawn")
        with ProcessPoolExecutor(processes, mp_context=context, initializer=_alone) as pool:
            asked = deque(pool.submit(read_part, part, category) for part in head)
            try:
                for part in parts:
                    asked.append(pool.submit(read_part, part, category))
                    if len(asked) > processes * _AHEAD:
                        yield await asyncio.wrap_future(asked.popleft())
                while asked:
                    yield await asyncio.wrap_future(asked.popleft())
            finally:
                for each in asked:
                    each.cancel()

    return read


def _parts(records: Iterable[Record], size: int) -> Iterator[list[Record]]:
    waiting = iter(records)
    while part := list(islice(waiting, size)):
        yield part


def _alone() -> None:
    """Live as long as the process that started this one, which alone hears what the keyboard says."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    parent = multiprocessing.parent_process()
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait([sentinel])
    os._exit(1)
