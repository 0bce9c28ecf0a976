"""The first half of a sweep: finding its messages, a portion at a time.

1. The server's channels and active threads are written down: those that the policy leaves alone and those that Rowan may not read, too,
   since what was not looked at is said. First come those in which the place was seen lately, by the keyed hashes of places; then
   those in which somebody wrote last.
2. Discord's search is asked for plain links, where the pattern names one host and Discord answers.
3. The history of each channel is walked, from the newest message on, within limits: a disguised link is found by looking alone. With a
   channel come the public threads in it that were archived lately.

Each portion is one page, noted with how far it goes in one transaction: a process that dies reads one page again. No text is kept.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from core.base.errors import DiscordSilent
from core.base.ids import ChannelId
from core.base.times import day_of, moment_of
from core.lists.patterns import Pattern
from core.scanning.sweeps import (
    MESSAGES,
    MOST_FOUND,
    ChannelState,
    Sweep,
    SweepState,
    searched_host,
)
from core.servers.policy import ChannelMode
from services.base.ports import Clock, Storage
from services.scanning.sweeps.matching import Matched, SweepMatching
from services.scanning.sweeps.ports import (
    Found,
    ReadChannel,
    SearchRefused,
    SweepsTx,
    SweptChannel,
    SweptDiscord,
    SweptPost,
)
from services.servers.cache import ServerCache, ServerView

SEARCH_TRIES: Final = 5  # in vain, before the history alone is walked
CHANNEL_TRIES: Final = 12  # in vain, before it is said that a channel could not be looked at
SEARCH_WAIT: Final = timedelta(seconds=2)
_PLACES_READ: Final = 2000


class SweepFinding:
    """Does a portion of it."""

    def __init__(
        self,
        *,
        storage: Storage[SweepsTx],
        discord: SweptDiscord,
        matching: SweepMatching,
        server_cache: ServerCache,
        clock: Clock,
        process: str,
    ) -> None:
        self._storage = storage
        self._discord = discord
        self._matching = matching
        self._server_cache = server_cache
        self._clock = clock
        self._process = process

    async def portion(self, sweep: Sweep, pattern: Pattern, tries: int) -> timedelta | None:
        """Find some more messages; returns how long to wait before the next portion. `tries`: in vain, in a row. Raises Unavailable."""
        if not await self._storage.glance.sweeps.is_listed(sweep.id):
            await self._list_channels(sweep, pattern)
            return None
        if sweep.search_before is not None:
            return await self._search(sweep, pattern)
        glance = self._storage.glance
        channel = await glance.sweeps.next_channel(sweep.id)
        if channel is None:
            async with self._storage.settling() as tx:
                if await tx.sweeps.mine(sweep.id, self._process, [SweepState.LOOKING]):
                    await tx.sweeps.step(sweep.id, [SweepState.LOOKING], SweepState.READY, self._clock())
            return None
        try:
            await self._read(sweep, pattern, channel)
        except DiscordSilent:
            if tries < CHANNEL_TRIES:
                raise
            await self._note(sweep, channel, ChannelState.HIDDEN, channel.before, 0, [])
        return None

    async def _list_channels(self, sweep: Sweep, pattern: Pattern) -> None:
        view = await self._server_cache.get(sweep.server)
        channels = await self._discord.channels(sweep.server)
        seen = await self._seen(sweep, pattern)
        ordered = sorted(
            channels, key=lambda each: (seen.get(each.channels[0], 0), each.newest or 0), reverse=True
        )
        rows = [_row(sweep, each, view) for each in ordered]
        async with self._storage.bulk() as tx:
            if await tx.sweeps.mine(sweep.id, self._process, [SweepState.LOOKING]):
                await tx.sweeps.put_channels(sweep.id, rows)
                await tx.sweeps.channels_listed(sweep.id)

    async def _seen(self, sweep: Sweep, pattern: Pattern) -> dict[ChannelId, int]:
        """How many plain links to the place were counted in each channel lately."""
        since = day_of(moment_of(sweep.after))
        places = await self._storage.read.hosts_seen.find(sweep.server, [pattern.key], since, _PLACES_READ)
        seen: dict[ChannelId, int] = {}
        for place in places:
            seen[place.channel] = seen.get(place.channel, 0) + place.links
        return seen

    async def _search(self, sweep: Sweep, pattern: Pattern) -> timedelta | None:
        host = searched_host(pattern)
        before = None if not sweep.search_before else sweep.search_before
        if host is None or await self._full(sweep):
            await self._searched(sweep, None, 0)
            return None
        try:
            page = await self._discord.search(sweep.server, host, sweep.after, before)
        except SearchRefused:
            await self._searched(sweep, None, 0)
            return None
        except DiscordSilent as silent:
            left = SEARCH_TRIES - sweep.search_tries - 1
            await self._searched(sweep, sweep.search_before if left else None, sweep.search_tries + 1)
            return max(silent.retry_after or SEARCH_WAIT, SEARCH_WAIT) if left else None
        view = await self._server_cache.get(sweep.server)
        matched = await self._matching.matched(sweep.server, pattern, _others(page.posts))
        found = [_found(each) for each in matched if each.hit is not None and _looks_at(each.swept, view)]
        async with self._storage.settling() as tx:
            if await tx.sweeps.mine(sweep.id, self._process, [SweepState.LOOKING]):
                await tx.sweeps.add_found(sweep.id, sweep.server, found)
                await tx.sweeps.search_on(
                    sweep.id, page.oldest, tries=0, answered=page.oldest is None and page.whole
                )
        return None

    async def _searched(self, sweep: Sweep, before: int | None, tries: int) -> None:
        async with self._storage.settling() as tx:
            if await tx.sweeps.mine(sweep.id, self._process, [SweepState.LOOKING]):
                await tx.sweeps.search_on(sweep.id, before, tries=tries, answered=False)

    async def _full(self, sweep: Sweep) -> bool:
        return await self._storage.glance.sweeps.found(sweep.id) >= MOST_FOUND

    async def _read(self, sweep: Sweep, pattern: Pattern, channel: ReadChannel) -> None:
        looked = await self._storage.glance.sweeps.looked_in_all(sweep.id)
        if looked >= MESSAGES or await self._full(sweep):
            await self._note(sweep, channel, ChannelState.LIMIT, channel.before, 0, [])
            return
        threads = await self._threads(sweep, channel) if channel.fresh else []
        page = await self._discord.page(sweep.server, channel.channel, channel.before)
        if page is None:
            await self._note(sweep, channel, ChannelState.HIDDEN, channel.before, 0, [], threads)
            return
        posts = [each for each in page.posts if each.post.message >= sweep.after]
        matched = await self._matching.matched(sweep.server, pattern, _others(posts))
        found = [_found(each) for each in matched if each.hit is not None]
        state, before = ChannelState.UNREAD, page.oldest or 0
        if page.oldest is None or page.oldest <= sweep.after:
            state = ChannelState.READ
        elif channel.looked + len(posts) >= sweep.room_of_channel:
            state = ChannelState.LIMIT
        await self._note(sweep, channel, state, before, len(posts), found, threads)

    async def _threads(
        self, sweep: Sweep, channel: ReadChannel
    ) -> Sequence[tuple[SweptChannel, ChannelState, int]]:
        view = await self._server_cache.get(sweep.server)
        threads = await self._discord.old_threads(sweep.server, channel.channel, moment_of(sweep.after))
        rows = [_row(sweep, each, view) for each in threads]
        return [row for row in rows if row[1] is not ChannelState.READ]

    async def _note(
        self,
        sweep: Sweep,
        channel: ReadChannel,
        state: ChannelState,
        before: int,
        looked: int,
        found: Sequence[Found],
        threads: Sequence[tuple[SweptChannel, ChannelState, int]] = (),
    ) -> None:
        async with self._storage.settling() as tx:
            if not await tx.sweeps.mine(sweep.id, self._process, [SweepState.LOOKING]):
                return
            await tx.sweeps.add_found(sweep.id, sweep.server, found)
            await tx.sweeps.read_on(sweep.id, channel.channel, state, before, looked)
            await tx.sweeps.put_channels(sweep.id, threads)


def _row(sweep: Sweep, place: SweptChannel, view: ServerView) -> tuple[SweptChannel, ChannelState, int]:
    before = (place.newest or 0) + 1
    if leaves_alone(place.channels, view):
        return place, ChannelState.LEFT_ALONE, before
    if not place.readable:
        return place, ChannelState.HIDDEN, before
    quiet = place.newest is None or place.newest < sweep.after
    if quiet and not place.holds_threads:
        return place, ChannelState.READ, before
    return place, ChannelState.UNREAD, before


def leaves_alone(channels: Sequence[ChannelId], view: ServerView) -> bool:
    """Whether nothing is removed in this place: the review channel, and what the policy only counts in or leaves alone."""
    if view.settings.review_channel in channels:
        return True
    return view.policy.mode_of(channels) is not ChannelMode.ENFORCE


def _looks_at(swept: SweptPost, view: ServerView) -> bool:
    return swept.post.channels_known and not leaves_alone(swept.post.channels, view)


def _others(posts: Sequence[SweptPost]) -> Sequence[SweptPost]:
    """Those that are not Rowan's own: its cards and updates name places without leading to them."""
    return [each for each in posts if not each.own]


def _found(matched: Matched) -> Found:
    post, hit = matched.swept.post, matched.hit
    author = None if post.author is None else post.author.id
    return Found(post.message, post.channels[0], author, hit is not None and hit.sure)
