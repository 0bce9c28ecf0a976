"""Files of reported messages: name, size and SHA-256 are evidence, the files themselves are kept nowhere.

Which of them a case keeps, which are hashed, and when a hash that failed is tried again.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from core.base.ids import CaseId

FILES_KEPT = 20  # of one case; a message has ten at most, and a second report may find others in it
FILES_HASHED = 10  # of one case
FILE_READ = 25 * 1024 * 1024  # bytes; what is larger is named and not read
FILE_NAME_LENGTH = 260
HASH_TRIES = 6
_HASH_WAIT = timedelta(minutes=2)  # longer than a try may take


class FileState(StrEnum):
    """What became of the hash. `due`: it is still to be computed."""

    DUE = "due"
    HASHED = "hashed"
    GONE = "gone"  # Discord has it no more, or not where it should be
    LARGE = "large"
    SKIPPED = "skipped"  # beyond FILES_HASHED


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """A file as the click delivered it. `id` and `url` are Discord's; `size` in bytes."""

    id: int
    name: str
    size: int
    url: str


@dataclass(frozen=True, slots=True)
class EvidenceFile:
    """A file as *reveal* shows it. `sha256`: hexadecimal, '' unless hashed."""

    name: str
    size: int
    state: FileState
    sha256: str = ""


@dataclass(frozen=True, slots=True)
class DueFile:
    """A file whose hash is to be computed. `size`: what it must have, in bytes."""

    case: CaseId
    file: int
    url: str
    size: int


@dataclass(frozen=True, slots=True)
class NextTry:
    """The file that is to be hashed next, and how many tries came to nothing before."""

    case: CaseId
    file: int
    tries: int


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a case is to keep, at this position among its files."""

    position: int
    file: ReportedFile
    state: FileState


def files_to_keep(found: Iterable[ReportedFile], known: Collection[int]) -> tuple[NewFile, ...]:
    """The files that a case does not know yet, as many as there is room for. `known`: the ids of those that it has."""
    fresh = {file.id: file for file in found if file.id not in known}
    room = max(FILES_KEPT - len(known), 0)
    return tuple(
        NewFile(position, file, _first_state(position, file))
        for position, file in enumerate(list(fresh.values())[:room], start=len(known))
    )


def _first_state(position: int, file: ReportedFile) -> FileState:
    if position >= FILES_HASHED:
        return FileState.SKIPPED
    return FileState.LARGE if file.size > FILE_READ else FileState.DUE


def wait_after(tries: int) -> timedelta:
    """How long a file is left to the process that took it: twice as long after each try that came to nothing."""
    return _HASH_WAIT * (1 << tries)
