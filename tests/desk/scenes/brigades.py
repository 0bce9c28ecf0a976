"""Many accounts post one place: the alert, and what moderators do from it."""

from typing import Any

import discord

from tests.cogs.seen import is_about, send
from tests.desk.scenes.detections import LINK, guarded
from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()


async def alert(stage: DeskStage) -> Any:
    """Five accounts have posted one place."""
    await guarded(stage)
    for number in range(5):
        await stage.join(f"stranger{number}").send(stage.general, LINK)
    return await counted(stage)


async def counted(stage: DeskStage) -> Any:
    """What was posted is counted; returns the newest alert."""
    await stage.work()
    while await stage.rowan.scanning.brigades.counting.step():
        pass
    await stage.post()
    return newest(stage)


def newest(stage: DeskStage) -> Any:
    """The newest alert."""
    return [each for each in stage.review.history() if is_about(each, "alert:")][-1]


def _may(stage: DeskStage) -> None:
    """Rowan may slow channels."""
    backend = stage.env.backend
    member = backend.get_guild(stage.guild.id).members[stage.env.bot.user.id]
    for role in member.role_ids:
        rights = discord.Permissions(manage_channels=True, manage_messages=True, view_channel=True)
        rights.update(send_messages=True, read_message_history=True)
        backend.edit_role(stage.guild.id, role, {"permissions": rights.value})


async def _pressed(stage: DeskStage, verb: str) -> Any:
    answer = await stage.moderator.click(await alert(stage), custom_id=f"alert:1:{verb}")
    await stage.post()
    return answer


@SCENES.add("Alert of a brigade", "five accounts")
async def several(stage: DeskStage) -> Any:
    return await alert(stage)


@SCENES.add("Alert of a brigade", "a reported place")
async def reported(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.report_link("rookery.example/threads/4417")
    await stage.rowan.lists.index.catch_up()
    for number in range(5):
        await stage.join(f"stranger{number}").send(stage.general, "https://rookery.example/threads/4417")
    return await counted(stage)


@SCENES.add("Alert of a brigade", "a channel is slowed")
async def slowed(stage: DeskStage) -> Any:
    _may(stage)
    await _pressed(stage, "slow")
    return newest(stage)


@SCENES.add("Alert of a brigade", "answer: a channel is slowed")
async def slow_answer(stage: DeskStage) -> Any:
    _may(stage)
    return await _pressed(stage, "slow")


@SCENES.add("Alert of a brigade", "answer: a permission is missing")
async def pause_refused(stage: DeskStage) -> Any:
    _may(stage)
    return await _pressed(stage, "pause_invites")


@SCENES.add("Alert of a brigade", "ended at once")
async def undone(stage: DeskStage) -> Any:
    card = await slowed(stage)
    answer = await stage.moderator.click(card, custom_id="alert:1:undo")
    await stage.post()
    return answer


@SCENES.add("A name with a listed link", "a nickname")
async def nickname(stage: DeskStage) -> Any:
    await guarded(stage)
    who = stage.join("wanderer")
    stage.env.backend.get_guild(stage.guild.id).members[
        who.id
    ].nick = "all to rookery.example/threads/4417 @everyone"
    await who.send(stage.general, "hello")
    await stage.work()
    return stage.detection(1)


@SCENES.add("A name with a listed link", "a channel")
async def channel_name(stage: DeskStage) -> Any:
    await guarded(stage)
    stage.guild.create_voice_channel("talk rookery.example/threads/4417")
    await stage.env.settle()
    await stage.work()
    return stage.detection(1)


@SCENES.add("A name with a listed link", "an event, dismissed")
async def event_dismissed(stage: DeskStage) -> Any:
    await guarded(stage)
    at = stage.clock().isoformat()
    stage.guild.create_scheduled_event(
        "Raid on rookery.example/threads/4417", location="there", entity_type=3, start_time=at
    )
    await stage.env.settle()
    await stage.work()
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:dismiss")
    await send(stage.moderator, form, reason="no_violation")
    await stage.work()
    return stage.detection(1)
