"""What feeds need of the database: the feeds, their items, and the drafts that came of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import CampaignId, FeedId, ServerId, UpdateId
from core.campaigns.feeds.drafts import Waiting
from core.campaigns.feeds.items import Keys
from services.base.polling import Tried
from services.campaigns.versions import UpdatesTx


@dataclass(frozen=True, slots=True)
class Feed:
    """One feed of one campaign. `over`: its campaign is closed, or Rowan left its server; `stopped`: its campaign is.
    `added_key`: the look-up key of whoever added it. `left_over`: what came last is not done with, so it is asked for without a condition. `told`: a notice
    stands that nothing comes. `remark`: what that notice says besides, as the key of a sentence.
    """

    id: FeedId
    campaign: CampaignId
    server: ServerId
    url: str
    host: str
    added_at: datetime
    added_key: bytes = b""
    over: bool = False
    stopped: bool = False
    digest: str = ""
    etag: str = ""
    last_modified: str = ""
    problem: str = ""
    failures: int = 0
    fetched_at: datetime | None = None
    due_at: datetime | None = None
    left_over: bool = False
    told: bool = False
    noticed_at: datetime | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class NewFeed:
    """What is written of a feed that is added."""

    campaign: CampaignId
    url: str
    host: str
    digest: str
    tried: Tried
    added_key: bytes


@dataclass(frozen=True, slots=True)
class KnownItem:
    """An item that came before. `update`: the one that it became; None: it was known from the first fetch on, or stood in a
    draft about many. `changed`: it says something else than its draft, which nobody decided yet. `proposed_at`: when a
    correction was proposed last.
    """

    id: int
    keys: Keys
    update: UpdateId | None = None
    changed: bool = False
    proposed_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a draft came. `items`: how many items of the feed it names; `changed`: its item says something else by now."""

    url: str
    items: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A feed that is due, and of which host it is."""

    id: FeedId
    host: str
    due_at: datetime


class FeedStore(Protocol):
    """The store of table `feeds`."""

    async def get(self, feed: FeedId) -> Feed | None:
        """Give a feed."""
        ...

    async def of_campaign(self, campaign: CampaignId) -> Sequence[Feed]:
        """Give a campaign's feeds, oldest first."""
        ...

    async def of_server(self, server: ServerId) -> Sequence[Feed]:
        """Give a server's feeds, oldest first."""
        ...

    async def add(self, new: NewFeed, server: ServerId, now: datetime) -> FeedId:
        """Write a new feed of a server's own campaign."""
        ...

    async def remove(self, feed: FeedId) -> bool:
        """Delete a feed with all that is known of its items. False: it was gone already."""
        ...

    async def due(self, now: datetime, after: Due | None, most: int) -> Sequence[Due]:
        """Give feeds that are due and at which no living process is, the longest due first, from `after` on."""
        ...

    async def take(self, feed: FeedId, process: str, now: datetime) -> Feed | None:
        """Take a feed. None: another process is at it, or it is not due any more."""
        ...

    async def is_taken(self, feed: FeedId, process: str) -> bool:
        """Whether this process still has the feed."""
        ...

    async def tried(self, feed: FeedId, what: Tried) -> None:
        """Note what a fetch left."""
        ...

    async def taken_in(self, feed: FeedId, digest: str, *, left_over: bool) -> None:
        """Note that what came was read. `left_over`: not all of it is done with."""
        ...

    async def tell(self, feed: FeedId, *, told: bool, noticed_at: datetime | None, remark: str) -> None:
        """Note what the feed's notice says."""
        ...

    async def release(self, feed: FeedId, process: str) -> None:
        """Let go of a feed that this process has."""
        ...


class FeedItemStore(Protocol):
    """The stores of tables `feed_items` and `feed_drafts`."""

    async def known(self, feed: FeedId) -> Sequence[KnownItem]:
        """Give every item of a feed that came before, oldest first."""
        ...

    async def add(self, feed: FeedId, items: Sequence[Keys], update: UpdateId | None, now: datetime) -> None:
        """Note items as known."""
        ...

    async def note_keys(self, items: Sequence[tuple[int, Keys]]) -> None:
        """Note by what known items are known from now on; what they say is done with."""
        ...

    async def note_changed(self, item: int) -> None:
        """Note that an item says something else than its draft, which nobody decided yet."""
        ...

    async def note_proposed(self, item: int, keys: Keys, now: datetime) -> None:
        """Note that a correction was proposed of what the item says now."""
        ...

    async def forget(self, items: Sequence[int]) -> None:
        """Forget items that came long ago."""
        ...

    async def waiting(self, feed: FeedId) -> Waiting:
        """Count the drafts of a feed that nobody decided yet."""
        ...

    async def drafted(self, feed: FeedId, url: str, update: UpdateId, version: int, items: int) -> None:
        """Note that a draft came of a feed, and of how many of its items."""
        ...

    async def origin(self, update: UpdateId, version: int) -> Origin | None:
        """Say from which feed a version came; None: people wrote it."""
        ...


class FeedsTx(UpdatesTx, Protocol):
    """What a transaction offers to feeds."""

    @property
    def feeds(self) -> FeedStore:
        """The store of table `feeds`."""
        ...

    @property
    def feed_items(self) -> FeedItemStore:
        """The stores of tables `feed_items` and `feed_drafts`."""
        ...
