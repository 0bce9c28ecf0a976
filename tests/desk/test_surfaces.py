"""Every surface in every state keeps the rules of the desk."""

import re

import pytest

from tests.desk.rules import faults
from tests.desk.scenes import CHAPTERS, EVERY_SCENE
from tests.desk.speaking import everybody_speaks
from tests.desk.surface import Scene, surface_of
from tests.desk.world import Worlds

_ARABIC = re.compile("[\u0621-\u064a]")


@pytest.mark.parametrize("scene", EVERY_SCENE, ids=str)
async def test_a_surface_keeps_the_rules(scene: Scene, worlds: Worlds) -> None:
    async with worlds.fresh(scene.chosen) as stage:
        surface = surface_of(stage, await scene.make(stage))
        assert surface.form or surface.messages
        assert faults(surface) == []


IN_ARABIC = [scenes[0] for scenes in CHAPTERS.values()]
"""One of each chapter; `make desk DESK_LANGUAGE=ar` walks all."""


@pytest.mark.parametrize("scene", IN_ARABIC, ids=str)
async def test_a_surface_keeps_the_rules_in_arabic(scene: Scene, worlds: Worlds) -> None:
    with everybody_speaks("ar"):
        async with worlds.fresh(scene.chosen) as stage:
            surface = surface_of(stage, await scene.make(stage))
            assert surface.form or surface.messages
            assert faults(surface) == []
            texts = [part["content"] for part in surface.parts if "content" in part]
            assert surface.form or any(
                _ARABIC.search(text) for text in [*texts, *(each["content"] for each in surface.messages)]
            )
