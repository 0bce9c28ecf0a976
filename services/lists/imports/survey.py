"""One reading of a whole file: what it holds, what is refused, and its entries in a file of their own. Nothing is changed."""

import asyncio
import hashlib
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, islice
from json import loads
from typing import BinaryIO, Final, NamedTuple

from rbloom import Bloom

from core.base.categories import Category
from core.base.times import from_ms, to_ms
from core.lists.exceptions import MOST_EXCEPTIONS, Exceptions
from core.lists.formats import Detected, FileRefused, Format, Reading, detected, records
from core.lists.formats.detection import HEAD
from core.lists.patterns import Pattern, PatternKind
from services.lists.imports.reading import SHOWN, ReadParts
from services.lists.imports.sorting import in_order

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_LINES: Final = 5_000_000

_SEEN_AT_ONCE: Final = 500_000
_WRONGLY_SEEN: Final = 1e-9  # of names: only how many stand twice is counted by it, nothing is left out
_LINES_AT_ONCE: Final = 100
_KINDS: Final = {str(kind): kind for kind in PatternKind}
_CATEGORIES: Final = {str(category): category for category in Category}
_AGAIN: Final = "*"  # before an entry that the file has already

Told = Callable[[int], None]


class Item(NamedTuple):
    """One entry of a file. `again`: it stands in the file before this place, too. `site`: the name of the site that it shall
    join; `ends_at`: from then on it acts no more.
    """

    pattern: Pattern
    category: Category | None
    note: str
    again: bool = False
    site: str = ""
    ends_at: datetime | None = None


class Spool:
    """The entries of a file in its order, on disk: a list of any length takes no memory. It goes with this object."""

    def __init__(self) -> None:
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115 - closed by `close`
        self.close = weakref.finalize(self, self._file.close)
        """Lets go of the file; at the latest when nobody has the spool any more."""
        self._seen = [Bloom(_SEEN_AT_ONCE, _WRONGLY_SEEN)]
        self._room = _SEEN_AT_ONCE
        self.count = self.again = 0

    def add(self, spooled: str) -> None:
        """Take in entries as services.lists.imports.reading wrote them."""
        written = []
        for line in spooled.splitlines(keepends=True):
            text = line.partition("\t")[0]
            again = any(text in seen for seen in self._seen)
            if not again:
                self._note(text)
            self.again += again
            written.append(f"{_AGAIN}{line}" if again else line)
        self.count += len(written)
        self._file.write("".join(written).encode())

    def _note(self, text: str) -> None:
        if not self._room:
            self._seen.append(Bloom(_SEEN_AT_ONCE, _WRONGLY_SEEN))
            self._room = _SEEN_AT_ONCE
        self._seen[-1].add(text)
        self._room -= 1

    async def those(self, stands: Callable[[str, str, str], bool]) -> "Spool":
        """A spool of those entries that `stands`, made beside other work: it is asked with the text, the end (milliseconds;
        "": none) and what the entry is important by ("": nothing). This spool is closed.
        """
        chosen = Spool()
        try:
            self._file.seek(0)
            while part := [line.decode().removeprefix(_AGAIN) for line in islice(self._file, _LINES_AT_ONCE)]:
                chosen.add("".join(line for line in part if stands(*_asked_of(line))))
                await asyncio.sleep(0)
        except BaseException:
            chosen.close()
            raise
        self.close()
        return chosen

    async def by_pattern(self) -> "Spool":
        """A spool of the same entries in the order of their patterns, made beside other work; those that the file has again
        stand at its end. This spool stays as it is.
        """
        made = Spool()
        made.count, made.again = self.count, self.again
        try:
            await in_order(self._file, made._file, _AGAIN.encode())
        except BaseException:
            made.close()
            raise
        return made

    def texts(self) -> Iterator[str]:
        """The patterns of the entries, each once."""
        self._file.seek(0)
        for line in self._file:
            text = line.partition(b"\t")[0].decode()
            if not text.startswith(_AGAIN):
                yield text

    def items(self, start: int = 0) -> Iterator[Item]:
        """The entries from this place on."""
        self._file.seek(0)
        for number, line in enumerate(self._file):
            if number >= start:
                yield _item(line.decode())


def _asked_of(line: str) -> tuple[str, str, str]:
    """The text, the end and the importance of an entry."""
    text, *_, ends, important = line.rstrip("\n").split("\t")
    return text, ends, important


def _item(line: str) -> Item:
    text, kind, key, category, note, site, ends, _ = line.rstrip("\n").split("\t")
    again = text.startswith(_AGAIN)
    return Item(
        Pattern(_KINDS[kind], text[1:] if again else text, key),
        _CATEGORIES[category] if category else None,
        loads(note) if note else "",
        again,
        site,
        from_ms(int(ends)) if ends else None,
    )


@dataclass(slots=True)
class Survey:
    """What a file holds. `told`: the first of what is refused or an exception, in the file's order; `excepted`: entries that
    stand in the file and are left out since it excepts them; `over`: those whose time is over.
    """

    detected: Detected
    spool: Spool
    digest: str = ""
    lines: int = 0
    comments: int = 0
    exceptions: int = 0
    excepted: int = 0
    over: int = 0
    refused: Counter[str] = field(default_factory=Counter)
    told: list[Reading] = field(default_factory=list)

    @property
    def faults(self) -> int:
        """How many lines and names are refused."""
        return self.refused.total()


async def survey(
    blocks: Iterable[bytes],
    form: Format | None,
    category: Category | None,
    read: ReadParts,
    tell: Told = lambda _: None,
    *,
    now: datetime,
) -> Survey:
    """Read the whole file. `form`: its format, where that is known; `tell` is told how many bytes were read.

    Raises FileRefused for what is no list, or too much.
    """
    source = _Source(blocks, tell)
    head = source.head()
    found = detected(head)
    made = Survey(Detected(form, is_sure=True) if form else found, Spool())
    exceptions, ending = Exceptions(), 0
    try:
        async for part in read(records(chain([head], source.rest()), made.detected.form), category):
            made.lines = part.lines
            _bounded(part.lines, exceptions)
            made.spool.add(part.spooled)
            made.comments += part.comments
            made.exceptions += part.exceptions
            made.refused += part.refused
            made.told += part.told[: SHOWN - len(made.told)]
            ending += part.ending
            for each in part.excepted:
                exceptions.add(each)
        if exceptions or ending:
            await _leave_out(made, exceptions, to_ms(now))
    except BaseException:
        made.spool.close()
        raise
    made.digest = source.hash.hexdigest()
    return made


async def _leave_out(made: Survey, exceptions: Exceptions, now: int) -> None:
    """Leave out what the file itself excepts, wherever it does, and entries whose time is over."""

    def stands(text: str, ends: str, important: str) -> bool:
        is_over = bool(ends) and int(ends) <= now
        excepted = not is_over and exceptions.hold(text, is_important=bool(important))
        made.over += is_over
        made.excepted += excepted
        return not (is_over or excepted)

    made.spool = await made.spool.those(stands)


def _bounded(lines: int, exceptions: Exceptions) -> None:
    """Raises FileRefused where a file has more lines or exceptions than a list may have."""
    if len(exceptions) > MOST_EXCEPTIONS:
        raise FileRefused("import-too-many-exceptions", lines)
    if lines > MOST_LINES:
        raise FileRefused("import-too-many-lines", lines)


class _Source:
    """The bytes of the file: counted, hashed, and not more of them than a list may have."""

    def __init__(self, blocks: Iterable[bytes], tell: Told) -> None:
        self._blocks = iter(blocks)
        self._tell = tell
        self._bytes = 0
        self.hash = hashlib.sha256()

    def head(self) -> bytes:
        """So many bytes as a format is told by, or somewhat more."""
        head = b""
        while len(head) < HEAD and (block := next(self._blocks, None)) is not None:
            head += self._taken(block)
        return head

    def rest(self) -> Iterator[bytes]:
        """What follows the head."""
        return map(self._taken, self._blocks)

    def _taken(self, block: bytes) -> bytes:
        self._bytes += len(block)
        if self._bytes > MOST_BYTES:
            raise FileRefused("import-too-many-bytes")
        self.hash.update(block)
        self._tell(self._bytes)
        return block
