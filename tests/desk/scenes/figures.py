"""`/queue` and its pages, `/stats`."""

from typing import Any

from tests.cogs.seen import send
from tests.desk.scenes import more
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


@SCENES.add("/queue", "nothing waits")
async def empty(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.queue()


@SCENES.add("/queue", "an emergency, claimed and open cases")
async def several(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported("see rookery.example/threads/1, lantern.example and nest.example")
    await stage.reported("see nest.example", category="scam")
    await stage.reported("I know where you live", category="threats")
    await stage.report_link("https://burrow.example")
    await stage.claim(2)
    return await stage.queue()


@SCENES.add("/queue", "first of two pages")
async def pages(stage: DeskStage) -> Any:
    await stage.set_up()
    for number in range(9):
        await stage.reported(f"see rookery.example/threads/{number}")
    return await stage.queue()


@SCENES.add("/queue", "last of two pages")
async def last_page(stage: DeskStage) -> Any:
    first = await pages(stage)
    return await stage.moderator.click(first.response, custom_id="queue:active:2")


@SCENES.add("/queue", "next case")
async def next_case(stage: DeskStage) -> Any:
    queue = await several(stage)
    return await stage.moderator.click(queue.response, custom_id="queue:next")


@SCENES.add("/queue", "quiet: from muted reporters")
async def quiet(stage: DeskStage) -> Any:
    form = await more.mute_form(stage)
    await send(stage.moderator, form, reason="flooding")
    await stage.reported("see nest.example", category="scam")
    return await stage.queue(state="quiet")


@SCENES.add("/queue", "closed cases")
async def closed(stage: DeskStage) -> Any:
    await several(stage)
    await stage.decide(1, "dismiss", reason="no_violation")
    return await stage.queue(state="closed")


@SCENES.add("/stats", "thirty days")
async def stats(stage: DeskStage) -> Any:
    await several(stage)
    await stage.decide(2, "list", scope="host", category="scam", share="no")
    return await stage.moderator.slash(stage.general, "stats")


@SCENES.add("/stats", "a new server")
async def stats_empty(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.moderator.slash(stage.general, "stats")
