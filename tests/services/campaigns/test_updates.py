"""Updates in their own server: whose approval counts, what a form makes, what is made due."""

from core.base.ids import UpdateId
from services.base.outbox import Kind
from tests.services.campaigns.driver import (
    ANN,
    BEN,
    ELSEWHERE,
    NORA,
    NORTH,
    ORIGIN,
    SAM,
    SOUTH,
    UPDATE,
    CampaignsDriver,
)
from tests.wording import refused


async def test_one_moderator_is_enough_unless_the_server_wants_two(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    assert await driver.approve(await driver.draft(campaign.id), by=ANN) == 1
    await driver.set_up(ORIGIN, second=True)
    second = await driver.draft(campaign.id, "draft-2")
    with refused("draft-needs-another"):
        await driver.approve(second, by=ANN)
    assert await driver.approve(second, by=BEN) == 1


async def test_a_button_without_a_version_means_the_draft(driver: CampaignsDriver) -> None:
    made = await driver.draft((await driver.campaign()).id)
    place = await driver.card(Kind.UPDATE_DRAFT, made.update)
    await driver.updates.approve(BEN, made.update, None, place)
    with refused("draft-approved-already"):
        await driver.updates.approve(BEN, made.update, None, place)


async def test_nothing_changed_is_no_correction_and_a_repeated_form_is_no_second_one(
    driver: CampaignsDriver,
) -> None:
    update = await driver.publish((await driver.campaign()).id)
    with refused("update-nothing-changed"):
        await driver.redraft(update, 1, "x")
    corrected = {**UPDATE, "headline": "They listened at last"}
    first = await driver.updates.redraft(ANN, update, 1, corrected, "form-y")
    assert await driver.updates.redraft(ANN, update, 1, corrected, "form-y") == first
    with refused("update-nothing-changed"):  # it waits already
        await driver.updates.redraft(ANN, update, 1, corrected, "form-z")
    with refused("update-nothing-changed"):  # back to what stands
        await driver.redraft(update, 2, "form-z")


async def test_correct_shows_what_waits_else_what_stands(driver: CampaignsDriver) -> None:
    made = await driver.draft((await driver.campaign()).id)
    _, shown = await driver.updates.to_correct(ANN, "They listened")
    assert shown.number == 1
    await driver.approve(made)
    await driver.redraft(made.update, 1, "x", body="New")
    _, shown = await driver.updates.to_correct(BEN, f"#{made.update}")
    assert (shown.number, shown.text.body) == (2, "New")
    await driver.withdraw(made.update)
    with refused("update-withdrawn-already"):
        await driver.updates.to_correct(ANN, str(made.update))


async def test_edit_opens_for_the_draft_on_the_card(driver: CampaignsDriver) -> None:
    made = await driver.draft((await driver.campaign()).id)
    place = await driver.card(Kind.UPDATE_DRAFT, made.update)
    assert (await driver.updates.to_edit(BEN, made.update, 1, place)).text.headline == "They listened"
    await driver.redraft(made.update, 1, "x", by=BEN, body="New")
    with refused("draft-replaced-already"):
        await driver.updates.to_edit(ANN, made.update, 1, place)


async def test_an_approval_makes_the_copies_of_who_gets_it_due_and_no_more(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.follow(campaign.id, SAM, approve=True)
    assert await driver.approve(await driver.draft(campaign.id)) == 3
    assert [(kind, server) for kind, _, server in await driver.due()] == [
        (Kind.DELIVERY_DRAFT, SOUTH),
        (Kind.UPDATE_COPY, ORIGIN),
        (Kind.UPDATE_COPY, NORTH),
        (Kind.UPDATE_DRAFT, ORIGIN),
    ]


async def test_a_refused_approval_changes_nothing(driver: CampaignsDriver) -> None:
    await driver.set_up(ORIGIN, second=True)
    made = await driver.draft((await driver.campaign()).id)
    await driver.all_posted()
    with refused("draft-needs-another"):
        await driver.approve(made, by=ANN)
    assert await driver.due() == []
    assert await driver.delivery_if_any(made.update, ORIGIN) is None


async def test_a_correction_asks_on_a_card_of_its_own_and_an_edit_on_the_one_that_stands(
    driver: CampaignsDriver,
) -> None:
    made = await driver.draft((await driver.campaign()).id)
    first = await driver.card(Kind.UPDATE_DRAFT, made.update)
    edited = await driver.redraft(made.update, 1, "draft-2", headline="Edited")
    assert await driver.place(Kind.UPDATE_DRAFT, made.update) == first
    await driver.approve(edited)
    await driver.all_posted()
    await driver.redraft(made.update, 2, "draft-3", headline="Corrected")
    assert await driver.place(Kind.UPDATE_DRAFT, made.update) is None


async def test_a_campaign_that_is_over_takes_no_more_drafts(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.closing.close(ANN, str(campaign.id), "We won")
    with refused("campaign-closed-already"):
        await driver.draft(campaign.id)
    assert await driver.storage.read.campaigns.open_campaigns(ORIGIN) == 0


async def test_an_unknown_update_refuses_changes(driver: CampaignsDriver) -> None:
    nothing = UpdateId(404)
    assert await driver.updates.origin(nothing) is None
    with refused("update-unknown"):
        await driver.updates.approve(ANN, nothing, 1, ELSEWHERE)
