"""Statements on connections of PostgreSQL."""

import asyncio
from collections.abc import Sequence
from typing import Any

from db.engine.dialect import POSTGRES
from db.engine.postgres.errors import is_lost, translated
from db.engine.postgres.parameters import told, told_of_all
from db.engine.postgres.pool import SHORT_SECONDS, Pool
from db.engine.statements import Row, Statements, Value


class TransactionStatements(Statements):
    """On the connection of one transaction."""

    dialect = POSTGRES

    def __init__(self, connection: Any, seconds: float) -> None:
        self._connection = connection
        self._seconds = seconds

    async def run(self, sql: str, *values: Value) -> int:
        sql, bound = told(sql, values)
        return _changed(await self._connection.execute(sql, *bound, timeout=self._seconds))

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        if rows:
            sql, bound = told_of_all(sql, rows)
            await self._connection.executemany(sql, bound, timeout=self._seconds)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        sql, bound = told(sql, values)
        return list(await self._connection.fetch(sql, *bound, timeout=self._seconds))


class PoolStatements(Statements):
    """Statements that only read, each on any free connection. A connection that was lost is replaced by a new one."""

    dialect = POSTGRES

    def __init__(self, pool: Pool, seconds: float, room: asyncio.Semaphore | None = None) -> None:
        """`room`: how many of them there may be at the same time."""
        self._pool = pool
        self._seconds = seconds
        self._room = room

    async def run(self, sql: str, *values: Value) -> int:
        return len(await self.all(sql, *values))

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        for row in rows:
            await self.all(sql, *row)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        sql, bound = told(sql, values)
        with translated():
            try:
                return await self._had(sql, bound)
            except Exception as error:
                if not is_lost(error):
                    raise
            await self._pool.expire_connections()  # nor are the others what they were
            return await self._had(sql, bound)

    async def _had(self, sql: str, bound: Sequence[Value]) -> list[Row]:
        if self._room is None:
            return await self._fetched(sql, bound)
        async with asyncio.timeout(SHORT_SECONDS):
            await self._room.acquire()
        try:
            return await self._fetched(sql, bound)
        finally:
            self._room.release()

    async def _fetched(self, sql: str, bound: Sequence[Value]) -> list[Row]:
        async with self._pool.acquire(timeout=SHORT_SECONDS) as connection:
            return list(await connection.fetch(sql, *bound, timeout=self._seconds))


def _changed(status: str) -> int:
    """How many rows a command changed, as PostgreSQL reports it: `INSERT 0 1`, `UPDATE 3`."""
    number = status.rpartition(" ")[2]
    return int(number) if number.isdecimal() else 0
