"""The running bot: built once, started in order, stopped in order."""

import asyncio
import contextlib
import functools
import logging
from collections.abc import Callable, Coroutine
from typing import Any

from cogs.base.deleted_cards import DeletedCards
from cogs.servers.managers import Managers
from cogs.servers.review_channel_alert import ReviewChannelAlerts
from cogs.servers.setup import Setup
from core.base.errors import Unavailable
from db.engine.database import Database
from services.base.leases import keep_alive
from services.base.outbox import Kind
from settings import Settings
from wiring.campaigns import CampaignsWing
from wiring.lists import ListsWing
from wiring.reporters import ReportersWing
from wiring.reports import ReportsWing
from wiring.scanning import ScanningWing
from wiring.spine import Known, Spine

_AGAIN_SECONDS = 5.0  # before a background task that failed begins again
_FINISH_SECONDS = 3.0  # for what is under way to Discord

_log = logging.getLogger("rowan")


class Rowan(Spine):
    """The spine with its wings, and the background work that lives as long as it does."""

    def __init__(self, settings: Settings, database: Database, *, message_content: bool) -> None:
        super().__init__(Known(settings, database, message_content))
        self.scanning = ScanningWing(self)
        self.reports = ReportsWing(self, self.scanning)
        self.reporters = ReportersWing(self)
        self.listing = ListsWing(self, self.reports)
        self.campaigns = CampaignsWing(self)
        self._background: dict[str, asyncio.Task[None]] = {}

    async def build(self) -> None:
        """Put the cogs on the client; before the gateway connects."""
        managers = Managers(self.client, self.servers)
        notices = ReviewChannelAlerts(self.client, self.postman, managers, self.servers, self.texts)
        self.performers[Kind.MANAGER_NOTICE] = notices.perform
        await self.client.add_cog(DeletedCards(self.outbox_rows, self.outbox, self.clock))
        await self.client.add_cog(Setup(self.client, self.answers, self.servers, self.review_post))
        for wing in (self.listing, self.scanning, self.campaigns, self.reports, self.reporters):
            await wing.add()

    async def run(self, stopping: asyncio.Event) -> None:
        """Connect and work until a signal or a fatal error; then stop in order."""
        await self.leases.renew(self.process, self.clock())
        self._begin("lease", functools.partial(keep_alive, self.leases, self.clock, self.process))
        await self.indexing.load()
        self._begin("indexing", self.indexing.run)
        self._begin("retention", self.reports.retention.run)
        for rounds in self.reports.work.rounds:
            self._begin(rounds.job, rounds.run)
        await self.build()
        self._begin("server-views", self.scanning.views.run)
        if self.scanning.catching_up is not None:
            self._begin("catching-up", self.scanning.catching_up.run)
        self.client.add_listener(self._ready, "on_ready")
        try:
            await self._connected_until(stopping)
        finally:
            await self._stop()

    def _begin(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        """Run for as long as the bot runs; what fails is logged and begun again."""
        self._background[name] = asyncio.create_task(_supervised(name, work), name=name)

    async def _ready(self) -> None:
        _log.info("ready: %s servers", len(self.client.guilds))
        if "outbox" not in self._background:  # `on_ready` comes again with each new session
            self._begin("outbox", self.outbox.run)
            self._begin("removals", self.scanning.removals.run)
            self._begin("invites", self.scanning.asking.run)

    async def _connected_until(self, stopping: asyncio.Event) -> None:
        working = asyncio.create_task(self.client.start(self.settings.discord_token), name="discord")
        waiting = asyncio.create_task(stopping.wait(), name="signal")
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if stopping.is_set():
            _log.info("stopping")
            await self._wind_down()
            await self.client.close()
        with contextlib.suppress(asyncio.CancelledError):
            await working

    async def _stop(self) -> None:
        """Tasks, then what is under way to Discord, then HTTP, then (by who opened it) the database."""
        await self._wind_down()
        await self.client.close()
        with contextlib.suppress(Unavailable):
            await self.leases.end(self.process, self.clock())

    async def _wind_down(self) -> None:
        """Begin nothing more; let what was begun reach Discord while there is a connection."""
        self.client.hear = None
        for task in self._background.values():
            task.cancel()
        await asyncio.gather(*self._background.values(), return_exceptions=True)
        await asyncio.gather(
            self.scanning.scanning.finish(_FINISH_SECONDS),
            self.scanning.removals.finish(_FINISH_SECONDS),
            self.scanning.asking.finish(_FINISH_SECONDS),
            self.reports.known.finish(_FINISH_SECONDS),
            self.outbox.finish(_FINISH_SECONDS),
        )


async def _supervised(name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
    while True:
        try:
            return await work()
        except Exception:  # noqa: BLE001  # a failure of one look must not end the work
            _log.exception("the background task %s failed; it begins again", name)
            await asyncio.sleep(_AGAIN_SECONDS)
