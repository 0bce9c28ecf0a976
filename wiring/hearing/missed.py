"""What was posted while nobody listened: read afterwards, and what is never read is told."""

from collections.abc import Mapping
from datetime import timedelta

from cogs.scanning.listener import Listener
from cogs.scanning.missed.history import DiscordPast
from cogs.scanning.missed.never_read import NeverReadPosts
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.scanning.missed.gaps import CatchUp
from services.scanning.missed.never_read import NeverReadNotes
from services.scanning.missed.server_pasts import ServerPasts
from services.scanning.missed.unread import UnreadChannels
from wiring.base import Base
from wiring.wing import Work


class MissedPart:
    """The services of catching up, and what shows them on Discord."""

    def __init__(
        self, base: Base, storage: DatabaseStorage[ReportsStores], listener: Listener | None
    ) -> None:
        self._base = base
        self._storage = storage
        self.catch_up = None if listener is None else self._catch_up(listener)

    def _catch_up(self, listener: Listener) -> CatchUp:
        base = self._base
        past = DiscordPast(client=base.client, listener=listener)
        unread = UnreadChannels(
            storage=self._storage,
            reader=past,
            clock=base.clock,
            process=base.process,
            outbox_bell=base.outbox_bell,
            meter=base.meter,
            ours=base.ours,
        )
        pasts = ServerPasts(
            storage=self._storage,
            past=past,
            server_cache=base.server_cache,
            clock=base.clock,
            discord_clock=base.discord_clock,
            limit=timedelta(hours=base.settings.catch_up_hours),
            outbox_bell=base.outbox_bell,
            meter=base.meter,
        )
        return CatchUp(
            storage=self._storage,
            past=past,
            unread=unread,
            pasts=pasts,
            clock=base.clock,
            discord_clock=base.discord_clock,
            process=base.process,
            hours=base.settings.catch_up_hours,
            ours=base.ours,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts what is never read."""
        base = self._base
        posts = NeverReadPosts(
            notes=NeverReadNotes(storage=self._storage, clock=base.clock),
            review_post=base.review_post,
            texts=base.texts,
            hours=base.settings.catch_up_hours,
        )
        return {Kind.NEVER_READ: posts.perform}

    def background(self) -> Mapping[str, Work]:
        """Give the work that runs from the start on."""
        return {} if self.catch_up is None else {"catch-up": self.catch_up.run}
