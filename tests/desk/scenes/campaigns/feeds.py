"""Feeds of a campaign's own site: what moderators are answered, asked and told."""

from typing import Any

from tests.cogs.campaigns.feed_web import URL, FeedWeb, Post, ask
from tests.desk.scenes.campaigns.updates import created
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_KNOWN = Post(1, title="Why we ask Nimbus")
_NEW = Post(
    2,
    title="Two more sponsors have left",
    text="<p>They say so <a href='https://daily-lantern.example/sponsors'>in an open letter</a>.</p>",
)


async def _feed(stage: DeskStage, verb: str, **options: Any) -> Any:
    return await stage.moderator.slash(stage.general, f"campaign feed {verb}", campaign="1", **options)


async def _followed(stage: DeskStage, web: FeedWeb) -> Any:
    await created(stage)
    web.holds(_KNOWN)
    return await _feed(stage, "add", url=URL)


async def _later(stage: DeskStage, **by: float) -> None:
    stage.clock.forward(**by)
    await ask(stage.rowan)
    await stage.work()


@SCENES.add("/campaign feed add", "what stands in it is known")
async def added(stage: DeskStage) -> Any:
    with FeedWeb() as web:
        return await _followed(stage, web)


@SCENES.add("A feed's item", "its draft")
async def drafted(stage: DeskStage) -> Any:
    with FeedWeb() as web:
        await _followed(stage, web)
        web.holds(_KNOWN, _NEW)
        await _later(stage, hours=1)
    return stage.review.history()[-1]


@SCENES.add("A feed's items", "many at once")
async def flooded(stage: DeskStage) -> Any:
    with FeedWeb() as web:
        await _followed(stage, web)
        web.holds(_KNOWN, *(Post(number) for number in range(10, 40)))
        await _later(stage, hours=1)
    return stage.review.history()[-1]


@SCENES.add("A feed's notice", "it brings nothing")
async def failing(stage: DeskStage) -> Any:
    with FeedWeb() as web:
        await _followed(stage, web)
        web.fails = True
        for _ in range(5):
            await _later(stage, days=2)
    return stage.review.history()[-1]


@SCENES.add("/campaign feed list", "one that is paused")
async def listed(stage: DeskStage) -> Any:
    await failing(stage)
    return await _feed(stage, "list")
