"""Everybody at once: many people who each do one thing after the other, chosen at random."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from random import Random

from tests.crash.acting import ActingT
from tests.crash.bot import Bot
from tests.crash.ledger import Ledger
from tests.crash.moderating import Moderating
from tests.crash.publishing import Publishing
from tests.crash.reporting import Reporting
from tests.crash.sharing import Sharing
from tests.crash.town import Town
from tests.crash.writing import Writing

_SHARES = {"report": 34, "decide": 24, "post": 22, "undone": 6, "speak": 7, "publish": 9}
_PAUSE = (0.0, 0.4)  # seconds between two things that one person does
_DOWN = (0.2, 4.0)  # seconds between two messages of one person while Rowan is away


@dataclass
class People:
    """All of them; `seed` decides who does what, not how long it takes."""

    town: Town
    bot: Bot
    ledger: Ledger
    seed: str
    count: int
    done: int = 0  # things that somebody did
    _busy: bool = False
    _tasks: list[asyncio.Task[None]] = field(default_factory=list)

    def begin(self) -> None:
        """Let all of them act from now on."""
        self._busy = True
        self._tasks = [asyncio.create_task(self._act(number)) for number in range(self.count)]

    async def pause(self) -> None:
        """Let everybody finish what they are at, and rest."""
        self._busy = False
        await asyncio.gather(*self._tasks)

    async def end(self) -> None:
        """Let nobody act any more, whatever they are at."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def look(self) -> None:
        """Raise what somebody's act raised: a fault of this test."""
        for task in self._tasks:
            if task.done():
                task.result()

    async def _act(self, number: int) -> None:
        rng = Random(f"{self.seed}/{self.ledger.kill}/{number}")
        acts = self._acts(rng)
        while self._busy:
            name = rng.choices(list(_SHARES), list(_SHARES.values()))[0]
            if not self.bot.up:
                name = "post"  # nobody sees commands; one writes all the same
                with contextlib.suppress(TimeoutError):
                    await self.town.fd.until(lambda: self.bot.up, rng.uniform(*_DOWN))
            try:
                await acts[name]()
            except LookupError as gone:
                if type(gone) is not LookupError:
                    raise
                self.ledger.counts["things gone meanwhile"] += 1  # a card that was posted anew, say
            self.done += 1
            await asyncio.sleep(rng.uniform(*_PAUSE))

    def _acts(self, rng: Random) -> dict[str, Callable[[], Awaitable[None]]]:
        writing = self._as(Writing, rng)
        return {
            "report": self._as(Reporting, rng).report,
            "decide": self._as(Moderating, rng).decide,
            "post": writing.post,
            "undone": writing.undone,
            "speak": self._as(Sharing, rng).speak,
            "publish": self._as(Publishing, rng).publish,
        }

    def _as(self, kind: type[ActingT], rng: Random) -> ActingT:
        return kind(town=self.town, bot=self.bot, ledger=self.ledger, rng=rng)
