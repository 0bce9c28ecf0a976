"""Putting the lines of a file in order, however many they are: in pieces that are sorted in memory and then merged.

An index that is filled in its own order writes each of its pages once; in any other order it reads and writes a page for
nearly every entry, which is most of what a long import costs.
"""

import asyncio
import tempfile
from collections.abc import Iterator
from heapq import merge
from itertools import islice
from typing import BinaryIO, Final

_PIECE: Final = 20_000  # lines that are sorted at once: some ten milliseconds
_WRITTEN_AT_ONCE: Final = 1_000
_BLOCK: Final = 32_768  # bytes of a piece that are read at once


async def in_order(source: BinaryIO, target: BinaryIO, last: bytes) -> None:
    """Write the lines of a file to another in their order, beside other work. Lines that begin with `last` come at the end,
    in the order in which they stand.
    """
    with tempfile.TemporaryFile() as pieces, tempfile.TemporaryFile() as rest:
        ends = await _sorted_pieces(source, pieces, rest, last)
        starts = [0, *ends[:-1]]
        merged = merge(*(_lines(pieces, start, end) for start, end in zip(starts, ends, strict=True)))
        while part := list(islice(merged, _WRITTEN_AT_ONCE)):
            target.writelines(part)
            await asyncio.sleep(0)
        rest.seek(0)
        while block := rest.read(_BLOCK):
            target.write(block)


async def _sorted_pieces(source: BinaryIO, pieces: BinaryIO, rest: BinaryIO, last: bytes) -> list[int]:
    """Write the lines in sorted pieces; returns where each piece ends."""
    source.seek(0)
    ends: list[int] = []
    while part := list(islice(source, _PIECE)):
        rest.writelines(line for line in part if line.startswith(last))
        pieces.writelines(sorted(line for line in part if not line.startswith(last)))
        ends.append(pieces.tell())
        await asyncio.sleep(0)
    return ends


def _lines(file: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    """The lines between two places of a file that others read, too."""
    begun = b""
    while start < end:
        file.seek(start)
        block = file.read(min(_BLOCK, end - start))
        start += len(block)
        *whole, begun = (begun + block).split(b"\n")
        for line in whole:
            yield line + b"\n"
