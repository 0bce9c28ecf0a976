"""Taking a sweep back: what cannot be, what goes on after it, what a failure in the middle leaves."""

from typing import Any

import pytest

from core.base.errors import Unavailable
from tests.cogs.scanning.sweeps.driver import SweepsStage
from tests.cogs.seen import custom_ids, shown, told
from tests.wording import said, unsaid


async def undo_all(stage: SweepsStage, by: Any = None) -> None:
    asked = await stage.press_sweep("undo", by=by)
    answer = await (by or stage.moderator).click(asked.response, custom_id="sweep:1:undo:yes")
    said(told(answer), "sweep-answer-undo")
    for _ in range(3):
        await stage.swept()


async def test_what_whoever_asks_wrote_is_left_to_others_and_that_is_said(stage: SweepsStage) -> None:
    await stage.set_up()
    writer, moderates = stage.joined_with_role("writer")
    await stage.posted(1)
    await stage.posted(1, by=writer)
    await stage.sweep()
    await stage.press_sweep("start")
    moderates(now=True)
    await undo_all(stage, by=writer)
    unsaid(shown(stage.card()), "sweep-title-undone")
    said(shown(stage.card()), "sweep-not-undone", count="2")
    await undo_all(stage)
    said(shown(stage.card()), "sweep-title-undone")
    said(shown(stage.card()), "sweep-undone", count="2")
    unsaid(shown(stage.card()), "sweep-not-undone")
    assert "sweep:1:undo" not in custom_ids(stage.card())


@pytest.mark.parametrize("fault", [Unavailable(), RuntimeError("lost")])
async def test_a_deletion_that_fails_in_the_middle_is_tried_again_by_the_same_process(
    stage: SweepsStage, fault: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.set_up()
    messages = await stage.posted(3)
    await stage.sweep()

    async def fails(*_: object) -> None:
        raise fault

    with monkeypatch.context() as failing:
        deleting = stage.rowan.scanning.sweep.worker._deleting  # the port that Discord fills
        failing.setattr(deleting._discord, "delete_together", fails)
        await stage.moderator.click(stage.card(), custom_id="sweep:1:start")
        await lives_on(stage)
    await lives_on(stage)
    assert not any(stage.stands(each) for each in messages)
    said(shown(stage.card()), "sweep-outcome-removed", count="3")


async def lives_on(stage: SweepsStage) -> None:
    """Time passes for a process that lives: nobody else takes what is its own."""
    for _ in range(6):
        await stage.rowan.base.leases.renew()
        await stage.work()
        stage.clock.forward(seconds=2)
