"""What is scanned, and what was found in it, as values; and what the pipeline asks."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple, Protocol

from core.base.ids import ChannelId, DetectionId, MessageId, RoleId, ServerId, UserId
from core.base.posts import NameKind, PostKind
from core.links import Link
from core.lists.holds import is_long_member
from core.lists.verdicts import CHANNEL_LOG, Decision
from core.scanning.detections import Outcome, Person
from core.servers.policy import Action, Policy, Tier

_TEXT_BETWEEN = "\n"


@dataclass(frozen=True, slots=True)
class Post:
    """Something that a member, a bot or a webhook made others see.

    `channels` is where, from the inside out: thread, channel, category; `channels_known` False: as far as is known without
    asking. `message` of a thread's name is the thread.
    `named`: which name it is, of those that are no thread's; its `message` is a number made for it, and `channels` begin with the
    channel, or are the server's number where it stands in the whole server.
    `words` are what the author wrote (without what Discord added to it); on undo they get them back.
    `roles` None: not known without asking. `joined_at`: when the author joined the server, where the event says so.
    `picture`: the mark of the picture in which the texts stand, and `how` says so; empty: in the message itself.
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
    picture: str = ""
    how: tuple[str, ...] = ()
    named: NameKind = NameKind.NONE

    def with_roles(self, roles: frozenset[RoleId] | None) -> "Post":
        """The post, with the roles of its author; None: they are not known."""
        return replace(self, roles=roles)

    @property
    def is_of_an_account(self) -> bool:
        """Whether it is a member's message. A bot's or a webhook's is no account's."""
        return self.place is PostKind.MESSAGE and self.author_is_member and self.author is not None

    @property
    def whose(self) -> int:
        """The author, or the channel where Discord names none."""
        return self.channels[0] if self.author is None else self.author.id

    @property
    def scanned(self) -> str:
        """What tells an edit from a repeat."""
        parts = [self.place, *self.texts]
        return _TEXT_BETWEEN.join([*parts, self.picture] if self.picture else parts)

    def reason(self, decision: Decision) -> Decision:
        """Say of a decision also where in the post the link stood."""
        if not self.how:
            return decision
        match = decision.match
        return replace(decision, match=replace(match, how=(*match.how, *self.how)))


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
class PlacePost:
    """A member's message in which an entry was found, for the counting of brigades."""

    server: ServerId
    channel: ChannelId
    message: MessageId
    author: UserId
    pattern: str
    at: datetime  # when it was found


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

    @property
    def place_post(self) -> PlacePost | None:
        """What the counting of brigades is told; None where the post is no account's, or its channel only logs."""
        post, pattern = self.post, self.decision.match.pattern
        if post.author is None or not post.is_of_an_account or self.decision.rule == CHANNEL_LOG:
            return None
        return PlacePost(post.server, post.channels[0], post.message, post.author.id, pattern, self.now)


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


class Surroundings(Protocol):
    """Asks Discord for what the gateway did not tell. Each raises DiscordSilent where Discord does not say."""

    async def roles_of(self, server: ServerId, member: UserId) -> frozenset[RoleId]:
        """The member's roles; none where they left."""
        ...

    async def channels_around(self, server: ServerId, channel: ChannelId) -> Sequence[ChannelId]:
        """The channel and what it lies in, from the inside out; empty where it is gone."""
        ...


async def roles_of(post: Post, policy: Policy, surroundings: Surroundings) -> frozenset[RoleId]:
    """The author's roles, as far as they matter to the policy. Raises DiscordSilent."""
    if post.roles is not None:
        return post.roles
    if not policy.exempt_roles or post.author is None:
        return frozenset()
    return await surroundings.roles_of(post.server, post.author.id)


async def channels_of(post: Post, surroundings: Surroundings) -> Sequence[ChannelId]:
    """The places that the post stands in, from the inside out; none where they are gone, and the post with them. Raises
    DiscordSilent.
    """
    if post.channels_known:
        return post.channels
    return await surroundings.channels_around(post.server, post.channels[0])


def detected_in(post: Post, decision: Decision, now: datetime, keep_text: timedelta) -> Detected:
    """A decision about a post, with what becomes of the post first."""
    outcome = _first_outcome(post.place, decision.action)
    return Detected(
        post=post,
        decision=post.reason(decision),
        outcome=outcome,
        text="" if outcome is Outcome.LOGGED else post.words,
        scanned=post.scanned,
        text_until=now + keep_text,
        now=now,
    )


def _first_outcome(place: PostKind, action: Action) -> Outcome:
    if action is Action.LOG:
        return Outcome.LOGGED
    return Outcome.PENDING if goes(place, action) else Outcome.REVIEW


def goes(place: PostKind, action: Action) -> bool:
    """Whether the post is removed: a name never is."""
    return action.deletes and place is PostKind.MESSAGE
