"""`/blocklist` and a moderator's `/check`."""

from typing import Any

from core.base.ids import ChannelId
from tests.cogs.seen import custom_ids
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


async def run(stage: DeskStage, verb: str, **options: Any) -> Any:
    """The moderator's `/blocklist`."""
    return await stage.moderator.slash(stage.general, f"blocklist {verb}", **options)


async def _listed(stage: DeskStage, **more: Any) -> Any:
    await stage.set_up()
    return await run(
        stage, "add", pattern="rookery.example", category="harassment", note="Threads about us.", **more
    )


@SCENES.add("/blocklist add", "a place")
async def added(stage: DeskStage) -> Any:
    return await _listed(stage)


@SCENES.add("/blocklist add", "open cases are about it, and it is shared")
async def added_covering(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported("see rookery.example/1")
    await stage.reported("see rookery.example/2")
    return await _listed(stage, share=True)


async def posted(stage: DeskStage, times: int, days: int = 1) -> None:
    """Have it counted that members posted a place so often on each of so many days."""
    seen = stage.rowan.lists.hosts_seen
    for _ in range(days):
        for _ in range(times):
            url = "https://rookery.example/threads/1"
            seen.note(stage.server, ChannelId(stage.general.id), url, by_staff=False)
        await seen.write()
        stage.clock.forward(days=1)


async def _often(stage: DeskStage) -> None:
    """A place that members post again and again, a page of which is listed and was found."""
    await stage.set_up()
    await run(stage, "add", pattern="rookery.example/threads", category="harassment")
    await stage.said("see https://rookery.example/threads/1")
    await posted(stage, 15, days=4)


@SCENES.add("/blocklist add", "members post it often: a question")
async def added_often(stage: DeskStage) -> Any:
    await _often(stage)
    return await run(stage, "add", pattern="rookery.example", category="harassment")


@SCENES.add("/blocklist add", "links that were found are revealed")
async def added_often_links(stage: DeskStage) -> Any:
    question = (await added_often(stage)).response.message
    (links,) = [each for each in custom_ids(question) if each.startswith("lists:links:")]
    return await stage.moderator.click(question, custom_id=links)


@SCENES.add("/blocklist add", "a place that was posted now and then")
async def added_posted(stage: DeskStage) -> Any:
    await stage.set_up()
    await posted(stage, 3)
    return await run(stage, "add", pattern="rookery.example", category="harassment")


@SCENES.add("/blocklist add", "refused: a very popular site")
async def added_refused(stage: DeskStage) -> Any:
    await stage.set_up()
    return await run(stage, "add", pattern="youtube.com", category="harassment")


@SCENES.add("/blocklist remove", "an entry")
async def removed(stage: DeskStage) -> Any:
    await _listed(stage)
    return await run(stage, "remove", pattern="rookery.example")


@SCENES.add("/blocklist show", "an entry that was found here")
async def show(stage: DeskStage) -> Any:
    await _listed(stage, share=True)
    await stage.said("see rookery.example/threads/1")
    return await run(stage, "show", pattern="rookery.example")


@SCENES.add("/blocklist show", "on no list")
async def show_nothing(stage: DeskStage) -> Any:
    await stage.set_up()
    return await run(stage, "show", pattern="lantern.example")


@SCENES.add("/blocklist search", "several entries")
async def search(stage: DeskStage) -> Any:
    await _listed(stage)
    for number in range(30):
        await run(stage, "add", pattern=f"rookery-{number}.example", category="harassment")
    return await run(stage, "search", query="rook")


@SCENES.add("/blocklist allow", "an exception")
async def allow(stage: DeskStage) -> Any:
    await _listed(stage)
    return await run(stage, "allow", pattern="rookery.example/news")


@SCENES.add("/blocklist unallow", "it ends")
async def unallow(stage: DeskStage) -> Any:
    await allow(stage)
    return await run(stage, "unallow", pattern="rookery.example/news")


@SCENES.add("/blocklist share", "an entry")
async def share(stage: DeskStage) -> Any:
    await _listed(stage)
    return await run(stage, "share", pattern="rookery.example")


@SCENES.add("/blocklist retract", "what was shared")
async def retract(stage: DeskStage) -> Any:
    await share(stage)
    return await run(stage, "retract", pattern="rookery.example")


@SCENES.add("/blocklist pending", "nothing, or not trusted")
async def pending(stage: DeskStage) -> Any:
    await share(stage)
    return await run(stage, "pending")


@SCENES.add("/check", "a moderator: listed, disguised, and on no list")
async def check(stage: DeskStage) -> Any:
    await _listed(stage)
    text = "rookery[.]example/threads/1 and hxxps://lantern.example/news"
    return await stage.moderator.slash(stage.general, "check", text=text)


@SCENES.add("/check", "a moderator: what is only likely")
async def check_likely(stage: DeskStage) -> Any:
    await _listed(stage)
    return await stage.moderator.slash(stage.general, "check", text="they said rookery dot example again")


@SCENES.add("/check", "no link in it")
async def check_nothing(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.moderator.slash(stage.general, "check", text="good morning")
