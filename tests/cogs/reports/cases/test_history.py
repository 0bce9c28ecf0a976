"""*History* of a case: each step, page by page, and no reporter."""

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId
from tests.cogs.reports.driver import LIST, ReportsStage
from tests.cogs.seen import told
from tests.wording import lines_saying, said

pytestmark = pytest.mark.usefixtures("set_up")


async def test_it_tells_each_step_and_no_reporter(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    await stage.press(1, "claim")
    await stage.decide(1, "list", **LIST)
    answer = await stage.choose(1, "history")
    assert answer.ephemeral
    history, who = told(answer), f"<@{stage.moderator.id}>"
    said(history, "history-report")
    for step, change in (("claim", "open → claimed"), ("list", "claimed → `badforum[.]example`, Doxxing")):
        assert any(f" · {who} · {change}" in line for line in lines_saying(history, f"history-case-{step}"))
    assert str(stage.member.id) not in history


async def test_it_has_pages_that_ask_again_who_is_there(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x")
    for _ in range(6):
        await stage.claim(1)
        await stage.choose(1, "release")
        await stage.work()
    first = await stage.choose(1, "history")
    said(told(first), "page-number", number=1, pages=2)
    second = await stage.moderator.click(first.response, custom_id="case:1:history:2")
    said(told(second), "page-number", number=2, pages=2)
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.services.histories.page(stage.caller(), CaseId(1), 1)


async def test_it_is_not_for_whoever_wrote_the_message(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x", stage.manager)
    said(told(await stage.choose(1, "history", stage.manager)), "case-own-message")
