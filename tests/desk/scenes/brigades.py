"""Many accounts post one place: the alert, and what moderators do from it."""

from typing import Any

import discord

from tests.cogs.seen import is_about
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
