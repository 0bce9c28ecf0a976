"""Two processes on one database: what arrives twice is made once, and of two clicks at once one wins."""

import asyncio

from services.base.outbox import Kind
from tests.services.campaigns.driver import (
    ANN,
    BEN,
    NORA,
    NORTH,
    ORIGIN,
    CampaignsDriver,
)
from tests.wording import refused


async def test_a_form_that_arrives_twice_makes_one_thing(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    first, second = await asyncio.gather(driver.campaign(), other.campaign())
    assert first == second
    once, again = await asyncio.gather(driver.draft(first.id), other.draft(first.id))
    assert once == again
    corrections = await asyncio.gather(
        driver.redraft(once.update, 1, "draft-2", headline="Edited"),
        other.redraft(once.update, 1, "draft-2", headline="Edited"),
    )
    assert [made.version for made in corrections] == [2, 2]


async def test_of_two_approvals_at_once_one_wins(driver: CampaignsDriver, other: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    made = await driver.draft(campaign.id)
    place = await driver.card(Kind.UPDATE_DRAFT, made.update)
    both = await asyncio.gather(
        driver.updates.approve(ANN, made.update, 1, place),
        other.updates.approve(BEN, made.update, 1, place),
        return_exceptions=True,
    )
    results = [str(one) if isinstance(one, BaseException) else str(one.reached) for one in both]
    assert sorted(results) == ["2", "draft-approved-already"]
    assert (await driver.record(made.update)).standing == 1
    assert len(await driver.storage.read.deliveries.of_update(made.update)) == 2


async def test_of_approval_and_edit_at_once_one_wins(driver: CampaignsDriver, other: CampaignsDriver) -> None:
    made = await driver.draft((await driver.campaign()).id)
    place = await driver.card(Kind.UPDATE_DRAFT, made.update)
    await asyncio.gather(
        driver.updates.approve(BEN, made.update, 1, place),
        other.redraft(made.update, 1, "draft-2", headline="Edited"),
        return_exceptions=True,
    )
    record = await driver.record(made.update)
    assert record.pending is not None
    assert (record.standing, record.versions[0].state) in [(1, "approved"), (None, "replaced")]


async def test_of_two_clicks_at_once_on_a_waiting_copy_one_wins(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA, approve=True)
    update = await driver.publish(campaign.id)
    waiting = await driver.delivery(update, NORTH)
    place = await driver.card(Kind.DELIVERY_DRAFT, waiting.id)
    both = await asyncio.gather(
        driver.deliveries.settle(NORA, update, 1, place, accept=True),
        other.deliveries.settle(NORA, update, 1, place, accept=False),
        return_exceptions=True,
    )
    refusals = [str(one) for one in both if isinstance(one, BaseException)]
    assert refusals == ["delivery-settled-already"]


async def test_a_campaign_is_closed_once(driver: CampaignsDriver, other: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    closed = await asyncio.gather(
        driver.closing.close(ANN, str(campaign.id), "We won"),
        other.closing.close(BEN, str(campaign.id), "We lost"),
        return_exceptions=True,
    )
    refusals = [str(one) for one in closed if isinstance(one, BaseException)]
    assert refusals == ["campaign-closed-already"]
    with refused("campaign-closed-already"):
        await driver.draft(campaign.id)
    assert await driver.storage.read.campaigns.open_campaigns(ORIGIN) == 0


async def test_a_form_that_was_open_while_somebody_corrected_the_update_undoes_nothing(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    """Two moderators open *correct* on the same version: whoever sends last would write the first version's words back."""
    update = await driver.publish((await driver.campaign()).id)
    await other.correct(update, "What is true", "first")
    with refused("update-changed-meanwhile"):
        await driver.redraft(update, 1, "second", body="Another sentence.")
    record = await driver.record(update)
    assert record.pending is None
    assert record.text_of(record.standing).headline == "What is true"
    await driver.approve(
        await driver.redraft(update, 2, "third", headline="What is true", body="Another sentence.")
    )
    assert (await driver.record(update)).standing == 3


async def test_a_form_that_was_open_while_the_draft_was_edited_or_discarded_undoes_nothing(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    update = await driver.publish((await driver.campaign()).id)
    drafted = await driver.redraft(update, 1, "first", headline="Corrected")
    with refused("update-changed-meanwhile"):  # opened before there was a draft
        await other.redraft(update, 1, "second", body="Another sentence.")
    await driver.updates.discard(BEN, update, drafted.version, await driver.card(Kind.UPDATE_DRAFT, update))
    with refused("update-changed-meanwhile"):  # opened while there was one
        await other.redraft(update, 2, "third", headline="Corrected", body="Another sentence.")
    assert (await driver.record(update)).standing == 1
