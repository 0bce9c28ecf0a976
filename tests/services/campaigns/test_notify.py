"""Members who are written to about updates: each once a copy, and none any more once they ended it."""

from core.base.ids import CampaignId
from services.base.outbox import Kind
from tests.people import member
from tests.services.campaigns.driver import NORA, NORTH, SOUTH, CampaignsDriver
from tests.wording import refused

LOU, MAX = member(NORTH, 51), member(NORTH, 52)


async def letters(driver: CampaignsDriver) -> list[int]:
    return [subject for kind, subject, _ in await driver.due() if kind is Kind.UPDATE_LETTER]


async def test_each_who_listens_is_written_to_once_of_each_copy(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    with refused("notify-not-here"):
        await driver.notify.listen(LOU, campaign.id)
    await driver.follow(campaign.id, NORA)
    for who in (LOU, MAX, LOU):
        await driver.notify.listen(who, campaign.id)
    assert (await driver.notify.choice(LOU, str(campaign.id))).listens
    assert not (await driver.notify.choice(member(NORTH, 53), str(campaign.id))).listens
    update = await driver.publish(campaign.id)
    await driver.all_posted()
    record = await driver.delivery(update, NORTH)
    await driver.notify.tell(record)
    await driver.notify.tell(record)
    due = await letters(driver)
    assert len(due) == 2
    found = await driver.notify.letter(due[0])
    assert found is not None
    letter, about, place = found
    assert (letter.member, letter.server, about.id) == (LOU.user, NORTH, record.id)
    assert place == await driver.place(Kind.UPDATE_COPY, record.id)


async def test_who_ends_it_is_written_to_no_more_of_what_is_owed_either(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    await driver.notify.listen(LOU, campaign.id)
    update = await driver.publish(campaign.id)
    await driver.notify.tell(await driver.delivery(update, NORTH))
    (owed,) = await letters(driver)
    with refused("notify-not-written-to"):  # who does not listen ends nothing of others
        await driver.notify.end(campaign.id, NORTH, MAX.user)
    assert (await driver.notify.choice(LOU, str(campaign.id))).listens
    assert (await driver.notify.end(campaign.id, NORTH, LOU.user)).id == campaign.id
    with refused("notify-not-written-to"):
        await driver.notify.end(campaign.id, NORTH, LOU.user)
    assert await letters(driver) == []
    assert await driver.notify.letter(owed) is None
    assert not (await driver.notify.choice(LOU, str(campaign.id))).listens


async def test_who_is_not_written_to_is_told_nothing_of_the_campaign(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    for number in (campaign.id, CampaignId(campaign.id + 1)):  # whether or not there is one
        with refused("notify-not-written-to"):
            await driver.notify.end(number, NORTH, LOU.user)


async def test_a_role_by_which_somebody_would_moderate_is_not_offered(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await driver.follow(campaign.id, NORA)
    assert (await driver.notify.choice(LOU, str(campaign.id))).role is None
    with refused("notify-not-here"):
        await driver.notify.choice(member(SOUTH, 54), str(campaign.id))
