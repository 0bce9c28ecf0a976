"""Every statement of every store, as SQLite is given it: each verb is called over a database with a row of every kind."""

import ast
import contextlib
import inspect
import sqlite3
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any, Protocol

import db
from db.engine.sqlite.statements import InlineStatements, named
from db.engine.statements import Row, Value
from db.engine.vault import Vault
from tests.conftest import SECRET
from tests.plans.plan_samples import KEY, calls_of

DB = Path(db.__file__).parent
_VERBS = {"run", "run_many", "all", "one"}


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of db/ that gives SQLite a statement."""

    file: str
    line: int
    verb: str  # the function that it stands in

    def __str__(self) -> str:
        return f"db/{self.file}:{self.line} ({self.verb})"


@dataclass(frozen=True, slots=True)
class Asked:
    """A statement, and what SQLite says of how it answers it."""

    place: Place
    sql: str
    plan: tuple[str, ...]


def places_in_source() -> Iterator[Place]:
    """Every line of the stores that gives SQLite a statement."""
    for path in sorted(DB.rglob("*.py")):
        file = path.relative_to(DB)
        if file.parts[0] == "engine":  # it passes on what stores say
            continue
        for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(function, ast.AsyncFunctionDef):
                for node in ast.walk(function):
                    if isinstance(node, ast.Await) and isinstance(node.value, ast.Call):
                        called = node.value.func
                        if isinstance(called, ast.Attribute) and called.attr in _VERBS:
                            yield Place(str(file), node.lineno, function.name)


class OpenVault(Vault):
    """A vault that opens whatever stands in the made rows."""

    def __init__(self) -> None:
        super().__init__(SECRET)

    def open(self, sealed: bytes, place: str) -> str:
        if place.startswith("report_drafts"):
            return '{"message": null, "link": ""}'
        if place.startswith("list_questions"):
            return (
                '{"asked": {"verb": "add", "pattern": "a.example", "options": {}}, '
                '"shown": {"reasons": [], "links": 0, "servers": 0}}'
            )
        if place.startswith("case_files.sealed"):
            return '{"name": "x", "size": 1}'
        return "1"

    def member_key(self, server: int, user: int) -> bytes:
        return KEY

    def short_link_key(self, link: str) -> bytes:
        return KEY

    def text_key(self, text: str) -> bytes:
        return KEY


@cache
def _store_file(file: str) -> str | None:
    """The file's path under db/ where statements of stores stand in it."""
    path = Path(file)
    inside = path.is_relative_to(DB) and path.relative_to(DB).parts[0] != "engine"
    return str(path.relative_to(DB)) if inside else None


class Recorder(InlineStatements):
    """Statements that are explained before they are run."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__(connection)
        self.asked: dict[tuple[Place, str], Asked] = {}

    async def run(self, sql: str, *values: Value) -> int:
        self._explain(sql, values)
        return await super().run(sql, *values)

    async def run_many(self, sql: str, rows: Sequence[Sequence[Value]]) -> None:
        if rows:
            self._explain(sql, rows[0])
        await super().run_many(sql, rows)

    async def all(self, sql: str, *values: Value) -> list[Row]:
        self._explain(sql, values)
        return await super().all(sql, *values)

    def _explain(self, sql: str, values: Sequence[Value]) -> None:
        place = place_of_caller()
        if (place, sql) not in self.asked:
            steps = self._inline.execute(f"EXPLAIN QUERY PLAN {sql}", named(values)).fetchall()
            self.asked[place, sql] = Asked(place, sql, tuple(step["detail"] for step in steps))


def place_of_caller() -> Place:
    """The line of a store that gave the statement which is being run."""
    frame = sys._getframe(1)
    while (file := _store_file(frame.f_code.co_filename)) is None:
        frame = frame.f_back  # type: ignore[assignment]
    return Place(file, frame.f_lineno, frame.f_code.co_name)


class Savepoint(Protocol):
    """Runs one statement about a savepoint: `SAVEPOINT verb`, `ROLLBACK TO verb`, `RELEASE verb`."""

    async def __call__(self, sql: str) -> None: ...


def savepoints_of(connection: sqlite3.Connection) -> Savepoint:
    async def execute(sql: str) -> None:
        connection.execute(sql)

    return execute


async def ask_everything(
    stores: object, savepoint: Savepoint, but_those_of: type | None = None
) -> dict[str, str]:
    """Call every verb of every store in many ways, and leave the rows as they are. Returns what failed, by verb."""
    failed: dict[str, str] = {}
    for name, _ in inspect.getmembers(type(stores), lambda each: isinstance(each, cached_property)):
        if hasattr(but_those_of, name):
            continue
        store = getattr(stores, name)
        for verb, method in inspect.getmembers(store, inspect.ismethod):
            if verb.startswith("_"):
                continue
            for values, more in calls_of(method):
                await savepoint("SAVEPOINT verb")
                try:
                    await _called(method(*values, **more))
                except Exception as error:  # noqa: BLE001  # what was not reached by it is found by its place
                    failed.setdefault(f"{name}.{verb}", repr(error))
                finally:
                    with contextlib.suppress(sqlite3.OperationalError):
                        await savepoint("ROLLBACK TO verb")
                    await savepoint("RELEASE verb")
    return failed


async def _called(answer: Any) -> None:
    if inspect.isawaitable(answer):
        await answer
    elif inspect.isasyncgen(answer):
        async for _ in answer:
            pass
