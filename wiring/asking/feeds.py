"""Making what follows feeds of campaigns' own sites."""

from collections.abc import Mapping

from cogs.campaigns.feeds import FeedCommands, FeedNotices
from db.campaigns.stores import CampaignsStores
from db.engine.storage import DatabaseStorage
from services.base.health.fetches import CountedFetcher
from services.base.health.outcomes import Asked
from services.base.outbox import Kind, Performer
from services.base.polling import Fetches
from services.campaigns.campaigns import Campaigns
from services.campaigns.feeds.following import Feeds
from services.campaigns.feeds.reading import FeedReading
from services.campaigns.feeds.rounds import FeedRounds
from services.campaigns.feeds.taking import Taking
from services.lists.lookup import ListLookup
from wiring.base import Base
from wiring.fetching import make_fetcher
from wiring.wing import Work


class FeedsPart:
    """The part of the wing of campaigns that follows feeds."""

    def __init__(
        self, base: Base, storage: DatabaseStorage[CampaignsStores], campaigns: Campaigns, lookup: ListLookup
    ) -> None:
        self._base = base
        self._campaigns = campaigns
        settings, clock, process = base.settings, base.clock, base.process
        fetches = Fetches(
            CountedFetcher(make_fetcher(base.database, base.vault, settings, clock), Asked.FEED, base.meter),
            settings.feed_interval,
            frozenset(port for _, port in settings.net_test_addresses),
        )
        self.reading = FeedReading()
        self.feeds = Feeds(
            storage=storage,
            campaigns=campaigns,
            reader=self.reading,
            fetches=fetches,
            member_key=base.vault.member_key,
            clock=clock,
            most=settings.feeds,
        )
        self.rounds = FeedRounds(
            storage=storage,
            taking=Taking(storage=storage, lists=lookup, texts=base.texts, clock=clock, process=process),
            reader=self.reading,
            fetches=fetches,
            clock=clock,
            process=process,
            outbox_bell=base.outbox_bell,
        )

    def commands(self) -> FeedCommands:
        """Make the commands."""
        return FeedCommands(answers=self._base.answers, campaigns=self._campaigns, feeds=self.feeds)

    def performers(self) -> Mapping[Kind, Performer]:
        """Give who posts the notices."""
        base = self._base
        notices = FeedNotices(
            review_post=base.review_post, feeds=self.feeds, campaigns=self._campaigns, texts=base.texts
        )
        return {Kind.FEED_NOTICE: notices.perform}

    def background(self) -> Mapping[str, Work]:
        """Give the work that runs from the start on."""
        return {"feeds": self.rounds.run}

    async def finish(self, seconds: float) -> None:
        """Begin nothing more. What does not end in time is asked for again by whoever takes it next."""
        await self.rounds.finish(seconds)
        await self.reading.stop()
