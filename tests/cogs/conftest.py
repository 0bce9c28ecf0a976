"""The real cogs, services and stores in one process, on a simulated Discord (simcord).

Nothing runs in the background here: a test calls `stage.work()` where it wants what is owed to be done.
"""

from collections.abc import AsyncIterator
from typing import Any

import pytest
import simcord

from cogs.base.router import Router
from db.engine.database import Database
from services.base.texts import Texts
from tests.cogs import second_language
from tests.cogs.opening import built, connected, peopled
from tests.cogs.stage import MovingClock, Stage
from wiring.rowan import Rowan


@pytest.fixture
def moving_clock() -> MovingClock:
    """The clock of the bot."""
    return MovingClock()


@pytest.fixture
def chosen() -> dict[str, Any]:
    """What the operator set besides; a test names its own: `@pytest.mark.parametrize("chosen", [{...}])`."""
    return {}


@pytest.fixture(scope="session")
def arabic_texts(tmp_path_factory: pytest.TempPathFactory) -> Texts:
    """English, and a second language that is written from right to left (tests/cogs/second_language.py)."""
    return Texts.load(second_language.write(tmp_path_factory.mktemp("locales")))


@pytest.fixture
def arabic(arabic_texts: Texts, monkeypatch: pytest.MonkeyPatch) -> Texts:
    """Rowan speaks the second language besides. Ask for it before the stage: it must be there when the bot is built."""
    monkeypatch.setattr("wiring.base.default_texts", lambda: arabic_texts)
    return arabic_texts


@pytest.fixture
async def rowan(database: Database, moving_clock: MovingClock, chosen: dict[str, Any]) -> Rowan:
    """Everything that `bot.py` builds, not connected."""
    return await built(database, moving_clock, chosen)


@pytest.fixture
def router(rowan: Rowan) -> Router:
    """Where the bot finds the handlers of buttons and forms."""
    return rowan.base.router


@pytest.fixture(scope="session")
def commands() -> list[Any]:
    """The commands as Discord was given them in the first test."""
    return []


@pytest.fixture
async def env(rowan: Rowan, commands: list[Any]) -> AsyncIterator[simcord.Env]:
    """The simulated Discord, connected; it knows the commands."""
    async with connected(rowan, commands) as simulated:
        yield simulated


@pytest.fixture
def driver() -> type[Stage]:
    """The verbs that tests have; the tests of a wing take that wing's."""
    return Stage


@pytest.fixture
async def stage(env: simcord.Env, rowan: Rowan, moving_clock: MovingClock, driver: type[Stage]) -> Stage:
    """One server with a public channel, a private one, and the people that most tests need."""
    return peopled(driver, env, rowan, moving_clock)


@pytest.fixture
async def set_up(stage: Stage) -> None:
    """The server is set up: its review channel is named."""
    await stage.set_up()
