"""The wing of campaigns: updates, who follows them, and the copies that arrive."""

from collections.abc import Mapping, Sequence

from discord.ext import commands

from cogs.campaigns.buttons import UpdateCommands
from cogs.campaigns.commands import CampaignCommands
from cogs.campaigns.posts import CampaignPosts
from db.campaigns.campaign_store import CampaignRows
from db.campaigns.delivery_store import DeliveryRows
from db.campaigns.timeline_store import TimelineRows
from db.campaigns.update_store import UpdateRows
from services.base.outbox import Kind, Performer
from services.campaigns.campaigns import Campaigns
from services.campaigns.deliveries import Deliveries
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Updates
from wiring.base import Base
from wiring.lists import ListsWing
from wiring.wing import Work


class CampaignsWing:
    """Fills wiring.wing.Wing."""

    def __init__(self, base: Base, lists: ListsWing) -> None:
        self._base = base
        update_rows = UpdateRows(base.database, base.vault)
        self.campaigns = Campaigns(
            CampaignRows(base.database, base.vault), base.server_rows, lists.lookup, base.clock
        )
        self.updates = Updates(
            update_rows,
            self.campaigns,
            base.server_rows,
            lists.lookup,
            base.outbox_rows,
            base.outbox_bell,
            base.clock,
        )
        self.deliveries = Deliveries(
            DeliveryRows(base.database, base.vault),
            update_rows,
            base.server_rows,
            base.servers,
            lists.lookup,
            base.outbox_rows,
            base.outbox_bell,
            base.clock,
        )
        self.timelines = Timelines(
            TimelineRows(base.database, base.vault), self.campaigns, base.server_rows, lists.lookup
        )

    def performers(self) -> Mapping[Kind, Performer]:
        base = self._base
        posts = CampaignPosts(
            base.client, base.postman, base.review_post, self.deliveries, base.server_rows, base.texts
        )
        return {
            Kind.UPDATE_DRAFT: posts.draft,
            Kind.UPDATE_COPY: posts.copy,
            Kind.DELIVERY_DRAFT: posts.delivery_draft,
        }

    def cogs(self) -> Sequence[commands.Cog]:
        base = self._base
        parts = (base.answers, base.router, self.campaigns, self.updates, self.deliveries, self.timelines)
        return [CampaignCommands(*parts), UpdateCommands(*parts)]

    def background(self) -> Mapping[str, Work]:
        return {}

    def once_connected(self) -> Mapping[str, Work]:
        return {}

    async def finish(self, seconds: float) -> None:
        """Nothing is under way here."""
