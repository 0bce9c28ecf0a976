"""Table `deliveries`: what is kept, and which write wins."""

from core.base.ids import ChannelId, DeliveryId
from core.campaigns.deliveries import Delivery, DeliveryState
from services.base.outbox import ChannelProblem
from services.campaigns.records import Follow
from tests.db.campaigns.rows import NORA, NORTH, ORIGIN, CampaignRowsDriver

ASKED = Delivery(approve=True, waiting=1)


async def test_a_delivery_is_given_back_as_it_was_written(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        delivery = (await tx.deliveries.begin(update, {NORTH: ASKED}, rows.clock()))[NORTH]
        known = await tx.deliveries.row(delivery)
        assert known is not None
        assert (known.server, known.delivery, known.problem) == (NORTH, ASKED, None)
        stands = Delivery(approve=True, version=1, waiting=2, state=DeliveryState.ENDED)
        await tx.deliveries.save(delivery, stands)
        assert [row.delivery for row in await tx.deliveries.of_update(update)] == [stands]
        assert await tx.deliveries.row(DeliveryId(404)) is None


async def test_what_waits_is_signed_once_for_the_version_that_waits(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        delivery = (await tx.deliveries.begin(update, {NORTH: ASKED}, rows.clock()))[NORTH]
        assert await tx.deliveries.sign(delivery, 2, NORA) is False
        assert await tx.deliveries.sign(delivery, 1, NORA) is True
        await tx.deliveries.save(delivery, Delivery(approve=True, version=1))
        assert await tx.deliveries.sign(delivery, 1, NORA) is False
        record = await tx.deliveries.get(delivery)
    assert record is not None
    assert record.settled_by == NORA.name


async def test_only_what_may_still_come_is_looked_at_first_from_now_on(rows: CampaignRowsDriver) -> None:
    first, second = await rows.drafted("form-1"), await rows.drafted("form-2")
    async with rows.storage.durable() as tx:
        await tx.deliveries.begin(first, {NORTH: Delivery(approve=False, version=1)}, rows.clock())
        ended = Delivery(approve=False, version=1, state=DeliveryState.ENDED)
        await tx.deliveries.begin(second, {NORTH: ended}, rows.clock())
        await tx.deliveries.look_first(rows.campaign_id, NORTH, approve=True)
        here = await tx.deliveries.of_campaign(rows.campaign_id, NORTH)
        assert [row.delivery.approve for row in here] == [True, False]
        assert await tx.deliveries.of_campaign(rows.campaign_id, ORIGIN) == []


async def test_a_problem_is_kept_until_it_is_over(rows: CampaignRowsDriver) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        delivery = (await tx.deliveries.begin(update, {NORTH: ASKED}, rows.clock()))[NORTH]
        await tx.deliveries.set_problem(delivery, ChannelProblem.FORBIDDEN, rows.clock())
        assert await tx.deliveries.stuck(NORTH) == [delivery]
        known = await tx.deliveries.row(delivery)
        assert known is not None
        assert known.problem is ChannelProblem.FORBIDDEN
        await tx.deliveries.set_problem(delivery, None, rows.clock())
        assert await tx.deliveries.stuck(NORTH) == []


async def test_a_first_copy_goes_where_the_follow_says_and_ones_own_to_the_campaign_channel(
    rows: CampaignRowsDriver,
) -> None:
    update = await rows.drafted()
    async with rows.storage.durable() as tx:
        for server in (ORIGIN, NORTH):
            await tx.deliveries.begin(update, {server: Delivery(approve=False, version=1)}, rows.clock())
        follow = Follow(ChannelId(55), None, approve=False)
        await tx.campaigns.follow(rows.campaign_id, NORTH, follow, rows.clock())
        own, there = await tx.deliveries.here(update, ORIGIN), await tx.deliveries.here(update, NORTH)
        assert own is not None
        assert there is not None
        assert (own.channel, there.channel) == (rows.own_channel, 55)
        await tx.campaigns.unfollow(rows.campaign_id, NORTH, rows.clock())
        there = await tx.deliveries.here(update, NORTH)
        assert there is not None
        assert there.channel is None
