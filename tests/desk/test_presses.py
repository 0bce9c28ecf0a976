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
        refusals: list[str] = []
        pressed = 0
        while pressed < viewers:
            pressed += await _press_until_it_works(scene, worlds, number, pressed, refusals)
        assert len(refusals) < viewers, f"{control.label} is refused to everybody: {refusals}"


def _is_like_the_one_before(controls: list[Control], number: int) -> bool:
    """Whether it is a further option of a select whose options differ in what they are about alone."""
    control, before = controls[number], controls[number - 1]
    of_one_select = number > 0 and control.value is not None and control.custom_id == before.custom_id
    return of_one_select and ":more" not in control.custom_id


async def _press_until_it_works(
    scene: Scene, worlds: Worlds, number: int, first: int, refusals: list[str]
) -> int:
    """Press this control as one viewer after the other, from the `first` on, in one world: whoever is refused changes
    nothing for the next. How many pressed; what they were told goes to `refusals`.
    """
    async with worlds.fresh(scene.chosen) as stage:
        surface = surface_of(stage, await scene.make(stage))
        viewers = surface.audience[first:]
        for pressed, viewer in enumerate(viewers, 1):
            before = len(stage.refusals)
            answer = await _press(stage, surface, surface.controls[number], viewer)
            if not stage.refusals[before:]:
                assert answer.acknowledged, "nothing happens"
                return pressed
            refusals.append(str(stage.refusals[-1]))
        return len(viewers)


async def _press(stage: DeskStage, surface: Surface, control: Control, who: Any) -> Any:
    message = next(each for each in surface.shown if control.custom_id in custom_ids(each))
    if control.any_member:
        return await who.select(message, [stage.joined[0]], custom_id=control.custom_id)
    if control.value is not None:
        return await who.select(message, [control.value], custom_id=control.custom_id)
    pressed = who.click(message, custom_id=control.custom_id)
    return await stage.beside_removals(pressed)
