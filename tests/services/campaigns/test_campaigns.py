"""Campaigns as a whole: made, found, followed, closed; what is refused and why."""

import pytest

from core.base.errors import UserError
from core.base.ids import ChannelId, RoleId
from services.campaigns import campaigns as campaigning
from services.campaigns import follows
from services.campaigns.records import Follow
from services.lists.shared_list.trust import Trust
from tests.services.campaigns.driver import (
    ANN,
    BEN,
    CREATE,
    NORA,
    NORTH,
    ORIGIN,
    SAM,
    UPDATE,
    CampaignsDriver,
)
from tests.wording import refused

HOW = Follow(ChannelId(1), None, approve=False)


async def test_what_a_list_holds_is_no_source_and_no_link(driver: CampaignsDriver) -> None:
    driver.lists.held[ORIGIN] = {"bad.example.org"}
    with refused("campaign-address-listed"):
        await driver.campaigns.create(ANN, {**CREATE, "link": "https://bad.example.org/"}, "x")
    campaign = await driver.campaign()
    for source in ("https://bad.example.org/a", "https://web.archive.org/web/2022/https://bad.example.org/a"):
        with pytest.raises(UserError) as caught:
            await driver.updates.draft(ANN, campaign.id, {**UPDATE, "source": source}, "x")
        assert caught.value.key == "campaign-address-listed"
        assert "bad.example.org" not in str(caught.value.values["pattern"])
    driver.lists.allowed = True  # a local exception beats every list
    await driver.updates.draft(ANN, campaign.id, {**UPDATE, "source": "https://bad.example.org/a"}, "x")


async def test_who_made_a_campaign_hears_whether_its_server_named_a_channel(driver: CampaignsDriver) -> None:
    assert (await driver.campaigns.create(ANN, CREATE, "a")).own_channel is True
    await driver.set_up(ORIGIN, own_channel=False)
    assert (await driver.campaigns.create(ANN, CREATE, "b")).own_channel is False


async def test_a_campaign_is_meant_by_number_or_by_a_title_that_only_it_has(driver: CampaignsDriver) -> None:
    first, second = await driver.campaign("Drop the forum"), await driver.campaign("2022")
    third = await driver.campaign("drop THE forum")
    assert (await driver.campaigns.find(ORIGIN, "2022")).id == second.id
    assert (await driver.campaigns.find(ORIGIN, f" #{first.id} ")).id == first.id
    with refused("campaign-name-shared"):
        await driver.campaigns.find(ORIGIN, "Drop the forum")
    await driver.closing.close(ANN, str(third.id), "done")
    for nothing in ("", "9" * 60, "٣", "-1", "nope", "#"):
        with refused("campaign-unknown"):
            await driver.campaigns.find(ORIGIN, nothing)


async def test_what_cannot_be_followed(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    with refused("campaign-follow-own"):
        await driver.follows.follow(BEN, str(campaign.id), HOW)
    with refused("campaign-not-followed"):
        await driver.follows.unfollow(NORA, str(campaign.id))
    assert (await driver.follows.follow(NORA, str(campaign.id), HOW))[1] is True
    await driver.closing.close(ANN, str(campaign.id), "done")
    assert (await driver.follows.follow(NORA, str(campaign.id), HOW))[1] is False
    with refused("campaign-closed-already"):
        await driver.follows.follow(SAM, str(campaign.id), HOW)
    with refused("campaign-closed-already"):
        await driver.closing.close(ANN, str(campaign.id), "twice")


async def test_a_channel_or_a_role_that_will_not_do_is_refused_before_the_campaign_is_looked_for(
    driver: CampaignsDriver,
) -> None:
    everyone = Follow(ChannelId(1), RoleId(NORTH), approve=False)
    with refused("campaign-role-everyone"):
        await driver.follows.follow(NORA, "no such campaign", everyone, lacking="Send Messages")
    with pytest.raises(UserError) as caught:
        await driver.follows.follow(NORA, "no such campaign", HOW, lacking="Send Messages")
    assert caught.value.key == "campaign-channel-closed"
    assert caught.value.values == {"channel": "<#1>", "permissions": "Send Messages"}


async def test_there_is_an_end_to_campaigns(driver: CampaignsDriver, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(campaigning, "OPEN_CAMPAIGNS", 1)
    monkeypatch.setattr(follows, "FOLLOWS", 0)
    campaign = await driver.campaign()
    with refused("campaign-too-many"):
        await driver.campaign("Another")
    with refused("campaign-follows-many"):
        await driver.follows.follow(NORA, str(campaign.id), HOW)


async def test_a_server_sees_its_own_campaigns_and_those_of_trusted_servers(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    assert [one.id for one in await driver.campaigns.visible(NORTH)] == [campaign.id]
    await driver.untrust(ORIGIN)
    assert await driver.campaigns.visible(NORTH) == []
    assert [one.id for one in await driver.campaigns.visible(ORIGIN)] == [campaign.id]


async def test_a_ban_takes_a_servers_campaigns_out_of_sight_and_trust_brings_them_back(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    trust = Trust(storage=driver.storage, clock=driver.clock)
    await trust.ban(str(ORIGIN))
    update = await driver.publish(campaign.id)
    assert await driver.campaigns.visible(NORTH) == []
    assert await driver.timelines.newest(NORTH) == []
    assert await driver.delivery_if_any(update, NORTH) is None  # nothing new is delivered
    assert [one.id for one in await driver.campaigns.visible(ORIGIN)] == [campaign.id]
    await trust.trust(str(ORIGIN), None)
    assert [one.id for one in await driver.campaigns.visible(NORTH)] == [campaign.id]
