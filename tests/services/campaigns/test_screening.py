"""What lists and open cases of two servers make of an update's texts and addresses, now and later."""

import pytest

from core.base.errors import UserError
from core.base.ids import CampaignId, ServerId, UpdateId
from core.campaigns.room import ROOM
from core.campaigns.screen import WhyHeld, screened
from core.lists.hashed import hash_of
from services.base.outbox import Kind
from services.campaigns.deliveries import ShownVersion
from tests.services.campaigns.driver import NORA, NORTH, ORIGIN, SAM, SOUTH, CampaignsDriver
from tests.services.campaigns.fakes import FakeCase
from tests.wording import refused

SOURCE = "https://news.example.org/answer"


async def published(driver: CampaignsDriver, **fields: str) -> UpdateId:
    """An update that North and South follow."""
    campaign = await driver.campaign()
    for by in (NORA, SAM):
        await driver.follow(campaign.id, by)
    update = await driver.publish(campaign.id, **{"source": SOURCE, **fields})
    await driver.all_posted()
    return update


async def shown(driver: CampaignsDriver, update: UpdateId, server: ServerId) -> ShownVersion:
    return await driver.deliveries.shown(await driver.record(update), 1, server)


async def test_each_server_sees_what_its_own_lists_and_the_publishers_hold(driver: CampaignsDriver) -> None:
    update = await published(
        driver, body="See one.example.com and two.example.com, three dot example dot com"
    )
    driver.lists.held = {ORIGIN: {"one.example.com"}, NORTH: {"two.example.com", "three.example.com"}}
    assert (await shown(driver, update, ORIGIN)).held == {"one.example.com": WhyHeld.OWN}
    assert (await shown(driver, update, SOUTH)).held == {"one.example.com": WhyHeld.OWN}
    north = await shown(driver, update, NORTH)
    assert set(north.held) == {"one.example.com", "two.example.com", "three.example.com"}
    assert screened(north.version.text.body, north.held) == (
        "See hxxps://one[.]example[.]com and hxxps://two[.]example[.]com, hxxps://three[.]example[.]com"
    )


async def test_an_allow_of_a_server_lets_a_place_be(driver: CampaignsDriver) -> None:
    update = await published(driver, body="See one.example.com")
    driver.lists.held, driver.lists.allowed = {NORTH: {"one.example.com"}}, True
    assert (await shown(driver, update, NORTH)).held == {}


async def test_a_source_is_clicked_only_where_neither_server_lists_it_or_has_it_reported(
    driver: CampaignsDriver,
) -> None:
    update = await published(driver)
    assert (await shown(driver, update, NORTH)).clickable.source
    driver.reported.about = {NORTH: {"news.example.org/answer"}}
    assert not (await shown(driver, update, NORTH)).clickable.source
    assert (await shown(driver, update, SOUTH)).clickable.source
    assert (await shown(driver, update, NORTH)).held == {"news.example.org/answer": WhyHeld.REPORTED}
    driver.reported.about, driver.lists.held = {}, {ORIGIN: {"news.example.org"}}
    for server in (ORIGIN, NORTH, SOUTH):
        assert not (await shown(driver, update, server)).clickable.source


async def test_what_does_not_fit_into_one_message_is_refused_with_the_count(driver: CampaignsDriver) -> None:
    campaign = await driver.campaign()
    room = ROOM - len(campaign.text.title) - len("They listened")
    await driver.draft(campaign.id, "fits", body="a" * room)
    with pytest.raises(UserError, match="update-too-long") as caught:
        await driver.draft(campaign.id, "too-long", body="a" * (room + 1))
    assert caught.value.values == {"length": ROOM + 1, "limit": ROOM, "over": 1}
    with refused("update-too-long"):  # as it is posted: each bar with its escape
        await driver.draft(campaign.id, "escaped", body="|" * (room // 2 + 1))
    with refused("update-too-long"):  # Discord counts an emoji as two
        await driver.draft(campaign.id, "emoji", body="👩" * (room // 2 + 1))
    update = await driver.publish(campaign.id, "published")
    with refused("update-too-long"):
        await driver.redraft(update, 1, "corrected", body="a" * (room + 1))


async def change(driver: CampaignsDriver, *keys: str) -> None:
    """Lists change."""
    async with driver.storage.bulk() as tx:
        for key in keys:
            await tx.list_changes.note(key)


async def copies_due(driver: CampaignsDriver) -> list[ServerId]:
    """The servers whose copy is to be written anew."""
    await driver.relisted.look(driver.clock())
    return [server for kind, _, server in await driver.due() if kind is Kind.UPDATE_COPY]


async def test_copies_are_written_anew_when_a_place_that_they_name_comes_on_a_list(
    driver: CampaignsDriver,
) -> None:
    await change(driver, "news.example.org")  # before the first look: nothing is owed for it
    assert await copies_due(driver) == []
    await published(driver, body="See one.example.com/a")
    assert await copies_due(driver) == []
    await change(driver, "two.example.com", "example.net")
    assert await copies_due(driver) == []
    for key in ("news.example.org", "one.example.com", "one.example.com/a", "example.com"):
        await change(driver, "two.example.com", key)
        assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH], key
        await driver.all_posted()
        assert await copies_due(driver) == []


async def test_the_campaigns_page_counts_and_a_withdrawn_update_is_written_anew_without_harm(
    driver: CampaignsDriver,
) -> None:
    await copies_due(driver)
    update = await published(driver)
    await driver.withdraw(update)
    await driver.all_posted()
    await change(driver, "news.example.org")
    assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH]


async def test_changes_that_were_forgotten_unread_have_every_update_written_anew(
    driver: CampaignsDriver,
) -> None:
    await copies_due(driver)
    await published(driver)
    await change(driver, "a.example", "b.example", "c.example")
    async with driver.storage.bulk() as tx:
        await tx.sql.run("DELETE FROM list_changes WHERE key <> 'c.example'")
    assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH]
    await driver.all_posted()
    assert await copies_due(driver) == []


async def test_whoever_dies_between_two_portions_goes_on_where_it_stood(
    driver: CampaignsDriver, other: CampaignsDriver
) -> None:
    await copies_due(driver)
    update = await published(driver)
    await change(driver, "news.example.org")
    async with driver.storage.bulk() as tx:  # as if a process had died after South's neighbour
        await tx.places.owe([update])
        await tx.places.came_to(update, NORTH)
        await tx.places.look(await tx.list_changes.revision())
    assert await copies_due(other) == [SOUTH]


async def test_an_entry_of_a_hashed_list_reaches_the_copies_that_name_its_place(
    driver: CampaignsDriver,
) -> None:
    await copies_due(driver)
    await published(driver, body="See one.example.com/a and three dot example dot com")
    assert await copies_due(driver) == []
    await change(driver, hash_of("two.example.com"))
    assert await copies_due(driver) == []
    for key in (
        "one.example.com",
        "one.example.com/a",
        "example.com",
        "three.example.com",
        "news.example.org",
    ):
        await change(driver, hash_of(key))
        assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH], key
        await driver.all_posted()


async def test_a_case_reaches_the_copy_in_its_server_and_every_copy_where_it_published_the_update(
    driver: CampaignsDriver,
) -> None:
    await copies_due(driver)
    await published(driver, body="See one.example.com/forum/a?b=1")
    for about in (
        "one.example.com/forum/a?b=1",
        "one.example.com/forum",
        "one.example.com",
        "news.example.org/answer",
    ):
        driver.reported.changes = [FakeCase(NORTH, ["two.example.com", about])]
        assert await copies_due(driver) == [NORTH], about
        await driver.all_posted()
        driver.reported.changes = [FakeCase(ORIGIN, [about]), FakeCase(SOUTH, [])]
        assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH], about
        await driver.all_posted()
        assert driver.reported.changes == []
    for about in ("one.example.com/forum/b", "one.example.com/forum/a?b=2", "example.org", "two.example.com"):
        driver.reported.changes = [FakeCase(NORTH, [about])]
        assert await copies_due(driver) == [], about


async def test_updates_from_before_their_places_were_noted_get_them_and_are_written_anew(
    driver: CampaignsDriver,
) -> None:
    await copies_due(driver)
    update = await published(driver, body="See one.example.com")
    draft = await driver.draft(CampaignId(1), "never approved")
    await copies_due(driver)
    async with driver.storage.bulk() as tx:  # as a schema before them left it
        await tx.sql.run("DELETE FROM update_places")
        await tx.places.named_to(UpdateId(0))
    await change(driver, "one.example.com")  # listed before anybody noted the places
    assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH]
    await driver.all_posted()
    assert await copies_due(driver) == []
    await change(driver, "one.example.com")
    assert await copies_due(driver) == [ORIGIN, NORTH, SOUTH]
    rows = await driver.database.read.all("SELECT DISTINCT update_id FROM update_places")
    assert [row["update_id"] for row in rows] == [update]
    assert draft.update > update
