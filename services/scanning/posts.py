"""What is scanned, and what was found in it, as values."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import ChannelId, MessageId, RoleId, ServerId
from core.base.posts import PostKind
from core.lists.verdicts import Decision
from core.scanning.detections import Outcome, Person


@dataclass(frozen=True, slots=True)
class Post:
    """Something that a member, a bot or a webhook made others see.

    `channels` is where, from the inside out: thread, channel, category; `channels_known` False: as far as is known without
    asking. `message` of a thread's name is the thread.
    `words` are what the author wrote (without what Discord added to it); on undo they get them back.
    `roles` None: not known without asking.
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
