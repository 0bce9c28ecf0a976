"""Protocols of what services need from outside: stores in `db/`, the clock, and Discord in `cogs/`.

Ports of one topic stand beside their service; here is what several share.
"""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from typing import Protocol, TypeVar

from core.base.ids import ServerId, UserId

Clock = Callable[[], datetime]
Stores_co = TypeVar("Stores_co", covariant=True)


def system_clock() -> datetime:
    """The present time: aware, in UTC."""
    return datetime.now(UTC)


class Storage(Protocol[Stores_co]):
    """Where rows are kept. A service reads through `read` or `glance`, and writes in a transaction that it opens itself:
    `async with storage.durable() as tx: await tx.cases.claim(...)`.

    A transaction is committed when its block ends, and rolled back on any exception, cancellation too. Each way raises
    Unavailable where the database cannot be had just now; nothing is changed then, save where it was the disk that
    refused to confirm a commit.
    """

    @property
    def read(self) -> Stores_co:
        """Stores that read what was committed last; of any size, on a thread of their own."""
        ...

    @property
    def glance(self) -> Stores_co:
        """Stores for small reads by an index, on the event loop's own thread: microseconds, and nothing waits."""
        ...

    @property
    def losses(self) -> int:
        """How often a database server may have lost what was committed last, and was read: whoever goes by the newest
        number that they have seen begins anew.
        """
        ...

    def durable(self) -> AbstractAsyncContextManager[Stores_co]:
        """A short transaction that is on the disk when its block ends: a failure of the power takes nothing back, nor
        anything that was committed before it.

        For a few statements, each answered by an index; for what people are told.
        """
        ...

    def relaxed(self) -> AbstractAsyncContextManager[Stores_co]:
        """A short transaction that does not wait for the disk: it survives the death of the process, and a failure of the
        power from the next durable commit on, or a tenth of a second later. For what would be found out again, and for what must not wait.
        """
        ...

    def settling(self) -> AbstractAsyncContextManager[Stores_co]:
        """A short transaction by which this process notes what became of its own work, which it may not go on believing
        where a database server crashed and lost it. Nobody waits for it: `until_saved` saves it again where that is in doubt.
        """
        ...

    def bulk(self) -> AbstractAsyncContextManager[Stores_co]:
        """A durable transaction whose work may grow with the data: imports, purges, whole pages."""
        ...

    def hint(self) -> None:
        """Let other processes look now for what was committed here; they do so by themselves a little later."""
        ...

    async def hinted(self, seconds: float) -> None:
        """Wait until another process gives a hint, at most for so long."""
        ...

    async def forget_deleted(self) -> bool:
        """Empty the write-ahead log, where what was erased would stand until it is written over. False: not now, since
        somebody reads; nobody was kept waiting.
        """
        ...


class Audit(Protocol):
    """The store of table `audit`."""

    async def note(
        self,
        server: ServerId,
        actor: UserId | None,
        action: str,
        subject: str,
        now: datetime,
        *,
        before: str = "",
        after: str = "",
        reason: str = "",
    ) -> None:
        """Write one line. `subject`: such as `case/12`; `before` and `after` never name a reporter.

        `reason`: somebody's own words, which are sealed, and go when the name of whoever acted goes.
        """
        ...
