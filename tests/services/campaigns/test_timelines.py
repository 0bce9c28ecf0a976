"""What members read of a campaign."""

import pytest

from services.campaigns import timelines
from tests.services.campaigns.driver import NORA, NORTH, ORIGIN, SAM, SOUTH, CampaignsDriver
from tests.wording import refused


async def test_a_timeline_keeps_the_order_and_says_what_was_corrected_or_withdrawn(
    driver: CampaignsDriver,
) -> None:
    campaign = await driver.campaign()
    first = await driver.publish(campaign.id, "draft-a")
    driver.clock.forward(hours=1)
    second = await driver.publish(campaign.id, "draft-b", headline="Second")
    await driver.correct(first, "First, corrected", "c")
    await driver.withdraw(second)
    await driver.draft(campaign.id, "draft-c", headline="Never approved")

    _, entries = await driver.timelines.timeline(NORTH, campaign.id)
    assert [entry.update for entry in entries] == [first, second]
    assert entries[0].text is not None
    assert entries[0].text.headline == "First, corrected"
    assert entries[0].corrected_at == driver.clock()
    assert (entries[1].text, entries[1].withdrawn_reason) == (None, "It was wrong")
    assert [entry.update for entry in await driver.timelines.newest(ORIGIN)] == [second, first]

    await driver.untrust(ORIGIN)
    with refused("campaign-unknown"):
        await driver.timelines.timeline(NORTH, campaign.id)
    with refused("campaign-unknown"):
        await driver.timelines.find(NORTH, str(campaign.id))
    await driver.timelines.timeline(ORIGIN, campaign.id)


async def test_every_campaign_that_a_server_runs_or_follows_is_named(driver: CampaignsDriver) -> None:
    silent = await driver.campaign()
    loud = await driver.campaign("Another")
    await driver.publish(loud.id)
    now = driver.clock()
    assert [(one.id, at) for one, at in await driver.timelines.campaigns(ORIGIN)] == [
        (loud.id, now),
        (silent.id, None),
    ]
    assert await driver.timelines.campaigns(NORTH) == []
    await driver.follow(silent.id, NORA)
    assert [(one.id, at) for one, at in await driver.timelines.campaigns(NORTH)] == [(silent.id, None)]
    await driver.untrust(ORIGIN)  # its titles are shown to nobody else any more
    assert await driver.timelines.campaigns(NORTH) == []


async def test_the_newest_come_first_and_what_waits_here_is_left_out(
    driver: CampaignsDriver, monkeypatch: pytest.MonkeyPatch
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.follow(campaign.id, SAM, approve=True)
    first = await driver.publish(campaign.id)
    driver.clock.forward(hours=1)
    second = await driver.publish(campaign.id, "draft-b")
    assert [record.id for record, _ in await driver.storage.read.timelines.newest(NORTH, 10)] == [
        second,
        first,
    ]
    assert [entry.update for entry in await driver.timelines.newest(NORTH)] == [second, first]
    monkeypatch.setattr(timelines, "NEWEST", 1)
    assert [entry.update for entry in await driver.timelines.newest(NORTH)] == [second]
    assert await driver.storage.read.timelines.newest(SOUTH, 10) == []
