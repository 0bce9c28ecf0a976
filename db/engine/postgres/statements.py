"""Statements on connections of PostgreSQL."""

from collections.abc import Sequence
from typing import Any

from db.engine.dialect import POSTGRES
from db.engine.postgres.errors import is_lost, translated
from db.engine.postgres.parameters import told, told_of_all
from db.engine.postgres.pool import Pool
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

    def __init__(self, pool: Pool, seconds: float) -> None:
        self._pool = pool
        self._seconds = seconds

    async def run(self, sql: str, *values: Value) -> int:
        return len(await self.all(sql, *values))

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        for row in rows:
            await self.all(sql, *row)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        sql, bound = told(sql, values)
        with translated():
            try:
                return list(await self._pool.fetch(sql, *bound, timeout=self._seconds))
            except Exception as error:
                if not is_lost(error):
                    raise
            await self._pool.expire_connections()  # nor are the others what they were
            return list(await self._pool.fetch(sql, *bound, timeout=self._seconds))


def _changed(status: str) -> int:
    """How many rows a command changed, as PostgreSQL reports it: `INSERT 0 1`, `UPDATE 3`."""
    number = status.rpartition(" ")[2]
    return int(number) if number.isdecimal() else 0
