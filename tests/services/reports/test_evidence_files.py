"""Files of reported messages: in the report's own commit, each once, hashed once, gone with the evidence."""

import asyncio
import hashlib
from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from core.base.errors import Unavailable
from core.base.ids import CaseId, UserId
from core.base.retention import KeptFor
from core.reports.evidence_files import (
    FILE_READ,
    FILES_HASHED,
    FILES_KEPT,
    HASH_TRIES,
    DueFile,
    EvidenceFile,
    FileState,
    ReportedFile,
    wait_after,
)
from core.reports.intake import KEPT_AT_MOST, NewReport
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from services.reports.evidence_files import Hashing
from tests.db.moderators import caller
from tests.given_cases import ModeratedCases
from tests.given_reports import ALICE, BOB, MESSAGE, SERVER, report, storage_of_reports

URL = "https://cdn.discordapp.com/attachments/10/{}/x.png"
SHA = "ab" * 32


def files(*numbers: int, size: int = 1200) -> tuple[ReportedFile, ...]:
    return tuple(ReportedFile(number, f"scan{number}.png", size, URL.format(number)) for number in numbers)


def with_files(by: UserId, *found: ReportedFile, **changes: object) -> NewReport:
    return replace(report(by, message=replace(MESSAGE, files=found), **changes), files=found)


class Answers:
    """Fills FileSource: by address, what Discord has; an answer that is no text is what it said instead."""

    def __init__(self) -> None:
        self.by_url: dict[str, bytes | FileState | Exception] = {}

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileState:
        answer = self.by_url[url]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, FileState):
            take(b"a part of it")
            return answer
        for byte in answer:
            take(bytes([byte]))
        return FileState.HASHED


class ReportedFiles:
    """Reports with files, and what stands behind *reveal*."""

    def __init__(self, cases: ModeratedCases) -> None:
        self.cases, self.reports, self.clock = cases, cases.reports, cases.clock
        self.database = cases.database
        self.answers = Answers()
        self.worker = self.hashing(cases.database, cases.vault)

    def hashing(self, database: Database, vault: Vault) -> Hashing:
        """The worker, in a process of its own."""
        return Hashing(storage=storage_of_reports(database, vault), source=self.answers, clock=self.clock)

    async def report(self, *found: ReportedFile, by: UserId = ALICE) -> CaseId:
        return (await self.reports.file(with_files(by, *found), self.clock())).case

    async def report_answered(self, *answers: bytes | FileState | Exception, size: int | None = None) -> None:
        """Files that Discord answers for like this."""
        found = []
        for number, answer in enumerate(answers, start=1):
            length = len(answer) if isinstance(answer, bytes) else 9
            (file,) = files(number, size=length if size is None else size)
            found.append(file)
            self.answers.by_url[file.url] = answer
        await self.report(*found)

    async def hashes(self) -> list[tuple[FileState, str]]:
        return [(file.state, file.sha256) for file in await self.revealed()]

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        async with self.reports.storage.bulk() as tx:
            await tx.files.settle(file, state, sha256)

    async def revealed(self) -> tuple[EvidenceFile, ...]:
        return (await self.cases.review.reveal(caller(SERVER), CaseId(1))).files


@pytest.fixture
def reported(cases: ModeratedCases) -> ReportedFiles:
    return ReportedFiles(cases)


async def test_a_file_is_known_at_once_and_its_hash_later(reported: ReportedFiles) -> None:
    case = await reported.report(*files(7))
    assert await reported.revealed() == (EvidenceFile("scan7.png", 1200, FileState.DUE),)
    taken = await reported.worker.take()
    assert taken is not None
    assert (taken.case, taken.file, taken.url, taken.size) == (case, 7, URL.format(7), 1200)
    await reported.settle(taken, FileState.HASHED, SHA)
    assert await reported.revealed() == (EvidenceFile("scan7.png", 1200, FileState.HASHED, SHA),)
    reported.clock.forward(days=1)
    assert await reported.worker.take() is None
    assert [row["url_sealed"] for row in await reported.reports.rows("case_files")] == [None]


@pytest.mark.sqlite
async def test_names_addresses_and_hashes_are_sealed(reported: ReportedFiles) -> None:
    await reported.report(*files(7))
    taken = await reported.worker.take()
    assert taken is not None
    (row,) = await reported.reports.rows("case_files")
    await reported.settle(taken, FileState.HASHED, SHA)
    await reported.database.forget_deleted()
    disk = reported.database.path.read_bytes()
    for secret in ("scan7", "attachments/10", SHA):
        assert secret not in str(row)
        assert secret.encode() not in disk


async def test_no_file_no_row_and_what_cannot_be_hashed_is_never_due(reported: ReportedFiles) -> None:
    await reported.report()
    assert await reported.revealed() == ()
    await reported.report(ReportedFile(5, "film.mkv", FILE_READ + 1, URL.format(5)), by=BOB)
    assert [file.state for file in await reported.revealed()] == [FileState.LARGE]
    assert await reported.worker.take() is None


async def test_a_case_keeps_each_file_once_and_not_without_end(reported: ReportedFiles) -> None:
    first, second = files(*range(1, 11)), files(*range(5, 40))
    both = await asyncio.gather(reported.report(*first), reported.report(*first, *first, by=BOB))
    assert both[0] == both[1]
    assert [file.state for file in await reported.revealed()] == [FileState.DUE] * 10
    await reported.report(*second)
    states = [file.state for file in await reported.revealed()]
    assert states == [FileState.DUE] * FILES_HASHED + [FileState.SKIPPED] * (FILES_KEPT - FILES_HASHED)


async def test_two_processes_take_a_file_once(
    reported: ReportedFiles, second_database: Database, vault: Vault
) -> None:
    await reported.report(*files(1, 2))
    others = reported.hashing(second_database, vault)
    taken = await asyncio.gather(
        *(each.take() for each in (reported.worker, others, reported.worker, others))
    )
    assert sorted(file.file for file in taken if file is not None) == [1, 2]


async def test_a_death_while_reading_leaves_it_due_again_and_not_for_ever(reported: ReportedFiles) -> None:
    await reported.report(*files(1))
    for tried in range(HASH_TRIES):
        assert await reported.worker.take() is not None
        reported.clock.forward(seconds=wait_after(tried).total_seconds() - 1)
        assert await reported.worker.take() is None
        reported.clock.forward(seconds=1)
    assert await reported.worker.take() is None
    assert [file.state for file in await reported.revealed()] == [FileState.GONE]
    reported.clock.forward(days=9)
    assert await reported.worker.take() is None


@pytest.mark.parametrize("closed", [True, False])
async def test_they_go_with_the_evidence(reported: ReportedFiles, *, closed: bool) -> None:
    case = await reported.report(*files(1, 2))
    taken = await reported.worker.take()
    assert taken is not None
    if closed:
        await reported.cases.dismiss(caller(SERVER), case, DismissReason.NO_VIOLATION)
    reported.clock.now += (KeptFor().evidence if closed else KEPT_AT_MOST) - timedelta(seconds=1)
    await reported.reports.purge(reported.clock())
    assert len(await reported.revealed()) == 2
    await reported.reports.purge(reported.clock.forward(seconds=1))
    assert await reported.revealed() == ()
    await reported.settle(taken, FileState.HASHED, SHA)  # it was being read when its time was over
    assert await reported.revealed() == ()


async def test_each_is_hashed_or_has_a_reason(reported: ReportedFiles) -> None:
    await reported.report_answered(b"a picture", FileState.GONE, FileState.LARGE, b"")
    assert [await reported.worker.step() for _ in range(5)] == [True] * 4 + [False]
    assert await reported.hashes() == [
        (FileState.HASHED, hashlib.sha256(b"a picture").hexdigest()),
        (FileState.GONE, ""),
        (FileState.LARGE, ""),
        (FileState.HASHED, hashlib.sha256(b"").hexdigest()),
    ]


@pytest.mark.parametrize("size", [8, 10])
async def test_a_file_of_another_size_is_not_the_one_that_was_reported(
    reported: ReportedFiles, size: int
) -> None:
    await reported.report_answered(b"a picture", size=size)
    assert await reported.worker.step()
    assert await reported.hashes() == [(FileState.GONE, "")]


async def test_what_is_not_to_be_had_now_is_left_for_later(reported: ReportedFiles) -> None:
    await reported.report_answered(Unavailable(), b"a picture")
    with pytest.raises(Unavailable):
        await reported.worker.step()
    assert await reported.worker.step()
    assert [state for state, _ in await reported.hashes()] == [FileState.DUE, FileState.HASHED]


async def test_a_row_that_does_not_open_holds_up_no_other(reported: ReportedFiles) -> None:
    await reported.report_answered(b"a picture", b"another")
    async with reported.reports.storage.bulk() as tx:
        await tx.sql.run("UPDATE case_files SET url_sealed = $1 WHERE file_id = 1", b"\0")
    await reported.worker.step()
    await reported.worker.step()
    assert [state for state, _ in await reported.hashes()] == [FileState.DUE, FileState.HASHED]
