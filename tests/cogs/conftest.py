"""The real cogs, services and stores in one process, on a simulated Discord (simcord).

Nothing runs in the background here: a test calls `stage.work()` where it wants what is owed to be done.
"""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import discord
import pytest
import simcord

from cogs.base.router import Router
from db.engine.database import Database
from settings import Settings
from tests.cogs.stage import MovingClock, Stage
from tests.conftest import SECRET
from wiring.base import Known
from wiring.rowan import Rowan


async def a_moment(_seconds: float) -> None:
    """Wait between two looks: nothing here takes longer."""
    await asyncio.sleep(0.001)


class _Discord(simcord.Env):
    """Looks again after a millisecond, instead of fifty, whether the bot has finished: most of a test was that wait."""

    async def _settle_internal(self, *, idle: float = 0.001, **rest: Any) -> None:
        await super()._settle_internal(idle=idle, **rest)


def _as_given(command: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in command.items() if field not in {"id", "application_id"}}


@pytest.fixture
def moving_clock() -> MovingClock:
    """The clock of the bot."""
    return MovingClock()


@pytest.fixture
def chosen() -> dict[str, Any]:
    """What the operator set besides; a test names its own: `@pytest.mark.parametrize("chosen", [{...}])`."""
    return {}


@pytest.fixture
async def rowan(database: Database, moving_clock: MovingClock, chosen: dict[str, Any]) -> Rowan:
    """Everything that `bot.py` builds, not connected."""
    settings = Settings(
        discord_token="none",
        database=database.path,
        secret_key=SECRET,
        log_level="INFO",
        shared_quorum=2,
        catch_up_hours=0,
        **chosen,
    )
    built = Rowan(Known(settings, database, message_content=True, clock=moving_clock, sleep=a_moment))
    await built.build()
    return built


@pytest.fixture
def router(rowan: Rowan) -> Router:
    """Where the bot finds the handlers of buttons and forms."""
    return rowan.base.router


@pytest.fixture(scope="session")
def commands() -> list[Any]:
    """The commands as Discord was given them in the first test; to make them takes longer than most tests."""
    return []


@pytest.fixture
async def env(
    rowan: Rowan, monkeypatch: pytest.MonkeyPatch, commands: list[Any]
) -> AsyncIterator[simcord.Env]:
    """The simulated Discord, connected; it knows the commands."""
    simulated = _Discord(rowan.client, settle_timeout=60)
    await simulated.start()

    async def counts(server: int) -> dict[str, int]:  # simcord takes this route for that of one role
        members = simulated.backend.get_guild(server).members.values()
        return {str(role): count for role, count in Counter(r for m in members for r in m.role_ids).items()}

    monkeypatch.setattr(rowan.client.http, "get_role_member_counts", counts)
    if commands:
        simulated.backend.register_commands(None, commands)
    else:
        await rowan.base.registration.step()
        commands += [_as_given(command) for command in simulated.backend.commands[None].values()]
    yield simulated
    await simulated.shutdown()


@pytest.fixture
def driver() -> type[Stage]:
    """The verbs that tests have; the tests of a wing take that wing's."""
    return Stage


@pytest.fixture
async def stage(env: simcord.Env, rowan: Rowan, moving_clock: MovingClock, driver: type[Stage]) -> Stage:
    """One server with a public channel, a private one, and the people that most tests need."""
    guild = env.create_guild()
    general = guild.create_text_channel("general")
    moderators = guild.create_role("Moderators", permissions=discord.Permissions(manage_messages=True))
    managers = guild.create_role("Managers", permissions=discord.Permissions(manage_guild=True))
    hidden = {
        guild.default_role: discord.PermissionOverwrite(view_channel=False),
        moderators: discord.PermissionOverwrite(view_channel=True),
        managers: discord.PermissionOverwrite(view_channel=True),
        env.bot.user: discord.PermissionOverwrite(view_channel=True),
    }
    review = guild.create_text_channel("review", overwrites=hidden)
    return driver(
        env=env,
        rowan=rowan,
        clock=moving_clock,
        guild=guild,
        general=general,
        review=review,
        member=guild.add_member(env.create_user("member")),
        moderator=guild.add_member(env.create_user("moderator"), roles=[moderators]),
        manager=guild.add_member(env.create_user("manager"), roles=[managers]),
    )


@pytest.fixture
async def set_up(stage: Stage) -> None:
    """The server is set up: its review channel is named."""
    await stage.set_up()
