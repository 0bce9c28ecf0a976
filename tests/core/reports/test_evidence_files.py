"""Which files a case keeps, which are hashed, and when a try is made again."""

from datetime import timedelta

import pytest

from core.reports.evidence_files import (
    FILE_READ,
    FILES_HASHED,
    FILES_KEPT,
    FileState,
    ReportedFile,
    files_to_keep,
    wait_after,
)


def found(*numbers: int, size: int = 5) -> list[ReportedFile]:
    return [ReportedFile(number, f"{number}.png", size, f"u{number}") for number in numbers]


def test_each_file_once_and_no_more_than_there_is_room_for() -> None:
    new = files_to_keep(found(1, 2, 2, 3), known={1})
    assert [(each.position, each.file.id) for each in new] == [(1, 2), (2, 3)]
    many = files_to_keep(found(*range(40)), known=())
    assert len(many) == FILES_KEPT
    assert [each.state for each in many].count(FileState.DUE) == FILES_HASHED
    assert files_to_keep(found(99), known=range(FILES_KEPT)) == ()


@pytest.mark.parametrize(("size", "state"), [(FILE_READ, FileState.DUE), (FILE_READ + 1, FileState.LARGE)])
def test_what_is_too_large_is_named_and_not_read(size: int, state: FileState) -> None:
    assert [each.state for each in files_to_keep(found(1, size=size), known=())] == [state]


def test_each_wait_is_twice_the_one_before() -> None:
    assert [wait_after(tries) for tries in range(3)] == [timedelta(minutes=each) for each in (2, 4, 8)]
