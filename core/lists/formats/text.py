"""Bytes of a file as lines of text, whatever wrote the file: marks, encodings, line ends, lines without an end."""

import codecs
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from core.lists.formats.records import LONGEST

_MARKS: Final = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_LOOKED_AT: Final = 4096


class Line(NamedTuple):
    """One line with its end. `fault`: the message key of why it cannot be read."""

    number: int
    text: str
    fault: str = ""


def encoding_of(head: bytes) -> tuple[str, int]:
    """How text is encoded, by its first bytes, and how many of them are a mark."""
    for mark, encoding in _MARKS:
        if head.startswith(mark):
            return encoding, len(mark)
    sample = head[:_LOOKED_AT]
    if b"\0" in sample:  # without a mark: letters of lists are ASCII, so that every other byte is 0
        even, odd = sample[::2], sample[1::2]
        if odd.count(0) > 0.7 * len(odd) and even.count(0) < 0.1 * len(even):
            return "utf-16-le", 0
        if even.count(0) > 0.7 * len(even) and odd.count(0) < 0.1 * len(odd):
            return "utf-16-be", 0
    return "utf-8", 0


def as_utf8(blocks: Iterable[bytes]) -> Iterator[bytes]:
    """The blocks in UTF-8, without a mark; what is UTF-8 already goes through as it is."""
    source = iter(blocks)
    head = b""
    for block in source:
        head += block
        if len(head) >= _LOOKED_AT:
            break
    encoding, mark = encoding_of(head)
    head = head[mark:]
    if encoding == "utf-8":
        yield head
        yield from source
        return
    decoder = codecs.getincrementaldecoder(encoding)(errors="replace")
    yield decoder.decode(head).encode("utf-8", "replace")
    for block in source:
        yield decoder.decode(block).encode("utf-8", "replace")
    yield decoder.decode(b"", final=True).encode("utf-8", "replace")


def lines(blocks: Iterable[bytes]) -> Iterator[Line]:
    """Every line with its end (LF, CR LF or CR), numbered from 1. A line of more than LONGEST bytes is only named."""
    number, rest, is_long = 0, b"", False
    for block in as_utf8(blocks):
        parts = (rest + block).splitlines(keepends=True)
        # What ends with CR may go on with LF in the next block.
        rest = parts.pop() if parts and not parts[-1].endswith(b"\n") else b""
        for part in parts:
            number += 1
            yield _too_long(number) if is_long or len(part) > LONGEST else _line(number, part)
            is_long = False
        if len(rest) > LONGEST:
            is_long, rest = True, rest[-1:]
    if rest or is_long:
        yield _too_long(number + 1) if is_long else _line(number + 1, rest)


def _line(number: int, part: bytes) -> Line:
    # A byte that is no UTF-8 becomes U+FFFD: harmless in a comment, refused in a name.
    return Line(number, part.decode("utf-8", "replace"))


def _too_long(number: int) -> Line:
    return Line(number, "", "import-line-too-long")


def characters(blocks: Iterable[bytes]) -> Iterator[str]:
    """The text of the blocks, in pieces."""
    decoder = codecs.getincrementaldecoder("utf-8")(errors="replace")
    for block in as_utf8(blocks):
        yield decoder.decode(block)
    yield decoder.decode(b"", final=True)
