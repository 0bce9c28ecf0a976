"""The clock of this machine was put back: nothing waits until it shows again what it showed before."""

import contextlib
import shutil
import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.ids import ServerId
from core.base.times import to_ms
from core.lists.shared_standing import SharedState
from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase
from db.engine.vault import Vault
from db.servers.setup_store import ensure_server
from services.base.leases import Leases
from services.base.outbox import Later, OutboxRow
from services.base.waits import LEASE, was_put_back
from services.lists.shared_list.shared_states import recount
from tests.conftest import StandingClock
from tests.db.filling import fill
from tests.services.lists.process import A, B, Process
from tests.stores import Committing, owe_card, scheduled, storage_of, walk

SERVER = ServerId(1)
HOUR = timedelta(hours=1)


def leases_of(database: Database, vault: Vault, clock: StandingClock, process: str) -> Leases:
    return Leases(storage=storage_of(database, vault), clock=clock, process=process)


async def due(database: Database, vault: Vault, clock: StandingClock, process: str) -> list[OutboxRow]:
    """What the outbox takes now, once what servers owe was gone through."""
    storage = storage_of(database, vault)
    await walk(storage, clock)
    found: list[OutboxRow] = await Committing(database, vault).outbox.take(process, clock(), 10)
    return found


@pytest.mark.parametrize("seconds", [-5, 0, 3])
def test_a_clock_that_goes_on_was_not_put_back(clock: StandingClock, seconds: float) -> None:
    note = clock() + LEASE
    assert was_put_back(None, clock()) is None
    assert was_put_back(note, clock() - timedelta(seconds=min(seconds, 1))) is None
    assert was_put_back(note, clock.forward(seconds=seconds + 5)) is None


def test_a_clock_that_was_put_back_is_known_by_the_newest_note(clock: StandingClock) -> None:
    assert was_put_back(clock() + LEASE, clock() - HOUR) == HOUR


@pytest.mark.parametrize("restarted", [True, False])
async def test_a_card_that_was_due_is_posted_though_the_clock_shows_an_hour_earlier(
    database: Database, vault: Vault, clock: StandingClock, *, restarted: bool
) -> None:
    first = leases_of(database, vault, clock, "one")
    await first.renew()
    await owe_card(database, clock, SERVER, 7)
    clock.forward(hours=-1)
    then = leases_of(database, vault, clock, "two") if restarted else first
    await then.renew()
    assert [row.subject for row in await due(database, vault, clock, "two")] == [7]


async def test_what_a_dead_process_had_taken_is_free_after_four_seconds_whatever_the_clock_showed(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    await leases_of(database, vault, clock, "dead").renew()
    await owe_card(database, clock, SERVER, 7)
    assert len(await due(database, vault, clock, "dead")) == 1
    clock.forward(hours=-1)
    living = leases_of(database, vault, clock, "living")
    await living.renew()
    assert await due(database, vault, clock, "living") == []  # it may live, and say so within a second
    clock.forward(seconds=5)
    await living.renew()
    assert [row.subject for row in await due(database, vault, clock, "living")] == [7]


async def test_a_wait_that_discord_named_ends_too(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    leases = leases_of(database, vault, clock, "one")
    await leases.renew()
    await owe_card(database, clock, SERVER, 7)
    (row,) = await due(database, vault, clock, "one")
    wait = timedelta(seconds=5)
    settle = Committing(database, vault).outbox.settle
    await settle(row, Later("rate limited", wait, named=True), clock(), clock() + wait)
    clock.forward(hours=-1)
    await leases.renew()
    assert len(await due(database, vault, clock, "one")) == 1


async def test_a_job_that_a_dead_process_held_is_done(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    async def work(_now: object) -> int:
        return 1

    jobs = {
        process: scheduled(database, clock, process, job="look", every=HOUR, work=work)
        for process in ("dead", "living")
    }
    await leases_of(database, vault, clock, "dead").renew()
    assert await jobs["dead"].step() == 1
    clock.forward(days=-30)
    assert await jobs["living"].step() == 0
    await leases_of(database, vault, clock, "living").renew()
    assert await jobs["living"].step() == 1


async def test_no_table_has_anything_that_waits_for_a_time_which_lies_ahead(
    migrated_file: Path, tmp_path: Path, vault: Vault, clock: StandingClock
) -> None:
    path = tmp_path / "rowan.db"
    shutil.copyfile(migrated_file, path)
    ahead = to_ms(clock() + HOUR)
    waiting: list[tuple[str, str]] = []
    with contextlib.closing(sqlite3.connect(path)) as filling:
        fill(filling)
        filling.execute("UPDATE leases SET expires_at = ?", (ahead,))
        tables = [name for (name,) in filling.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        for table in tables:
            for (column,) in filling.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchall():
                if column in ("due_at", "held_until", "again_at"):
                    waiting.append((table, column))
                    filling.execute(f"UPDATE {table} SET {column} = ? WHERE {column} IS NOT NULL", (ahead,))  # noqa: S608  # of the schema
        filling.execute("UPDATE alerts SET pinged_at = ?", (ahead,))
        filling.commit()
    assert len(waiting) >= 10
    opened = await SqliteDatabase.open(path)
    try:
        await leases_of(opened, vault, clock, "one").renew()
        await walk(storage_of(opened, vault), clock)
        for table, column in (*waiting, ("alerts", "pinged_at")):
            where = " AND state = 'due'" if table in ("outbox", "case_files") else ""
            assert (
                await opened.read.all(
                    f"SELECT 1 FROM {table} WHERE {column} > $1{where}",  # noqa: S608  # of the schema
                    to_ms(clock()),
                )
                == []
            ), f"{table}.{column}"
        assert (
            await opened.read.all("SELECT 1 FROM leases WHERE expires_at > $1", to_ms(clock() + LEASE)) == []
        )
    finally:
        await opened.close()


async def test_where_an_entry_stands_is_counted_anew_after_a_clock_that_was_fast(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    lists = Process(database, vault, clock)
    for server in (A, B):
        await lists.add(server, "forum.example", share=True)
    await lists.trusted(A, B)

    async def kept() -> str:
        (row,) = await database.read.all("SELECT state FROM shared_entries WHERE pattern = 'forum.example'")
        return str(row["state"])

    storage, leases = storage_of(database, vault), leases_of(database, vault, clock, "one")
    await recount(storage, clock())
    assert await kept() == SharedState.LISTED
    await leases.renew()
    clock.forward(days=400)
    await leases.renew()
    await recount(storage, clock())
    assert await kept() == SharedState.RETIRED
    clock.forward(days=-400)
    await leases.renew()
    await recount(storage, clock())
    assert await kept() == SharedState.LISTED


async def test_an_emergency_pings_though_the_last_ping_lies_ahead(
    database: Database, vault: Vault, clock: StandingClock
) -> None:
    leases = leases_of(database, vault, clock, "one")
    await leases.renew()
    stores = Committing(database, vault)
    async with stores.storage.bulk() as tx:
        await tx.servers.ensure(SERVER)
        await tx.sql.run(
            "INSERT INTO cases (id, server_id, link, category, state, opened_at) VALUES (1, 1, 'x', 'doxxing', 'open', 1)"
        )
        await tx.sql.run(
            "INSERT INTO alerts (server_id, case_id, pinged_at) VALUES (1, 1, $1)", to_ms(clock())
        )
    clock.forward(hours=-5)
    await leases.renew()
    assert await stores.storage.read.pings.last_in(SERVER) == clock()


@pytest.mark.parametrize(
    ("table", "row", "column"),
    [
        ("cases", {"managers_at": None, "managers_case_id": 7, "state": "closed"}, "managers_at"),
        ("cases", {"opened_at": None, "state": "open", "author_is_member": 1}, "opened_at"),
        ("cases", {"opened_at": None, "state": "open", "author_is_member": 1, "quiet": 1}, "opened_at"),
        ("rehearsals", {"made_at": None}, "made_at"),
    ],
)
async def test_what_is_counted_from_a_moment_that_lies_ahead_is_counted_from_now(
    database: Database, vault: Vault, clock: StandingClock, table: str, row: dict[str, object], column: str
) -> None:
    """When managers were told last, from when on a case waits too long for them, how long a test stands."""
    ahead = to_ms(clock() + HOUR)
    given = {"id": 7, "server_id": SERVER, **row, column: ahead}
    if table == "cases":
        given = {"category": "doxxing", "opened_at": 1, "message_id": 1, **given}
        if given["state"] == "closed":
            given = {"closed_at": 1, "outcome": "dismissed", **given}
    names = ", ".join(given)
    async with database.bulk() as tx:
        await ensure_server(tx, SERVER)
        await tx.run(
            f"INSERT INTO {table} ({names}) VALUES ({', '.join(f'${n}' for n in range(1, len(given) + 1))})",  # noqa: S608  # names of this test
            *given.values(),  # type: ignore[arg-type]  # numbers and words
        )
    leases = leases_of(database, vault, clock, "one")
    clock.forward(hours=1)
    await leases.renew()
    clock.forward(hours=-1)
    await leases.renew()
    (found,) = await database.read.all(f"SELECT {column} AS at FROM {table}")  # noqa: S608  # names of this test
    assert found["at"] == to_ms(clock())
