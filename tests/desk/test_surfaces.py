"""Every surface in every state keeps the rules of the desk."""

import pytest

from tests.desk.rules import faults
from tests.desk.scenes import EVERY_SCENE
from tests.desk.surface import Scene, surface_of
from tests.desk.world import Worlds


@pytest.mark.parametrize("scene", EVERY_SCENE, ids=str)
async def test_a_surface_keeps_the_rules(scene: Scene, worlds: Worlds) -> None:
    async with worlds.fresh(scene.chosen) as stage:
        surface = surface_of(stage, await scene.make(stage))
        assert surface.form or surface.messages
        assert faults(surface) == []
