"""Making the wing of campaigns: updates, who follows them, and the copies that arrive."""

import functools
from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.base.discord_files import DiscordFiles
from cogs.campaigns.actions import add_routes, update_actions
from cogs.campaigns.buttons import UpdateButtons
from cogs.campaigns.channel_watch import ChannelWatch
from cogs.campaigns.commands import CampaignCommands
from cogs.campaigns.picture_maker import PictureProcess
from cogs.campaigns.posts import CampaignPosts
from cogs.campaigns.timelines import TimelinePages
from cogs.campaigns.updates_command import UpdatesCommand
from db.campaigns.stores import CampaignsStores
from db.engine.storage import DatabaseStorage
from db.reports.stores import ReportsStores
from services.base.outbox import Kind, Performer
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from services.campaigns.campaigns import Campaigns
from services.campaigns.deliveries import Deliveries
from services.campaigns.pictures import Pictures
from services.campaigns.relisted import RELISTED_LOOK_EVERY, Relisted
from services.campaigns.rounds import Rounds
from services.campaigns.screening import Screening
from services.campaigns.sent_forms import SentForms
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Updates
from services.reports.reported_places import ReportedPlaces
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
        self.campaigns = Campaigns(storage=storage, lists=lists.lookup, clock=base.clock)
        rounds_bell = Bell()
        self.pictures = Pictures(
            storage=storage, source=DiscordFiles(), maker=PictureProcess(), clock=base.clock
        )
        screening = Screening(lists=lists.lookup, reported=_reported_places(base))
        self.relisted = ScheduledJob(
            job="relisted-updates",
            every=RELISTED_LOOK_EVERY,
            work=Relisted(storage=storage).look,
            leases=base.leases,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
        )
        self.updates = Updates(
            storage=storage,
            campaigns=self.campaigns,
            forms=SentForms(storage=storage, lists=lists.lookup, pictures=self.pictures),
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
            screening=screening,
            pictures=self.pictures,
            outbox_bell=base.outbox_bell,
            clock=base.clock,
            sleep=base.sleep,
        )
        self.timelines = Timelines(storage=storage, campaigns=self.campaigns, lists=lists.lookup)
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
            servers=base.server_rows,
            texts=base.texts,
            actions=self._actions,
        )
        return {
            Kind.UPDATE_DRAFT: posts.draft,
            Kind.UPDATE_COPY: posts.copy,
            Kind.DELIVERY_DRAFT: posts.delivery_draft,
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
                pictures=self.pictures,
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
        return {"update-rounds": self.rounds.run, self.relisted.job: self.relisted.run}

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Does nothing: nothing is under way here."""
