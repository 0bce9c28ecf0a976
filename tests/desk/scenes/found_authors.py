"""What a card of something found says of whoever wrote it, and cards about moderators."""

from typing import Any

from core.base.ids import DetectionId
from services.base.outbox import Kind
from tests.cogs.seen import send
from tests.desk.scenes import detections
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


@SCENES.add("Found", "for review, about a moderator")
async def about_moderator(stage: DeskStage) -> Any:
    await detections.guarded(stage, "review")
    await stage.moderator.send(stage.general, detections.LINK)
    return await detections.after(stage)


@SCENES.add("Found", "about a moderator, dismissed by another")
async def about_moderator_dismissed(stage: DeskStage) -> Any:
    await about_moderator(stage)
    read = await stage.manager.click(stage.detection(1), custom_id="detection:1:reveal")
    form = await stage.manager.click(read.response.message, custom_id="detection:1:dismiss:p")
    await send(stage.manager, form, reason="no_violation")
    return await detections.after(stage)


@SCENES.add("Found", "about a moderator, without a text")
async def about_moderator_textless(stage: DeskStage) -> Any:
    await about_moderator(stage)
    stage.clock.forward(days=8)
    await stage.rowan.forgetting.purge.step()
    await stage.stores.outbox.arm(Kind.DETECTION_CARD, DetectionId(1), stage.server, stage.clock())
    return await detections.after(stage)


@SCENES.add("Found", "several on one card, one of them a moderator's")
async def several_with_moderator(stage: DeskStage) -> Any:
    await detections.guarded(stage, "review")
    await stage.moderator.send(stage.general, detections.LINK)
    return await detections.posted_by_several(stage)


@SCENES.add("Found", "for review, of somebody with a past")
async def with_past(stage: DeskStage) -> Any:
    await detections.guarded(stage)
    await stage.said(detections.LINK)
    await stage.reported("and nobody will miss you", author=stage.member, by=stage.manager)
    await stage.decide(1, "dismiss", reason="no_violation")
    await stage.policy("set", tier="own", action="review")
    stage.clock.forward(minutes=11)
    await stage.said(detections.LINK)
    return stage.detection(2)


@SCENES.add("Read message", "about a moderator, without a text")
async def act_textless(stage: DeskStage) -> Any:
    await about_moderator_textless(stage)
    return await stage.manager.click(stage.detection(1), custom_id="detection:1:reveal")


@SCENES.add("Read message", "of one of several")
async def read_one_of_several(stage: DeskStage) -> Any:
    each = await detections.removals_review(stage)
    return await stage.moderator.select(each.response.message, ["2"], custom_id="detection:1:read")


@SCENES.add("Author's cases", "of something found")
async def author_cases(stage: DeskStage) -> Any:
    await with_past(stage)
    read = await stage.moderator.click(stage.detection(2), custom_id="detection:2:reveal")
    return await stage.moderator.click(read.response.message, custom_id="detection:2:author")
