"""Finding out who pressed, typed or sent: the live member as Discord delivers it with each interaction."""

import discord

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, RoleId, ServerId, UserId
from core.base.posts import MessagePlace
from core.base.well_formed import well_formed

# What an invite link asks for: View Channels, Send Messages, Read Message History, Manage Messages, Moderate Members.
_WANTED = discord.Permissions(1099511704576)


def caller_of(interaction: discord.Interaction, *, joined: bool = True) -> Caller:
    """The caller with rights at server level (not the channel's). Raises UserError outside a server.

    `joined`: also where Rowan is not in the server and only its commands are. What is said there reaches nobody, and who
    moderates is not known.
    """
    member = interaction.user
    if interaction.guild is None or not isinstance(member, discord.Member):
        raise UserError("error-server-only")
    if joined:
        require_joined(interaction)
    rights = _server_rights(interaction, member)
    return Caller(
        server=ServerId(interaction.guild.id),
        user=UserId(member.id),
        name=well_formed(member.display_name),
        roles=frozenset(RoleId(role.id) for role in member.roles),
        manage_server=rights.manage_guild,
        manage_messages=rights.manage_messages,
    )


def _server_rights(interaction: discord.Interaction, member: discord.Member) -> discord.Permissions:
    """What the member's roles allow. Where Rowan is not in the server it knows no roles: what Discord sent along counts.

    That is said of the channel, which may allow Manage Messages to somebody whom the server does not; no channel gives
    Manage Server.
    """
    if has_joined(interaction):
        return member.guild_permissions
    told = interaction.permissions
    return told if told.manage_guild else discord.Permissions.none()


def clicked_place(interaction: discord.Interaction, elsewhere: str) -> MessagePlace:
    """The channel and the message that were clicked. Raises UserError with the key `elsewhere` where Discord does not say."""
    if interaction.message is None or interaction.channel_id is None:
        raise UserError(elsewhere)
    return MessagePlace(ChannelId(interaction.channel_id), MessageId(interaction.message.id))


def require_private(interaction: discord.Interaction, elsewhere: str) -> None:
    """Raises UserError with the key `elsewhere` unless the clicked message was shown to this person alone: no row says where
    a private answer stands, so what Discord says of it counts (decision 0070).
    """
    message = interaction.message
    if message is None or not message.flags.ephemeral:
        raise UserError(elsewhere)
    made_for = message.interaction_metadata
    if made_for is not None and made_for.user.id != interaction.user.id:
        raise UserError(elsewhere)


def has_joined(interaction: discord.Interaction) -> bool:
    """Whether Rowan is in the server; in some its commands alone were authorised."""
    return interaction.guild_id is not None and interaction.client.get_guild(interaction.guild_id) is not None


def require_joined(interaction: discord.Interaction) -> None:
    """Raises UserError, with a link that brings Rowan there, where only the commands are in the server."""
    if not has_joined(interaction):
        link = discord.utils.oauth_url(
            interaction.application_id, permissions=_WANTED, scopes=("bot", "applications.commands")
        )
        raise UserError("error-not-in-server", link=link)
