"""What happens in the middle of a moderator's flow: Discord does not open a form, rights go, the review channel goes, a double
click. Nobody is left without a sentence, and nothing is half done.
"""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from core.reports.cases import CaseState
from tests.cogs.reports.driver import LIST, ReportsStage
from tests.cogs.seen import custom_ids, send, shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")
Opening = Callable[[ReportsStage], Awaitable[Any]]
LINK = "see https://badforum.example/x"


async def _closed(stage: ReportsStage, verb: str) -> Any:
    await stage.decide(1, "dismiss", reason="no_violation")
    return await stage.press(1, verb)


async def _deleted(stage: ReportsStage) -> Any:
    await stage.delete(1)
    return await stage.choose(1, "undelete")


async def _muting(stage: ReportsStage) -> Any:
    asked = await stage.choose(1, "mute")
    return await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")


FORMS: dict[str, tuple[Opening, dict[str, str]]] = {
    "list": (lambda stage: stage.press(1, "list"), LIST),
    "dismiss": (lambda stage: stage.press(1, "dismiss"), {"reason": "duplicate"}),
    "finish": (lambda stage: stage.press(1, "finish"), {}),
    "reply": (lambda stage: stage.choose(1, "reply"), {"text": "where?"}),
    "mute": (_muting, {}),
    "undo": (lambda stage: _closed(stage, "undo"), {"notify": "no"}),
    "undelete": (_deleted, {"notify": "no"}),
}


async def _state(stage: ReportsStage) -> list[list[tuple[Any, ...]]]:
    """What is stored of the case, its removal, the own list, mutes and questions."""
    sql = stage.rowan.base.storage.read.sql
    return [
        [tuple(row) for row in await sql.all(statement)]
        for statement in (
            "SELECT * FROM cases",
            "SELECT * FROM detections",
            "SELECT * FROM own_entries",
            "SELECT * FROM reporter_mutes",
            "SELECT * FROM relay_messages",
        )
    ]


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize(("status", "code"), [(404, 10062), (400, 50035), (400, 40060), (500, 0), (503, 0)])
async def test_a_form_that_discord_does_not_open_changes_nothing(
    stage: ReportsStage, name: str, status: int, code: int
) -> None:
    await stage.reported(LINK)
    opening, _ = FORMS[name]
    asked = None
    if name == "mute":
        asked = await stage.choose(1, "mute")
    elif name in {"undo", "undelete"}:
        await opening(stage)  # what comes before the form is done
    before = await _state(stage)
    stage.env.inject_error("POST", "/interactions/*/callback", status=status, code=code, times=None)
    if asked is not None:
        await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")
    elif name == "undo":
        await stage.press(1, "undo")
    elif name == "undelete":
        await stage.choose(1, "undelete")
    else:
        await opening(stage)
    stage.env.backend.faults.clear()
    await stage.work()
    assert await _state(stage) == before


@pytest.mark.parametrize("name", FORMS)
async def test_who_loses_the_role_while_a_form_is_open_changes_nothing(
    stage: ReportsStage, name: str
) -> None:
    await stage.reported(LINK)
    opening, fields = FORMS[name]
    form = await opening(stage)
    before = await _state(stage)
    role = stage.guild.roles["Moderators"]
    stage.env.backend.edit_role(stage.guild.id, role.id, {"permissions": 0})
    await stage.env.settle()
    said(told(await send(stage.moderator, form, **fields)), "error-not-moderator")
    await stage.work()
    assert await _state(stage) == before


@pytest.mark.parametrize("name", ["list", "dismiss", "finish"])
async def test_a_review_channel_that_is_deleted_under_an_open_form_loses_no_decision(
    stage: ReportsStage, name: str
) -> None:
    """The case counts, not its card; whoever read it from `/queue` elsewhere decides it."""
    message = await stage.reported(LINK)
    queue = await stage.queue()
    (button,) = [each for each in custom_ids(queue.response) if "next" in each]
    read = (await stage.moderator.click(queue.response, custom_id=button)).followups[-1]
    form = await stage.moderator.click(read, custom_id=f"case:1:{name}:p")
    stage.env.backend.delete_channel(stage.review.id)
    await stage.env.settle()
    answer = await stage.beside_removals(send(stage.moderator, form, **FORMS[name][1]))
    unsaid(told(answer), "error-unexpected")
    await stage.work()
    assert await stage.open_cases(CaseState.CLOSED) == 1
    assert stage.stands(message) == (name == "dismiss")


async def test_a_double_click_is_answered_twice_and_done_once(stage: ReportsStage) -> None:
    await stage.reported(LINK)
    card = stage.card(1)
    forms = [await stage.moderator.click(card, custom_id="case:1:dismiss") for _ in range(2)]
    first, second = [told(await send(stage.moderator, form, reason="duplicate")) for form in forms]
    said(first, "case-dismissed", case="1")
    said(second, "case-closed-already-by", case="1", name="moderator")
    await stage.work()
    assert len(stage.inbox(stage.member)) == 1
    assert await stage.open_cases(CaseState.CLOSED) == 1
    unsaid(shown(stage.card(1)), "case-state-open")
