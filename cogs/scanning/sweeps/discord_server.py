"""What sweeps ask of Discord: channels, threads, pages of history, its search, who an author is, deletions of many at once."""

import logging
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import quote

import discord

from cogs.base.channels import chain_of
from cogs.base.discord_api.client import RowanClient
from cogs.base.discord_api.discord_answers import (
    NO_RESULT,
    asked_wait,
    is_answer,
    may_be_done,
    silence_of,
    watched_tries,
)
from cogs.base.discord_api.raw_threads import archived_at
from cogs.base.message_texts import texts_of
from cogs.scanning.raw_posts import RawMessage, id_in, post_in, texts_in
from cogs.scanning.surroundings import where
from cogs.servers.membership import Memberships
from core.base.errors import DiscordSilent, Unavailable
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.scanning.detections import MissingRight
from core.scanning.sweeps import Standing
from services.base.texts import Texts
from services.scanning.removal_ports import Deletion, RemovalResult
from services.scanning.sweeps.ports import PastPage, SearchPage, SearchRefused, SweptChannel, SweptPost
from services.servers.setup import Servers

_log = logging.getLogger(__name__)

_PAGE = 100  # messages in one call
_SEARCHED = 25
_ARCHIVED_PAGES = 20  # of a hundred threads of one channel
_NO_ACCESS = 50001
_ONE_BY_ONE = frozenset(
    {50016, 50034, 50083, 50021}
)  # too few, too old, an archived thread, a message of Discord's among them

Place = (
    discord.TextChannel | discord.VoiceChannel | discord.StageChannel | discord.ForumChannel | discord.Thread
)


class DiscordSwept:
    """Fills services.scanning.sweeps.ports.SweptDiscord."""

    def __init__(
        self, *, client: RowanClient, memberships: Memberships, servers: Servers, texts: Texts
    ) -> None:
        self._client = client
        self._memberships = memberships
        self._servers = servers
        self._texts = texts

    def is_there(self, server: ServerId) -> bool:
        guild = self._client.get_guild(server)
        return guild is not None and not guild.unavailable and guild.me is not None

    def _guild(self, server: ServerId) -> discord.Guild:
        guild = self._client.get_guild(server)
        if guild is None or not self.is_there(server):
            raise DiscordSilent
        return guild

    async def channels(self, server: ServerId) -> Sequence[SweptChannel]:
        guild = self._guild(server)
        places = {place.id: _swept(place) for place in _places(guild)}
        try:
            active: Any = await self._client.http.get_active_threads(server)
        except NO_RESULT as error:
            raise silence_of(error) from error
        for data in active.get("threads", []):
            thread = self._thread(guild, data)
            if thread is not None:
                places.setdefault(thread.channels[0], thread)
        return list(places.values())

    async def old_threads(
        self, server: ServerId, channel: ChannelId, since: datetime
    ) -> Sequence[SweptChannel]:
        guild = self._guild(server)
        place = guild.get_channel(channel)
        if not isinstance(place, discord.TextChannel | discord.ForumChannel) or not _readable(place):
            return []
        threads: list[SweptChannel] = []
        before: str | None = None
        for _ in range(_ARCHIVED_PAGES):
            try:
                found: Any = await self._client.http.get_public_archived_threads(
                    channel, before=before, limit=_PAGE
                )
            except NO_RESULT as error:
                if is_answer(error):
                    return threads
                raise silence_of(error) from error
            page = found.get("threads", [])
            threads += [each for data in page if (each := self._thread(guild, data)) is not None]
            # They come by the time at which they were archived, which is after their last message.
            before = archived_at(page[-1]) if page else None
            if not found.get("has_more") or before is None or discord.utils.parse_time(before) < since:
                break
        return threads

    def _thread(self, guild: discord.Guild, data: RawMessage) -> SweptChannel | None:
        number, parent = id_in(data, "id"), guild.get_channel(id_in(data, "parent_id") or 0)
        if number is None or parent is None:
            return None
        rights = parent.permissions_for(guild.me)
        readable = rights.view_channel and rights.read_message_history
        chain = [ChannelId(number), *chain_of(parent)]
        return SweptChannel(chain, id_in(data, "last_message_id"), readable, rights.manage_messages)

    async def page(self, server: ServerId, channel: ChannelId, before: int) -> PastPage | None:
        guild = self._guild(server)
        known = guild.get_channel_or_thread(channel)
        if isinstance(known, discord.ForumChannel):
            return PastPage((), 0, None)
        if isinstance(known, Place) and not _readable(known):
            return None
        try:
            found: Any = await self._client.http.logs_from(channel, _PAGE, before=before)
        except NO_RESULT as error:
            if is_answer(error):
                return None
            raise silence_of(error) from error
        chain, sure = where(known, channel)
        posts = [post for data in found if (post := self._post(data, server, chain, known=sure)) is not None]
        ids = [int(data["id"]) for data in found]
        return PastPage(posts, len(ids), min(ids) if len(ids) == _PAGE else None)

    async def search(self, server: ServerId, host: str, least: int, before: int | None) -> SearchPage:
        guild = self._guild(server)
        asked = [
            *(
                ("link_hostname", each) for each in (host, f"www.{host}")
            ),  # Discord tells these apart; both are meant
            ("min_id", str(max(0, least - 1))),
            ("limit", str(_SEARCHED)),
            ("sort_by", "timestamp"),
            ("sort_order", "desc"),
            ("include_nsfw", "true"),
        ]
        if before is not None:
            asked.append(("max_id", str(before)))
        query = "&".join(f"{name}={quote(value)}" for name, value in asked)
        # discord.py 2.7.1 has no such call
        route = discord.http.Route("GET", f"/guilds/{{guild_id}}/messages/search?{query}", guild_id=server)
        try:
            found: Any = await self._client.http.request(route)
        except NO_RESULT as error:
            if is_answer(error):
                raise SearchRefused from error
            raise silence_of(error) from error
        if not isinstance(found, Mapping) or "messages" not in found:
            raise _not_ready(found)
        parents = {id_in(data, "id"): id_in(data, "parent_id") for data in found.get("threads") or ()}
        hits = [data for group in found["messages"] for data in group]
        posts = []
        for data in hits:
            channel = id_in(data, "channel_id")
            if channel is None:
                continue
            chain, sure = where(guild.get_channel_or_thread(ChannelId(channel)), channel)
            parent = guild.get_channel(parents.get(channel) or 0)
            if not sure and parent is not None:
                chain, sure = [ChannelId(channel), *chain_of(parent)], True
            post = self._post(data, server, chain, known=sure)
            posts += [] if post is None else [post]
        ids = [int(data["id"]) for data in hits]
        # Discord may leave some out of a page that is not the last, so its length says nothing.
        total = found.get("total_results")
        rest = not isinstance(total, int) or total > len(ids)
        whole = not found.get("doing_deep_historical_index")
        return SearchPage(posts, min(ids) if ids and rest else None, whole)

    def _post(
        self, data: RawMessage, server: ServerId, chain: Sequence[ChannelId], *, known: bool
    ) -> SweptPost | None:
        texts = list(dict.fromkeys([*self._texts_of(chain[0], data), *texts_in(data)]))
        post = post_in(data, texts, server, chain, known=known)
        if post is None:
            return None
        own = self._client.user
        is_own = own is not None and post.author is not None and post.author.id == own.id
        return SweptPost(post, pinned=bool(data.get("pinned")), own=is_own)

    def _texts_of(self, channel: ChannelId, data: Any) -> Sequence[str]:
        """The texts as scanning sees them; discord.py may leave some out, or not read the message at all."""
        place = self._client.get_partial_messageable(channel)
        try:
            state = self._client._connection  # noqa: SLF001  # discord.py has no public way from JSON to a message
            return texts_of(discord.Message(state=state, channel=place, data=data))
        except Exception:  # noqa: BLE001  # whatever is wrong with it, its texts are read from the JSON
            return []

    async def standing(self, server: ServerId, user: UserId) -> Standing:
        try:
            caller = await self._memberships.certain(server, user)
        except DiscordSilent:
            raise
        except Unavailable as error:
            raise DiscordSilent(retry_after=error.retry_after) from error
        if caller is None:  # they left
            return Standing()
        role = (await self._servers.get(server)).moderator_role
        return Standing(caller.is_moderator(role), frozenset(caller.roles))

    async def delete_together(
        self, server: ServerId, channel: ChannelId, messages: Sequence[MessageId]
    ) -> Deletion | None:
        language = (await self._servers.get(server)).language
        why = self._texts.say(language, "sweep-audit-reason")
        with watched_tries() as tries:
            try:
                await self._client.http.delete_messages(channel, list(messages), reason=why)
            except discord.NotFound:
                return Deletion(RemovalResult.REMOVED if tries.answer_lost else RemovalResult.GONE)
            except discord.Forbidden as error:
                if error.code in _ONE_BY_ONE:
                    return None
                missing = MissingRight.ACCESS if error.code == _NO_ACCESS else MissingRight.MESSAGES
                return Deletion(RemovalResult.FORBIDDEN, missing, maybe_done=tries.answer_lost)
            except NO_RESULT as error:
                if isinstance(error, discord.HTTPException) and error.code in _ONE_BY_ONE:
                    return None
                _log.info("messages could not be deleted together: %s", type(error).__name__)
                unclear = may_be_done(error) or tries.answer_lost
                return Deletion(RemovalResult.FAILED, maybe_done=unclear, wait=asked_wait(error))
        return Deletion(RemovalResult.REMOVED)


def _not_ready(found: object) -> DiscordSilent:
    """Discord makes its index: when it wants to be asked again."""
    seconds = found.get("retry_after") if isinstance(found, Mapping) else None
    return DiscordSilent(retry_after=timedelta(seconds=seconds) if isinstance(seconds, int | float) else None)


def _places(guild: discord.Guild) -> Iterator[Place]:
    yield from guild.text_channels
    yield from guild.voice_channels
    yield from guild.stage_channels
    yield from guild.forums
    yield from guild.threads


def _swept(place: Place) -> SweptChannel:
    rights = place.permissions_for(place.guild.me) if _has_parent(place) else discord.Permissions.none()
    return SweptChannel(
        chain_of(place),
        place.last_message_id,
        _readable(place),
        rights.manage_messages,
        holds_threads=isinstance(place, discord.TextChannel | discord.ForumChannel),
    )


def _has_parent(place: Place) -> bool:
    return not isinstance(place, discord.Thread) or place.parent is not None


def _readable(place: Place) -> bool:
    if not _has_parent(place):
        return True  # a thread whose channel is not known: Discord will say
    rights = place.permissions_for(place.guild.me)
    return rights.view_channel and rights.read_message_history
