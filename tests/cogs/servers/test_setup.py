"""`/setup`, as managers and others meet it."""

import discord

from core.base.ids import ServerId
from tests.cogs.conftest import Stage


async def test_without_options_it_says_what_is_not_set(stage: Stage) -> None:
    answer = await stage.manager.slash(stage.general, "setup")
    assert answer.ephemeral
    assert "not set up yet" in answer.response.content
    assert not (await stage.rowan.base.servers.get(ServerId(stage.guild.id))).set_up


async def test_a_review_channel_that_everyone_reads_is_refused_with_the_reason(stage: Stage) -> None:
    answer = await stage.manager.slash(stage.general, "setup", review_channel=stage.general)
    assert "can be read by everyone" in answer.response.content
    assert not (await stage.rowan.base.servers.get(ServerId(stage.guild.id))).set_up


async def test_it_saves_what_is_named_and_keeps_the_rest(stage: Stage) -> None:
    await stage.manager.slash(stage.general, "setup", review_channel=stage.review, list_name="Lighthouse")
    answer = await stage.manager.slash(stage.general, "setup", second_approval=True)
    assert f"<#{stage.review.id}>" in answer.response.content
    assert "Lighthouse" in answer.response.content
    settings = await stage.rowan.base.servers.get(ServerId(stage.guild.id))
    assert (settings.review_channel, settings.second_approval) == (stage.review.id, True)


async def test_it_names_each_missing_permission_and_where(stage: Stage) -> None:
    denied = {stage.env.bot.user: discord.PermissionOverwrite(manage_messages=False)}
    closed = stage.guild.create_text_channel("closed", overwrites=denied)
    answer = await stage.manager.slash(stage.general, "setup", review_channel=stage.review)
    lines = [line for line in answer.response.content.splitlines() if "I lack" in line]
    assert lines == [f"⚠️ I lack **Manage Messages** in <#{closed.id}>."]


async def test_a_moderator_role_without_rights_is_told_about_discords_settings(stage: Stage) -> None:
    helpers = stage.guild.create_role("Helpers")
    answer = await stage.manager.slash(
        stage.general, "setup", review_channel=stage.review, moderator_role=helpers
    )
    assert "Integrations" in answer.response.content


async def test_a_hostile_list_name_mentions_nobody(stage: Stage) -> None:
    answer = await stage.manager.slash(
        stage.general, "setup", review_channel=stage.review, list_name="@everyone https://evil.example"
    )
    assert "https://evil.example" not in answer.response.content
    assert not answer.response.message.mention_everyone


async def test_everyone_is_no_moderator_role_and_no_alert_role(stage: Stage) -> None:
    for option in ("moderator_role", "alert_role"):
        answer = await stage.manager.slash(
            stage.general, "setup", review_channel=stage.review, **{option: stage.guild.default_role}
        )
        assert "everyone in this server" in answer.response.content
    assert not (await stage.rowan.base.servers.get(ServerId(stage.guild.id))).set_up


async def test_what_was_chosen_can_be_taken_back(stage: Stage) -> None:
    helpers = stage.guild.create_role("Helpers")
    await stage.manager.slash(stage.general, "setup", review_channel=stage.review, moderator_role=helpers)
    await stage.manager.slash(stage.general, "setup", clear="moderator_role")
    settings = await stage.rowan.base.servers.get(ServerId(stage.guild.id))
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
    answer = await stage.manager.slash(stage.general, "setup", review_channel=review, alert_role=silent)
    assert f"Discord would ping nobody when I mention <@&{silent.id}>" in answer.response.content
    loud = stage.guild.create_role("Loud", mentionable=True)
    answer = await stage.manager.slash(stage.general, "setup", alert_role=loud)
    assert "ping nobody" not in answer.response.content
    # A role that nobody may mention is reached by whoever may mention all.
    answer = await stage.manager.slash(stage.general, "setup", review_channel=stage.review, alert_role=silent)
    assert "ping nobody" not in answer.response.content
