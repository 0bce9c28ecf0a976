"""QR codes in pictures, as members and moderators meet them."""

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import shown, told
from tests.wording import said, unsaid

LINK = "https://rookery.example/threads/4417"

pytestmark = pytest.mark.usefixtures("set_up")


@pytest.fixture
async def guarded(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="delete")
    await stage.blocklist("add", pattern="rookery.example", category="harassment")


@pytest.mark.usefixtures("guarded")
async def test_a_picture_is_looked_at_once_a_manager_wants_that(stage: ScanningStage) -> None:
    said(await stage.manager_setup(), "setup-offer-images")
    stays = await stage.showed(LINK)
    assert stage.stands(stays)
    assert stage.pictures.asked == []

    asked = await stage.manager.slash(stage.general, "setup")
    said(told(await stage.manager.click(asked.response, custom_id="setup:images")), "policy-images-on")
    unsaid(await stage.manager_setup(), "setup-offer-images")
    gone = await stage.showed(LINK)
    assert not stage.stands(gone)
    card = shown(stage.detection(1))
    said(card, "detection-in-code", number=1)
    assert "(disguised" not in card
    notice = stage.inbox(stage.member)[-1]
    said(shown(notice), "detection-in-code", number=1)

    await stage.undo(1, scope="message")
    await stage.work()
    letter = stage.mail(stage.member)[-1]
    said(shown(letter), "undo-notice-picture")
    assert "QR 1: hxxps://rookery[.]example" in shown(letter)
    why = await stage.member.user.click(
        stage.member.user.dm_channel.history()[-1], custom_id="detection:1:why"
    )
    said(told(why), "detection-in-code", number=1)


@pytest.mark.usefixtures("guarded")
async def test_other_lists_and_actions_hold_for_pictures_too(stage: ScanningStage) -> None:
    await stage.policy("images", switch="on")
    await stage.policy("set", tier="own", action="review")
    stays = await stage.showed(LINK)
    assert stage.stands(stays)
    said(shown(stage.detection(1)), "detection-title-review")
    said(shown(stage.detection(1)), "detection-in-code", number=1)
    await stage.moderator.click(stage.detection(1), custom_id="detection:1:delete")
    await stage.work()
    assert not stage.stands(stays)


@pytest.mark.usefixtures("guarded")
async def test_a_text_alone_has_nothing_fetched(stage: ScanningStage) -> None:
    await stage.policy("images", switch="on")
    await stage.showed("https://example.org/menu")
    assert len(stage.pictures.asked) == 1
    await stage.said("words alone")
    assert len(stage.pictures.asked) == 1
