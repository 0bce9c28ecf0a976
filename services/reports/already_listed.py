"""When a reported link is already on a list: tell the reporter and run the message through the server's policy, as if it
had been posted just now. It may be older than the entry.
"""

import asyncio
import logging
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from core.base.categories import Category
from core.base.errors import Unavailable
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.posts import PostKind
from core.links import Budget, Link, canonical, find_links
from core.lists.verdicts import action_of, winning_matches
from core.servers.policy import LISTED
from services.lists.invite_questions import PostReader, WaitingPost
from services.lists.live_index import LiveIndex
from services.lists.lookup import MatchSource
from services.servers.cache import ServerCache

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Listed:
    """A list holds a reported link. `blocked`: the server's policy removes messages with it."""

    category: Category
    blocked: bool


class ListedLinks(Protocol):
    """What filing a report asks of the lists."""

    async def listed(self, server: ServerId, links: Iterable[str]) -> Listed | None:
        """What the nearest list says of one of these canonical links; None where none holds it, or that cannot be said
        now.
        """
        ...

    def look_again(self, server: ServerId, channel: ChannelId, message: MessageId) -> None:
        """Have the message handled by the server's policy; nobody waits for it."""
        ...


def _held(link_text: str, might_hold: Callable[[str], bool]) -> list[Link]:
    """The link that a report keeps, and those inside of it, as far as the index may hold them.

    What is told of names in talk, as that one is a file, says nothing of a link that somebody reported.
    """
    itself = canonical(link_text)
    inside = find_links(link_text, might_hold, Budget())
    if itself is None or not any(map(might_hold, itself.keys)):
        return inside
    return [itself, *(each for each in inside if each.canonical != itself.canonical)]


class AlreadyListed:
    """Fills ListedLinks. `reader` None: this process may not read messages, so it looks at none again."""

    def __init__(
        self, *, index: LiveIndex, lists: MatchSource, server_cache: ServerCache, reader: PostReader | None
    ) -> None:
        self._index = index
        self._lists = lists
        self._server_cache = server_cache
        self._busy: set[asyncio.Task[None]] = set()
        self._reader = reader

    async def listed(self, server: ServerId, links: Iterable[str]) -> Listed | None:
        might_hold = self._index.index.might_hold
        suspects: list[Link] = []
        for link in links:
            suspects += _held(link, might_hold)
            await asyncio.sleep(0)  # a message may hold hundreds, each of them made to be slow
        if not suspects:  # the usual answer asks no store
            return None
        try:
            said = await self._lists.said(server, suspects)
            policy = (await self._server_cache.get(server)).policy
        except Unavailable as error:
            _log.warning("what lists say of a report is not known: %s", error.key)
            return None
        listed = [match for match in winning_matches(said.matches) if match.tier in LISTED]
        if not listed:
            return None
        return Listed(listed[0].category, any(action_of(each, policy).deletes for each in listed))

    def look_again(self, server: ServerId, channel: ChannelId, message: MessageId) -> None:
        if self._reader is None:
            return
        post = WaitingPost(server, PostKind.MESSAGE, channel, message, codes=(), tries=1)
        task = asyncio.create_task(self._look(self._reader, post), name="already-listed")
        self._busy.add(task)
        task.add_done_callback(self._busy.discard)

    async def finish(self, seconds: float) -> None:
        """Let what was begun end, at stop. What does not has a card, and a human looks at that."""
        if self._busy:
            await asyncio.wait(self._busy, timeout=seconds)
        for task in self._busy:
            task.cancel()

    @staticmethod
    async def _look(reader: PostReader, post: WaitingPost) -> None:
        try:
            await reader.hear_again(post)
        except Exception:  # noqa: BLE001  # the report is filed and has a card, whatever this meets
            _log.exception("a reported message could not be looked at again")
