"""A database that is hard to carry, what it holds, and a process that dies while it is moved."""

import contextlib
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from db.engine.database import Database
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.place import PostgresPlace
from db.engine.postgres.url import PostgresUrl
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.place import SqlitePlace
from db.engine.vault import Vault
from services.base.ports import system_clock
from tests.conftest import SECRET, at_once
from tests.db.filling import fill
from wiring.operating.moving import Move, Sleep

Run = Callable[..., tuple[int, str, str]]


LIGHTHOUSE = "123456789012345678"


OWN = {"moves", "schema_migrations", "sqlite_sequence"}


LIMITS = (-(2**63), 2**63 - 1)


def export(path: Path) -> bytes:
    """All that a SQLite file holds of Rowan, byte by byte; read by nothing of Rowan's."""
    with contextlib.closing(sqlite3.connect(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        lines = [
            f"{name} {row!r}"
            for name in sorted(set(names) - OWN)
            for row in sorted(connection.execute(f"SELECT * FROM {name}"), key=repr)  # noqa: S608  # from the schema
        ]
        lines += sorted(map(repr, connection.execute("SELECT * FROM sqlite_sequence WHERE seq > 0")))
    return "\n".join(lines).encode()


def filled(path: Path, migrated_file: Path) -> Path:
    """A database with a row of every kind, and with what is hard to carry."""
    shutil.copyfile(migrated_file, path)
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.execute("DELETE FROM shared_counting")
        fill(connection)
        run = connection.execute
        run("UPDATE secret_in_use SET key_id = ?", (Vault(SECRET).key_id,))
        cases = "INSERT INTO cases (id, server_id, link, category, state, opened_at, related_case_id, follows_case_id)"
        for case, related in ((101, 103), (102, None), (103, 101), (104, 102)):  # forwards and backwards
            run(
                f"{cases} VALUES (?, 1, ?, 'doxxing', 'open', ?, ?, ?)",
                (case, f"{case}.example", case, related, related),
            )
        entries = "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, note, added_at, added_by_sealed)"
        for number, note in enumerate(
            ("", "𝕬🏳️‍🌈 العربية ÿ\u202e", "'\"\\\n\t%$1", "x" * 100_000, "\ufffd\uffff", *map(str, LIMITS))
        ):
            sealed = Vault(SECRET).seal(f"who {number}", f"own_entries.added_by/{500 + number}")
            run(
                f"{entries} VALUES (?, 1, ?, 'host', 'k', 'doxxing', ?, ?, ?)",
                (500 + number, f"{number}.example", note, LIMITS[number % 2], sealed),
            )
        for number in LIMITS:
            run("INSERT INTO registered_commands VALUES (?, ?, ?)", (number, "digest", number))
        run("INSERT INTO list_changes (revision, key) VALUES (7, 'a'), (900, 'gone')")
        run("DELETE FROM list_changes WHERE revision = 900")  # its number is never given again
        run("UPDATE servers SET list_name = 'changed'")  # has triggers give revisions
        connection.commit()
    return path


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


_NOBODY = 65534


@contextlib.contextmanager
def closed(folder: Path) -> Iterator[None]:
    """The folder can be opened by nobody meanwhile; who runs the tests as root is somebody else then."""
    mode, me = folder.stat().st_mode, os.geteuid()
    folder.chmod(0)
    if me == 0:
        os.seteuid(_NOBODY)
    try:
        yield
    finally:
        os.seteuid(me)
        folder.chmod(mode)


class Killed(BaseException):
    """The process dies here."""


def dies_after(
    monkeypatch: pytest.MonkeyPatch,
    commits: int,
    *,
    when: str,
    shown: str,
    does: Callable[[], None] | None = None,
) -> Callable[[], int]:
    """Have the process die once so many transactions of a database were committed; returns how many there were.

    `when`: before the next one is committed, or after the last one was, in its last line.
    """
    count = 0

    def watched(kind: type[Any]) -> None:
        true = kind.bulk

        @contextlib.asynccontextmanager
        async def bulk(self: Database) -> AsyncIterator[Any]:
            nonlocal count
            async with true(self) as tx:
                yield tx
                if self.place == shown and when == "before" and count == commits:
                    raise Killed
            if self.place == shown:
                count += 1
                if count == commits and does is not None:
                    does()
                if when == "after" and count == commits:
                    raise Killed

        monkeypatch.setattr(kind, "bulk", bulk)

    watched(PostgresDatabase)
    watched(SqliteDatabase)
    return lambda: count


def place(where: Path | PostgresUrl) -> SqlitePlace | PostgresPlace:
    return SqlitePlace(where) if isinstance(where, Path) else PostgresPlace(where)


def move_of(source: Path | PostgresUrl, target: Path | PostgresUrl, sleep: Sleep = at_once) -> Move:
    return Move(
        source=place(source),
        target=place(target),
        folder="here",
        tell=lambda key, **values: None,
        clock=system_clock,
        sleep=sleep,
    )
