"""Making what keeps Discord's AutoMod and hears of what it blocked: a part of the wing of scanning."""

from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.scanning.automod.commands import AutomodCommands
from cogs.scanning.automod.discord_rules import DiscordRules
from cogs.scanning.automod.watch import AutomodWatch
from cogs.scanning.heard_members import HeardMembers
from cogs.scanning.surroundings import DiscordSurroundings
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.worker import Bell
from services.scanning.automod.blocks import NativeBlocks
from services.scanning.automod.control import AutomodControl
from services.scanning.automod.keeping import AutomodKeeping
from services.scanning.automod.planning import AutomodPlans
from services.scanning.automod.rounds import JOB, AutomodRounds
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.wing import Work


class AutomodPart:
    """The services of AutoMod, and what speaks to Discord about it."""

    def __init__(
        self,
        base: Base,
        lists: ListsWing,
        members: HeardMembers,
        surroundings: DiscordSurroundings,
        storage: DatabaseStorage[ReportsStores],
    ) -> None:
        self._base = base
        self._members = members
        bell = Bell()
        discord = DiscordRules(client=base.client)
        plans = AutomodPlans(
            storage=storage,
            server_cache=base.server_cache,
            lists=lists.lookup,
            discord=discord,
            surroundings=surroundings,
            message_in=lambda language: base.texts.say(language, "automod-message"),
            clock=base.clock,
        )
        self.control = AutomodControl(
            storage=storage, plans=plans, discord=discord, clock=base.clock, bell=bell
        )
        self.keeping = AutomodKeeping(
            storage=storage,
            plans=plans,
            discord=discord,
            clock=base.clock,
            process=base.process,
            ours=base.ours,
            bell=bell,
        )
        self.rounds = AutomodRounds(storage=storage, leases=base.leases, bell=bell, clock=base.clock)
        self.blocks = NativeBlocks(
            storage=storage,
            server_cache=base.server_cache,
            lists=lists.lookup,
            index=lists.index,
            rounds=self.rounds,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            keep_text=base.settings.kept.texts,
        )

    def cogs(self) -> Sequence[commands.Cog]:
        """Give the commands, and who hears the gateway."""
        return [
            AutomodCommands(self._base.answers, self.control, self._base.router),
            AutomodWatch(blocks=self.blocks, rounds=self.rounds, members=self._members),
        ]

    def once_connected(self) -> Mapping[str, Work]:
        """Give what needs Discord: servers must have arrived, so that their channels are known."""
        return {"automod": self.keeping.run, JOB: self.rounds.run}
