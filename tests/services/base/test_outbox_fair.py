"""The outbox worker under load: a raid in one server delays no other, and emergencies wait for nothing else."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import timedelta

import pytest

from core.base.ids import ChannelId, MessageId, ServerId
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import SERVER_LEFT, Kind, Later, OutboxRow, Posted, Presence, SendResult
from services.base.outbox_worker import Outbox
from services.base.slots import MOMENT, Slots
from services.base.worker import Bell
from tests.conftest import StandingClock
from tests.stores import Committing

RAIDED, CALM = ServerId(1), ServerId(2)
HITS = 200


class Channels:
    """Posts at once, save in servers that a test makes slow: there a post takes longer than any test."""

    def __init__(self) -> None:
        self.slow: set[ServerId] = set()
        self.limited: set[ServerId] = set()
        self.seen: list[OutboxRow] = []

    async def post(self, row: OutboxRow) -> SendResult:
        self.seen.append(row)
        if row.server in self.limited:
            return Later("rate limited", timedelta(seconds=5), named=True)
        if row.server in self.slow:
            await asyncio.Event().wait()
        return Posted(ChannelId(10), MessageId(1000 + row.id))

    def posted(self, kind: Kind, server: ServerId) -> bool:
        return any(row.kind is kind and row.server == server for row in self.seen)


class Running:
    """The worker as it runs in the bot."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.stores = Committing(database, vault)
        self.clock = clock
        self.channels = Channels()
        self.presence: dict[ServerId, Presence] = {}
        self.seconds = 0.0
        kinds = (Kind.CASE_CARD, Kind.DETECTION_CARD, Kind.OUTCOME_NOTICE)
        self.outbox = Outbox(
            storage=self.stores.storage,
            clock=clock,
            process="me",
            performers=dict.fromkeys(kinds, self.channels.post),
            bell=Bell(),
            presence=lambda server: self.presence.get(server, Presence.HERE),
            slots=Slots(seconds=lambda: self.seconds),
        )

    async def hits(self, server: ServerId, many: int = HITS) -> None:
        async with self.stores.storage.bulk() as tx:
            await tx.servers.ensure(server)
            for hit in range(many):
                await tx.outbox.arm(Kind.DETECTION_CARD, server * 1000 + hit, server, self.clock())

    async def emergency(self, server: ServerId) -> None:
        async with self.stores.storage.durable() as tx:
            await tx.servers.ensure(server)
            await tx.outbox.arm(Kind.CASE_CARD, server, server, self.clock())
            await tx.outbox.hurry(Kind.CASE_CARD, server)
        self.outbox.bell.ring()

    async def until(self, done: Callable[[], bool]) -> None:
        async with asyncio.timeout(60):
            while not done():
                await asyncio.sleep(0.001)

    async def work(self) -> None:
        while await self.outbox.step():
            await self.outbox.finish(5)


@pytest.fixture
async def running(database: Database, vault: Vault, clock: StandingClock) -> AsyncIterator[Running]:
    made = Running(database, vault, clock)
    await made.stores.leases.renew("me", clock() + timedelta(hours=1))
    yield made
    await made.outbox.finish(0.01)


@pytest.fixture
async def at_work(running: Running) -> AsyncIterator[Running]:
    task = asyncio.create_task(running.outbox.run())
    yield running
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)


@pytest.mark.parametrize("raided", [[RAIDED], [ServerId(number) for number in range(10, 30)]])
async def test_a_raid_delays_no_emergency_in_another_server(
    at_work: Running, raided: Sequence[ServerId]
) -> None:
    at_work.channels.slow = set(raided)
    for server in raided:
        await at_work.hits(server, HITS // len(raided))
    at_work.outbox.bell.ring()
    await at_work.until(lambda: len(at_work.channels.seen) >= 2)
    await at_work.emergency(CALM)
    await at_work.until(lambda: at_work.channels.posted(Kind.CASE_CARD, CALM))


async def test_a_raid_does_not_delay_the_emergency_of_its_own_server(at_work: Running) -> None:
    at_work.channels.slow = {RAIDED}
    await at_work.hits(RAIDED)
    at_work.outbox.bell.ring()
    await at_work.until(lambda: len(at_work.channels.seen) >= 2)
    await at_work.emergency(RAIDED)
    await at_work.until(lambda: at_work.channels.posted(Kind.CASE_CARD, RAIDED))


async def test_many_slow_servers_delay_what_is_no_emergency_by_a_moment_alone(at_work: Running) -> None:
    raided = [ServerId(number) for number in range(10, 14)]
    at_work.channels.slow = set(raided)
    for server in raided:
        await at_work.hits(server, 10)
    at_work.outbox.bell.ring()
    await at_work.until(lambda: len(at_work.channels.seen) >= 8)
    await at_work.hits(CALM, 1)
    at_work.seconds += MOMENT
    at_work.outbox.bell.ring()
    await at_work.until(lambda: at_work.channels.posted(Kind.DETECTION_CARD, CALM))


async def test_a_channel_that_takes_no_more_is_not_tried_with_every_row(running: Running) -> None:
    running.channels.limited = {RAIDED}
    await running.hits(RAIDED)
    await running.work()
    assert len(running.channels.seen) == 2
    await running.hits(CALM, 1)
    await running.work()
    assert running.channels.posted(Kind.DETECTION_CARD, CALM)
    await running.emergency(RAIDED)  # something was kept for it
    await running.work()
    assert running.channels.posted(Kind.CASE_CARD, RAIDED)


async def test_what_is_due_for_a_left_server_ends_and_what_is_away_waits(
    running: Running, clock: StandingClock
) -> None:
    running.presence = {RAIDED: Presence.LEFT, CALM: Presence.AWAY}
    await running.hits(RAIDED, 3)
    await running.hits(CALM, 3)
    for _ in range(15):
        await running.work()
        clock.forward(minutes=1)
    assert running.channels.seen == []
    kept = await running.stores.storage.read.sql.all(
        "SELECT server_id, state, last_error, attempts FROM outbox ORDER BY id"
    )
    assert [(row["state"], row["last_error"]) for row in kept if row["server_id"] == RAIDED] == [
        ("dropped", SERVER_LEFT)
    ] * 3
    assert all(row["attempts"] <= 5 for row in kept)  # ever more rarely
    running.presence = {}
    async with running.stores.storage.bulk() as tx:
        for server in (RAIDED, CALM):
            await tx.walks.begin(server)
    await running.work()
    assert len(running.channels.seen) == 6
