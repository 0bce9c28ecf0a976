"""Counting in the database: across servers for those who may know, once for two processes, and after a restart."""

import asyncio
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import ChannelId, MessageId, ServerId, UserId
from core.base.shards import Ours, shard_of
from core.scanning.brigades import Brigade, FoundBy, Place
from core.scanning.detections import Outcome
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.privacy.persons import Persons
from services.base.shards.ports import OurShards, all_shards
from services.base.worker import Bell
from services.lists.shared_list.trust import Trust
from services.scanning.brigades.counting import BrigadeCounting
from services.scanning.gates import AT_ONCE
from services.scanning.removal_ports import RemovalResult
from tests.conftest import StandingClock
from tests.lists import list_entry
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, LISTED, SERVER
from tests.stores import set_up, storage_of
from wiring.privacy.persons import persons_storage

HERE, SECOND, THIRD = (ServerId(10**17 + number) for number in (1, 2, 3))
PLACE = "rookery.example"


class Network:
    """Several servers in which one place is posted."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.storage = storage_of(database, vault)
        self.database, self.vault, self.clock = database, vault, clock
        self.counting = self.process()
        self._message = 0

    def process(self, ours: OurShards = all_shards) -> BrigadeCounting:
        """One that counts."""
        return BrigadeCounting(storage=self.storage, outbox_bell=Bell(), clock=self.clock, ours=ours)

    async def server(self, server: ServerId, *, trusted: bool = True) -> None:
        await set_up(self.database, self.vault, server, review_channel=ChannelId(server * 10))
        if trusted:
            await Trust(storage=self.storage, clock=self.clock).trust(str(server), None)

    async def posted(
        self, server: ServerId, accounts: int = 1, found: FoundBy = FoundBy.LISTED, first: int = 0
    ) -> None:
        """So many accounts post the place in a server."""
        place = Place(server, found, PLACE)
        for number in range(first, first + accounts):
            self._message += 1
            async with self.storage.settling() as tx:
                await tx.brigades.note(
                    place, ChannelId(1), MessageId(self._message), UserId(number + 1), self.clock()
                )
        self.counting.noted([place])

    async def counted(self) -> None:
        while await self.counting.step():
            pass

    async def brigade(self, server: ServerId, found: FoundBy = FoundBy.LISTED) -> Brigade | None:
        return await self.storage.read.brigades.going_on(Place(server, found, PLACE))


@pytest.fixture
async def network(database: Database, vault: Vault, clock: StandingClock) -> Network:
    """Three trusted servers, and a place that stands on the shared list."""
    made = Network(database, vault, clock)
    for server in (HERE, SECOND, THIRD):
        await made.server(server)
    await list_entry(made.storage, HERE, PLACE, Category.HARASSMENT, now=clock(), share=True)
    return made


async def test_three_servers_within_minutes_each_get_an_alert_with_the_number_of_others(
    network: Network,
) -> None:
    await network.posted(HERE)
    await network.posted(SECOND)
    await network.counted()
    assert await network.brigade(HERE) is None
    await network.posted(THIRD)
    await network.counted()
    for server in (HERE, SECOND, THIRD):
        found = await network.brigade(server)
        assert found is not None, server
        assert found.others == 2


async def test_what_is_hours_apart_is_no_brigade(network: Network, clock: StandingClock) -> None:
    for server in (HERE, SECOND, THIRD):
        await network.posted(server)
        clock.forward(minutes=11)
    await network.counted()
    assert await network.brigade(THIRD) is None


async def test_who_is_not_trusted_neither_learns_of_others_nor_counts(network: Network) -> None:
    stranger = ServerId(10**17 + 4)
    await network.server(stranger, trusted=False)
    await network.posted(HERE)
    await network.posted(SECOND)
    await network.posted(stranger, 5)
    await network.counted()
    assert await network.brigade(HERE) is None, "two trusted servers, and one that is not"
    found = await network.brigade(stranger)
    assert found is not None
    assert found.others == 0


async def test_own_lists_and_reports_of_others_are_told_to_nobody(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    network = Network(database, vault, clock)
    for server in (HERE, SECOND, THIRD):
        await network.server(server)
        await list_entry(network.storage, server, PLACE, Category.HARASSMENT, now=clock())
        await network.posted(server)
        await network.posted(server, found=FoundBy.REPORTED)
    await network.counted()
    for server in (HERE, SECOND, THIRD):
        assert await network.brigade(server) is None
        assert await network.brigade(server, FoundBy.REPORTED) is None


async def test_two_processes_open_one(network: Network) -> None:
    await network.posted(HERE, 6)
    other = network.process()
    other.noted([Place(HERE, FoundBy.LISTED, PLACE)])
    await network.counted()
    await other.step()
    rows = await network.database.read.all("SELECT accounts FROM brigades")
    assert [row["accounts"] for row in rows] == [6]
    owed = await network.database.read.all("SELECT 1 AS n FROM outbox WHERE kind = 'brigade_alert'")
    assert len(owed) == 1


async def test_numbers_only_grow_while_it_goes_on(network: Network, clock: StandingClock) -> None:
    await network.posted(HERE, 5)
    await network.counted()
    clock.forward(minutes=20)
    await network.posted(HERE, 1, first=5)
    await network.counted()
    found = await network.brigade(HERE)
    assert found is not None
    assert found.counted.accounts == 6
    clock.forward(minutes=31)
    assert await network.counting.end_quiet(clock()) == 1
    assert await network.brigade(HERE) is None


async def test_what_was_found_before_a_crash_is_counted_at_the_start(
    process: ScanningProcess, clock: StandingClock
) -> None:
    assert await process.see() is not None
    found = await process.storage.read.brigades.lately_found(clock() - timedelta(minutes=10))
    assert len(found) == 1
    assert await process.storage.read.brigades.counted(found[0], clock() - timedelta(minutes=10)) is not None


async def test_what_was_found_before_another_process_died_is_counted_by_who_takes_its_shard_over(
    process: ScanningProcess, clock: StandingClock
) -> None:
    assert await process.see() is not None
    theirs = shard_of(SERVER, 2)
    now_mine = Ours(2, frozenset({1 - theirs}))
    other = BrigadeCounting(storage=process.storage, outbox_bell=Bell(), clock=clock, ours=lambda: now_mine)
    await other.look_at_new_shards()
    assert await other.step() == 0, "the server is another process's"
    now_mine = Ours(2, frozenset({0, 1}))
    await other.look_at_new_shards()
    assert await other.step() == 1
    await other.look_at_new_shards()
    assert await other.step() == 0, "once"


HERE_LISTED = Place(SERVER, FoundBy.LISTED, LISTED)


async def posts_of(process: ScanningProcess) -> int:
    """How many posts of the listed place are noted."""
    counted = await process.storage.read.brigades.counted(
        HERE_LISTED, process.clock() - timedelta(minutes=10)
    )
    return 0 if counted is None else counted.posts


async def removals_begun(process: ScanningProcess, *messages: int) -> "list[asyncio.Task[object]]":
    """Messages are found while Discord does not answer: their removals are saved, and under way or waiting."""
    process.remover.pause = process.remover.pause or asyncio.Event()
    before = len(await process.detections())
    begun = [asyncio.create_task(process.see(message=message)) for message in messages]
    while len(await process.detections()) < before + len(messages):
        await asyncio.sleep(0.001)
    return list(begun)


async def test_nothing_is_noted_before_the_request_and_all_with_its_outcome(process: ScanningProcess) -> None:
    begun = await removals_begun(process, 1)
    assert await posts_of(process) == 0
    assert process.remover.pause is not None
    process.remover.pause.set()
    await asyncio.gather(*begun)
    assert await posts_of(process) == 1
    assert await process.counting.step() == 1


@pytest.mark.parametrize("answer", [RemovalResult.FORBIDDEN, RemovalResult.FAILED, RemovalResult.GONE])
async def test_a_post_is_noted_whatever_becomes_of_its_removal(
    process: ScanningProcess, answer: RemovalResult
) -> None:
    process.remover.answers = [answer]
    await process.see()
    assert await posts_of(process) == 1


async def test_a_post_whose_removal_waits_for_its_turn_is_noted_at_once(process: ScanningProcess) -> None:
    begun = await removals_begun(process, *range(1, AT_ONCE + 1))
    begun += await removals_begun(process, AT_ONCE + 1)
    assert await posts_of(process) == 1, "a raid is counted while it goes on"
    assert process.remover.pause is not None
    process.remover.pause.set()
    await asyncio.gather(*begun)
    assert await posts_of(process) == AT_ONCE + 1, "each once"


async def test_whoever_is_forgotten_while_the_request_is_on_its_way_is_not_written_down_again(
    process: ScanningProcess, database: Database, vault: Vault, clock: StandingClock
) -> None:
    begun = await removals_begun(process, 1)
    assert await Persons(storage=persons_storage(database, vault), clock=clock).erase(ALICE.id)
    assert process.remover.pause is not None
    process.remover.pause.set()
    await asyncio.gather(*begun)
    assert await posts_of(process) == 0


async def test_a_post_is_noted_and_counted_by_who_takes_its_removal_over(
    process: ScanningProcess, database: Database, vault: Vault, clock: StandingClock
) -> None:
    (dying,) = await removals_begun(process, 1)
    second = ScanningProcess(database, vault, clock, "second")
    clock.forward(seconds=5)
    await second.live()
    await second.work_off()
    (found,) = await second.detections()
    assert found.outcome is Outcome.REMOVED
    assert await posts_of(second) == 1
    assert await second.counting.step() == 1
    dying.cancel()
    await asyncio.gather(dying, return_exceptions=True)
