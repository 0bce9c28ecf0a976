"""The wing of campaigns: updates, who follows them, and the copies that arrive."""

from cogs.campaigns.buttons import UpdateCommands
from cogs.campaigns.commands import CampaignCommands
from cogs.campaigns.posts import CampaignPosts
from db.campaigns.campaign_store import CampaignRows
from db.campaigns.delivery_store import DeliveryRows
from db.campaigns.timeline_store import TimelineRows
from db.campaigns.update_store import UpdateRows
from services.base.outbox import Kind
from services.campaigns.campaigns import Campaigns
from services.campaigns.deliveries import Deliveries
from services.campaigns.timelines import Timelines
from services.campaigns.updates import Updates
from wiring.spine import Spine


class CampaignsWing:
    """Its services; `add` puts its cogs on the client."""

    def __init__(self, spine: Spine) -> None:
        self._spine = spine
        update_rows = UpdateRows(spine.database, spine.vault)
        self.campaigns = Campaigns(
            CampaignRows(spine.database, spine.vault), spine.server_rows, spine.lists, spine.clock
        )
        self.updates = Updates(
            update_rows,
            self.campaigns,
            spine.server_rows,
            spine.lists,
            spine.outbox_rows,
            spine.outbox,
            spine.clock,
        )
        self.deliveries = Deliveries(
            DeliveryRows(spine.database, spine.vault),
            update_rows,
            spine.server_rows,
            spine.servers,
            spine.lists,
            spine.outbox_rows,
            spine.outbox,
            spine.clock,
        )
        timelines = TimelineRows(spine.database, spine.vault)
        self.timelines = Timelines(timelines, self.campaigns, spine.server_rows, spine.lists)

    async def add(self) -> None:
        """Performers and cogs."""
        spine = self._spine
        posts = CampaignPosts(
            spine.client, spine.postman, spine.review_post, self.deliveries, spine.server_rows, spine.texts
        )
        spine.performers[Kind.UPDATE_DRAFT] = posts.draft
        spine.performers[Kind.UPDATE_COPY] = posts.copy
        spine.performers[Kind.DELIVERY_DRAFT] = posts.delivery_draft
        parts = (
            spine.answers,
            spine.router,
            self.campaigns,
            self.updates,
            self.deliveries,
            self.timelines,
        )
        await spine.client.add_cog(CampaignCommands(*parts))
        await spine.client.add_cog(UpdateCommands(*parts))
