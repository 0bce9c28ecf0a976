"""What servers get of an update: who gets it, what a correction, a withdrawal, an unfollow does, what is stuck."""

from core.base.ids import ChannelId
from core.campaigns.deliveries import DeliveryState
from services.base.outbox import ChannelProblem, Kind
from services.campaigns.records import Follow
from tests.services.campaigns.driver import (
    ANN,
    ELSEWHERE,
    NORA,
    NORTH,
    ORIGIN,
    SAM,
    SOUTH,
    CampaignsDriver,
    campaign_channel,
)
from tests.wording import refused


async def test_a_follower_that_looks_first_decides_for_itself(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    looks = Follow(ChannelId(302), None, approve=True)
    assert (await driver.follows.follow(SAM, "Drop the forum", looks))[1] is True
    made = await driver.draft(campaign.id)
    assert await driver.approve(made) == 2
    waiting = await driver.delivery(made.update, SOUTH)
    card = await driver.card(Kind.DELIVERY_DRAFT, waiting.id)
    with refused("error-unknown-button"):
        await driver.deliveries.settle(SAM, made.update, 1, ELSEWHERE, accept=True)
    await driver.untrust(ORIGIN)
    with refused("delivery-not-trusted"):
        await driver.deliveries.settle(SAM, made.update, 1, card, accept=True)
    await driver.trust(ORIGIN)
    assert await driver.timelines.newest(SOUTH) == []
    await driver.deliveries.settle(SAM, made.update, None, card, accept=True)
    with refused("delivery-settled-already"):
        await driver.deliveries.settle(SAM, made.update, None, card, accept=False)
    assert [entry.update for entry in await driver.timelines.newest(SOUTH)] == [made.update]


async def test_an_address_that_either_server_lists_by_now_cannot_be_clicked(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    update = await driver.publish(campaign.id, source="https://bad.example.org/a")
    record = await driver.record(update)
    assert (await driver.deliveries.shown(record, 1, NORTH)).clickable.source
    for server in (NORTH, ORIGIN):
        driver.lists.held = {server: {"bad.example.org"}}
        assert not (await driver.deliveries.shown(record, 1, NORTH)).clickable.source
    assert (await driver.deliveries.shown(record, 1, SOUTH)).clickable.official is False  # there is none


async def test_who_follows_later_gets_no_flood_and_no_corrections_of_what_it_never_had(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    update = await driver.publish(campaign.id)
    await driver.follow(campaign.id, NORA)
    await driver.correct(update, "Corrected", "draft-2")
    assert await driver.delivery_if_any(update, NORTH) is None
    timeline = await driver.storage.read.timelines.timeline(campaign.id, NORTH)
    assert [(record.id, delivery) for record, delivery in timeline] == [(update, None)]


async def test_a_correction_reaches_every_copy_and_waits_where_the_server_looks_first(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.follow(campaign.id, SAM, approve=True)
    update = await driver.publish(campaign.id)
    await driver.settle(update, 1, SAM)
    await driver.correct(update, "Corrected", "draft-2")
    assert [(kind, server) for kind, _, server in await driver.due()] == [
        (Kind.DELIVERY_DRAFT, SOUTH),
        (Kind.OLD_CARD, ORIGIN),  # the cards of the first version lose their buttons
        (Kind.OLD_CARD, SOUTH),
        (Kind.UPDATE_COPY, ORIGIN),
        (Kind.UPDATE_COPY, NORTH),
        (Kind.UPDATE_DRAFT, ORIGIN),
    ]
    south = await driver.delivery(update, SOUTH)
    assert (south.delivery.version, south.delivery.waiting) == (1, 2)


async def test_a_withdrawal_rewrites_every_copy_and_asks_nobody(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.follow(campaign.id, SAM, approve=True)
    update = await driver.publish(campaign.id)
    await driver.all_posted()
    await driver.withdraw(update)
    assert [(kind, server) for kind, _, server in await driver.due()] == [
        (Kind.DELIVERY_DRAFT, SOUTH),
        (Kind.UPDATE_COPY, ORIGIN),
        (Kind.UPDATE_COPY, NORTH),
        (Kind.UPDATE_DRAFT, ORIGIN),
    ]
    south = await driver.delivery(update, SOUTH)
    assert (south.delivery.waiting, south.delivery.state) == (None, DeliveryState.ENDED)
    with refused("update-withdrawn-already"):
        await driver.withdraw(update, "again")


async def test_copies_not_posted_yet_go_where_the_follow_now_says(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    assert await driver.follow(campaign.id, NORA) is True
    update = await driver.publish(campaign.id)
    changed = Follow(ChannelId(555), None, approve=False)
    assert (await driver.follows.follow(NORA, str(campaign.id), changed))[1] is False
    north, own = await driver.delivery(update, NORTH), await driver.delivery(update, ORIGIN)
    assert (north.channel, own.channel) == (555, campaign_channel(ORIGIN))


async def test_unfollowing_ends_what_waits_and_keeps_what_stands_right(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, SAM, approve=True)
    shown = await driver.publish(campaign.id)
    await driver.settle(shown, 1, SAM)
    waiting = await driver.publish(campaign.id, "draft-b")
    assert (await driver.follows.unfollow(SAM, str(campaign.id))).id == campaign.id
    with refused("campaign-not-followed"):
        await driver.follows.unfollow(SAM, str(campaign.id))
    later = await driver.publish(campaign.id, "draft-c")
    assert await driver.delivery_if_any(later, SOUTH) is None
    await driver.correct(shown, "Corrected", "draft-d")
    await driver.correct(waiting, "Corrected", "draft-e")
    kept, ended = await driver.delivery(shown, SOUTH), await driver.delivery(waiting, SOUTH)
    assert (kept.delivery.waiting, kept.channel) == (2, None)
    assert (ended.delivery.waiting, ended.delivery.state) == (None, DeliveryState.ENDED)


async def test_a_server_that_lost_trust_reaches_only_itself(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.untrust(ORIGIN)
    update = await driver.publish(campaign.id)
    assert await driver.delivery_if_any(update, NORTH) is None
    assert await driver.timelines.newest(NORTH) == []
    assert [entry.update for entry in await driver.timelines.newest(ORIGIN)] == [update]
    assert [one.id for one in await driver.storage.read.campaigns.followed(NORTH)] == [campaign.id]


async def test_a_problem_is_told_once_and_its_end_too(driver: CampaignsDriver) -> None:
    update = await driver.publish((await driver.campaign()).id)
    await driver.all_posted()
    own = await driver.delivery(update, ORIGIN)
    told = [(Kind.DELIVERY_DRAFT, own.id, ORIGIN)]
    await driver.deliveries.note_problem(own.id, ChannelProblem.FORBIDDEN)
    assert await driver.due() == told
    assert await driver.deliveries.stuck(ORIGIN) == 1
    await driver.all_posted()
    await driver.deliveries.note_problem(own.id, ChannelProblem.FORBIDDEN)
    assert await driver.due() == []
    assert (await driver.delivery(update, ORIGIN)).problem is ChannelProblem.FORBIDDEN
    await driver.deliveries.note_problem(own.id, None)
    assert await driver.due() == told
    assert await driver.deliveries.stuck(ORIGIN) == 0


async def test_a_new_problem_is_told_on_a_card_of_its_own_and_its_end_where_it_was_told(
    driver: CampaignsDriver,
) -> None:
    update = await driver.publish((await driver.campaign()).id)
    own = await driver.delivery(update, ORIGIN)
    await driver.deliveries.note_problem(own.id, ChannelProblem.FORBIDDEN)
    card = await driver.card(Kind.DELIVERY_DRAFT, own.id)
    await driver.deliveries.note_problem(own.id, None)
    assert await driver.place(Kind.DELIVERY_DRAFT, own.id) == card
    await driver.deliveries.note_problem(own.id, ChannelProblem.DELETED)
    assert await driver.place(Kind.DELIVERY_DRAFT, own.id) is None


async def test_what_is_stuck_is_tried_again_when_a_moderator_says_so_or_a_channel_changes(
    driver: CampaignsDriver,
) -> None:
    update = await driver.publish((await driver.campaign()).id)
    own = await driver.delivery(update, ORIGIN)
    await driver.no_copy_can_be_posted()
    await driver.deliveries.channels_changed(ORIGIN)
    assert await driver.due() == []  # nobody noted a problem
    await driver.deliveries.note_problem(own.id, ChannelProblem.FORBIDDEN)
    card = await driver.card(Kind.DELIVERY_DRAFT, own.id)
    with refused("error-unknown-button"):
        await driver.deliveries.retry(ANN, update, ELSEWHERE)
    assert await driver.due() == []
    copy = [(Kind.UPDATE_COPY, own.id, ORIGIN)]
    await driver.deliveries.retry(ANN, update, card)
    assert await driver.due() == copy
    await driver.no_copy_can_be_posted()
    await driver.deliveries.channels_changed(ORIGIN)
    assert await driver.due() == copy


async def test_what_waits_is_read_whole_until_it_is_settled(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA, approve=True)
    update = await driver.publish(campaign.id, body="to its end")
    place = await driver.card(Kind.DELIVERY_DRAFT, (await driver.delivery(update, NORTH)).id)
    for where in (place, None):  # the card, and the page before
        assert (await driver.deliveries.whole(NORA, update, 1, where)).version.text.body == "to its end"
    with refused("delivery-settled-already"):
        await driver.deliveries.whole(NORA, update, 2, None)
    await driver.settle(update, 1, NORA)
    for where in (place, None):
        with refused("delivery-settled-already"):
            await driver.deliveries.whole(NORA, update, 1, where)
