"""Making the wing of campaigns: updates, who follows them, and the copies that arrive."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.campaigns.actions import add_routes, update_actions
from cogs.campaigns.buttons import UpdateButtons
from cogs.campaigns.channel_watch import ChannelWatch
from cogs.campaigns.commands import CampaignCommands
from cogs.campaigns.feeds import FeedCommands, FeedNotices
from cogs.campaigns.posts import CampaignPosts
from cogs.campaigns.timelines import TimelinePages
from cogs.campaigns.updates_command import UpdatesCommand
from db.campaigns.stores import CampaignsStores
from db.engine.storage import DatabaseStorage
from services.base.outbox import Kind, Performer
from services.base.polling import Fetches
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns
from services.campaigns.deliveries import Deliveries
from services.campaigns.feeds.following import Feeds
from services.campaigns.feeds.reading import FeedReading
from services.campaigns.feeds.rounds import FeedRounds
from services.campaigns.feeds.taking import Taking
from services.campaigns.rounds import Rounds
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Updates
from services.lists.lookup import ListLookup
from wiring.base import Base
from wiring.fetching import make_fetcher
from wiring.lists import ListsWing
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
            make_fetcher(base.database, settings, clock),
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


class CampaignsWing:
    """Fills wiring.wing.Wing."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        self._base = base
        storage = DatabaseStorage(base.database, functools.partial(CampaignsStores, vault=base.vault))
        self.campaigns = Campaigns(storage=storage, lists=lists.lookup, clock=base.clock)
        rounds_bell = Bell()
        self.updates = Updates(
            storage=storage,
            campaigns=self.campaigns,
            lists=lists.lookup,
            member_key=base.vault.member_key,
            outbox_bell=base.outbox_bell,
            rounds_bell=rounds_bell,
            clock=base.clock,
            sleep=base.sleep,
        )
        self.rounds = Rounds(
            storage=storage, outbox_bell=base.outbox_bell, bell=rounds_bell, clock=base.clock
        )
        self.deliveries = Deliveries(
            storage=storage,
            servers=base.servers,
            lists=lists.lookup,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            sleep=base.sleep,
        )
        self.timelines = Timelines(storage=storage, campaigns=self.campaigns, lists=lists.lookup)
        self.feeds = FeedsPart(base, storage, self.campaigns, lists.lookup)
        self._pages = TimelinePages(answers=base.answers, timelines=self.timelines)
        self._actions = update_actions(
            UpdateButtons(
                answers=base.answers, updates=self.updates, deliveries=self.deliveries, pages=self._pages
            )
        )

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        posts = CampaignPosts(
            client=base.client,
            postman=base.postman,
            review_post=base.review_post,
            updates=self.updates,
            deliveries=self.deliveries,
            feeds=self.feeds.feeds,
            servers=base.server_rows,
            texts=base.texts,
            actions=self._actions,
        )
        return {
            Kind.UPDATE_DRAFT: posts.draft,
            Kind.UPDATE_COPY: posts.copy,
            Kind.DELIVERY_DRAFT: posts.delivery_draft,
            **self.feeds.performers(),
        }

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        add_routes(base.router, self._actions)
        return [
            CampaignCommands(
                answers=base.answers,
                router=base.router,
                campaigns=self.campaigns,
                updates=self.updates,
                deliveries=self.deliveries,
                pages=self._pages,
                feeds=self.feeds.commands(),
            ),
            UpdatesCommand(
                answers=base.answers,
                router=base.router,
                campaigns=self.campaigns,
                timelines=self.timelines,
                pages=self._pages,
            ),
            ChannelWatch(deliveries=self.deliveries),
        ]

    def background(self) -> Mapping[str, Work]:
        return {"update-rounds": self.rounds.run, **self.feeds.background()}

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Let feeds that are being read end, and end the process that reads them."""
        await self.feeds.finish(seconds)
