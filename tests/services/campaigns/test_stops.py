"""Campaigns of which nothing new goes out: who is told, what ends, what stays, and how they go on."""

from datetime import timedelta

from core.base.ids import SiteId
from services.base.outbox import Kind
from services.campaigns.campaigns import Wanted
from services.campaigns.records import StopReason
from services.servers.setup import Servers
from tests.services.campaigns.driver import (
    ANN,
    CREATE,
    NORA,
    NORTH,
    ORIGIN,
    SAM,
    SOUTH,
    CampaignsDriver,
)
from tests.wording import refused


async def told(driver: CampaignsDriver) -> None:
    await driver.stops.look()
    while await driver.stops.step():
        pass


async def test_the_operator_stops_a_campaign_drafts_end_and_everybody_is_told(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.follow(campaign.id, SAM)
    await driver.follows.unfollow(SAM, str(campaign.id))
    stands = await driver.publish(campaign.id)
    draft = await driver.draft(campaign.id, "draft-2", headline="More")
    timed = await driver.draft(
        campaign.id, "draft-3", headline="Later", at=driver.clock() + timedelta(hours=1)
    )
    await driver.approve(timed)
    await driver.all_posted()

    assert (await driver.stops.stop(str(campaign.id))).id == campaign.id
    with refused("stop-already"):
        await driver.stops.stop(f"#{campaign.id}")
    await told(driver)
    due = {(kind, server) for kind, _, server in await driver.due()}
    assert {(Kind.CAMPAIGN_STOPPED, ORIGIN), (Kind.FOLLOW_STOPPED, NORTH)} <= due
    assert (Kind.FOLLOW_STOPPED, SOUTH) not in due
    for drafted in (draft, timed):
        assert (await driver.record(drafted.update)).pending is None
    driver.clock.forward(hours=2)
    assert await driver.schedule.step() == 0
    with refused("campaign-stopped"):
        await driver.draft(campaign.id, "draft-4")
    with refused("campaign-stopped"):
        await driver.redraft(stands, 1, "draft-5", headline="Other words")
    with refused("campaign-stopped"):
        await driver.follow(campaign.id, SAM)
    await driver.withdraw(stands)
    assert (Kind.UPDATE_COPY, NORTH) in {(kind, server) for kind, _, server in await driver.due()}


async def test_a_stop_while_an_update_is_brought_out_lets_it_begin_no_more(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    drafted = await driver.draft(campaign.id)
    await driver.card(Kind.UPDATE_DRAFT, drafted.update)
    async with driver.storage.durable() as tx:
        await tx.updates.stand(drafted.update, 1, driver.clock())
        await tx.rounds.begin(drafted.update, driver.clock(), first=True)
    await driver.stops.stop(str(campaign.id))
    assert not await driver.rounds.step()
    await driver.stops.resume(str(campaign.id))
    while await driver.rounds.step():
        pass
    assert await driver.delivery_if_any(drafted.update, ORIGIN) is not None
    with refused("stop-not"):
        await driver.stops.resume(str(campaign.id))
    for typed in ("999", "x", "", "9" * 40):
        with refused("stop-unknown"):
            await driver.stops.stop(typed)


async def test_who_is_banned_or_left_has_its_campaigns_stopped_and_copies_marked(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    update = await driver.publish(campaign.id)
    await driver.all_posted()
    servers = Servers(
        storage=driver.storage, outbox_bell=driver.bell, clock=driver.clock, changed=lambda _server: None
    )
    await servers.left(ORIGIN)
    await told(driver)
    found = await driver.stops.campaign(campaign.id)
    assert found is not None
    assert (found.stopped_why, found.orphaned) == (StopReason.LEFT, True)
    delivery = await driver.delivery(update, NORTH)
    assert (Kind.UPDATE_COPY, delivery.id, NORTH) in await driver.due()
    await driver.all_posted()

    await servers.came(ORIGIN)
    await driver.stops.look()
    driver.clock.forward(minutes=1)
    await told(driver)
    found = await driver.stops.campaign(campaign.id)
    assert found is not None
    assert found.stopped_why is None
    assert (Kind.UPDATE_COPY, delivery.id, NORTH) in await driver.due()


async def test_the_operators_word_is_not_taken_back_by_a_server_that_comes(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.stops.stop(str(campaign.id))
    await told(driver)
    driver.clock.forward(minutes=1)
    await told(driver)
    found = await driver.stops.campaign(campaign.id)
    assert found is not None
    assert found.stopped_why is StopReason.OPERATOR


async def test_a_campaign_for_its_own_server_alone_is_seen_by_no_other(driver: CampaignsDriver) -> None:
    made = await driver.campaigns.create(ANN, CREATE, "form-1", Wanted(network=False))
    assert (made.campaign.network, made.campaign.trusted) == (False, False)
    with refused("campaign-unknown"):
        await driver.follow(made.campaign.id, NORA)
    with refused("campaign-network-untrusted"):
        await driver.campaigns.create(NORA, CREATE, "form-2", Wanted(network=True))
    open_to_all = await driver.campaigns.create(ANN, CREATE, "form-3", Wanted(network=True))
    assert await driver.follow(open_to_all.campaign.id, NORA)


async def test_a_site_is_one_of_the_servers_own(driver: CampaignsDriver) -> None:
    with refused("campaign-site-unknown"):
        await driver.campaigns.site(ANN, "The forum")
    async with driver.storage.durable() as tx:
        await tx.sql.run(
            "INSERT INTO own_sites (id, server_id, name, folded, category, made_at) "
            "VALUES (5, $1, 'The forum', 'the forum', 'harassment', 0)",
            ORIGIN,
        )
    assert await driver.campaigns.site(ANN, "the FORUM") == 5
    assert await driver.campaigns.site(ANN, " ") is None
    with refused("campaign-site-unknown"):
        await driver.campaigns.site(NORA, "The forum")
    made = await driver.campaigns.create(ANN, CREATE, "form-1", Wanted(SiteId(5)))
    assert made.campaign.site == "The forum"
    others = await driver.campaigns.create(NORA, CREATE, "form-2", Wanted(SiteId(5)))
    assert others.campaign.site is None


async def test_drafts_of_a_campaign_that_closes_end_and_corrections_go_on(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    stands = await driver.publish(campaign.id)
    correction = await driver.redraft(stands, 1, "draft-2", headline="Other words")
    draft = await driver.draft(campaign.id, "draft-3", headline="More")
    timed = await driver.draft(
        campaign.id, "draft-4", headline="Later", at=driver.clock() + timedelta(hours=1)
    )
    await driver.approve(timed)
    closed = await driver.closing.close(ANN, str(campaign.id), "We won")
    assert closed.ended == 2
    for drafted in (draft, timed):
        assert (await driver.record(drafted.update)).pending is None
    await driver.approve(correction)
    assert (await driver.record(stands)).standing == 2
