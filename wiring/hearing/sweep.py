"""Making sweeps: messages of the last days that hold a pattern are found, and removed; a part of the wing of scanning."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from discord.ext import commands

from cogs.scanning.surroundings import DiscordSurroundings
from cogs.scanning.sweeps.buttons import SweepButtons
from cogs.scanning.sweeps.card import SweepCards
from cogs.scanning.sweeps.command import SweepCommand
from cogs.scanning.sweeps.discord_server import DiscordSwept
from cogs.scanning.sweeps.offers import SweepOffers
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.worker import Bell
from services.scanning.detections.moderation import DetectionModeration
from services.scanning.removals import Removals
from services.scanning.sweeps.asking import Sweeps
from services.scanning.sweeps.deleting import SweepDeleting
from services.scanning.sweeps.finding import SweepFinding
from services.scanning.sweeps.matching import SweepMatching
from services.scanning.sweeps.worker import SweepWorker
from wiring.base import Base
from wiring.lists import ListsWing


@dataclass(frozen=True, slots=True)
class Scanned:
    """What of scanning a sweep needs."""

    storage: DatabaseStorage[ReportsStores]
    removals: Removals
    surroundings: DiscordSurroundings
    moderation: DetectionModeration


class SweepPart:
    """The services of sweeps, and what shows them on Discord."""

    def __init__(self, base: Base, lists: ListsWing, scanned: Scanned) -> None:
        self._base = base
        storage, bell = scanned.storage, Bell()
        discord = DiscordSwept(
            client=base.client, memberships=base.memberships, servers=base.servers, texts=base.texts
        )
        matching = SweepMatching(lists=lists.lookup, apart=lists.slow_texts)
        self.sweeps = Sweeps(
            storage=storage,
            patterns=lists.patterns,
            lists=lists.lookup,
            matching=matching,
            discord=discord,
            bell=bell,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            discord_clock=base.discord_clock,
            reads_messages=base.client.reads_messages,
        )
        self.offers = SweepOffers(answers=base.answers, sweeps=self.sweeps)
        self.worker = SweepWorker(
            storage=storage,
            discord=discord,
            finding=SweepFinding(
                storage=storage,
                discord=discord,
                matching=matching,
                server_cache=base.server_cache,
                clock=base.clock,
                process=base.process,
            ),
            deleting=SweepDeleting(
                storage=storage,
                discord=discord,
                matching=matching,
                removals=scanned.removals,
                surroundings=scanned.surroundings,
                server_cache=base.server_cache,
                clock=base.clock,
                process=base.process,
                keep_text=base.settings.kept.texts,
            ),
            undoing=scanned.moderation,
            patterns=lists.patterns,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            process=base.process,
            ours=base.ours,
            bell=bell,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts each kind of outbox row that is about these."""
        base = self._base
        cards = SweepCards(sweeps=self.sweeps, review_post=base.review_post, texts=base.texts)
        return {Kind.SWEEP_CARD: cards.perform}

    def cogs(self) -> Sequence[commands.Cog]:
        """Give the command, and who handles the buttons."""
        base = self._base
        return [
            SweepCommand(answers=base.answers, sweeps=self.sweeps),
            SweepButtons(answers=base.answers, router=base.router, sweeps=self.sweeps, blur=base.blur),
        ]
