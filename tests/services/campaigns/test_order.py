"""The order in which a server gets a campaign's updates, and what its author sees of the way."""

from core.base.ids import ChannelId, ServerId, UpdateId
from services.base.outbox import ChannelProblem, Kind
from services.campaigns.deliveries import Turn
from services.campaigns.records import CopyCounts, Follow
from services.campaigns.rounds import PORTION
from tests.services.campaigns.driver import ANN, NORA, NORTH, ORIGIN, SAM, CampaignsDriver


async def turn(driver: CampaignsDriver, update: UpdateId, server: ServerId) -> Turn:
    return await driver.deliveries.turn(await driver.delivery(update, server))


async def test_an_earlier_update_goes_first_and_only_of_the_same_campaign_in_the_same_server(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    first = await driver.publish(campaign.id)
    await driver.no_copy_can_be_posted()
    second = await driver.publish(campaign.id, "draft-2", headline="More")
    elsewhere = await driver.publish((await driver.campaign("Another")).id, "draft-3")
    assert await turn(driver, first, NORTH) is Turn.NOW
    assert await turn(driver, second, NORTH) is Turn.SOON
    assert await turn(driver, elsewhere, ORIGIN) is Turn.NOW
    stuck = await driver.delivery(first, NORTH)
    await driver.deliveries.note_problem(stuck.id, ChannelProblem.FORBIDDEN)
    assert await turn(driver, second, NORTH) is Turn.ONCE_MENDED
    assert await turn(driver, second, ORIGIN) is Turn.SOON
    await driver.withdraw(first)
    assert await turn(driver, second, NORTH) is Turn.NOW


async def test_what_stands_or_was_dropped_holds_nothing_up(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.publish(campaign.id)
    await driver.all_posted()
    second = await driver.publish(campaign.id, "draft-2", headline="More")
    assert await turn(driver, second, NORTH) is Turn.NOW


async def test_a_later_update_is_not_brought_out_before_an_earlier_one_whatever_clocks_say(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    servers = [ServerId(500 + number) for number in range(4 * PORTION)]
    for server in servers:
        async with driver.storage.bulk() as tx:
            await tx.servers.ensure(server)
            follow = Follow(ChannelId(5), None, approve=False)
            await tx.campaigns.follow(campaign.id, server, follow, driver.clock())
    first = await driver.publish(campaign.id)
    driver.clock.forward(minutes=-5)
    second = await driver.publish(campaign.id, "draft-2", headline="More")
    while await driver.rounds.step():
        pass
    for server in (*servers, ORIGIN):
        earlier, later = await driver.delivery(first, server), await driver.delivery(second, server)
        assert earlier.id < later.id


async def test_who_cannot_be_reached_for_a_day_is_paused_and_told_so_once(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    update = await driver.publish(campaign.id)
    await driver.no_copy_can_be_posted()
    stuck = await driver.delivery(update, NORTH)
    await driver.deliveries.note_problem(stuck.id, ChannelProblem.FORBIDDEN)
    await driver.no_copy_can_be_posted()
    driver.clock.forward(hours=1)
    await driver.deliveries.note_problem(stuck.id, ChannelProblem.FORBIDDEN)
    assert (Kind.DELIVERY_DRAFT, stuck.id, NORTH) not in await driver.due()
    driver.clock.forward(hours=24)
    await driver.deliveries.note_problem(stuck.id, ChannelProblem.FORBIDDEN)
    assert (Kind.DELIVERY_DRAFT, stuck.id, NORTH) in await driver.due()
    assert (await driver.delivery(update, NORTH)).paused
    assert (await driver.progress.counts(update)).paused == 1
    await driver.no_copy_can_be_posted()
    driver.clock.forward(hours=24)
    await driver.deliveries.note_problem(stuck.id, ChannelProblem.FORBIDDEN)
    assert (Kind.DELIVERY_DRAFT, stuck.id, NORTH) not in await driver.due()
    await driver.deliveries.note_problem(stuck.id, None)
    assert not (await driver.delivery(update, NORTH)).paused


async def test_the_author_sees_how_many_copies_stand_wait_and_fail(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.follow(campaign.id, SAM, approve=True)
    update = await driver.publish(campaign.id)
    seen = await driver.progress.counts(update)
    assert (seen.on_way, seen.asked, seen.known) == (2, 1, 3)
    await driver.all_posted()
    assert await driver.progress.counts(update) == CopyCounts(stand=2, asked=1, known=3)
    await driver.settle(update, 1, SAM, accept=False)
    seen = await driver.progress.counts(update)
    assert (seen.stand, seen.gone, seen.moves) == (2, 1, False)
    record, same = await driver.progress.of_meant(ANN, str(update))
    assert (record.id, same) == (update, seen)
    place = await driver.card(Kind.UPDATE_DRAFT, update)
    assert await driver.progress.on_card(ANN, update, place) == seen
