"""Help is there at once, for who reports an emergency and for who asks."""

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import told
from tests.wording import said

ADVICE = "https://findahelpline.com"

pytestmark = pytest.mark.usefixtures("set_up")


@pytest.mark.parametrize("category", ["doxxing", "threats", "self_harm"])
async def test_the_reporter_of_an_emergency_sees_help_at_once(stage: ReportsStage, category: str) -> None:
    message = await stage.manager.send(stage.general, "see badforum.example")
    answer = (await stage.report(message, category=category)).response
    assert f"<{ADVICE}>" in answer.content
    said(answer.content, "support-now")
    assert answer.flags.suppress_embeds
    assert answer.flags.ephemeral
    assert len(answer.content) < 2000


async def test_another_reporter_is_not_bothered_and_anybody_may_ask(stage: ReportsStage) -> None:
    message = await stage.manager.send(stage.general, "see badforum.example")
    assert ADVICE not in told(await stage.report(message))
    help_told = told(await stage.member.slash(stage.general, "support"))
    assert f"<{ADVICE}>" in help_told
    for category in ("doxxing", "threats", "self_harm"):
        said(help_told, f"support-heading-{category}")
