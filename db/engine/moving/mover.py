"""Move all that one database holds into another, which may be of the other kind.

What was copied is what is there: a table is copied in the order of its key, each batch in a transaction of its own, so the
highest key says where to go on, whoever died and whenever. Sealed columns are copied as they are, and never opened.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime

from db.engine.database import DatabaseFault, RuleBroken
from db.engine.moving.layout import Side, Table, quoted
from db.engine.moving.marks import Mark, set_mark
from db.engine.moving.reading import Key, batches, digest_of, highest_key, kept, key_of, marks
from db.engine.statements import Row, Statements

SEEDED = frozenset({"categories", "outbox_kinds", "shared_counting", "shared_totals"})
"""Tables in which the migrations themselves write rows."""
_TOLD = 50_000  # rows between two reports of the progress within a table

Tell = Callable[..., None]
"""Is told the key of a Fluent message and its values."""


async def first_filled(side: Side) -> str | None:
    """The first table in which there is something that no migration wrote; None: the database is as new."""
    for table in await side.tables():
        if table.name not in SEEDED and await side.read.one(f"SELECT 1 FROM {quoted([table.name])} LIMIT 1"):
            return table.name
    return None


class Mover:
    """Copies from one database to another, and compares them. Both have the same schema; nobody works on either."""

    def __init__(
        self, *, source: Side, target: Side, pairs: Sequence[tuple[Table, Table]], tell: Tell
    ) -> None:
        self._source = source
        self._target = target
        self._pairs = pairs
        self._tell = tell

    @classmethod
    async def between(cls, source: Side, target: Side, tell: Tell) -> "Mover":
        """Look at the tables of both. Raises DatabaseFault where those that both have are not the same."""
        here = {table.name: table for table in await source.tables()}
        there = await target.tables()
        pairs = [(here[table.name], table) for table in there if table.name in here]
        for table, other in pairs:
            if (table.columns, table.key) != (other.columns, other.key):
                raise DatabaseFault("move-columns-differ", table=table.name, path=source.database.place)
        for name in sorted(here.keys() - {table.name for table in there}):
            tell("move-stays-behind", table=name)
        return cls(source=source, target=target, pairs=pairs, tell=tell)

    async def begin(self, mark: Mark, now: datetime) -> None:
        """Mark the target as one that is being filled, and take away what the migrations wrote there."""
        async with self._target.database.bulk() as tx:
            for _, table in self._pairs:
                if table.name in SEEDED:
                    await tx.run(f"DELETE FROM {quoted([table.name])}")
            await set_mark(tx, mark, now)

    async def copy(self) -> None:
        """Copy what is not there yet. Raises DatabaseFault, Unavailable."""
        for here, table in self._pairs:
            try:
                highest = await self._copy_rows(table)
                if table.own:
                    await self._refer(table)
                if table.numbered is not None:
                    await self._number(here, table, highest)
            except RuleBroken as error:
                where = self._target.database.place
                raise DatabaseFault(
                    "move-rule-broken", table=table.name, path=where, reason=str(error)
                ) from error

    async def _copy_rows(self, table: Table) -> Key | None:
        """Copy the rows behind those that are there; returns the highest key."""
        done, told = 0, _TOLD
        after = await highest_key(self._target.read, table)
        async for rows in batches(self._source.read, table, after):
            async with self._target.database.bulk() as tx:
                if _as_kept(await highest_key(tx, table)) != _as_kept(after):
                    raise DatabaseFault("move-another", path=self._target.database.place)
                async with self._target.layout.without_triggers(tx, table.name):
                    await _insert(tx, table, rows)
            after, done = key_of(table, rows[-1]), done + len(rows)
            if done >= told:
                self._tell("move-progress", table=table.name, rows=done)
                told += _TOLD
        if done:
            self._tell("move-copied", table=table.name, rows=done)
        return after

    async def _refer(self, table: Table) -> None:
        """Fill in which rows of the table refer to which others of it, now that all are there."""
        done = await highest_key(self._target.read, table, referring=True)
        async for rows in batches(self._source.read, table, done):
            referring = [row for row in rows if any(row[column] is not None for column in table.own)]
            if not referring:
                continue
            async with (
                self._target.database.bulk() as tx,
                self._target.layout.without_triggers(tx, table.name),
            ):
                await _refer(tx, table, referring)

    async def _number(self, here: Table, table: Table, highest: Key | None) -> None:
        """Have the target go on numbering behind what the source ever gave, whether it still stands or not."""
        last = await self._source.layout.last_number(self._source.read, here) if here.numbered else 0
        number = max(last, int(highest[0] or 0) if highest else 0)
        if await self._target.layout.last_number(self._target.read, table) == number:
            return
        async with self._target.database.bulk() as tx:
            await self._target.layout.number_from(tx, table, number)

    async def end(self, now: datetime) -> None:
        """Let the target be used, prepared for work."""
        async with self._target.database.bulk() as tx:
            for _, table in self._pairs:
                await self._target.layout.settle(tx, table.name)
            await set_mark(tx, None, now)

    async def verify(self) -> tuple[int, int]:
        """Read both databases to the end, and compare them table by table; returns how many rows they have, and how many
        texts had a NUL that the target does not keep. Raises DatabaseFault where they differ.
        """
        rows = nulls = 0
        for here, table in self._pairs:
            source, target = await asyncio.gather(
                digest_of(self._source.read, here), digest_of(self._target.read, table)
            )
            if (source.rows, source.sha256) != (target.rows, target.sha256):
                raise DatabaseFault(
                    "move-differs",
                    table=table.name,
                    path=self._source.database.place,
                    other=self._target.database.place,
                    rows=source.rows,
                    found=target.rows,
                )
            rows, nulls = rows + source.rows, nulls + source.nulls - target.nulls
        return rows, nulls


async def _insert(tx: Statements, table: Table, rows: Sequence[Row]) -> None:
    columns = [column for column in table.columns if column not in table.own]
    await tx.run_many(
        f"INSERT INTO {quoted([table.name])} ({quoted(columns)}) VALUES ({marks(len(columns))})",
        [[row[column] for column in columns] for row in rows],
    )


async def _refer(tx: Statements, table: Table, rows: Sequence[Row]) -> None:
    changed = ", ".join(f"{quoted([column])} = ${number}" for number, column in enumerate(table.own, start=1))
    after = enumerate(table.key, start=len(table.own) + 1)
    found = " AND ".join(f"{quoted([column])} = ${number}" for number, column in after)
    await tx.run_many(
        f"UPDATE {quoted([table.name])} SET {changed} WHERE {found}",
        [[row[column] for column in (*table.own, *table.key)] for row in rows],
    )


def _as_kept(key: Key | None) -> Key | None:
    return None if key is None else tuple(kept(value) for value in key)
