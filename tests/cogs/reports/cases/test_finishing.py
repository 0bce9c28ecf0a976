"""*Delete and close* on a case card: one form, what it says and what it does."""

from typing import Any

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import fields, form_text, send, shown, told
from tests.wording import said, say

pytestmark = pytest.mark.usefixtures("set_up")


async def finish(stage: ReportsStage, number: int = 1, **typed: str) -> Any:
    form = await stage.press(number, "finish")
    answer = await stage.beside_removals(send(stage.moderator, form, **typed))
    await stage.work()
    return answer


async def test_the_form_says_what_it_does_and_asks_for_nothing(stage: ReportsStage) -> None:
    await stage.reported("nobody will miss you")
    form = await stage.press(1, "finish")
    said(form_text(form), "case-finish-does", case="1")
    assert list(fields(form)) == ["note"]
    assert not fields(form)["note"]["required"]


async def test_the_message_goes_the_case_is_closed_and_its_reporter_hears_so(stage: ReportsStage) -> None:
    message = await stage.reported("nobody will miss you")
    answer = await finish(stage, note="as agreed")
    said(told(answer), "case-finished", case="1")
    assert not stage.stands(message)
    card = shown(stage.card(1))
    reason = say("dismiss-handled")
    said(card, "case-state-closed-dismissed", name="**moderator**", reason=reason)
    said(card, "case-note", note="as agreed")
    assert len(stage.inbox(stage.member)) == 1


async def test_where_rowan_may_not_delete_the_case_stays_open(stage: ReportsStage) -> None:
    message = await stage.reported("nobody will miss you")
    stage.env.inject_error("DELETE", f"/channels/{stage.general.id}/messages/*", status=403, code=50013)
    said(told(await finish(stage)), "case-delete-forbidden", case="1")
    assert stage.stands(message)
    said(shown(stage.card(1)), "case-state-open")
    assert stage.inbox(stage.member) == []


async def test_a_form_that_was_open_when_the_message_went_closes_the_case(stage: ReportsStage) -> None:
    message = await stage.reported("nobody will miss you")
    form = await stage.press(1, "finish")
    await stage.author.delete(message)
    await stage.work()
    said(told(await send(stage.moderator, form)), "case-finished-gone", case="1")


async def test_of_two_forms_at_once_one_counts(stage: ReportsStage) -> None:
    await stage.reported("nobody will miss you")
    other = stage.join("other", "Moderators")
    forms = [await stage.press(1, "finish", who) for who in (stage.moderator, other)]
    await stage.beside_removals(send(stage.moderator, forms[0]))
    await stage.work()
    said(told(await send(other, forms[1])), "case-closed-already-by", case="1", name="moderator")


async def test_the_next_case_is_one_touch_away(stage: ReportsStage) -> None:
    await stage.reported("nobody will miss you")
    await stage.reported("I know where you live", category="threats")
    said(told(await finish(stage)), "case-next", case="2", category=say("category-threats"))
