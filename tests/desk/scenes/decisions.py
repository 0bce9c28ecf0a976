"""Deciding a case: what is read, the forms, the answers."""

from typing import Any

from core.reports.hard_cases import MANY
from tests.cogs.seen import send
from tests.desk.scenes import cards, lists
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


@SCENES.add("Read message", "open case, with files, notes, links")
async def read(stage: DeskStage) -> Any:
    await cards.with_file(stage)
    return await stage.press(1, "reveal")


@SCENES.add("Read message", "claimed, read by its holder")
async def read_by_holder(stage: DeskStage) -> Any:
    await cards.claimed(stage)
    return await stage.press(1, "reveal")


@SCENES.add("Read message", "claimed, read by a colleague")
async def read_by_colleague(stage: DeskStage) -> Any:
    other = stage.join("colleague", "Moderators")
    await cards.claimed(stage)
    return await stage.press(1, "reveal", other)


@SCENES.add("Read message", "about a moderator, read by a manager")
async def read_by_manager(stage: DeskStage) -> Any:
    await cards.about_moderator(stage)
    return await stage.press(1, "reveal", stage.manager)


@SCENES.add("Read message", "about a moderator, by whom it is about")
async def read_by_author(stage: DeskStage) -> Any:
    await cards.about_moderator(stage)
    return await stage.press(1, "reveal")


@SCENES.add("Read message", "longer than a page")
async def read_long(stage: DeskStage) -> Any:
    await cards.with_case(
        stage, "they wrote about you again and again. " * 50 + "rookery.example", details="more " * 190
    )
    message = (await cards.with_case(stage, "and more " * 200)).id
    assert message
    return await stage.press(1, "reveal")


@SCENES.add("Read message", "closed case")
async def read_closed(stage: DeskStage) -> Any:
    await cards.closed_handled(stage)
    return await stage.press(1, "reveal")


async def _with_neighbours(stage: DeskStage) -> Any:
    """What *Read message* answers of case 1, whose message stands among others."""
    await stage.set_up()
    for text in ("is it still online?", "yes, since Monday", "call me: +1 212 555 0147"):
        await stage.member.send(stage.general, text)
    message = await stage.author.send(stage.general, "see rookery.example/threads/4417")
    await stage.member.send(stage.general, "please stop, @everyone reads this")
    await stage.report(message)
    return await stage.press(1, "reveal")


@SCENES.add("Messages around it", "before and after")
async def around(stage: DeskStage) -> Any:
    read = await _with_neighbours(stage)
    return await stage.moderator.click(read.response, custom_id="case:1:around")


@SCENES.add("Messages around it", "the reported one is gone, texts are blurred")
async def around_gone(stage: DeskStage) -> Any:
    read = await _with_neighbours(stage)
    await stage.moderator.click(read.response, custom_id="case:1:blur:on:0")
    message = next(each for each in stage.general.history() if "rookery" in each.content)
    await stage.author.delete(message)
    await stage.work()
    return await stage.moderator.click(read.response, custom_id="case:1:around")


@SCENES.add("Author's cases", "those that wait, and how the others ended")
async def author_cases(stage: DeskStage) -> Any:
    await cards.with_past(stage)
    read = await stage.press(3, "reveal")
    return await stage.moderator.click(read.response, custom_id="case:3:author")


@SCENES.add("Author's cases", "none")
async def author_cases_none(stage: DeskStage) -> Any:
    await cards.opened(stage)
    read = await stage.press(1, "reveal")
    return await stage.moderator.click(read.response, custom_id="case:1:author")


@SCENES.add("Author's cases", "a page of many")
async def author_cases_many(stage: DeskStage) -> Any:
    await stage.set_up()
    for number in range(30):
        await stage.reported(f"see rookery.example/threads/{number}")
    read = await stage.press(1, "reveal")
    return await stage.moderator.click(read.response, custom_id="case:1:author")


@SCENES.add("Read message", "texts are blurred for this reader")
async def read_blurred(stage: DeskStage) -> Any:
    await cards.with_file(stage)
    read = await stage.press(1, "reveal")
    await stage.moderator.click(read.response, custom_id="case:1:blur:on:0")
    return await stage.press(1, "reveal")


async def break_offered(stage: DeskStage) -> Any:
    """The answer to *Read message* with the offer of a break below it, for a moderator who holds cases."""
    await stage.set_up()
    read: Any = None
    for number in range(1, MANY + 1):
        await stage.reported(f"see rookery.example/threads/{number}", category="threats")
        if number < MANY:
            await stage.claim(number)
        read = await stage.press(number, "reveal")
    return read


@SCENES.add("Break", "what was held waits in the queue again")
async def rest_put_back(stage: DeskStage) -> Any:
    read = await break_offered(stage)
    return await stage.moderator.click(read.followups[-1], custom_id="rest:back")


@SCENES.add("Break", "not offered any more")
async def rest_declined(stage: DeskStage) -> Any:
    read = await break_offered(stage)
    return await stage.moderator.click(read.followups[-1], custom_id="rest:never")


@SCENES.add("Claim", "answer")
async def claim(stage: DeskStage) -> Any:
    await cards.opened(stage)
    return await stage.press(1, "claim")


@SCENES.add("Claim", "somebody else was quicker")
async def claim_late(stage: DeskStage) -> Any:
    other = stage.join("colleague", "Moderators")
    card = await cards.opened(stage)
    await stage.press(1, "claim", other)
    return await stage.moderator.click(card, custom_id="case:1:claim")


@SCENES.add("Block link", "form, one link")
async def list_form(stage: DeskStage) -> Any:
    await cards.opened(stage)
    return await stage.press(1, "list")


@SCENES.add("Block link", "form, a host below a domain, seen here before")
async def list_form_scopes(stage: DeskStage) -> Any:
    await stage.set_up()
    for number in range(3):
        await stage.said(f"https://forum.rookery.example/threads/{number}")
    await stage.reported("see https://forum.rookery.example/threads/4417")
    await stage.reported("and https://forum.rookery.example/threads/4417")
    return await stage.press(1, "list")


@SCENES.add("Block link", "several links: which one?")
async def list_which(stage: DeskStage) -> Any:
    await cards.with_file(stage)
    return await stage.press(1, "list")


@SCENES.add("Block link", "a question before what is large")
async def list_question(stage: DeskStage) -> Any:
    form = await list_form(stage)
    await lists.posted(stage, 60)
    return await send(stage.moderator, form, **cards.BLOCKED)


@SCENES.add("Block link", "answer")
async def listed(stage: DeskStage) -> Any:
    form = await list_form(stage)
    return await send(stage.moderator, form, **cards.BLOCKED)


@SCENES.add("Block link", "answer, with other cases of the link and a next case")
async def listed_related(stage: DeskStage) -> Any:
    await cards.opened(stage)
    await stage.reported("the same: rookery.example/threads/2")
    await stage.reported("another: nest.example")
    form = await stage.press(1, "list")
    return await send(stage.moderator, form, **cards.BLOCKED)


@SCENES.add("Block link", "the other cases are closed")
async def related_closed(stage: DeskStage) -> Any:
    done = await listed_related(stage)
    return await stage.moderator.click(done.response, custom_id="case:1:related")


@SCENES.add("Dismiss", "form")
async def dismiss_form(stage: DeskStage) -> Any:
    await cards.opened(stage)
    return await stage.press(1, "dismiss")


@SCENES.add("Dismiss", "form, the message was removed")
async def dismiss_form_handled(stage: DeskStage) -> Any:
    await cards.deleted(stage)
    return await stage.press(1, "dismiss")


@SCENES.add("Dismiss", "answer")
async def dismissed(stage: DeskStage) -> Any:
    return await send(stage.moderator, await dismiss_form(stage), reason="no_violation")


@SCENES.add("Dismiss", "answer, another case waits")
async def dismissed_next(stage: DeskStage) -> Any:
    await cards.opened(stage)
    await stage.reported("another: nest.example", category="threats")
    return await send(stage.moderator, await stage.press(1, "dismiss"), reason="no_violation")


@SCENES.add("Delete message", "answer")
async def delete(stage: DeskStage) -> Any:
    await cards.opened(stage)
    return await stage.delete(1)


@SCENES.add("Delete message", "the case is closed as handled")
async def delete_closed(stage: DeskStage) -> Any:
    done = await delete(stage)
    return await stage.moderator.click(done.response, custom_id="case:1:handled:p")


@SCENES.add("Delete and close", "form")
async def finish_form(stage: DeskStage) -> Any:
    await cards.opened(stage)
    return await stage.press(1, "finish")


@SCENES.add("Delete and close", "answer, another case waits")
async def finished(stage: DeskStage) -> Any:
    await cards.opened(stage)
    await stage.reported("another: nest.example", category="threats")
    form = await stage.press(1, "finish")
    return await stage.beside_removals(send(stage.moderator, form))


@SCENES.add("Delete and close", "answer, Rowan may not delete")
async def finish_forbidden(stage: DeskStage) -> Any:
    await cards.opened(stage)
    stage.env.inject_error("DELETE", f"/channels/{stage.general.id}/messages/*", status=403, code=50013)
    form = await stage.press(1, "finish")
    return await stage.beside_removals(send(stage.moderator, form))


@SCENES.add("Undo decision", "form")
async def undo_form(stage: DeskStage) -> Any:
    await cards.closed_listed(stage)
    return await stage.press(1, "undo")


@SCENES.add("Undo decision", "answer")
async def undone(stage: DeskStage) -> Any:
    return await send(stage.moderator, await undo_form(stage), notify="yes")


@SCENES.add("Undo the deletion", "form")
async def undelete_form(stage: DeskStage) -> Any:
    await cards.deleted(stage)
    return await stage.choose(1, "undelete")


@SCENES.add("Undo the deletion", "answer")
async def undeleted(stage: DeskStage) -> Any:
    return await send(stage.moderator, await undelete_form(stage), notify="yes")
