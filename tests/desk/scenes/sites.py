"""Sites, entries that end by themselves, and what `/blocklist show` explains."""

from typing import Any

from core.base.ids import ServerId
from services.lists.shared_list.trust import Trust
from tests.desk.scenes.lists import run
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage
from tests.people import moderator

SCENES = Scenes()

_OTHERS = (ServerId(71 * 10**15), ServerId(72 * 10**15))
_NOTE = "Threads about our members, with addresses."


async def _site(stage: DeskStage, **more: Any) -> Any:
    await stage.set_up()
    site = {"site": "Rookery", "category": "doxxing", "note": _NOTE}
    answer = await run(stage, "add", pattern="rookery.example", **site, **more)
    await run(stage, "add", pattern="t.me/rookery", site="Rookery", days=30)
    await run(stage, "add", pattern="rookery-mirror.example/threads", site="Rookery", category="threats")
    return answer


async def _shared(stage: DeskStage, *, trusted: bool) -> None:
    await stage.set_up()
    lists = stage.rowan.lists
    trust = Trust(storage=lists.storage, clock=stage.clock)
    for server, group in zip(_OTHERS, "bc", strict=True):
        await trust.trust(str(server), group)
        who = moderator(server)
        for pattern in ("rookery.example", "rookery.hk")[: 2 if group == "b" else 1]:
            await lists.own.add(who, pattern, None, _NOTE, share=True, site="Rookery")
    if trusted:
        await trust.trust(str(stage.server), "a")


@SCENES.add("/blocklist add", "a mirror joins a site, and ends by itself")
async def added(stage: DeskStage) -> Any:
    await _site(stage)
    return await run(stage, "add", pattern="rookery.hk", site="Rookery", days=14)


@SCENES.add("/blocklist add", "it stands there already")
async def added_again(stage: DeskStage) -> Any:
    await _site(stage)
    return await run(stage, "add", pattern="t.me/rookery")


@SCENES.add("/blocklist add", "it stands there already, and says something else now")
async def changed(stage: DeskStage) -> Any:
    await _site(stage, share=True)
    options = {"category": "threats", "note": "Now with maps.", "site": "Rookery and friends", "days": 90}
    return await run(stage, "add", pattern="rookery.example", **options)


@SCENES.add("/blocklist site", "own addresses of several kinds")
async def site(stage: DeskStage) -> Any:
    await _site(stage)
    await run(stage, "site", name="Rookery", summary="A forum that collects what is known of people.")
    await run(stage, "allow", pattern="rookery-mirror.example/threads")
    return await run(stage, "site", name="rookery")


@SCENES.add("/blocklist site", "more addresses than a page holds")
async def site_of_many(stage: DeskStage) -> Any:
    await _site(stage)
    for number in range(12):
        await run(stage, "add", pattern=f"rookery-{number}.example", site="Rookery")
    return await run(stage, "site", name="rookery")


@SCENES.add("/blocklist site", "of the shared list, for a trusted server")
async def site_shared(stage: DeskStage) -> Any:
    await _shared(stage, trusted=True)
    return await run(stage, "site", name="rookery")


@SCENES.add("/blocklist site", "of the shared list, for a server that is not trusted")
async def site_untrusted(stage: DeskStage) -> Any:
    await _shared(stage, trusted=False)
    return await run(stage, "site", name="rookery")


@SCENES.add("/blocklist site", "changed")
async def site_changed(stage: DeskStage) -> Any:
    await _site(stage)
    return await run(
        stage, "site", name="rookery", rename="The Rookery", category="threats", summary="A forum."
    )


@SCENES.add("/blocklist site", "the new name is another site's")
async def site_taken(stage: DeskStage) -> Any:
    await _site(stage)
    await run(stage, "add", pattern="crows.example", site="Crows")
    return await run(stage, "site", name="Crows", rename="Rookery")


@SCENES.add("/blocklist site", "nothing of that name")
async def site_unknown(stage: DeskStage) -> Any:
    await stage.set_up()
    return await run(stage, "site", name="Rookery")


@SCENES.add("/blocklist show", "an own entry of a site, that ends by itself")
async def show_own(stage: DeskStage) -> Any:
    await _site(stage)
    await stage.said("see t.me/rookery")
    return await run(stage, "show", pattern="t.me/rookery")


@SCENES.add("/blocklist show", "listed on the shared list, for a trusted server")
async def show_shared(stage: DeskStage) -> Any:
    await _shared(stage, trusted=True)
    return await run(stage, "show", pattern="rookery.example")


@SCENES.add("/blocklist show", "listed on the shared list, for a server that is not trusted")
async def show_untrusted(stage: DeskStage) -> Any:
    await _shared(stage, trusted=False)
    return await run(stage, "show", pattern="rookery.example")


@SCENES.add("/blocklist show", "allowed here")
async def show_allowed(stage: DeskStage) -> Any:
    await _site(stage)
    await run(stage, "allow", pattern="rookery.example", reason="We talk about it.")
    return await run(stage, "show", pattern="rookery.example/threads/1")


@SCENES.add("list form", "the link is like a site")
async def form_with_site(stage: DeskStage) -> Any:
    await _site(stage)
    await stage.reported("see rookery.hk/threads/9")
    return await stage.press(1, "list")
