"""When a report was made: an hour without an age, wherever moderators read it; exact in an emergency."""

import re

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import lines_saying, said

pytestmark = pytest.mark.usefixtures("set_up")
SPAN = re.compile(r"between <t:(\d+):f> and <t:(\d+):t>")


def spans(text: str) -> set[tuple[int, int]]:
    """The hours that are said."""
    return {(int(start), int(end)) for start, end in SPAN.findall(text)}


async def test_the_hour_is_said_and_no_age(stage: ReportsStage) -> None:
    message = await stage.reported("see a.example")
    stage.clock.forward(hours=3)
    history = told(await stage.choose(1, "history"))
    places = [
        shown(stage.card(1)),
        told(await stage.queue()),
        told(await stage.press(1, "reveal")),
        *lines_saying(history, "history-report"),
    ]
    for text in places:
        said(text, "report-between")
        assert not [line for line in text.splitlines() if SPAN.search(line) and ":R>" in line]
        ((start, end),) = spans(text)
        assert end - start == 3600
        assert start % 3600 == 0
        assert message.created_at.timestamp() < end
    assert len(set.union(*map(spans, places))) == 1


async def test_in_an_emergency_minutes_count(stage: ReportsStage) -> None:
    await stage.reported("see a.example", category="threats")
    stage.clock.forward(minutes=11)
    await stage.work()
    for text in (shown(stage.card(1)), told(await stage.queue()), told(await stage.press(1, "reveal"))):
        assert not spans(text)
        assert ":R>" in text


async def test_nothing_is_reported_before_it_was_written_wherever_that_is_said(stage: ReportsStage) -> None:
    """Rowan's clock may be behind Discord's."""
    message = await stage.join("author").send(stage.general, "see a.example")
    behind = stage.clock() - message.created_at
    stage.clock.forward(seconds=-behind.total_seconds() - 5 * 3600)
    await stage.report(message)
    texts = [
        shown(stage.card(1)),
        told(await stage.queue()),
        told(await stage.press(1, "reveal")),
        "\n".join(lines_saying(told(await stage.choose(1, "history")), "history-report")),
    ]
    for text in texts:
        ((_, end),) = spans(text)
        assert message.created_at.timestamp() < end


async def test_what_a_card_says_of_the_author_has_a_day_and_no_age(stage: ReportsStage) -> None:
    await stage.reported("see a.example", author=stage.join("author"))
    about = lines_saying(shown(stage.card(1)), "author-joined")
    assert about
    assert ":R>" not in about[0]
    assert ":D>" in about[0]
