"""Pictures are read in another process; what kills it or holds it up harms nobody else."""

import os
import signal
import time
from functools import partial

import pytest

from services.base.other_process import OtherProcess, ReaderFailed
from services.scanning.pictures.decoding import ReadPicture, prepare
from services.scanning.pictures.reading import PictureReading
from tests.services.scanning.pictures import qr

LINK = "https://listed-forum.net/threads/x.1"


async def test_a_picture_is_read_also_where_the_process_had_died() -> None:
    reading = PictureReading()
    data = qr.written(qr.code(LINK))
    try:
        assert await reading.codes(data) == ReadPicture((LINK,))
        first = reading.pid
        assert os.getpriority(os.PRIO_PROCESS, first) > os.getpriority(os.PRIO_PROCESS, 0)
        os.kill(first, signal.SIGKILL)
        assert await reading.codes(data) == ReadPicture((LINK,))
        assert reading.pid != first
        await reading.rest()
        assert await reading.codes(data) == ReadPicture((LINK,))
    finally:
        await reading.stop()
    assert await reading.codes(data) is None


class Failing(OtherProcess):
    """Dies of each picture, after some seconds of a clock that it moves."""

    def __init__(self, seconds: float) -> None:
        super().__init__(name="pictures", seconds=1, tries=1)
        self.calls, self.now, self._takes = 0, 0.0, seconds

    async def call(self, *_: object, **__: object) -> object:  # type: ignore[override]  # whatever it is given
        self.calls += 1
        self.now += self._takes
        raise ReaderFailed


@pytest.mark.parametrize(("seconds", "calls"), [(0.1, 2), (8.0, 1)])
async def test_what_kills_the_process_is_tried_twice_and_what_holds_it_up_once(
    seconds: float, calls: int
) -> None:
    process = Failing(seconds)
    assert await PictureReading(process=process, seconds=lambda: process.now).codes(b"") is None
    assert process.calls == calls


async def test_what_never_ends_ends_its_process_alone() -> None:
    process = OtherProcess(name="pictures", seconds=0.3, tries=1, prepare=prepare, ends_within=0.1)
    try:
        with pytest.raises(ReaderFailed):
            await process.call(partial(time.sleep, 600))
        reading = PictureReading(process=process)
        assert await reading.codes(b"no picture") is not None
    finally:
        await process.stop()
