"""Opening the bot on a simulated Discord, with one server and its people: for the fixtures, and for whoever needs several."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, TypeVar

import discord
import simcord

from db.engine.database import Database
from settings import Settings
from tests.cogs.copies import copy_quickly
from tests.cogs.searching import refuse_searches
from tests.cogs.stage import MovingClock, Stage
from tests.conftest import SECRET
from wiring.base import Known
from wiring.rowan import Rowan

copy_quickly()
refuse_searches()

StageKind = TypeVar("StageKind", bound=Stage)


async def a_moment(_seconds: float) -> None:
    """Wait between two looks: nothing here takes longer."""
    await asyncio.sleep(0.001)


class _Discord(simcord.Env):
    """Looks again after a millisecond, instead of fifty, whether the bot has finished: most of a test was that wait."""

    async def _settle_internal(self, *, idle: float = 0.001, **rest: Any) -> None:
        await super()._settle_internal(idle=idle, **rest)


def _as_given(command: dict[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in command.items() if field not in {"id", "application_id"}}


async def built(database: Database, clock: MovingClock, chosen: dict[str, Any]) -> Rowan:
    """Everything that `bot.py` builds, not connected. `chosen`: what the operator set besides."""
    settings = Settings(
        discord_token="none",
        database=database.path,
        secret_key=SECRET,
        log_level="INFO",
        shared_quorum=2,
        catch_up_hours=0,
        **chosen,
    )
    rowan = Rowan(Known(settings, database, message_content=True, clock=clock, sleep=a_moment))
    await rowan.build()
    return rowan


@asynccontextmanager
async def connected(rowan: Rowan, commands: list[Any]) -> AsyncIterator[simcord.Env]:
    """The simulated Discord, connected; it knows the commands.

    `commands`: as Discord was given them the first time, kept there; to make them takes longer than most tests.
    """
    simulated = _Discord(rowan.client, settle_timeout=60)
    await simulated.start()

    async def counts(server: int) -> dict[str, int]:  # simcord takes this route for that of one role
        members = simulated.backend.get_guild(server).members.values()
        return {str(role): count for role, count in Counter(r for m in members for r in m.role_ids).items()}

    vars(rowan.client.http)["get_role_member_counts"] = counts
    if commands:
        simulated.backend.register_commands(None, commands)
    else:
        await rowan.base.registration.step()
        commands += [_as_given(command) for command in simulated.backend.commands[None].values()]
    yield simulated
    await simulated.shutdown()


def peopled(
    kind: type[StageKind], env: simcord.Env, rowan: Rowan, clock: MovingClock, name: str = "Lighthouse"
) -> StageKind:
    """One server with a public channel, a private one, and the people that most tests need."""
    guild = env.create_guild(name)
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
    return kind(
        env=env,
        rowan=rowan,
        clock=clock,
        guild=guild,
        general=general,
        review=review,
        member=guild.add_member(env.create_user("member")),
        moderator=guild.add_member(env.create_user("moderator"), roles=[moderators]),
        manager=guild.add_member(env.create_user("manager"), roles=[managers]),
        author=guild.add_member(env.create_user("author")),
    )
