"""What an issue changes of what is known to stand in issues, and the tombstones that follow from it."""

from datetime import datetime
from typing import Final

from core.lists.hashed import hash_of, whole_of
from core.lists.patterns import Pattern
from core.lists.signed import Retracted
from services.base.ports import Storage
from services.lists.published.lines import PublishedLines
from services.lists.published.ports import KnownPattern, Published, PublishingTx

AT_ONCE: Final = 500
"""Patterns of one read or of one short transaction."""


class Changes:
    """Takes note of them, and writes them in short transactions."""

    def __init__(self, storage: Storage[PublishingTx], known: Published, now: datetime) -> None:
        self._storage = storage
        self._list = known
        self._now = now
        self._put: list[Pattern] = []
        self._retracted: list[Pattern] = []
        self._forgotten: list[Pattern] = []

    async def put(self, pattern: Pattern) -> None:
        """Take note of a pattern that stands in this issue, and did not in the one before."""
        self._put.append(pattern)
        await self._write_if(len(self._put))

    async def gone(self, before: KnownPattern, lines: PublishedLines, *, hashed: bool) -> None:
        """Take note of a pattern that stands on the list no more, with its tombstone where an issue had it."""
        if before.serial > self._list.serial:
            self._forgotten.append(before.pattern)
            await self._write_if(len(self._forgotten))
            return
        lines.add(Retracted(*named(before.pattern, hashed=hashed)))
        if not before.retracted:
            self._retracted.append(before.pattern)
            await self._write_if(len(self._retracted))

    async def _write_if(self, count: int) -> None:
        if count >= AT_ONCE:
            await self.write()

    async def write(self) -> None:
        """Write what is noted so far."""
        if self._put or self._retracted or self._forgotten:
            async with self._storage.durable() as tx:
                await tx.published.put(self._list.id, self._list.serial + 1, self._put)
                await tx.published.retract(self._list.id, self._retracted, self._now)
                await tx.published.forget(self._list.id, self._forgotten)
        self._put, self._retracted, self._forgotten = [], [], []


def named(pattern: Pattern, *, hashed: bool) -> tuple[str, str]:
    """`place` and `whole` of a record about the pattern."""
    return (hash_of(pattern.key), whole_of(pattern)) if hashed else (pattern.text, "")
