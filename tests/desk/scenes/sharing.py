"""What stands between servers: shared entries, and the updates of another server's campaign."""

from typing import Any

from core.base.ids import ChannelId
from core.lists.holds import HoldReason
from services.lists.shared_list.trust import Trust
from tests.cogs.opening import peopled
from tests.cogs.seen import custom_ids
from tests.desk.scenes.campaigns import updates
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage
from tests.stores import storage_of

SCENES = Scenes()


async def _two(stage: DeskStage) -> DeskStage:
    """Two servers that the operator trusts, each in a group of its own; returns the second."""
    other = peopled(DeskStage, stage.env, stage.rowan, stage.clock, "Harbour")
    base = stage.rowan.base
    trust = Trust(storage=storage_of(base.database, base.vault), clock=stage.clock)
    for each in (stage, other):
        await each.set_up()
        await trust.trust(str(each.server), None)
    return other


async def _proposed(stage: DeskStage) -> DeskStage:
    """The first server proposes an entry; returns the second."""
    other = await _two(stage)
    await stage.blocklist(
        "add", pattern="rookery.example", category="harassment", note="Threads.", share=True
    )
    return other


@SCENES.add("/blocklist pending", "an entry of another server waits")
async def pending(stage: DeskStage) -> Any:
    other = await _proposed(stage)
    return other, await other.moderator.slash(other.general, "blocklist pending")


@SCENES.add("/blocklist pending", "several entries wait, one of them disputed")
async def pending_several(stage: DeskStage) -> Any:
    other = await _proposed(stage)
    for number in range(6):
        await stage.blocklist("add", pattern=f"rookery-{number}.example", note="Threads.", share=True)
    await other.moderator.slash(other.general, "blocklist dispute", pattern="rookery-1.example", reason="No.")
    return other, await other.moderator.slash(other.general, "blocklist pending")


@SCENES.add("/blocklist confirm", "an entry of another server")
async def confirm(stage: DeskStage) -> Any:
    other = await _proposed(stage)
    return other, await other.moderator.slash(other.general, "blocklist confirm", pattern="rookery.example")


@SCENES.add("/blocklist pending", "Confirm, where that would do much: a question")
async def confirm_asked(stage: DeskStage) -> Any:
    other = await _proposed(stage)
    seen = stage.rowan.lists.hosts_seen
    for _ in range(60):
        seen.note(other.server, ChannelId(other.general.id), "https://rookery.example/x", by_staff=False)
    await seen.write()
    page = await other.moderator.slash(other.general, "blocklist pending")
    press = next(each for each in custom_ids(page.response) if each.endswith(":confirm"))
    return other, await other.moderator.click(page.response.message, custom_id=press)


@SCENES.add("/lists follow_allows", "a server that publishes them")
async def follow_allows(stage: DeskStage) -> Any:
    other = await _two(stage)
    await stage.manager.slash(stage.general, "setup", list_name="Lighthouse")
    await stage.manager.slash(stage.general, "lists publish_allows", on=True)
    return other, await other.manager.slash(other.general, "lists follow_allows", server="Lighthouse")


@SCENES.add("/lists unfollow_allows", "a server that was followed")
async def unfollow_allows(stage: DeskStage) -> Any:
    other = (await follow_allows(stage))[0]
    return other, await other.manager.slash(other.general, "lists unfollow_allows", server="Lighthouse")


@SCENES.add("What runs out on the shared list", "Renew all")
async def renewed_all(stage: DeskStage) -> Any:
    _, message = await renewal(stage)
    press = next(each for each in custom_ids(message) if each.endswith(":all"))
    return stage, await stage.moderator.click(message, custom_id=press)


@SCENES.add("/blocklist dispute", "an entry of another server")
async def dispute(stage: DeskStage) -> Any:
    other = await _proposed(stage)
    options = {"pattern": "rookery.example", "reason": "It is a library."}
    return other, await other.moderator.slash(other.general, "blocklist dispute", **options)


@SCENES.add("/blocklist show", "a shared entry that was confirmed")
async def show(stage: DeskStage) -> Any:
    other = (await confirm(stage))[0]
    return other, await other.moderator.slash(other.general, "blocklist show", pattern="rookery.example")


@SCENES.add("Found", "for review, by the shared list")
async def found(stage: DeskStage) -> Any:
    other = (await confirm(stage))[0]
    await other.said("see https://rookery.example/threads/4417")
    return other, other.detections()[0]


@SCENES.add("/campaign follow", "answer")
async def follow(stage: DeskStage) -> Any:
    other = await _two(stage)
    await updates.begin(stage)
    options = {"campaign": "1", "channel": other.general, "approve": True}
    return other, await other.moderator.slash(other.general, "campaign follow", **options)


@SCENES.add("Update", "another server's, waits for approval here")
async def waits(stage: DeskStage) -> Any:
    other = (await follow(stage))[0]
    await updates.publish(stage)
    return other, other.review.history()[-1]


@SCENES.add("Update", "another server's, approved here")
async def approved(stage: DeskStage) -> Any:
    other, card = await waits(stage)
    await other.moderator.click(card, custom_id=updates.button_of(card, "approve"))
    await other.work()
    return other, other.review.history()[-1]


@SCENES.add("Update", "another server's, copy in a channel")
async def copy(stage: DeskStage) -> Any:
    other = (await approved(stage))[0]
    return other, other.general.history()[-1]


@SCENES.add("/campaign unfollow", "answer")
async def unfollow(stage: DeskStage) -> Any:
    other = (await follow(stage))[0]
    return other, await other.moderator.slash(other.general, "campaign unfollow", campaign="1")


@SCENES.add("/blocklist pending", "Dispute …: form")
async def dispute_form(stage: DeskStage) -> Any:
    other, page = await pending(stage)
    press = next(each for each in custom_ids(page.response) if each.endswith(":dispute"))
    return other, await other.moderator.click(page.response.message, custom_id=press)


@SCENES.add("/blocklist show", "a shared entry that is held")
async def held(stage: DeskStage) -> Any:
    other = (await confirm(stage))[0]
    watched = await stage.stores.holds.watched("rookery.example")
    await stage.stores.holds.hold(watched.entry, HoldReason.REMOVED, stage.clock())
    await stage.stores.notices.note_held(stage.server, watched.entry, stage.clock())
    return other, await other.moderator.slash(other.general, "blocklist show", pattern="rookery.example")


@SCENES.add("News of the shared list", "an entry of this server is held, and disputed")
async def news(stage: DeskStage) -> Any:
    other = (await held(stage))[0]
    options = {"pattern": "rookery.example", "reason": "It is a library."}
    await other.moderator.slash(other.general, "blocklist dispute", **options)
    await stage.rowan.lists.news.tell(stage.clock())
    await stage.post()
    return stage, stage.review.history()[-1]


@SCENES.add("What runs out on the shared list", "message")
async def renewal(stage: DeskStage) -> Any:
    await _two(stage)
    for number in range(7):
        await stage.blocklist("add", pattern=f"rookery-{number}.example", share=True)
    stage.clock.forward(days=167)
    await stage.rowan.lists.renewals.ask(stage.clock())
    await stage.post()
    return stage, stage.review.history()[-1]


@SCENES.add("What runs out on the shared list", "One by one")
async def renewal_each(stage: DeskStage) -> Any:
    _, message = await renewal(stage)
    press = next(each for each in custom_ids(message) if each.endswith(":each"))
    return stage, await stage.moderator.click(message, custom_id=press)
