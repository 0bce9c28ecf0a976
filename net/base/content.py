"""Taking the content of an answer: decompressed in small steps, counted, cut off where it is too much.

Of compressions only gzip is asked for, so only that is taken, and once: what is packed twice, or as something else, was not
asked for. zlib never gives more than a step at a time, so that neither the memory nor the event loop is filled by some
bytes that unfold into millions.
"""

import asyncio
import zlib
from collections.abc import AsyncIterable, AsyncIterator, Iterator
from typing import Final

from net.base.refusals import FetchFailedError, FetchRefusedError
from services.base.fetching import FailureReason, RefusalReason

_STEP: Final = 65_536  # bytes of content that come out of the decompression at once
_MOST_TIMES: Final = 100  # text is packed to a tenth, a list with one line over and over to a hundredth
_ANY_RATIO: Final = 1_000_000  # bytes of content, up to which nothing is said about the ratio
_MOST_MEMBERS: Final = 1000  # a gzip file may be several in a row
_PIECES_A_TURN: Final = 50
_ANY_PIECES: Final = 20_000  # up to which nothing is said about their size
_SHRED: Final = 64  # bytes
_GZIP: Final = 16 + zlib.MAX_WBITS
_PLAIN: Final = frozenset({"", "identity"})
_PACKED: Final = frozenset({"gzip", "x-gzip"})


async def take(raw: AsyncIterable[bytes], encoding: str, most: int) -> bytes:
    """Take all of the content. `encoding`: the header `Content-Encoding`; `most`: bytes.

    Raises FetchRefusedError for what is too much or packed otherwise, FetchFailedError for what is broken or cut.
    """
    encoding = encoding.strip(" \t").lower()
    if encoding in _PLAIN:
        return await _take_plain(_in_turns(raw), most)
    if encoding in _PACKED:
        return await _take_packed(_in_turns(raw), most)
    raise FetchRefusedError(RefusalReason.ENCODING)


async def _in_turns(raw: AsyncIterable[bytes]) -> AsyncIterator[bytes]:
    """The pieces as they come. Each costs the same work, whatever its size: where they are many, others have their turn,
    and where they are shreds, they are refused.
    """
    pieces = size = 0
    async for piece in raw:
        pieces, size = pieces + 1, size + len(piece)
        if pieces % _PIECES_A_TURN == 0:
            await asyncio.sleep(0)
        if pieces > _ANY_PIECES and size < pieces * _SHRED:
            raise FetchRefusedError(RefusalReason.TOO_LARGE)
        yield piece


async def _take_plain(raw: AsyncIterable[bytes], most: int) -> bytes:
    taken: list[bytes] = []
    size = 0
    async for chunk in raw:
        size += len(chunk)
        if size > most:
            raise FetchRefusedError(RefusalReason.TOO_LARGE)
        taken.append(chunk)
    return b"".join(taken)


async def _take_packed(raw: AsyncIterable[bytes], most: int) -> bytes:
    unpacking = _Unpacking(most)
    taken: list[bytes] = []
    async for chunk in raw:
        for step in unpacking.steps(chunk):
            taken.append(step)
            await asyncio.sleep(0)
    if not unpacking.ended:
        raise FetchFailedError(FailureReason.CUT)
    return b"".join(taken)


class _Unpacking:
    """A gzip stream that comes in pieces, and what it has become so far."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._came = 0  # bytes, packed
        self._went = 0  # bytes, unpacked
        self._members = 1
        self._zlib = zlib.decompressobj(_GZIP)
        self._begun = False

    @property
    def ended(self) -> bool:
        """Whether nothing is missing; an answer without any content is no gzip file, and whole."""
        return self._zlib.eof or not self._begun

    def steps(self, chunk: bytes) -> Iterator[bytes]:
        """Unpack a piece, in steps. Raises FetchRefusedError, FetchFailedError."""
        self._came += len(chunk)
        self._begun = self._begun or bool(chunk)
        if self._came > self._most:
            raise FetchRefusedError(RefusalReason.TOO_LARGE)
        rest = chunk
        while rest:
            if self._zlib.eof:
                self._next_member()
            step = self._step(rest)
            rest = self._zlib.unconsumed_tail or self._zlib.unused_data
            if step:
                yield step
        while not self._zlib.eof and (step := self._step(b"")):  # what zlib itself still holds back
            yield step

    def _step(self, data: bytes) -> bytes:
        try:
            step = self._zlib.decompress(data, _STEP)
        except zlib.error:
            raise FetchFailedError(FailureReason.NO_HTTP) from None
        self._went += len(step)
        if self._went > self._most:
            raise FetchRefusedError(RefusalReason.TOO_LARGE)
        if self._went > _ANY_RATIO and self._went > self._came * _MOST_TIMES:
            raise FetchRefusedError(RefusalReason.EXPANDS)
        return step

    def _next_member(self) -> None:
        self._members += 1
        if self._members > _MOST_MEMBERS:
            raise FetchRefusedError(RefusalReason.EXPANDS)
        self._zlib = zlib.decompressobj(_GZIP)
