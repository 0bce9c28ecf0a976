"""The records of an issue in their order, however many they are: sorted in parts, which are merged from temporary files."""

import hashlib
import heapq
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Final

from core.lists.signed import Record, line_of, order_of

_IN_MEMORY: Final = 50_000  # records
_BLOCK: Final = 65_536  # bytes
_Line = tuple[str, bytes]


@dataclass(frozen=True, slots=True)
class Body:
    """The records as they stand in the file. `size` in bytes; `digest`: their SHA-256 in hexadecimal."""

    records: int
    size: int
    digest: str
    _file: IO[bytes]

    def blocks(self) -> Iterator[bytes]:
        """Give all of it, in pieces."""
        self._file.seek(0)
        while block := self._file.read(_BLOCK):
            yield block

    def close(self) -> None:
        """Forget it."""
        self._file.close()


class PublishedLines:
    """Takes records in any order. A pattern may not come twice, nor a site."""

    def __init__(self) -> None:
        self._held: list[_Line] = []
        self._parts: list[IO[bytes]] = []

    def add(self, record: Record) -> None:
        """Take one in."""
        group, place, rank = order_of(record)
        # No place and no name holds a tab, which comes before all else: before each place that goes on, and a site's name.
        first = "" if group else "\t"
        self._held.append((f"{first}{place}\t{rank}", line_of(record)))
        if len(self._held) >= _IN_MEMORY:
            self._put_aside()

    def written(self) -> Body:
        """Write all of them, each in its place."""
        self._held.sort()
        parts = [_lines_of(part) for part in self._parts]
        digest, records, size = hashlib.sha256(), 0, 0
        file = tempfile.TemporaryFile()  # noqa: SIM115  # whoever prints it closes it
        for _, line in heapq.merge(*parts, self._held):
            file.write(line)
            digest.update(line)
            records, size = records + 1, size + len(line)
        return Body(records, size, digest.hexdigest(), file)

    def close(self) -> None:
        """Forget what was put aside."""
        for part in self._parts:
            part.close()

    def _put_aside(self) -> None:
        self._held.sort()
        part = tempfile.TemporaryFile()  # noqa: SIM115  # closed in `close`
        self._parts.append(part)
        part.writelines(order.encode() + b"\n" + line for order, line in self._held)
        self._held = []


def _lines_of(part: IO[bytes]) -> Iterator[_Line]:
    part.seek(0)
    while order := part.readline():
        yield order.decode().removesuffix("\n"), part.readline()
