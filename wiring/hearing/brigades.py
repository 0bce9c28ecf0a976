"""Making what counts brigades, alerts moderators of them, and does what they choose: a part of the wing of scanning."""

from collections.abc import Mapping, Sequence
from datetime import timedelta

from discord.ext import commands

from cogs.scanning.brigades.buttons import BrigadeButtons
from cogs.scanning.brigades.card import BrigadeAlertCards
from cogs.scanning.brigades.discord_measures import DiscordBrigadeMeasures
from cogs.scanning.surroundings import DiscordSurroundings
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.reports.alerts.brigade_turns import BrigadeTurns
from services.reports.reported_places import ReportedPlaces
from services.scanning.brigades.alerts import BrigadeAlerts
from services.scanning.brigades.counting import BrigadeCounting
from services.scanning.brigades.measures import BrigadeMeasures
from services.scanning.brigades.notes import BrigadeNotes
from wiring.base import Base
from wiring.wing import Work

_LOOK_EVERY = timedelta(minutes=1)


class BrigadesPart:
    """The services of brigades, and what shows them on Discord."""

    def __init__(
        self, base: Base, storage: DatabaseStorage[ReportsStores], surroundings: DiscordSurroundings
    ) -> None:
        self._base = base
        self.counting = BrigadeCounting(
            storage=storage, outbox_bell=base.outbox_bell, clock=base.clock, ours=base.ours
        )
        self.notes = BrigadeNotes(
            storage=storage,
            counting=self.counting,
            reported=ReportedPlaces(storage=storage),
            surroundings=surroundings,
            clock=base.clock,
        )
        self.measures = BrigadeMeasures(
            storage=storage,
            discord=DiscordBrigadeMeasures(client=base.client, servers=base.servers, texts=base.texts),
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            process=base.process,
            ours=base.ours,
        )
        self._alerts = BrigadeAlerts(storage=storage, turns=BrigadeTurns(storage=storage))
        self.job = ScheduledJob(
            job="brigades-over",
            every=_LOOK_EVERY,
            work=self.counting.end_quiet,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts the alerts."""
        base = self._base
        cards = BrigadeAlertCards(
            client=base.client,
            alerts=self._alerts,
            measures=self.measures,
            review_post=base.review_post,
            texts=base.texts,
            clock=base.clock,
        )
        return {Kind.BRIGADE_ALERT: cards.perform}

    def cogs(self) -> Sequence[commands.Cog]:
        """Give who handles the buttons."""
        base = self._base
        return [BrigadeButtons(answers=base.answers, router=base.router, measures=self.measures)]

    def background(self) -> Mapping[str, Work]:
        """Give the work that runs from the start on."""
        return {"brigades": self.counting.run, self.job.job: self.job.run}

    def once_connected(self) -> Mapping[str, Work]:
        """Give the work that needs Discord."""
        return {"brigade-measures": self.measures.run}
