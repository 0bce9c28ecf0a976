"""In which order a removal is written down, done and shown: the process may die, and the power may fail, at any moment."""

import asyncio
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.base.errors import StorageBusy
from core.base.ids import ChannelId, MessageId, ServerId
from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase
from db.engine.vault import Vault
from services.base.outbox import Kind, OutboxRow, Posted, SendResult
from services.base.outbox_worker import Outbox
from services.base.worker import Bell
from services.scanning.removal_ports import Deletion
from tests.conftest import StandingClock
from tests.db.slow_disk import SlowDisk, once
from tests.fakes import FakeRemover
from tests.services.scanning.process import REVIEW, ScanningProcess

ROWS = "SELECT outcome FROM detections"


class Watching(FakeRemover):
    """Sees which rows another process would find at the moment of the deletion."""

    def __init__(self, other: Database) -> None:
        super().__init__()
        self._other = other
        self.stood: list[list[str]] = []

    async def delete(self, server: ServerId, channel: ChannelId, message: MessageId) -> Deletion:
        self.stood.append([row["outcome"] for row in await self._other.read.all(ROWS)])
        return await super().delete(server, channel, message)


class Cards:
    """Posts a card, and notes what a failure of the power would have left of the removal then."""

    def __init__(self, disk: SlowDisk) -> None:
        self._disk = disk
        self.left: list[list[str]] = []

    async def post(self, _row: OutboxRow) -> SendResult:
        self.left.append([outcome for (outcome,) in self._disk.left(ROWS)])
        return Posted(ChannelId(REVIEW), MessageId(77))


@pytest.fixture
def disk(database_path: Path, tmp_path: Path) -> SlowDisk:
    return SlowDisk(database_path, tmp_path / "after-the-power-failed.db")


@pytest.fixture
async def on_disk(database: Database, database_path: Path, disk: SlowDisk) -> AsyncIterator[Database]:
    opened = await SqliteDatabase.open(database_path, flush=disk.flush)
    yield opened
    disk.go.set()
    await opened.close()


async def test_the_row_stands_before_the_deletion_and_the_disk_has_it_before_the_card(
    on_disk: Database, second_database: Database, vault: Vault, clock: StandingClock, disk: SlowDisk
) -> None:
    process = await ScanningProcess(on_disk, vault, clock).begin()
    process.remover = remover = Watching(second_database)
    process.removals._remover = remover
    cards = Cards(disk)
    outbox = Outbox(
        storage=process.storage,
        clock=clock,
        process="first",
        performers={Kind.DETECTION_CARD: cards.post},
        bell=Bell(),
    )
    disk.go.clear()  # from now on the disk is silent
    async with asyncio.timeout(5):
        await process.see()
    assert remover.stood == [["pending"]], "a process that begins anew finds what is owed"
    assert remover.deleted == [1], "the deletion waits for no disk"
    taking = asyncio.create_task(outbox.step())
    await once(disk.asked.is_set)
    for _ in range(20):
        await asyncio.sleep(0)
    assert cards.left == [], "nobody sees a card of what the disk may not have"
    disk.go.set()
    await taking
    await outbox.finish(5)
    assert cards.left == [["removed"]]


async def test_what_waits_for_its_turn_is_on_the_disk_within_a_moment(
    on_disk: Database, vault: Vault, clock: StandingClock, disk: SlowDisk
) -> None:
    process = await ScanningProcess(on_disk, vault, clock).begin()
    process.remover.pause = asyncio.Event()  # Discord lets the deletion wait, and no card is due
    seeing = asyncio.create_task(process.see())
    await once(lambda: disk.left(ROWS) == [("pending",)])
    process.remover.pause.set()
    await seeing


async def test_a_card_that_was_taken_while_the_disk_refused_is_posted_once_it_does_not(
    on_disk: Database, vault: Vault, clock: StandingClock, disk: SlowDisk
) -> None:
    process = await ScanningProcess(on_disk, vault, clock).begin()
    await process.see()
    cards = Cards(disk)
    outbox = Outbox(
        storage=process.storage,
        clock=clock,
        process="first",
        performers={Kind.DETECTION_CARD: cards.post},
        bell=Bell(),
    )
    disk.refuses = True
    with pytest.raises(StorageBusy):
        await outbox.step()
    disk.refuses = False
    clock.forward(seconds=3)
    await process.live()
    await outbox.step()
    await outbox.finish(5)
    assert len(cards.left) == 1
