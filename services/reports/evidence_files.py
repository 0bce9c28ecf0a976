"""Files of reported messages: name, size and SHA-256 are evidence, the files themselves are kept nowhere.

Name and size come with the click and are saved in the report's own commit, together with the intention to hash. The
hash is computed afterwards: take a file that is due -> read it from Discord piece by piece -> save the hash, or why
there is none. A process that dies in between leaves a row that is due again.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

from core.base.errors import Unavailable
from core.base.ids import CaseId
from services.base.ports import Clock

FILES_KEPT = 20  # of one case; a message has ten at most, and a second report may find others in it
FILES_HASHED = 10  # of one case
FILE_READ = 25 * 1024 * 1024  # bytes; what is larger is named and not read
FILE_NAME_LENGTH = 260
HASH_TRIES = 6
HASH_WAIT = timedelta(
    minutes=2
)  # after a try that came to nothing, then doubling; longer than a try may take
_LOOK_SECONDS = 2.0

_log = logging.getLogger(__name__)


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


class FileStore(Protocol):
    """Table `case_files`."""

    async def take(self, now: datetime) -> DueFile | None:
        """One that is due, for nobody else until HASH_WAIT is over; what was tried HASH_TRIES times is given up."""
        ...

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        """Save what became of it. Nothing, where the evidence is gone meanwhile."""
        ...


class FileSource(Protocol):
    """Discord's files."""

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileState:
        """Give the file to `take`, piece by piece: HASHED where that was all of it, GONE, or LARGE beyond `most` bytes.

        Asks Discord's own host and no other. Raises Unavailable where it may be there later.
        """
        ...


class Hashing:
    """The worker, in each process: taking a file is what keeps two of them from reading it."""

    job = "hashing"

    def __init__(self, store: FileStore, source: FileSource, clock: Clock) -> None:
        self._store = store
        self._source = source
        self._clock = clock

    async def run(self) -> None:
        """For ever, one file after another."""
        while True:
            try:
                while await self.step():
                    pass
            except Unavailable as error:
                _log.info("hashing: %s", error.key)
            await asyncio.sleep(_LOOK_SECONDS)

    async def step(self) -> bool:
        """Hash one file that is due; False where none is. Raises Unavailable: that file is tried again later."""
        file = await self._store.take(self._clock())
        if file is None:
            return False
        digest, read = hashlib.sha256(), 0

        def take(piece: bytes) -> None:
            nonlocal read
            read += len(piece)
            digest.update(piece)

        state = await self._source.read(file.url, take, FILE_READ)
        if state is FileState.HASHED and read != file.size:
            state = FileState.GONE  # what lies there is not, or not all of, what was reported
        await self._store.settle(file, state, digest.hexdigest() if state is FileState.HASHED else "")
        return True
