"""`/setup` and `/policy`, as a manager meets them, and what managers are told by themselves."""

from typing import Any

import discord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from tests.desk.surface import Scenes
from tests.desk.world import DeskStage

SCENES = Scenes()
_SEES = discord.Permissions(view_channel=True).value


@SCENES.add("/setup", "first, nothing is set")
async def first(stage: DeskStage) -> Any:
    return await stage.manager.slash(stage.general, "setup")


@SCENES.add("/setup", "the review channel is named, all is well")
async def named(stage: DeskStage) -> Any:
    return await stage.manager.slash(stage.general, "setup", review_channel=stage.review)


@SCENES.add("/setup", "faults: channels that Rowan cannot see, a room of the team")
async def faults(stage: DeskStage) -> Any:
    everyone = stage.guild.default_role
    verified = stage.guild.create_role("Verified")
    for name in ("ann", "ben", "cas", "dan", "eve", "fay", "gus", "hal"):
        stage.guild.add_member(stage.env.create_user(name), roles=[verified])
    for channel, role in (
        ("introductions", verified),
        ("pictures", verified),
        ("team", stage.guild.roles["Managers"]),
    ):
        hidden = {
            everyone: discord.PermissionOverwrite(view_channel=False),
            role: discord.PermissionOverwrite(view_channel=True),
        }
        stage.guild.create_text_channel(channel, overwrites=hidden)
    return await named(stage)


@SCENES.add("/setup", "a channel that everybody reads is refused")
async def public(stage: DeskStage) -> Any:
    return await stage.manager.slash(stage.general, "setup", review_channel=stage.general)


@SCENES.add("/setup", "somebody who does not manage")
async def stranger(stage: DeskStage) -> Any:
    stage.open_commands()
    return await stage.moderator.slash(stage.general, "setup", review_channel=stage.review)


@SCENES.add("/setup", "a choice is taken back")
async def cleared(stage: DeskStage) -> Any:
    await stage.set_alert_role()
    await stage.set_up()
    return await stage.manager.slash(stage.general, "setup", clear="alert_role")


@SCENES.add("Notice to a manager", "the review channel became public")
async def became_public(stage: DeskStage) -> Any:
    await stage.set_up()
    opened = Overwrite(stage.guild.create_role("Verified").id, OverwriteType.ROLE, _SEES, 0)
    stage.env.backend.set_overwrite(stage.review.id, opened)
    await stage.work()
    await stage.reported("see rookery.example")
    return newest_mail(stage, stage.manager)


@SCENES.add("/policy show", "a new server")
async def policy(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy show")


@SCENES.add("/policy preset", "standard")
async def preset(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy preset", name="standard")


@SCENES.add("/policy set", "timeouts for one category")
async def policy_set(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(
        stage.general, "policy set", tier="shared", action="timeout", category="doxxing"
    )


@SCENES.add("/policy channel", "only counts there")
async def policy_channel(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy channel", channel=stage.general, mode="log")


@SCENES.add("/policy exempt", "a role")
async def policy_exempt(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy exempt", role=stage.guild.roles["Moderators"])


def newest_mail(stage: DeskStage, person: Any) -> discord.Message:
    """The newest direct message to somebody."""
    message: discord.Message = person.user.dm_channel.history()[-1]
    return message
