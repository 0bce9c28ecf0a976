"""The story of one run: load and weather, a kill, a start, again and again; now and then all is well and compared."""

import asyncio
import contextlib
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from localdiscord import PATIENCE, FakeDiscord
from localdiscord.faults import Moment
from localdiscord.loaded import Loaded
from tests.crash.bot import Bot
from tests.crash.comparison import Comparison
from tests.crash.ledger import Ledger
from tests.crash.people import People
from tests.crash.promises import Broken
from tests.crash.stored import stored
from tests.crash.town import Town, town
from tests.crash.weather import CALLS, Weather

_KILLS_BETWEEN = 10  # two comparisons
_LOAD = (5, 60)  # things that people do between a start and the kill
_LOAD_PATIENCE = 20.0  # seconds for them
_MOMENT = 0.3  # seconds, at most, between the last of them and a kill at any moment
_DOWN = (0.0, 0.8)  # seconds until it is started again
_CRASH_SHARE = 0.5  # of the kills: at a call, and not at any moment
_CRASH_PATIENCE = 4.0  # seconds for a call that may not come
_SERVER_SHARE = 0.3  # of the kills: before them the database's server crashes, where it has one
_LIVES_ON = 2.0  # seconds, at most, in which the bot goes on with a server that is back
_MOMENTS: tuple[Moment, ...] = ("before", "after")


@dataclass(kw_only=True)
class Run:
    """One run, from the first start to the verdict."""

    seed: int
    kills: int
    code: Path
    folder: Path
    people: int
    database: str = "sqlite"
    processes: int = 1
    wanted: tuple[str, ...] = ()  # what must have been told, of what the ledger counts, before it is over
    loaded: Loaded | None = None
    fd: FakeDiscord = field(default_factory=FakeDiscord)
    ledger: Ledger = field(default_factory=Ledger)
    bot: Bot = field(init=False)
    town: Town = field(init=False)
    comparison: Comparison = field(init=False)
    _dice: Random = field(init=False)

    def __post_init__(self) -> None:
        self._dice = Random(f"{self.seed}/server")

    async def tell(self) -> list[Broken]:
        """Play it all; gives what is broken."""
        await self.fd.start()
        self.bot = Bot(
            self.fd, self.code, self.folder, stored(self.database, self.folder), self.loaded, self.processes
        )
        self.town = town(self.fd)
        self.comparison = Comparison(seed=self.seed, town=self.town, bot=self.bot, ledger=self.ledger)
        try:
            await self.bot.start()
            await self.town.set_up(self.bot)
            await self._play()
        finally:
            await self.bot.stop()
            await self.fd.stop()
        twice = [Broken("no shard runs twice", str(each)) for each in self.fd.sharding.twice]
        return [*self.comparison.broken, *twice]

    async def _play(self) -> None:
        rng = Random(f"{self.seed}")
        weather = Weather(self.fd, rng, [place.guild for place in self.town.places])
        everybody = People(self.town, self.bot, self.ledger, str(self.seed), self.people)
        everybody.begin()
        try:
            for number in range(1, self.kills + 1):
                await self._die(rng, weather, everybody)
                everybody.look()
                if number % _KILLS_BETWEEN == 0 or number == self.kills:
                    if number == self.kills:
                        await self._wait_for_what_is_wanted()
                    await everybody.pause()
                    await self.comparison.compare(weather)
                    if number < self.kills:
                        everybody.begin()
        finally:
            await everybody.end()

    async def _wait_for_what_is_wanted(self) -> None:
        """Let people go on until each was told: how much they do between two kills, the machine decides."""
        with contextlib.suppress(TimeoutError):  # whoever wanted it looks
            await self.fd.until(lambda: all(self.ledger.counts[each] for each in self.wanted), PATIENCE)

    async def _die(self, rng: Random, weather: Weather, everybody: People) -> None:
        """Load, with Discord misbehaving, and the kill in the midst of it; then a new start."""
        wrong = weather.change()
        how = await self._crash_of_the_server() + await self._kill(rng, everybody)
        self.ledger.kill += 1
        await asyncio.sleep(rng.uniform(*_DOWN))
        began = time.monotonic()
        await self.bot.start()
        took = time.monotonic() - began
        print(  # progress
            f"kill {self.ledger.kill:3}: {how}; up again in {took:.1f} s; "
            f"{len(self.ledger.cases)} cases, {len(self.ledger.posts)} messages; {', '.join(wrong) or 'fair weather'}",
            flush=True,
        )

    async def _crash_of_the_server(self) -> str:
        """Now and then the server of the database dies as well, and comes back under a bot that lives on for a moment."""
        if self._dice.random() >= _SERVER_SHARE or not await asyncio.to_thread(self.bot.stored.crash):
            return ""
        await asyncio.sleep(self._dice.uniform(0, _LIVES_ON))
        return "the database's server crashed; "

    async def _kill(self, rng: Random, everybody: People) -> str:
        """Kill it once people did this and that: at a call of its own, or at any moment. Tells which."""
        self.bot.choose(self._dice)
        load, moment_later = rng.randint(*_LOAD), rng.uniform(0, _MOMENT)
        at_call, (method, path) = rng.random() < _CRASH_SHARE, rng.choice(CALLS)
        moment, nth = rng.choice(_MOMENTS), rng.randint(1, 4)
        enough = everybody.done + load
        with contextlib.suppress(TimeoutError):
            await self.fd.until(lambda: everybody.done >= enough, _LOAD_PATIENCE)
        if at_call:
            crash = self.fd.crash_on(self.bot.process, method, path, moment=moment, nth=nth)
            try:
                await crash.happened(_CRASH_PATIENCE)
            except TimeoutError:
                crash.nth = sys.maxsize  # nobody called; it must not strike later
            else:
                return f"{moment} {method} {path}"
        await asyncio.sleep(moment_later)
        await self.bot.kill()
        return f"after {load} things that people did"
