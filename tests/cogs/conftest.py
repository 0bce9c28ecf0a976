"""The real cogs, services and stores in one process, on a simulated Discord (simcord).

Nothing runs in the background here: a test calls `stage.post()` where it wants the outbox to post.
"""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from typing import Any

import discord
import pytest
import simcord

from core.base.ids import ServerId
from core.links import find_links
from db.engine.database import Database
from settings import Settings
from tests.conftest import SECRET
from tests.fakes import FakeInvites
from tests.stores import Committing
from wiring.rowan import Rowan


class _Discord(simcord.Env):
    """Looks again after a millisecond, instead of fifty, whether the bot has finished: most of a test was that wait."""

    async def _settle_internal(self, *, idle: float = 0.001, **rest: Any) -> None:
        await super()._settle_internal(idle=idle, **rest)


@dataclass
class Stage:
    """One server with the people that most tests need."""

    env: simcord.Env
    rowan: Rowan
    guild: simcord.GuildHandle
    general: object
    review: object
    member: simcord.MemberActor
    moderator: simcord.MemberActor
    manager: simcord.MemberActor

    @property
    def stores(self) -> Committing:
        """The bot's stores, for what a test sets up beside Discord."""
        return Committing(self.rowan.base.database, self.rowan.base.vault)

    async def post(self) -> None:
        """Let the outbox post what is due, until nothing is."""
        while await self.rowan.outbox.step():
            await self.rowan.outbox.finish(5)
        await self.env.settle()

    async def set_up(self) -> None:
        """What a manager does first."""
        await self.manager.slash(self.general, "setup", review_channel=self.review)

    async def patterns_found(self, text: str) -> list[str]:
        """The patterns of lists that cover a link of the text here and that no exception overrules."""
        lists = self.rowan.lists
        links = find_links(text, lists.index.index.might_hold)
        matches = await lists.lookup.matches(ServerId(self.guild.id), links)
        return [match.pattern for match in matches if not match.allowed]

    def answer_invites(self, source: FakeInvites) -> None:
        """Have this answer for Discord what is behind an invite."""
        self.rowan.scanning.invite_questions._source = source

    async def ask_about_invites(self) -> None:
        """Ask whatever is due, and look again at what waited."""
        questions = self.rowan.scanning.invite_questions
        while True:
            questions._not_before = self.rowan.base.clock()
            if not await questions.step():
                return
            await questions.finish(5)


@pytest.fixture
async def rowan(database: Database, monkeypatch: pytest.MonkeyPatch) -> Rowan:
    """Everything that `bot.py` builds, not connected."""
    # How long an answer waits for a removal that is done in the background.
    monkeypatch.setattr("services.reports.review._LOOK_SECONDS", 0.001)
    settings = Settings(
        discord_token="none",
        database=database.path,
        secret_key=SECRET,
        log_level="INFO",
        shared_quorum=2,
        catch_up_hours=0,
    )
    built = Rowan(settings, database, message_content=True)
    await built.build()
    return built


@pytest.fixture
async def env(rowan: Rowan) -> AsyncIterator[simcord.Env]:
    """The simulated Discord, connected."""
    simulated = _Discord(rowan.client)
    await simulated.start()
    yield simulated
    await simulated.shutdown()


@pytest.fixture
async def stage(env: simcord.Env, rowan: Rowan) -> Stage:
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
    return Stage(
        env=env,
        rowan=rowan,
        guild=guild,
        general=general,
        review=review,
        member=guild.add_member(env.create_user("member")),
        moderator=guild.add_member(env.create_user("moderator"), roles=[moderators]),
        manager=guild.add_member(env.create_user("manager"), roles=[managers]),
    )
