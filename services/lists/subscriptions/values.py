"""Lists that servers follow, as values: a list, its versions, who follows it, and what happened to that."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.base.categories import Category
from core.base.ids import ListId, ServerId, SubscriptionId
from core.lists.signed import Pinned
from core.lists.subscriptions import Doubt, Size


@dataclass(frozen=True, slots=True)
class SubscribedList:
    """One list. `newest`: its newest version that is whole, 0 before the first; `problem`: why the last fetch brought
    nothing, as the key of a sentence; `pinned`: of the signed file that was taken last, None before the first.
    """

    id: ListId
    url: str
    newest: int = 0
    digest: str = ""
    etag: str = ""
    last_modified: str = ""
    problem: str = ""
    failures: int = 0
    fetched_at: datetime | None = None
    pinned: Pinned | None = None


@dataclass(frozen=True, slots=True)
class Version:
    """One whole version of a list. `names_publisher`: an entry covers the address at which the list stands."""

    number: int
    size: Size
    refused: int
    names_publisher: bool


@dataclass(frozen=True, slots=True)
class Held:
    """What waits for a manager's word. `version`: 0 where it is no list."""

    doubt: Doubt
    version: int
    entries: int
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class Subscription:
    """One server's following of one list. `log_until`: until then it is only counted; None: it acts."""

    id: SubscriptionId
    server: ServerId
    list: ListId
    url: str
    category: Category
    version: int
    accepted: Size
    began_at: datetime
    held: Held | None = None
    kept: str = ""  # the digest of what a manager refused last; it may come again
    noticed_at: datetime | None = None
    log_until: datetime | None = None

    @property
    def is_kept(self) -> bool:
        """Whether what is held now is what a manager refused."""
        return bool(self.kept) and self.held is not None and self.held.doubt.can_be_taken


class Event(StrEnum):
    """What happened to a subscription. Each has the sentence `subscription-event-<value>`."""

    BEGUN = "begun"
    APPLIED = "applied"
    HELD = "held"
    TAKEN = "taken"
    KEPT = "kept"
    ACTS = "acts"
    """Its first day is over. `added` of the line: how many links it found in that day."""


@dataclass(frozen=True, slots=True)
class LogLine:
    """What was applied, when and why."""

    at: datetime
    event: Event
    entries: int
    added: int = 0
    removed: int = 0
    doubt: Doubt | None = None
