"""In which order a removal is written down, done and shown: the process may die, and the power may fail, at any moment.

A database server that crashes loses what was committed last, and the process lives on: what is gone is saved again, and
nothing stays taken by a process that believes it has done it.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.base.errors import DiscordSilent, StorageBusy, StorageInDoubt
from core.base.ids import ChannelId, MessageId, RoleId, ServerId
from core.servers.policy import Action, Tier
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
from tests.people import manager
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import REVIEW, SERVER

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


class _Crash(Exception):
    """Ends a transaction; what it did is rolled back."""


def loses_one(process: ScanningProcess, monkeypatch: pytest.MonkeyPatch, way: str = "settling") -> None:
    """The server crashes after the next commit of this kind, before that is on its disk."""
    begin, crashes = getattr(process.storage, way), [_Crash()]

    @contextlib.asynccontextmanager
    async def lost() -> AsyncIterator[Any]:
        try:
            async with begin() as tx:
                yield tx
                if crashes:
                    raise crashes.pop()
        except _Crash:
            raise StorageInDoubt from None

    monkeypatch.setattr(process.storage, way, lost)
    monkeypatch.setattr("services.base.worker.POLL_SECONDS", 0.001)


def crashes_at_the_deletion(
    process: ScanningProcess, database: Database, monkeypatch: pytest.MonkeyPatch, *words: str
) -> None:
    """What was committed for a removal is gone, or another's, once Discord has deleted the message for the first time."""
    delete, statements = process.remover.delete, list(words)

    async def deleted(*message: Any) -> Deletion:
        while statements:
            async with database.bulk() as tx:
                await tx.run(statements.pop(0))
        return await delete(*message)

    monkeypatch.setattr(process.remover, "delete", deleted)


async def test_a_removal_whose_row_is_lost_while_it_is_under_way_is_noted_all_the_same(
    process: ScanningProcess, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    crashes_at_the_deletion(process, database, monkeypatch, "DELETE FROM detections")
    found = await process.see()
    left = await process.detection(found)
    assert left.outcome == "removed", "Rowan itself removed it, before the crash"
    assert not left.owed
    assert await process.armed() == [found]
    assert process.remover.deleted == [1]


async def test_a_row_that_has_a_lost_rows_number_is_not_taken_for_it(
    process: ScanningProcess, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The server gives the numbers after a crash once more."""
    crashes_at_the_deletion(process, database, monkeypatch, "UPDATE detections SET message_id = 999")
    found = await process.see()
    rows = await database.read.all("SELECT id, message_id, outcome FROM detections ORDER BY id")
    assert [(row["message_id"], row["outcome"]) for row in rows] == [(999, "pending"), (1, "removed")]
    assert await process.armed() == [found]


async def test_an_outcome_that_is_lost_is_saved_again(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    loses_one(process, monkeypatch)
    found = await process.see()
    left = await process.detection(found)
    assert (left.outcome, left.owed, left.under_way) == ("removed", False, False)
    assert await process.armed() == [found]


async def test_a_post_that_was_looked_at_does_not_stay_taken(
    process: ScanningProcess, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    await process.policies.toggle_exempt(manager(SERVER), RoleId(5))  # so that it must be known who wrote it
    process.remover.silent = DiscordSilent()
    await process.see(roles=None)
    clock.forward(seconds=5)
    await process.live()
    loses_one(process, monkeypatch)
    await process.look_at_waiting()
    ((_, due_in),) = await process.waiting_for()
    process.remover.silent = None
    clock.forward(seconds=due_in + 1)
    await process.live()
    await process.look_at_waiting()
    assert process.remover.deleted == [1]
    assert await process.waiting_for() == []


async def test_that_somebody_deleted_a_message_is_saved_again(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    found = await process.see()
    loses_one(process, monkeypatch)
    await process.messages.deleted(SERVER, [MessageId(1)])
    assert await process.outcome(found) == "gone"


async def test_a_finding_that_waits_for_moderators_is_saved_again(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)
    monkeypatch.setattr("services.scanning.pipeline._FIRST_WAIT_SECONDS", 0.001)
    loses_one(process, monkeypatch)
    found = await process.see()
    assert await process.outcome(found) == "review"
    assert await process.armed() == [found]
