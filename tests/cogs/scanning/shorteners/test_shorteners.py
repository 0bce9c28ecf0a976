"""Places behind short links: what is removed, what moderators and members are told."""

from typing import Any

import pytest

from core.base.defang import defang_link
from services.base.fetching import Stood
from services.base.settings.shorteners import ShortenerSettings
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import shown, told
from tests.services.scanning.shorteners.short import SHORT, FakeShorteners
from tests.wording import said, unsaid

PLACE = "badforum.example"
TARGET = f"https://{PLACE}/threads/@everyone/tel:0170-1234567"


@pytest.fixture
def chosen() -> dict[str, Any]:
    """The operator lets shorteners be asked."""
    return {"shorteners": ShortenerSettings()}


@pytest.fixture
def driver() -> type[ReportsStage]:
    return ReportsStage


@pytest.fixture
async def shorteners(stage: ScanningStage) -> FakeShorteners:
    """What shorteners answer; one place is listed."""
    await stage.set_up()
    await stage.blocklist("add", pattern=PLACE, category="harassment")
    made = FakeShorteners()
    made.lead({SHORT: TARGET})
    made.answers["https://bit.ly/page"] = [Stood(200)]
    questions = stage.rowan.scanning.shorteners.questions
    assert questions is not None
    questions._stepper = made
    return made


async def ask(stage: ScanningStage) -> None:
    """Ask whatever is due, and look again at what waited."""
    questions = stage.rowan.scanning.shorteners.questions
    assert questions is not None
    for _ in range(6):
        while await questions.step():
            await questions.finish(5)
        stage.clock.forward(seconds=2)
    await stage.work()


async def test_a_message_stands_until_it_is_known_and_goes_with_the_true_reason(
    stage: ScanningStage, shorteners: FakeShorteners
) -> None:
    message = await stage.said(f"look {SHORT}")
    assert stage.stands(message)
    await ask(stage)
    assert not stage.stands(message)
    card = shown(stage.detections()[-1])
    assert defang_link("bit.ly/AbC") in card
    assert "badforum[.]example" in card
    said(card, "shorteners-leads")
    said(card, "how-behind-a-shortener")
    assert "1234567" not in card  # what points to a person is masked
    assert "://" not in card.replace("hxxps://", "")
    # At sight from now on.
    assert not stage.stands(await stage.said(f"and {SHORT}"))
    assert shorteners.asked == [SHORT]


async def test_the_reason_stands_where_the_place_is_forgotten(
    stage: ScanningStage, shorteners: FakeShorteners
) -> None:
    await stage.said(SHORT)
    await ask(stage)
    async with stage.rowan.lists.storage.bulk() as tx:
        await tx.sql.run("DELETE FROM short_links")
    number = len(stage.detections())
    await stage.undo(number, scope="message")
    await stage.work()
    said(shown(stage.detections()[-1]), "shorteners-led")


async def test_check_says_where_it_leads_and_what_nobody_knows(
    stage: ScanningStage, shorteners: FakeShorteners
) -> None:
    """A member has no shortener asked; a moderator does, and hears it a moment later."""
    said(await stage.check(SHORT, stage.member), "shorteners-dark")
    unsaid(await stage.check(SHORT, stage.member), "check-unlisted")
    await stage.said(f"{SHORT} https://bit.ly/page")
    await ask(stage)
    answer = await stage.check(f"{SHORT} https://bit.ly/page")
    said(answer, "shorteners-check-leads")
    said(answer, "check-decision", action="delete")
    said(answer, "shorteners-dark")
    assert "1234567" not in answer
    said(await stage.check(SHORT, stage.member), "check-listed", count=1)
    assert shorteners.asked.count(SHORT) == 1


async def test_the_card_of_a_case_says_where_a_reported_short_link_leads(
    stage: ReportsStage, shorteners: FakeShorteners
) -> None:
    shorteners.lead({"https://bit.ly/later": "https://later.example/x"})
    await stage.said("https://bit.ly/later")
    await ask(stage)
    await stage.reported("somebody wrote me https://bit.ly/later")
    await stage.blocklist("add", pattern="later.example", category="harassment")
    await stage.press(1, "claim")
    await stage.work()
    card = shown(stage.card(1))
    said(card, "shorteners-leads")
    said(card, "case-on-own")


async def test_privacy_about_says_who_is_asked(stage: ScanningStage, shorteners: FakeShorteners) -> None:
    about = told(await stage.member.slash(stage.general, "privacy about"))
    said(about, "privacy-about-short")
    assert "14 days" in about
