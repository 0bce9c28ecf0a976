"""Campaigns, updates and deliveries in the database: what one transaction writes together, and who wins at once."""

import asyncio

import pytest

from core.base.errors import UserError
from core.base.ids import ChannelId, UpdateId
from core.campaigns.texts import CampaignText
from core.campaigns.versions import DeliveryState
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.campaigns.records import Follow
from tests.campaign_stores import ANN, BEN, NORA, NORTH, ORIGIN, SAM, SOUTH, TEXT, Stores, stores
from tests.conftest import StandingClock


@pytest.fixture
async def house(database: Database, vault: Vault, clock: StandingClock) -> Stores:
    built = stores(database, vault, clock)
    for server in (ORIGIN, NORTH, SOUTH):
        await built.set_up(server)
    await built.trust(ORIGIN)
    return built


@pytest.fixture
async def other(second_database: Database, vault: Vault, clock: StandingClock) -> Stores:
    """The same database as another process sees it."""
    return stores(second_database, vault, clock)


async def test_a_form_that_arrives_twice_makes_one_thing(house: Stores, other: Stores) -> None:
    first, second = await asyncio.gather(house.campaign(), other.campaign())
    assert first == second
    once, again = await asyncio.gather(house.draft(first.id), other.draft(first.id))
    assert once == again
    corrections = await asyncio.gather(
        house.updates.redraft(once, 1, TEXT, "draft-2", ANN, house.clock()),
        other.updates.redraft(once, 1, TEXT, "draft-2", ANN, house.clock()),
    )
    assert [made.version for made in corrections] == [2, 2]


async def test_of_two_approvals_at_once_one_wins(house: Stores, other: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA)
    update = await house.draft(campaign.id)
    both = await asyncio.gather(
        house.updates.approve(update, 1, ANN, house.clock(), second=False),
        other.updates.approve(update, 1, BEN, house.clock(), second=False),
        return_exceptions=True,
    )
    assert sorted(str(one) for one in both) == ["2", "draft-approved-already"]
    record = await house.updates.get(update)
    assert record is not None
    assert record.standing == 1
    assert len(await house.database.read.all("SELECT * FROM deliveries")) == 2


async def test_of_approval_and_edit_at_once_one_wins(house: Stores, other: Stores) -> None:
    update = await house.draft((await house.campaign()).id)
    await asyncio.gather(
        house.updates.approve(update, 1, BEN, house.clock(), second=False),
        other.updates.redraft(update, 1, TEXT, "draft-2", ANN, house.clock()),
        return_exceptions=True,
    )
    record = await house.updates.get(update)
    assert record is not None
    assert record.draft is not None
    assert (record.standing, record.versions[0].state) in [(1, "approved"), (None, "replaced")]


async def test_of_two_clicks_at_once_on_a_waiting_copy_one_wins(house: Stores, other: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA, approve=True)
    waiting = await house.deliveries.here(await house.publish(campaign.id), NORTH)
    assert waiting is not None
    both = await asyncio.gather(
        house.deliveries.settle(waiting.id, 1, NORA, house.clock(), accept=True),
        other.deliveries.settle(waiting.id, 1, NORA, house.clock(), accept=False),
        return_exceptions=True,
    )
    assert sorted(str(one) for one in both) == ["None", "delivery-settled-already"]


async def test_an_approval_makes_the_copies_of_who_gets_it_due_and_no_more(house: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA)
    await house.follow(campaign.id, SAM, approve=True)
    update = await house.draft(campaign.id)
    await house.all_posted()
    reached = await house.updates.approve(update, 1, BEN, house.clock(), second=False)
    assert reached == 3
    due = await house.due()
    assert [(kind, server) for kind, _, server in due] == [
        (Kind.DELIVERY_DRAFT, SOUTH),
        (Kind.UPDATE_COPY, ORIGIN),
        (Kind.UPDATE_COPY, NORTH),
        (Kind.UPDATE_DRAFT, ORIGIN),
    ]


async def test_who_follows_later_gets_no_flood_and_no_corrections_of_what_it_never_had(house: Stores) -> None:
    campaign = await house.campaign()
    update = await house.publish(campaign.id)
    await house.follow(campaign.id, NORA)
    await house.correct(update, "Corrected", "draft-2")
    assert await house.deliveries.here(update, NORTH) is None
    timeline = await house.timelines.timeline(campaign.id, NORTH)
    assert [(record.id, delivery) for record, delivery in timeline] == [(update, None)]


async def test_a_refused_approval_changes_nothing(house: Stores) -> None:
    campaign = await house.campaign()
    update = await house.draft(campaign.id)
    await house.all_posted()
    with pytest.raises(UserError, match="draft-needs-another"):
        await house.updates.approve(update, 1, ANN, house.clock(), second=True)
    assert await house.due() == []
    assert await house.deliveries.here(update, ORIGIN) is None


async def test_a_correction_asks_on_a_card_of_its_own_and_an_edit_on_the_same(house: Stores) -> None:
    update = await house.draft((await house.campaign()).id)
    await house.all_posted()
    first = await house.outbox.place_of(Kind.UPDATE_DRAFT, update)
    await house.updates.redraft(update, 1, TEXT, "draft-2", ANN, house.clock())
    assert await house.outbox.place_of(Kind.UPDATE_DRAFT, update) == first
    await house.updates.approve(update, 2, BEN, house.clock(), second=False)
    await house.all_posted()
    await house.updates.redraft(update, 2, TEXT, "draft-3", ANN, house.clock())
    assert await house.outbox.place_of(Kind.UPDATE_DRAFT, update) is None


async def test_a_correction_reaches_every_copy_and_waits_where_the_server_looks_first(house: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA)
    await house.follow(campaign.id, SAM, approve=True)
    update = await house.publish(campaign.id)
    south = await house.deliveries.here(update, SOUTH)
    assert south is not None
    await house.deliveries.settle(south.id, 1, SAM, house.clock(), accept=True)
    await house.all_posted()
    await house.correct(update, "Corrected", "draft-2")
    assert [(kind, server) for kind, _, server in await house.due()] == [
        (Kind.DELIVERY_DRAFT, SOUTH),
        (Kind.UPDATE_COPY, ORIGIN),
        (Kind.UPDATE_COPY, NORTH),
        (Kind.UPDATE_DRAFT, ORIGIN),
    ]
    south = await house.deliveries.here(update, SOUTH)
    assert south is not None
    assert (south.delivery.version, south.delivery.waiting) == (1, 2)


async def test_a_withdrawal_rewrites_every_copy_and_asks_nobody(house: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA)
    await house.follow(campaign.id, SAM, approve=True)
    update = await house.publish(campaign.id)
    await house.all_posted()
    await house.updates.withdraw(update, "It was wrong", ANN, house.clock())
    assert [(kind, server) for kind, _, server in await house.due()] == [
        (Kind.DELIVERY_DRAFT, SOUTH),
        (Kind.UPDATE_COPY, ORIGIN),
        (Kind.UPDATE_COPY, NORTH),
        (Kind.UPDATE_DRAFT, ORIGIN),
    ]
    south = await house.deliveries.here(update, SOUTH)
    assert south is not None
    assert (south.delivery.waiting, south.delivery.state) == (None, DeliveryState.ENDED)
    with pytest.raises(UserError, match="update-withdrawn-already"):
        await house.updates.withdraw(update, "again", ANN, house.clock())


async def test_copies_not_posted_yet_go_where_the_follow_now_says(house: Stores) -> None:
    campaign = await house.campaign()
    assert await house.follow(campaign.id, NORA) is True
    update = await house.publish(campaign.id)
    changed = Follow(ChannelId(555), None, approve=False)
    assert await house.campaigns.follow(campaign.id, changed, NORA, house.clock()) is False
    north = await house.deliveries.here(update, NORTH)
    own = await house.deliveries.here(update, ORIGIN)
    assert north is not None
    assert own is not None
    assert (north.channel, own.channel) == (555, ORIGIN * 100 + 1)


async def test_unfollowing_ends_what_waits_and_keeps_what_stands_right(house: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, SAM, approve=True)
    shown = await house.publish(campaign.id)
    first = await house.deliveries.here(shown, SOUTH)
    assert first is not None
    await house.deliveries.settle(first.id, 1, SAM, house.clock(), accept=True)
    waiting = await house.publish(campaign.id, "draft-b")
    assert await house.campaigns.unfollow(campaign.id, SAM, house.clock()) is True
    assert await house.campaigns.unfollow(campaign.id, SAM, house.clock()) is False
    later = await house.publish(campaign.id, "draft-c")
    assert await house.deliveries.here(later, SOUTH) is None
    await house.correct(shown, "Corrected", "draft-d")
    await house.correct(waiting, "Corrected", "draft-e")
    kept, ended = await house.deliveries.here(shown, SOUTH), await house.deliveries.here(waiting, SOUTH)
    assert kept is not None
    assert ended is not None
    assert (kept.delivery.waiting, kept.channel) == (2, None)
    assert (ended.delivery.waiting, ended.delivery.state) == (None, DeliveryState.ENDED)


async def test_a_server_sees_its_own_campaigns_and_those_of_trusted_servers(house: Stores) -> None:
    campaign = await house.campaign()
    assert [one.id for one in await house.campaigns.visible(NORTH)] == [campaign.id]
    await house.trust(ORIGIN, trusted=False)
    assert await house.campaigns.visible(NORTH) == []
    assert [one.id for one in await house.campaigns.visible(ORIGIN)] == [campaign.id]


async def test_a_server_that_lost_trust_reaches_only_itself(house: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA)
    await house.trust(ORIGIN, trusted=False)
    update = await house.publish(campaign.id)
    assert await house.deliveries.here(update, NORTH) is None
    assert await house.timelines.newest(NORTH, 10) == []
    assert [record.id for record, _ in await house.timelines.newest(ORIGIN, 10)] == [update]
    assert [one.id for one in await house.campaigns.followed(NORTH)] == [campaign.id]


async def test_the_newest_come_first_and_what_waits_here_is_left_out(house: Stores) -> None:
    campaign = await house.campaign()
    await house.follow(campaign.id, NORA)
    await house.follow(campaign.id, SAM, approve=True)
    first = await house.publish(campaign.id)
    house.clock.forward(hours=1)
    second = await house.publish(campaign.id, "draft-b")
    assert [record.id for record, _ in await house.timelines.newest(NORTH, 10)] == [second, first]
    assert [record.id for record, _ in await house.timelines.newest(NORTH, 1)] == [second]
    assert await house.timelines.newest(SOUTH, 10) == []


async def test_a_problem_is_told_once_and_its_end_too(house: Stores) -> None:
    update = await house.publish((await house.campaign()).id)
    await house.all_posted()
    own = await house.deliveries.here(update, ORIGIN)
    assert own is not None
    assert await house.deliveries.set_problem(own.id, "forbidden", house.clock()) is True
    assert await house.deliveries.set_problem(own.id, "forbidden", house.clock()) is False
    assert await house.due() == [(Kind.DELIVERY_DRAFT, own.id, ORIGIN)]
    assert await house.deliveries.stuck(ORIGIN) == [own.id]
    await house.all_posted()
    assert await house.deliveries.set_problem(own.id, None, house.clock()) is True
    assert await house.due() == [(Kind.DELIVERY_DRAFT, own.id, ORIGIN)]
    assert await house.deliveries.stuck(ORIGIN) == []


async def test_a_campaign_is_closed_once_and_takes_no_more_drafts(house: Stores, other: Stores) -> None:
    campaign = await house.campaign()
    closed = await asyncio.gather(
        house.campaigns.close(campaign.id, "We won", ANN, house.clock()),
        other.campaigns.close(campaign.id, "We lost", BEN, house.clock()),
    )
    assert sorted(closed) == [False, True]
    with pytest.raises(UserError, match="campaign-closed-already"):
        await house.draft(campaign.id)
    assert await house.campaigns.open_campaigns(ORIGIN) == 0


async def test_who_wrote_and_approved_is_kept_for_colleagues_and_sealed(house: Stores) -> None:
    campaign = await house.campaigns.create(CampaignText("Title"), "form-9", ANN, house.clock())
    update = await house.publish(campaign.id)
    record = await house.updates.get(update)
    assert record is not None
    assert (record.versions[0].drafted_by, record.versions[0].settled_by) == (ANN.name, BEN.name)
    stored = b"".join(
        house.database.path.with_name(name).read_bytes() for name in ("rowan.db", "rowan.db-wal")
    )
    for secret in (ANN.name, BEN.name):
        assert secret.encode() not in stored


async def test_an_unknown_update_is_none_and_refuses_changes(house: Stores) -> None:
    nothing = UpdateId(404)
    assert await house.updates.get(nothing) is None
    assert await house.deliveries.here(nothing, NORTH) is None
    with pytest.raises(UserError, match="update-unknown"):
        await house.updates.approve(nothing, 1, ANN, house.clock(), second=False)
