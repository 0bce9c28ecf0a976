"""What catching up (services/scanning/missed/gaps.py) needs: its tables, and what stands in Discord's channels."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from core.base.ids import ChannelId, ServerId
from core.base.shards import ALL_SHARDS, Ours
from services.scanning.missed.never_read import NeverReadTx
from services.scanning.missed.unread import UnreadTx


@dataclass(frozen=True, slots=True)
class ServerGap:
    """A time in which nobody listened to a server, whose channels are not looked through yet."""

    server: ServerId
    since: datetime
    until: datetime


@dataclass(frozen=True, slots=True)
class Left:
    """What is still to be done."""

    servers: int
    channels: int


class ServerGapStore(Protocol):
    """The store of tables `shard_listened` and `server_gaps`. A server has one gap: until it was worked, nobody listened in
    between either.

    What is listened to, and a gap's two ends, are in Discord's time; what is due, and who has taken it, in the
    machine's.
    """

    async def listened_until(self, shards: int = 1, shard: int = 0) -> datetime | None:
        """Give the time at which some process was last known to hear this shard of so many; None in a new database."""
        ...

    async def note_listened(self, now: datetime, heard: Ours = ALL_SHARDS) -> None:
        """Note that some process hears these shards now. An earlier time than the one that is known changes nothing."""
        ...

    async def begin_session(self, now: datetime, shards: int = 1, shard: int = 0) -> None:
        """A shard was connected afresh: what counts as listened until ends now, whatever the clock said before."""
        ...

    async def open_everywhere(
        self, since: datetime, until: datetime, due_at: datetime, ours: Ours = ALL_SHARDS
    ) -> None:
        """Note that nobody listened between the two times, in any server of these shards that is set up."""
        ...

    async def open(self, server: ServerId, since: datetime, until: datetime, due_at: datetime) -> None:
        """Note that nobody listened to this server between the two times; does nothing where it is not set up."""
        ...

    async def arrived(self, server: ServerId, until: datetime, due_at: datetime) -> None:
        """The server is there now: its gap, if there is one, lasted until now and is due."""
        ...

    async def any_server_left(self) -> bool:
        """Whether some server's gap is open, due or not."""
        ...

    async def servers_due(self, process: str, now: datetime, ours: Ours = ALL_SHARDS) -> Sequence[ServerId]:
        """Servers whose gap is due and at which no other living process is, those first that have been due for longest."""
        ...

    async def take_server(self, server: ServerId, process: str, now: datetime) -> ServerGap | None:
        """Take the gap of one of those servers for this process; None where another process was first."""
        ...

    async def look_later(self, servers: Sequence[ServerId], due_at: datetime) -> None:
        """Put the gaps of these servers, which are not there, off until then."""
        ...

    async def close_server(self, gap: ServerGap) -> None:
        """Close the gap, since the channels of its server were looked through. One that was opened further meanwhile
        stays open.
        """
        ...

    async def give_up_servers(self, until: datetime) -> int:
        """Close gaps that ended before then; returns how many."""
        ...

    async def left(self) -> Left:
        """What is still to be done, by whomever."""
        ...


class GapsTx(UnreadTx, NeverReadTx, Protocol):
    """What a transaction offers to catching up."""

    @property
    def gaps(self) -> ServerGapStore:
        """The store of tables `listened` and `server_gaps`."""
        ...


@dataclass(frozen=True, slots=True)
class PastPlace:
    """A channel or thread with messages newer than the gap's beginning. `channels`: from the inside out, as far as known.
    `newest`: the id of its last message; None: a channel in which threads may have been archived.
    """

    channels: Sequence[ChannelId]
    newest: int | None
    readable: bool


class Past(Protocol):
    """What stands in Discord's channels, as the gateway has told."""

    def is_there(self, server: ServerId) -> bool:
        """Whether Discord has told of this server's channels."""
        ...

    def places(self, server: ServerId, since: datetime) -> Sequence[PastPlace]:
        """Give the places in which something was posted since, in a server that is there."""
        ...

    def thread_holders(self, server: ServerId) -> Sequence[PastPlace]:
        """Give the channels whose archived threads can be asked for, in a server that is there."""
        ...

    async def read_names(self, server: ServerId) -> int:
        """Scan the names of the server's threads; returns how many."""
        ...
