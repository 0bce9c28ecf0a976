"""Reading what was posted while nobody listened, for services/scanning/gaps.py."""

import asyncio
import logging
from collections.abc import AsyncIterator, Iterator, Sequence
from datetime import UTC, datetime

import aiohttp
import discord
from discord.ext import commands

from cogs.base.channels import chain_of
from cogs.scanning.listener import Listener
from core.base.ids import ServerId
from core.base.times import snowflake_at
from services.scanning.gaps import CatchUp, Gap, PastPlace

_log = logging.getLogger(__name__)

_PAGE = 100  # messages in one call
_STEP = 20  # messages between two turns of the event loop
_NEVER = datetime.fromtimestamp(0, UTC)

Readable = discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.Thread


class DiscordPast:
    """Fills services.scanning.gaps.Past."""

    def __init__(self, *, client: discord.Client, listener: Listener) -> None:
        self._client = client
        self._listener = listener

    def servers(self) -> Sequence[ServerId]:
        return [ServerId(guild.id) for guild in self._client.guilds]

    def places(self, server: ServerId, since: datetime) -> Sequence[PastPlace]:
        guild, newest = self._client.get_guild(server), snowflake_at(since)
        if guild is None:
            return []
        return [
            PastPlace(server, chain_of(channel), readable=_readable(channel))
            for channel in _channels(guild)
            if (channel.last_message_id or 0) >= newest
        ]

    async def read(self, place: PastPlace, gap: Gap, limit: int) -> AsyncIterator[int]:
        guild = self._client.get_guild(place.server)
        channel = None if guild is None else guild.get_channel_or_thread(place.channels[0])
        if not isinstance(channel, Readable):
            return
        oldest = snowflake_at(gap.since)
        before: discord.Object | None = None
        for _ in range(0, limit, _PAGE):
            page = await _page(channel, before)
            for number, message in enumerate(page):
                # An older message may have been edited to hold a link; where it is at hand, it is looked at too.
                if message.id >= oldest or (message.edited_at or _NEVER) >= gap.since:
                    await self._listener.hear(message)
                if number % _STEP == _STEP - 1:
                    await asyncio.sleep(0)
            yield sum(message.id >= oldest for message in page)
            if len(page) < _PAGE or page[-1].id < oldest:
                break
            before = discord.Object(page[-1].id)

    async def read_names(self, server: ServerId) -> int:
        guild = self._client.get_guild(server)
        threads = [] if guild is None else list(guild.threads)
        for thread in threads:
            await self._listener.hear_name(thread, thread.name)
        return len(threads)


async def _page(channel: Readable, before: discord.Object | None) -> list[discord.Message]:
    try:
        return [message async for message in channel.history(limit=_PAGE, before=before)]
    except (discord.DiscordException, aiohttp.ClientError, OSError, TimeoutError) as error:
        _log.warning("a channel's past could not be read: %s", type(error).__name__)
        return []
    except Exception:  # noqa: BLE001  # whatever is wrong with it
        _log.exception("a message of the past could not be read; its page is read one by one")
        return await _one_by_one(channel, before)


async def _one_by_one(channel: Readable, before: discord.Object | None) -> list[discord.Message]:
    """Fetch a page and read each message by itself, so that one that discord.py cannot read does not hide the others."""
    state = channel._state  # noqa: SLF001  # discord.py has no public way to a page as it came
    found = []
    for data in await state.http.logs_from(channel.id, _PAGE, before=None if before is None else before.id):
        try:
            found.append(discord.Message(state=state, channel=channel, data=data))
        except Exception:  # noqa: BLE001  # whatever is wrong with it
            _log.warning("a message of the past is passed over: it cannot be read")
    return found


def _channels(guild: discord.Guild) -> Iterator[Readable]:
    yield from guild.text_channels
    yield from guild.voice_channels
    yield from guild.stage_channels
    yield from guild.threads


def _readable(channel: Readable) -> bool:
    if isinstance(channel, discord.Thread) and channel.parent is None:
        return True  # a thread whose channel is not known: Discord will say
    rights = channel.permissions_for(channel.guild.me)
    return rights.view_channel and rights.read_message_history


class Sessions(commands.Cog):
    """Tells CatchUp when a session began, went on or broke."""

    def __init__(self, catch_up: CatchUp) -> None:
        self._catch_up = catch_up

    @commands.Cog.listener()
    async def on_ready(self) -> None:
        """A new session began: Discord told of all servers afresh."""
        await self._catch_up.session_began()

    @commands.Cog.listener()
    async def on_resumed(self) -> None:
        """The session went on, and what was missed is delivered."""
        self._catch_up.session_went_on()

    @commands.Cog.listener()
    async def on_disconnect(self) -> None:
        """The connection broke; `on_ready` or `on_resumed` follows."""
        self._catch_up.connection_lost()
