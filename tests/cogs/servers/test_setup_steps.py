"""`/setup`: which channels Rowan cannot see, and what a manager is to do next."""

from typing import Any

import discord
import pytest

from core.base.errors import StorageBusy
from tests.cogs.stage import Stage
from tests.wording import said, unsaid


class TestHiddenChannels:
    """Channels that Rowan cannot see: a room of the team is meant to be so, what most members see is not."""

    async def test_a_room_of_the_team_is_counted_apart_and_all_is_well(self, stage: Stage) -> None:
        staff = hidden(stage, "staff", stage.guild.roles["Managers"])
        answer = await stage.set_up()
        said(answer, "setup-all-well")
        said(answer, "setup-hidden", count=1, channels=f"<#{staff.id}>", more=0)
        unsaid(answer, "setup-missing-permission")

    async def test_so_is_one_that_a_few_may_enter(self, stage: Stage) -> None:
        club = stage.guild.create_role("Club")
        hidden(stage, "club", club)
        said(await stage.set_up(), "setup-hidden", count=1)

    @pytest.mark.parametrize("known", [True, False])
    async def test_one_that_most_members_see_is_missing_and_so_is_one_of_which_that_is_not_known(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch, *, known: bool
    ) -> None:
        verified = stage.guild.create_role("Verified")
        for name in ("ann", "ben", "cas", "dan", "eve", "fay", "gus", "hal")[: 8 if known else 0]:
            stage.guild.add_member(stage.env.create_user(name), roles=[verified])

        async def silent(server: int) -> None:
            raise TimeoutError

        if not known:
            monkeypatch.setattr(stage.rowan.client.http, "get_role_member_counts", silent)
        behind = hidden(stage, "behind the gate", verified)
        answer = await stage.set_up()
        said(answer, "setup-missing-permission", channels=f"<#{behind.id}>", more=0)
        unsaid(answer, "setup-hidden")

    async def test_the_review_channel_is_never_meant_to_be_hidden_from_rowan(self, stage: Stage) -> None:
        room = hidden(stage, "review-2", stage.guild.roles["Managers"])
        answer = await stage.set_up(review_channel=room)
        said(answer, "setup-saved-waits")
        unsaid(answer, "setup-saved")
        said(answer, "setup-missing-permission", channels=f"<#{room.id}>")
        said(answer, "setup-next-mend")
        said(await stage.manager_setup(), "setup-waits")


class TestNextStep:
    """What every answer ends with."""

    async def test_one_step_after_the_other(self, stage: Stage) -> None:
        said(await stage.manager_setup(), "setup-next-review")
        said(await stage.set_up(), "setup-next-alert")
        loud = stage.guild.create_role("Loud", mentionable=True)
        said(await stage.set_up(alert_role=loud), "setup-next-report", channel=f"<#{stage.review.id}>")

    async def test_after_a_week_the_next_preset_unless_the_server_chose_by_itself(self, stage: Stage) -> None:
        loud = stage.guild.create_role("Loud", mentionable=True)
        await stage.set_up(review_channel=stage.review, alert_role=loud)
        stage.clock.forward(days=6.9)
        said(await stage.manager_setup(), "setup-next-report")
        stage.clock.forward(days=0.2)
        said(await stage.manager_setup(), "setup-next-preset", preset="standard")
        await stage.policy("set", tier="shared", action="review")
        unsaid(await stage.manager_setup(), "setup-next-preset")
        await stage.policy("preset", name="strict")
        unsaid(await stage.manager_setup(), "setup-next-preset")

    async def test_what_was_saved_is_said_though_the_next_step_cannot_be_read(
        self, stage: Stage, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        async def busy(server: int) -> None:
            raise StorageBusy

        monkeypatch.setattr(stage.rowan.servers.policies, "suggested", busy)
        loud = stage.guild.create_role("Loud", mentionable=True)
        said(await stage.set_up(review_channel=stage.review, alert_role=loud), "setup-saved")


def hidden(stage: Stage, name: str, *to: Any) -> Any:
    """A channel that these roles see, and neither everyone nor Rowan."""
    unseen, seen = (
        discord.PermissionOverwrite(view_channel=False),
        discord.PermissionOverwrite(view_channel=True),
    )
    overwrites = {stage.guild.default_role: unseen, stage.env.bot.user: unseen} | dict.fromkeys(to, seen)
    return stage.guild.create_text_channel(name, overwrites=overwrites)
