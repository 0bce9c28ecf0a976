"""Making what asks who serves campaigns' sites."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Final

from cogs.campaigns.providers.commands import ProviderCommands
from db.campaigns.stores import CampaignsStores
from db.engine.storage import DatabaseStorage
from services.base.health.fetches import CountedFetcher
from services.base.health.outcomes import Asked
from services.base.schedule import ScheduledJob
from services.campaigns.campaigns import Campaigns
from services.campaigns.providers.complaints import Complaints
from services.campaigns.providers.facts import ProviderFacts
from services.campaigns.providers.questions import Questions
from services.campaigns.timelines import Timelines
from wiring.base import Base
from wiring.fetching import make_fetcher
from wiring.wing import Work

_LOOK_EVERY: Final = timedelta(minutes=1)


class Providers:
    """The part of the wing of campaigns that knows providers."""

    def __init__(
        self,
        base: Base,
        storage: DatabaseStorage[CampaignsStores],
        campaigns: Campaigns,
        timelines: Timelines,
    ) -> None:
        self._base = base
        self._campaigns = campaigns
        settings, questions = base.settings, None
        if settings.providers is not None:
            fetcher = make_fetcher(base.database, base.vault, settings, base.clock)
            questions = Questions(
                fetcher=CountedFetcher(fetcher, Asked.PROVIDER, base.meter), settings=settings.providers
            )
        self.facts = ProviderFacts(
            storage=storage,
            campaigns=campaigns,
            questions=questions,
            texts=base.texts,
            member_key=base.vault.member_key,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        self.complaints = Complaints(facts=self.facts, timelines=timelines)

    def commands(self) -> ProviderCommands:
        """Make the commands, which join those of `/campaign`."""
        base = self._base
        return ProviderCommands(
            answers=base.answers,
            router=base.router,
            campaigns=self._campaigns,
            facts=self.facts,
            complaints=self.complaints,
        )

    def background(self) -> Mapping[str, Work]:
        """Give the work that runs from the start on; none where the operator does not allow it."""
        base = self._base
        if base.settings.providers is None:
            return {}
        job = ScheduledJob(
            job="provider-facts",
            every=_LOOK_EVERY,
            work=self.facts.work,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        return {"provider-facts": job.run}
