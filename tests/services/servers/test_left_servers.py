"""A server that Rowan was removed from: it stands for nothing at once, is as it was if it takes Rowan back in time, and is
emptied afterwards.
"""

import asyncio
from datetime import timedelta

import pytest

from core.base.ids import ServerId
from core.base.retention import KeptFor
from core.servers.policy import Tier
from db.base.register import REGISTER
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind, Presence
from services.base.worker import Bell
from services.servers.cache import ServerCache
from services.servers.left_servers import LeftServers
from services.servers.setup import Servers
from tests.conftest import StandingClock
from tests.given_reports import SERVER
from tests.given_retention import forget, forgetting_storage
from tests.services.campaigns.driver import NORTH, ORIGIN
from tests.services.lists.process import A, B, Process
from tests.services.lives import WORDS, Lives
from tests.services.scanning.samples import SERVER as SCANNED
from tests.stores import set_up, storage_of, walk

MONTH = KeptFor().left_servers
_MOMENT = timedelta(milliseconds=1)


class Departures:
    """The job, and Discord's word about where Rowan is: everywhere, save where a test says otherwise."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.presence: dict[int, Presence] = {}
        storage = storage_of(database, vault)
        cache = ServerCache(storage=storage)
        self.servers = Servers(storage=storage, outbox_bell=Bell(), clock=clock, changed=cache.forget)
        self.job = LeftServers(
            storage=forgetting_storage(database),
            servers=self.servers,
            presence=lambda server: self.presence.get(server, Presence.HERE),
            kept=MONTH,
            log_bell=Bell(),
            changed=cache.forget,
        )

    async def leave(self, *servers: ServerId) -> None:
        for server in servers:
            self.presence[server] = Presence.LEFT
            await self.servers.left(server)


@pytest.fixture
def departures(database: Database, vault: Vault, clock: StandingClock) -> Departures:
    return Departures(database, vault, clock)


@pytest.fixture
async def lists(database: Database, vault: Vault, clock: StandingClock) -> Process:
    """Two trusted servers whose word lists a place."""
    made = Process(database, vault, clock)
    for server in (A, B):
        await set_up(database, vault, server)
        await made.add(server, "forum.example", share=True)
    await made.trusted(A, B)
    return made


async def test_what_it_stood_for_sinks_at_once_and_rises_when_rowan_is_back(
    lists: Process, departures: Departures, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    stranger = ServerId(19 * 10**16)
    assert await lists.tiers(stranger, "forum.example") == [Tier.SHARED]
    await departures.leave(A)
    assert await lists.tiers(stranger, "forum.example") == []
    await departures.leave(B)
    begun_meanwhile = Process(second_database, vault, clock)
    await begun_meanwhile.index.load()
    clock.forward(days=29)
    await forget(lists.database, clock())
    assert await departures.job.look(clock()) == 0
    for server in (A, B):
        await departures.servers.came(server)
    assert await lists.tiers(stranger, "forum.example") == [Tier.SHARED]
    await begun_meanwhile.index.catch_up()
    assert await begun_meanwhile.tiers(stranger, "forum.example") == [Tier.SHARED]
    assert await lists.tiers(A, "forum.example") == [Tier.OWN, Tier.SHARED]


@pytest.fixture
async def lives(database: Database, vault: Vault, clock: StandingClock) -> Lives:
    made = Lives(database, vault, clock)
    await made.lead()
    return made


async def test_one_that_was_never_set_up_and_left_unheard_is_noticed_too(
    database: Database, departures: Departures, vault: Vault, clock: StandingClock
) -> None:
    lists = Process(database, vault, clock)
    await lists.add(A, "forum.example", share=True)
    await lists.trusted(A, B)
    departures.presence |= {A: Presence.LEFT, B: Presence.LEFT}
    assert await departures.job.look(clock()) == 0
    rows = await database.read.all("SELECT id FROM servers WHERE left_at IS NOT NULL")
    assert [row["id"] for row in rows] == [A]  # B was trusted by the operator alone
    assert await departures.job.look(clock.forward(days=31)) == 1
    assert await database.read.all("SELECT 1 FROM own_entries") == []


async def everything(database: Database) -> dict[str, list[tuple[object, ...]]]:
    return {
        name: [tuple(row) for row in await database.read.all(f"SELECT * FROM {name} ORDER BY 1")]  # noqa: S608  # of the register
        for name in REGISTER
        if name not in ("list_changes", "server_changes", "ids", "shared_recounts")
    }


async def test_whoever_comes_back_in_time_finds_everything_as_it_was(
    lives: Lives, departures: Departures, vault: Vault, clock: StandingClock
) -> None:
    async with lives.database.bulk() as tx:
        await tx.run("UPDATE outbox SET state = 'done'")
    before = await everything(lives.database)
    await departures.leave(SERVER, SCANNED, ORIGIN, NORTH)
    clock.forward(days=30)
    assert await departures.job.look(clock() - _MOMENT) == 0
    for server in (SERVER, SCANNED, ORIGIN, NORTH):
        departures.presence[server] = Presence.HERE
        await departures.servers.came(server)
    await walk(storage_of(lives.database, vault), clock)
    assert await departures.job.look(clock.forward(days=365)) == 0
    assert await everything(lives.database) == before


async def test_after_a_month_all_of_it_is_gone_and_nothing_of_others(
    lives: Lives, departures: Departures, clock: StandingClock
) -> None:
    was = [value for value in await lives.personal() if len(value.kept) > 8]
    others = await everything(lives.database)
    await departures.leave(SERVER, SCANNED, ORIGIN, NORTH)
    clock.forward(days=30)
    assert await departures.job.look(clock()) == 4
    await lives.database.forget_deleted()
    raw, standing = await lives.raw(), await lives.personal()
    assert {(value.table, value.column) for value in standing} == {
        ("servers", "set_up_by_sealed"),  # of the other servers
        ("member_languages", "member_key"),  # a person's, of no server
    }
    assert [value for value in was if value.kept in raw and value not in standing] == []
    assert WORDS.encode() not in raw
    left = {SERVER, SCANNED, ORIGIN, NORTH}
    for name, rows in (await everything(lives.database)).items():
        whose = {"servers": "id", "invites": "NULL"}.get(name, "server_id")
        if whose in REGISTER[name].columns:
            found = await lives.database.read.all(f"SELECT {whose} AS server FROM {name}")  # noqa: S608  # of the register
            assert left.isdisjoint(row["server"] for row in found), name
        assert set(rows) <= set(others[name]) or name in ("servers", "stances")
    assert await departures.job.look(clock()) == 0


async def test_on_the_shared_list_a_pseudonym_stays_that_nothing_explains(
    lists: Process, departures: Departures, clock: StandingClock
) -> None:
    database = lists.database
    (known,) = await database.read.all("SELECT pseudonym FROM servers WHERE id = $1", A)
    await departures.leave(A)
    await departures.job.look(clock.forward(days=30))
    (stance,) = await database.read.all(
        "SELECT s.*, v.pseudonym, v.list_name, v.set_up_by_sealed FROM stances s JOIN servers v ON v.id = s.server_id "
        "WHERE s.server_id <> $1",
        B,
    )
    assert stance["server_id"] < 0
    assert (stance["pseudonym"], stance["list_name"], stance["by_sealed"]) == (known["pseudonym"], None, None)
    assert await lists.tiers(ServerId(19 * 10**16), "forum.example") == []
    assert [each.server for each in await lists.trust.servers()] == [B]
    # Rowan is let in again: a new server like any other.
    await lists.add(A, "forum.example", share=True)
    await lists.trusted(A)
    assert await lists.tiers(ServerId(19 * 10**16), "forum.example") == [Tier.SHARED]
    await forget(database, clock.forward(days=4000))
    assert await database.read.all("SELECT 1 FROM servers WHERE id < 0") == []


async def test_a_ban_outlives_what_is_emptied(
    lists: Process, departures: Departures, clock: StandingClock
) -> None:
    await lists.trust.ban(str(A))
    await departures.leave(A)
    assert await departures.job.look(clock.forward(days=30)) == 1
    (row,) = await lists.database.read.all("SELECT * FROM servers WHERE id = $1", A)
    assert row["banned_at"] is not None
    assert (row["set_up_at"], row["review_channel_id"], row["left_at"]) == (None, None, None)
    assert await departures.job.look(clock.forward(days=30)) == 0


async def test_what_nobody_heard_of_is_found_out(
    lists: Process, departures: Departures, clock: StandingClock
) -> None:
    departures.presence = {A: Presence.LEFT, B: Presence.AWAY}
    assert await departures.job.look(clock()) == 0
    assert await departures.servers.has_left(A)
    assert not await departures.servers.has_left(B)  # an outage is no leaving
    departures.presence = {}
    assert await departures.job.look(clock.forward(days=31)) == 0
    assert not await departures.servers.has_left(A)


@pytest.mark.parametrize("presence", [Presence.AWAY, Presence.HERE])
async def test_nothing_is_deleted_where_rowan_may_be(
    lists: Process, departures: Departures, clock: StandingClock, presence: Presence
) -> None:
    await departures.leave(A)
    departures.presence[A] = presence
    assert await departures.job.look(clock.forward(days=365)) == 0
    assert (await lists.database.read.one("SELECT 1 FROM own_entries WHERE server_id = $1", A)) is not None


async def test_what_ended_when_rowan_left_is_no_waste_until_the_month_is_over(
    lists: Process, departures: Departures, vault: Vault, clock: StandingClock
) -> None:
    async with storage_of(lists.database, vault).bulk() as tx:
        await tx.outbox.arm(Kind.DIGEST, A, A, clock())
    await departures.leave(A)
    await forget(lists.database, clock.forward(days=365))
    await departures.servers.came(A)
    await walk(storage_of(lists.database, vault), clock)
    assert await storage_of(lists.database, vault).read.outbox.any_due(clock())


async def test_one_that_takes_rowan_back_while_its_leaving_waits_to_be_written_is_no_left_one(
    departures: Departures, database: Database, vault: Vault
) -> None:
    await set_up(database, vault, SERVER)
    async with database.bulk():  # others write for a while
        leaving = asyncio.create_task(departures.servers.left(SERVER))
        await asyncio.sleep(0)
        coming = asyncio.create_task(departures.servers.came(SERVER))
        for _ in range(10):
            await asyncio.sleep(0)
    await asyncio.gather(leaving, coming)
    assert not await departures.servers.has_left(SERVER)
