"""A database whose transactions are timed, for whoever looks at the running bot."""

import time
from contextlib import AbstractAsyncContextManager
from types import TracebackType

from core.base.errors import StorageInDoubt, Unavailable
from db.engine.database import Database
from db.engine.dialect import Dialect
from db.engine.statements import Statements
from services.base.health.figures import Meter
from services.base.health.outcomes import DATABASE_FAILURES, DATABASE_TIME, Lost, Promise


class _Timed(AbstractAsyncContextManager[Statements]):
    """A transaction that notes how long it took, with all its waiting."""

    def __init__(
        self, transaction: AbstractAsyncContextManager[Statements], promise: Promise, meter: Meter
    ) -> None:
        self._transaction = transaction
        self._promise = promise
        self._meter = meter

    async def __aenter__(self) -> Statements:
        self._began = time.perf_counter()
        try:
            return await self._transaction.__aenter__()
        except Unavailable as error:
            self._lost(error)
            raise

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        try:
            swallowed = await self._transaction.__aexit__(kind, error, trace)
        except Unavailable as failed:
            self._lost(failed)
            raise
        self._meter.took(DATABASE_TIME, time.perf_counter() - self._began, self._promise)
        return swallowed

    def _lost(self, error: Unavailable) -> None:
        why = Lost.IN_DOUBT if isinstance(error, StorageInDoubt) else Lost.UNAVAILABLE
        self._meter.count(DATABASE_FAILURES, self._promise, why)


class MeasuredDatabase:
    """Fills db.engine.database.Database with another one. Reads go straight to it: most are answered in microseconds."""

    def __init__(self, database: Database, meter: Meter) -> None:
        self._database = database
        self._meter = meter
        self.read = database.read
        self.glance = database.glance

    @property
    def place(self) -> str:
        return self._database.place

    @property
    def dialect(self) -> Dialect:
        return self._database.dialect

    @property
    def losses(self) -> int:
        return self._database.losses

    def relaxed(self) -> AbstractAsyncContextManager[Statements]:
        return _Timed(self._database.relaxed(), Promise.RELAXED, self._meter)

    def settling(self) -> AbstractAsyncContextManager[Statements]:
        return _Timed(self._database.settling(), Promise.SETTLING, self._meter)

    def durable(self) -> AbstractAsyncContextManager[Statements]:
        return _Timed(self._database.durable(), Promise.DURABLE, self._meter)

    def bulk(self) -> AbstractAsyncContextManager[Statements]:
        return _Timed(self._database.bulk(), Promise.BULK, self._meter)

    def restructuring(self) -> AbstractAsyncContextManager[Statements]:
        return self._database.restructuring()

    async def forget_deleted(self) -> bool:
        return await self._database.forget_deleted()

    def hint(self) -> None:
        self._database.hint()

    async def hinted(self, seconds: float) -> None:
        await self._database.hinted(seconds)

    async def close(self) -> None:
        await self._database.close()
