"""Finding out who pressed, typed or sent: the live member as Discord delivers it with each interaction."""

import discord

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import RoleId, ServerId, UserId
from core.base.well_formed import well_formed


def caller_of(interaction: discord.Interaction) -> Caller:
    """The caller with rights at server level (not the channel's). Raises UserError outside a server."""
    member = interaction.user
    if interaction.guild is None or not isinstance(member, discord.Member):
        raise UserError("error-server-only")
    rights = member.guild_permissions
    return Caller(
        server=ServerId(interaction.guild.id),
        user=UserId(member.id),
        name=well_formed(member.display_name),
        roles=frozenset(RoleId(role.id) for role in member.roles),
        manage_server=rights.manage_guild,
        manage_messages=rights.manage_messages,
    )
