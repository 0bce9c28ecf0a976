"""One reading of a whole file: what it holds, what is refused, and its entries in a file of their own. Nothing is changed."""

import hashlib
import tempfile
import weakref
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from json import loads
from typing import BinaryIO, Final, NamedTuple

from rbloom import Bloom

from core.base.categories import Category
from core.lists.formats import Detected, FileRefused, Format, Reading, detected, records
from core.lists.formats.detection import HEAD
from core.lists.patterns import Pattern, PatternKind
from services.lists.imports.reading import SHOWN, ReadParts

MOST_BYTES: Final = 100 * 1024 * 1024
MOST_LINES: Final = 5_000_000

_SEEN_AT_ONCE: Final = 500_000
_WRONGLY_SEEN: Final = 1e-9  # of names: only how many stand twice is counted by it, nothing is left out
_AGAIN: Final = "*"  # before an entry that the file has already

Told = Callable[[int], None]


class Item(NamedTuple):
    """One entry of a file. `again`: it stands in the file before this place, too."""

    pattern: Pattern
    category: Category | None
    note: str
    again: bool = False


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


def _item(line: str) -> Item:
    text, kind, key, category, note = line.rstrip("\n").split("\t")
    again = text.startswith(_AGAIN)
    return Item(
        Pattern(PatternKind(kind), text[1:] if again else text, key),
        Category(category) if category else None,
        loads(note) if note else "",
        again,
    )


@dataclass(slots=True)
class Survey:
    """What a file holds. `told`: the first of what is refused or an exception, in the file's order."""

    detected: Detected
    spool: Spool
    digest: str = ""
    lines: int = 0
    comments: int = 0
    exceptions: int = 0
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
) -> Survey:
    """Read the whole file. `form`: its format, where that is known; `tell` is told how many bytes were read.

    Raises FileRefused for what is no list, or too much.
    """
    source = _Source(blocks, tell)
    head = source.head()
    found = detected(head)
    made = Survey(Detected(form, is_sure=True) if form else found, Spool())
    try:
        async for part in read(records(chain([head], source.rest()), made.detected.form), category):
            made.lines = part.lines
            _bounded(part.lines)
            made.spool.add(part.spooled)
            made.comments += part.comments
            made.exceptions += part.exceptions
            made.refused += part.refused
            made.told += part.told[: SHOWN - len(made.told)]
    except BaseException:
        made.spool.close()
        raise
    made.digest = source.hash.hexdigest()
    return made


def _bounded(lines: int) -> None:
    """Raises FileRefused where a file has more lines than a list may have."""
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
