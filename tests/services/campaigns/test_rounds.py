"""An update for thousands of servers: brought to them in portions, whoever dies, and to each once."""

from typing import Any

import pytest

from core.base.ids import CampaignId, ChannelId, ServerId, UpdateId
from services.base.outbox import Kind
from services.campaigns import rounds
from services.campaigns.records import Follow
from services.campaigns.rounds import PORTION
from tests.kept import owed
from tests.services.campaigns.driver import CampaignsDriver

FOLLOW = Follow(ChannelId(5), None, approve=False)
FOLLOWERS = 4 * PORTION + 3


@pytest.fixture
async def campaign(driver: CampaignsDriver) -> CampaignId:
    """A campaign that many servers follow."""
    made = await driver.campaign()
    async with driver.storage.bulk() as tx:
        for number in range(FOLLOWERS):
            server = ServerId(500 + number)
            await tx.servers.ensure(server)
            await tx.campaigns.follow(made.id, server, FOLLOW, driver.clock())
    return made.id


async def versions(driver: CampaignsDriver, update: UpdateId) -> dict[int | None, int]:
    """How many deliveries show each version."""
    found: dict[int | None, int] = {}
    for row in await driver.storage.read.deliveries.of_update(update):
        found[row.delivery.version] = found.get(row.delivery.version, 0) + 1
    return found


async def all_of_it(driver: CampaignsDriver) -> None:
    while await driver.rounds.step():
        pass


@pytest.mark.sqlite
async def test_every_follower_gets_a_copy_and_no_transaction_is_large(
    driver: CampaignsDriver, campaign: CampaignId, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    portion = rounds.portion

    async def counted(tx: Any, *values: Any) -> None:
        before = await tx.sql.one("SELECT total_changes() AS n")
        await portion(tx, *values)
        after = await tx.sql.one("SELECT total_changes() AS n")
        sizes.append(after["n"] - before["n"])

    monkeypatch.setattr(rounds, "portion", counted)
    update = await driver.publish(campaign)
    assert sum((await versions(driver, update)).values()) < FOLLOWERS, (
        "the moderator is not kept waiting for all"
    )
    await all_of_it(driver)
    assert await versions(driver, update) == {1: FOLLOWERS + 1}
    assert len(await owed(driver.database, Kind.UPDATE_COPY)) == FOLLOWERS + 1
    assert max(sizes) <= PORTION * 4
    assert not await driver.rounds.step()


async def test_what_a_death_cut_off_goes_on_where_it_was(
    driver: CampaignsDriver, campaign: CampaignId, monkeypatch: pytest.MonkeyPatch
) -> None:
    update = await driver.publish(campaign)
    await driver.rounds.step()
    arm, deaths = rounds.begin_copies, [RuntimeError("killed")]

    async def dies(*values: Any) -> None:
        await arm(*values)
        if deaths:
            raise deaths.pop()

    monkeypatch.setattr(rounds, "begin_copies", dies)
    with pytest.raises(RuntimeError):
        await driver.rounds.step()
    await all_of_it(driver)
    assert await versions(driver, update) == {1: FOLLOWERS + 1}
    assert len(set(await owed(driver.database, Kind.UPDATE_COPY))) == FOLLOWERS + 1


async def test_a_correction_meanwhile_reaches_those_who_have_it_and_those_who_have_not(
    driver: CampaignsDriver, campaign: CampaignId
) -> None:
    update = await driver.publish(campaign)
    await driver.correct(update, "They listened more", "draft-2")
    await all_of_it(driver)
    assert await versions(driver, update) == {2: FOLLOWERS + 1}


async def test_a_withdrawal_meanwhile_begins_no_more(driver: CampaignsDriver, campaign: CampaignId) -> None:
    update = await driver.publish(campaign)
    begun = sum((await versions(driver, update)).values())
    await driver.withdraw(update)
    await all_of_it(driver)
    assert sum((await versions(driver, update)).values()) == begun


async def test_who_follows_after_the_approval_gets_what_comes_next(
    driver: CampaignsDriver, campaign: CampaignId
) -> None:
    update = await driver.publish(campaign)
    late = ServerId(100_000)
    driver.clock.forward(seconds=1)
    async with driver.storage.bulk() as tx:
        await tx.servers.ensure(late)
        await tx.campaigns.follow(campaign, late, FOLLOW, driver.clock())
    await all_of_it(driver)
    assert late not in {row.server for row in await driver.storage.read.deliveries.of_update(update)}


async def test_a_follower_of_before_gets_the_update_though_the_clock_was_put_back_in_between(
    driver: CampaignsDriver, campaign: CampaignId
) -> None:
    driver.clock.forward(minutes=-10)
    update = await driver.publish(campaign)
    late = ServerId(100_000)
    driver.clock.forward(minutes=-10)
    async with driver.storage.bulk() as tx:
        await tx.servers.ensure(late)
        await tx.campaigns.follow(campaign, late, FOLLOW, driver.clock())
    await all_of_it(driver)
    assert await versions(driver, update) == {1: FOLLOWERS + 1}
    assert late not in {row.server for row in await driver.storage.read.deliveries.of_update(update)}
