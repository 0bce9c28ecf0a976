"""Discord's side of invites: which server is behind one, and a post that held one, brought up again."""

import asyncio
import logging

import aiohttp
import discord

from cogs.scanning.listening import Listening
from core.base.ids import ServerId
from core.scanning.detections import Place
from services.lists.asking import Answer, NotAnswered, WaitingPost

_log = logging.getLogger(__name__)

_FETCH_SECONDS = 10.0
_TOO_MANY, _SERVER_FAULT = 429, 500
_NO_SUCH = frozenset({400, 404, 410})  # not a code at all; run out, or never there


class DiscordInvites:
    """Fills services.lists.asking.InviteSource. It asks about an invite; it never takes one up."""

    def __init__(self, client: discord.Client) -> None:
        self._client = client

    async def behind(self, code: str) -> Answer:
        try:
            invite = await self._client.fetch_invite(code, with_counts=False)
        except discord.HTTPException as error:
            if error.status in _NO_SUCH:
                return Answer(None)
            raise NotAnswered from error
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
            raise NotAnswered from error
        except (ValueError, KeyError, TypeError) as error:  # an answer that discord.py cannot read
            _log.warning("an invite's answer could not be read: %s", type(error).__name__)
            return Answer(None)
        guild = invite.guild  # None for a group's direct channel or a friend's invite
        return Answer(None) if guild is None else Answer(ServerId(guild.id), getattr(guild, "name", ""))


class PostsAgain:
    """Fills services.lists.asking.PostReader. What stood there is not kept: Discord is asked for what stands there now."""

    def __init__(self, client: discord.Client, listening: Listening) -> None:
        self._client = client
        self._listening = listening

    async def hear_again(self, post: WaitingPost) -> bool:
        try:
            async with asyncio.timeout(_FETCH_SECONDS):
                found = await self._fetched(post)
        except discord.HTTPException as error:
            # Gone, or hidden from Rowan; else Discord's own fault.
            return error.status < _SERVER_FAULT and error.status != _TOO_MANY
        except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError):
            return False
        if isinstance(found, discord.Message):
            await self._listening.hear(found)
        elif found is not None:
            await self._listening.hear_name(found, found.name)
        return True

    async def _fetched(self, post: WaitingPost) -> discord.Message | discord.Thread | None:
        guild = self._client.get_guild(post.server)
        if guild is None:
            return None
        if post.place is Place.THREAD:
            thread = guild.get_thread(post.message) or await self._client.fetch_channel(post.message)
            return thread if isinstance(thread, discord.Thread) else None
        known = guild.get_channel_or_thread(post.channel)
        place = (
            known
            if isinstance(known, discord.abc.Messageable)
            else self._client.get_partial_messageable(post.channel, guild_id=post.server)
        )
        return await place.fetch_message(post.message)
