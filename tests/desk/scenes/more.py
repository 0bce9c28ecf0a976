"""The rarer actions of a case: what *More* opens."""

from typing import Any

from tests.cogs.seen import send
from tests.desk.scenes import cards
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


@SCENES.add("Release", "answer")
async def release(stage: DeskStage) -> Any:
    await cards.claimed(stage)
    return await stage.choose(1, "release")


@SCENES.add("Hand over", "to whom?")
async def hand_over(stage: DeskStage) -> Any:
    stage.join("colleague", "Moderators")
    await cards.claimed(stage)
    return await stage.choose(1, "handover")


@SCENES.add("Hand over", "answer")
async def handed_over(stage: DeskStage) -> Any:
    asked = await hand_over(stage)
    return await stage.moderator.select(asked.response, [stage.joined[0]], custom_id="case:1:handover")


@SCENES.add("Take back", "answer")
async def take_back(stage: DeskStage) -> Any:
    await cards.handed_over(stage)
    return await stage.choose(1, "takeback")


@SCENES.add("History", "a case with a past")
async def history(stage: DeskStage) -> Any:
    await cards.reopened(stage)
    return await stage.choose(1, "history")


@SCENES.add("Mute a reporter", "whom?")
async def mute(stage: DeskStage) -> Any:
    await stage.set_up()
    message = await stage.reported("see rookery.example", category="scam")
    await stage.report(message, by=stage.join("second"), category="scam")
    return await stage.choose(1, "mute")


@SCENES.add("Mute a reporter", "form")
async def mute_form(stage: DeskStage) -> Any:
    asked = await mute(stage)
    return await stage.moderator.select(asked.response, ["1"], custom_id="case:1:mute")


@SCENES.add("Mute a reporter", "answer")
async def muted(stage: DeskStage) -> Any:
    return await send(stage.moderator, await mute_form(stage), reason="flooding")


@SCENES.add("Ask the reporter", "form")
async def ask_form(stage: DeskStage) -> Any:
    await cards.opened(stage)
    return await stage.choose(1, "reply")


@SCENES.add("Ask the reporter", "form, of several one is chosen")
async def ask_which(stage: DeskStage) -> Any:
    await mute(stage)
    return await stage.choose(1, "reply")


@SCENES.add("Ask the reporter", "answer")
async def ask_sent(stage: DeskStage) -> Any:
    return await send(stage.moderator, await ask_form(stage), text="Where did you see it first?")


@SCENES.add("Answer of a reporter", "in the review channel, about a moderator")
async def answer_hidden(stage: DeskStage) -> Any:
    await cards.about_moderator(stage)
    await cards.question_answered(stage, stage.manager)
    return stage.review.history()[-1]


@SCENES.add("Answer of a reporter", "read")
async def answer_read(stage: DeskStage) -> Any:
    return await stage.manager.click(await answer_hidden(stage), custom_id="relay:2:read")
