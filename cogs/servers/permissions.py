"""Which permissions Rowan lacks, and where."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import discord

from cogs.servers.review_readers import channel_rights
from core.base.ids import ChannelId
from services.servers.settings import ServerSettings

# The permissions that Rowan needs, by the place where; the names are discord.Permissions' flags and Fluent's
# `permission-*`.
POST_NEEDS = ("view_channel", "send_messages", "read_message_history")
SCAN_NEEDS = ("view_channel", "manage_messages", "read_message_history")
VOICE_NEEDS = (*SCAN_NEEDS, "connect")  # Discord reads nobody the chat of a voice channel who may not join it


_MOST = 2  # a role that one in so many members has opens a channel to most


@dataclass(frozen=True, slots=True)
class Missing:
    """Permissions that Rowan lacks in each of these channels."""

    permissions: Sequence[str]
    channels: Sequence[discord.abc.GuildChannel]


@dataclass(frozen=True, slots=True)
class Lacking:
    """What Rowan may not do in a server. `hidden`: channels that neither it nor most members see, which is how staff rooms
    are meant to be.
    """

    missing: Sequence[Missing]
    hidden: Sequence[discord.abc.GuildChannel]


def lacking_permissions(
    guild: discord.Guild, settings: ServerSettings, counts: Mapping[int, int] | None
) -> Lacking:
    """What Rowan lacks, channels that lack the same together; the chosen channels first.

    Of every channel in which messages can be written, whatever its kind; threads go by their channel. `counts`: how many
    members have each role. Where that is not known, a channel that some role opens counts as meant for most.
    """
    chosen = (settings.review_channel, settings.campaign_channel)
    hidden = [
        channel
        for channel in unseen(guild)
        if channel.id not in chosen and not _for_most(channel, settings, counts)
    ]
    return Lacking(_missing(guild, chosen, frozenset(channel.id for channel in hidden)), hidden)


def unseen(guild: discord.Guild) -> list[discord.abc.GuildChannel]:
    """The channels that Rowan cannot see."""
    return [
        channel
        for channel in guild.channels
        if not isinstance(channel, discord.CategoryChannel) and not _given(channel).view_channel
    ]


def _for_most(
    channel: discord.abc.GuildChannel, settings: ServerSettings, counts: Mapping[int, int] | None
) -> bool:
    readers = settings.readers(channel_rights(channel, counts))
    if readers.everyone or any(role.members is None for role in readers.roles):
        return True
    members = sum(role.members or 0 for role in readers.roles)
    return bool(readers.roles) and members * _MOST >= (channel.guild.member_count or 0)


def _missing(
    guild: discord.Guild, chosen: Sequence[ChannelId | None], hidden: frozenset[int]
) -> list[Missing]:
    needs: dict[discord.abc.GuildChannel, dict[str, None]] = {}
    for one in chosen:
        for channel in existing(guild, one):
            needs.setdefault(channel, {}).update(dict.fromkeys(POST_NEEDS))
    for channel in guild.channels:
        if not isinstance(channel, discord.CategoryChannel) and channel.id not in hidden:
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
