"""Authors of removed messages hear of it and object; moderators decide."""

from typing import Any

from tests.cogs.seen import custom_ids, is_about, send
from tests.desk.scenes.detections import LINK, guarded
from tests.desk.scenes.setting_up import newest_mail
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_WHY = "I warned of it. @everyone see https://rookery.example and call +44 20 7946 0958"


async def told(stage: DeskStage, text: str = LINK, by: Any = None) -> Any:
    """An author was told of a removal."""
    await guarded(stage)
    return await told_again(stage, text, by)


async def told_again(stage: DeskStage, text: str = LINK, by: Any = None) -> Any:
    who = by or stage.author
    await who.send(stage.general, text)
    await stage.work()
    return newest_mail(stage, who)


async def _object_form(stage: DeskStage, notice: Any, by: Any = None) -> Any:
    who = (by or stage.author).user
    (button,) = custom_ids(notice)
    return await who.click(notice, custom_id=button)


async def _objected(stage: DeskStage, by: Any = None, why: str = _WHY) -> Any:
    form = await _object_form(stage, await told(stage, by=by), by)
    answer = await send((by or stage.author).user, form, text=why)
    await stage.work()
    return answer


def _card(stage: DeskStage) -> Any:
    return next(each for each in stage.review.history() if is_about(each, "appeal:1:reveal"))


async def _decide(stage: DeskStage, verb: str, **more: str) -> Any:
    await _objected(stage)
    form = await stage.manager.click(_card(stage), custom_id=f"appeal:1:{verb}")
    answer = await send(stage.manager, form, reason="It was a *warning*", **more)
    await stage.work()
    return answer


@SCENES.add("Notice to an author", "one removal")
async def notice(stage: DeskStage) -> Any:
    return await told(stage)


@SCENES.add("Notice to an author", "several removals")
async def notice_of_several(stage: DeskStage) -> Any:
    await guarded(stage)
    for number in range(5):
        await told_again(stage, f"{LINK}{number}")
    for number in range(8):
        await stage.author.send(stage.general, f"{LINK}?{number % 7}")
    await stage.work()
    stage.clock.forward(minutes=11)
    await stage.work()
    return newest_mail(stage, stage.author)


@SCENES.add("Notice to an author", "a list of places about self-harm")
async def notice_self_harm(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="rookery.example", category="self_harm")
    return await told_again(stage)


@SCENES.add("Notice to an author", "moderators removed it")
async def notice_by_moderators(stage: DeskStage) -> Any:
    await guarded(stage, "review")
    await stage.author.send(stage.general, LINK)
    await stage.work()
    await stage.moderator.click(stage.detection(1), custom_id="detection:1:delete")
    await stage.work()
    return newest_mail(stage, stage.author)


@SCENES.add("Notice to an author", "they objected")
async def notice_objected(stage: DeskStage) -> Any:
    await _objected(stage)
    return newest_mail(stage, stage.author)


@SCENES.add("Objecting", "the form")
async def form(stage: DeskStage) -> Any:
    return await _object_form(stage, await told(stage))


@SCENES.add("Objecting", "sent")
async def sent(stage: DeskStage) -> Any:
    return await _objected(stage)


@SCENES.add("Objecting", "what they wrote")
async def own_words(stage: DeskStage) -> Any:
    await _objected(stage)
    return await _object_form(stage, newest_mail(stage, stage.author))


@SCENES.add("Objection card", "open")
async def opened(stage: DeskStage) -> Any:
    await _objected(stage)
    return _card(stage)


@SCENES.add("Objection card", "a moderator wrote the message")
async def by_moderator(stage: DeskStage) -> Any:
    await _objected(stage, stage.join("third", "Moderators"))
    return _card(stage)


@SCENES.add("Objection card", "upheld")
async def upheld(stage: DeskStage) -> Any:
    await _decide(stage, "uphold")
    return _card(stage)


@SCENES.add("Objection card", "overturned")
async def overturned(stage: DeskStage) -> Any:
    await _decide(stage, "overturn")
    return _card(stage)


@SCENES.add("Objection card", "the removal was undone meanwhile")
async def undone(stage: DeskStage) -> Any:
    await _objected(stage)
    await stage.undo(1, scope="message")
    await stage.work()
    return _card(stage)


@SCENES.add("Deciding an objection", "read")
async def read(stage: DeskStage) -> Any:
    await _objected(stage)
    return await stage.manager.click(_card(stage), custom_id="appeal:1:reveal")


@SCENES.add("Deciding an objection", "the form of Uphold")
async def uphold_form(stage: DeskStage) -> Any:
    await _objected(stage)
    return await stage.manager.click(_card(stage), custom_id="appeal:1:uphold")


@SCENES.add("Deciding an objection", "the form of Overturn")
async def overturn_form(stage: DeskStage) -> Any:
    await _objected(stage)
    return await stage.manager.click(_card(stage), custom_id="appeal:1:overturn")


@SCENES.add("Deciding an objection", "one's own decision")
async def own_decision(stage: DeskStage) -> Any:
    await _objected(stage)
    return await stage.moderator.click(_card(stage), custom_id="appeal:1:uphold")


@SCENES.add("Deciding an objection", "overturned, and the site allowed")
async def overturned_answer(stage: DeskStage) -> Any:
    return await _decide(stage, "overturn", scope="site")


@SCENES.add("Deciding an objection", "the note below the card")
async def overturned_note(stage: DeskStage) -> Any:
    await _decide(stage, "overturn")
    return next(each for each in stage.review.history() if custom_ids(each) == ["appeal:1:note"])


@SCENES.add("Deciding an objection", "reminder")
async def reminder(stage: DeskStage) -> Any:
    await _objected(stage)
    stage.clock.forward(days=2, minutes=1)
    await stage.rowan.scanning.appeals.job.step()
    await stage.work()
    return stage.review.history()[-1]


@SCENES.add("Deciding an objection", "the queue counts it")
async def queue(stage: DeskStage) -> Any:
    await _objected(stage)
    return await stage.moderator.slash(stage.general, "queue")


@SCENES.add("What an author hears", "the removal stands")
async def answer_upheld(stage: DeskStage) -> Any:
    await _decide(stage, "uphold")
    return newest_mail(stage, stage.author)


@SCENES.add("What an author hears", "it was taken back")
async def letter(stage: DeskStage) -> Any:
    await _decide(stage, "overturn")
    return newest_mail(stage, stage.author)
