"""Counting which places the links of messages lead to: what a new entry would have found lately, without keeping a text.

A message with a link costs a search for `://` and a counter in memory; what its links mean is worked out when the counters
are written, every few seconds. Counted is what stands plainly as `http://` or `https://` in a new message: no bare name, no
disguise, no edit, no embed, no thread's name, nothing that was posted while nobody listened. What was not yet written when
the process is killed is lost; so is what the database does not take at once, and what one server posts beyond the room of
a few seconds. A preview is a little too low then, and nothing else depends on it.
"""

import asyncio
import logging
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Final, Protocol

from core.base.errors import Unavailable
from core.base.ids import ChannelId, ServerId
from core.base.times import day_of
from core.links.address import read_address
from core.links.hosts import registrable
from core.links.link import link_to
from services.base.ports import Clock, Storage
from services.servers.cache import ServerCache
from services.servers.settings import ServerSettings

_log = logging.getLogger(__name__)

WRITE_EVERY: Final = 5.0  # seconds
ADDRESSES_OF_SERVER: Final = 256  # different ones that are remembered between two writings
ADDRESSES: Final = 4096  # of all servers
KEYS_OF_LINK: Final = 12  # a host has about three, a page one a segment
PLACES_OF_DAY: Final = 4000  # rows that a server keeps of one day; the rarest go first
EVERYTHING: Final = ""
"""The key under which all links of a server are counted, in channel 0."""
_NOWHERE: Final = ChannelId(0)
_ROWS_AT_ONCE: Final = 200  # of one transaction
_READ_AT_ONCE: Final = 50  # addresses that are read before others have their turn
_TRIM_AFTER: Final = 500  # rows of one server

_ADDRESS: Final = re.compile(r"https?://([^\s<>\"`|\[\](){}\\^]{3,400})", re.IGNORECASE)
_BEHIND: Final = ".,;:!?'*_~"


@dataclass(frozen=True, slots=True)
class PlaceSeen:
    """How many links led to one place (`key`), on one day in one channel, between which times."""

    server: ServerId
    key: str
    day: int
    channel: ChannelId
    links: int
    by_staff: int
    first: datetime
    last: datetime


class HostsSeenStore(Protocol):
    """The store of table `hosts_seen`."""

    async def add(self, seen: Sequence[PlaceSeen]) -> None:
        """Count these, each with what was counted of the same place, day and channel. Servers that are gone are left out."""
        ...

    async def trim(self, server: ServerId, day: int, most: int) -> None:
        """Keep so many of the server's rows of a day: those with most links."""
        ...

    async def find(
        self, server: ServerId, keys: Sequence[str], since_day: int, limit: int
    ) -> list[PlaceSeen]:
        """Find what was counted under these keys from that day on, at most so many rows."""
        ...


class HostsSeenTx(Protocol):
    """What a transaction offers to whoever counts."""

    @property
    def hosts_seen(self) -> HostsSeenStore:
        """The store of table `hosts_seen`."""
        ...


class HostsSeen:
    """Collects what is counted. Ask `settings_of` first, `note` what was posted, and `run` it until cancelled."""

    def __init__(self, *, storage: Storage[HostsSeenTx], server_cache: ServerCache, clock: Clock) -> None:
        self._storage = storage
        self._server_cache = server_cache
        self._clock = clock
        self._noted: dict[ServerId, dict[tuple[ChannelId, str], list[int]]] = {}
        self._room = ADDRESSES
        self._unknown: set[ServerId] = set()
        self._written: dict[tuple[ServerId, int], int] = {}

    def settings_of(self, server: ServerId) -> ServerSettings | None:
        """Give the settings of a server whose links are counted. None: it is not set up, or that is not known yet; then it
        is looked up with the next writing, and what it posts before is not counted.
        """
        view = self._server_cache.remembered(server)
        if view is None:
            if len(self._unknown) < ADDRESSES:
                self._unknown.add(server)
            return None
        return view.settings if view.settings.set_up else None

    def note(self, server: ServerId, channel: ChannelId, text: str, *, by_staff: bool) -> None:
        """Count the links that stand plainly in a new message, each address once."""
        for address in {found.rstrip(_BEHIND) for found in _ADDRESS.findall(text)}:
            of_server = self._noted.setdefault(server, {})
            counted = of_server.get((channel, address))
            if counted is None:
                if self._room <= 0 or len(of_server) >= ADDRESSES_OF_SERVER:
                    continue
                self._room -= 1
                counted = of_server[channel, address] = [0, 0]
            counted[0] += 1
            counted[1] += by_staff

    async def run(self) -> None:
        """Write what was counted every few seconds, until cancelled."""
        while True:
            await asyncio.sleep(WRITE_EVERY)
            try:
                await self.write()
            except Unavailable as error:
                _log.warning("hosts seen: %s", error.key)
            except Exception:  # noqa: BLE001  # what is counted is no reason to end anything
                _log.exception("hosts seen")

    async def write(self) -> None:
        """Write what was counted so far. Raises Unavailable; what could not be written is lost."""
        unknown, self._unknown = self._unknown, set()
        noted, self._noted, self._room = self._noted, {}, ADDRESSES
        now = self._clock()
        rows = await self._places(noted, now)
        for start in range(0, len(rows), _ROWS_AT_ONCE):
            async with self._storage.relaxed() as tx:
                await tx.hosts_seen.add(rows[start : start + _ROWS_AT_ONCE])
        for server in unknown:
            await self._server_cache.get(server)
        await self._trim(day_of(now))

    async def finish(self, seconds: float) -> None:
        """Write what is left, when the process stops."""
        try:
            async with asyncio.timeout(seconds):
                await self.write()
        except (Unavailable, TimeoutError):
            _log.warning("hosts seen: what was counted last is lost")

    async def _places(
        self, noted: Mapping[ServerId, Mapping[tuple[ChannelId, str], Sequence[int]]], now: datetime
    ) -> list[PlaceSeen]:
        """Work out where the addresses lead, a few at a time: messages go first."""
        day, read, found = day_of(now), 0, []
        for server, addresses in noted.items():
            counts: dict[tuple[str, ChannelId], list[int]] = {}
            for (channel, address), (links, by_staff) in addresses.items():
                for key, where in _counted_under(address, channel):
                    count = counts.setdefault((key, where), [0, 0])
                    count[0] += links
                    count[1] += by_staff
                read += 1
                if read % _READ_AT_ONCE == 0:
                    await asyncio.sleep(0)
            found += [
                PlaceSeen(server, key, day, channel, links, by_staff, now, now)
                for (key, channel), (links, by_staff) in counts.items()
            ]
            self._written[server, day] = self._written.get((server, day), 0) + len(counts)
        return found

    async def _trim(self, today: int) -> None:
        """Let the rarest places of servers go that wrote a lot."""
        self._written = {which: rows for which, rows in self._written.items() if which[1] == today}
        for (server, day), rows in list(self._written.items()):
            if rows >= _TRIM_AFTER:
                async with self._storage.relaxed() as tx:
                    await tx.hosts_seen.trim(server, day, PLACES_OF_DAY)
                self._written[server, day] = 0


def _counted_under(address: str, channel: ChannelId) -> list[tuple[str, ChannelId]]:
    """The keys under which an address is counted, and where; none for what is no address."""
    read = read_address(address)
    if read is None:
        return []
    link = link_to(read, address, 0, len(address), ())
    domain = registrable(link.host) or link.host
    keys = [key for key in link.keys if not domain.endswith("." + key)]  # no public suffix
    return [(EVERYTHING, _NOWHERE), *((key, channel) for key in keys[:KEYS_OF_LINK])]
