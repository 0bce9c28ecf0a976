"""What subscribed lists need of the database: the lists, their versions and entries, and who follows them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import ListId, ServerId, SubscriptionId
from core.lists.patterns import Pattern
from core.lists.signed import Pinned
from core.lists.subscriptions import Size
from services.base.outbox import OutboxStore
from services.base.polling import Tried
from services.base.ports import Audit
from services.lists.imports.survey import Item
from services.lists.invites import HeldInvites
from services.lists.live_index import ListChangeStore
from services.lists.subscriptions.values import Held, LogLine, SubscribedList, Subscription, Version
from services.servers.setup import ServerStore


class SubscribedListStore(Protocol):
    """The stores of tables `subscribed_lists` and `list_versions`."""

    async def by_url(self, url: str) -> SubscribedList | None:
        """Give the list at this address."""
        ...

    async def get(self, which: ListId) -> SubscribedList | None:
        """Give a list."""
        ...

    async def make(self, url: str, now: datetime) -> ListId:
        """Make the list's row if there is none; returns its id."""
        ...

    async def any_due(self, now: datetime) -> bool:
        """Whether a list is due."""
        ...

    async def take(self, process: str, now: datetime, most: int) -> list[SubscribedList]:
        """Take lists that are due and at which no living process is."""
        ...

    async def take_one(self, which: ListId, process: str, now: datetime) -> bool:
        """Take this list; False: a living process is at it."""
        ...

    async def is_taken(self, which: ListId, process: str) -> bool:
        """Whether this process still has the list."""
        ...

    async def tried(self, which: ListId, what: Tried) -> None:
        """Note what a fetch left."""
        ...

    async def due(self, which: ListId, now: datetime) -> None:
        """Have the list asked for now."""
        ...

    async def release(self, which: ListId, process: str) -> None:
        """Let go of a list that this process has."""
        ...

    async def begin(self, which: ListId) -> int:
        """Give the next version its number."""
        ...

    async def complete(self, which: ListId, version: Version, digest: str) -> None:
        """Note that a version is whole, and the newest."""
        ...

    async def pin(self, which: ListId, pinned: Pinned | None) -> None:
        """Note of which signed file the newest version is, and what the next has to follow. None: it is not signed."""
        ...

    async def version(self, which: ListId, number: int) -> Version | None:
        """Give a version that somebody acts on, or the newest."""
        ...

    async def empty(self, which: ListId) -> None:
        """Forget which version was whole, and the pinned key: nobody follows, and its entries go."""
        ...

    async def forget(self, which: ListId) -> None:
        """Delete the list, which has no entries any more."""
        ...


class SubscribedEntryStore(Protocol):
    """The store of table `subscribed_entries`."""

    async def discard_half(self, which: ListId, newest: int, most: int) -> int:
        """Undo what a version left that was never whole, so much at most; returns how much."""
        ...

    async def add(self, which: ListId, version: int, items: Sequence[Item]) -> list[Pattern]:
        """Add entries from this version on; returns those that did not stand there."""
        ...

    async def standing(self, which: ListId, after: int, most: int) -> list[tuple[int, str]]:
        """Give entries that stand in the newest version, in the order of their numbers from `after` on."""
        ...

    async def patterns(
        self, which: ListId, version: int, before: int, after: int, most: int
    ) -> list[tuple[int, Pattern]]:
        """Give entries that stand in a version, came after the version `before` and are no exceptions, in the order of their
        numbers from `after` on.
        """
        ...

    async def end(self, entries: Sequence[int], version: int) -> None:
        """Have entries stand no more from this version on."""
        ...

    async def exceptions(self, which: ListId, version: int) -> int:
        """Count what a version lets through; of very many so many as are counted."""
        ...

    async def compare(self, which: ListId, old: int, new: int) -> tuple[int, int]:
        """Count the patterns that are in `new` alone, and those that are in `old` alone."""
        ...

    async def prune(self, which: ListId, newest: int, most: int) -> int:
        """Delete entries that are in no version on which anybody acts, so many at most; returns how many."""
        ...


class SubscriptionStore(Protocol):
    """The stores of tables `subscriptions` and `subscription_log`."""

    async def get(self, which: SubscriptionId) -> Subscription | None:
        """Give a subscription."""
        ...

    async def of_list(self, which: ListId) -> list[Subscription]:
        """Give everybody's subscription to a list."""
        ...

    async def of_server(self, server: ServerId) -> list[Subscription]:
        """Give a server's subscriptions, oldest first."""
        ...

    async def begin(
        self,
        server: ServerId,
        which: ListId,
        category: Category,
        version: Version,
        log_until: datetime | None,
        now: datetime,
    ) -> SubscriptionId:
        """Follow a list from this version on."""
        ...

    async def end(self, which: SubscriptionId) -> None:
        """Follow it no more."""
        ...

    async def act_on(self, which: SubscriptionId, version: int, accepted: Size | None = None) -> None:
        """Have this version act, and nothing be held. `accepted`: a manager said so, and what they refused before is forgotten."""
        ...

    async def hold(
        self, which: SubscriptionId, held: Held, noticed_at: datetime | None, kept: str = ""
    ) -> None:
        """Hold a version. `kept`: the digest of what a manager refused, as far as that still counts."""
        ...

    async def keep(self, which: SubscriptionId, digest: str) -> None:
        """Note that a manager keeps the old version."""
        ...

    async def note(self, which: SubscriptionId, line: LogLine) -> None:
        """Write a line of the log."""
        ...

    async def log(self, which: SubscriptionId, most: int) -> list[LogLine]:
        """Give the newest lines of the log, newest first."""
        ...

    async def first_days_over(self, now: datetime, most: int) -> list[Subscription]:
        """Give subscriptions whose first day is over, and of which that was not said."""
        ...

    async def told(self, which: SubscriptionId, now: datetime) -> None:
        """Note that it was said what the first day would have done."""
        ...


class SubscriptionsTx(Protocol):
    """What a transaction offers to subscribed lists."""

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def subscribed_lists(self) -> SubscribedListStore:
        """The stores of tables `subscribed_lists` and `list_versions`."""
        ...

    @property
    def subscribed_entries(self) -> SubscribedEntryStore:
        """The store of table `subscribed_entries`."""
        ...

    @property
    def subscriptions(self) -> SubscriptionStore:
        """The stores of tables `subscriptions` and `subscription_log`."""
        ...

    @property
    def list_changes(self) -> ListChangeStore:
        """The store of table `list_changes`."""
        ...

    @property
    def invites(self) -> HeldInvites:
        """The store of table `invites`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...
