"""The job that forgets: in one process at a time, in portions, not ended by a database that is busy or one row that is bad."""

import asyncio
import logging
from datetime import datetime, timedelta

import pytest

from core.base.errors import StorageBusy
from core.base.ids import ServerId
from core.base.retention import KeptFor, Promise
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.retention import PURGE_EVERY, Forgotten, Portions, WriteAheadLog
from services.base.schedule import ScheduledJob
from services.base.worker import Bell
from tests.conftest import StandingClock
from tests.given_retention import forgetting_storage, retention
from tests.stores import Committing, scheduled


class Shelf:
    """Something to forget; fails as often as a test says."""

    def __init__(self, failures: int = 0) -> None:
        self.purged: list[datetime] = []
        self._failures = failures

    async def purge(self, now: datetime) -> int:
        self.purged.append(now)
        if len(self.purged) <= self._failures:
            raise StorageBusy
        return 1


def job(
    database: Database, clock: StandingClock, shelf: Shelf, process: str, every: timedelta = PURGE_EVERY
) -> ScheduledJob:
    purge = retention(database, others=(shelf, shelf)).purge
    return scheduled(database, clock, process, job="purge", every=every, work=purge)


async def test_one_process_forgets_at_a_time(database: Database, clock: StandingClock) -> None:
    shelf = Shelf()
    first, second = (job(database, clock, shelf, name) for name in ("a", "b"))
    assert await first.step() == 2
    assert await second.step() == 0
    clock.forward(minutes=10)
    assert await second.step() == 2
    assert len(shelf.purged) == 4


async def test_a_busy_database_is_tried_again(database: Database, clock: StandingClock) -> None:
    shelf = Shelf(failures=1)
    running = asyncio.create_task(job(database, clock, shelf, "a", timedelta(milliseconds=1)).run())
    async with asyncio.timeout(60):
        while len(shelf.purged) < 3:  # nothing tells when
            await asyncio.sleep(0.01)
    assert not running.done()
    running.cancel()


async def test_much_is_forgotten_in_portions(database: Database, vault: Vault, clock: StandingClock) -> None:
    stores = Committing(database, vault)
    many, most = 51, 20
    async with stores.storage.bulk() as tx:
        for number in range(many):
            await tx.audit.note(ServerId(1), None, "setup", f"server/{number}", clock())
    clock.forward(days=730)
    storage = forgetting_storage(database)
    async with storage.bulk() as tx:
        done = await tx.retention.forget("audit", clock() - timedelta(days=730), clock(), most)
    assert done == Forgotten(most)
    assert await retention(database).purge(clock()) == many - most
    assert await database.read.all("SELECT * FROM audit") == []


def test_a_portion_is_as_large_as_it_is_quick() -> None:
    portions = Portions()
    for _ in range(20):
        portions.took(0.0)
    large = portions.rows
    for _ in range(20):
        portions.took(0.02)
    assert 0 < portions.rows < large


@pytest.mark.sqlite
async def test_what_cannot_be_forgotten_keeps_nothing_else(
    database: Database, vault: Vault, clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    stores = Committing(database, vault)
    await stores.audit.note(ServerId(1), None, "setup", "server/1", clock())
    async with database.bulk() as tx:
        await tx.run("INSERT INTO servers (id, pseudonym) VALUES (1, 'server-1')")
        await tx.run(
            "INSERT INTO report_drafts (token, server_id, made_at, expires_at) VALUES ('t', 1, 0, 0)"
        )
        await tx.run(
            "CREATE TRIGGER stuck BEFORE DELETE ON report_drafts BEGIN SELECT RAISE(ABORT, 'stuck'); END"
        )
    assert await retention(database).purge(clock.forward(days=730)) == 1
    assert "retention: drafts" in caplog.text


def test_a_time_within_another_is_no_longer_than_that() -> None:
    day = timedelta(days=1)
    kept = KeptFor(evidence=300 * day, names=200 * day, rows=100 * day, audit_names=90 * day, audit=50 * day)
    assert (kept.evidence, kept.names, kept.audit_names) == (100 * day, 100 * day, 50 * day)
    assert all(kept.of(promise) >= timedelta() for promise in Promise)


class Log:
    """A write-ahead log that a reader keeps."""

    def __init__(self, *answers: bool) -> None:
        self._answers = list(answers)

    async def forget_deleted(self) -> bool:
        return self._answers.pop(0) if self._answers else True


async def test_erased_text_that_stays_in_the_log_for_an_hour_is_said_once(
    clock: StandingClock, caplog: pytest.LogCaptureFixture
) -> None:
    wal = WriteAheadLog(storage=Log(False, False, False, True), bell=Bell(), clock=clock)  # type: ignore[arg-type]
    assert not await wal.empty()
    clock.forward(minutes=59)
    assert not await wal.empty()
    assert not caplog.records
    clock.forward(minutes=1)
    assert not await wal.empty()
    assert [record.levelno for record in caplog.records] == [logging.ERROR]
    assert await wal.empty()
    assert len(caplog.records) == 2


async def test_the_log_is_tried_again_until_it_is_empty(
    database: Database, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.retention._LOOK_SECONDS", 0.001)
    log = Log(False, False)
    wal = WriteAheadLog(storage=log, bell=Bell(), clock=clock)  # type: ignore[arg-type]
    running = asyncio.create_task(wal.run())
    async with asyncio.timeout(60):
        while log._answers:  # nothing tells when
            await asyncio.sleep(0.001)
    running.cancel()
