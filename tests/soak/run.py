"""The story of one soak: rounds of chat, people and faults; between two rounds all is well, and memory is looked at."""

import asyncio
import contextlib
import sqlite3
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from random import Random

from localdiscord import FakeDiscord
from tests.crash.bot import Bot
from tests.crash.comparison import Comparison
from tests.crash.ledger import Ledger
from tests.crash.people import People
from tests.crash.promises import Broken
from tests.crash.stored import stored
from tests.crash.town import Town, town
from tests.crash.weather import Weather
from tests.crash.writing import Posting
from tests.soak.chat import Chat
from tests.soak.memory import Sample

_PORTION = 500  # messages of chat between two listed ones, whose removal shows that all before were read
_PEOPLE = 6
_WARM_UP = 0.4  # of the rounds: caches fill in them, for some 130,000 messages; their samples do not count
_PATIENCE = 180.0  # seconds for a removal: Discord may name a long wait
_REST = 1.0  # seconds in which what was begun ends
_LOCKED = 2.0  # seconds for which another program holds SQLite's file


@dataclass(kw_only=True)
class Soak:
    """One run, from the start to the verdict."""

    seed: int
    messages: int
    rounds: int
    code: Path
    folder: Path
    database: str = "sqlite"
    fd: FakeDiscord = field(default_factory=FakeDiscord)
    ledger: Ledger = field(default_factory=Ledger)
    samples: list[Sample] = field(default_factory=list)
    bot: Bot = field(init=False)
    town: Town = field(init=False)
    comparison: Comparison = field(init=False)

    async def tell(self) -> list[Broken]:
        """Play it; gives the promises that are broken. `samples`: of memory, after the caches were filled."""
        await self.fd.start()
        self.bot = Bot(self.fd, self.code, self.folder, stored(self.database, self.folder))
        self.town = town(self.fd)
        self.comparison = Comparison(seed=self.seed, town=self.town, bot=self.bot, ledger=self.ledger)
        try:
            await self.bot.start()
            await self.town.set_up(self.bot)
            await self._play()
        finally:
            await self.bot.stop()
            await self.fd.stop()
        return self.comparison.broken

    async def _play(self) -> None:
        rng = Random(f"{self.seed}")
        weather = Weather(self.fd, rng, [place.guild for place in self.town.places])
        chat = Chat(self.fd, self.town, rng)
        people = People(self.town, self.bot, self.ledger, str(self.seed), _PEOPLE)
        for number in range(1, self.rounds + 1):
            began = time.monotonic()
            wrong = [*weather.change(), await self._fault(rng)]
            people.begin()
            try:
                await self._talk(chat, rng)
            finally:
                weather.clear()
                await people.pause()
            await self._marked(rng)
            await asyncio.sleep(_REST)
            sample = Sample(chat.read, self.bot.memory() or 0)
            if number > self.rounds * _WARM_UP:
                self.samples.append(sample)
            rate = self.messages / self.rounds / (time.monotonic() - began)
            print(  # progress
                f"round {number:3}: {chat.read:,} messages read ({rate:,.0f}/s), {people.done} things done, "
                f"{sample.kilobytes / 1000:.1f} MB; {', '.join(wrong)}",
                flush=True,
            )
        await self.comparison.compare(weather)

    async def _talk(self, chat: Chat, rng: Random) -> None:
        left = self.messages // self.rounds
        while left > 0:
            await chat.talk(min(left, _PORTION))
            left -= _PORTION
            await self._marked(rng)

    async def _marked(self, rng: Random) -> None:
        """Post a listed link, and wait until it is gone: by then everything before it was read."""
        posting = Posting(town=self.town, bot=self.bot, ledger=self.ledger, rng=rng)
        place = rng.choice(self.town.places)
        if place.guild in self.fd.outages:
            return
        entry = await posting.posted(place, place.listed, listed=True)
        with contextlib.suppress(TimeoutError):  # an outage began meanwhile; the comparison looks at it
            await self.fd.until(lambda: not self.fd.exists(entry.message), _PATIENCE)

    async def _fault(self, rng: Random) -> str:
        """Let something go wrong that is none of Discord's calls; tells what."""
        faults: list[Callable[[], str]] = [lambda: "nothing else", self._resume, self._reconnect]
        if self.database == "sqlite":
            faults.append(self._lock)
        return rng.choice(faults)()

    def _resume(self) -> str:
        self._later = asyncio.create_task(self.fd.disconnect(4000))
        return "the gateway's connection is lost"

    def _reconnect(self) -> str:
        self._later = asyncio.create_task(self.fd.disconnect(1001))
        return "Discord closes the gateway's connection"

    def _lock(self) -> str:
        async def hold() -> None:
            await asyncio.to_thread(_held, self.folder / "rowan.db")

        self._later = asyncio.create_task(hold())
        return f"another program locks the database for {_LOCKED:.0f} s"

    def counts(self) -> Iterator[tuple[str, int, int]]:
        """What was told or posted, with how much of it stands: both must be equal."""
        removed = {
            str(row["message_id"])
            for row in self.bot.stored.rows("SELECT message_id FROM detections WHERE outcome = 'removed'")
        }
        listed = [post for post in self.ledger.posts if post.listed]
        yield (
            "listed messages posted, and removed with a row",
            len(listed),
            sum(post.message["id"] in removed and not self.fd.exists(post.message) for post in listed),
        )
        rows = {row["id"] for row in self.bot.stored.rows("SELECT id FROM cases")}
        yield "cases told, and rows of them", len(self.ledger.cases), len(rows & self.ledger.cases.keys())
        told = {(case.number, who) for case in self.ledger.cases.values() for who in case.reporters}
        kept = self.bot.stored.rows("SELECT case_id, count(*) AS many FROM reports GROUP BY case_id")
        by_case = {row["case_id"]: row["many"] for row in kept}
        yield (
            "reports thanked for, and rows of them",
            len(told),
            sum(min(by_case.get(case.number, 0), len(case.reporters)) for case in self.ledger.cases.values()),
        )


def _held(path: Path) -> None:
    with contextlib.closing(sqlite3.connect(path, timeout=10, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        time.sleep(_LOCKED)  # in a thread of its own
        other.execute("ROLLBACK")
