"""Posts about which Discord did not say what must be known: looked at again, from what stands there then, until it does."""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import DiscordSilent, Unavailable
from core.base.shards import ALL_SHARDS, Ours
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell, Worker, until_saved
from services.lists.invite_questions import WaitingPost
from services.scanning.pipeline import FIRST_WAIT

_log = logging.getLogger(__name__)

GIVE_UP_AFTER = timedelta(days=7)
_LONGEST_WAIT = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class KeptPost:
    """A post that waits, taken by this process."""

    post: WaitingPost
    seen_at: datetime


class WaitingPostStore(Protocol):
    """The store of table `waiting_posts`, as the worker goes through it."""

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take` would find a row."""
        ...

    async def take(self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> list[KeptPost]:
        """Take posts that are due and that no living process is at, and mark them as this process's."""
        ...

    async def looked_at(self, kept: KeptPost, process: str) -> None:
        """End the waiting of a post that was looked at or is gone, unless it was kept anew meanwhile."""
        ...

    async def later(self, kept: KeptPost, process: str, due_at: datetime) -> None:
        """Have a post about which nothing could be said looked at again then."""
        ...


class WaitingPostsTx(Protocol):
    """What a transaction offers to the worker."""

    @property
    def waiting_posts(self) -> WaitingPostStore:
        """The store of table `waiting_posts`."""
        ...


class PostSource(Protocol):
    """Discord, as far as single posts go."""

    async def look_at(self, post: WaitingPost) -> None:
        """Fetch it and scan it as it stands now; nothing where it is gone or hidden.

        Raises Unavailable where Discord or the database does not answer: DiscordSilent says how long to wait.
        """
        ...


class WaitingPosts(Worker[KeptPost]):
    """The worker. `source` None: this process may not read messages and looks at none."""

    def __init__(
        self,
        *,
        storage: Storage[WaitingPostsTx],
        source: PostSource | None,
        clock: Clock,
        process: str,
        bell: Bell,
        ours: OurShards = all_shards,
    ) -> None:
        super().__init__("waiting posts", bell)
        self._ours = ours
        self._storage = storage
        self._source = source
        self._clock = clock
        self._process = process

    async def take(self, limit: int) -> Sequence[KeptPost]:
        """What is due, in the order in which it is due."""
        now, ours = self._clock(), self._ours()
        if self._source is None or not await self._storage.glance.waiting_posts.any_due(now, ours):
            return []
        async with self._storage.relaxed() as tx:
            return await tx.waiting_posts.take(self._process, now, limit, ours)

    async def perform(self, row: KeptPost) -> None:
        """Look at it; keep it where that could not be done."""
        assert self._source is not None  # noqa: S101  # else none is taken
        asked: timedelta | None = None
        try:
            await self._source.look_at(row.post)
        except DiscordSilent as silent:
            asked, done = silent.retry_after or timedelta(0), False
        except Unavailable as error:
            _log.warning("a waiting post: %s", error.key)
            done = False
        except Exception:  # noqa: BLE001  # one that fails must not end the work, nor be lost
            _log.exception("a waiting post could not be looked at")
            done = False
        else:
            done = True
        await until_saved(lambda: self._settle(row, asked, done=done))

    async def _settle(self, row: KeptPost, asked: timedelta | None, *, done: bool) -> None:
        now = self._clock()
        given_up = not done and now - row.seen_at >= GIVE_UP_AFTER
        if given_up:
            _log.error("a message with a suspect link could not be looked at for a week; it is given up")
        async with self._storage.settling() as tx:
            if done or given_up:
                await tx.waiting_posts.looked_at(row, self._process)
            else:
                doubled = FIRST_WAIT * 2 ** min(row.post.tries, 10)
                wait = max(asked or FIRST_WAIT, min(doubled, _LONGEST_WAIT))
                await tx.waiting_posts.later(row, self._process, now + wait)
