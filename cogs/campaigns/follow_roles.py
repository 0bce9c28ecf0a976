"""Telling a server that the role which updates of a campaign mention is gone: as soon as Discord says so, else with the next copy."""

import discord
from discord.ext import commands

from cogs.base.layout import Card
from cogs.base.postman import Message
from cogs.campaigns.cards import shown_text
from cogs.servers.review_channel import ReviewPost
from core.base.ids import RoleId, ServerId
from services.base.outbox import Dropped, OutboxRow, SendResult
from services.base.texts import Say, Texts
from services.campaigns.follows import Follows
from services.campaigns.records import LostRole


class FollowRolePosts:
    """Performs the outbox rows of kind `follow_role`."""

    def __init__(self, *, review_post: ReviewPost, follows: Follows, texts: Texts) -> None:
        self._review_post = review_post
        self._follows = follows
        self._texts = texts

    async def perform(self, row: OutboxRow) -> SendResult:
        """Say which campaign mentions nobody any more, or what it mentions since."""
        lost = await self._follows.lost_role(row.subject)
        if lost is None or not lost.follows:
            return Dropped("the server follows no more")
        return await self._review_post.deliver(
            row,
            lambda settings: Message(
                lost_role_view(self._texts.sayer(settings.language), lost),
                marker=None,
                edit_only=not lost.gone,
            ),
        )


def lost_role_view(say: Say, lost: LostRole) -> discord.ui.LayoutView:
    """Say that a follow's role is gone, or what updates mention instead."""
    title = shown_text(lost.campaign.text.title)
    if lost.gone:
        return Card(discord.Colour.orange()).text(say("follow-role-gone", title=title)).view()
    role = "" if lost.role is None else f"<@&{lost.role}>"
    key = "follow-role-none" if lost.role is None else "follow-role-again"
    return Card(discord.Colour.green()).text(say(key, title=title, role=role)).view()


class RoleWatch(commands.Cog):
    """Notices that a role was deleted which updates mention."""

    def __init__(self, *, follows: Follows) -> None:
        self._follows = follows

    @commands.Cog.listener()
    async def on_guild_role_delete(self, role: discord.Role) -> None:
        """A role is gone: the review channel is told which campaigns mentioned it."""
        await self._follows.role_deleted(ServerId(role.guild.id), RoleId(role.id))
