"""Making the wing of servers: `/setup`, `/policy`, and telling managers when the review channel fails."""

from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.servers.policy import PolicyCommands
from cogs.servers.review_channel_alert import ReviewChannelAlerts
from cogs.servers.server_watch import ServerWatch
from cogs.servers.setup import Setup
from services.base.outbox import Kind, Performer
from services.servers.policy import Policies
from wiring.base import Base
from wiring.wing import Work


class ServersWing:
    """Fills wiring.wing.Wing."""

    def __init__(self, base: Base) -> None:
        self._base = base
        self.policies = Policies(storage=base.storage, clock=base.clock, changed=base.server_cache.forget)

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        alerts = ReviewChannelAlerts(
            direct_messages=base.direct_messages,
            managers=base.managers,
            readers=base.review_readers,
            servers=base.servers,
            texts=base.texts,
        )
        return {Kind.MANAGER_NOTICE: alerts.perform}

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        return [
            Setup(
                client=base.client,
                answers=base.answers,
                servers=base.servers,
                review_post=base.review_post,
                readers=base.review_readers,
                registration=base.registration,
                policies=self.policies,
            ),
            PolicyCommands(base.answers, self.policies),
            ServerWatch(servers=base.servers),
        ]

    def background(self) -> Mapping[str, Work]:
        return {"server-cache": self._base.server_cache.run, "commands": self._base.registration.run}

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Does nothing: nothing is under way here."""
