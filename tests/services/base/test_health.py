"""What the bot says of its own state: levels that were read, ids of lines of the log, what is owed."""

import asyncio
import logging
from collections.abc import Sequence
from datetime import timedelta
from enum import StrEnum

import pytest

from core.base.errors import StorageBusy, StorageInDoubt
from core.base.ids import ServerId
from db.engine.database import Database
from db.engine.measured import MeasuredDatabase
from db.engine.vault import Vault
from services.base.fetching import Content, Failed, FailureReason, FetchRequest, FetchResult
from services.base.health.correlation import begin_correlation, correlated, correlation
from services.base.health.fetches import CountedFetcher
from services.base.health.figures import Count, Level, Reading, Timing
from services.base.health.lag import watch_lag
from services.base.health.log_counts import CountedLog
from services.base.health.looks import Looks
from services.base.health.outcomes import (
    DATABASE_FAILURES,
    DATABASE_TIME,
    FETCHES,
    LAG,
    LOG_RECORDS,
    Asked,
    Fetched,
    LogLevel,
    Lost,
    Promise,
)
from services.base.health.owed import OUTBOX_OLDEST, OUTBOX_TRIED_OLDEST, OUTBOX_WAITING, OutboxLook
from services.base.health.vitals import NotReady, Vitals
from services.base.outbox import Kind, Later
from tests.conftest import SECRET, StandingClock
from tests.stores import Committing, storage_of

LEFT = Level("left", "What is left")
SERVER = ServerId(1)


class Noted:
    """A meter that keeps what it is told."""

    def __init__(self) -> None:
        self.counts: list[tuple[Count, tuple[StrEnum, ...]]] = []
        self.timings: list[tuple[Timing, float, tuple[StrEnum, ...]]] = []

    def count(self, what: Count, *of: StrEnum) -> None:
        self.counts.append((what, of))

    def took(self, what: Timing, seconds: float, *of: StrEnum) -> None:
        self.timings.append((what, seconds, of))


# Looks


async def test_what_could_not_be_read_is_not_known_and_no_zero() -> None:
    answers: list[Sequence[Reading] | Exception] = [
        [Reading(LEFT, 3.0)], StorageBusy(), [Reading(LEFT, 2.0)], ValueError("odd"), [Reading(LEFT, 1.0)]
    ]  # fmt: skip

    async def look() -> Sequence[Reading]:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    looks = Looks([look])
    assert (looks.answered, list(looks.readings)) == (False, [])
    seen = []
    while answers:
        await looks.look()
        seen.append([reading.value for reading in looks.readings])
    assert seen == [[3.0], [], [2.0], [], [1.0]]


async def test_a_database_that_hangs_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.base.health.looks._WITHIN", 0.01)

    async def look() -> Sequence[Reading]:
        await asyncio.Event().wait()
        return []

    looks = Looks([look])
    await looks.look()
    assert not looks.answered


async def test_what_was_read_long_ago_is_not_known(monkeypatch: pytest.MonkeyPatch) -> None:
    async def look() -> Sequence[Reading]:
        return [Reading(LEFT, 1.0)]

    looks = Looks([look])
    await looks.look()
    assert looks.answered
    monkeypatch.setattr("services.base.health.looks._FRESH", 0.0)
    assert (looks.answered, list(looks.readings)) == (False, [])


# Vitals


def test_nothing_is_ready_before_something_runs_nor_after_it() -> None:
    class Fine:
        stands_by = True

        def missing(self) -> list[NotReady]:
            return []

        def levels(self) -> list[Reading]:
            return [Reading(LEFT, 1.0)]

    vitals = Vitals()
    assert (list(vitals.missing()), list(vitals.levels())) == ([NotReady.STARTING], [])
    assert not vitals.stands_by
    with vitals.of(Fine()):
        assert (list(vitals.missing()), len(list(vitals.levels()))) == ([], 1)
        assert vitals.stands_by
    assert (list(vitals.missing()), list(vitals.levels())) == ([NotReady.STARTING], [])


# What is owed


async def test_what_the_outbox_owes_is_counted_by_kind_and_by_how_long(
    database: Database, clock: StandingClock
) -> None:
    look = OutboxLook(storage=storage_of(database, Vault(SECRET)), clock=clock)
    stores = Committing(database, Vault(SECRET))

    async def levels() -> dict[object, float]:
        return {(each.level, *each.of): each.value for each in await look()}

    nothing = await levels()
    assert {nothing[OUTBOX_WAITING, kind] for kind in Kind} == {0}
    assert (nothing[OUTBOX_OLDEST,], nothing[OUTBOX_TRIED_OLDEST,]) == (0, 0)
    await stores.leases.renew("one", clock())
    await stores.outbox.arm(Kind.CASE_CARD, 1, SERVER, clock())
    await stores.outbox.arm(Kind.CASE_CARD, 2, SERVER, clock())
    await stores.outbox.arm_at(Kind.DIGEST, 1, SERVER, clock() + timedelta(minutes=30))  # owed only then
    clock.now += timedelta(seconds=40)
    found = await levels()
    assert (found[OUTBOX_WAITING, Kind.CASE_CARD], found[OUTBOX_WAITING, Kind.DIGEST]) == (2, 0)
    assert (found[OUTBOX_OLDEST,], found[OUTBOX_TRIED_OLDEST,]) == (40, 0)
    for row in await stores.outbox.take("one", clock(), 10):
        failed = Later("busy")
        await stores.outbox.settle(row, failed, clock(), clock() + timedelta(minutes=5))
    clock.now += timedelta(seconds=20)
    found = await levels()  # put off, and still owed
    assert found[OUTBOX_WAITING, Kind.CASE_CARD] == 2
    assert (found[OUTBOX_OLDEST,], found[OUTBOX_TRIED_OLDEST,]) == (0, 20)


# The database


async def test_a_transaction_is_timed_by_its_promise(database: Database) -> None:
    meter = Noted()
    measured = MeasuredDatabase(database, meter)
    for promise in Promise:
        async with getattr(measured, str(promise))() as sql:
            await sql.one("SELECT 1")
    assert [(what, of) for what, _, of in meter.timings] == [
        (DATABASE_TIME, (promise,)) for promise in Promise
    ]
    with pytest.raises(ValueError, match="odd"):
        async with measured.durable():
            raise ValueError("odd")
    assert len(meter.timings) == 5
    assert meter.counts == []


@pytest.mark.parametrize(
    ("error", "why"), [(StorageBusy(), Lost.UNAVAILABLE), (StorageInDoubt(), Lost.IN_DOUBT)]
)
@pytest.mark.parametrize("where", ["__aenter__", "__aexit__"])
async def test_a_transaction_that_is_not_taken_is_counted(error: Exception, why: Lost, where: str) -> None:
    class Failing:
        async def __aenter__(self) -> None:
            if where == "__aenter__":
                raise error

        async def __aexit__(self, *_: object) -> None:
            raise error

    class Away:
        read = glance = None

        def bulk(self) -> Failing:
            return Failing()

    meter = Noted()
    with pytest.raises(type(error)):
        async with MeasuredDatabase(Away(), meter).bulk():
            pass
    assert meter.counts == [(DATABASE_FAILURES, (Promise.BULK, why))]
    assert meter.timings == []


# Fetches, the loop, the log


async def test_a_fetch_is_counted_by_what_came() -> None:
    results: list[FetchResult | Exception] = [
        Content(b"", []), Failed(FailureReason.SLOW, []), StorageBusy()
    ]  # fmt: skip

    class Web:
        async def fetch(self, request: FetchRequest) -> FetchResult:
            result = results.pop(0)
            if isinstance(result, Exception):
                raise result
            return result

    meter = Noted()
    fetcher = CountedFetcher(Web(), Asked.FEED, meter)
    asked = FetchRequest("https://feeds.example/")
    await fetcher.fetch(asked)
    await fetcher.fetch(asked)
    with pytest.raises(StorageBusy):
        await fetcher.fetch(asked)
    outcomes = [Fetched.CONTENT, Fetched.FAILED, Fetched.NOT_ASKED]
    assert meter.counts == [(FETCHES, (Asked.FEED, outcome)) for outcome in outcomes]


async def test_the_lag_of_the_loop_is_noted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("services.base.health.lag._EVERY", 0.001)
    meter = Noted()
    watching = asyncio.create_task(watch_lag(meter))
    async with asyncio.timeout(10):
        while len(meter.timings) < 3:
            await asyncio.sleep(0)
    watching.cancel()
    assert all(what is LAG and seconds >= 0 for what, seconds, _ in meter.timings)


def test_lines_of_the_log_are_counted_by_how_bad_they_are() -> None:
    meter = Noted()
    log = logging.getLogger("counted")
    log.propagate, handler = False, CountedLog(meter)
    log.addHandler(handler)
    log.setLevel(logging.DEBUG)
    try:
        for level in (logging.DEBUG, logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL):
            log.log(level, "somebody's words")
    finally:
        log.removeHandler(handler)
    assert meter.counts == [(LOG_RECORDS, (level,)) for level in LogLevel]


# Ids of lines


async def test_what_is_done_within_has_an_id_of_its_own_and_tasks_keep_it() -> None:
    async def asked() -> str:
        return correlation()

    assert correlation() == ""
    with correlated() as outer:
        task = asyncio.create_task(asked())
        with correlated() as inner:
            assert correlation() == inner != outer
        assert correlation() == outer
    assert correlation() == ""
    assert await task == outer
    assert len(outer) == 8


async def test_an_id_that_was_begun_ends_with_the_task() -> None:
    async def work() -> tuple[str, str]:
        return begin_correlation(), correlation()

    made, seen = await asyncio.create_task(work())
    assert made == seen != ""
    assert correlation() == ""
