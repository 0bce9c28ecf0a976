"""The running bot: built once, started in order, stopped in order."""

import asyncio
import contextlib
import logging
from collections.abc import Mapping, Sequence

from cogs.base.deleted_cards import DeletedCards
from core.base.errors import Unavailable
from db.engine.moving.marks import refuse_moved
from services.base.health.figures import Meter
from services.base.health.looks import Look, Looks
from services.base.health.outcomes import FAILURES, Where
from services.base.health.owed import OutboxLook
from services.base.outbox import Kind, Performer
from services.base.outbox_worker import Outbox
from services.base.texts import FALLBACK
from services.base.waits import LEASE
from services.scanning.health import ScanningLook
from wiring.base import Base, Known
from wiring.campaigns import CampaignsWing
from wiring.forgetting import Forgetting
from wiring.health.signs import RowansSigns
from wiring.lists import ListsWing
from wiring.loop import keep_what_is_there
from wiring.reports import ReportsWing
from wiring.scanning import ScanningWing
from wiring.servers import ServersWing
from wiring.wing import Wing, Work

_AGAIN_SECONDS = 5.0  # before a background task that failed begins again
# With what the rest takes, two seconds from a signal to the end, whatever Discord does. What does not end in time stays
# owed, and is done at the next start.
_FINISH_SECONDS = 1.2  # for what is under way to Discord
_GOODBYE_SECONDS = 0.4
_MOVED_SECONDS = 2.0  # between two looks whether the database is moved elsewhere
_OTHERS_AFTER = LEASE.total_seconds() + 2  # a process that died a moment before this one began is none

_log = logging.getLogger("rowan")


class Rowan:
    """The wings, and the background work that lives as long as they do."""

    def __init__(self, known: Known) -> None:
        self.base = Base(known)
        self.client = self.base.client
        self.servers = ServersWing(self.base)
        self.lists = ListsWing(self.base)
        self.scanning = ScanningWing(self.base, self.lists)
        self.reports = ReportsWing(self.base, self.lists, self.scanning)
        self.campaigns = CampaignsWing(self.base, self.lists)
        self.forgetting = Forgetting(self.base, self.lists)
        self._wings: Sequence[Wing] = (
            self.servers,
            self.lists,
            self.scanning,
            self.reports,
            self.campaigns,
            self.forgetting,
        )
        self.outbox = Outbox(
            storage=self.base.storage,
            clock=self.base.clock,
            process=self.base.process,
            performers=self._performers(),
            bell=self.base.outbox_bell,
            presence=self.base.presence.of,
            ours=self.base.ours,
            meter=self.base.meter,
        )
        self.looks = Looks(self._looks())
        self._background: dict[str, asyncio.Task[None]] = {}

    def _looks(self) -> Sequence[Look]:
        """Collect who reads how much is owed."""
        clock = self.base.clock
        return [
            OutboxLook(storage=self.base.storage, clock=clock),
            ScanningLook(storage=self.scanning.storage, clock=clock),
        ]

    def _signs(self) -> RowansSigns:
        return RowansSigns(
            gateway=self.base.gateway,
            leases=self.base.leases,
            registration=self.base.registration,
            looks=self.looks,
            index=self.lists.index,
        )

    def _performers(self) -> Mapping[Kind, Performer]:
        """Collect who posts each kind of outbox row.

        Raises ValueError where a kind has nobody: its rows would wait for ever.
        """
        found = {kind: performer for wing in self._wings for kind, performer in wing.performers().items()}
        missing = set(Kind) - found.keys()
        if missing:
            raise ValueError(f"nobody posts {sorted(missing)}")
        return found

    async def build(self) -> None:
        """Put the cogs on the client; before the gateway connects."""
        for cog in (
            self.base.gateway,
            DeletedCards(self.outbox),
            *self.servers.cogs(),
            *self.lists.cogs(self.reports.listings),
            *self.scanning.cogs(),
            *self.campaigns.cogs(),
            *self.reports.cogs(),
        ):
            await self.client.add_cog(cog)

    async def run(self, stopping: asyncio.Event) -> None:
        """Connect and work until a signal or a fatal error; then stop in order."""
        base = self.base
        await refuse_moved(base.database)  # else nothing could be written, and nobody would say why
        await base.leases.renew()
        await refuse_moved(
            base.database
        )  # a move may have begun since it was opened, and has not seen the lease then
        await base.keys.look()  # whoever changes the secret waits for each process that has a lease
        self._begin("lease", base.leases.keep_alive)
        self._begin("keys", base.keys.run)
        self._begin("others", self._look_for_others)
        await self.lists.index.load()
        for wing in self._wings:
            for name, work in wing.background().items():
                self._begin(name, work)
        await self.build()
        self.client.add_listener(self._ready, "on_ready")
        if base.watch.is_on:
            self._begin("health", self.looks.run)
        try:
            with base.watch.vitals.of(self._signs()):
                await self._connected_until(stopping)
        finally:
            await self._stop()

    async def _until_moved(self) -> None:
        """Raises DatabaseFault once the database is moved elsewhere: whoever moves it looks for processes that are alive, and
        takes one that stood still for so long that its lease ran out for dead.
        """
        while True:
            await asyncio.sleep(_MOVED_SECONDS)
            with contextlib.suppress(Unavailable):
                await refuse_moved(self.base.database)

    def _begin(self, name: str, work: Work) -> None:
        """Run background work for as long as the bot runs; what fails is logged and begun again."""
        self._background[name] = asyncio.create_task(_supervised(name, work, self.base.meter), name=name)

    async def _ready(self) -> None:
        _log.info(self.base.texts.say(FALLBACK, "start-ready", servers=len(self.client.guilds)))
        if "outbox" in self._background:  # `on_ready` comes again with each new session
            return
        self._begin("outbox", self.outbox.run)
        for wing in self._wings:
            for name, work in wing.once_connected().items():
                self._begin(name, work)
        keep_what_is_there()

    async def _connected_until(self, stopping: asyncio.Event) -> None:
        working = asyncio.create_task(
            self.client.start(self.base.settings.discord_token.plain()), name="discord"
        )
        waiting = asyncio.create_task(stopping.wait(), name="signal")
        moved = asyncio.create_task(self._until_moved(), name="moved")
        await asyncio.wait({working, waiting, moved}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        try:
            if stopping.is_set() or moved.done():
                _log.info("stopping")
                await self._wind_down()
                await self._disconnect()
                working.cancel()  # it may be waiting to connect again
            with contextlib.suppress(asyncio.CancelledError):
                await working
            if moved.done():
                await moved
        finally:
            moved.cancel()

    async def _stop(self) -> None:
        """Stop in order: tasks, then what is under way to Discord, then HTTP, then (by who opened it) the database."""
        await self._wind_down()
        await self._disconnect()
        with contextlib.suppress(Unavailable):
            await self.base.shard_leases.leave()
        with contextlib.suppress(Unavailable):
            await self.base.leases.end()

    async def _disconnect(self) -> None:
        """Say goodbye to Discord, and do not wait for a Discord that is silent."""
        if self.client.is_closed():
            return
        try:
            async with asyncio.timeout(_GOODBYE_SECONDS):
                await self.client.close()
        except TimeoutError:
            await self.client.http.close()

    async def _look_for_others(self) -> None:
        """Say that another process is there, or one more: it may have been started by mistake, before this one or after."""
        told = 0
        while True:
            await asyncio.sleep(_OTHERS_AFTER)
            try:
                others = await self.base.leases.others()
            except Unavailable:  # not known just now
                continue
            if others > told and self.base.shard_leases.count == 1:
                _log.warning(self.base.texts.say(FALLBACK, "start-another-process", count=others))
            told = others

    async def _wind_down(self) -> None:
        """Begin nothing more; let what was begun reach Discord while there is a connection."""
        self.scanning.stop_listening()
        for task in self._background.values():
            task.cancel()
        await asyncio.gather(*self._background.values(), return_exceptions=True)
        await asyncio.gather(
            self.outbox.finish(_FINISH_SECONDS), *(wing.finish(_FINISH_SECONDS) for wing in self._wings)
        )


async def _supervised(name: str, work: Work, meter: Meter) -> None:
    while True:
        try:
            return await work()
        except Exception:  # noqa: BLE001  # a failure of one look must not end the work
            _log.exception("the background task %s failed; it begins again", name)
            meter.count(FAILURES, Where.BACKGROUND)
            await asyncio.sleep(_AGAIN_SECONDS)
