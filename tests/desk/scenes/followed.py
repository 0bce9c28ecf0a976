"""Lists that a server follows by their address: what managers are answered and told."""

from typing import Any
from unittest.mock import patch

from services.base.fetching import Content, FetchRequest, FetchResult, Hop
from tests.cogs.seen import is_about
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_URL = "https://lists.example/scams.txt"
_WHOLE = b"forum.example\nother.example\nthird.example\ngoogle.com\n"


async def _web(stage: DeskStage, body: bytes, **options: Any) -> Any:
    """Let the web hold this body: subscribe where options say so, else ask for what is due."""

    async def fetch(_: object, __: FetchRequest) -> FetchResult:
        return Content(body, [Hop(_URL, status=200)])

    with patch("net.base.client.GuardedClient.fetch", fetch):
        if options:
            return await stage.manager.slash(stage.general, "lists subscribe", url=_URL, **options)
        stage.clock.forward(hours=2)
        await stage.rowan.base.leases.renew()
        rounds = stage.rowan.lists.subscribed.rounds
        for row in await rounds.take(5):
            await rounds.perform(row)
        await stage.post()
        return None


def _notice(stage: DeskStage) -> Any:
    return next(each for each in stage.review.history() if is_about(each, "subscription:"))


@SCENES.add("/lists subscribe", "its first day begins")
async def begun(stage: DeskStage) -> Any:
    await stage.set_up()
    return await _web(stage, _WHOLE, category="scam")


@SCENES.add("/lists show", "one list is held, its log")
async def shown(stage: DeskStage) -> Any:
    await held(stage)
    return await stage.manager.slash(stage.general, "lists show")


@SCENES.add("A held list", "half of it is gone")
async def held(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, act_now=True)
    await _web(stage, b"forum.example\n")
    return _notice(stage)


@SCENES.add("A first day", "what it would have done")
async def first_day(stage: DeskStage) -> Any:
    await stage.set_up()
    await _web(stage, _WHOLE, category="scam")
    await stage.author.send(stage.general, "see https://forum.example/thread")
    await stage.work()
    stage.clock.forward(days=1, minutes=1)
    await stage.rowan.lists.subscribed.first_days.step()
    await stage.work()
    return _notice(stage)
