"""Give services their stores: to read with, or in a transaction that promises what its name says."""

import contextlib
from collections.abc import AsyncIterator, Callable
from typing import Generic, TypeVar

from db.engine.database import Database
from db.engine.statements import Statements

Stores = TypeVar("Stores")


class DatabaseStorage(Generic[Stores]):
    """Fills services.base.ports.Storage. `stores` makes a wing's stores on whatever runs their statements."""

    def __init__(self, database: Database, stores: Callable[[Statements], Stores]) -> None:
        self._database = database
        self._stores = stores
        self.read = stores(database.read)
        self.glance = stores(database.glance)

    @contextlib.asynccontextmanager
    async def durable(self) -> AsyncIterator[Stores]:
        async with self._database.durable() as statements:
            yield self._stores(statements)

    @contextlib.asynccontextmanager
    async def relaxed(self) -> AsyncIterator[Stores]:
        async with self._database.relaxed() as statements:
            yield self._stores(statements)

    @contextlib.asynccontextmanager
    async def bulk(self) -> AsyncIterator[Stores]:
        async with self._database.bulk() as statements:
            yield self._stores(statements)

    async def forget_deleted(self) -> None:
        await self._database.forget_deleted()
