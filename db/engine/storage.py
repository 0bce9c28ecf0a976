"""Give services their stores: to read with, or in a transaction that promises what its name says."""

from collections.abc import Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Generic, TypeVar

from db.engine.database import Database
from db.engine.statements import Statements

Stores = TypeVar("Stores")


class _Transaction(AbstractAsyncContextManager[Stores]):
    """A transaction's stores. Not a generator, which would cost each hit some microseconds more."""

    def __init__(
        self,
        statements: AbstractAsyncContextManager[Statements],
        stores: Callable[[Statements], Stores],
    ) -> None:
        self._statements = statements
        self._stores = stores

    async def __aenter__(self) -> Stores:
        return self._stores(await self._statements.__aenter__())

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> bool | None:
        return await self._statements.__aexit__(kind, error, trace)


class DatabaseStorage(Generic[Stores]):
    """Fills services.base.ports.Storage. `stores` makes a wing's stores on whatever runs their statements."""

    def __init__(self, database: Database, stores: Callable[[Statements], Stores]) -> None:
        self._database = database
        self._stores = stores
        self.read = stores(database.read)
        self.glance = stores(database.glance)

    @property
    def losses(self) -> int:
        return self._database.losses

    def durable(self) -> AbstractAsyncContextManager[Stores]:
        return _Transaction(self._database.durable(), self._stores)

    def relaxed(self) -> AbstractAsyncContextManager[Stores]:
        return _Transaction(self._database.relaxed(), self._stores)

    def settling(self) -> AbstractAsyncContextManager[Stores]:
        return _Transaction(self._database.settling(), self._stores)

    def bulk(self) -> AbstractAsyncContextManager[Stores]:
        return _Transaction(self._database.bulk(), self._stores)

    def hint(self) -> None:
        self._database.hint()

    async def hinted(self, seconds: float) -> None:
        await self._database.hinted(seconds)

    async def forget_deleted(self) -> bool:
        return await self._database.forget_deleted()
