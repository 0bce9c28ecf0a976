"""The story, chapter by chapter. Each step is checked against what the local Discord holds."""

from collections.abc import Callable, Coroutine
from typing import Any

from demo.play import Play
from demo.story.before_it_bites import before_it_bites
from demo.story.campaigning import campaigning
from demo.story.disguises import disguises
from demo.story.feeding import feeding
from demo.story.in_arabic import in_arabic
from demo.story.remembering import remembering
from demo.story.reporting import reporting
from demo.story.restarting import restarting
from demo.story.secrets import secrets
from demo.story.setting_up import setting_up
from demo.story.sharing import sharing
from demo.story.sweeping import sweeping

CHAPTERS: tuple[Callable[[Play], Coroutine[Any, Any, None]], ...] = (
    setting_up,
    reporting,
    disguises,
    restarting,
    sharing,
    before_it_bites,
    campaigning,
    feeding,
    remembering,  # the end of the same chapter
    in_arabic,
    sweeping,
    secrets,
)
