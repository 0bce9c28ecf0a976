"""The database as the rest of Rowan knows it: one contract, filled by SQLite (db/engine/sqlite/) and by PostgreSQL
(db/engine/postgres/).

Rows are read in two ways and written in five, named by what they promise. Whichever database it is:

- of all transactions one writes at a time, in whatever process: what a transaction has read stays true until it ends;
- a transaction is committed when its block ends, and rolled back on any exception, cancellation too;
- what is committed is seen by every statement that begins afterwards, in every process.

Errors, besides what a block itself raises:

- StorageBusy: the database cannot be had just now (another writes for longer than five seconds, the disk is full, the server
  is away, it was closed since it is moved elsewhere); nothing was changed.
- StorageInDoubt: whether the commit stands is not known; nothing is promised, though it may.
- RuleBroken: the schema refuses it (a check, a key, a trigger); nothing was changed.
- DatabaseFault: the database cannot be used at all; for whoever runs Rowan.
"""

from contextlib import AbstractAsyncContextManager
from typing import Protocol

from db.engine.dialect import Dialect
from db.engine.statements import Statements

BUSY_SECONDS = 5.0  # how long whoever writes waits for others before they give up


class DatabaseFault(Exception):
    """The database cannot be used at all. `key` names a Fluent message, `values` fill it; neither holds a password."""

    def __init__(self, key: str, **values: str | int) -> None:
        super().__init__(key)
        self.key = key
        self.values = values


class RuleBroken(Exception):
    """A statement broke a rule of the schema."""


class Database(Protocol):
    """One database, open."""

    @property
    def place(self) -> str:
        """Where it is, for people; no password stands in it."""
        ...

    @property
    def dialect(self) -> Dialect:
        """What it says in its own way."""
        ...

    @property
    def losses(self) -> int:
        """How often, since it was opened, what others had committed last may have been lost: a server crashed, or another took
        over. What was read before may be what is not there any more.
        """
        ...

    @property
    def read(self) -> Statements:
        """Statements that only read, from the last committed state; of any size."""
        ...

    @property
    def glance(self) -> Statements:
        """Small reads by an index, from the last committed state, on the shortest way."""
        ...

    def relaxed(self) -> AbstractAsyncContextManager[Statements]:
        """A short transaction that does not wait for the disk: it survives the death of the process, and a failure of the
        power from the next durable commit on, or a moment later.
        """
        ...

    def settling(self) -> AbstractAsyncContextManager[Statements]:
        """A short transaction by which this process notes what became of its own work: for as long as the process lives,
        it stands. As `relaxed` where the power takes the process with it, as `durable` where a server may fail alone.
        """
        ...

    def durable(self) -> AbstractAsyncContextManager[Statements]:
        """A short transaction that is on the disk when the block ends: some small statements, each answered by an index.

        Others see and write on what it committed while the disk is waited for. Whoever is cancelled then is told so at once.
        """
        ...

    def bulk(self) -> AbstractAsyncContextManager[Statements]:
        """A durable transaction whose work may grow with the data."""
        ...

    def restructuring(self) -> AbstractAsyncContextManager[Statements]:
        """A durable transaction in which tables may be made anew and filled in any order: references are looked at as a
        whole before the commit. For migrations and for moves alone.
        """
        ...

    async def forget_deleted(self) -> bool:
        """Have what was deleted leave the places where it would still stand; False: not now, and it must be tried again."""
        ...

    def hint(self) -> None:
        """Let other processes look now for what was committed here. It may be lost: they look by themselves as well."""
        ...

    async def hinted(self, seconds: float) -> None:
        """Wait until another process gives a hint, at most for so long; always so long where there are none."""
        ...

    async def close(self) -> None:
        """Close every connection; an unclosed one may keep the interpreter from ending."""
        ...
