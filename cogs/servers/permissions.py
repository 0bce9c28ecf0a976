"""Which permissions Rowan lacks, and where."""

from collections.abc import Sequence
from dataclasses import dataclass

import discord

from core.base.ids import ChannelId
from services.servers.settings import ServerSettings

# The permissions that Rowan needs, by the place where; the names are discord.Permissions' flags and Fluent's
# `permission-*`.
POST_NEEDS = ("view_channel", "send_messages", "read_message_history")
SCAN_NEEDS = ("view_channel", "manage_messages", "read_message_history")
VOICE_NEEDS = (*SCAN_NEEDS, "connect")  # Discord reads nobody the chat of a voice channel who may not join it


@dataclass(frozen=True, slots=True)
class Missing:
    """Permissions that Rowan lacks in each of these channels."""

    permissions: Sequence[str]
    channels: Sequence[discord.abc.GuildChannel]


def missing_permissions(guild: discord.Guild, settings: ServerSettings) -> list[Missing]:
    """What Rowan lacks, channels that lack the same together; the chosen channels first.

    Of every channel in which messages can be written, whatever its kind; threads go by their channel.
    """
    needs: dict[discord.abc.GuildChannel, dict[str, None]] = {}
    for chosen in (settings.review_channel, settings.campaign_channel):
        for channel in existing(guild, chosen):
            needs.setdefault(channel, {}).update(dict.fromkeys(POST_NEEDS))
    for channel in guild.channels:
        if not isinstance(channel, discord.CategoryChannel):
            voice = isinstance(channel, discord.VoiceChannel | discord.StageChannel)
            needs.setdefault(channel, {}).update(dict.fromkeys(VOICE_NEEDS if voice else SCAN_NEEDS))
    groups: dict[tuple[str, ...], list[discord.abc.GuildChannel]] = {}
    for channel, wanted in needs.items():
        given = _given(channel)
        lacking = tuple(need for need in wanted if not getattr(given, need))
        if lacking:
            groups.setdefault(lacking, []).append(channel)
    return [Missing(permissions, channels) for permissions, channels in groups.items()]


def existing(guild: discord.Guild, channel: ChannelId | None) -> list[discord.abc.GuildChannel]:
    """The chosen channel, if it is there."""
    found = None if channel is None else guild.get_channel(channel)
    return [] if found is None else [found]


def _given(channel: discord.abc.GuildChannel) -> discord.Permissions:
    """What Rowan's roles and the channel give. Where View Channel is not among it, `permissions_for` would deny all else,
    and a manager would have to come back for the rest.
    """
    me = channel.guild.me
    given = discord.Permissions(channel.guild.default_role.permissions.value)
    for role in me.roles:
        given |= role.permissions
    if given.administrator:
        return discord.Permissions.all()
    everyone, *roles = (channel.overwrites_for(role).pair() for role in me.roles)
    allowed, denied = discord.Permissions.none(), discord.Permissions.none()
    for allow, deny in roles:
        allowed, denied = allowed | allow, denied | deny
    for allow, deny in (everyone, (allowed, denied), channel.overwrites_for(me).pair()):
        given = discord.Permissions((given.value & ~deny.value) | allow.value)
    return given
