"""Who reads a channel is read from what Discord wrote of it, as discord.py itself would."""

from typing import Any

import discord
import pytest

from cogs.servers.review_readers import channel_rights
from tests.cogs.stage import Stage


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ({"view_channel": True}, True),
        ({"view_channel": False}, False),
        ({"view_channel": None, "send_messages": True}, None),
        ({"view_channel": True, "send_messages": False}, True),
    ],
)
async def test_what_a_channel_says_of_a_role_and_of_a_member(
    stage: Stage, written: dict[str, Any], says: bool | None
) -> None:
    role, member = stage.guild.roles["Moderators"], stage.member
    overwrite = discord.PermissionOverwrite(**written)
    made = stage.guild.create_text_channel("another", overwrites={role: overwrite, member: overwrite})
    channel = stage.rowan.client.get_channel(made.id)
    assert isinstance(channel, discord.TextChannel)
    assert {each.view_channel for each in channel.overwrites.values()} == {says}
    rights = channel_rights(channel)
    assert rights.told.get(role.id) is says
    assert rights.told_alone.get(member.id) is says
