"""Reading a signed list as it comes, block by block, in flat memory. Nothing is kept of it but the line before."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from core.lists.signed.heads import BEGINS, MOST_IN_HEAD, Head, digest_of, head_of
from core.lists.signed.judging import Pinned, judge
from core.lists.signed.lines import MOST_IN_RECORD
from core.lists.signed.records import Order, Record, order_of, record_of
from core.lists.signed.refusal import Refused


def read_signed(blocks: Iterable[bytes], pinned: Pinned | None, now: datetime) -> "Issue":
    """Read the head and judge it; its records follow from the same blocks, and are signed only once all were read.

    `pinned`: what was kept of the last issue that was taken. Raises Refused.
    """
    lines = _Lines(blocks)
    try:
        line = lines.next(MOST_IN_HEAD)
    except Refused as refused:  # a page of HTML may have no line break
        raise Refused(refused.reason if lines.begin_with(BEGINS) else "no-list") from refused
    if line is None or not line.startswith(BEGINS):
        raise Refused("no-list")
    signature = lines.next(MOST_IN_RECORD)
    if signature is None:
        raise Refused("cut")
    head = head_of(line, signature)
    return Issue(head, judge(pinned, head, digest_of(line), now), pinned, lines)


@dataclass(frozen=True, slots=True)
class Issue:
    """One issue of a list, of which the head was read. `pinned`: what to keep once it was taken."""

    head: Head
    pinned: Pinned
    before: Pinned | None
    _lines: "_Lines"

    @property
    def is_news(self) -> bool:
        """Whether it is another one than what was taken last."""
        return self.pinned != self.before

    def records(self) -> Iterator[Record]:
        """Read every record, once. What is yielded counts only when the last was: raises Refused before, where a byte of the
        file is not as it was signed.
        """
        head, digest = self.head, hashlib.sha256()
        size = count = 0
        last: Order | None = None
        while (line := self._lines.next(MOST_IN_RECORD)) is not None:
            size, count = size + len(line), count + 1
            if size > head.size or count > head.records:
                raise Refused("longer")
            digest.update(line)
            record = record_of(line, hashed=head.hashed)
            if record is None:
                continue
            order = order_of(record)
            if last is not None and order <= last:
                raise Refused("order")
            last = order
            yield record
        if size < head.size or count < head.records:
            raise Refused("cut")
        if digest.hexdigest() != head.body:
            raise Refused("changed")


class _Lines:
    """The lines of blocks of bytes, each with its line break."""

    def __init__(self, blocks: Iterable[bytes]) -> None:
        self._blocks = iter(blocks)
        self._held = b""
        self._at = 0

    def begin_with(self, beginning: bytes) -> bool:
        """Whether what was read and not yet given begins so."""
        return self._held.startswith(beginning, self._at)

    def next(self, most: int) -> bytes | None:
        """The next line; None at the end. Raises Refused: longer than `most` bytes, or cut off before its end."""
        end = self._held.find(b"\n", self._at)
        while end < 0:
            rest = self._held[self._at :]
            block = next(self._blocks, None)
            if len(rest) > most or (block is None and rest):
                raise Refused("cut" if block is None else "record")
            if block is None:
                return None
            self._held, self._at = rest + block, 0
            end = self._held.find(b"\n", len(rest))
        if end - self._at >= most:
            raise Refused("record")
        line = self._held[self._at : end + 1]
        self._at = end + 1
        return line
