"""Discord's pictures and who reads them, as services see them, without either."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field

from core.base.errors import Unavailable
from core.base.files import FileRead
from core.scanning.pictures import Picture
from services.scanning.pictures.decoding import ReadPicture


def picture(name: str, size: int = 100, width: int = 10, height: int = 10) -> Picture:
    """A picture of this name, which is what its codes hold."""
    path = f"attachments/1/2/{name}"
    return Picture(
        f"https://cdn.discordapp.com/{path}", f"https://media.discordapp.net/{path}", size, width, height
    )


@dataclass
class FakePictures:
    """Gives pictures: of each address its last part, as bytes."""

    asked: list[str] = field(default_factory=list)
    silent: bool = False  # Discord does not give them now
    gone: bool = False
    large: set[str] = field(default_factory=set)  # addresses
    pause: asyncio.Event | None = None

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileRead:
        self.asked.append(url)
        if self.pause is not None:
            await self.pause.wait()
        if self.silent:
            raise Unavailable
        if self.gone:
            return FileRead.GONE
        if url in self.large:
            return FileRead.LARGE
        take(url.rpartition("/")[2].encode())
        return FileRead.WHOLE


@dataclass
class FakeCodes:
    """Reads codes: the bytes of a picture are the name under which `held` has what it holds."""

    held: dict[str, ReadPicture | None] = field(default_factory=dict)
    read: list[str] = field(default_factory=list)
    stopped: bool = False

    async def codes(self, data: bytes) -> ReadPicture | None:
        name = data.decode()
        self.read.append(name)
        return self.held.get(name, ReadPicture())

    async def rest(self) -> None:
        return

    async def stop(self) -> None:
        self.stopped = True
