"""Migrations: each once, whole or not at all, never over a newer schema."""

import contextlib
import os
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from db.engine.database import Database, DatabaseFault
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import copy_before, migrate, missing_steps, split_statements, was_migrated
from db.engine.steps import Migration, load_migrations

FIRST = Migration(1, "first", "CREATE TABLE a (x INTEGER) STRICT;\n")
SECOND = Migration(2, "second", "CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO b VALUES (1);\n")
BROKEN = Migration(2, "broken", "CREATE TABLE b (x INTEGER) STRICT;\nINSERT INTO nowhere VALUES (1);\n")


@pytest.fixture
async def empty(tmp_path: Path):
    opened = await SqliteDatabase.open(tmp_path / "empty.db")
    yield opened
    await opened.close()


async def tables(database: Database) -> set[str]:
    rows = await database.read.all("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in rows}


async def test_each_step_is_applied_once(empty: Database) -> None:
    assert await migrate(empty, [FIRST]) == [FIRST]
    assert await migrate(empty, [FIRST, SECOND]) == [SECOND]
    assert await migrate(empty, [FIRST, SECOND]) == []
    assert {"a", "b"} <= await tables(empty)


async def test_what_was_decided_before_undo_was_known_can_be_undone(empty: Database) -> None:
    steps = load_migrations()
    await migrate(empty, steps[:3])
    async with empty.bulk() as tx:
        await tx.run("INSERT INTO servers (id, pseudonym) VALUES (1, 'server-1')")
        await tx.run(
            "INSERT INTO shared_entries (id, pattern, kind, key, category, proposed_at) VALUES (5, 'a.example', 'host', 'k', 'scam', 7)"
        )
        for stance, at in ((11, 6), (12, 7)):
            await tx.run(
                "INSERT INTO stances (id, entry_id, server_id, stance, taken_at, review_at) VALUES ($1, 5, 1, 'confirm', $2, 99)",
                stance,
                at,
            )
        for case, closed in ((1, 7), (2, 8)):
            await tx.run(
                "INSERT INTO cases (id, server_id, category, state, outcome, outcome_pattern, opened_at, closed_at) "
                "VALUES ($1, 1, 'scam', 'closed', 'listed', 'a.example', 0, $2)",
                case,
                closed,
            )
        for subject, why in ((1, "delivered"), (2, "no direct messages taken")):
            await tx.run(
                "INSERT INTO outbox (kind, subject_id, server_id, nonce, state, due_at, last_error) "
                "VALUES ('outcome_notice', $1, 1, 'n', 'dropped', 0, $2)",
                subject,
                why,
            )
    await migrate(empty, steps)
    cases = await empty.read.all("SELECT id, stance_id FROM cases ORDER BY id")
    assert [(row["id"], row["stance_id"]) for row in cases] == [(1, 12), (2, None)]
    told = await empty.read.all("SELECT subject_id, state FROM outbox ORDER BY subject_id")
    assert [(row["subject_id"], row["state"]) for row in told] == [(1, "done"), (2, "dropped")]


async def test_a_step_that_fails_changes_nothing(empty: Database) -> None:
    await migrate(empty, [FIRST])
    with pytest.raises(DatabaseFault, match="database-migration-failed"):
        await migrate(empty, [FIRST, BROKEN])
    assert "b" not in await tables(empty)
    assert await migrate(empty, [FIRST, SECOND]) == [SECOND]


async def test_a_copy_is_kept_before_a_later_step(empty: Database) -> None:
    await migrate(empty, [FIRST])
    assert not list(empty.path.parent.glob("*.before-*"))
    await migrate(empty, [FIRST, SECOND])
    copies = list(empty.path.parent.glob("*.before-0002"))
    assert len(copies) == 1
    copy = await SqliteDatabase.open(copies[0])
    assert "b" not in await tables(copy)
    await copy.close()


async def test_a_copy_is_made_under_a_name_that_no_other_process_uses(
    empty: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, copy_to = [], empty.copy_to

    async def noted(target: Path) -> None:
        made.append(target.name)
        await copy_to(target)

    await migrate(empty, [FIRST])
    monkeypatch.setattr(empty, "copy_to", noted)
    await migrate(empty, [FIRST, SECOND])
    kept = f"{empty.path.name}.before-0002"
    assert made == [f"{kept}-{os.getpid()}"]
    assert [file.name for file in empty.path.parent.glob("*.before-*")] == [kept]


async def test_a_disk_that_fills_during_a_step_is_said_to_be_full(empty: Database) -> None:
    await migrate(empty, [FIRST])
    async with empty.bulk() as tx:
        (pages,) = await tx.one("PRAGMA page_count") or (0,)
        await tx.run(f"PRAGMA max_page_count = {pages + 1}")
    large = Migration(2, "large", "CREATE TABLE b AS SELECT zeroblob(1000000) AS x;")
    with pytest.raises(DatabaseFault, match="database-no-space"):
        await migrate(empty, [FIRST, large])
    assert "b" not in await tables(empty)


async def test_a_newer_schema_is_refused(empty: Database) -> None:
    await migrate(empty, [FIRST, SECOND])
    with pytest.raises(DatabaseFault, match="database-newer"):
        await migrate(empty, [FIRST])


async def test_a_step_that_changed_after_it_was_applied_is_refused(empty: Database) -> None:
    await migrate(empty, [FIRST])
    with pytest.raises(DatabaseFault, match="database-changed-migration"):
        await migrate(empty, [Migration(1, "first", FIRST.sql + "-- changed")])


def test_the_shipped_steps_are_numbered_without_gaps() -> None:
    assert [step.version for step in load_migrations()] == list(range(1, len(load_migrations()) + 1))


def test_statements_are_split_around_semicolons_in_texts_triggers_and_comments() -> None:
    script = "CREATE TABLE a (x TEXT DEFAULT ';');\n-- a; comment\nCREATE TRIGGER t AFTER INSERT ON a BEGIN\n"
    script += "  DELETE FROM a; SELECT 1;\nEND;\n-- the end\n"
    statements = split_statements(script)
    assert len(statements) == 2
    assert statements[1].endswith("END;")


async def test_invites_that_were_listed_before_are_asked_about(empty: Database) -> None:
    steps = load_migrations()
    await migrate(empty, steps[:1])
    async with empty.bulk() as tx:
        await tx.run("INSERT INTO servers (id, pseudonym) VALUES (1, 'Heron')")
        for number, pattern in enumerate(
            ("discord.gg/AbC-1", "discord.gg/a/b", "discord.gg/x y", "discord.gg/x")
        ):
            await tx.run(
                "INSERT INTO own_entries (id, server_id, pattern, kind, key, category, added_at) "
                "VALUES ($1, 1, $2, 'invite', $2, 'hate', 0)",
                number,
                pattern,
            )
        await tx.run(
            "INSERT INTO allows (id, server_id, pattern, kind, key, added_at) "
            "VALUES (1, 1, 'discord.gg/AbC-1', 'invite', 'discord.gg/AbC-1', 0)"
        )
    await migrate(empty, steps)
    rows = await empty.read.all("SELECT code, listed, due_at FROM invites")
    assert [tuple(row) for row in rows] == [("AbC-1", 1, 0)]


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


async def test_the_file_and_its_copies_are_its_owners_alone(tmp_path: Path) -> None:
    path = tmp_path / "rowan.db"
    before = os.umask(0o022)
    try:
        database = await SqliteDatabase.open(path)
        await migrate(database, [FIRST])
        await migrate(database, [FIRST, SECOND])
        await database.close()
        assert mode(path) == 0o600
        assert mode(copy_before(path, SECOND)) == 0o600
        path.chmod(0o644)  # as an older version made it
        database = await SqliteDatabase.open(path)
        assert {mode(file) for file in tmp_path.glob("rowan.db*")} == {0o600}
        await database.close()
        path.chmod(0o640)  # a group that was given it keeps it
        await (await SqliteDatabase.open(path)).close()
        assert mode(path) == 0o640
    finally:
        os.umask(before)


async def test_a_copy_can_be_put_back(tmp_path: Path) -> None:
    path = tmp_path / "rowan.db"
    database = await SqliteDatabase.open(path)
    await migrate(database, [FIRST])
    await migrate(database, [FIRST, SECOND])
    await database.close()
    copy_before(path, SECOND).replace(path)
    database = await SqliteDatabase.open(path)
    assert await missing_steps(database, [FIRST, SECOND]) == [SECOND]
    await database.close()


async def test_looking_whether_a_file_was_migrated_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "rowan.db"
    assert not was_migrated(path, [FIRST])
    assert not path.exists()
    database = await SqliteDatabase.open(path)
    await database.close()
    assert not was_migrated(path, [FIRST])
    database = await SqliteDatabase.open(path)
    await migrate(database, [FIRST])
    assert was_migrated(path, [FIRST])
    await database.close()


FOREIGN = {
    "bookmarks": ["CREATE TABLE bookmarks (url TEXT)"],
    "a view": ["CREATE VIEW v AS SELECT 1"],
    "steps of another tool": [
        "CREATE TABLE schema_migrations (version TEXT)",
        "CREATE TABLE users (id INTEGER)",
    ],
    "steps of the same form": [
        "CREATE TABLE schema_migrations (version INTEGER, name TEXT, checksum TEXT)",
        "INSERT INTO schema_migrations VALUES (1, 'theirs', 'x')",
    ],
}


@pytest.mark.parametrize("of_another", FOREIGN.values(), ids=FOREIGN)
async def test_another_programs_database_is_refused_and_left_alone(
    tmp_path: Path, of_another: list[str]
) -> None:
    path = tmp_path / "theirs.db"
    with contextlib.closing(sqlite3.connect(path)) as theirs, theirs:
        for statement in of_another:
            theirs.execute(statement)
    before = path.read_bytes()
    with pytest.raises(DatabaseFault, match="database-foreign"):
        was_migrated(path, [FIRST])
    assert path.read_bytes() == before
    database = await SqliteDatabase.open(path)
    there = await tables(database)
    with pytest.raises(DatabaseFault, match="database-foreign"):
        await migrate(database, [FIRST])
    assert await tables(database) == there
    await database.close()


async def test_a_process_that_died_before_the_first_step_leaves_no_foreign_database(empty: Database) -> None:
    await migrate(empty, [])
    assert not was_migrated(empty.path, [FIRST])
    assert await migrate(empty, [FIRST]) == [FIRST]


async def test_a_full_disk_is_said_to_be_full(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    usage = shutil.disk_usage(tmp_path)._replace(free=3_000_000)
    monkeypatch.setattr("db.engine.sqlite.files.shutil.disk_usage", lambda _: usage)
    (tmp_path / "file").write_text("x")
    with pytest.raises(DatabaseFault) as caught:
        await SqliteDatabase.open(tmp_path / "file" / "rowan.db")
    assert (caught.value.key, caught.value.values["free"]) == ("database-no-space", 3)
    (tmp_path / "diary").write_bytes(b"my diary " * 1000)
    with pytest.raises(DatabaseFault, match="database-not-sqlite"):
        await SqliteDatabase.open(tmp_path / "diary")
