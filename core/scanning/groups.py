"""Removals that share one card: those of one place in one channel, or by one author, within minutes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from core.base.errors import UserError
from core.base.ids import ChannelId
from core.scanning.detections import Detection, Person, Returned, Timeout

TAKES_MORE_FOR = timedelta(minutes=10)  # after its first removal
MOST = 250  # removals on one card, so that whatever is done with all of them at once is short
BETWEEN_EDITS = timedelta(seconds=3)  # of one card, while it only counts


class MoreJoined(UserError):
    """Removals joined a card after somebody was asked about those that it counted then: they must be asked again."""

    def __init__(self, seen: int, removals: int) -> None:
        super().__init__("detection-undo-more-joined", seen=seen, count=removals)


@dataclass(frozen=True, slots=True)
class AuthorCount:
    """How many of the removed messages somebody wrote. `author` None: it is not known who, or not known any more."""

    author: Person | None
    removals: int
    is_member: bool = True


@dataclass(frozen=True, slots=True)
class ChannelCount:
    """How many messages were removed in a channel."""

    channel: ChannelId
    removals: int


@dataclass(frozen=True, slots=True)
class Group:
    """What a card that counts removals says of all of them. Both sequences begin with whoever has most; `timeouts` and
    `returned` count authors.
    """

    removals: int
    authors: tuple[AuthorCount, ...]
    channels: tuple[ChannelCount, ...]
    timeouts: Mapping[Timeout, int]
    returned: Mapping[Returned, int]


@dataclass(frozen=True, slots=True)
class GroupPage:
    """Some removals of a group, oldest first; `number` counts from 0."""

    lead: Detection
    removals: tuple[Detection, ...]
    number: int
    pages: int
    count: int  # removals in all
