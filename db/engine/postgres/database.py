"""One PostgreSQL database as Rowan uses it: a pool of connections, of which one at a time writes.

Who writes holds the row of table `turn_to_write` until the end of the transaction, whatever process it is in: so what a
transaction has read stays true until it is committed, revisions appear in their order, and no two transactions wait for
each other. (docs/decisions/0120-one-writer-on-postgresql.md)
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any

from core.base.errors import StorageBusy, StorageInDoubt
from db.engine.database import BUSY_SECONDS
from db.engine.dialect import POSTGRES
from db.engine.postgres.confirming import Confirmations
from db.engine.postgres.errors import is_lost, made_at_once, overlapped, passes, said, translated
from db.engine.postgres.hints import Hints
from db.engine.postgres.pool import (
    LONG_SECONDS,
    MOST_READS,
    SHORT_SECONDS,
    Pool,
    alone,
    begun,
    connected,
    given_back,
)
from db.engine.postgres.statements import PoolStatements, TransactionStatements
from db.engine.postgres.url import PostgresUrl
from db.engine.statements import Statements
from db.engine.turn import Turn

_BEGIN = 'BEGIN; SELECT 1 FROM turn_to_write WHERE "only" = 1 FOR UPDATE'
_SNAPSHOT = (
    "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY; SET LOCAL idle_in_transaction_session_timeout TO 0"
)
_TRIES = 3
_CLOSED = (
    "SELECT 0"  # what the server says of it where the row is not there: the database was moved elsewhere
)
# In a new database there is no such row yet. Who waits for another process that is changing tables waits for as long as
# that takes, which is longer than people would.
_BEGIN_ALONE = (
    "BEGIN; SET LOCAL lock_timeout TO 0; "
    'CREATE TABLE IF NOT EXISTS turn_to_write ("only" BIGINT PRIMARY KEY CHECK ("only" = 1)); '
    'INSERT INTO turn_to_write ("only") VALUES (1) ON CONFLICT DO NOTHING; '
    'SELECT 1 FROM turn_to_write WHERE "only" = 1 FOR UPDATE'
)


class PostgresDatabase:
    """One PostgreSQL database, opened with `PostgresDatabase.open`. Fills db.engine.database.Database."""

    def __init__(self, url: PostgresUrl, pool: Pool, *, to_move: bool = False) -> None:
        self._to_move = to_move
        self.place = url.shown
        self.dialect = POSTGRES
        self._pool = pool
        self._turn = Turn()
        self._confirmations = Confirmations(lambda: alone(url))
        self._hints = Hints(lambda: alone(url), pool.execute)
        self.read: Statements = PoolStatements(pool, LONG_SECONDS, asyncio.Semaphore(MOST_READS))
        self.glance: Statements = PoolStatements(pool, SHORT_SECONDS)

    @classmethod
    async def open(cls, url: PostgresUrl, *, to_move: bool = False) -> "PostgresDatabase":
        """Connect. Raises what asyncpg does; db/engine/postgres/place.py puts it into words. `to_move`: as for a place."""
        return cls(url, await connected(url), to_move=to_move)

    @property
    def losses(self) -> int:
        """Each second something is confirmed, on one connection; another stands in its place after a crash."""
        return self._confirmations.losses

    async def close(self) -> None:
        """Close every connection, once what is under way has ended."""
        await self._hints.close()
        await self._confirmations.close()
        try:
            async with asyncio.timeout(BUSY_SECONDS):
                await self._pool.close()
        except TimeoutError:
            self._pool.terminate()
        await asyncio.sleep(0)  # a socket is closed one turn of the loop later

    def relaxed(self) -> AbstractAsyncContextManager[Statements]:
        return self._transaction(then=self._confirmations.soon, aside=True)

    def settling(self) -> AbstractAsyncContextManager[Statements]:
        """The server may crash and be back while this process lives."""
        return self._confirmed(aside=True)

    def durable(self) -> AbstractAsyncContextManager[Statements]:
        return self._confirmed(aside=False)

    @contextlib.asynccontextmanager
    async def _confirmed(self, *, aside: bool) -> AsyncIterator[Statements]:
        async with self._transaction(aside=aside) as tx:
            link = await self._confirmations.link()
            yield tx
        await self._confirmations.confirm(link)

    @contextlib.asynccontextmanager
    async def bulk(self) -> AsyncIterator[Statements]:
        async with self._transaction(seconds=LONG_SECONDS) as tx:
            link = await self._confirmations.link()
            yield tx
        await self._confirmations.confirm(link)

    @contextlib.asynccontextmanager
    async def restructuring(self) -> AsyncIterator[Statements]:
        """PostgreSQL changes tables where they stand, and looks at references as they are made."""
        async with self._transaction(_BEGIN_ALONE, LONG_SECONDS) as tx:
            link = await self._confirmations.link()
            yield tx
        await self._confirmations.confirm(link)

    def _transaction(
        self,
        begin: str = _BEGIN,
        seconds: float = SHORT_SECONDS,
        then: Callable[[], None] | None = None,
        *,
        aside: bool = False,
    ) -> "_Transaction":
        return _Transaction(
            self._pool, self._turn, begin, seconds, then, heeds=not self._to_move, aside=aside
        )

    @contextlib.asynccontextmanager
    async def snapshot(self) -> AsyncIterator[Statements]:
        """Statements that only read, all of them from the same moment, however long that takes; nobody is kept waiting by it."""
        with translated():
            connection, _ = await begun(self._pool, _SNAPSHOT, LONG_SECONDS)
        try:
            with translated():
                yield TransactionStatements(connection, LONG_SECONDS)
        finally:
            await given_back(self._pool, connection, rolled_back=True)

    def hint(self) -> None:
        self._hints.tell()

    async def hinted(self, seconds: float) -> None:
        await self._hints.heard(seconds)

    async def forget_deleted(self) -> bool:
        """Nothing to be done from here: PostgreSQL's own vacuum takes what was deleted, as docs/operations.md says."""
        return True


class _Transaction(AbstractAsyncContextManager[Statements]):
    """One transaction of the one that writes."""

    def __init__(
        self,
        pool: Pool,
        turn: Turn,
        begin: str,
        seconds: float,
        then: Callable[[], None] | None,
        *,
        heeds: bool,
        aside: bool,
    ) -> None:
        """`then`: what is done once it is committed, beside whoever committed. `heeds`: a database that is closed is left.
        `aside`: no person waits for it.
        """
        self._heeds = heeds
        self._aside = aside
        self._sql = begin
        # Others are waited for by the server (`lock_timeout`); what takes longer is a server that does not answer.
        self._patience = 2 * BUSY_SECONDS if begin == _BEGIN else seconds
        self._pool = pool
        self._turn = turn
        self._seconds = seconds
        self._then = then
        self._connection: Any = None

    async def __aenter__(self) -> Statements:
        await self._turn.take(BUSY_SECONDS, aside=self._aside)
        try:
            with translated():
                await self._begin()
        except BaseException:
            self._turn.release()
            raise
        return TransactionStatements(self._connection, self._seconds)

    async def _begin(self) -> None:
        """Nothing was done before this: where it failed for what passes at once, it is tried again."""
        for tried in range(1, _TRIES + 1):
            try:
                self._connection, status = await begun(self._pool, self._sql, self._patience)
            except Exception as error:
                if tried == _TRIES or not (is_lost(error) or overlapped(error) or made_at_once(error)):
                    raise
                if is_lost(error):
                    await self._pool.expire_connections()  # nor are the others what they were
            else:
                break
        if status == _CLOSED and self._heeds:
            await given_back(self._pool, self._connection, rolled_back=True)
            raise StorageBusy

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None:
            await self._commit()
            return
        await self._end(rolled_back=True)
        if isinstance(error, Exception):
            with translated():
                raise error

    async def _commit(self) -> None:
        try:
            status = await self._connection.execute("COMMIT")
        except Exception as error:
            if passes(error):
                raise StorageInDoubt(said(error)) from error
            with translated():
                raise
        finally:
            await self._end()
        if status != "COMMIT":  # a statement had failed, and somebody went on all the same
            raise StorageBusy
        if self._then is not None:
            self._then()

    async def _end(self, *, rolled_back: bool = False) -> None:
        """Let the next one write, once nothing of this transaction is left; whoever was cancelled does not wait for that."""
        ending = asyncio.create_task(self._ended(rolled_back=rolled_back), name="end of a transaction")
        await asyncio.shield(ending)

    async def _ended(self, *, rolled_back: bool) -> None:
        try:
            await given_back(self._pool, self._connection, rolled_back=rolled_back)
        finally:
            self._turn.release()
