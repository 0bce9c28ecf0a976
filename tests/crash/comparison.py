"""Now and then all is well at Discord, everybody rests, and what people were told is compared with what stands."""

import asyncio
import sys
import time
from dataclasses import dataclass, field
from random import Random

from tests.crash.acting import Acting, ActingT
from tests.crash.bot import Bot
from tests.crash.ledger import Case, Ledger, Post, heard
from tests.crash.promises import Broken, Promises, tally
from tests.crash.sharing import Sharing
from tests.crash.stories import Stories
from tests.crash.town import Town
from tests.crash.weather import Weather
from tests.process.server import button
from tests.wording import sentence

BUTTONS = "every card's buttons work"
MEMORY = "memory is flat"

_SETTLED = 75.0  # seconds in which, Discord being well, something more must stand of what was told
_LONGEST = 300.0  # seconds after which all of it must: less than the ten minutes of the longest wait
_BETWEEN_LOOKS, _SHARE_OF_LOOKING = (
    0.3,
    5,
)  # seconds; and times as long as a look takes: Discord answers in this process
_MEMORY_GROWTH = 1.5  # times what the first comparison saw; the database grows meanwhile
_STORIES = 5  # of each promise that a comparison finds broken


@dataclass(kw_only=True)
class Comparison:
    """All comparisons of one run, and what they found."""

    seed: int
    town: Town
    bot: Bot
    ledger: Ledger
    broken: list[Broken] = field(default_factory=list)
    promises: Promises = field(init=False)
    _memory: list[int] = field(default_factory=list)
    _pressed: dict[int, str] = field(default_factory=dict)  # case to the card whose buttons were tried

    def __post_init__(self) -> None:
        self.promises = Promises(self.town.fd, self.town, self.ledger, self.bot.stored)

    @property
    def verdicts(self) -> dict[str, int]:
        """How often each promise was broken."""
        counts = tally(self.broken)
        return {promise: counts[promise] for promise in (*self.promises.checks, BUTTONS, MEMORY)}

    async def compare(self, weather: Weather) -> None:
        """Wait until everything that was told stands, at most as long as it may take; tell what does not."""
        began = time.monotonic()
        weather.clear()
        probes = await self._as(Sharing).probe()
        found = await self._settled(max(began, weather.clear_at))
        self._forget(probes)
        found += await self._buttons()
        found += self._grown()
        known = {each.key for each in self.broken}
        fresh = [each for each in found if each.key not in known]
        self.broken += fresh
        kill, seconds = self.ledger.kill, time.monotonic() - began
        print(f"--- after kill {kill}: {len(fresh)} broken promises, compared in {seconds:.0f} s", flush=True)
        self._tell(fresh)

    async def _settled(self, clear_at: float) -> list[Broken]:
        """What is still broken when nothing gets better any more: a machine with much else to do only takes longer."""
        fewest, until = sys.maxsize, 0.0
        while True:
            looked = time.monotonic()
            found = self.promises.broken()
            now = time.monotonic()
            if len(found) < fewest:
                fewest, until = len(found), max(now, clear_at) + _SETTLED
            if not found or now >= min(until, clear_at + _LONGEST):
                return found
            await asyncio.sleep(max(_BETWEEN_LOOKS, _SHARE_OF_LOOKING * (now - looked)))

    def _forget(self, probes: list[Post]) -> None:
        """What is on no list now may be before long, and then go; nobody holds that against Rowan."""
        self.ledger.posts = [post for post in self.ledger.posts if post.listed or post not in probes]

    async def _buttons(self) -> list[Broken]:
        """Press a button of every card that was not tried yet: Rowan must know where its card stands."""
        return [broken for case in self.ledger.cases.values() if (broken := await self._tried(case))]

    async def _tried(self, case: Case) -> Broken | None:
        place, which = self.town.of(case.guild), f"case:{case.number}:more"
        card = next(iter(place.in_review(which)), None)
        if card is None or self._pressed.get(case.number) == card["id"]:
            return None
        pressing = self.town.fd.click(place.server.moderator, card, button(card, which), values=["history"])
        shown = await self._as(Acting).answer_to(pressing)
        if shown is None or not sentence("history-title", case=str(case.number)).stands_in(shown):
            return Broken(BUTTONS, f"{case.name}: {heard(shown) if shown else 'no answer'}", case)
        self._pressed[case.number] = card["id"]
        return None

    def _grown(self) -> list[Broken]:
        used = self.bot.memory()
        if used is None:
            return []
        self._memory.append(used)
        first = self._memory[0]
        grown = used > first * _MEMORY_GROWTH
        return [Broken(MEMORY, f"{first} kB at the first comparison, {used} kB now")] if grown else []

    def _tell(self, fresh: list[Broken]) -> None:
        stories = Stories(self.town.fd, self.town, self.ledger, self.bot.stored)
        for promise, number in tally(fresh).items():
            for each in [each for each in fresh if each.promise == promise][:_STORIES]:
                print(stories.of(each, f"SEED={self.seed}{self._where}"), flush=True)
            if number > _STORIES:
                print(f"    ... and {number - _STORIES} more like that", flush=True)

    @property
    def _where(self) -> str:
        return "" if self.bot.stored.url.startswith("sqlite:") else " DATABASE=postgres"

    def _as(self, kind: type[ActingT]) -> ActingT:
        rng = Random(f"{self.seed}/{self.ledger.kill}/comparison")
        return kind(town=self.town, bot=self.bot, ledger=self.ledger, rng=rng)
