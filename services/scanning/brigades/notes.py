"""Noting which places a post names, for the counting of brigades: entries that matched, and places that open cases of the server
are about.

Only members count. What a bot or a webhook posts is no account's: a proxy such as PluralKit posts again what a member posted.
A channel that only logs is one where such links may stand, for news or research: five who talk there are no brigade.
"""

from collections.abc import Sequence
from typing import Protocol

from core.base.posts import PostKind
from core.links import Link
from core.lists.verdicts import CHANNEL_LOG
from core.scanning.brigades import FoundBy, Place
from core.servers.policy import ChannelMode
from services.base.ports import Clock, Storage
from services.scanning.brigades.counting import BrigadeCounting
from services.scanning.brigades.ports import BrigadeStore, ReportedHere
from services.scanning.posts import Detected, Post, Surroundings, channels_of, roles_of
from services.servers.cache import ServerView


class NotingTx(Protocol):
    """What a transaction offers to whoever saves what was found in a post."""

    @property
    def brigades(self) -> BrigadeStore:
        """The store of tables `place_posts` and `brigades`."""
        ...


class BrigadeNotes:
    """What scanning tells the counting of brigades."""

    def __init__(
        self,
        *,
        storage: Storage[NotingTx],
        counting: BrigadeCounting,
        reported: ReportedHere,
        surroundings: Surroundings,
        clock: Clock,
    ) -> None:
        self._storage = storage
        self._counting = counting
        self._reported = reported
        self._surroundings = surroundings
        self._clock = clock

    async def note(self, tx: NotingTx, detected: Detected) -> None:
        """Note a post in which an entry was found, in the transaction that saves the detection."""
        post, author = detected.post, detected.post.author
        if counts(post) and author is not None and detected.decision.rule != CHANNEL_LOG:
            place = Place(post.server, FoundBy.LISTED, detected.decision.match.pattern)
            await tx.brigades.note(place, post.channels[0], post.message, author.id, detected.now)

    def saved(self, post: Post, pattern: str) -> None:
        """Have the place counted, after that transaction."""
        if counts(post):
            self._counting.noted([Place(post.server, FoundBy.LISTED, pattern)])

    async def look_for_reported(self, post: Post, links: Sequence[Link], view: ServerView) -> None:
        """Note a post in which no entry was found, where an open case of the server is about what it names. Nothing is done about
        the post. Raises Unavailable.
        """
        sure = [link.canonical for link in links if not link.guess]
        if not sure or post.author is None or not counts(post):
            return
        named = await self._reported.places_here(post.server, sure)
        if not named or not await self._is_looked_at(post, view):
            return
        places = [Place(post.server, FoundBy.REPORTED, each) for each in named]
        now = self._clock()
        async with self._storage.settling() as tx:
            for place in places:
                await tx.brigades.note(place, post.channels[0], post.message, post.author.id, now)
        self._counting.noted(places)

    async def _is_looked_at(self, post: Post, view: ServerView) -> bool:
        """Whether the policy acts upon what is posted there, by its author."""
        channels, policy = await channels_of(post, self._surroundings), view.policy
        if not channels or view.settings.review_channel in channels:
            return False
        if policy.mode_of(channels) is not ChannelMode.ENFORCE:
            return False
        return not policy.exempt_roles.intersection(await roles_of(post, policy, self._surroundings))


def counts(post: Post) -> bool:
    """Whether a post is an account's: a member's message."""
    return post.place is PostKind.MESSAGE and post.author_is_member and post.author is not None
