"""Reads on in channels of whose past something is left, page by page; what Discord does not give now is read later.

After a portion the other channels have their turn, and so has what else catching up has to do: the newest messages of every
channel come before older ones of any.

A channel whose past is hidden from Rowan waits: for a change of rights, the next session, an hour at most.
"""

import logging
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from core.base.errors import DiscordSilent
from core.base.ids import ChannelId, ServerId
from core.base.shards import ALL_SHARDS, Ours
from core.base.times import moment_of
from core.scanning.gaps import PORTION, NeverRead, Unread
from services.base.health.figures import SILENT, Meter
from services.base.ports import Clock, Storage
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell
from services.scanning.missed.never_read import NeverReadTx, give_up

_log = logging.getLogger(__name__)

_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=1), timedelta(minutes=1)
PAUSE = timedelta(
    seconds=2
)  # between two portions of one channel, so that whatever else is asked of Discord finds room
HIDDEN_WAIT = timedelta(hours=1)  # before a hidden channel is tried again where nobody told of a change
GIVE_UP_AFTER = timedelta(days=7)  # a server that is not there, a channel that Discord does not give


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """What is left of one channel, taken by this process. `attempts`: in vain since the last page."""

    id: int
    server: ServerId
    unread: Unread
    attempts: int


@dataclass(frozen=True, slots=True)
class Page:
    """What was read at once. `messages`: how many of the gap; `oldest`: the lowest id that was seen, None where the channel
    has nothing before it. `threads`: where threads were asked for, those that are to be read; then `messages` counts threads.
    """

    messages: int
    oldest: int | None
    threads: Sequence[Unread] = ()


@dataclass(frozen=True, slots=True)
class ReadOn:
    """What one look at a channel's past brought."""

    messages: int
    channels: int


class UnreadStore(Protocol):
    """The store of table `channel_gaps`."""

    async def take_out(
        self, server: ServerId, channels: Collection[ChannelId], now: datetime
    ) -> tuple[Sequence[Unread], Mapping[ChannelId, datetime]]:
        """Remove what is left of these channels and is nobody's at the moment, to be joined and put again; and before when
        Discord is not to be asked about them. A hidden one may be tried at once.
        """
        ...

    async def put(
        self,
        server: ServerId,
        unread: Sequence[Unread],
        not_before: Mapping[ChannelId, datetime],
        now: datetime,
    ) -> None:
        """Write down what is to be read, from now on or from when Discord may be asked."""
        ...

    async def any_due(self, process: str, now: datetime, ours: Ours = ALL_SHARDS) -> bool:
        """Whether `take` would find a row."""
        ...

    async def take(self, process: str, now: datetime, ours: Ours = ALL_SHARDS) -> UnreadRow | None:
        """The row that has been due for longest and that no other living process is at, now this process's."""
        ...

    async def read_on(self, row: UnreadRow, left: Unread | None) -> None:
        """A page was read, and so much is left of the row; None: it has done its work."""
        ...

    async def have_turns(self, row: UnreadRow, due_at: datetime) -> None:
        """A portion was read: the row is anybody's, and goes on then."""
        ...

    async def read_later(self, row: UnreadRow, due_at: datetime) -> None:
        """Count the attempt, since Discord did not give a page, and have it asked again then."""
        ...

    async def wait_for_right(self, row: UnreadRow, due_at: datetime) -> None:
        """Note that the channel's past is hidden, and have Discord asked when rights change, or then at the latest."""
        ...

    async def hidden_servers(self) -> Collection[ServerId]:
        """Find the servers in which a channel waits for a right."""
        ...

    async def try_hidden(self, servers: Collection[ServerId], now: datetime) -> None:
        """Make what waits for a right in these servers due now."""
        ...

    async def give_up(self, made_before: datetime) -> int:
        """Remove rows that were made before then; returns how many."""
        ...


class UnreadTx(NeverReadTx, Protocol):
    """What a transaction offers to reading on."""

    @property
    def unread(self) -> UnreadStore:
        """The store of table `channel_gaps`."""
        ...


class PageReader(Protocol):
    """Discord, as far as channels' pasts go."""

    async def read_page(self, server: ServerId, unread: Unread) -> Page | None:
        """Scan the newest page of what is left; None where Rowan may not read it. Raises DiscordSilent where Discord does
        not give it.
        """
        ...


class UnreadChannels:
    """Works through what is due; one channel that Discord does not give holds up no other."""

    def __init__(
        self,
        *,
        storage: Storage[UnreadTx],
        reader: PageReader,
        clock: Clock,
        process: str,
        outbox_bell: Bell,
        meter: Meter = SILENT,
        ours: OurShards = all_shards,
    ) -> None:
        self._ours = ours
        self._storage = storage
        self._outbox_bell = outbox_bell
        self._meter = meter
        self._reader = reader
        self._clock = clock
        self._process = process

    async def work(self) -> ReadOn:
        """Read what is due, channel by channel. Raises Unavailable where the database cannot be had."""
        messages = channels = 0
        while True:
            async with self._storage.relaxed() as tx:
                row = await tx.unread.take(self._process, self._clock(), self._ours())
            if row is None:
                return ReadOn(messages, channels)
            read, done = await self._read(row)
            messages += read
            channels += done

    async def _read(self, row: UnreadRow) -> tuple[int, bool]:
        """How many messages were read, and whether the channel is done."""
        messages, attempts = 0, row.attempts
        left: Unread | None = row.unread
        while left is not None:
            if messages >= PORTION:
                async with self._storage.relaxed() as tx:
                    await tx.unread.have_turns(row, self._clock() + PAUSE)
                return messages, False
            try:
                page = await self._reader.read_page(row.server, left)
            except DiscordSilent as silent:
                await self._later(row, attempts, silent.retry_after)
                return messages, False
            except Exception:  # noqa: BLE001  # whatever is wrong with it, the others must be read
                _log.exception("catching up: a channel could not be read")
                await self._later(row, attempts, None)
                return messages, False
            if page is None:
                await self._hidden(row, left)
                return messages, False
            attempts = 0
            messages += page.messages
            beyond = None if page.oldest is None else left.beyond_page(page.oldest, page.messages)
            left = None if page.oldest is None else left.without_page(page.oldest, page.messages)
            await self._save(row, left, page.threads, beyond)
        return messages, True

    async def _save(
        self,
        row: UnreadRow,
        left: Unread | None,
        threads: Sequence[Unread] = (),
        never: NeverRead | None = None,
    ) -> None:
        """Save what a page brought: how much is left, which threads are to be read, and what never is."""
        now = self._clock()
        async with self._storage.relaxed() as tx:
            await tx.unread.read_on(row, left)
            if threads:
                await tx.unread.put(row.server, threads, {}, now)
            if never is not None:
                await give_up(tx, row.server, [never], now, self._meter)
        if never is not None:
            self._outbox_bell.ring()

    async def _hidden(self, row: UnreadRow, left: Unread) -> None:
        """Keep what is left for when the right is back, unless all of it is too old by now."""
        now = self._clock()
        too_old = moment_of(left.before) < now - GIVE_UP_AFTER
        async with self._storage.relaxed() as tx:
            if too_old:
                await tx.unread.read_on(row, None)
            else:
                await tx.unread.wait_for_right(row, now + HIDDEN_WAIT)
        if too_old:
            _log.warning("catching up: a channel's past was hidden from me for a week; given up")

    async def _later(self, row: UnreadRow, attempts: int, asked: timedelta | None) -> None:
        wait = max(asked or timedelta(0), min(_LONGEST_WAIT, _FIRST_WAIT * 2 ** min(attempts, 10)))
        async with self._storage.relaxed() as tx:
            await tx.unread.read_later(row, self._clock() + wait)
        _log.warning("catching up: Discord did not give a channel's past; asked again in %s", wait)
