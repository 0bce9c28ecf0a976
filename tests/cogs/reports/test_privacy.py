"""`/privacy export` and `erase`: whoever asks sees what is theirs, and is erased once they pressed the button."""

import json
from typing import Any

import pytest

from core.scanning.detections import DismissReason
from services.base.outbox import Kind
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids, shown, told
from tests.kept import messages
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def exported(stage: ReportsStage, who: Any, where: Any = None) -> dict[str, Any]:
    """The file of `/privacy export`; empty where there was none."""
    answer = await who.slash(where or stage.general, "privacy export")
    files = answer.response.attachments
    return json.loads(await files[0].read()) if files else {}


async def test_a_member_gets_what_they_wrote_and_nobody_elses_words(stage: ReportsStage) -> None:
    await stage.reported("the words of the author: see badforum.example", details="what I saw")
    answer = await stage.member.slash(stage.general, "privacy export")
    said(told(answer), "privacy-export-reports", count=1)
    said(told(answer), "privacy-export-never")
    stage.clock.forward(minutes=2)
    file = await exported(stage, stage.member)
    (report,) = file["reports"]
    assert (report["details"], report["number"]) == ("what I saw", 1)
    assert "author" not in json.dumps(file)


async def test_the_author_of_a_reported_message_learns_of_nothing(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    answer = await stage.author.slash(stage.general, "privacy export")
    said(told(answer), "privacy-export-nothing")
    asked = await stage.author.slash(stage.general, "privacy erase")
    unsaid(told(asked), "privacy-erased")
    with_case = await stage.author.click(asked.response, custom_id=custom_ids(asked.response)[0])
    stage.clock.forward(minutes=2)
    nobody = await stage.manager.slash(stage.general, "privacy erase")
    without = await stage.manager.click(nobody.response, custom_id=custom_ids(nobody.response)[0])
    assert told(with_case) == told(without)


async def test_a_card_is_written_anew_without_whoever_was_erased(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    await stage.decide(1, "dismiss", reason=str(DismissReason.NO_VIOLATION))
    await stage.work()
    name = stage.author.name
    before = (await messages(stage.rowan.base.database, Kind.CASE_CARD))[0]
    assert before.state == "done"
    asked = await stage.author.slash(stage.general, "privacy erase")
    said(told(asked), "privacy-erase-stays")
    done = await stage.author.click(asked.response, custom_id=custom_ids(asked.response)[0])
    said(told(done), "privacy-erased")
    await stage.work()
    assert name not in shown(stage.card(1))


async def test_who_asks_again_at_once_is_told_when(stage: ReportsStage) -> None:
    await stage.member.slash(stage.general, "privacy export")
    again = await stage.member.slash(stage.general, "privacy export")
    said(told(again), "privacy-too-often")


async def erased(stage: ReportsStage, who: Any) -> None:
    """They have themselves erased."""
    asked = await who.slash(stage.general, "privacy erase")
    said(told(await who.click(asked.response, custom_id=custom_ids(asked.response)[0])), "privacy-erased")
    await stage.work()


async def test_an_open_case_goes_on_without_its_reporter(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example", details="what I saw")
    await erased(stage, stage.member)
    for verb in ("mute", "reply"):
        unsaid(told(await stage.choose(1, verb)), "error-unexpected")
    read = await stage.press(1, "reveal")
    assert "what I saw" in told(read)
    await stage.decide(1, "list")
    await stage.work()
    assert stage.inbox(stage.member) == []
    assert await messages(stage.rowan.base.database, Kind.OUTCOME_NOTICE) == []


async def test_a_moderator_who_is_erased_works_on_and_their_open_case_stays_theirs(
    stage: ReportsStage,
) -> None:
    await stage.reported("see badforum.example")
    await stage.press(1, "claim")
    await erased(stage, stage.moderator)
    await stage.decide(1, "dismiss", reason=str(DismissReason.NO_VIOLATION))
    await stage.work()
    assert "case-closed-already" not in shown(stage.card(1))
