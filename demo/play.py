"""The play: what every chapter is given."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from demo.acting import Acting
from demo.capture import Ending, names_of
from demo.cast import Cast, gather
from demo.narrator import Narrator
from demo.reel import Reel
from demo.rowan import Rowan
from demo.shelf import Shelf, shelf
from demo.site import Site, campaign_site
from demo.teller import Teller
from localdiscord import FakeDiscord


@dataclass(frozen=True, slots=True)
class Play:
    """Everything that a chapter needs.

    `cast`: the people; `act`: what they do; `tell`: prints and records; `rowan`: the bot; `fd`: the local Discord; `shelf`: a
    list on the web; `site`: the campaign's own.
    """

    fd: FakeDiscord
    cast: Cast
    act: Acting
    tell: Teller
    rowan: Rowan
    shelf: Shelf
    site: Site

    def ending(self) -> Reel:
        """End the record, with the world as it stands now."""
        reel = self.tell.reel
        ending = Ending(self.fd, self.cast, self.tell.via, self.tell.gone)
        reel.names = names_of(self.fd)
        reel.halls, reel.viewers = ending.halls(), ending.viewers()
        return reel


@asynccontextmanager
async def stage(narrator: Narrator, folder: Path) -> AsyncIterator[Play]:
    """Open the local Discord with its people; at the end Rowan and Discord are gone, whatever happened."""
    fd = await FakeDiscord().start()
    try:
        teller = Teller(fd, narrator)
        async with shelf() as web, campaign_site() as site:
            rowan = Rowan(fd, folder, web.address, site.address)
            try:
                yield Play(fd, gather(fd), Acting(fd, teller), teller, rowan, web, site)
            finally:
                await rowan.kill()
    finally:
        await fd.stop()
