"""What publishing needs of its stores, and the values that they give."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import ServerId
from core.lists.patterns import Pattern
from core.lists.signed import Handover
from core.lists.sites import SiteWords
from core.lists.stances import SharedEntry


@dataclass(frozen=True, slots=True)
class Published:
    """A list that is published. `serial`: of its newest issue, 0 before the first; `secret`: the half of its key that signs."""

    id: int
    serial: int
    secret: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class KnownPattern:
    """A pattern that stood in an issue. `serial`: of the first of them."""

    pattern: Pattern
    serial: int
    retracted: bool


class PublishedStore(Protocol):
    """The tables of what was published."""

    async def get(self, server: ServerId, *, hashed: bool) -> Published | None:
        """Give the list. None: it was never published."""
        ...

    async def make(self, server: ServerId, secret: bytes, now: datetime, *, hashed: bool) -> None:
        """Begin to publish a list with this key."""
        ...

    async def replace_key(self, which: int, secret: bytes, handover: Handover) -> None:
        """Let another key sign from now on."""
        ...

    async def handovers(self, which: int) -> list[Handover]:
        """Give every word of an earlier key, the oldest first."""
        ...

    async def digests(self, which: int, most: int) -> list[str]:
        """Give the digests of the newest issues, the newest first."""
        ...

    async def add_issue(self, which: int, serial: int, digest: str, now: datetime) -> None:
        """Note an issue."""
        ...

    async def patterns_after(self, which: int, after: str, most: int) -> list[KnownPattern]:
        """Give patterns that stood in issues and come after this text, in their order."""
        ...

    async def put(self, which: int, serial: int, patterns: Sequence[Pattern]) -> None:
        """Note that the patterns stand in the issue with this number; those of earlier issues keep their number."""
        ...

    async def retract(self, which: int, patterns: Sequence[Pattern], now: datetime) -> None:
        """Note that the patterns stand in the list no more."""
        ...

    async def forget(self, which: int, patterns: Sequence[Pattern]) -> None:
        """Forget patterns that stood in no issue."""
        ...


class PublishedEntryStore(Protocol):
    """What stands on a list, in the order of its patterns."""

    async def own_after(
        self, server: ServerId, after: str, most: int, now: datetime
    ) -> list[tuple[Pattern, Category, SiteWords]]:
        """Give entries of a server's own list whose pattern comes after this text, each with its site, without those whose
        time is over.
        """
        ...

    async def allows_after(self, server: ServerId, after: str, most: int) -> list[Pattern]:
        """Give a server's exceptions that come after this text."""
        ...

    async def shared_after(self, after: str, most: int) -> list[SharedEntry]:
        """Give shared entries, in whatever state, whose pattern comes after this text."""
        ...


class PublishingTx(Protocol):
    """What a transaction offers to publishing."""

    @property
    def published(self) -> PublishedStore:
        """The tables of what was published."""
        ...

    @property
    def published_entries(self) -> PublishedEntryStore:
        """What stands on a list."""
        ...
