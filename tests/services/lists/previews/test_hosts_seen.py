"""What is counted of the places that links lead to, what is not, and how little of it stays."""

import asyncio
from collections.abc import Sequence
from datetime import timedelta

import pytest

from core.base.ids import ChannelId, ServerId
from core.base.retention import KeptFor
from core.base.times import day_of, to_ms
from db.engine.database import Database
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.reports.stores import ReportsStores
from services.lists.previews import hosts_seen
from services.lists.previews.hosts_seen import ADDRESSES_OF_SERVER, EVERYTHING, HostsSeen, PlaceSeen
from services.servers.cache import ServerCache
from tests.conftest import StandingClock
from tests.stores import set_up, storage_of
from wiring.forgetting import chores

SERVER, OTHER, CHANNEL = ServerId(1), ServerId(2), ChannelId(10)


class Counting:
    """One process that counts."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.storage: DatabaseStorage[ReportsStores] = storage_of(database, vault)
        self.clock = clock
        self.cache = ServerCache(storage=self.storage)
        self.seen = HostsSeen(storage=self.storage, server_cache=self.cache, clock=clock)

    async def post(self, *texts: str, server: ServerId = SERVER, staff: bool = False) -> None:
        """Post messages, and have what was counted written."""
        for text in texts:
            self.seen.note(server, CHANNEL, text, by_staff=staff)
        await self.seen.write()

    async def found(self, *keys: str, server: ServerId = SERVER) -> Sequence[PlaceSeen]:
        """What stands there under these keys, of the last days."""
        day = day_of(self.clock()) - 7
        return await self.storage.read.hosts_seen.find(server, keys, day, 1000)

    async def links(self, key: str, server: ServerId = SERVER) -> tuple[int, int]:
        """How many links led there, and how many of them moderators posted."""
        found = await self.found(key, server=server)
        return sum(one.links for one in found), sum(one.by_staff for one in found)


@pytest.fixture
async def counting(database: Database, vault: Vault, clock: StandingClock) -> Counting:
    await set_up(database, vault, SERVER)
    await set_up(database, vault, OTHER)
    return Counting(database, vault, clock)


async def test_a_link_is_counted_for_its_host_what_lies_above_it_and_its_page(counting: Counting) -> None:
    await counting.post("see https://www.pages.example.co.uk/a/b?x=1#c, please")
    for key in ("pages.example.co.uk", "example.co.uk", "=pages.example.co.uk", "example.*", EVERYTHING):
        assert await counting.links(key) == (1, 0), key
    assert await counting.links("pages.example.co.uk/a") == (1, 0)
    for key in ("co.uk", "uk", "=example.co.uk", "notexample.co.uk", "pages.example.co.uk/c"):
        assert await counting.links(key) == (0, 0), key


async def test_counts_add_up_and_tell_moderators_links(counting: Counting) -> None:
    await counting.post("https://a.example/x", "https://a.example/y")
    counting.clock.forward(hours=2)
    await counting.post("HTTP://A.example/x!", staff=True)
    assert await counting.links("a.example") == (3, 1)
    assert await counting.links("a.example/x") == (2, 1)
    (row,) = await counting.found("a.example/x")
    assert (row.channel, row.last - row.first) == (CHANNEL, timedelta(hours=2))


async def test_one_address_counts_once_in_a_message(counting: Counting) -> None:
    await counting.post("https://a.example/x https://a.example/x. **https://a.example/x**")
    assert await counting.links("a.example") == (1, 0)


@pytest.mark.parametrize(
    "text",
    [
        "a.example",
        "hxxps://a.example/x",
        "https://",
        "https://no",
        "://a.example",
        "https://user@",
        "ftp://a.example",
    ],
)
async def test_what_is_no_plain_address_is_not_counted(counting: Counting, text: str) -> None:
    await counting.post(text)
    assert await counting.links(EVERYTHING) == (0, 0)


async def test_a_name_before_the_host_is_not_the_host(counting: Counting) -> None:
    await counting.post("https://b.example@a.example/x")
    assert await counting.links("a.example") == (1, 0)
    assert await counting.links("b.example") == (0, 0)


async def test_a_server_learns_nothing_of_another_by_its_hashes(
    counting: Counting, database: Database
) -> None:
    await counting.post("https://a.example/x")
    await counting.post("https://a.example/x", server=OTHER)
    rows = await database.read.all("SELECT server_id, place FROM hosts_seen")
    assert len({bytes(row["place"]) for row in rows}) == len(rows) > 2
    assert await counting.links("a.example", OTHER) == (1, 0)


async def test_only_servers_that_are_set_up_are_counted(counting: Counting) -> None:
    unknown = ServerId(77)
    assert counting.seen.settings_of(SERVER) is None  # nobody has looked yet
    assert counting.seen.settings_of(unknown) is None
    await counting.seen.write()
    known = counting.seen.settings_of(SERVER)
    assert known is not None
    assert known.server == SERVER
    assert counting.seen.settings_of(unknown) is None


async def test_a_server_that_went_meanwhile_is_left_out(counting: Counting) -> None:
    counting.seen.note(ServerId(77), CHANNEL, "https://a.example", by_staff=False)
    await counting.post("https://a.example")
    assert await counting.links("a.example") == (1, 0)


async def test_a_flood_of_one_server_leaves_room_for_the_others(counting: Counting) -> None:
    flood = " ".join(f"https://f{number}.example/" for number in range(ADDRESSES_OF_SERVER + 50))
    await counting.post(flood)
    assert await counting.links(EVERYTHING) == (ADDRESSES_OF_SERVER, 0)
    await counting.post("https://a.example", server=OTHER)
    assert await counting.links("a.example", OTHER) == (1, 0)


async def test_the_rarest_places_of_a_day_go_when_they_are_too_many(
    counting: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hosts_seen, "PLACES_OF_DAY", 8)
    monkeypatch.setattr(hosts_seen, "_TRIM_AFTER", 20)
    await counting.post(*["https://often.example/"] * 9)
    await counting.post(" ".join(f"https://f{number}.example/" for number in range(20)))
    assert await counting.links("often.example") == (9, 0)
    assert await counting.links(EVERYTHING) == (29, 0)
    kept = await counting.found(*(f"f{number}.example" for number in range(20)))
    assert len(kept) < 8


async def test_it_is_forgotten_when_its_days_are_over(
    counting: Counting, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await counting.post("https://a.example")
    chore = chores(KeptFor())["hosts-seen"]

    async def over() -> bool:
        before = to_ms(clock() - KeptFor().hosts_seen)
        return bool(await database.read.all(chore.find, before, 10))

    clock.forward(days=7)
    assert not await over()
    clock.forward(days=1)
    assert await over()


async def test_what_is_left_is_written_when_the_process_stops(counting: Counting) -> None:
    counting.seen.note(SERVER, CHANNEL, "https://a.example", by_staff=False)
    await counting.seen.finish(5.0)
    assert await counting.links("a.example") == (1, 0)


async def test_two_processes_count_into_one_row(
    counting: Counting, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    other = Counting(second_database, vault, clock)
    await asyncio.gather(counting.post("https://a.example"), other.post("https://a.example", staff=True))
    assert await counting.links("a.example") == (2, 1)
