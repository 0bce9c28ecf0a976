"""Posts that hold a short link of which nobody knows where it leads: the shortener is asked, and the post waits.

Whoever posts many short links waits behind themselves: each further one of an author, and of a server that has very many, is
asked a little later, so that a first link of anybody is asked before them.
"""

import logging
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final, Protocol

from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.lists.shorteners.answers import ShortState
from services.base.ports import Clock, Storage
from services.base.worker import Bell
from services.lists.shorteners.short_links import WAITS_FOR, Asker, ShortLinkStore
from services.scanning.posts import KeptPostStore, Post

_log = logging.getLogger(__name__)

OF_AUTHOR: Final = 50  # short links of one author about which is asked
OF_SERVER: Final = 500  # those of one server, and posts of it that wait
OF_ALL: Final = 2_000
_AT_ONCE_AUTHOR, _AT_ONCE_SERVER = 3, 30  # those that are asked without waiting
_LATER_AUTHOR: Final = timedelta(seconds=1)
_LATER_SERVER: Final = timedelta(seconds=0.2)


@dataclass(frozen=True, slots=True)
class Queue:
    """How many short links are asked about: of an author, of their server, of all; and the server's posts that wait."""

    author: int
    server: int
    all: int
    posts: int

    def takes(self, *, new: bool) -> bool:
        """Whether a further post of this author is taken; `new`: with a link about which is not asked yet."""
        room = self.author < OF_AUTHOR and self.server < OF_SERVER and self.all < OF_ALL
        return self.posts < OF_SERVER and (room or not new)

    @property
    def wait(self) -> timedelta:
        """How much later than at once the next link of this author is asked about."""
        own = _LATER_AUTHOR * max(0, self.author - _AT_ONCE_AUTHOR + 1)
        return own + _LATER_SERVER * max(0, self.server - _AT_ONCE_SERVER + 1)

    def and_one(self, *, new: bool) -> "Queue":
        """The queue with one post of this author more."""
        return Queue(self.author + new, self.server + new, self.all + new, self.posts + 1)


class ShortPostStore(Protocol):
    """The store of table `short_posts`."""

    async def queue(self, asker: Asker) -> Queue:
        """Count what is asked about and waits."""
        ...

    async def add(
        self,
        link: str,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        until: datetime,
    ) -> None:
        """Note that the post is to be looked at again when it is known where the link leads, until this time at most."""
        ...


class NotingTx(Protocol):
    """What a transaction offers to whoever notes posts."""

    @property
    def short_links(self) -> ShortLinkStore:
        """The store of table `short_links`."""
        ...

    @property
    def short_posts(self) -> ShortPostStore:
        """The store of table `short_posts`."""
        ...

    @property
    def waiting_posts(self) -> KeptPostStore:
        """The store of table `waiting_posts`."""
        ...


class ShortPosts:
    """Notes posts. `bell`: of the worker that asks shorteners; `waiting_bell`: of the one that looks at posts again."""

    def __init__(self, *, storage: Storage[NotingTx], bell: Bell, waiting_bell: Bell, clock: Clock) -> None:
        self._storage = storage
        self._bell = bell
        self._waiting_bell = waiting_bell
        self._clock = clock

    async def note(self, post: Post, short: Sequence[str]) -> None:
        """Have the shorteners of these links, canonical, asked, and the post looked at again. Raises Unavailable."""
        now = self._clock()
        asker, channel = Asker(post.server, post.whose), post.channels[0]
        passed_over, known = 0, False
        async with self._storage.settling() as tx:
            queue = await tx.short_posts.queue(asker)
            kept = await tx.short_links.known(short)
            for link in short:
                new = link not in kept or kept[link].link.state is not ShortState.ASKED
                if not queue.takes(new=new):
                    passed_over += 1
                    continue
                host = link.partition("/")[0]
                stands = await tx.short_links.ask(link, host, asker, now + queue.wait, now)
                if stands.state is ShortState.ASKED:
                    await tx.short_posts.add(
                        link, post.server, post.place, channel, post.message, now + WAITS_FOR
                    )
                    queue = queue.and_one(new=new)
                else:
                    known = True  # answered since the lists were asked
            if known:
                await tx.waiting_posts.keep(post.server, post.place, channel, post.message, now, now)
        if passed_over:
            _log.warning(
                "too many short links wait for an answer; %s of a message are passed over", passed_over
            )
        self._bell.ring()
        if known:
            self._waiting_bell.ring()
