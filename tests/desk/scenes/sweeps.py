"""Sweeps of the last days: their card in each state, and what is answered."""

from typing import Any

from tests.cogs.searching import in_the_present
from tests.cogs.seen import send, shown
from tests.desk.scenes import detections
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage
from tests.wording import sentence

SCENES = Scenes()
PLACE = "rookery.example"


def card(stage: DeskStage) -> Any:
    """The card of the sweep."""
    numbered = sentence("sweep-number", sweep="1")
    return next(each for each in stage.review.history() if numbered.stands_in(shown(each)))


async def _goes_on(stage: DeskStage) -> None:
    for _ in range(2):
        await stage.work()
        stage.clock.forward(seconds=5)
    await stage.work()


async def _posted(stage: DeskStage) -> None:
    in_the_present(stage)
    await stage.set_up()
    for number in range(4):
        await stage.author.send(stage.general, f"@everyone see https://{PLACE}/{number}, +44 20 7946 0958")
    await stage.member.send(stage.general, "rookery dot example")


async def begun(stage: DeskStage) -> Any:
    """A moderator asked for a sweep."""
    await _posted(stage)
    return await stage.moderator.slash(stage.general, "sweep", pattern=PLACE)


async def _press(stage: DeskStage, verb: str) -> Any:
    return await stage.moderator.click(card(stage), custom_id=f"sweep:1:{verb}")


@SCENES.add("Asking for a sweep", "begun")
async def asked(stage: DeskStage) -> Any:
    return await begun(stage)


@SCENES.add("Asking for a sweep", "it is under way already")
async def already(stage: DeskStage) -> Any:
    await begun(stage)
    await stage.work()
    return await stage.moderator.slash(stage.general, "sweep", pattern=PLACE)


@SCENES.add("Asking for a sweep", "too many days")
async def too_many_days(stage: DeskStage) -> Any:
    await _posted(stage)
    return await stage.moderator.slash(stage.general, "sweep", pattern=PLACE, days=30)


@SCENES.add("Card of a sweep", "looking")
async def looking(stage: DeskStage) -> Any:
    await begun(stage)
    await stage.post()
    return card(stage)


@SCENES.add("Card of a sweep", "ready")
async def ready(stage: DeskStage) -> Any:
    await begun(stage)
    await _goes_on(stage)
    return card(stage)


@SCENES.add("Card of a sweep", "nothing found")
async def nothing(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.moderator.slash(stage.general, "sweep", pattern=PLACE)
    await _goes_on(stage)
    return card(stage)


@SCENES.add("Card of a sweep", "under way")
async def running(stage: DeskStage) -> Any:
    await ready(stage)
    await _press(stage, "start")
    await stage.post()
    return card(stage)


@SCENES.add("Card of a sweep", "paused")
async def paused(stage: DeskStage) -> Any:
    await running(stage)
    await _press(stage, "pause")
    await stage.post()
    return card(stage)


@SCENES.add("Card of a sweep", "done")
async def done(stage: DeskStage) -> Any:
    await ready(stage)
    await _press(stage, "start")
    await _goes_on(stage)
    return card(stage)


@SCENES.add("Card of a sweep", "cancelled")
async def cancelled(stage: DeskStage) -> Any:
    await ready(stage)
    await _press(stage, "cancel")
    await _goes_on(stage)
    return card(stage)


@SCENES.add("Card of a sweep", "taken back")
async def taken_back(stage: DeskStage) -> Any:
    question = await undo_question(stage)
    await stage.moderator.click(question.response, custom_id="sweep:1:undo:yes")
    await _goes_on(stage)
    return card(stage)


@SCENES.add("Card of a sweep", "what it removed")
async def removals(stage: DeskStage) -> Any:
    await done(stage)
    return stage.detections()[0]


@SCENES.add("Deciding about a sweep", "the sample")
async def sample(stage: DeskStage) -> Any:
    await ready(stage)
    return await _press(stage, "reveal")


@SCENES.add("Deciding about a sweep", "started")
async def started(stage: DeskStage) -> Any:
    await ready(stage)
    return await _press(stage, "start")


@SCENES.add("Deciding about a sweep", "undo all?")
async def undo_question(stage: DeskStage) -> Any:
    await done(stage)
    return await _press(stage, "undo")


@SCENES.add("Card of a sweep", "offered on a card of something that was blocked")
async def offered(stage: DeskStage) -> Any:
    in_the_present(stage)
    await detections.review(stage)
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:list")
    await send(stage.moderator, form, scope="host", category="harassment", share="no")
    await stage.work()
    return stage.detection(1)
