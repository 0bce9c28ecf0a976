"""Making the wing of servers: `/setup`, `/policy`, and telling managers when the review channel fails."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.servers.image_button import ImageButton
from cogs.servers.languages import LanguageCommand
from cogs.servers.old_cards import OldCards
from cogs.servers.policy import PolicyCommands
from cogs.servers.rehearsals import RehearsalButtons, RehearsalPosts
from cogs.servers.review_channel_alert import ReviewChannelAlerts
from cogs.servers.server_watch import ServerWatch
from cogs.servers.setup import Setup
from db.engine.storage import DatabaseStorage
from db.scanning.stores import ScanningStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.scanning.policy_effects import PolicyEffects
from services.servers.policy import Policies
from services.servers.rehearsals import REHEARSALS_LOOK_EVERY, Rehearsals
from wiring.base import Base
from wiring.wing import Work


class ServersWing:
    """Fills wiring.wing.Wing."""

    def __init__(self, base: Base) -> None:
        self._base = base
        found = DatabaseStorage(base.database, functools.partial(ScanningStores, vault=base.vault))
        self.rehearsals = Rehearsals(
            storage=base.storage, outbox_bell=base.outbox_bell, clock=base.clock, sleep=base.sleep
        )
        self.old_rehearsals = ScheduledJob(
            job="rehearsals",
            every=REHEARSALS_LOOK_EVERY,
            work=self.rehearsals.end_old,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        self.policies = Policies(
            storage=base.storage,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            changed=base.server_cache.changed,
            effects=PolicyEffects(storage=found, clock=base.clock),
        )

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        alerts = ReviewChannelAlerts(
            direct_messages=base.direct_messages,
            managers=base.managers,
            readers=base.review_readers,
            servers=base.servers,
            languages=base.languages,
            texts=base.texts,
        )
        tests = RehearsalPosts(
            client=base.client,
            review_post=base.review_post,
            rehearsals=self.rehearsals,
            servers=base.servers,
            texts=base.texts,
        )
        old_cards = OldCards(client=base.client, servers=base.servers, texts=base.texts)
        return {
            Kind.OLD_CARD: old_cards.perform,
            Kind.MANAGER_NOTICE: alerts.perform,
            Kind.REHEARSAL_MESSAGE: tests.message,
            Kind.REHEARSAL_CARD: tests.card,
        }

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
            RehearsalButtons(
                answers=base.answers,
                router=base.router,
                rehearsals=self.rehearsals,
                servers=base.servers,
                review_post=base.review_post,
            ),
            ImageButton(answers=base.answers, router=base.router, policies=self.policies),
            LanguageCommand(answers=base.answers, languages=base.languages),
            PolicyCommands(base.answers, self.policies, base.router),
            ServerWatch(servers=base.servers),
        ]

    def background(self) -> Mapping[str, Work]:
        base = self._base
        jobs = {"server-cache": base.server_cache.run, "commands": base.registration.run}
        return jobs | {self.old_rehearsals.job: self._end_rehearsals}

    async def _end_rehearsals(self) -> None:
        """At a start it waits for no lease, which may be that of a process that died: what an earlier process began, ends."""
        await self.rehearsals.end_old(self._base.clock())
        await self.old_rehearsals.run()

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Does nothing: nothing is under way here."""
