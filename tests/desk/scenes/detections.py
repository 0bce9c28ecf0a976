"""Messages in which a listed place was found: their cards, in each state."""

from typing import Any

from tests.cogs.seen import send
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
GUESSED = "they said rookery dot example again"
LINK = "they are at it again https://rookery.example/threads/4417"


async def guarded(stage: DeskStage, action: str = "delete") -> None:
    await stage.set_up()
    await stage.policy("set", tier="own", action=action)
    await stage.blocklist("add", pattern="rookery.example", category="harassment")


async def posted_by_several(stage: DeskStage) -> Any:
    for number in range(12):
        raider = stage.join(f"raider{number}")
        await raider.send(stage.general, f"join https://rookery.example/{number} now")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()
    return stage.detections()[0]


async def _pressed(stage: DeskStage, verb: str) -> Any:
    return await stage.moderator.click(stage.detection(1), custom_id=f"detection:1:{verb}")


async def _chosen(stage: DeskStage, value: str) -> Any:
    return await stage.moderator.select(stage.detection(1), [value], custom_id="detection:1:more")


async def after(stage: DeskStage) -> Any:
    await stage.work()
    return stage.detection(1)


@SCENES.add("Found", "removed")
async def removed(stage: DeskStage) -> Any:
    await guarded(stage)
    await stage.said(LINK)
    return stage.detection(1)


@SCENES.add("Found", "removed, disguised, with a timeout")
async def removed_timeout(stage: DeskStage) -> Any:
    await guarded(stage, "timeout")
    await stage.said("they are at r o o k e r y [.] example/threads/4417, rookery[.]example")
    return stage.detection(1)


@SCENES.add("Found", "removed, in a picture")
async def removed_in_picture(stage: DeskStage) -> Any:
    await guarded(stage)
    await stage.policy("images", switch="on")
    await stage.showed(LINK)
    return stage.detection(1)


@SCENES.add("Found", "for review")
async def review(stage: DeskStage) -> Any:
    await guarded(stage, "review")
    await stage.said(LINK)
    return stage.detection(1)


@SCENES.add("Found", "for review, deleted since")
async def review_deleted(stage: DeskStage) -> Any:
    await review(stage)
    await _pressed(stage, "delete")
    return await after(stage)


@SCENES.add("Found", "for review, its author deleted it")
async def review_gone(stage: DeskStage) -> Any:
    await guarded(stage, "review")
    message = await stage.said(LINK)
    await stage.member.delete(message)
    return await after(stage)


@SCENES.add("Found", "undone")
async def undone(stage: DeskStage) -> Any:
    await removed(stage)
    await stage.undo(1, scope="message")
    return await after(stage)


@SCENES.add("Found", "undone, and the site allowed")
async def undone_site(stage: DeskStage) -> Any:
    await removed(stage)
    await stage.undo(1, scope="site")
    return await after(stage)


@SCENES.add("Found", "dismissed")
async def dismissed(stage: DeskStage) -> Any:
    await review(stage)
    await send(
        stage.moderator,
        await _pressed(stage, "dismiss"),
        reason="news_or_counter_speech",
        note="A newspaper.",
    )
    return await after(stage)


@SCENES.add("Found", "allowed")
async def allowed(stage: DeskStage) -> Any:
    question = await allow_question(stage)
    await stage.moderator.click(question.response, custom_id="detection:1:allow:1")
    return await after(stage)


@SCENES.add("Found", "Rowan may not delete")
async def forbidden(stage: DeskStage) -> Any:
    await guarded(stage)
    stage.env.inject_error("DELETE", f"/channels/{stage.general.id}/messages/*", status=403, code=50013)
    await stage.said(LINK)
    return stage.detection(1)


@SCENES.add("Found", "a raid on one card")
async def raid(stage: DeskStage) -> Any:
    await guarded(stage)
    return await posted_by_several(stage)


@SCENES.add("Found", "the raid's removals undone")
async def raid_undone(stage: DeskStage) -> Any:
    await raid(stage)
    await stage.undo(1, scope="message")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()
    return stage.detections()[0]


@SCENES.add("Found", "several for review on one card")
async def review_several(stage: DeskStage) -> Any:
    await guarded(stage, "review")
    return await posted_by_several(stage)


@SCENES.add("Found", "several for review, dismissed")
async def review_several_dismissed(stage: DeskStage) -> Any:
    await review_several(stage)
    await send(stage.moderator, await _pressed(stage, "dismiss"), reason="no_violation")
    return await after(stage)


@SCENES.add("Found", "several that Rowan may not delete on one card")
async def forbidden_several(stage: DeskStage) -> Any:
    await guarded(stage)
    stage.env.inject_error(
        "DELETE", f"/channels/{stage.general.id}/messages/*", status=403, code=50013, times=99
    )
    return await posted_by_several(stage)


@SCENES.add("Found", "Discord could not delete it yet")
async def failed(stage: DeskStage) -> Any:
    await guarded(stage)
    stage.env.inject_error("DELETE", f"/channels/{stage.general.id}/messages/*", status=503, code=0, times=99)
    await stage.said(LINK)
    for _ in range(3):
        stage.clock.forward(minutes=1)
        await stage.work()
    return stage.detection(1)


@SCENES.add("Found", "the name of a thread")
async def thread_name(stage: DeskStage) -> Any:
    await guarded(stage)
    backend = stage.env.backend
    thread = backend.create_thread(
        stage.general.id, "read rookery.example/threads/4417", owner_id=stage.member.id
    )
    backend.announce_thread_create(thread)
    await stage.work()
    return stage.detection(1)


@SCENES.add("Found", "only likely, for review")
async def likely(stage: DeskStage) -> Any:
    await guarded(stage)
    await stage.said(GUESSED)
    return stage.detection(1)


@SCENES.add("Found", "only likely, removed since the server chose so")
async def likely_removed(stage: DeskStage) -> Any:
    await guarded(stage)
    await stage.policy("likely", action="delete")
    await stage.said(GUESSED)
    return stage.detection(1)


@SCENES.add("Found", "removed from a case")
async def by_case(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.reported(LINK)
    await stage.decide(1, "list", scope="host", category="harassment", share="no")
    return stage.detection(1)


@SCENES.add("Undo", "form")
async def undo_form(stage: DeskStage) -> Any:
    await removed(stage)
    return await _pressed(stage, "undo")


@SCENES.add("Undo", "form, for a raid")
async def undo_form_raid(stage: DeskStage) -> Any:
    await raid(stage)
    return await _pressed(stage, "undo")


@SCENES.add("Undo", "form, of what was only likely")
async def undo_form_likely(stage: DeskStage) -> Any:
    await likely_removed(stage)
    return await _pressed(stage, "undo")


@SCENES.add("Undo", "answer, of what was only likely")
async def undo_answer_likely(stage: DeskStage) -> Any:
    await likely_removed(stage)
    return await stage.undo(1, scope="message")


@SCENES.add("Undo", "answer")
async def undo_answer(stage: DeskStage) -> Any:
    await removed(stage)
    return await stage.undo(1, scope="site")


@SCENES.add("Block link", "form, from a card of something found")
async def list_form(stage: DeskStage) -> Any:
    await review(stage)
    return await _pressed(stage, "list")


@SCENES.add("Dismiss", "form, from a card of something found")
async def dismiss_form(stage: DeskStage) -> Any:
    await review(stage)
    return await _pressed(stage, "dismiss")


@SCENES.add("Delete", "answer, from a card of something found")
async def delete(stage: DeskStage) -> Any:
    await review(stage)
    return await _pressed(stage, "delete")


@SCENES.add("Delete", "question, for several")
async def delete_several(stage: DeskStage) -> Any:
    await review_several(stage)
    return await _pressed(stage, "delete")


@SCENES.add("Delete", "answer, for several")
async def deleted_several(stage: DeskStage) -> Any:
    asked = await delete_several(stage)
    return await stage.moderator.click(asked.response, custom_id="detection:1:delete:12")


@SCENES.add("Block link", "form, for several")
async def list_form_several(stage: DeskStage) -> Any:
    await review_several(stage)
    return await _pressed(stage, "list")


@SCENES.add("Dismiss", "form, for several")
async def dismiss_form_several(stage: DeskStage) -> Any:
    await review_several(stage)
    return await _pressed(stage, "dismiss")


@SCENES.add("Allow this site", "question, for several")
async def allow_several(stage: DeskStage) -> Any:
    await review_several(stage)
    return await _chosen(stage, "allow")


@SCENES.add("Allow this site", "question")
async def allow_question(stage: DeskStage) -> Any:
    await review(stage)
    return await _chosen(stage, "allow")


@SCENES.add("Read message", "of something found")
async def reveal(stage: DeskStage) -> Any:
    await removed(stage)
    return await _pressed(stage, "reveal")


@SCENES.add("Read message", "of something found, for review")
async def reveal_review(stage: DeskStage) -> Any:
    await review(stage)
    return await _pressed(stage, "reveal")


@SCENES.add("Read messages", "of a raid")
async def removals(stage: DeskStage) -> Any:
    await raid(stage)
    return await _pressed(stage, "removals")


@SCENES.add("Read messages", "several that wait")
async def removals_review(stage: DeskStage) -> Any:
    await review_several(stage)
    return await _pressed(stage, "removals")
