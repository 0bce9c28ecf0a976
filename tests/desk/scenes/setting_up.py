"""`/setup` and `/policy`, as a manager meets them, and what managers are told by themselves."""

from typing import Any

import discord
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from core.servers.policy_changes import MANY
from tests.cogs.seen import custom_ids
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


async def tested(stage: DeskStage) -> Any:
    """The manager presses *Report a test message*; returns what they are told once the card stands, or did not come."""
    await stage.set_up()
    asked = await stage.manager.slash(stage.general, "setup")
    return await stage.beside_posts(stage.manager.click(asked.response, custom_id="setup:test"))


def _of_test(stage: DeskStage, on: str) -> discord.Message:
    ids = f"rehearsal:1:end:{on}"
    return next(each for each in stage.review.history() if ids in custom_ids(each))


@SCENES.add("Test message", "answer, the card arrived")
async def test_arrived(stage: DeskStage) -> Any:
    return await tested(stage)


@SCENES.add("Test message", "answer, the card has not come yet")
async def test_not_yet(stage: DeskStage) -> Any:
    await stage.set_up()
    asked = await stage.manager.slash(stage.general, "setup")
    return await stage.manager.click(asked.response, custom_id="setup:test")


@SCENES.add("Test message", "answer, everybody reads the review channel by now")
async def test_public(stage: DeskStage) -> Any:
    await stage.set_up()
    asked = await stage.manager.slash(stage.general, "setup")
    opened = Overwrite(stage.guild.default_role.id, OverwriteType.ROLE, _SEES, 0)
    stage.env.backend.set_overwrite(stage.review.id, opened)
    await stage.env.settle()
    return await stage.manager.click(asked.response, custom_id="setup:test")


@SCENES.add("Test message", "what is reported")
async def test_message(stage: DeskStage) -> Any:
    await tested(stage)
    return _of_test(stage, "message")


@SCENES.add("Test message", "its card")
async def test_card(stage: DeskStage) -> Any:
    await tested(stage)
    return _of_test(stage, "card")


@SCENES.add("Test message", "taken away")
async def test_ended(stage: DeskStage) -> Any:
    card = await test_card(stage)
    return await stage.moderator.click(card, custom_id="rehearsal:1:end:card")


@SCENES.add("Test message", "it was taken away already")
async def test_over(stage: DeskStage) -> Any:
    answer = await tested(stage)
    await stage.manager.click(answer.response, custom_id="rehearsal:1:end:p")
    return await stage.manager.click(answer.response, custom_id="rehearsal:1:end:p")


@SCENES.add("Notice to a manager", "the review channel became public")
async def became_public(stage: DeskStage) -> Any:
    await stage.set_up()
    opened = Overwrite(stage.guild.create_role("Verified").id, OverwriteType.ROLE, _SEES, 0)
    stage.env.backend.set_overwrite(stage.review.id, opened)
    await stage.work()
    await stage.reported("see rookery.example")
    return newest_mail(stage, stage.manager)


@SCENES.add("/policy set", "it would have treated much otherwise")
async def policy_asks(stage: DeskStage) -> Any:
    await stage.set_up()
    await stage.blocklist("add", pattern="a.example")
    for number in range(MANY):
        await stage.author.send(stage.general, f"see https://a.example/{number}")
    await stage.work()
    return await stage.manager.slash(stage.general, "policy set", tier="own", action="review")


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


@SCENES.add("/policy likely", "delete")
async def policy_likely(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy likely", action="delete")


@SCENES.add("/policy channel", "only counts there")
async def policy_channel(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy channel", channel=stage.general, mode="log")


@SCENES.add("/policy exempt", "a role")
async def policy_exempt(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy exempt", role=stage.guild.roles["Moderators"])


@SCENES.add("/policy images", "on")
async def policy_images(stage: DeskStage) -> Any:
    await stage.set_up()
    return await stage.manager.slash(stage.general, "policy images", switch="on")


def newest_mail(stage: DeskStage, person: Any) -> discord.Message:
    """The newest direct message to somebody."""
    message: discord.Message = person.user.dm_channel.history()[-1]
    return message
