"""The stores of the wing of campaigns, on those of the wings below."""

from functools import cached_property

from db.campaigns.campaign_store import CampaignRows
from db.campaigns.crosspost_store import CrosspostRows
from db.campaigns.delivery_store import DeliveryRows
from db.campaigns.fact_store import FactRows
from db.campaigns.feed_item_store import FeedItemRows
from db.campaigns.feed_store import FeedRows
from db.campaigns.listener_store import ListenerRows
from db.campaigns.picture_store import PictureRows
from db.campaigns.place_store import PlaceRows
from db.campaigns.round_store import RoundRows
from db.campaigns.stop_store import StopRows
from db.campaigns.timeline_store import TimelineRows
from db.campaigns.update_store import UpdateRows
from db.lists.stores import ListsStores


class CampaignsStores(ListsStores):
    """What a transaction of campaigns offers."""

    @cached_property
    def campaigns(self) -> CampaignRows:
        return CampaignRows(self.sql, self.vault)

    @cached_property
    def updates(self) -> UpdateRows:
        return UpdateRows(self.sql, self.vault)

    @cached_property
    def deliveries(self) -> DeliveryRows:
        return DeliveryRows(self.sql, self.vault)

    @cached_property
    def crossposts(self) -> CrosspostRows:
        return CrosspostRows(self.sql)

    @cached_property
    def pictures(self) -> PictureRows:
        return PictureRows(self.sql, self.vault)

    @cached_property
    def places(self) -> PlaceRows:
        return PlaceRows(self.sql)

    @cached_property
    def rounds(self) -> RoundRows:
        return RoundRows(self.sql)

    @cached_property
    def listeners(self) -> ListenerRows:
        return ListenerRows(self.sql, self.vault)

    @cached_property
    def stops(self) -> StopRows:
        return StopRows(self.sql)

    @cached_property
    def timelines(self) -> TimelineRows:
        return TimelineRows(self.sql, self.vault)

    @cached_property
    def facts(self) -> FactRows:
        return FactRows(self.sql)

    @cached_property
    def feeds(self) -> FeedRows:
        return FeedRows(self.sql)

    @cached_property
    def feed_items(self) -> FeedItemRows:
        return FeedItemRows(self.sql)
