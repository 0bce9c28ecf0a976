"""Making the wing of campaigns: updates, who follows them, and the copies that arrive."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.base.discord_files import DiscordFiles
from cogs.campaigns.actions import add_routes, update_actions
from cogs.campaigns.buttons import UpdateButtons
from cogs.campaigns.channel_watch import ChannelWatch
from cogs.campaigns.commands import CampaignCommands
from cogs.campaigns.follow_roles import FollowRolePosts, RoleWatch
from cogs.campaigns.letters import Letters
from cogs.campaigns.notify import NotifyChoices
from cogs.campaigns.picture_maker import PictureProcess
from cogs.campaigns.posts import CampaignPosts
from cogs.campaigns.stop_posts import StopPosts
from cogs.campaigns.timelines.pages import TimelinePages
from cogs.campaigns.updates_command import UpdatesCommand
from db.campaigns.stores import CampaignsStores
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns
from services.campaigns.closing import Closing
from services.campaigns.deliveries import Deliveries
from services.campaigns.follows import Follows
from services.campaigns.notify import Notify
from services.campaigns.pictures import Pictures
from services.campaigns.progress import Progress
from services.campaigns.relisted import RELISTED_LOOK_EVERY, Relisted
from services.campaigns.rounds import Rounds
from services.campaigns.schedule import Schedule, Times
from services.campaigns.screening import Screening
from services.campaigns.sent_forms import SentForms
from services.campaigns.stops import Stops
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Updates
from services.reports.reported_places import ReportedPlaces
from wiring.asking.feeds import FeedsPart
from wiring.asking.providers import Providers
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.wing import Work


def _reported_places(base: Base) -> ReportedPlaces:
    """What open cases are about; the wing of reports knows nothing of campaigns."""
    return ReportedPlaces(
        storage=DatabaseStorage(base.database, functools.partial(ReportsStores, vault=base.vault))
    )


class CampaignsWing:
    """Fills wiring.wing.Wing."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        self._base = base
        storage = DatabaseStorage(base.database, functools.partial(CampaignsStores, vault=base.vault))
        self.campaigns = Campaigns(storage=storage, lists=lists.short.source_of_before, clock=base.clock)
        self.follows = Follows(
            storage=storage, campaigns=self.campaigns, outbox_bell=base.outbox_bell, clock=base.clock
        )
        rounds_bell = Bell()
        self.pictures = Pictures(
            storage=storage, source=DiscordFiles(), maker=PictureProcess(), clock=base.clock
        )
        reported = _reported_places(base)
        screening = Screening(lists=lists.short.source_of_before, reported=reported)
        self.relisted = ScheduledJob(
            job="relisted-updates",
            every=RELISTED_LOOK_EVERY,
            work=Relisted(storage=storage, reported=reported).look,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        self.updates = Updates(
            storage=storage,
            campaigns=self.campaigns,
            forms=SentForms(storage=storage, lists=lists.short.source_of_before, pictures=self.pictures),
            member_key=base.vault.member_key,
            outbox_bell=base.outbox_bell,
            rounds_bell=rounds_bell,
            clock=base.clock,
            sleep=base.sleep,
            meter=base.meter,
        )
        self.rounds = Rounds(
            storage=storage, outbox_bell=base.outbox_bell, bell=rounds_bell, clock=base.clock
        )
        self.schedule = Schedule(
            storage=storage,
            outbox_bell=base.outbox_bell,
            rounds_bell=rounds_bell,
            clock=base.clock,
            meter=base.meter,
        )
        self.closing = Closing(
            storage=storage, campaigns=self.campaigns, outbox_bell=base.outbox_bell, clock=base.clock
        )
        self.notify = Notify(
            storage=storage,
            campaigns=self.campaigns,
            member_key=base.vault.member_key,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        self.stops = Stops(storage=storage, outbox_bell=base.outbox_bell, clock=base.clock)
        self._progress = Progress(storage=storage, clock=base.clock, sleep=base.sleep)
        self._times = Times(storage=storage, clock=base.clock)
        self.deliveries = Deliveries(
            storage=storage,
            servers=base.servers,
            screening=screening,
            pictures=self.pictures,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            sleep=base.sleep,
        )
        self.timelines = Timelines(storage=storage, campaigns=self.campaigns, screening=screening)
        self.providers = Providers(base, storage, self.campaigns, self.timelines)
        self.feeds = FeedsPart(base, storage, self.campaigns, lists.lookup)
        self._pages = TimelinePages(answers=base.answers, timelines=self.timelines)
        self._actions = update_actions(
            UpdateButtons(
                answers=base.answers,
                updates=self.updates,
                deliveries=self.deliveries,
                times=self._times,
                progress=self._progress,
                pages=self._pages,
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
            follows=self.follows,
            progress=self._progress,
            notify=self.notify,
            feeds=self.feeds.feeds,
            servers=base.server_rows,
            texts=base.texts,
            actions=self._actions,
        )
        stops = StopPosts(review_post=base.review_post, stops=self.stops, texts=base.texts)
        roles = FollowRolePosts(review_post=base.review_post, follows=self.follows, texts=base.texts)
        letters = Letters(
            direct=base.direct_messages,
            notify=self.notify,
            deliveries=self.deliveries,
            languages=base.languages,
            texts=base.texts,
        )
        return {
            Kind.FOLLOW_ROLE: roles.perform,
            Kind.UPDATE_LETTER: letters.letter,
            Kind.CAMPAIGN_STOPPED: stops.author,
            Kind.FOLLOW_STOPPED: stops.follower,
            Kind.UPDATE_DRAFT: posts.draft,
            Kind.UPDATE_COPY: posts.copy,
            Kind.COPY_CROSSPOST: posts.crosspost,
            Kind.DELIVERY_DRAFT: posts.delivery_draft,
            **self.feeds.performers(),
        }

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        add_routes(base.router, self._actions)
        campaign_commands = CampaignCommands(
            answers=base.answers,
            router=base.router,
            campaigns=self.campaigns,
            follows=self.follows,
            closing=self.closing,
            updates=self.updates,
            deliveries=self.deliveries,
            times=self._times,
            progress=self._progress,
            pages=self._pages,
            pictures=self.pictures,
            feeds=self.feeds.commands(),
        )
        provider_commands = self.providers.commands()
        provider_commands.join(campaign_commands.campaign)
        return [
            campaign_commands,
            provider_commands,
            UpdatesCommand(
                answers=base.answers,
                router=base.router,
                campaigns=self.campaigns,
                timelines=self.timelines,
                pages=self._pages,
                notify=NotifyChoices(answers=base.answers, router=base.router, notify=self.notify),
            ),
            ChannelWatch(deliveries=self.deliveries),
            RoleWatch(follows=self.follows),
        ]

    def background(self) -> Mapping[str, Work]:
        return {
            "update-rounds": self.rounds.run,
            "update-schedule": self.schedule.run,
            "stopped-campaigns": self.stops.run,
            self.relisted.job: self.relisted.run,
            **self.feeds.background(),
            **self.providers.background(),
        }

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Let feeds that are being read end, and end the process that reads them."""
        await self.feeds.finish(seconds)
