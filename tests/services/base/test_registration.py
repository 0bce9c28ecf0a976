"""Discord is given the commands only when they changed, and left alone for as long as it asks."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from services.base.registration import CommandsNotTaken, NotTaken, OfferedCommands, Registration
from services.base.texts import FALLBACK, default_texts
from services.base.worker import Bell
from tests.conftest import StandingClock
from tests.stores import storage_of


class Enough(Exception):
    """The test has seen what it wanted."""


@dataclass
class FakeCommands:
    """Takes what it is given, unless `answers` says otherwise, call by call."""

    digest: str = "one"
    application: int = 7
    answers: list[CommandsNotTaken | None] = field(default_factory=list)
    taken: list[str] = field(default_factory=list)
    asked: int = 0

    async def offered(self) -> OfferedCommands:
        return OfferedCommands(self.application, self.digest)

    async def register(self) -> None:
        self.asked += 1
        answer = self.answers.pop(0) if self.answers else None
        if answer is not None:
            raise answer
        self.taken.append(self.digest)


@pytest.fixture
def discord() -> FakeCommands:
    return FakeCommands()


@pytest.fixture
def waits() -> list[float]:
    """How long was waited, in order."""
    return []


@pytest.fixture
def differ() -> Bell:
    return Bell()


@pytest.fixture
def registration(
    database: Database,
    vault: Vault,
    clock: StandingClock,
    discord: FakeCommands,
    waits: list[float],
    differ: Bell,
) -> Registration:
    async def sleep(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) > 4 or (seconds == 3600 and registration.behind is None):
            raise Enough

    registration = Registration(
        storage=storage_of(database, vault),
        discord=discord,
        differ=differ,
        say=default_texts().sayer(FALLBACK),
        clock=clock,
        sleep=sleep,
    )
    return registration


async def test_what_discord_was_given_is_not_given_again(
    registration: Registration, discord: FakeCommands
) -> None:
    await registration.step()
    await registration.step()
    assert discord.taken == ["one"]
    discord.digest = "two"
    await registration.step()
    assert discord.taken == ["one", "two"]
    discord.application = 8
    await registration.step()
    assert discord.taken == ["one", "two", "two"]
    await registration.step(anew=True)
    assert discord.asked == 4


async def test_it_waits_as_long_as_discord_asks(
    registration: Registration, discord: FakeCommands, waits: list[float]
) -> None:
    discord.answers = [CommandsNotTaken(NotTaken.LIMITED, "rate limited", timedelta(seconds=301))]
    with pytest.raises(Enough):
        await registration.run()
    assert waits == [301, 3600]
    assert (discord.asked, registration.behind) == (2, None)


async def test_what_fails_is_tried_ever_later_and_what_is_refused_hardly(
    registration: Registration, discord: FakeCommands, waits: list[float], caplog: pytest.LogCaptureFixture
) -> None:
    discord.answers = [
        CommandsNotTaken(NotTaken.FAILED, "503"),
        CommandsNotTaken(NotTaken.FAILED, "503"),
        CommandsNotTaken(NotTaken.FAILED, "503"),
        CommandsNotTaken(NotTaken.REFUSED, "400 50035: Invalid Form Body"),
        CommandsNotTaken(NotTaken.REFUSED, "400 50035: Invalid Form Body"),
    ]
    with pytest.raises(Enough):
        await registration.run()
    assert waits == [30, 60, 120, 3600, 3600]
    assert registration.behind is NotTaken.REFUSED
    assert "Invalid Form Body" in caplog.text
    assert "Traceback" not in caplog.text
