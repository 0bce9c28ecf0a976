"""Fetching a post that waited for an invite's answer, and scanning it as it stands now."""

import asyncio

import aiohttp
import discord

from cogs.scanning.listener import Listener
from core.base.posts import PostKind
from services.lists.invite_questions import WaitingPost

_FETCH_SECONDS = 10.0
_TOO_MANY, _SERVER_FAULT = 429, 500


class PostsAgain:
    """Fills services.lists.invite_questions.PostReader.

    The post's text was not kept: Discord is asked for what stands there now.
    """

    def __init__(self, *, client: discord.Client, listener: Listener) -> None:
        self._client = client
        self._listener = listener

    async def hear_again(self, post: WaitingPost) -> bool:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                found = await self._fetched(post)
        except discord.HTTPException as error:
            # A message that is gone or hidden from Rowan is done; anything else is Discord's own fault.
            return error.status < _SERVER_FAULT and error.status != _TOO_MANY
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
            return False
        if isinstance(found, discord.Message):
            await self._listener.hear(found)
        elif found is not None:
            await self._listener.hear_name(found, found.name)
        return True

    async def _fetched(self, post: WaitingPost) -> discord.Message | discord.Thread | None:
        guild = self._client.get_guild(post.server)
        if guild is None:
            return None
        if post.place is PostKind.THREAD:
            thread = guild.get_thread(post.message) or await self._client.fetch_channel(post.message)
            return thread if isinstance(thread, discord.Thread) else None
        known = guild.get_channel_or_thread(post.channel)
        place = (
            known
            if isinstance(known, discord.abc.Messageable)
            else self._client.get_partial_messageable(post.channel, guild_id=post.server)
        )
        return await place.fetch_message(post.message)
