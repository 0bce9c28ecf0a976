"""Tables `campaigns` and `follows`: what is kept, and which write wins."""

import pytest

from core.base.ids import CampaignId, ChannelId, RoleId, ServerId
from core.campaigns.deliveries import Audience
from services.campaigns.records import Follow
from tests.db.campaigns.rows import NORTH, ORIGIN, SOUTH, CampaignRowsDriver

HERE, THERE = Follow(ChannelId(5), None, approve=False), Follow(ChannelId(6), RoleId(7), approve=True)


async def test_a_form_is_known_by_the_campaign_that_it_made(rows: CampaignRowsDriver) -> None:
    campaign = await rows.campaign("form-1")
    async with rows.storage.durable() as tx:
        assert await tx.campaigns.made_by("form-1") == campaign
        assert await tx.campaigns.made_by("form-2") is None


async def test_a_campaign_is_closed_once(rows: CampaignRowsDriver) -> None:
    campaign = await rows.campaign()
    async with rows.storage.durable() as tx:
        assert await tx.campaigns.open_campaigns(ORIGIN) == 2
        assert await tx.campaigns.close(campaign, "We won", rows.clock()) is True
        assert await tx.campaigns.close(campaign, "We lost", rows.clock()) is False
        assert await tx.campaigns.open_campaigns(ORIGIN) == 1
        closed = await tx.campaigns.get(campaign)
    assert closed is not None
    assert (closed.outcome, closed.closed_at) == ("We won", rows.clock())


async def test_a_follow_is_changed_in_place_and_ended_once(rows: CampaignRowsDriver) -> None:
    campaign = await rows.campaign()
    async with rows.storage.durable() as tx:
        for how in (HERE, THERE):
            await tx.campaigns.follow(campaign, NORTH, how, rows.clock())
            assert await tx.campaigns.follow_here(campaign, NORTH) == how
            assert await tx.campaigns.follows(NORTH) == 1
        assert [one.id for one in await tx.campaigns.followed(NORTH)] == [campaign]
        assert await tx.campaigns.unfollow(campaign, NORTH, rows.clock()) is True
        assert await tx.campaigns.unfollow(campaign, NORTH, rows.clock()) is False
        assert await tx.campaigns.follow_here(campaign, NORTH) is None
        assert await tx.campaigns.followed(NORTH) == []


async def test_who_might_get_updates(rows: CampaignRowsDriver) -> None:
    campaign = await rows.campaign()
    async with rows.storage.durable() as tx:
        await tx.campaigns.follow(campaign, NORTH, HERE, rows.clock())
        await tx.campaigns.follow(campaign, SOUTH, THERE, rows.clock())
        audience = await tx.campaigns.audience(campaign, ServerId(0), 100)
        assert audience == Audience(ORIGIN, {NORTH: False, SOUTH: True}, trusted=False, own_channel=True)
        await tx.campaigns.unfollow(campaign, SOUTH, rows.clock())
        assert (await tx.campaigns.audience(campaign, ServerId(0), 100)).followers == {NORTH: False}
        with pytest.raises(KeyError):
            await tx.campaigns.audience(CampaignId(404), ServerId(0), 100)
