"""Letters to one person are in the language that this person chose; cards in channels stay in the server's."""

import pytest

from core.base.ids import UserId
from services.base.texts import Texts
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import send, shown
from tests.wording import ISOLATION_MARKS, readable, said


def in_arabic(arabic: Texts, key: str, **values: str | int) -> str:
    return arabic.say("ar", key, **values).translate(ISOLATION_MARKS)


@pytest.fixture
async def chose_arabic(arabic: Texts, stage: ReportsStage) -> None:
    """The member who reports, and the author whose messages are removed, chose Arabic."""
    await stage.set_up()
    for person in (stage.member, stage.author):
        await stage.rowan.base.languages.choose(UserId(person.id), "ar")


@pytest.mark.usefixtures("chose_arabic")
async def test_a_reporter_hears_the_outcome_in_their_language(arabic: Texts, stage: ReportsStage) -> None:
    message = await stage.author.send(stage.general, "see badforum.example")
    await stage.report(message)
    said(shown(stage.card(1)), "case-state-open")
    await stage.decide(1, "dismiss", reason="no_violation")
    (notice,) = stage.inbox(stage.member)
    name = stage.guild.name
    assert in_arabic(arabic, "outcome-left", case="1", server=name) in readable(shown(notice))


@pytest.mark.usefixtures("chose_arabic")
async def test_a_question_reaches_a_reporter_in_their_language(arabic: Texts, stage: ReportsStage) -> None:
    message = await stage.author.send(stage.general, "see badforum.example")
    await stage.report(message)
    await send(stage.moderator, await stage.choose(1, "reply"), text="Where was it?")
    await stage.work()
    (question,) = stage.inbox(stage.member)
    assert in_arabic(arabic, "relay-button-answer") in shown(question)
    assert "Where was it?" in shown(question)
    said(shown(stage.card(1)), "case-reports", count=1)


@pytest.mark.usefixtures("chose_arabic")
async def test_an_author_gets_their_text_back_in_their_language(arabic: Texts, stage: ReportsStage) -> None:
    await stage.moderator.slash(stage.general, "blocklist add", pattern="badforum.example", category="scam")
    await stage.work()
    await stage.author.send(stage.general, "see https://badforum.example/x")
    await stage.work()
    await stage.undo(1, "message")
    await stage.work()
    (notice,) = stage.mail(stage.author)
    assert in_arabic(arabic, "undo-button-why") in shown(notice)
