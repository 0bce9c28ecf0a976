"""The outbox worker: performs what is due, once, and comes back to what failed."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from datetime import datetime, timedelta
from typing import Any

import pytest

from core.base.errors import StorageBusy, StorageInDoubt
from core.base.ids import ChannelId, MessageId, ServerId
from core.base.times import to_ms
from db.base.outbox_store import OutboxRows
from db.base.walk_store import WalkRows
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind, Later, Lost, OutboxRow, Posted, SendResult, known_place
from services.base.outbox_worker import Outbox
from services.base.walks import OwedWalk, WalkStep
from services.base.worker import Bell
from tests.conftest import StandingClock
from tests.stores import Committing, owe_card, storage_of

SERVER = ServerId(1)


class Letterbox:
    """A performer that answers as a test says and remembers what it was given."""

    def __init__(self) -> None:
        self.seen: list[OutboxRow] = []
        self.answers: list[SendResult | Exception] = []

    async def perform(self, row: OutboxRow) -> SendResult:
        self.seen.append(row)
        answer = self.answers.pop(0) if self.answers else Posted(ChannelId(10), MessageId(20 + row.subject))
        if isinstance(answer, Exception):
            raise answer
        return answer


@pytest.fixture
def letterbox() -> Letterbox:
    return Letterbox()


@pytest.fixture
async def outbox(
    database: Database, vault: Vault, clock: StandingClock, letterbox: Letterbox
) -> AsyncIterator[Outbox]:
    await Committing(database, vault).leases.renew("me", clock())
    worker = Outbox(
        storage=storage_of(database, vault),
        clock=clock,
        process="me",
        performers={Kind.CASE_CARD: letterbox.perform},
        bell=Bell(),
    )
    yield worker
    await worker.finish(1)


async def work(outbox: Outbox) -> None:
    while await outbox.step():
        await outbox.finish(5)


async def test_each_row_is_performed_once(
    outbox: Outbox, database: Database, clock: StandingClock, letterbox: Letterbox
) -> None:
    for subject in range(20):
        await owe_card(database, clock, SERVER, subject)
    await work(outbox)
    assert sorted(row.subject for row in letterbox.seen) == list(range(20))


async def test_an_unexpected_failure_is_tried_again_with_growing_waits(
    outbox: Outbox, database: Database, clock: StandingClock, letterbox: Letterbox
) -> None:
    await owe_card(database, clock, SERVER, 1)
    letterbox.answers = [RuntimeError("a bug"), StorageBusy(), Later("500")]
    waits = []
    for _ in range(4):
        begun = clock()
        while not len(letterbox.seen) > len(waits):
            await work(outbox)
            clock.forward(seconds=1)
        waits.append((clock() - begun).seconds)
    assert waits == sorted(waits)
    assert waits[-1] > waits[0]
    assert await OutboxRows(database.read).place_of(Kind.CASE_CARD, 1) == (10, 21)


async def test_a_wait_that_discord_named_is_kept(
    outbox: Outbox, database: Database, clock: StandingClock, letterbox: Letterbox
) -> None:
    await owe_card(database, clock, SERVER, 1)
    letterbox.answers = [Later("rate limited", timedelta(seconds=90))]
    await work(outbox)
    clock.forward(seconds=89)
    await work(outbox)
    assert len(letterbox.seen) == 1
    clock.forward(seconds=1)
    await work(outbox)
    assert len(letterbox.seen) == 2


async def test_a_lost_message_is_posted_anew_at_once(
    outbox: Outbox, database: Database, clock: StandingClock, letterbox: Letterbox
) -> None:
    await owe_card(database, clock, SERVER, 1)
    await work(outbox)
    await owe_card(database, clock, SERVER, 1)
    letterbox.answers = [Lost()]
    await work(outbox)
    assert [row.message for row in letterbox.seen] == [None, 21, None]


async def test_run_wakes_for_new_rows_and_ends_when_it_is_cancelled(
    outbox: Outbox, database: Database, clock: StandingClock, letterbox: Letterbox
) -> None:
    running = asyncio.create_task(outbox.run())
    await owe_card(database, clock, SERVER, 1)
    outbox.bell.ring()
    async with asyncio.timeout(60):
        while not letterbox.seen:
            await asyncio.sleep(0.01)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running


async def test_a_place_that_is_just_being_saved_is_waited_for(
    outbox: Outbox, database: Database, clock: StandingClock
) -> None:
    waits: list[float] = []

    async def wait(seconds: float) -> None:
        waits.append(seconds)
        if len(waits) == 3:
            await owe_card(database, clock, SERVER, 1)
            await work(outbox)

    rows = OutboxRows(database.read)
    assert await known_place(rows, Kind.CASE_CARD, 1, wait) == (10, 21)
    assert len(waits) == 3
    waits = []
    assert await known_place(rows, Kind.CASE_CARD, 2, wait) is None
    assert sum(waits) == pytest.approx(1.0)


@pytest.mark.parametrize("fault", [StorageBusy(), ValueError("a row that nobody foresaw")])
async def test_a_walk_that_fails_holds_up_no_card_and_no_other_walk(
    outbox: Outbox,
    database: Database,
    vault: Vault,
    clock: StandingClock,
    letterbox: Letterbox,
    monkeypatch: pytest.MonkeyPatch,
    fault: Exception,
) -> None:
    go = WalkRows.go

    async def failing(rows: WalkRows, walk: OwedWalk, steps: Sequence[WalkStep], now: datetime) -> None:
        if walk.server == SERVER:
            raise fault
        await go(rows, walk, steps, now)

    monkeypatch.setattr(WalkRows, "go", failing)
    other = ServerId(2)
    await owe_card(database, clock, SERVER, 7)
    await owe_card(database, clock, other, 8)
    async with storage_of(database, vault).bulk() as tx:
        await tx.sql.run("UPDATE outbox SET due_at = $1 WHERE subject_id = 8", to_ms(clock()) + 60_000)
        await tx.walks.begin(SERVER)
        await tx.walks.begin(other)
    for _ in range(4):
        await outbox.step()
        await outbox.finish(5)
    seen = [row.subject for row in letterbox.seen]
    assert 7 in seen
    if not isinstance(fault, StorageBusy):
        assert 8 in seen


async def test_an_outcome_that_a_crashed_server_lost_is_saved_again(
    outbox: Outbox,
    database: Database,
    clock: StandingClock,
    letterbox: Letterbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else the row would stay taken, for as long as this process lives, by one that believes it is done."""
    await owe_card(database, clock, SERVER, 7)
    begin, crashes = outbox._storage.settling, [RuntimeError()]

    @contextlib.asynccontextmanager
    async def lost() -> AsyncIterator[Any]:
        try:
            async with begin() as tx:
                yield tx
                if crashes:
                    raise crashes.pop()
        except RuntimeError:
            raise StorageInDoubt from None

    monkeypatch.setattr(outbox._storage, "settling", lost)
    monkeypatch.setattr("services.base.worker.POLL_SECONDS", 0.001)
    await outbox.step()
    await outbox.finish(5)
    (row,) = await database.read.all("SELECT state, taken_by FROM outbox")
    assert (row["state"], row["taken_by"]) == ("done", None)
    assert len(letterbox.seen) == 1
