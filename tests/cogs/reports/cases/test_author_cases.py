"""*Author's cases*: what else was reported of whoever wrote a message, for other moderators alone."""

from typing import Any

import pytest

from core.base.ids import CaseId
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids
from tests.wording import lines_saying, refused, said, say, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def look(stage: ReportsStage, number: int) -> str:
    private = (await stage.press(number, "reveal")).response.message
    answer: Any = await stage.moderator.click(private, custom_id=f"case:{number}:author")
    assert answer.ephemeral
    return "\n".join(await stage.pages(stage.moderator, answer))


async def test_it_names_those_that_wait_and_how_the_others_ended(stage: ReportsStage) -> None:
    author, other = stage.join("author"), stage.join("other")
    for text in ("one", "two", "three"):
        await stage.reported(text, author=author)
    await stage.reported("somebody else's", author=other)
    await stage.decide(2, "dismiss", reason="no_violation")
    text = await look(stage, 1)
    lines = lines_saying(text, "author-case")
    assert len(lines) == 2
    said(lines[0], "queue-state-open")
    assert "[3](" in lines[0]
    said(lines[1], "dismiss-no_violation")
    assert "[2](" in lines[1]
    said(await look(stage, 4), "author-none")


async def test_where_there_are_more_than_are_shown_it_says_so(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    author = stage.join("author")
    for text in ("one", "two", "three", "four"):
        await stage.reported(text, author=author)
    for most, shown, more in ((3, 3, False), (2, 2, True)):
        for module in ("services.reports.authors", "cogs.reports.cases.author_cases"):
            monkeypatch.setattr(f"{module}.SHOWN_AT_MOST", most)
        text = await look(stage, 1)
        assert len(lines_saying(text, "author-case")) == shown
        (said if more else unsaid)(text, "author-more", most=most)


async def test_what_is_forgotten_is_not_shown(stage: ReportsStage) -> None:
    author = stage.join("author")
    for text in ("one", "two"):
        await stage.reported(text, author=author)
    await stage.decide(1, "dismiss", reason="no_violation")
    stage.clock.forward(days=91)
    said(await look(stage, 2), "author-none")


async def test_not_for_the_author_and_not_of_a_link_alone(stage: ReportsStage) -> None:
    author = stage.join("author", "Moderators")
    await stage.reported("mine", author=author)
    await stage.report_link("badforum.example/x")
    assert "case:2:author" not in custom_ids((await stage.press(2, "reveal")).response)
    cases = stage.services.author_cases
    with refused("case-own-message"):
        await cases.of(stage.caller_who_moderates(author), CaseId(1))
    with refused("error-not-moderator"):
        await cases.of(stage.caller(stage.member), CaseId(1))
    with refused("author-unknown"):
        await cases.of(stage.caller_who_moderates(stage.moderator), CaseId(2))


async def test_many_have_pages_within_discords_limits(stage: ReportsStage) -> None:
    author = stage.join("author")
    for number in range(20):
        await stage.reported(f"message {number}", author=author)
    text = await look(stage, 1)
    assert len(lines_saying(text, "author-case")) == 19
    assert say("author-title", case="1") in text
