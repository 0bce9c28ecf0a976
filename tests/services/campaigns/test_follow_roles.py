"""A role that a follow mentions and that is gone: its server is told once, and again of another one."""

from core.base.ids import RoleId
from services.base.outbox import Kind
from services.campaigns.records import Campaign, Follow
from tests.services.campaigns.driver import NORA, NORTH, CampaignsDriver, following_channel

ROLE, NEXT = RoleId(71), RoleId(72)


async def follow(driver: CampaignsDriver, campaign: Campaign, role: RoleId | None) -> None:
    how = Follow(following_channel(NORTH), role, approve=False)
    await driver.follows.follow(NORA, str(campaign.id), how)


async def notices(driver: CampaignsDriver) -> list[int]:
    """What the server is owed; then it was told."""
    owed = [subject for kind, subject, _ in await driver.due() if kind is Kind.FOLLOW_ROLE]
    await driver.all_posted()
    return owed


async def test_it_is_told_once_of_each_role(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await follow(driver, campaign, ROLE)
    await driver.follows.role_is_gone(campaign.id, NORTH, NEXT)  # one that it does not mention
    assert await notices(driver) == []
    await driver.follows.role_is_gone(campaign.id, NORTH, ROLE)
    (row,) = await notices(driver)
    lost = await driver.follows.lost_role(row)
    assert lost is not None
    assert (lost.campaign.id, lost.gone, lost.follows) == (campaign.id, True, True)
    await driver.follows.role_is_gone(campaign.id, NORTH, ROLE)
    await driver.follows.role_deleted(NORTH, ROLE)
    assert await notices(driver) == []
    # Another one is chosen: what was told says so.
    await follow(driver, campaign, NEXT)
    assert await notices(driver) == [row]
    lost = await driver.follows.lost_role(row)
    assert lost is not None
    assert (lost.role, lost.gone) == (NEXT, False)
    await driver.follows.role_deleted(NORTH, NEXT)
    assert await notices(driver) == [row]


async def test_every_campaign_that_mentions_a_deleted_role_is_told_of(driver: CampaignsDriver) -> None:
    for title in ("One", "Two"):
        await follow(driver, await driver.campaign(title), ROLE)
    await follow(driver, await driver.campaign("Three"), None)
    await driver.follows.role_deleted(NORTH, ROLE)
    assert len(await notices(driver)) == 2


async def test_who_follows_no_more_is_told_nothing(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    await follow(driver, campaign, ROLE)
    await driver.follows.unfollow(NORA, str(campaign.id))
    await driver.follows.role_is_gone(campaign.id, NORTH, ROLE)
    assert await notices(driver) == []
