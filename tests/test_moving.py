"""`bot.py move`: from SQLite to PostgreSQL and back, whatever comes in between."""

import asyncio
import base64
import contextlib
import functools
import os
import shutil
import sqlite3
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path
from typing import Any

import asyncpg
import pytest

import bot
import wiring.commandline
from db.engine.database import Database, DatabaseFault
from db.engine.moving import mover, reading
from db.engine.moving.layouts import side_of
from db.engine.moving.mover import SEEDED, first_filled
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.place import PostgresPlace
from db.engine.postgres.url import PostgresUrl
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.place import SqlitePlace
from db.engine.vault import Vault
from services.base.ports import system_clock
from tests import postgres
from tests.conftest import SECRET, at_once
from tests.db.filling import fill
from tests.own_postgres import OwnServer, started_server
from tests.wording import said
from wiring.moving import Move, Sleep

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


@pytest.fixture
def source(tmp_path: Path, migrated_file: Path) -> Path:
    return filled(tmp_path / "rowan.db", migrated_file)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> postgres.TestServer:
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    found = postgres.server()
    if found is None:
        pytest.skip("there is no PostgreSQL")
    return found


@pytest.fixture
def empty(server: postgres.TestServer) -> PostgresUrl:
    """A database on PostgreSQL in which nothing was made yet."""
    return asyncio.run(server.make(f"rowan_tests_move_{os.getpid()}", "template0"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command as an operator would: (exit status, standard output, standard error)."""
    monkeypatch.setattr(bot, "set_up_logging", lambda level: None)
    monkeypatch.setattr(wiring.commandline, "Move", functools.partial(Move, sleep=at_once))
    for name, value in {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rowan.db'}",
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
        "SECRET_KEY_FILE": "",
        "DISCORD_TOKEN": "",
    }.items():
        monkeypatch.setenv(name, value)

    def command(*arguments: str, database: str = "") -> tuple[int, str, str]:
        with monkeypatch.context() as here:
            if database:
                here.setenv("DATABASE_URL", database)
            try:
                status = bot.main(arguments)
            except SystemExit as ended:  # argparse
                status = int(ended.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


def url_of(path: Path) -> str:
    return f"sqlite:///{path}"


def test_there_and_back_nothing_is_lost_or_changed(
    run: Run, source: Path, empty: PostgresUrl, tmp_path: Path
) -> None:
    before, back = export(source), tmp_path / "back.db"
    status, out, err = run("move", "--to", empty.url)
    assert (status, err) == (0, "")
    said(out, "move-done", path=empty.shown, other=str(source))
    assert export(source) == before
    status, out, err = run("move", "--to", url_of(back), database=empty.url)
    assert (status, err) == (0, "")
    assert export(back) == before

    # What was sealed opens with the same key, and numbers go on behind the highest that was ever given.
    with contextlib.closing(sqlite3.connect(back)) as connection:
        connection.execute("INSERT INTO list_changes (key) VALUES ('next')")
        assert connection.execute("SELECT max(revision) FROM list_changes").fetchone() == (901,)
        (sealed,) = connection.execute("SELECT added_by_sealed FROM own_entries WHERE id = 503").fetchone()
    assert Vault(SECRET).open(sealed, "own_entries.added_by/503") == "who 3"


def test_numbers_of_postgresql_go_on_behind_the_highest(run: Run, source: Path, empty: PostgresUrl) -> None:
    assert source.exists()
    assert run("move", "--to", empty.url)[0] == 0

    async def next_revision() -> int:
        connection = await asyncpg.connect(empty.url)
        try:
            return int(
                await connection.fetchval("INSERT INTO list_changes (key) VALUES ('n') RETURNING revision")
            )
        finally:
            await connection.close()
            await asyncio.sleep(0)

    assert asyncio.run(next_revision()) == 901


def test_no_bot_works_on_a_database_that_was_moved_away_until_that_is_taken_back(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new.db"
    assert run("move", "--to", url_of(new))[0] == 0
    monkeypatch.setenv("DISCORD_TOKEN", "MTIz.abc.def_ghijklmnopqrstuvwxyzabcdefghijklm")
    for command in (
        (),
        ("servers",),
        ("trust", LIGHTHOUSE),
        ("check-config",),
        ("move", "--to", url_of(tmp_path / "third.db")),
    ):
        status, _, err = run(*command)
        assert status == 2, command
        said(err, "database-moved-away", path=str(source), other=str(new))
    assert not (tmp_path / "third.db").exists()
    assert run("servers", database=url_of(new))[0] == 0
    status, out, _ = run("move", "--cancel")
    assert status == 0
    said(out, "move-cancelled", path=str(source), other=str(new))
    assert run("servers")[0] == 0
    said(run("move", "--cancel")[1], "move-nothing-to-cancel", path=str(source))


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


@pytest.mark.long
@pytest.mark.parametrize(
    ("kind", "commits", "when"), [("sqlite", 2, "after"), ("sqlite", 7, "before"), ("postgres", 9, "before")]
)
def test_a_move_that_is_killed_at_any_batch_goes_on_where_it_stood(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    request: pytest.FixtureRequest,
    kind: str,
    commits: int,
    when: str,
) -> None:
    target = tmp_path / "new.db" if kind == "sqlite" else request.getfixturevalue("empty")
    before, back = export(source), tmp_path / "back.db"
    monkeypatch.setattr(reading, "ROWS", 3)
    shown = str(target)
    deaths, over_by = 0, "database-moved-away"
    while True:
        with monkeypatch.context() as dying:
            dies_after(dying, commits, when=when, shown=shown)
            try:
                asyncio.run(move_of(source, target).run())
                break
            except Killed:
                deaths += 1
            except DatabaseFault as over:
                over_by = over.key  # it died in the very last line, when all was done
                break
        assert deaths < 200, "it does not come forward"
    assert over_by == "database-moved-away"
    assert deaths > 50 // commits
    assert export(source) == before
    if kind == "postgres":
        asyncio.run(move_of(target, back).run())
    else:
        back = target
    assert export(back) == before


def test_nobody_works_on_either_while_a_move_did_not_end(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new.db"
    with monkeypatch.context() as dying:
        dies_after(dying, 40, when="after", shown=str(new))
        with pytest.raises(Killed):
            asyncio.run(move_of(source, new).run())
    status, _, err = run("servers")
    assert status == 2
    said(err, "database-leaving", path=str(source), other=str(new))
    status, _, err = run("servers", database=url_of(new))
    assert status == 2
    said(err, "database-half-moved", path=str(new), other=str(source))
    status, _, err = run("move", "--cancel", database=url_of(new))
    assert status == 2
    said(err, "database-half-moved", path=str(new), other=str(source))

    # Given up: the old one goes on, and what it writes then is in no half-filled target.
    assert run("move", "--cancel")[0] == 0
    assert run("trust", LIGHTHOUSE)[0] == 0
    status, _, err = run("move", "--to", url_of(new))
    assert status == 2
    said(err, "move-target-other", path=str(new), other=str(source))
    assert run("servers")[0] == 0


def test_what_differs_in_the_end_is_not_used(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new.db"
    true = mover.Mover.verify

    async def verify(self: mover.Mover) -> tuple[int, int]:
        with contextlib.closing(sqlite3.connect(new)) as connection:
            connection.execute("UPDATE cases SET link = 'y' WHERE id = 104")
            connection.commit()
        return await true(self)

    monkeypatch.setattr(mover.Mover, "verify", verify)
    status, _, err = run("move", "--to", url_of(new))
    assert status == 2
    said(err, "move-differs", table="cases")
    assert run("servers", database=url_of(new))[0] == 2
    assert run("move", "--cancel")[0] == 0
    assert source.exists()


def test_a_target_that_has_anything_is_refused_and_left_alone(
    run: Run, source: Path, tmp_path: Path, migrated_file: Path, empty: PostgresUrl
) -> None:
    other = filled(tmp_path / "other.db", migrated_file)
    before = export(other)
    status, _, err = run("move", "--to", url_of(other))
    assert status == 2
    said(err, "move-target-full", path=str(other))
    assert export(other) == before
    assert run("move", "--to", empty.url)[0] == 0
    assert run("move", "--cancel")[0] == 0
    status, _, err = run("move", "--to", empty.url)
    assert status == 2
    said(err, "move-target-full", path=empty.shown)
    assert run("servers")[0] == 0
    assert source.exists()


@pytest.mark.parametrize("lives", ["source", "target"])
def test_nothing_is_moved_while_a_process_lives(
    run: Run, source: Path, tmp_path: Path, migrated_file: Path, lives: str
) -> None:
    new = tmp_path / "new.db"
    shutil.copyfile(migrated_file, new)
    with contextlib.closing(sqlite3.connect(source if lives == "source" else new)) as connection:
        connection.execute("INSERT INTO leases VALUES ('process:living', 'living', ?)", (2**62,))
        connection.commit()
    status, _, err = run("move", "--to", url_of(new))
    assert status == 2
    said(err, "move-alive", path=str(source if lives == "source" else new))
    assert run("servers")[0] == 0


def test_a_process_that_died_a_moment_ago_is_waited_for(source: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(source)) as connection:
        connection.execute("INSERT INTO leases VALUES ('process:dead', 'dead', ?)", (2**62,))
        connection.commit()
    waited = []

    async def sleep(seconds: float) -> None:
        waited.append(seconds)
        with contextlib.closing(sqlite3.connect(source)) as connection:
            connection.execute("UPDATE leases SET expires_at = 0")
            connection.commit()

    asyncio.run(move_of(source, tmp_path / "new.db", sleep).run())
    assert len(waited) == 1


@pytest.mark.parametrize("change", ["newer", "older"])
def test_a_source_of_another_version_is_refused(run: Run, source: Path, tmp_path: Path, change: str) -> None:
    with contextlib.closing(sqlite3.connect(source)) as connection:
        if change == "newer":
            connection.execute(
                "INSERT INTO schema_migrations (version, name, checksum) VALUES (999, 'x', 'x')"
            )
        else:
            connection.execute("DROP TABLE moves")
            connection.execute("DELETE FROM schema_migrations WHERE name = 'moves'")
        connection.commit()
    status, _, err = run("move", "--to", url_of(tmp_path / "new.db"))
    assert status == 2
    said(err, "database-newer" if change == "newer" else "move-source-older")
    assert not (tmp_path / "new.db").exists()


@pytest.mark.parametrize(
    "arguments",
    [
        ("move", "--to", "postgresql://rowan:hunter2@db.example:x/rowan"),
        ("move", "--to", "mysql://rowan:hunter2@db.example/rowan"),
        ("move", "postgresql://rowan:hunter2@db.example/rowan"),
        ("postgresql://rowan:hunter2@db.example/rowan",),
        ("move", "--to", "sqlite:///x.db", "--at", "postgresql://rowan:hunter2@db.example/rowan"),
        ("move", "--to", "postgresql://rowan:hunter2@127.0.0.1:1/rowan"),
    ],
)
def test_a_password_is_never_printed(run: Run, source: Path, arguments: tuple[str, ...]) -> None:
    status, out, err = run(*arguments)
    assert status == 2
    assert err
    assert "hunter2" not in out + err
    assert "Traceback" not in err
    assert run("servers")[0] == 0
    assert source.exists()


def test_a_wrong_password_is_a_sentence_in_which_it_does_not_stand(
    run: Run, source: Path, own_server: OwnServer
) -> None:
    target = own_server.database("wrong")
    status, out, err = run("move", "--to", own_server.url("wrong", "hunter2").url)
    assert status == 2
    said(err, "database-denied", path=target.shown)
    assert "hunter2" not in out + err
    assert run("servers")[0] == 0
    assert source.exists()


@pytest.fixture(scope="module")
def own_server(request: pytest.FixtureRequest) -> Iterator[OwnServer]:
    """A server that a test may stop."""
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    with started_server() as found:
        yield found


def test_a_server_that_goes_away_in_the_middle_is_a_sentence_and_the_move_goes_on_later(
    source: Path, tmp_path: Path, own_server: OwnServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = own_server.database("goes_away")
    before = export(source)
    with monkeypatch.context() as going:
        dies_after(going, 12, when="never", shown=target.shown, does=own_server.stop)
        with pytest.raises(DatabaseFault) as stopped:
            asyncio.run(move_of(source, target).run())
    assert stopped.value.key == "move-stopped"
    assert target.shown in str(stopped.value.values["path"])
    own_server.start()
    asyncio.run(move_of(source, target).run())
    back = tmp_path / "back.db"
    asyncio.run(move_of(target, back).run())
    assert export(back) == before


def test_a_text_with_a_nul_arrives_without_it_and_that_is_said(
    run: Run, source: Path, empty: PostgresUrl, tmp_path: Path
) -> None:
    with contextlib.closing(sqlite3.connect(source)) as connection:
        connection.execute("UPDATE own_entries SET note = ? WHERE id = 500", ("a\0b\0",))
        connection.commit()
    before = export(source)
    status, out, _ = run("move", "--to", empty.url)
    assert status == 0
    said(out, "move-nulls", count=1)
    back = tmp_path / "back.db"
    assert run("move", "--to", url_of(back), database=empty.url)[0] == 0
    assert export(back) == before.replace(rb"a\x00b\x00", "a\ufffdb\ufffd".encode())


def test_another_programs_table_stays_behind_and_that_is_said(run: Run, source: Path, tmp_path: Path) -> None:
    with contextlib.closing(sqlite3.connect(source)) as connection:
        connection.execute("CREATE TABLE _litestream_seq (id INTEGER PRIMARY KEY, seq INTEGER)")
        connection.commit()
    status, out, _ = run("move", "--to", url_of(tmp_path / "new.db"))
    assert status == 0
    said(out, "move-stays-behind", table="_litestream_seq")


async def test_only_the_tables_that_migrations_fill_have_rows_in_a_new_database(database: Database) -> None:
    side = side_of(database)
    assert await first_filled(side) is None
    for table in await side.tables():
        rows = await side.read.all(f'SELECT 1 FROM "{table.name}"')  # noqa: S608  # from the schema
        assert bool(rows) == (table.name in SEEDED), table.name


async def test_both_databases_have_the_same_tables_columns_keys_and_references(
    database: Database, server: postgres.TestServer
) -> None:
    opened = await PostgresPlace(await server.make(f"rowan_tests_same_{os.getpid()}")).open()
    try:
        here, there = await side_of(database).tables(), await side_of(opened).tables()
    finally:
        await opened.close()
    assert [(t.name, t.columns, t.key, t.wide, t.parents, t.own) for t in here] == [
        (t.name, t.columns, t.key, t.wide, t.parents, t.own) for t in there if t.name != "clean"
    ]


async def test_a_batch_holds_no_more_than_its_bytes_unless_one_row_alone_does(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reading, "BYTES", 10_000)
    sizes = [10, 10, 9_000, 10, 30_000, 10, 10, 3_000, 3_000, 3_000, 3_000, 10]
    async with database.bulk() as tx:
        for number, size in enumerate(sizes):
            await tx.run("INSERT INTO categories (name) VALUES ($1)", f"{number:02}" + "x" * (size - 2))
        await tx.run("DELETE FROM categories WHERE name > 'a'")
    side = side_of(database)
    table = next(each for each in await side.tables() if each.name == "categories")
    read = [[len(row["name"]) for row in batch] async for batch in reading.batches(side.read, table, None)]
    assert [size for batch in read for size in batch] == sizes
    assert all(len(batch) == 1 or sum(batch) <= 10_000 for batch in read)


def test_no_two_rows_have_the_same_bytes() -> None:
    rows: list[list[str | int | float | bytes | None]] = [
        *([None], [""], [b""], [0], ["0"], [b"0"], [0.0], ["a", "b"], ["ab", ""], ["a"], ["t1:a"]),
        *([None, None], [-1], [1], [LIMITS[0]], [LIMITS[1]], ["é"], ["e\u0301"]),
    ]
    assert len({reading.encoded(row) for row in rows}) == len(rows)
