"""Hashing what was reported: each file as it comes, whatever Discord answers for another."""

import hashlib
from collections.abc import Callable
from datetime import datetime

import pytest

from core.base.errors import Unavailable
from core.base.ids import CaseId
from services.reports.evidence_files import DueFile, FileState, Hashing
from tests.conftest import StandingClock


class Shelf:
    """Files that are due, by address; an answer that is no text is what Discord said instead."""

    def __init__(self, **answers: bytes | FileState | Exception) -> None:
        self.answers = answers
        self.sizes = {url: len(answer) for url, answer in answers.items() if isinstance(answer, bytes)}
        self.due = list(answers)
        self.settled: dict[str, tuple[FileState, str]] = {}

    async def take(self, now: datetime) -> DueFile | None:
        if not self.due:
            return None
        url = self.due.pop(0)
        return DueFile(CaseId(1), len(self.due), url, self.sizes.get(url, 9))

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        self.settled[file.url] = (state, sha256)

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileState:
        answer = self.answers[url]
        if isinstance(answer, Exception):
            raise answer
        if isinstance(answer, FileState):
            take(b"a part of it")
            return answer
        for byte in answer:
            take(bytes([byte]))
        return FileState.HASHED


async def test_each_is_hashed_or_has_a_reason(clock: StandingClock) -> None:
    shelf = Shelf(one=b"a picture", two=FileState.GONE, three=FileState.LARGE, four=b"")
    hashing = Hashing(shelf, shelf, clock)
    assert [await hashing.step() for _ in range(5)] == [True] * 4 + [False]
    assert shelf.settled == {
        "one": (FileState.HASHED, hashlib.sha256(b"a picture").hexdigest()),
        "two": (FileState.GONE, ""),
        "three": (FileState.LARGE, ""),
        "four": (FileState.HASHED, hashlib.sha256(b"").hexdigest()),
    }


@pytest.mark.parametrize("size", [8, 10])
async def test_a_file_of_another_size_is_not_the_one_that_was_reported(
    clock: StandingClock, size: int
) -> None:
    shelf = Shelf(one=b"a picture")
    shelf.sizes["one"] = size
    assert await Hashing(shelf, shelf, clock).step()
    assert shelf.settled == {"one": (FileState.GONE, "")}


async def test_what_is_not_to_be_had_now_is_left_for_later(clock: StandingClock) -> None:
    shelf = Shelf(one=Unavailable(), two=b"a picture")
    hashing = Hashing(shelf, shelf, clock)
    with pytest.raises(Unavailable):
        await hashing.step()
    assert await hashing.step()
    assert list(shelf.settled) == ["two"]
