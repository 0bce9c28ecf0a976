"""Measuring an update's way to 10,000 servers: how long it takes, how long it holds the write lock, what memory it needs.

First the database alone: bringing the update out, and taking and settling what is then due. Then the real bot on the local
Discord with its rate limits, from the approval until every server has its copy. `BENCH_FOLLOWERS` is another number of servers.
"""

import asyncio
import functools
import os
import secrets
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Coroutine
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bench.contest.measure import machine
from bench.publishing import publish
from bench.town import Town, rowan, town
from bench.traffic import percentile
from core.base.authority import Caller
from core.base.ids import CampaignId, ChannelId, MessageId, ServerId, UserId
from core.campaigns.texts import CampaignText, UpdateText
from core.campaigns.versions import UpdateKind, Version, VersionState
from db.campaigns.stores import CampaignsStores
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from services.base.outbox import Posted
from services.base.ports import system_clock
from services.base.slots import AT_ONCE, Slots
from services.base.worker import Bell
from services.campaigns.records import Follow, SentForm
from services.campaigns.rounds import Rounds
from services.lists.shared_list.trust import Trust

FOLLOWERS = int(os.environ.get("BENCH_FOLLOWERS", "10000"))
TARGET = 20.0  # ms that the write lock may be held
_PORTION = 500
_TEXT = UpdateText(UpdateKind.RESPONSE, "The provider answered", "They say that they will look at it. " * 20)
_LONGEST = 3600.0
_START_SECONDS = 600.0


@dataclass(frozen=True, slots=True)
class Holds:
    """How long transactions of one kind held the write lock: milliseconds by the clock. `busy`: the median of their
    processor time, which other work on the machine does not change.
    """

    what: str
    count: int
    busy: float
    p50: float
    p99: float
    worst: float
    seconds: float


@dataclass(frozen=True, slots=True)
class Delivered:
    """From the approval until every copy stood; `memory`: the most that the bot held, in MB; `idle`: before it began."""

    seconds: float
    copies: int
    idle: float
    memory: float


async def in_the_database(servers: int) -> list[Holds]:
    """Bring an update out to so many followers, correct it, and take and settle what is due."""
    with tempfile.TemporaryDirectory() as folder:
        database = await SqliteDatabase.open(Path(folder) / "rowan.db")
        try:
            await migrate(database, load_migrations())
            stores = functools.partial(CampaignsStores, vault=Vault(secrets.token_bytes(32)))
            storage = DatabaseStorage(database, stores)
            author = Caller(ServerId(10**17), UserId(1), "author", manage_messages=True)
            campaign = await _campaign(storage, author)
            await _followers(storage, campaign, [(10**17 + 1 + number, 5) for number in range(servers)])
            return await _rounds(storage, author, campaign)
        finally:
            await database.close()


async def _rounds(
    storage: DatabaseStorage[CampaignsStores], author: Caller, campaign: CampaignId
) -> list[Holds]:
    worker = Rounds(storage=storage, outbox_bell=Bell(), bell=Bell(), clock=system_clock)
    async with storage.durable() as tx:
        update = await tx.updates.begin(campaign, system_clock())
        version = Version(1, VersionState.APPROVED, b"author")
        await tx.updates.add(update, version, SentForm(_TEXT, "form"), author, system_clock())
        await tx.updates.stand(update, 1, system_clock())
        await tx.rounds.begin(update, system_clock(), first=True)
    found = [await _held("bringing out, 25 followers each", worker.step)]
    slots = Slots()

    async def posted() -> bool:
        async with storage.durable() as tx:
            before = _Moment()
            rows = await tx.outbox.take("bench", system_clock(), AT_ONCE, slots.room(AT_ONCE))
            takes.append(before.since())
        for row in rows:
            async with storage.settling() as tx:
                now = system_clock()
                await tx.outbox.settle(row, Posted(ChannelId(5), MessageId(row.id)), now, now)
        return bool(rows)

    takes: list[tuple[float, float]] = []
    began = time.perf_counter()
    while await posted():
        pass
    found.append(_holds("taking what is due, 8 rows each", takes, time.perf_counter() - began))
    async with storage.durable() as tx:
        await tx.updates.withdraw(update, "It was wrong", system_clock())
        await tx.rounds.begin(update, system_clock(), first=False)
    return [*found, await _held("a withdrawal, 25 copies each", worker.step)]


async def _held(what: str, step: Callable[[], Coroutine[Any, Any, bool]]) -> Holds:
    took = []
    began = time.perf_counter()
    while True:
        before = _Moment()
        if not await step():
            break
        took.append(before.since())
    return _holds(what, took, time.perf_counter() - began)


class _Moment:
    def __init__(self) -> None:
        self._clock, self._busy = time.perf_counter(), time.process_time()

    def since(self) -> tuple[float, float]:
        """Milliseconds by the clock, and of processor time."""
        return (time.perf_counter() - self._clock) * 1000, (time.process_time() - self._busy) * 1000


def _holds(what: str, took: list[tuple[float, float]], seconds: float) -> Holds:
    clock = sorted(each for each, _ in took)
    return Holds(
        what=what,
        count=len(took),
        busy=statistics.median(busy for _, busy in took),
        p50=statistics.median(clock),
        p99=percentile(clock, 0.99),
        worst=clock[-1],
        seconds=seconds,
    )


async def _campaign(storage: DatabaseStorage[CampaignsStores], author: Caller) -> CampaignId:
    await Trust(storage=storage, clock=system_clock).trust(str(author.server), None)
    async with storage.durable() as tx:
        return await tx.campaigns.add(CampaignText("Drop the forum"), "form", author, system_clock())


async def _followers(
    storage: DatabaseStorage[CampaignsStores], campaign: CampaignId, servers: list[tuple[int, int]]
) -> None:
    for first in range(0, len(servers), _PORTION):
        async with storage.bulk() as tx:
            for server, channel in servers[first : first + _PORTION]:
                await tx.servers.ensure(ServerId(server))
                follow = Follow(ChannelId(channel), None, approve=False)
                await tx.campaigns.follow(campaign, ServerId(server), follow, system_clock())


async def on_discord(servers: int) -> Delivered:
    """Publish an update to so many servers on the local Discord, each with its limits."""
    async with town(members=1, messages=0, rate_limits=True) as place:
        channels = [_server(place, number) for number in range(servers)]
        with tempfile.TemporaryDirectory() as folder:
            file, secret = Path(folder) / "rowan.db", secrets.token_bytes(32)
            campaign = await _prepared(file, secret, place, channels)
            bot = rowan(place.fd, file, secret)
            await bot.start(timeout=_START_SECONDS)
            try:
                await place.fd.slash(
                    place.manager, place.general, "setup", review_channel=place.review, second_approval=False
                )
                return await _delivered(place, campaign, channels, bot.proc.pid if bot.proc else 0)
            finally:
                await bot.stop()


def _server(place: Town, number: int) -> tuple[int, int]:
    guild = place.fd.add_guild(f"follower-{number}")
    return int(guild), int(place.fd.add_channel(guild, "news"))


async def _prepared(file: Path, secret: bytes, place: Town, servers: list[tuple[int, int]]) -> CampaignId:
    database = await SqliteDatabase.open(file)
    try:
        await migrate(database, load_migrations())
        storage = DatabaseStorage(database, functools.partial(CampaignsStores, vault=Vault(secret)))
        author = Caller(ServerId(int(place.guild)), UserId(int(place.moderator)), "author")
        campaign = await _campaign(storage, author)
        await _followers(storage, campaign, servers)
        return campaign
    finally:
        await database.close()


async def _delivered(
    place: Town, campaign: CampaignId, servers: list[tuple[int, int]], pid: int
) -> Delivered:
    fd = place.fd
    opened = await fd.slash(place.moderator, place.general, "campaign update", campaign=str(campaign))
    fields = {"kind": "response", "headline": _TEXT.headline, "body": _TEXT.body, "source": "", "warning": ""}
    await (await fd.submit_modal(opened, fields)).finished()
    card = await fd.until(lambda: next(iter(fd.bot_messages(place.review)), None), _LONGEST)
    idle, began = memory(pid), time.monotonic()
    await fd.click(place.moderator, card, "update:1:approve:1")
    channels = {str(channel) for _, channel in servers}
    await fd.until(lambda: all(fd.messages[channel] for channel in channels), _LONGEST)
    seconds = time.monotonic() - began
    copies = sum(len(fd.messages[channel]) for channel in channels)
    return Delivered(seconds, copies, idle, memory(pid))


def memory(pid: int) -> float:
    """The most memory that a process has held so far, in MB."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> str:
    """Measure both, and return a table."""
    holds = asyncio.run(in_the_database(FOLLOWERS))
    print("  the database is done; the bot on the local Discord ...", file=sys.stderr, flush=True)
    done = asyncio.run(on_discord(FOLLOWERS))
    table = report(FOLLOWERS, holds, done)
    publish("campaigns", table)
    return table


def report(servers: int, holds: list[Holds], done: Delivered) -> str:
    """Word the figures."""
    lines = [
        machine(),
        "",
        f"| {servers:,} followers: transactions that | how many | processor, ms | p50 ms | p99 ms | worst ms | all, s |",
        "| --- | --- | --- | --- | --- | --- | --- |",
        *(
            f"| {each.what} | {each.count:,} | {each.busy:.1f} | {each.p50:.1f} | {each.p99:.1f} | {each.worst:.1f} | {each.seconds:.1f} |"
            for each in holds
        ),
        "",
        (
            f"From the approval until {done.copies:,} copies stood in {servers:,} servers of the local Discord: "
            f"{done.seconds:.0f} s ({done.copies / done.seconds:.0f} a second). The bot's memory: {done.idle:.0f} MB before, "
            f"{done.memory:.0f} MB at most."
        ),
    ]
    return "\n".join(lines)
