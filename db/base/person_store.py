"""Everything that is about one person, by the traces that each wing names (services/base/privacy/persons.py says what it is for)."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core.base.ids import ServerId, UserId
from core.base.times import from_ms, to_ms
from db.base.traces import Shown, Trace
from db.engine.keys.sealed_columns import SEALED, SealedTable
from db.engine.statements import Row, Statements
from db.engine.vault import SealBroken, Vault
from services.base.privacy.persons import Found, Key, Told, Walked

_LOOK = 1000  # rows that are read together
_OF_SEVERAL = {("appeals", "against_sealed")}  # columns that hold ids alone, of one person or more


class PersonRows:
    """Fills services.base.persons.PersonStore."""

    def __init__(self, sql: Statements, vault: Vault, traces: Mapping[str, Trace]) -> None:
        self._sql = sql
        self._vault = vault
        self._traces = traces

    def walked(self) -> Sequence[str]:
        return [name for name, trace in self._traces.items() if trace.sealed is not None]

    async def keyed(self, user: UserId) -> Mapping[str, list[Key]]:
        found: dict[str, list[Key]] = {name: [] for name, trace in self._traces.items() if trace.keyed}
        for server in await self._servers():
            key = self._vault.member_key(server, user)
            for name, rows in found.items():
                rows += [tuple(row) for row in await self._sql.all(self._traces[name].keyed, server, key)]
        language = self._vault.language_key(user)
        for name, trace in self._traces.items():
            if trace.everywhere:
                found[name] = [tuple(row) for row in await self._sql.all(trace.everywhere, language)]
        return found

    async def _servers(self) -> list[ServerId]:
        return [ServerId(row["id"]) for row in await self._sql.all("SELECT id FROM servers")]

    async def walk(self, trace: str, user: UserId, read_to: Key | None) -> Walked:
        table, column = self._sealed(trace)
        key = ", ".join(table.key)
        behind = "" if read_to is None else f"WHERE ({key}) > ({_marks(1, len(table.key))}) "
        rows = await self._sql.all(
            f"SELECT {_quoted(table.columns)} FROM {table.name} {behind}ORDER BY {key} LIMIT {_LOOK}",
            *(read_to or ()),
        )
        found = [_key(table, row) for row in rows if self._names(table, column, row, user)]
        return Walked(found, _key(table, rows[-1]) if rows else read_to, more=len(rows) == _LOOK)

    def _sealed(self, trace: str) -> tuple[SealedTable, str]:
        sealed = self._traces[trace].sealed
        assert sealed is not None  # noqa: S101  # `walked` names no other
        return SEALED[sealed[0]], sealed[1]

    def _names(self, table: SealedTable, column: str, row: Row, user: UserId) -> bool:
        sealed = row[column]
        if sealed is None:
            return False
        try:
            opened = self._vault.open(sealed, table.place(column, row))
        except SealBroken:
            return False
        if (table.name, column) in _OF_SEVERAL:
            return str(user) in opened.split(" ")
        return opened.partition(" ")[0] == str(user)

    async def set_aside(self, user: UserId) -> list[int]:
        keys = {self._vault.member_key(server, user).hex() for server in await self._servers()}
        rows = await self._sql.all("SELECT id, source, row FROM set_aside_rows ORDER BY id")
        return [row["id"] for row in rows if any(key in row["row"] for key in keys) or self._aside(row, user)]

    def _aside(self, row: Row, user: UserId) -> bool:
        table = SEALED.get(row["source"])
        if table is None:
            return False
        try:
            kept: dict[str, Any] = json.loads(row["row"])
        except ValueError:
            return False
        values = {
            name: bytes.fromhex(value["hex"]) if isinstance(value, dict) and "hex" in value else value
            for name, value in kept.items()
        }
        if not values.keys() >= set(table.columns):
            values = dict.fromkeys(table.columns) | values  # the table had fewer columns then
        return any(
            isinstance(values[column], bytes) and self._names(table, column, values, user)
            for column in table.places
        )

    async def shown(self, found: Found) -> Mapping[str, list[Told]]:
        told: dict[str, list[Told]] = {}
        for name, keys in found.stands.items():
            for shown in self._traces[name].shown:
                for key in keys:
                    rows = await self._sql.all(shown.select, *key)
                    told.setdefault(shown.section, []).extend(self._told(shown, row) for row in rows)
        return {section: rows for section, rows in told.items() if rows}

    def _told(self, shown: Shown, row: Row) -> Told:
        values: dict[str, Any] = {name: row[name] for name in row.keys()}  # noqa: SIM118  # a Row's `in` looks at values
        names = {name: value.hex() if isinstance(value, bytes) else value for name, value in values.items()}
        for column, place in shown.opens.items():
            values[column] = self._vault.open_or_none(values[column], place.format_map(names))
        return {
            name: _said(name, value)
            for name, value in values.items()
            if not name.startswith("_") and value is not None
        }

    async def erase(self, user: UserId, found: Found, aside: Sequence[int], now: datetime) -> int:
        erased = 0
        keyed = await self.keyed(user)
        for name, trace in self._traces.items():
            keys = dict.fromkeys([*found.stands.get(name, ()), *keyed.get(name, ())])
            if trace.sealed is not None:
                keys = dict.fromkeys(await self._still(name, user, list(keys), found.seen_to.get(name)))
            if not trace.steps:
                continue
            erased += len(keys)
            for key in keys:
                for step in trace.steps:
                    await self._sql.run(step, to_ms(now), *key)
                if trace.again:
                    await self._sql.run(trace.again, to_ms(now), *key)
        erased += await self._erase_signs(user)
        await self._sql.run_many("DELETE FROM set_aside_rows WHERE id = $1", [(row,) for row in aside])
        return erased + len(aside)

    async def _still(self, trace: str, user: UserId, keys: list[Key], seen_to: Key | None) -> list[Key]:
        """Of the rows that were found those that still name this person, and those that came since."""
        table, column = self._sealed(trace)
        this = " AND ".join(f"{name} = ${number}" for number, name in enumerate(table.key, start=1))
        still: list[Key] = []
        for key in keys:
            row = await self._sql.one(f"SELECT {_quoted(table.columns)} FROM {table.name} WHERE {this}", *key)
            if row is not None and self._names(table, column, row, user):
                still.append(key)
        more = True
        while more:
            walked = await self.walk(trace, user, seen_to)
            still += walked.rows
            seen_to, more = walked.last, walked.more
        return still

    async def _erase_signs(self, user: UserId) -> int:
        """Signs against shared entries: whose they are says a hash that is another for each entry."""
        erased = 0
        for row in await self._sql.all("SELECT DISTINCT entry_id FROM hold_signs"):
            key = self._vault.held_member_key(row["entry_id"], user)
            erased += await self._sql.run(
                "DELETE FROM hold_signs WHERE entry_id = $1 AND member_key = $2", row["entry_id"], key
            )
        return erased


def _said(name: str, value: Any) -> Any:
    """A value as it is shown: times in ISO 8601; ids as text, since they are too large for the numbers of JSON."""
    if isinstance(value, int) and (name == "at" or name.endswith("_at")):
        return from_ms(value).isoformat()
    return str(value) if name in ("server", "channel") else value


def _key(table: SealedTable, row: Row) -> Key:
    return tuple(row[name] for name in table.key)


def _marks(first: int, count: int) -> str:
    return ", ".join(f"${number}" for number in range(first, first + count))


def _quoted(columns: Sequence[str]) -> str:
    return ", ".join(f'"{column}"' for column in columns)
