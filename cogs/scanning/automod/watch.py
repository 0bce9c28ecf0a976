"""What the gateway tells of AutoMod: messages that it blocked, rules that people changed, rights that came back."""

import discord
from discord.ext import commands

from cogs.scanning.heard_members import HeardMembers
from cogs.scanning.surroundings import role_ids, where
from core.base.ids import ServerId, UserId
from core.base.well_formed import well_formed
from services.scanning.automod.blocks import NativeBlocks
from services.scanning.automod.ports import Blocked
from services.scanning.automod.rounds import AutomodRounds


class AutomodWatch(commands.Cog):
    """Passes it on."""

    def __init__(self, *, blocks: NativeBlocks, rounds: AutomodRounds, members: HeardMembers) -> None:
        self._blocks = blocks
        self._rounds = rounds
        self._members = members

    @commands.Cog.listener()
    async def on_automod_action(self, execution: discord.AutoModAction) -> None:
        """AutoMod did something about a message; of several actions of a rule each is told."""
        if execution.action.type is not discord.AutoModRuleActionType.block_message:
            return
        if execution.channel_id is None:  # of a message there is always one
            return
        server = ServerId(execution.guild_id)
        channels, _ = where(execution.guild.get_channel_or_thread(execution.channel_id), execution.channel_id)
        member = await self._members.of(server, UserId(execution.user_id))
        await self._blocks.heard(
            Blocked(
                server=server,
                rule=execution.rule_id,
                channels=channels,
                user=UserId(execution.user_id),
                name="" if member is None else well_formed(member.display_name),
                content=well_formed(execution.content or ""),
                keyword=well_formed(execution.matched_keyword or execution.matched_content or ""),
                roles=frozenset() if member is None else role_ids(member),
            )
        )

    @commands.Cog.listener()
    async def on_automod_rule_create(self, rule: discord.AutoModRule) -> None:
        """Somebody made a rule: there may be less room."""
        await self._heard(rule.guild)

    @commands.Cog.listener()
    async def on_automod_rule_update(self, rule: discord.AutoModRule) -> None:
        """A rule was changed, by Rowan or by people."""
        await self._heard(rule.guild)

    @commands.Cog.listener()
    async def on_automod_rule_delete(self, rule: discord.AutoModRule) -> None:
        """A rule was deleted."""
        await self._heard(rule.guild)

    @commands.Cog.listener()
    async def on_guild_role_update(self, before: discord.Role, after: discord.Role) -> None:
        """A role was changed: it may be Rowan's, with other permissions."""
        if before.permissions != after.permissions and after in after.guild.me.roles:
            await self._heard(after.guild)

    @commands.Cog.listener()
    async def on_member_update(self, before: discord.Member, after: discord.Member) -> None:
        """A member was changed: it may be Rowan, who got or lost a role."""
        if after.id == after.guild.me.id and before.roles != after.roles:
            await self._heard(after.guild)

    @commands.Cog.listener()
    async def on_guild_channel_create(self, channel: discord.abc.GuildChannel) -> None:
        """A channel was made, perhaps in a category in which nothing is removed."""
        await self._heard(channel.guild)

    @commands.Cog.listener()
    async def on_guild_channel_update(
        self, before: discord.abc.GuildChannel, after: discord.abc.GuildChannel
    ) -> None:
        """A channel was changed, perhaps moved into another category."""
        if before.category != after.category:
            await self._heard(after.guild)

    async def _heard(self, guild: discord.Guild) -> None:
        await self._rounds.heard(ServerId(guild.id))
