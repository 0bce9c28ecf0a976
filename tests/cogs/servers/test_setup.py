"""`/setup`, as managers and others meet it."""

from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from core.base.errors import StorageBusy
from services.base.outbox import ChannelProblem
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


async def test_channels_of_every_kind_are_looked_at_and_those_that_lack_the_same_stand_together(
    stage: Stage,
) -> None:
    guild, backend = stage.guild, stage.env.backend
    await stage.set_up()
    made = [
        guild.create_text_channel("text"),
        guild.create_news_channel("news"),
        guild.create_forum_channel("forum"),
        guild.create_voice_channel("voice"),
        guild.create_stage_channel("stage"),
    ]
    guild.create_category("no messages")
    voice = discord.Permissions(manage_messages=True, connect=True)
    hidden = discord.Permissions(manage_messages=True, view_channel=True, read_message_history=True)
    me = backend.get_guild(guild.id).members[stage.env.bot.user.id].role_ids[0]
    for channel in made:
        denied = hidden if channel is made[0] else voice
        backend.set_overwrite(channel.id, Overwrite(me, OverwriteType.ROLE, 0, denied.value))
    await stage.env.settle()
    told = lines_saying(await stage.set_up(digest=True), "setup-missing-permission")
    names = (
        "Manage Messages",
        "Manage Messages, Connect",
        "View Channel, Manage Messages, Read Message History",
    )
    wanted = {names[2]: made[:1], names[0]: made[1:3], names[1]: made[3:]}
    assert len(told) == len(wanted)
    for permission, channels in wanted.items():
        mentions = ", ".join(f"<#{channel.id}>" for channel in channels)
        said("\n".join(told), "setup-missing-permission", permission=permission, channels=mentions, more=0)


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


@pytest.mark.parametrize(
    "name", ["operator", "O\u200bPERATOR", "ｏperator", "server-0123456789", "SERVER-abcdef01"]
)
async def test_nobody_takes_a_name_that_rowan_gives(stage: Stage, name: str) -> None:
    await stage.set_up(review_channel=stage.review, list_name="Lighthouse")
    said(await stage.set_up(list_name=name), "setup-list-name-given")
    assert (await stage.settings()).list_name == "Lighthouse"


async def test_a_list_name_is_one_line(stage: Stage) -> None:
    await stage.set_up(review_channel=stage.review, list_name="Harbour\n- Confirmed by\u202e Lantern")
    assert (await stage.settings()).list_name == "Harbour - Confirmed by Lantern"


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


async def test_what_was_saved_is_said_though_nothing_can_be_read_afterwards(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def busy(server: int) -> None:
        raise StorageBusy

    monkeypatch.setattr(stage.rowan.base.servers, "get", busy)
    said(await stage.set_up(), "setup-saved")
    monkeypatch.undo()
    assert (await stage.settings()).review_channel == stage.review.id


async def test_all_is_not_well_where_only_trying_to_post_found_what_is_wrong(stage: Stage) -> None:
    said(await stage.set_up(), "setup-all-well")
    servers = stage.rowan.base.servers
    await servers.review_channel_failed(await stage.settings(), ChannelProblem.FORBIDDEN)
    answer = await stage.set_up(digest=True)
    said(answer, "setup-review-refused")
    unsaid(answer, "setup-all-well")


class TestReaders:
    """Who can read the review channel besides moderators."""

    async def test_a_role_that_opens_it_is_named_with_how_many_have_it(self, stage: Stage) -> None:
        verified = stage.guild.create_role("Verified")
        for name in ("ann", "ben", "cas"):
            stage.guild.add_member(stage.env.create_user(name), roles=[verified])
        open_to_all = opened(stage, "open", verified)
        answer = await stage.set_up(review_channel=open_to_all)
        roles = f"<@&{verified.id}> (3)"
        said(answer, "setup-review-open", channel=f"<#{open_to_all.id}>", roles=roles, more=0)
        assert not (await stage.settings()).set_up

    async def test_a_gate_on_the_server_is_found_too(self, stage: Stage) -> None:
        rights = discord.Permissions(send_messages=True, use_application_commands=True)
        stage.env.backend.edit_role(stage.guild.id, stage.guild.id, {"permissions": rights.value})
        seen = discord.Permissions(view_channel=True)
        gate = stage.guild.create_role("Gate", permissions=seen)
        stage.manager = stage.guild.add_member(
            stage.env.create_user("head"), roles=[gate, stage.guild.roles["Managers"]]
        )
        answer = await stage.set_up(review_channel=stage.general)
        said(answer, "setup-review-open", channel=f"<#{stage.general.id}>")

    @pytest.mark.parametrize("right", ["manage_messages", "manage_guild", "administrator"])
    async def test_roles_of_moderators_are_fine(self, stage: Stage, right: str) -> None:
        team = stage.guild.create_role("Team", permissions=discord.Permissions(**{right: True}))
        unsaid(await stage.set_up(review_channel=opened(stage, "team", team)), "setup-review-open")
        assert (await stage.settings()).set_up

    async def test_the_moderator_role_that_is_named_with_it_is_fine(self, stage: Stage) -> None:
        staff = stage.guild.create_role("Staff")
        room = opened(stage, "staff", staff)
        said(await stage.set_up(review_channel=room), "setup-review-open")
        await stage.set_up(review_channel=room, moderator_role=staff)
        assert (await stage.settings()).set_up
        said(await stage.set_up(clear="moderator_role"), "setup-review-is-open")

    async def test_a_manager_may_accept_a_role_and_take_it_back(self, stage: Stage) -> None:
        trainees, bots = stage.guild.create_role("Trainees"), stage.guild.create_role("Bots")
        room = opened(stage, "staff", trainees, bots)
        await stage.set_up(review_channel=stage.review, review_reader=trainees)
        said(await stage.set_up(review_channel=room), "setup-review-open", roles=f"<@&{bots.id}> (0)")
        answer = await stage.set_up(review_channel=room, review_reader=bots)
        roles = f"<@&{trainees.id}>, <@&{bots.id}>"
        said(answer, "setup-review-readers", roles=roles)
        unsaid(answer, "setup-review-is-open")
        assert (await stage.settings()).review_readers == {trainees.id, bots.id}
        said(await stage.set_up(clear="review_readers"), "setup-review-is-open")
        assert (await stage.settings()).review_readers == set()

    async def test_a_role_that_many_have_cannot_be_accepted_and_everyone_never(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("core.servers.review_readers.MOST_READERS", 2)
        verified = stage.guild.create_role("Verified")
        for name in ("ann", "ben", "cas"):
            stage.guild.add_member(stage.env.create_user(name), roles=[verified])
        room = opened(stage, "open", verified)
        answer = await stage.set_up(review_channel=room, review_reader=verified)
        said(answer, "setup-reader-many", members=3, limit=2)
        everyone = stage.guild.default_role
        said(await stage.set_up(review_channel=room, review_reader=everyone), "setup-role-everyone")
        assert not (await stage.settings()).set_up

    async def test_where_discord_does_not_count_a_role_is_refused_all_the_same(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def silent(server: int) -> None:
            raise TimeoutError

        monkeypatch.setattr(stage.rowan.client.http, "get_role_member_counts", silent)
        helpers = stage.guild.create_role("Helpers")
        room = opened(stage, "open", helpers)
        answer = await stage.set_up(review_channel=room)
        said(answer, "setup-review-open", roles=f"<@&{helpers.id}>", more=0)
        await stage.set_up(review_channel=room, review_reader=helpers)
        assert (await stage.settings()).set_up

    async def test_single_members_are_named_unless_they_moderate_or_are_bots(self, stage: Stage) -> None:
        helper_bot = stage.guild.add_member(stage.env.create_user("helper", bot=True))
        room = opened(stage, "few", stage.member, stage.moderator, helper_bot)
        answer = await stage.set_up(review_channel=room)
        said(answer, "setup-review-read-alone", members=f"<@{stage.member.id}>", more=0)
        assert (await stage.settings()).set_up

    async def test_a_member_of_whom_discord_says_nothing_is_named(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def silent(*_: int) -> None:
            raise TimeoutError

        monkeypatch.setattr(stage.rowan.client.http, "get_member", silent)
        answer = await stage.set_up(review_channel=opened(stage, "few", stage.moderator))
        said(answer, "setup-review-read-alone", members=f"<@{stage.moderator.id}>", more=0)


def opened(stage: Stage, name: str, *to: Any) -> Any:
    """A channel that these roles and members can read, and Rowan."""
    hidden, shown = (
        discord.PermissionOverwrite(view_channel=False),
        discord.PermissionOverwrite(view_channel=True),
    )
    team = (stage.guild.roles["Managers"], stage.env.bot.user)
    overwrites = {stage.guild.default_role: hidden} | dict.fromkeys((*team, *to), shown)
    return stage.guild.create_text_channel(name, overwrites=overwrites)
