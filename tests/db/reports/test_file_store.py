"""Files of reported messages: in the report's own commit, each once, hashed once, gone with the evidence."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from core.base.ids import CaseId, UserId
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.file_store import FileRows
from db.reports.intake_store import IntakeRows
from db.reports.report_purge import ReportPurge
from services.reports.evidence_files import (
    FILE_READ,
    FILES_HASHED,
    FILES_KEPT,
    HASH_TRIES,
    HASH_WAIT,
    EvidenceFile,
    FileState,
    ReportedFile,
)
from services.reports.intake import EVIDENCE_KEPT, NewReport
from services.reports.records import Revealed
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.db.reports.test_intake_store import ALICE, BOB, MESSAGE, SERVER, report

URL = "https://cdn.discordapp.com/attachments/10/{}/x.png"
SHA = "ab" * 32


def files(*numbers: int, size: int = 1200) -> tuple[ReportedFile, ...]:
    return tuple(ReportedFile(number, f"scan{number}.png", size, URL.format(number)) for number in numbers)


def with_files(by: UserId, *found: ReportedFile, **changes: object) -> NewReport:
    return replace(report(by, message=replace(MESSAGE, files=found), **changes), files=found)


class Desk:
    """Reports with files, and what stands behind *reveal*."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database, self.clock = database, clock
        self.reports, self.cases = IntakeRows(database, vault), Cases(database, vault)
        self.files, self.purge = FileRows(database, vault), ReportPurge(database)

    async def report(self, *found: ReportedFile, by: UserId = ALICE) -> CaseId:
        return (await self.reports.file(with_files(by, *found), self.clock())).case

    async def revealed(self) -> tuple[EvidenceFile, ...]:
        shown = await self.cases.reveal(CaseId(1), caller(SERVER), self.clock())
        assert isinstance(shown, Revealed)
        return shown.files


@pytest.fixture
def desk(database: Database, vault: Vault, clock: StandingClock) -> Desk:
    return Desk(database, vault, clock)


async def test_a_file_is_known_at_once_and_its_hash_later(desk: Desk) -> None:
    case = await desk.report(*files(7))
    assert await desk.revealed() == (EvidenceFile("scan7.png", 1200, FileState.DUE),)
    taken = await desk.files.take(desk.clock())
    assert taken is not None
    assert (taken.case, taken.file, taken.url, taken.size) == (case, 7, URL.format(7), 1200)
    await desk.files.settle(taken, FileState.HASHED, SHA)
    assert await desk.revealed() == (EvidenceFile("scan7.png", 1200, FileState.HASHED, SHA),)
    assert await desk.files.take(desk.clock.forward(days=1)) is None
    row = await desk.database.read.one("SELECT url_sealed FROM case_files")
    assert row is not None
    assert row["url_sealed"] is None


async def test_names_addresses_and_hashes_are_sealed(desk: Desk) -> None:
    await desk.report(*files(7))
    taken = await desk.files.take(desk.clock())
    assert taken is not None
    (row,) = await desk.database.read.all("SELECT * FROM case_files")
    await desk.files.settle(taken, FileState.HASHED, SHA)
    await desk.database.forget_deleted()
    disk = desk.database.path.read_bytes()
    for secret in ("scan7", "attachments/10", SHA):
        assert secret not in str(tuple(row))
        assert secret.encode() not in disk


async def test_no_file_no_row_and_what_cannot_be_hashed_is_never_due(desk: Desk) -> None:
    await desk.report()
    assert await desk.revealed() == ()
    await desk.report(ReportedFile(5, "film.mkv", FILE_READ + 1, URL.format(5)), by=BOB)
    assert [file.state for file in await desk.revealed()] == [FileState.LARGE]
    assert await desk.files.take(desk.clock()) is None


async def test_a_case_keeps_each_file_once_and_not_without_end(desk: Desk) -> None:
    first, second = files(*range(1, 11)), files(*range(5, 40))
    both = await asyncio.gather(desk.report(*first), desk.report(*first, *first, by=BOB))
    assert both[0] == both[1]
    assert [file.state for file in await desk.revealed()] == [FileState.DUE] * 10
    await desk.report(*second)
    states = [file.state for file in await desk.revealed()]
    assert states == [FileState.DUE] * FILES_HASHED + [FileState.SKIPPED] * (FILES_KEPT - FILES_HASHED)


async def test_two_processes_take_a_file_once(desk: Desk, second_database: Database, vault: Vault) -> None:
    await desk.report(*files(1, 2))
    others = FileRows(second_database, vault)
    taken = await asyncio.gather(
        *(rows.take(desk.clock()) for rows in (desk.files, others, desk.files, others))
    )
    assert sorted(file.file for file in taken if file is not None) == [1, 2]


async def test_a_death_while_reading_leaves_it_due_again_and_not_for_ever(desk: Desk) -> None:
    await desk.report(*files(1))
    for tried in range(HASH_TRIES):
        assert await desk.files.take(desk.clock()) is not None
        wait = HASH_WAIT * 2**tried
        assert await desk.files.take(desk.clock.forward(seconds=wait.total_seconds() - 1)) is None
        desk.clock.forward(seconds=1)
    assert await desk.files.take(desk.clock()) is None
    assert [file.state for file in await desk.revealed()] == [FileState.GONE]
    assert await desk.files.take(desk.clock.forward(days=9)) is None


@pytest.mark.parametrize("closed", [True, False])
async def test_they_go_with_the_evidence(desk: Desk, *, closed: bool) -> None:
    case = await desk.report(*files(1, 2))
    taken = await desk.files.take(desk.clock())
    assert taken is not None
    if closed:
        await desk.cases.dismiss(case, caller(SERVER), DismissReason.NO_VIOLATION, "", desk.clock())
    desk.clock.now += EVIDENCE_KEPT - timedelta(seconds=1)
    await desk.purge.purge(desk.clock())
    assert len(await desk.revealed()) == 2
    await desk.purge.purge(desk.clock.forward(seconds=1))
    assert await desk.revealed() == ()
    await desk.files.settle(taken, FileState.HASHED, SHA)  # it was being read when its time was over
    assert await desk.revealed() == ()


async def test_a_draft_of_an_earlier_version_has_no_files(desk: Desk, vault: Vault) -> None:
    old = '{"message": {"channel": 1, "message": 2, "author": 3, "author_name": "x", "texts": ["y"]}, "link": ""}'
    async with desk.database.bulk() as tx:
        await tx.run(
            "INSERT INTO report_drafts (token, server_id, sealed, made_at, expires_at) VALUES ('t', $1, $2, 0, $3)",
            SERVER,
            vault.seal(old, "report_drafts.sealed/t"),
            2**60,
        )
    kept = await desk.reports.draft(SERVER, "t", desk.clock())
    assert kept is not None
    assert kept.message.files == ()
