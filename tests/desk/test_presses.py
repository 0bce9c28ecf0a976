"""No button does nothing: each control of each surface is pressed, in a world of its own, and somebody who sees it gets what
it promises. What is always refused to everybody who sees it has no place there.
"""

from typing import Any

import pytest

from tests.cogs.seen import custom_ids
from tests.desk.scenes import EVERY_SCENE
from tests.desk.surface import Control, Scene, Surface, surface_of
from tests.desk.world import DeskStage, Worlds


@pytest.mark.long
@pytest.mark.parametrize("scene", EVERY_SCENE, ids=str)
async def test_every_control_works_for_somebody_who_sees_it(scene: Scene, worlds: Worlds) -> None:
    async with worlds.fresh(scene.chosen) as stage:
        first = surface_of(stage, await scene.make(stage))
        controls, viewers = first.controls, len(first.audience)
    for number, control in enumerate(controls):
        if _is_like_the_one_before(controls, number):
            continue
        refusals = [
            refusal
            for viewer in range(viewers)
            if (refusal := await _refused(scene, worlds, number, viewer)) is not None
        ]
        assert len(refusals) < viewers, f"{control.label} is refused to everybody: {refusals}"


def _is_like_the_one_before(controls: list[Control], number: int) -> bool:
    """Whether it is a further option of a select whose options differ in what they are about alone."""
    control, before = controls[number], controls[number - 1]
    of_one_select = number > 0 and control.value is not None and control.custom_id == before.custom_id
    return of_one_select and ":more" not in control.custom_id


async def _refused(scene: Scene, worlds: Worlds, number: int, viewer: int) -> str | None:
    """What this viewer is told instead, where they press this control; None where it works."""
    async with worlds.fresh(scene.chosen) as stage:
        surface = surface_of(stage, await scene.make(stage))
        control = surface.controls[number]
        before = len(stage.refusals)
        answer = await _press(stage, surface, control, surface.audience[viewer])
        if stage.refusals[before:]:
            return str(stage.refusals[-1])
        assert answer.acknowledged, "nothing happens"
        return None


async def _press(stage: DeskStage, surface: Surface, control: Control, who: Any) -> Any:
    message = next(each for each in surface.shown if control.custom_id in custom_ids(each))
    if control.any_member:
        return await who.select(message, [stage.joined[0]], custom_id=control.custom_id)
    if control.value is not None:
        return await who.select(message, [control.value], custom_id=control.custom_id)
    pressed = who.click(message, custom_id=control.custom_id)
    return await stage.beside_removals(pressed)
