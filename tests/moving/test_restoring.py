"""A backup put back into either database: what is refused, what is kept, and that nothing is half."""

import asyncio
import base64
import contextlib
import re
import shutil
import sqlite3
import stat
from pathlib import Path

import pytest

from db.engine.postgres.url import PostgresUrl
from tests.moving.backing_up import back_up, held
from tests.moving.driver import LIGHTHOUSE, Run, closed, url_of
from tests.wording import said


def test_it_is_put_back_where_there_is_nothing(run: Run, source: Path, tmp_path: Path) -> None:
    before, made, new = held(source), back_up(run, tmp_path), tmp_path / "new.db"
    status, out, err = run("restore", str(made), database=url_of(new))
    assert status == 0, err
    said(out, "restore-done", path=str(new))
    assert held(new) == before
    assert stat.S_IMODE(new.stat().st_mode) == 0o600
    assert run("servers", database=url_of(new))[0] == 0


def test_a_path_is_taken_from_where_the_operator_stands(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before, made = held(source), back_up(run, tmp_path)
    monkeypatch.chdir(tmp_path)
    given = str(made.relative_to(tmp_path))
    for more in ("--check", "--force"):
        status, out, err = run("restore", given, more)
        assert status == 0, err
    said(out, "restore-done")
    assert held(source) == before


def test_it_counts_the_same_rows_when_it_is_made_looked_at_and_put_back(
    run: Run, source: Path, tmp_path: Path
) -> None:
    """What belongs to processes of that day is not put back, and not counted either."""
    with contextlib.closing(sqlite3.connect(source)) as file, file:
        file.execute("INSERT INTO leases (name, holder, expires_at) VALUES ('job', 'somebody', 1)")
    _, told, _ = run("backup")
    (made,) = (tmp_path / "backups").iterdir()
    status, out, err = run("restore", str(made), database=url_of(tmp_path / "new.db"))
    assert status == 0, err
    counts = re.findall(r"(\d[\d,]*) rows", told + out)
    assert len(counts) == 3
    assert len(set(counts)) == 1


def test_either_database_can_be_made_of_it(
    run: Run, source: Path, empty: PostgresUrl, tmp_path: Path
) -> None:
    first = back_up(run, tmp_path)
    before = first.read_bytes()
    status, out, err = run("restore", str(first), database=empty.url)
    assert status == 0, err
    said(out, "restore-done", path=empty.shown)
    assert first.read_bytes() == before, "a backup is never changed"
    first.unlink()
    second = back_up(run, tmp_path, empty.url)
    assert run("restore", str(second), database=url_of(tmp_path / "new.db"))[0] == 0
    assert held(tmp_path / "new.db") == held(second)
    # What the server took was what the file held; U+0000 is not in these rows.
    assert [line for line in held(second) if b"own_entries" in line] == [
        line for line in held(source) if b"own_entries" in line
    ]
    # A server that is filled is replaced at the operator's word alone.
    assert run("trust", LIGHTHOUSE, database=empty.url)[0] == 0
    status, _, err = run("restore", str(second), database=empty.url)
    assert status == 2
    said(err, "restore-full", path=empty.shown)
    assert LIGHTHOUSE in run("servers", database=empty.url)[1]
    status, out, err = run("restore", str(second), "--force", database=empty.url)
    assert status == 0, err
    said(out, "restore-kept")
    assert LIGHTHOUSE not in run("servers", database=empty.url)[1]


def test_what_is_there_is_replaced_at_the_operators_word_alone_and_kept(
    run: Run, source: Path, tmp_path: Path
) -> None:
    made = back_up(run, tmp_path)
    assert run("trust", LIGHTHOUSE)[0] == 0
    before = held(source)
    status, _, err = run("restore", str(made))
    assert status == 2
    said(err, "restore-full", path=str(source))
    assert held(source) == before
    status, out, err = run("restore", str(made), "--force")
    assert status == 0, err
    (kept,) = (tmp_path / "backups").glob("*before-restore*")
    said(out, "restore-kept", path=str(kept))
    assert held(kept) == before
    assert LIGHTHOUSE not in run("servers")[1]
    # The way back is the same command.
    assert run("restore", str(kept), "--force")[0] == 0
    assert LIGHTHOUSE in run("servers")[1]


def test_a_number_that_was_given_after_the_backup_is_given_to_nothing_else(
    run: Run, source: Path, tmp_path: Path
) -> None:
    """What people were told about a case by its number must not be said of another."""
    made = back_up(run, tmp_path)
    with contextlib.closing(sqlite3.connect(source)) as file, file:
        file.execute("INSERT INTO list_changes (revision, key) VALUES (5000, 'later')")
    assert run("restore", str(made), "--force")[0] == 0
    with contextlib.closing(sqlite3.connect(source)) as file, file:
        assert file.execute("SELECT 1 FROM list_changes WHERE key = 'later'").fetchone() is None
        file.execute("INSERT INTO list_changes (key) VALUES ('next')")
        assert file.execute("SELECT revision FROM list_changes WHERE key = 'next'").fetchone() == (5001,)


def broken(made: Path, how: str) -> None:
    if how == "not-there":
        made.unlink()
    elif how == "text":
        made.write_text("no database")
    elif how == "cut":
        made.write_bytes(made.read_bytes()[: made.stat().st_size // 2])
    else:
        with contextlib.closing(sqlite3.connect(made)) as file, file:
            file.execute(
                {
                    "newer": "INSERT INTO schema_migrations (version, name, checksum) VALUES (999, 'x', 'y')",
                }[how]
            )


@pytest.mark.parametrize(
    ("how", "key"),
    [
        ("not-there", "restore-no-file"),
        ("text", "backup-unreadable"),
        ("cut", "backup-unreadable"),
        ("newer", "database-newer"),
    ],
)
def test_a_backup_that_cannot_be_used_is_refused_before_anything_is_changed(
    run: Run, source: Path, tmp_path: Path, how: str, key: str
) -> None:
    made, before = back_up(run, tmp_path), held(source)
    broken(made, how)
    for more in ("--force", "--check"):
        status, _, err = run("restore", str(made), more)
        assert status == 2
        said(err, key)
    assert held(source) == before
    assert not list((tmp_path / "backups").glob("*before-restore*"))


def test_a_backup_in_a_closed_folder_is_a_sentence(run: Run, source: Path, tmp_path: Path) -> None:
    made, before = back_up(run, tmp_path), held(source)
    with closed(made.parent):
        status, _, err = run("restore", str(made), "--force")
    assert status == 2
    said(err, "backup-unreadable", path=str(made))
    assert held(source) == before


def test_another_key_is_said_before_anything_is_changed(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = back_up(run, tmp_path)
    monkeypatch.setenv("SECRET_KEY", base64.b64encode(b"k" * 32).decode())
    status, _, err = run("restore", str(made), database=url_of(tmp_path / "new.db"))
    assert status == 2
    said(err, "database-other-secret", path=str(made))
    assert not (tmp_path / "new.db").exists()


def test_a_damaged_database_is_kept_as_it_is_and_replaced(run: Run, source: Path, tmp_path: Path) -> None:
    before, made = held(source), back_up(run, tmp_path)
    source.write_bytes(b"\0" * 8192)
    status, _, err = run("restore", str(made))
    assert status == 2
    said(err, "restore-full")
    status, out, err = run("restore", str(made), "--force")
    assert status == 0, err
    (kept,) = (tmp_path / "backups").glob("*-damaged")
    said(out, "restore-kept", path=str(kept))
    assert kept.read_bytes() == b"\0" * 8192
    assert held(source) == before


def test_whoever_has_the_database_open_keeps_a_restore_away(run: Run, source: Path, tmp_path: Path) -> None:
    """Such as a bot that stands still: its lease ran out, and it would go on with what it remembers."""
    made = back_up(run, tmp_path)
    with contextlib.closing(sqlite3.connect(source)) as other:
        other.execute("PRAGMA journal_mode = WAL")
        other.execute("SELECT count(*) FROM servers").fetchone()
        status, _, err = run("restore", str(made), "--force")
        assert status == 2
        said(err, "restore-open", path=str(source))
    assert run("restore", str(made), "--force")[0] == 0


def test_whoever_is_connected_to_the_server_keeps_a_restore_away(
    run: Run, source: Path, empty: PostgresUrl, tmp_path: Path
) -> None:
    from db.engine.postgres.pool import alone

    made = back_up(run, tmp_path)
    assert run("restore", str(made), database=empty.url)[0] == 0

    async def connected() -> tuple[int, str, str]:
        stands_still = await alone(empty)
        try:
            return await asyncio.to_thread(run, "restore", str(made), "--force", database=empty.url)
        finally:
            await stands_still.close()

    status, _, err = asyncio.run(connected())
    assert status == 2
    said(err, "restore-connected", path=empty.shown)
    assert run("restore", str(made), "--force", database=empty.url)[0] == 0


def test_a_copy_of_files_is_a_backup_too(run: Run, source: Path, tmp_path: Path) -> None:
    """What an operator made with other tools: the file with its log, while nobody wrote."""
    with contextlib.closing(sqlite3.connect(source)) as file:
        file.execute("PRAGMA journal_mode = WAL")
        file.execute("PRAGMA wal_autocheckpoint = 0")
        file.execute("INSERT INTO list_changes (key) VALUES ('in the log')")
        file.commit()
        for ending in ("", "-wal"):
            shutil.copyfile(f"{source}{ending}", tmp_path / f"copy.db{ending}")
    assert run("restore", str(tmp_path / "copy.db"), database=url_of(tmp_path / "new.db"))[0] == 0
    assert any(b"in the log" in line for line in held(tmp_path / "new.db"))
