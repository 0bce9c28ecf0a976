"""Fetch a post that waited for an answer of Discord's, and scan it as it stands now."""

import asyncio
import logging
from typing import Any

import discord

from cogs.base.discord_api.discord_answers import NO_RESULT, is_answer, silence_of
from cogs.scanning.listener import Listener
from core.base.errors import DiscordSilent, Unavailable
from core.base.posts import PostKind
from services.base.shards.ports import OurShards, all_shards
from services.lists.invite_questions import WaitingPost

_log = logging.getLogger(__name__)

_FETCH_SECONDS = 10.0


class PostsAgain:
    """Fills services.lists.invite_questions.PostReader and services.scanning.missed.waiting_posts.PostSource.

    What stood there is not kept: Discord is asked for what stands there now.
    """

    def __init__(self, *, client: discord.Client, listener: Listener, ours: OurShards = all_shards) -> None:
        self._ours = ours
        self._client = client
        self._listener = listener

    async def hear_again(self, post: WaitingPost) -> bool:
        try:
            await self.look_at(post)
        except Unavailable:
            return False
        return True

    async def look_at(self, post: WaitingPost) -> None:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                found = await self._fetched(post)
        except NO_RESULT as error:
            if is_answer(error):  # it is gone, or hidden from Rowan
                return
            raise silence_of(error) from error
        except Unavailable:
            raise
        except Exception as error:
            if post.place is not PostKind.MESSAGE:
                raise
            _log.warning("a waiting message cannot be read (%s); its texts are scanned", type(error).__name__)
            await self._look_at_raw(post)
            return
        if isinstance(found, discord.Message):
            await self._listener.hear(found, again=True)
            if found.components or found.flags.components_v2:  # of which discord.py may have left some out
                await self._look_at_raw(post)
        elif found is not None:
            await self._listener.hear_name(found, found.name, again=True)

    async def _look_at_raw(self, post: WaitingPost) -> None:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                data: Any = await self._client.http.get_message(post.channel, post.message)
        except NO_RESULT as error:
            if is_answer(error):
                return
            raise silence_of(error) from error
        await self._listener.hear_raw(data, post.server, again=True)

    async def _fetched(self, post: WaitingPost) -> discord.Message | discord.Thread | None:
        """None: Rowan is not in the server any more. Raises what Discord's silence raises."""
        guild = self._client.get_guild(post.server)
        if not self._ours().has(
            post.server
        ):  # its shard went to another process meanwhile, which looks at it again
            raise DiscordSilent
        if guild is None:
            return None
        if guild.unavailable:
            raise DiscordSilent
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
