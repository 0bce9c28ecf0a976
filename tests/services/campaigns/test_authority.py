"""Who may do what with campaigns, and which card a click must come from."""

from core.base.ids import ChannelId, MessageId
from services.base.outbox import Kind
from services.campaigns.campaigns import Offer
from services.campaigns.records import Follow
from tests.people import member, moderator
from tests.services.campaigns.driver import (
    ANN,
    BEN,
    CREATE,
    ELSEWHERE,
    NORA,
    NORTH,
    ORIGIN,
    STRANGER,
    UPDATE,
    CampaignsDriver,
)
from tests.wording import refused


async def test_every_use_case_asks_for_a_moderator(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    made = await driver.draft(campaign.id)
    place = await driver.card(Kind.UPDATE_DRAFT, made.update)
    anybody, away = member(ORIGIN), member(NORTH)
    follow = Follow(ChannelId(1), None, approve=False)
    number = str(campaign.id)
    for attempt in (
        lambda: driver.campaigns.may_create(anybody),
        lambda: driver.campaigns.create(anybody, CREATE, "x"),
        lambda: driver.campaigns.own(anybody, number),
        lambda: driver.closing.close(anybody, number, "done"),
        lambda: driver.follows.follow(away, number, follow),
        lambda: driver.follows.follow(away, number, follow, lacking="something"),
        lambda: driver.follows.unfollow(away, number),
        lambda: driver.updates.draft(anybody, campaign.id, UPDATE, "x"),
        lambda: driver.updates.to_correct(anybody, "1"),
        lambda: driver.updates.to_edit(anybody, made.update, 1, place),
        lambda: driver.updates.redraft(anybody, made.update, 1, UPDATE, "x"),
        lambda: driver.updates.approve(anybody, made.update, 1, place),
        lambda: driver.updates.discard(anybody, made.update, 1, place),
        lambda: driver.updates.withdraw(anybody, "1", "because"),
        lambda: driver.deliveries.settle(away, made.update, 1, place, accept=True),
        lambda: driver.deliveries.retry(away, made.update, place),
        lambda: driver.deliveries.whole(away, made.update, 1, place),
        lambda: driver.deliveries.whole(away, made.update, 1, None),
    ):
        with refused("error-not-moderator"):
            await attempt()
    for offer in Offer:
        assert await driver.campaigns.choices(anybody, offer) == []
    assert await driver.updates.choices(anybody) == []
    assert (await driver.record(made.update)).standing is None


async def test_a_server_that_is_not_set_up_has_no_campaigns(driver: CampaignsDriver) -> None:
    with refused("error-not-set-up"):
        await driver.campaigns.may_create(moderator(STRANGER))
    with refused("error-not-set-up"):
        await driver.timelines.newest(STRANGER)


async def test_another_servers_campaign_and_update_are_not_ones_own(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    made = await driver.draft(campaign.id)
    with refused("campaign-not-yours"):
        await driver.campaigns.own(NORA, str(campaign.id))
    with refused("campaign-not-yours"):
        await driver.closing.close(NORA, str(campaign.id), "ours now")
    with refused("campaign-not-yours"):
        await driver.updates.draft(NORA, campaign.id, UPDATE, "x")
    for attempt in (
        lambda: driver.updates.to_correct(NORA, str(made.update)),
        lambda: driver.updates.withdraw(NORA, str(made.update), "because"),
        lambda: driver.updates.redraft(NORA, made.update, 1, UPDATE, "x"),
        lambda: driver.updates.discard(NORA, made.update, 1, ELSEWHERE),
        lambda: driver.deliveries.settle(NORA, made.update, 1, ELSEWHERE, accept=True),
        lambda: driver.deliveries.whole(NORA, made.update, 1, ELSEWHERE),
        lambda: driver.deliveries.whole(NORA, made.update, 1, None),
    ):
        with refused("update-unknown"):
            await attempt()


async def test_a_click_counts_on_the_card_alone(driver: CampaignsDriver) -> None:
    made = await driver.draft((await driver.campaign()).id)
    await driver.all_posted()
    for click in (driver.updates.approve, driver.updates.discard, driver.updates.to_edit):
        with refused("error-unknown-button"):
            await click(BEN, made.update, 1, ELSEWHERE)


async def test_a_button_for_an_update_that_waits_for_nobody_is_no_button_of_rowans(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    update = await driver.publish(campaign.id)
    await driver.all_posted()
    planted = (ChannelId(1), MessageId(987))
    with refused("error-unknown-button"):
        await driver.deliveries.settle(NORA, update, 1, planted, accept=True)
    with refused("error-unknown-button"):
        await driver.deliveries.retry(NORA, update, planted)


async def test_a_moderator_is_offered_what_the_command_is_for(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    over = await driver.campaign("Over")
    await driver.closing.close(ANN, str(over.id), "done")
    await driver.follow(campaign.id, NORA)

    async def offered(by: object, offer: Offer) -> list[int]:
        return [one.id for one in await driver.campaigns.choices(by, offer)]

    assert await offered(ANN, Offer.OWN) == [campaign.id]
    assert await offered(ANN, Offer.OTHERS) == []
    assert await offered(NORA, Offer.OWN) == []
    assert sorted(await offered(NORA, Offer.OTHERS)) == [campaign.id, over.id]
    assert await offered(NORA, Offer.FOLLOWED) == [campaign.id]
