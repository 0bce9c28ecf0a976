"""What sweeps need: their tables, and what they ask of Discord."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.categories import Category
from core.base.ids import ChannelId, DetectionId, MessageId, ServerId, SweepId, UserId
from core.base.shards import ALL_SHARDS, Ours
from core.lists.patterns import Pattern
from core.scanning.detections import Person
from core.scanning.sweeps import (
    ChannelState,
    Counts,
    Doubt,
    Fate,
    Hit,
    Standing,
    Sweep,
    SweepAction,
    SweepState,
    Why,
)
from services.base.outbox import OutboxStore
from services.base.ports import Audit
from services.lists.previews.hosts_seen import HostsSeenTx
from services.scanning.groups import CountingTx
from services.scanning.posts import Post
from services.scanning.removal_ports import Deletion, Removal
from services.servers.setup import ServerStore


@dataclass(frozen=True, slots=True)
class SweptChannel:
    """A channel or thread. `channels`: from the inside out; `newest`: the id of its last message, None where it has none.
    `deletes`: whether Rowan may delete there. `holds_threads`: threads of it may have been archived.
    """

    channels: Sequence[ChannelId]
    newest: int | None
    readable: bool = True
    deletes: bool = True
    holds_threads: bool = False


@dataclass(frozen=True, slots=True)
class SweptPost:
    """A message as it stands. `own`: Rowan's."""

    post: Post
    pinned: bool = False
    own: bool = False


@dataclass(frozen=True, slots=True)
class PastPage:
    """Messages of a channel, the newest first. `oldest`: the lowest id that was seen; None: nothing stands before it."""

    posts: Sequence[SweptPost]
    read: int
    oldest: int | None


@dataclass(frozen=True, slots=True)
class SearchPage:
    """What Discord's search found. `oldest`: as of PastPage. `whole`: its index was made to the end."""

    posts: Sequence[SweptPost] = ()
    oldest: int | None = None
    whole: bool = True


class SearchRefused(Exception):  # it is an answer
    """Discord does not search for Rowan here."""


class SweptDiscord(Protocol):
    """Discord, as sweeps ask it. What is asked raises DiscordSilent where it does not say."""

    def is_there(self, server: ServerId) -> bool:
        """Whether Discord has told of this server's channels."""
        ...

    async def channels(self, server: ServerId) -> Sequence[SweptChannel]:
        """Give its channels and active threads."""
        ...

    async def old_threads(
        self, server: ServerId, channel: ChannelId, since: datetime
    ) -> Sequence[SweptChannel]:
        """Give the public threads of a channel that were archived since then."""
        ...

    async def page(self, server: ServerId, channel: ChannelId, before: int) -> PastPage | None:
        """Give the newest messages below this id; None where Rowan may not read them, or the channel is gone."""
        ...

    async def search(self, server: ServerId, host: str, least: int, before: int | None) -> SearchPage:
        """Search for messages with a link to the host, the newest first. Raises SearchRefused, and DiscordSilent also while Discord
        makes its index.
        """
        ...

    async def standing(self, server: ServerId, user: UserId) -> Standing:
        """Ask what somebody is in the server now."""
        ...

    async def delete_together(
        self, server: ServerId, channel: ChannelId, messages: Sequence[MessageId]
    ) -> Deletion | None:
        """Delete several messages at once. None: Discord takes them one by one only."""
        ...


@dataclass(frozen=True, slots=True)
class ReadChannel:
    """A channel of a sweep that is looked through next."""

    channel: ChannelId
    before: int
    looked: int
    fresh: bool


@dataclass(frozen=True, slots=True)
class Found:
    """A message that holds the pattern."""

    message: MessageId
    channel: ChannelId
    author: UserId | None
    sure: bool


@dataclass(frozen=True, slots=True)
class Judged:
    """What is to become of one message, now that it was looked at anew. `post`, `hit`: where its fate is HANDED or REVIEW."""

    message: MessageId
    fate: Fate
    post: Post | None = None
    hit: Hit | None = None
    doubt: Doubt = Doubt.NONE


@dataclass(frozen=True, slots=True)
class Beginning:
    """A sweep that is to be begun."""

    server: ServerId
    pattern: Pattern
    days: int
    category: Category
    after: int
    by: Person
    search_before: int | None


class SweepStore(Protocol):
    """The store of tables `sweeps`, `sweep_channels`, `sweep_messages`."""

    async def begin(self, beginning: Beginning, now: datetime) -> tuple[Sweep, bool]:
        """Write down a sweep; or give the one of the same pattern that is open in the server. Second: whether it is new."""
        ...

    async def get(self, sweep: SweepId) -> Sweep | None:
        """Give a sweep."""
        ...

    async def open_in(self, server: ServerId) -> int:
        """How many sweeps of the server are open."""
        ...

    async def counts(self, sweep: SweepId) -> Counts:
        """Count what is said of it."""
        ...

    async def any_due(self, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take` would find one."""
        ...

    async def take(self, process: str, now: datetime, limit: int, ours: Ours = ALL_SHARDS) -> Sequence[Sweep]:
        """Take sweeps in servers of these shards of which a portion is due, and that no living process is at."""
        ...

    async def mine(self, sweep: SweepId, process: str, states: Collection[SweepState]) -> bool:
        """Hold the row until the transaction ends. False: it is another process's by now, or in none of these states."""
        ...

    async def leave(self, sweep: SweepId, process: str, due_at: datetime, *, tries: int) -> None:
        """Let others have it; its next portion is due then, if there is one. `tries`: in vain, in a row."""
        ...

    async def tries(self, sweep: SweepId) -> int:
        """How many portions were in vain, in a row."""
        ...

    async def step(
        self,
        sweep: SweepId,
        states: Collection[SweepState],
        to: SweepState,
        now: datetime,
        *,
        by: Person | None = None,
        action: SweepAction | None = None,
        why: Why = Why.NOTHING,
        done_before: int | None = None,
    ) -> bool:
        """Change its state; `by`: in whose name it goes on. False: it is in none of these states any more."""
        ...

    async def is_listed(self, sweep: SweepId) -> bool:
        """Whether its channels are written down."""
        ...

    async def put_channels(
        self, sweep: SweepId, places: Sequence[tuple[SweptChannel, ChannelState, int]]
    ) -> None:
        """Write down channels, in the order in which they are looked through, each with the id below which it is."""
        ...

    async def channels_listed(self, sweep: SweepId) -> None:
        """Note that all channels are written down."""
        ...

    async def next_channel(self, sweep: SweepId) -> ReadChannel | None:
        """Give the channel that is looked through next. None: all were."""
        ...

    async def looked_in_all(self, sweep: SweepId) -> int:
        """How many messages were looked at."""
        ...

    async def read_on(
        self, sweep: SweepId, channel: ChannelId, state: ChannelState, before: int, looked: int
    ) -> None:
        """Note how far a channel was looked through, with so many messages more."""
        ...

    async def search_on(self, sweep: SweepId, before: int | None, *, tries: int, answered: bool) -> None:
        """Note how far Discord's search was asked. `answered`: to its end."""
        ...

    async def add_found(self, sweep: SweepId, server: ServerId, found: Sequence[Found]) -> None:
        """Write down messages that were found; one that is known is not written down twice."""
        ...

    async def found(self, sweep: SweepId) -> int:
        """How many messages were found."""
        ...

    async def next_messages(self, sweep: SweepId, limit: int) -> tuple[ChannelId, Sequence[MessageId]] | None:
        """Give messages of one channel that wait, the newest first. None: none does."""
        ...

    async def sample(self, sweep: SweepId, limit: int) -> Sequence[tuple[ChannelId, MessageId]]:
        """Give some messages that wait, the newest first."""
        ...

    async def settle(self, sweep: SweepId, judged: Sequence[Judged]) -> None:
        """Note what became of messages."""
        ...

    async def carded(self, messages: Sequence[MessageId]) -> Collection[MessageId]:
        """Find those about which a card waits for somebody already."""
        ...

    async def hand_over(
        self, sweep: Sweep, judged: Judged, process: str, now: datetime, text_until: datetime
    ) -> Removal | None:
        """Write the detection of a message that is removed: this process's, owed from now on. None: it was written before."""
        ...

    async def put_to_review(
        self, sweep: Sweep, judged: Judged, now: datetime, text_until: datetime
    ) -> DetectionId | None:
        """Write the detection of a message that moderators decide about. None: it was written before."""
        ...

    async def next_group(self, sweep: SweepId, after: int) -> int | None:
        """Give the first of the next group of removals that can be taken back."""
        ...

    async def begin_undo(self, sweep: SweepId, by: Person, now: datetime) -> bool:
        """Have all removals taken back. False: somebody did so, or it is under way."""
        ...

    async def undone(self, sweep: SweepId, to: int, *, ended: datetime | None) -> None:
        """Note up to which group it was taken back."""
        ...

    async def groups(self, sweep: SweepId, limit: int) -> Sequence[int]:
        """Give the firsts of its groups of removals."""
        ...


class SweepsTx(CountingTx, HostsSeenTx, Protocol):
    """What a transaction offers to sweeps."""

    @property
    def sweeps(self) -> SweepStore:
        """The store of sweeps."""
        ...

    @property
    def servers(self) -> ServerStore:
        """The store of table `servers`."""
        ...

    @property
    def outbox(self) -> OutboxStore:
        """The store of table `outbox`."""
        ...

    @property
    def audit(self) -> Audit:
        """The store of table `audit`."""
        ...
