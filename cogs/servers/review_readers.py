"""Who can read a channel, as values: what the gateway tells of roles and overwrites, and what Discord must be asked."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace

import discord

from cogs.base.discord_api.presence import guild_here
from cogs.base.discord_api.rate_limits import FAULTS
from core.base.ids import RoleId, ServerId, UserId
from core.servers.review_readers import ChannelRights, Readers, RoleRights
from services.servers.settings import ServerSettings

_PATIENCE = (
    1.0  # seconds for all that Discord is asked for one answer; what it has not said by then is not known
)
_ASKED = 10  # members who are named in a channel and of whom Discord is asked

_VIEW = discord.Permissions.view_channel.flag

Counts = Mapping[int, int]
"""How many members have each role."""


def role_rights(role: discord.Role, counts: Counts | None = None) -> RoleRights:
    """What a role is in its server. `counts` None: not known; a role that is not among them has nobody."""
    rights = role.permissions
    return RoleRights(
        role=RoleId(role.id),
        views=rights.view_channel,
        sees_all=rights.administrator,
        moderates=rights.manage_messages or rights.manage_guild or rights.administrator,
        of_a_bot=role.is_bot_managed(),
        members=None if counts is None else counts.get(role.id, 0),
    )


def channel_rights(channel: discord.abc.GuildChannel, counts: Counts | None = None) -> ChannelRights:
    """What decides who reads the channel. A channel in step with its category has the category's overwrites itself."""
    guild = channel.guild
    told: dict[RoleId, bool] = {}
    alone: dict[UserId, bool] = {}
    # `channel.overwrites` makes an object of each and sets some fifty fields of it, a third of a millisecond for ten.
    for written in channel._overwrites:  # noqa: SLF001  # discord.py 2.7.1 has no other public name for it
        if not (written.allow | written.deny) & _VIEW:
            continue
        says = not written.deny & _VIEW
        if written.is_role():
            told[RoleId(written.id)] = says
        else:
            alone[UserId(written.id)] = says
    everyone = guild.default_role
    roles = [role_rights(role, counts) for role in guild.roles if role != everyone]
    return ChannelRights(role_rights(everyone), roles, told, alone)


class ReviewReaders:
    """Knows who can read a server's review channel."""

    def __init__(self, *, client: discord.Client) -> None:
        self._client = client

    def of(self, settings: ServerSettings) -> Readers:
        """Who reads it besides moderators, by what the gateway has told; nobody where it is not there."""
        place = self._place(settings)
        return Readers() if place is None else settings.readers(channel_rights(place))

    def _place(self, settings: ServerSettings) -> discord.abc.GuildChannel | None:
        guild = guild_here(self._client, settings.server)
        channel = settings.review_channel
        return None if guild is None or channel is None else guild.get_channel(channel)

    def name(self, server: ServerId, role: RoleId) -> str:
        """A role's name, for where it cannot be mentioned; its id where it is gone."""
        guild = guild_here(self._client, server)
        found = None if guild is None else guild.get_role(role)
        return str(role) if found is None else found.name

    async def counts(self, guild: discord.Guild) -> Counts | None:
        """Ask Discord how many members have each role; None where it does not say so in time."""
        try:
            async with asyncio.timeout(_PATIENCE):
                found = await guild.role_member_counts()
        except FAULTS:
            return None
        return {role.id: members for role, members in found.items()}

    async def counted(self, settings: ServerSettings) -> Readers:
        """Give the readers as `of` does, with how many have each role; of single members only those who, as far as
        Discord says, are no moderators.
        """
        place, readers = self._place(settings), self.of(settings)
        if place is None:
            return readers
        if readers.roles:
            readers = settings.readers(channel_rights(place, await self.counts(place.guild)))
        return replace(readers, alone=await self._no_moderators(place.guild, settings, readers.alone))

    async def _no_moderators(
        self, guild: discord.Guild, settings: ServerSettings, users: Sequence[UserId]
    ) -> Sequence[UserId]:
        """Give the members who are not known to moderate, to be a bot, or to have left."""
        people = [user for user in users if user != guild.me.id]
        asked = {asyncio.create_task(_may_read(guild, settings, user)): user for user in people[:_ASKED]}
        if asked:
            _, late = await asyncio.wait(asked, timeout=_PATIENCE)
            for task in late:
                task.cancel()
        fine = {
            user for task, user in asked.items() if task.done() and not task.cancelled() and task.result()
        }
        return [user for user in people if user not in fine]


async def _may_read(guild: discord.Guild, settings: ServerSettings, user: UserId) -> bool:
    """Whether this member is known to be no reader to warn of."""
    try:
        member = await guild.fetch_member(user)
    except discord.NotFound:
        return True
    except FAULTS:
        return False
    rights = member.guild_permissions
    moderates = rights.manage_messages or rights.manage_guild
    return member.bot or moderates or any(role.id == settings.moderator_role for role in member.roles)
