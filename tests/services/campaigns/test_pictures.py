"""Pictures of updates: offered with the command, fetched with the form, kept as long as an update shows them."""

import functools

import pytest

from core.base.authority import Caller
from core.base.ids import PictureId
from core.base.retention import KeptFor
from core.campaigns.pictures import GIVEN_BYTES, PICTURES_KEPT, PictureOffer, PictureStep
from core.campaigns.texts import UpdateText
from db.engine.storage import DatabaseStorage
from services.campaigns.pictures import OFFERED_FOR
from tests.conftest import StandingClock
from tests.services.campaigns.driver import ANN, BEN, NORTH, CampaignsDriver
from tests.wording import refused
from wiring.forgotten import ForgettingStores, chores

URL = "https://cdn.discordapp.com/ephemeral-attachments/1/2/picture.png"


async def offer(
    driver: CampaignsDriver,
    form: str,
    step: PictureStep = PictureStep.NEW,
    words: str = "Two people",
    by: Caller = ANN,
) -> None:
    new = step is PictureStep.NEW
    await driver.pictures.offer(by, form, PictureOffer(step, words, URL if new else "", 5 if new else 0))


async def text_of(driver: CampaignsDriver, update: int, number: int) -> UpdateText:
    return (await driver.record(update)).version(number).text  # type: ignore[arg-type]  # an id is a number


async def forgotten(driver: CampaignsDriver) -> None:
    """Retention does its work."""
    kept = chores(KeptFor())
    storage = DatabaseStorage(driver.database, functools.partial(ForgettingStores, chores=kept))
    async with storage.bulk() as tx:
        for chore in ("pictures", "picture-offers"):
            await tx.retention.forget(chore, driver.clock(), driver.clock(), 100)


async def pictures(driver: CampaignsDriver) -> int:
    async with driver.storage.bulk() as tx:
        row = await tx.sql.one("SELECT count(*) AS n FROM update_pictures")
    assert row is not None
    return int(row["n"])


@pytest.fixture
def given(driver: CampaignsDriver) -> CampaignsDriver:
    """Discord keeps a picture."""
    driver.files.kept[URL] = b"abcde"
    return driver


async def test_a_picture_is_fetched_once_kept_sealed_and_shown_with_its_words(given: CampaignsDriver) -> None:
    campaign = await given.campaign()
    await offer(given, "form")
    assert given.files.asked == []
    drafted = await given.draft(campaign.id, "form")
    assert await given.draft(campaign.id, "form") == drafted  # sent twice
    assert given.files.asked == [URL]
    assert await pictures(given) == 1
    shown = await given.deliveries.shown(await given.record(drafted.update), 1, campaign.server)
    assert shown.picture == b"edcba"
    assert shown.version.text.picture_text == "Two people"
    async with given.storage.bulk() as tx:
        row = await tx.sql.one("SELECT picture_sealed FROM update_pictures")
    assert row is not None
    assert b"edcba" not in row["picture_sealed"]


async def test_what_is_not_taken_is_refused_and_makes_nothing(given: CampaignsDriver) -> None:
    campaign = await given.campaign()
    with refused("picture-without-words"):
        await offer(given, "no-words", words="")
    with refused("picture-without-words"):
        await offer(given, "unseen", words="\u200b\u3164")
    with refused("campaign-field-long"):
        await offer(given, "long", words="a" * 1001)
    with refused("picture-large"):
        await given.pictures.offer(ANN, "large", PictureOffer(PictureStep.NEW, "x", URL, GIVEN_BYTES + 1))
    for data, key in (
        (None, "picture-gone"),
        (b"x" * (GIVEN_BYTES + 1), "picture-large"),
        (b"", "picture-kind"),
    ):
        given.files.kept = {} if data is None else {URL: data}
        await offer(given, key)
        with refused(key):
            await given.draft(campaign.id, key)
    given.files.kept = {URL: b"x" * (600 * 1024)}  # the maker did not keep to what it was told
    await offer(given, "made")
    with refused("picture-large"):
        await given.draft(campaign.id, "made")
    assert await pictures(given) == 0
    given.files.kept = {URL: b"abcde"}
    drafted = await given.draft(campaign.id, "made")  # the form that was given back, sent again
    assert (await text_of(given, drafted.update, 1)).picture is not None


async def test_nobody_else_takes_what_somebody_offered_and_not_for_ever(
    given: CampaignsDriver, clock: StandingClock
) -> None:
    campaign = await given.campaign()
    await offer(given, "form", by=BEN)
    assert (await text_of(given, (await given.draft(campaign.id, "form")).update, 1)).picture is None
    await offer(given, "late")
    clock.forward(seconds=OFFERED_FOR.total_seconds())
    assert (await text_of(given, (await given.draft(campaign.id, "late")).update, 1)).picture is None
    await forgotten(given)
    async with given.storage.bulk() as tx:
        assert await tx.sql.all("SELECT form FROM picture_offers") == []


async def test_a_correction_keeps_replaces_describes_or_drops_the_picture(given: CampaignsDriver) -> None:
    campaign = await given.campaign()
    await offer(given, "form")
    update = await given.publish(campaign.id, "form")
    await given.correct(update, "Second words", "two")
    first = await text_of(given, update, 1)
    assert (await text_of(given, update, 2)).picture == first.picture
    await offer(given, "three", PictureStep.WORDS, "Three people")
    await given.approve(await given.redraft(update, 2, "three", headline="Second words"))
    third = await text_of(given, update, 3)
    assert (third.picture, third.picture_text) == (first.picture, "Three people")
    given.files.kept[URL] = b"other"
    await offer(given, "four", words="Others")
    await given.approve(await given.redraft(update, 3, "four", headline="Second words"))
    fourth = await text_of(given, update, 4)
    assert fourth.picture not in (None, first.picture)
    await offer(given, "five", PictureStep.DROP, "")
    await given.approve(await given.redraft(update, 4, "five", headline="Second words"))
    fifth = await text_of(given, update, 5)
    assert (fifth.picture, fifth.picture_text) == (None, "")
    await offer(given, "six", PictureStep.WORDS, "Of nothing")
    with refused("picture-none-there"):
        await given.redraft(update, 5, "six", headline="Second words")
    # What was approved once may be shown by a follower that did not take the correction yet.
    await forgotten(given)
    assert await pictures(given) == 2


async def test_a_picture_goes_with_a_draft_that_nobody_wants_and_with_a_withdrawn_update(
    given: CampaignsDriver,
) -> None:
    campaign = await given.campaign()
    await offer(given, "first")
    drafted = await given.draft(campaign.id, "first")
    edited = await given.redraft(drafted.update, 1, "edit", headline="Other words")  # the same picture
    await forgotten(given)
    assert await pictures(given) == 1
    await offer(given, "drop", PictureStep.DROP, "")
    await given.redraft(drafted.update, edited.version, "drop", headline="Other words")
    await forgotten(given)
    assert await pictures(given) == 0

    await offer(given, "second")
    update = await given.publish(campaign.id, "second")
    await forgotten(given)
    assert await pictures(given) == 1
    await given.withdraw(update)
    await forgotten(given)
    assert await pictures(given) == 0
    assert (await text_of(given, update, 1)).picture is None


async def test_a_server_keeps_so_many_pictures(given: CampaignsDriver) -> None:
    campaign = await given.campaign()
    async with given.storage.bulk() as tx:
        for _ in range(PICTURES_KEPT - 1):
            await tx.pictures.add(campaign.server, b"x", given.clock())
        await tx.pictures.add(NORTH, b"x", given.clock())
    await offer(given, "last")
    await offer(given, "over")
    await given.draft(campaign.id, "last")
    with refused("picture-too-many"):
        await given.draft(campaign.id, "over")
    with refused("picture-too-many"):
        await offer(given, "more")


async def test_a_picture_that_does_not_open_is_left_out(given: CampaignsDriver) -> None:
    campaign = await given.campaign()
    await offer(given, "form")
    drafted = await given.draft(campaign.id, "form")
    async with given.storage.bulk() as tx:
        await tx.sql.run("UPDATE update_pictures SET picture_sealed = $1", b"broken" * 10)
    shown = await given.deliveries.shown(await given.record(drafted.update), 1, campaign.server)
    assert shown.picture is None
    assert await given.pictures.shown(PictureId(99)) is None
