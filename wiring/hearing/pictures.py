"""Making what looks at pictures: a part of the wing of scanning."""

from collections.abc import Sequence

from discord.ext import commands

from cogs.base.discord_files import DiscordFiles
from cogs.scanning.pictures.deleted import DeletedPictures
from cogs.scanning.pictures.places import picture_place
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.worker import Bell
from services.scanning.pictures.looks import PictureLooks
from services.scanning.pictures.reading import PictureReading
from services.scanning.pipeline import ScanPipeline
from services.scanning.posts import Surroundings
from wiring.base import Base

_SECONDS = 20.0  # for one picture


class PicturesPart:
    """The service that looks at pictures, and what tells it of deleted messages."""

    def __init__(
        self,
        base: Base,
        storage: DatabaseStorage[ReportsStores],
        pipeline: ScanPipeline,
        surroundings: Surroundings,
        waiting_bell: Bell,
    ) -> None:
        self.reading = PictureReading()
        self.looks = PictureLooks(
            storage=storage,
            server_cache=base.server_cache,
            surroundings=surroundings,
            pipeline=pipeline,
            source=DiscordFiles(place=picture_place, seconds=_SECONDS),
            reader=self.reading,
            waiting_bell=waiting_bell,
            clock=base.clock,
            sleep=base.sleep,
        )

    def cogs(self) -> Sequence[commands.Cog]:
        """Give who hears of deleted messages."""
        return [DeletedPictures(self.looks)]
