"""One server on a simulated Discord, with verbs named for what people do; each wing's driver adds its own."""

import asyncio
from collections.abc import Awaitable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import simcord

from cogs.base.answers import Answers
from cogs.base.router import Router
from core.base.authority import Caller
from core.base.ids import ServerId, UserId
from services.servers.settings import ServerSettings
from tests.cogs.seen import is_about, parts_of, shown, told
from tests.stores import Committing
from tests.wording import say
from wiring.rowan import Rowan


class MovingClock:
    """The time of day, and what a test lets pass besides."""

    def __init__(self) -> None:
        self._passed = timedelta()

    def __call__(self) -> datetime:
        return datetime.now(UTC) + self._passed

    def forward(self, **by: float) -> None:
        """Let time pass: `forward(minutes=11)`."""
        self._passed += timedelta(**by)


@dataclass
class Stage:
    """The server, its two channels, and the people that most tests need."""

    env: simcord.Env
    rowan: Rowan
    clock: MovingClock
    guild: simcord.GuildHandle
    general: Any
    review: Any
    member: simcord.MemberActor
    moderator: simcord.MemberActor
    manager: simcord.MemberActor
    author: simcord.MemberActor  # a member who writes what others report

    @property
    def server(self) -> ServerId:
        """The server's id."""
        return ServerId(self.guild.id)

    @property
    def stores(self) -> Committing:
        """The bot's stores, for what a test sets up beside Discord."""
        return Committing(self.rowan.base.database, self.rowan.base.vault)

    @property
    def router(self) -> Router:
        """Where the bot finds the handlers of buttons and forms."""
        return self.rowan.base.router

    @property
    def answers(self) -> Answers:
        """How the bot answers."""
        return self.rowan.base.answers

    async def settings(self) -> ServerSettings:
        """What `/setup` saved."""
        return await self.rowan.base.servers.get(self.server)

    async def set_up(self, **options: object) -> str:
        """`/setup`: with the review channel, as a manager begins, or with other options; returns what they are told."""
        named = options or {"review_channel": self.review}
        answer = await self.manager.slash(self.general, "setup", **named)
        assert answer.ephemeral
        return str(answer.response.content)

    async def manager_setup(self) -> str:
        """`/setup` without options; returns what the manager is told."""
        answer = await self.manager.slash(self.general, "setup")
        assert answer.ephemeral
        return str(answer.response.content)

    async def policy(self, verb: str, **options: object) -> str:
        """The manager's `/policy` command; returns what it answers."""
        answer = await self.manager.slash(self.general, f"policy {verb}", **options)
        assert answer.ephemeral
        return told(answer)

    async def pages(self, who: Any, answer: Any) -> list[str]:
        """What a private answer shows on each of its pages, which `who` turns one by one; each is what Discord takes."""
        seen = []
        while True:
            message = answer.response
            seen.append(shown(message))
            assert len(seen[-1]) <= 4000
            onward = [
                part
                for part in parts_of(message)
                if part.get("label") == say("page-next") and not part.get("disabled")
            ]
            if not onward:
                return seen
            turned = await who.click(message.message, custom_id=onward[0]["custom_id"])
            answer = turned if turned.response and turned.response.components else answer

    def join(self, name: str, *roles: str, **user: Any) -> simcord.MemberActor:
        """Another member, with roles by name: `Moderators` and `Managers` are there."""
        return self.guild.add_member(
            self.env.create_user(name, **user), roles=[self.guild.roles[role] for role in roles]
        )

    def caller(self, who: Any = None, **rights: bool) -> Caller:
        """Somebody as services see them, with the rights that a test gives them; a stranger unless one is named."""
        user, name = (UserId(4242), "Somebody") if who is None else (UserId(who.id), who.name)
        return Caller(self.server, user, name, **rights)

    def caller_who_moderates(self, who: Any = None) -> Caller:
        """As `caller`, with the right that makes a moderator."""
        return self.caller(who, manage_messages=True)

    async def post(self) -> None:
        """Let the outbox post what is due, until nothing is."""
        while await self.rowan.outbox.step():
            await self.rowan.outbox.finish(5)
        await self.env.settle()

    async def beside_posts(self, pressing: Awaitable[Any]) -> Any:
        """Press something while the outbox posts beside it; returns the answer."""
        pressed = asyncio.ensure_future(pressing)
        while not pressed.done():
            await self.rowan.outbox.step()
            await self.rowan.outbox.finish(5)
            await asyncio.sleep(0)
        return await pressed

    async def work(self) -> None:
        """Let everything that is owed be done: what must go is removed, what is due is posted."""
        await self.env.settle()
        scanning = self.rowan.scanning
        for worker in (scanning.waiting_posts, scanning.sweep.worker, scanning.removals):
            while await worker.step():
                await worker.finish(60)
        await self.post()

    def inbox(self, person: Any) -> list[Any]:
        """What Rowan wrote to somebody."""
        channel = self.env.backend.dm_channels.get(person.id)
        return [] if channel is None else list(self.env.backend.messages[channel].values())

    def mail(self, person: Any) -> list[Any]:
        """What Rowan wrote to somebody, without the notices that messages of theirs were removed."""
        return [each for each in self.inbox(person) if not is_about(each, "notice:")]

    def pinged(self, message: Any) -> set[int]:
        """Roles that the message was allowed to mention, which simcord does not look for in layouts."""
        return set(self.env.backend.get_message(message.channel.id, message.id).allowed_mentions.roles)
