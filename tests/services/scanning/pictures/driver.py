"""What looks at pictures in one process, over a real database, with a Discord that is not there."""

import asyncio
from datetime import timedelta

from core.base.ids import MessageId
from core.base.times import snowflake_at
from core.scanning.pictures import Picture
from services.scanning.pictures.decoding import ReadPicture
from services.scanning.pictures.looks import PictureLooks
from services.scanning.posts import Post
from services.scanning.removal_ports import MessageNow
from tests.services.scanning.pictures.discord import FakeCodes, FakePictures, picture
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LINK, post

LISTED, FINE = picture("listed"), picture("fine")


async def at_once(_seconds: float) -> None:
    await asyncio.sleep(0)


class Pictures:
    """What looks at pictures in one process."""

    def __init__(self, process: ScanningProcess) -> None:
        self.process, self.source, self.reader = process, FakePictures(), FakeCodes()
        self.reader.held["listed"] = ReadPicture((LINK,))
        self.looks = self.begun()

    def begun(self) -> PictureLooks:
        at = self.process
        return PictureLooks(
            storage=at.storage,
            server_cache=at.server_cache,
            surroundings=at.remover,
            pipeline=at.pipeline,
            source=self.source,
            reader=self.reader,
            waiting_bell=at.waiting.bell,
            clock=at.clock,
            sleep=at_once,
        )

    def post(
        self, number: int = 0, *pictures: Picture, old: timedelta = timedelta(0), **more: object
    ) -> Post:
        """A message of now; it stands with its pictures."""
        message = snowflake_at(self.process.clock() - old) + number
        made = post("words", message, **more)  # type: ignore[arg-type]  # what it takes
        marks = [each.mark for each in pictures]
        self.process.remover.standing[MessageId(message)] = MessageNow(texts=["words", *marks])
        return made

    async def see(self, *pictures: Picture, number: int = 0, **more: object) -> Post:
        """A message with pictures goes by, and is looked at."""
        made = self.post(number, *pictures, **more)  # type: ignore[arg-type]  # what it takes
        self.looks.look(made, pictures)
        await self.looks.idle()
        return made
