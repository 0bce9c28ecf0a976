"""Hashing the files of reported messages.

Name and size come with the click and are saved in the report's own commit, together with the intention to hash. The
hash is computed afterwards: take a file that is due -> read it from Discord piece by piece -> save the hash, or why
there is none. A process that dies in between leaves a row that is due again.
"""

import asyncio
import hashlib
import logging
from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from core.base.errors import Unavailable
from core.reports.evidence_files import FILE_READ, HASH_TRIES, DueFile, FileState, NextTry, wait_after
from services.base.ports import Clock, Storage

_LOOK_SECONDS = 2.0

_log = logging.getLogger(__name__)


class FileStore(Protocol):
    """The store of table `case_files`."""

    async def any_due(self, now: datetime) -> bool:
        """Whether any file is to be hashed now."""
        ...

    async def give_up(self, now: datetime, tries: int) -> None:
        """Write of the files that are due and were tried so often that they are gone."""
        ...

    async def next_due(self, now: datetime) -> NextTry | None:
        """The file that is due for the longest time."""
        ...

    async def leave(self, next_try: NextTry, until: datetime) -> None:
        """Count the try; until then the file is nobody else's."""
        ...

    async def get(self, next_try: NextTry) -> DueFile | None:
        """The file to be read; None where the evidence is gone meanwhile."""
        ...

    async def settle(self, file: DueFile, state: FileState, sha256: str) -> None:
        """Save what became of it. Nothing, where the evidence is gone meanwhile."""
        ...


class FilesTx(Protocol):
    """What a transaction offers to hashing."""

    @property
    def files(self) -> FileStore:
        """The store of table `case_files`."""
        ...


class FileSource(Protocol):
    """Reads files that Discord keeps."""

    async def read(self, url: str, take: Callable[[bytes], object], most: int) -> FileState:
        """Give the file to `take`, piece by piece: HASHED where that was all of it, GONE, or LARGE beyond `most` bytes.

        Asks Discord's own host and no other. Raises Unavailable where it may be there later.
        """
        ...


class Hashing:
    """The worker, in each process: taking a file is what keeps two of them from reading it."""

    job = "hashing"

    def __init__(self, *, storage: Storage[FilesTx], source: FileSource, clock: Clock) -> None:
        self._storage = storage
        self._source = source
        self._clock = clock

    async def run(self) -> None:
        """Hash one file after another, for ever."""
        while True:
            try:
                while await self.step():
                    pass
            except Unavailable as error:
                _log.info("hashing: %s", error.key)
            await asyncio.sleep(_LOOK_SECONDS)

    async def step(self) -> bool:
        """Hash one file that is due; False where none is. Raises Unavailable: that file is tried again later."""
        file = await self.take()
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
        async with self._storage.bulk() as tx:
            await tx.files.settle(file, state, digest.hexdigest() if state is FileState.HASHED else "")
        return True

    async def take(self) -> DueFile | None:
        """A file that is due, for nobody else until its wait is over; what was tried HASH_TRIES times is given up."""
        now = self._clock()
        if not await self._storage.glance.files.any_due(now):
            return None  # the usual answer costs no write
        async with self._storage.bulk() as tx:
            await tx.files.give_up(now, HASH_TRIES)
            next_try = await tx.files.next_due(now)
            if next_try is None:
                return None
            await tx.files.leave(next_try, now + wait_after(next_try.tries))
        # Opened once the try is counted: a row that does not open must not hold up those behind it.
        return await self._storage.read.files.get(next_try)
