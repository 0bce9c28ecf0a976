"""Updates for a time: approved before, published once when it has come, and never where somebody thought otherwise."""

import asyncio
from datetime import timedelta

from core.campaigns.versions import VersionState
from services.base.outbox import Kind
from services.campaigns.records import Drafted
from tests.people import member
from tests.services.campaigns.driver import (
    ANN,
    BEN,
    NORA,
    NORTH,
    ORIGIN,
    CampaignsDriver,
)
from tests.stores import set_up
from tests.wording import refused


async def scheduled(driver: CampaignsDriver, hours: float = 1) -> Drafted:
    """An update that was approved for a time to come, of a campaign that another server follows."""
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    drafted = await driver.draft(campaign.id, at=driver.clock() + timedelta(hours=hours))
    await driver.approve(drafted)
    return drafted


async def test_it_goes_out_when_its_time_has_come_and_once_whoever_looks(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    drafted = await scheduled(driver)
    assert await driver.schedule.step() == 0
    assert await driver.delivery_if_any(drafted.update, NORTH) is None
    driver.clock.forward(hours=1)
    assert sum(await asyncio.gather(driver.schedule.step(), other.schedule.step())) == 1
    while await other.rounds.step():
        pass
    record = await driver.record(drafted.update)
    assert (record.standing, record.versions[0].settled_by) == (1, BEN.name)
    assert record.published_at == driver.clock()
    assert (await driver.delivery(drafted.update, NORTH)).delivery.version == 1
    assert len(await driver.storage.read.deliveries.of_update(drafted.update)) == 2


async def test_what_was_due_while_nobody_was_there_goes_out_at_the_next_look(driver: CampaignsDriver) -> None:
    drafted = await scheduled(driver)
    driver.clock.forward(days=2)
    assert await driver.schedule.step() == 1
    assert (await driver.record(drafted.update)).standing == 1


async def test_an_edit_takes_the_approval_back_and_keeps_the_time(driver: CampaignsDriver) -> None:
    drafted = await scheduled(driver)
    edited = await driver.redraft(drafted.update, 1, "draft-2", headline="Edited")
    assert edited.publish_at == drafted.publish_at
    driver.clock.forward(hours=2)
    assert await driver.schedule.step() == 0
    place = await driver.card(Kind.UPDATE_DRAFT, drafted.update)
    with refused("draft-replaced-already"):
        await driver.updates.approve(BEN, drafted.update, 1, place)
    await driver.approve(edited)  # its time has passed meanwhile: it goes out now
    assert (await driver.record(drafted.update)).standing == 2


async def test_the_time_alone_can_be_changed_and_needs_approval_too(driver: CampaignsDriver) -> None:
    drafted = await scheduled(driver)
    with refused("update-nothing-changed"):
        await driver.redraft(drafted.update, 1, "draft-2")
    later = driver.clock() + timedelta(hours=5)
    record = await driver.record(drafted.update)
    fields = {
        name: str(getattr(record.versions[0].text, name))
        for name in ("kind", "headline", "body", "source", "warning")
    }
    moved = await driver.updates.redraft(ANN, drafted.update, 1, fields, "draft-3", later)
    assert moved.publish_at == later
    assert (await driver.record(drafted.update)).versions[-1].state is VersionState.DRAFT


async def test_withdrawn_or_discarded_before_its_time_it_never_goes_out(driver: CampaignsDriver) -> None:
    drafted = await scheduled(driver)
    assert [one.id for one in await driver.updates.choices(ANN)] == [drafted.update]
    await driver.withdraw(drafted.update)
    campaign = (await driver.record(drafted.update)).campaign.id
    second = await driver.draft(campaign, "draft-2", at=driver.clock() + timedelta(hours=1))
    await driver.approve(second)
    place = await driver.card(Kind.UPDATE_DRAFT, second.update)
    await driver.updates.discard(ANN, second.update, 1, place)
    driver.clock.forward(hours=2)
    assert await driver.schedule.step() == 0
    for update in (drafted.update, second.update):
        assert (await driver.record(update)).standing is None
        assert await driver.delivery_if_any(update, NORTH) is None


async def test_a_withdrawal_and_its_time_at_once_leave_one_of_both(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    drafted = await scheduled(driver)
    driver.clock.forward(hours=1)
    await asyncio.gather(driver.withdraw(drafted.update), other.schedule.step(), return_exceptions=True)
    while await driver.rounds.step():
        pass
    record = await driver.record(drafted.update)
    assert record.withdrawn_at is not None
    delivery = await driver.delivery_if_any(drafted.update, NORTH)
    assert delivery is None or record.standing == 1


async def test_a_second_moderator_approves_what_is_scheduled_too(driver: CampaignsDriver) -> None:
    await driver.set_up(ORIGIN, second=True)
    drafted = await driver.draft((await driver.campaign()).id, at=driver.clock() + timedelta(hours=1))
    with refused("draft-needs-another"):
        await driver.approve(drafted, by=ANN)
    await driver.approve(drafted)
    driver.clock.forward(hours=1)
    assert await driver.schedule.step() == 1


async def test_a_time_is_read_in_the_zone_that_the_server_chose(driver: CampaignsDriver) -> None:
    typed = f"{driver.clock() + timedelta(days=30):%Y-%m-%d} 18:00"
    assert f"{await driver.times.planned(ANN, typed):%H:%M}" == "18:00"
    await set_up(driver.database, driver.vault, ORIGIN, timezone="Asia/Kathmandu", set_up=True)
    assert f"{await driver.times.planned(ANN, typed):%H:%M}" == "12:15"
    assert await driver.times.planned(ANN, "  ") is None
    with refused("error-not-moderator"):
        await driver.times.planned(member(ORIGIN, 99), typed)
