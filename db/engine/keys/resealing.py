"""Sealing anew, by another secret, whatever was sealed: in portions that hold the lock of writers for some milliseconds.

Looking for what is left takes no lock. Each portion is read again in its own transaction, so that what somebody else wrote
meanwhile stays.
"""

import asyncio
import logging
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

from db.engine.database import Database
from db.engine.keys.sealed_columns import SEALED, SealedTable
from db.engine.keys.state import still_changing
from db.engine.moving.layout import quoted
from db.engine.statements import Row, Statements, Value
from db.engine.vault import KEY_ID_LENGTH, SealBroken, Vault

_LOOK = 1000  # rows that are looked at together
_FIRST, _MOST = 8, 200  # rows of one transaction
_SHORT_SECONDS, _LONG_SECONDS = 0.004, 0.010
_NAMED = 20  # rows that are said by name

_log = logging.getLogger(__name__)


@dataclass
class Resealed:
    """What was done: values that were sealed anew; values that do not open, and the first rows that they stand in."""

    values: int = 0
    broken: int = 0
    named: list[str] = field(default_factory=list)


class Resealing:
    """Goes through every sealed column. `vault` opens what either secret sealed, and seals by the new one."""

    def __init__(self, database: Database, vault: Vault) -> None:
        self._database = database
        self._vault = vault
        self._rows = _FIRST
        self.done = Resealed()

    async def run(self) -> Resealed:
        """Go through all that is sealed once."""
        for table in SEALED.values():
            self._rows = 1 if table.heavy else _FIRST
            async for keys in self._left(table):
                await self._reseal(table, keys)
        return self.done

    async def _left(self, table: SealedTable) -> AsyncIterator[list[tuple[Value, ...]]]:
        """The keys of rows in which something is sealed by another secret, a portion at a time."""
        key, first = quoted(table.key), KEY_ID_LENGTH
        ids = ", ".join(f'substr("{column}", 1, {first}) AS "{column}"' for column in table.places)
        after: tuple[Value, ...] | None = None
        while True:
            behind = "" if after is None else f"WHERE ({key}) > ({_marks(len(table.key))}) "
            rows = await self._database.read.all(
                f"SELECT {key}, {ids} FROM {table.name} {behind}ORDER BY {key} LIMIT {_LOOK}",  # our names
                *(after or ()),
            )
            left = [
                tuple(row[name] for name in table.key)
                for row in rows
                if any(
                    row[column] is not None and row[column] != self._vault.key_id for column in table.places
                )
            ]
            if left:
                yield left
            if len(rows) < _LOOK:
                return
            after = tuple(rows[-1][name] for name in table.key)
            await asyncio.sleep(0)

    async def _reseal(self, table: SealedTable, keys: Sequence[tuple[Value, ...]]) -> None:
        begun = 0
        while begun < len(keys):
            portion = keys[begun : begun + self._rows]
            async with self._database.bulk() as tx:
                began = time.monotonic()
                await still_changing(tx, self._vault.key_id)
                for key in portion:
                    await self._reseal_row(tx, table, key)
                took = time.monotonic() - began
            begun += len(portion)
            if took > _LONG_SECONDS:
                self._rows = max(1, self._rows // 2)
            elif took < _SHORT_SECONDS:
                self._rows = min(_MOST, self._rows * 2)
            await asyncio.sleep(0)  # whoever waits to write goes first

    async def _reseal_row(self, tx: Statements, table: SealedTable, key: Sequence[Value]) -> None:
        this = " AND ".join(f'"{name}" = ${number}' for number, name in enumerate(table.key, start=1))
        row = await tx.one(f"SELECT {quoted(table.columns)} FROM {table.name} WHERE {this}", *key)
        if row is None:
            return
        changed = {
            column: value for column in table.places if (value := self._anew(table, column, row)) is not None
        }
        if changed:
            sets = ", ".join(
                f'"{column}" = ${number}' for number, column in enumerate(changed, start=len(key) + 1)
            )
            await tx.run(f"UPDATE {table.name} SET {sets} WHERE {this}", *key, *changed.values())
            self.done.values += len(changed)

    def _anew(self, table: SealedTable, column: str, row: Row) -> bytes | None:
        """The value sealed by the new secret; None where it is already, or does not open."""
        sealed, place = row[column], table.place(column, row)
        if sealed is None or sealed[:KEY_ID_LENGTH] == self._vault.key_id:
            return None
        try:
            return self._vault.seal_bytes(self._vault.open_bytes(sealed, place), place)
        except SealBroken:
            self.done.broken += 1
            if len(self.done.named) < _NAMED:
                self.done.named.append(
                    f"{table.name}.{column} {'/'.join(str(row[name]) for name in table.key)}"
                )
            return None


def _marks(count: int) -> str:
    return ", ".join(f"${number}" for number in range(1, count + 1))
