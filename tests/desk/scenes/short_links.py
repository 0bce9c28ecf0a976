"""Short links: cards of what is behind one, and what /check says of it."""

from typing import Any

from services.base.settings.shorteners import ShortenerSettings
from tests.desk.scenes.detections import guarded
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage
from tests.services.scanning.shorteners.short import FakeShorteners

SCENES = Scenes()
_ON = ShortenerSettings()
_SHORT, _LATER = "https://bit.ly/3xYzAbC", "https://bit.ly/l4ter"


async def _asked(stage: DeskStage) -> None:
    """Somebody posts two short links, and their shortener is asked."""
    await guarded(stage)
    shorteners = FakeShorteners()
    shorteners.lead({_SHORT: "https://rookery.example/threads/4417", _LATER: "https://lantern.example/news"})
    questions = stage.rowan.scanning.shorteners.questions
    assert questions is not None
    questions._stepper = shorteners
    await stage.said(f"they are at it again {_SHORT}")
    await stage.said(f"read this {_LATER}")
    for _ in range(3):
        while await questions.step():
            await questions.finish(5)
        stage.clock.forward(seconds=2)
    await stage.work()


@SCENES.add("Found", "behind a short link", shorteners=_ON)
async def behind(stage: DeskStage) -> Any:
    await _asked(stage)
    return stage.detection(1)


@SCENES.add(
    "/check", "a moderator: behind a short link, and one that leads nobody knows where", shorteners=_ON
)
async def check(stage: DeskStage) -> Any:
    await _asked(stage)
    text = f"{_SHORT} {_LATER} https://tinyurl.com/unknown"
    return await stage.moderator.slash(stage.general, "check", text=text)


@SCENES.add("/check", "a member: behind a short link, and one that leads nobody knows where", shorteners=_ON)
async def check_member(stage: DeskStage) -> Any:
    await _asked(stage)
    text = f"{_SHORT} https://tinyurl.com/unknown"
    return await stage.member.slash(stage.general, "check", text=text)


@SCENES.add("The card of a case", "a reported short link that leads to a listed place", shorteners=_ON)
async def reported(stage: DeskStage) -> Any:
    await _asked(stage)
    await stage.reported(f"somebody wrote me {_LATER}")
    await stage.blocklist("add", pattern="lantern.example", category="harassment")
    await stage.press(1, "claim")
    await stage.work()
    return stage.card(1)


@SCENES.add("/privacy about", "where shorteners are asked", shorteners=_ON)
async def about(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.member.slash(stage.general, "privacy about")
