"""From a server's gap to the places in it that are to be read."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from core.base.times import snowflake_at
from core.scanning.gaps import NeverRead, Unread, Why, merged
from core.servers.policy import ChannelMode
from services.base.health.figures import Meter
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.scanning.missed.gap_ports import GapsTx, Past, PastPlace, ServerGap
from services.scanning.missed.never_read import give_up
from services.servers.cache import ServerCache, ServerView

THREADS_FROM = timedelta(minutes=10)
"""Of a shorter gap no archived threads are looked for: Discord archives after an hour at the soonest, people seldom do, and a
restart would cost a call for each channel of each server.
"""


_NO_TIME = timedelta(
    minutes=2
)  # what passes until a server is looked through, when its gap reaches back to the limit


class ServerPasts:
    """Looks through a server that is there, and leaves a row for each place."""

    def __init__(
        self,
        *,
        storage: Storage[GapsTx],
        past: Past,
        server_cache: ServerCache,
        clock: Clock,
        discord_clock: Clock,
        limit: timedelta,
        outbox_bell: Bell,
        meter: Meter,
    ) -> None:
        self._storage = storage
        self._past = past
        self._server_cache = server_cache
        self._clock = clock
        self._discord_clock = discord_clock
        self._limit = limit
        self._outbox_bell = outbox_bell
        self._meter = meter

    async def places(self, gap: ServerGap) -> Sequence[PastPlace]:
        """Give the places of this server in which something is to be read."""
        view = await self._server_cache.get(gap.server)
        since = self._since(gap)
        if since >= gap.until or not view.settings.set_up:
            return []
        await self._past.read_names(gap.server)
        found = [*self._past.places(gap.server, since)]
        if gap.until - since >= THREADS_FROM:
            found += self._past.thread_holders(gap.server)
        return [place for place in found if _is_scanned(place, view)]

    def _since(self, gap: ServerGap) -> datetime:
        return max(gap.since, self._discord_clock() - self._limit)

    async def leave(self, gap: ServerGap, places: Sequence[PastPlace]) -> None:
        """Leave a row for each place, joined with what was left there before; the server's row has done its work."""
        since, now = self._since(gap), self._clock()
        fresh = [_unread(place, snowflake_at(since), snowflake_at(gap.until)) for place in places]
        too_old = [NeverRead(None, gap.since, min(since, gap.until), Why.OLD)]
        if since - gap.since < _NO_TIME:
            too_old = []
        async with self._storage.bulk() as tx:
            if fresh:
                before, not_before = await tx.unread.take_out(
                    gap.server, {each.channel for each in fresh}, now
                )
                newest_first = sorted(
                    merged([*before, *fresh]), key=lambda each: (each.threads, -each.before)
                )
                await tx.unread.put(gap.server, newest_first, not_before, now)
            await give_up(tx, gap.server, too_old, now, self._meter)
            await tx.gaps.close_server(gap)
        if too_old:
            self._outbox_bell.ring()


def _unread(place: PastPlace, after: int, until: int) -> Unread:
    if place.newest is None:
        return Unread(place.channels[0], after, until, threads=True)
    return Unread(place.channels[0], after, place.newest + 1)


def _is_scanned(place: PastPlace, view: ServerView) -> bool:
    """Whether the policy looks at this place at all."""
    if view.settings.review_channel in place.channels:
        return False
    return view.policy.mode_of(place.channels) is not ChannelMode.OFF
