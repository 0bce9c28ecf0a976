"""`/setup`, as managers and others meet it."""

import discord
import pytest

from tests.cogs.stage import Stage
from tests.wording import lines_saying, said, unsaid


async def test_without_options_it_says_what_is_not_set(stage: Stage) -> None:
    answer = await stage.manager.slash(stage.general, "setup")
    assert answer.ephemeral
    said(answer.response.content, "setup-not-yet")
    assert not (await stage.settings()).set_up


async def test_a_review_channel_that_everyone_reads_is_refused_with_the_reason(stage: Stage) -> None:
    said(await stage.set_up(review_channel=stage.general), "setup-review-public")
    assert not (await stage.settings()).set_up


async def test_it_saves_what_is_named_and_keeps_the_rest(stage: Stage) -> None:
    await stage.set_up(review_channel=stage.review, list_name="Lighthouse")
    answer = await stage.set_up(second_approval=True)
    said(answer, "setup-review-channel", channel=f"<#{stage.review.id}>")
    assert "Lighthouse" in answer
    settings = await stage.settings()
    assert (settings.review_channel, settings.second_approval) == (stage.review.id, True)


async def test_it_names_each_missing_permission_and_where(stage: Stage) -> None:
    denied = {stage.env.bot.user: discord.PermissionOverwrite(manage_messages=False)}
    closed = stage.guild.create_text_channel("closed", overwrites=denied)
    answer = await stage.set_up()
    (missing,) = lines_saying(answer, "setup-missing-permission")
    lacking = {"permission": "Manage Messages", "channels": f"<#{closed.id}>", "more": 0}
    said(missing, "setup-missing-permission", **lacking)


async def test_a_moderator_role_without_rights_is_told_about_discords_settings(stage: Stage) -> None:
    helpers = stage.guild.create_role("Helpers")
    answer = await stage.set_up(review_channel=stage.review, moderator_role=helpers)
    said(answer, "setup-role-needs-commands")


async def test_a_hostile_list_name_mentions_nobody(stage: Stage) -> None:
    answer = await stage.manager.slash(
        stage.general, "setup", review_channel=stage.review, list_name="@everyone https://evil.example"
    )
    assert "https://evil.example" not in answer.response.content
    assert not answer.response.message.mention_everyone


@pytest.mark.parametrize("option", ["moderator_role", "alert_role"])
async def test_everyone_is_no_moderator_role_and_no_alert_role(stage: Stage, option: str) -> None:
    answer = await stage.set_up(review_channel=stage.review, **{option: stage.guild.default_role})
    said(answer, "setup-role-everyone")
    assert not (await stage.settings()).set_up


async def test_what_was_chosen_can_be_taken_back(stage: Stage) -> None:
    helpers = stage.guild.create_role("Helpers")
    await stage.set_up(review_channel=stage.review, moderator_role=helpers)
    await stage.set_up(clear="moderator_role")
    settings = await stage.settings()
    assert (settings.moderator_role, settings.review_channel) == (None, stage.review.id)


async def test_an_alert_role_that_cannot_be_pinged_is_told(stage: Stage) -> None:
    me, everyone = stage.env.bot.user, stage.guild.default_role
    overwrites = {
        everyone: discord.PermissionOverwrite(view_channel=False),
        stage.guild.roles["Managers"]: discord.PermissionOverwrite(view_channel=True),
        me: discord.PermissionOverwrite(view_channel=True, mention_everyone=False),
    }
    review = stage.guild.create_text_channel("alerts", overwrites=overwrites)
    silent = stage.guild.create_role("Alert")
    answer = await stage.set_up(review_channel=review, alert_role=silent)
    said(answer, "setup-alert-role-silent", role=f"<@&{silent.id}>")
    loud = stage.guild.create_role("Loud", mentionable=True)
    unsaid(await stage.set_up(alert_role=loud), "setup-alert-role-silent")
    # A role that nobody may mention is reached by whoever may mention all.
    answer = await stage.set_up(review_channel=stage.review, alert_role=silent)
    unsaid(answer, "setup-alert-role-silent")
