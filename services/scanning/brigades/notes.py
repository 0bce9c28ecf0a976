"""Noting which places a post names, for the counting of brigades: entries that matched, and places that open cases of the server
are about.

Only members count. What a bot or a webhook posts is no account's: a proxy such as PluralKit posts again what a member posted.
A channel that only logs is one where such links may stand, for news or research: five who talk there are no brigade.
"""

from collections.abc import Sequence
from typing import Protocol

from core.base.ids import DetectionId
from core.links import Link
from core.scanning.brigades import FoundBy, Place
from core.servers.policy import ChannelMode
from services.base.ports import Clock, Storage
from services.scanning.brigades.counting import BrigadeCounting
from services.scanning.brigades.ports import BrigadeStore, ReportedHere
from services.scanning.posts import PlacePost, Post, Surroundings, channels_of, roles_of
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

    async def note(self, tx: NotingTx, found: PlacePost | None, detection: DetectionId) -> None:
        """Note a post in which an entry was found: in the transaction that saves the detection, or what became of its removal."""
        if found is not None:
            place, author = _place_of(found), found.author
            await tx.brigades.note(place, found.channel, found.message, author, found.at, found=detection)

    def saved(self, found: PlacePost | None) -> None:
        """Have the place counted, after that transaction."""
        if found is not None:
            self._counting.noted([_place_of(found)])

    async def look_for_reported(self, post: Post, links: Sequence[Link], view: ServerView) -> None:
        """Note a post in which no entry was found, where an open case of the server is about what it names. Nothing is done about
        the post. Raises Unavailable.
        """
        sure = [link.canonical for link in links if not link.guess]
        if not sure or post.author is None or not post.is_of_an_account:
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


def _place_of(found: PlacePost) -> Place:
    return Place(found.server, FoundBy.LISTED, found.pattern)
