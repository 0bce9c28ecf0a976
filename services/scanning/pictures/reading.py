"""Having a picture read in another process, which it may kill or keep busy without harm to this one."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from typing import Final

from services.base.other_process import OtherProcess, ReaderFailed
from services.scanning.pictures.decoding import ReadPicture, prepare, read_picture

_SECONDS: Final = (
    8.0  # for one picture, on a machine that has much else to do; the dearest takes a quarter of that
)
_MEMORY: Final = 1024 * 1024 * 1024  # bytes
_ENDS_WITHIN: Final = 0.2
_TRIES: Final = 2  # the process may have died before it was given the picture
_QUICKLY: Final = 4.0


class PictureReading:
    """Fills services.scanning.pictures.looks.CodeReader. One picture at a time: whoever comes meanwhile waits."""

    def __init__(
        self, *, process: OtherProcess | None = None, seconds: Callable[[], float] = time.monotonic
    ) -> None:
        self._seconds = seconds
        self._process = process or OtherProcess(
            name="pictures",
            seconds=_SECONDS,
            tries=1,
            memory=_MEMORY,
            prepare=prepare,
            ends_within=_ENDS_WITHIN,
        )
        self._turn = asyncio.Lock()

    @property
    def pid(self) -> int:
        """The number of the process; 0 where none was started."""
        return self._process.pid

    async def codes(self, data: bytes) -> ReadPicture | None:
        async with self._turn:
            begun = self._seconds()
            for _ in range(_TRIES):
                with contextlib.suppress(ReaderFailed):
                    return await self._process.call(read_picture, data)
                if self._seconds() - begun > _QUICKLY:
                    break  # it held the process up, and would again
            return None

    async def rest(self) -> None:
        """End the process until it is needed again, unless it is needed now."""
        if not self._turn.locked():
            async with self._turn:
                await self._process.rest()

    async def stop(self) -> None:
        """Read nothing more."""
        await self._process.stop()
