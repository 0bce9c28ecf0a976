"""What is scanned, and what was found in it, as values; and what the pipeline asks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, Protocol

from core.base.ids import ChannelId, DetectionId, MessageId, RoleId, ServerId, UserId
from core.base.posts import PostKind
from core.links import Link
from core.lists.holds import is_long_member
from core.lists.verdicts import Decision
from core.scanning.detections import Outcome, Person
from core.servers.policy import Tier
from services.lists.lookup import Said


@dataclass(frozen=True, slots=True)
class Post:
    """Something that a member, a bot or a webhook made others see.

    `channels` is where, from the inside out: thread, channel, category; `channels_known` False: as far as is known without
    asking. `message` of a thread's name is the thread.
    `words` are what the author wrote (without what Discord added to it); on undo they get them back.
    `roles` None: not known without asking. `joined_at`: when the author joined the server, where the event says so.
    """

    place: PostKind
    server: ServerId
    channels: Sequence[ChannelId]
    message: MessageId
    texts: Sequence[str]
    words: str
    author: Person | None
    roles: frozenset[RoleId] | None
    author_is_member: bool  # a member, neither a bot nor a webhook
    channels_known: bool = True
    joined_at: datetime | None = None

    @property
    def whose(self) -> int:
        """The author, or the channel where Discord names none."""
        return self.channels[0] if self.author is None else self.author.id


class Suspects(NamedTuple):
    """What a look at texts brought: links that some list may hold, and whether something is left unread."""

    links: Sequence[Link]
    left: bool = False

    @property
    def any(self) -> bool:
        """Whether there is anything to go on with."""
        return bool(self.links) or self.left


@dataclass(frozen=True, slots=True)
class Sign:
    """That an entry of the shared list removed a message of somebody who has been a member for long."""

    pattern: str
    member: UserId


@dataclass(frozen=True, slots=True)
class Detected:
    """A decision about a post, to be saved before anything is done."""

    post: Post
    decision: Decision
    outcome: Outcome
    text: str  # what is kept; '' where nothing is to be returned
    scanned: str  # tells an edit from a repeat; never stored
    text_until: datetime
    now: datetime

    @property
    def author_long(self) -> bool | None:
        """Whether the author has been a member for long; None where that is not known, or where they are none."""
        return is_long_member(self.post.joined_at, self.now) if self.post.author_is_member else None

    @property
    def sign(self) -> Sign | None:
        """What a removal says of the shared entry that is its reason; None: nothing."""
        match, author = self.decision.match, self.post.author
        if match.tier is not Tier.SHARED or author is None or not self.author_long:
            return None
        return Sign(match.pattern, author.id)


class DetectionStore(Protocol):
    """The store of table `detections`, where it is written by scanning."""

    async def add(self, detected: Detected, process: str) -> DetectionId | None:
        """Save a detection; a removal that it owes is this process's. None: this text of the message was seen, or
        what was found in it has been acted on as strictly before.

        None: the same text of the message was seen, or what was found in it has been acted on as strictly before.
        """
        ...


class KeptPostStore(Protocol):
    """The store of table `waiting_posts`, where it is written by scanning."""

    async def keep(
        self,
        server: ServerId,
        place: PostKind,
        channel: ChannelId,
        message: MessageId,
        now: datetime,
        due_at: datetime,
    ) -> None:
        """Look at the post again then, also where it waits already."""
        ...


class MatchSource(Protocol):
    """Asks the lists; services.lists.lookup.ListLookup fills it."""

    async def said(self, server: ServerId, links: Sequence[Link]) -> Said:
        """Find every entry that covers one of the links, as this server sees it,
        and the invites that nobody knows yet.
        """
        ...

    async def allowed(self, server: ServerId, link: Link) -> bool:
        """Whether an exception of the server's own covers the link."""
        ...


class Surroundings(Protocol):
    """Asks Discord for what the gateway did not tell. Each raises DiscordSilent where Discord does not say."""

    async def roles_of(self, server: ServerId, member: UserId) -> frozenset[RoleId]:
        """The member's roles; none where they left."""
        ...

    async def channels_around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        """The channel and what it lies in, from the inside out; empty where it is gone."""
        ...
