"""The story, chapter by chapter. Each step is checked against what the local Discord holds."""

from collections.abc import Awaitable, Callable

from demo.play import Play
from demo.story.setting_up import setting_up

CHAPTERS: tuple[Callable[[Play], Awaitable[None]], ...] = (setting_up,)
