"""Measuring 1,000 feeds that are asked for: nothing new, then one new item in each; time, processor time, memory, held loop.

One process with the real client, store and reading process asks a local web server, as often as it can. Each feed counts as
one of a host of its own; the server answers at once, so what is measured is what Rowan itself takes.
"""

import asyncio
import functools
import os
import resource
import tempfile
import time
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Final, Self

from bench.contest.measure import machine
from bench.publishing import publish
from core.base.authority import Caller
from core.base.ids import FeedId, ServerId, UserId
from core.campaigns.texts import CampaignText
from core.lists.verdicts import Match
from db.campaigns.stores import CampaignsStores
from db.engine.database import Database
from db.engine.sqlite.place import SqlitePlace
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from net.base.client import GuardedClient
from net.base.resolver import SystemResolver
from net.base.transport import GuardedTransport
from services.base.leases import Leases
from services.base.other_process import OtherProcess
from services.base.polling import Fetches, Tried
from services.base.texts import default_texts
from services.base.worker import Bell
from services.campaigns.feeds.parsing import read_feed
from services.campaigns.feeds.ports import NewFeed
from services.campaigns.feeds.reading import FeedReading
from services.campaigns.feeds.rounds import FeedRounds
from services.campaigns.feeds.taking import Taking
from wiring.fetching import held_places

FEEDS: Final = 1_000
ITEMS: Final = 20
_TICK: Final = 0.001


@dataclass
class Site:
    """A web server with many feeds. `newest`: the number of the newest item of each."""

    newest: int = ITEMS
    server: asyncio.Server | None = None

    async def start(self) -> int:
        self.server = await asyncio.start_server(self._answer, "127.0.0.1", 0)
        return int(self.server.sockets[0].getsockname()[1])

    def body(self, feed: str) -> bytes:
        items = "".join(
            f"<item><guid>{feed}-{n}</guid><link>https://site-{feed}.example/posts/{n}</link><title>Headline {n} of {feed}</title>"
            f"<description>{'&lt;p&gt;What happened in part ' + str(n) + ' of it.&lt;/p&gt;' * 10}</description></item>"
            for n in range(self.newest, self.newest - ITEMS, -1)
        )
        return f"<rss version='2.0'><channel><title>Site {feed}</title>{items}</channel></rss>".encode()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        feed = head.split(b" ", 2)[1].decode().strip("/")
        tag = f'"{self.newest}"'
        if f"If-None-Match: {tag}".encode() in head:
            writer.write(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 0\r\n\r\n")
        else:
            body = self.body(feed)
            writer.write(
                f"HTTP/1.1 200 OK\r\nETag: {tag}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
            )
        await writer.drain()
        writer.close()


class NoLists:
    """No list holds anything."""

    async def matches(self, server: ServerId, links: object) -> list[Match]:  # noqa: ARG002  # the port's
        return []


@dataclass
class Watch:
    """How long the event loop was held at most between two looks, in processor time: other programs do not count. `held`:
    seconds.
    """

    held: float = 0.0
    task: "asyncio.Task[None] | None" = field(default=None)

    async def __aenter__(self) -> Self:
        self.task = asyncio.create_task(self._look())
        return self

    async def __aexit__(self, *_: object) -> None:
        if self.task is not None:
            self.task.cancel()

    async def _look(self) -> None:
        while True:
            before = time.thread_time()
            await asyncio.sleep(_TICK)
            self.held = max(self.held, time.thread_time() - before)


class Bench:
    """One process that follows the feeds."""

    def __init__(self, database: Database, port: int) -> None:
        vault, self.now = Vault(b"k" * 32), datetime(2026, 6, 1, tzinfo=UTC)
        self.storage = DatabaseStorage(database, functools.partial(CampaignsStores, vault=vault))
        transport = GuardedTransport(
            places=held_places(database, vault),
            resolver=SystemResolver(),
            let_through=frozenset({("127.0.0.1", port)}),
        )
        client = GuardedClient(transport=transport, clock=self.clock, test_ports=frozenset({port}))
        self.process = OtherProcess(name="feeds", seconds=10.0, tries=1, memory=1_000_000_000)
        self.reading = FeedReading(process=self.process)
        self.leases = Leases(storage=self.storage, clock=self.clock, process="bench")
        taking = Taking(
            storage=self.storage, lists=NoLists(), texts=default_texts(), clock=self.clock, process="bench"
        )
        self.rounds = FeedRounds(
            storage=self.storage,
            taking=taking,
            reader=self.reading,
            fetches=Fetches(client, timedelta(minutes=30), frozenset({port}), lambda: 0.0),
            clock=self.clock,
            process="bench",
            outbox_bell=Bell(),
        )

    def clock(self) -> datetime:
        return self.now

    async def fill(self, site: Site, port: int) -> None:
        """Have every feed followed, as after its first fetch."""
        for number in range(FEEDS):
            caller = Caller(ServerId(10**17 + number // 20), UserId(1), "bench")
            url = f"http://127.0.0.1:{port}/{number}"
            read = read_feed(site.body(str(number)), "", url)
            async with self.storage.bulk() as tx:
                await tx.servers.ensure(caller.server)
                campaign = await tx.campaigns.add(CampaignText("Bench"), f"form-{number}", caller, self.now)
                tried = Tried(self.now, fetched_at=self.now, etag=f'"{site.newest}"')
                new = NewFeed(campaign, url, f"site-{number}.example", "", tried, b"key")
                feed: FeedId = await tx.feeds.add(new, caller.server, self.now)
                await tx.feed_items.add(feed, [item.keys for item in read.items], None, self.now)

    async def round(self) -> tuple[float, float, float, float]:
        """Ask for all of them; returns seconds, seconds of this process, of the other, and how long the loop was held."""
        self.now += timedelta(hours=1)
        await self.leases.renew()
        mine, other, began = time.process_time(), _used_by(self.process.pid), time.perf_counter()
        async with Watch() as watch:
            while await self.rounds.step():
                pass
            await self.rounds.finish(600)
        return (
            time.perf_counter() - began,
            time.process_time() - mine,
            _used_by(self.process.pid) - other,
            watch.held,
        )


def _used_by(pid: int) -> float:
    """Processor time of another process so far, in seconds; 0 where it is not there."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> int:
    """Megabytes that another process has."""
    try:
        pages = int(Path(f"/proc/{pid}/statm").read_text(encoding="ascii").split()[1])
    except OSError:
        return 0
    return pages * resource.getpagesize() // 1_000_000


async def _measured() -> str:
    with tempfile.TemporaryDirectory() as folder:
        place = SqlitePlace(Path(folder) / "rowan.db")
        database = await place.open()
        try:
            await place.migrate(database)
            site = Site()
            port = await site.start()
            bench = Bench(database, port)
            await bench.fill(site, port)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
            lines = [_line("nothing new (304)", await bench.round())]
            site.newest += 1
            lines.append(_line("one new item in each", await bench.round()))
            after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1000
            other = _memory(bench.process.pid)
            await bench.reading.stop()
        finally:
            await database.close()
    head = (
        f"{FEEDS:,} feeds of {ITEMS} items, {machine()}; the bot's memory grew by {after - before} MB to {after} MB, "
        f"the process that reads has {other} MB.\n\n"
        "| round | seconds | ms of the bot's processor a feed | ms of the other's | event loop held at most, ms |\n"
        "| --- | --- | --- | --- | --- |"
    )
    return "\n".join([head, *lines])


def _line(name: str, figures: tuple[float, float, float, float]) -> str:
    seconds, mine, other, held = figures
    return f"| {name} | {seconds:.1f} | {mine * 1000 / FEEDS:.2f} | {other * 1000 / FEEDS:.2f} | {held * 1000:.0f} |"


def main() -> str:
    """Measure; returns the table, which stands in docs/benchmarks.md, too."""
    table = asyncio.run(_measured())
    publish("feeds", table)
    return table
