"""Copies in announcement channels: Discord lets ten of a channel be passed on in an hour, and that is counted in the database."""

from datetime import timedelta

import pytest

from core.base.ids import ChannelId, DeliveryId
from services.campaigns import deliveries
from tests.services.campaigns.driver import NORA, NORTH, CampaignsDriver

NEWS, OTHER = ChannelId(5), ChannelId(6)


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(deliveries, "CROSSPOSTS", 2)


async def copies(driver: CampaignsDriver, count: int) -> list[DeliveryId]:
    """The copies of so many updates in North."""
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    found = []
    for number in range(count):
        update = await driver.publish(campaign.id, f"draft-{number}")
        found.append((await driver.delivery(update, NORTH)).id)
    return found


@pytest.mark.usefixtures("few")
async def test_what_is_beyond_the_hour_waits_until_the_oldest_counts_no_more(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    first, second, third, fourth = await copies(driver, 4)
    assert await driver.deliveries.begin_pass_on(first, NEWS) is None
    driver.clock.forward(minutes=10)
    assert await driver.deliveries.begin_pass_on(second, NEWS) is None
    # Another process, or this one after a restart, counts the same.
    assert await other.deliveries.begin_pass_on(third, NEWS) == timedelta(minutes=50)
    assert await driver.deliveries.begin_pass_on(third, OTHER) is None
    # One that failed and is tried again takes no second place.
    assert await driver.deliveries.begin_pass_on(second, NEWS) is None
    driver.clock.forward(minutes=50)
    assert await driver.deliveries.begin_pass_on(fourth, NEWS) is None
    assert await other.deliveries.begin_pass_on(third, NEWS) == timedelta(minutes=10)


def test_it_is_discords_limit() -> None:
    assert (10, timedelta(hours=1)) == (deliveries.CROSSPOSTS, deliveries.CROSSPOSTS_WITHIN)
