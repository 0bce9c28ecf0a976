"""Shorteners that answer as they are told, and a process that asks them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.base.errors import StorageBusy
from core.base.ids import UserId
from core.scanning.detections import Person
from services.base.fetching import LedOn, StepResult
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LISTED

SHORT = "https://bit.ly/AbC"
TARGET = f"https://{LISTED}/threads/x.1"


@dataclass
class FakeShorteners:
    """Fills Stepper. `answers`: by what is asked, what is answered; the last again and again. `asked`: all of it, in order."""

    answers: dict[str, list[StepResult]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    busy: int = 0  # so often the database does not say what is listed

    def lead(self, ways: Mapping[str, str]) -> None:
        """Each of these addresses leads to the other."""
        for url, target in ways.items():
            self.answers[url] = [LedOn(target)]

    async def step(self, url: str, seconds: float) -> StepResult:
        assert 0 < seconds < 60
        if self.busy:
            self.busy -= 1
            raise StorageBusy
        self.asked.append(url)
        answers = self.answers[url]
        return answers.pop(0) if len(answers) > 1 else answers[0]


@dataclass
class Short:
    """A process that asks, and its shorteners."""

    process: ScanningProcess
    shorteners: FakeShorteners

    async def work(self, seconds: int = 10) -> None:
        """Let what is due be asked and looked at, for so long."""
        for _ in range(seconds):
            await self.process.live()
            while await self.process.short.questions.step():
                await self.process.short.questions.finish(5)
            await self.process.look_at_waiting()
            self.process.clock.forward(seconds=1)

    async def posts_waiting(self) -> int:
        rows = await self.process.database.read.all("SELECT * FROM short_posts")
        return len(rows)

    async def states(self) -> list[str]:
        rows = await self.process.database.read.all("SELECT state FROM short_links ORDER BY seen_at")
        return [row["state"] for row in rows]


def author(number: int) -> Person:
    return Person(UserId(32 * 10**16 + number), f"author {number}")
