"""Backups of either database: what they hold, who waits for them, and when they go."""

import asyncio
import base64
import contextlib
import os
import sqlite3
import stat
import threading
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from db.engine.backups.files import BackupFiles
from db.engine.sqlite import backing_up
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
from tests.moving.backing_up import back_up, held
from tests.moving.driver import LIGHTHOUSE, Run, closed, filled, url_of
from tests.wording import said


def test_a_backup_holds_everything_and_is_its_owners_alone(run: Run, source: Path, tmp_path: Path) -> None:
    before = held(source)
    made = back_up(run, tmp_path)
    assert held(made) == before
    assert stat.S_IMODE(made.stat().st_mode) == 0o600
    assert [path.name for path in made.parent.iterdir()] == [made.name], "nothing lies beside it"


def test_a_backup_by_another_key_is_not_made(run: Run, source: Path, tmp_path: Path, monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", base64.b64encode(b"k" * 32).decode())
    status, _, err = run("backup")
    assert status == 2
    said(err, "database-other-secret", path=str(source))
    assert not list((tmp_path / "backups").glob("*"))


def test_a_backup_of_an_older_version_is_brought_up_to_date(run: Run, source: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.db"

    async def make() -> None:
        opened = await SqliteDatabase.open(old)
        await migrate(opened, load_migrations()[:-3])
        await opened.close()

    asyncio.run(make())
    with contextlib.closing(sqlite3.connect(old)) as file, file:
        file.execute("INSERT INTO servers (id, pseudonym) VALUES (123456789012345678, 'x')")
    before = old.read_bytes()
    # It can be backed up as it is, by the program that would migrate it: that is what one does before an upgrade.
    made = back_up(run, tmp_path, url_of(old))
    with contextlib.closing(sqlite3.connect(made)) as file:
        assert file.execute("SELECT max(version) FROM schema_migrations").fetchone() == (
            len(load_migrations()) - 3,
        )
    status, out, err = run("restore", str(made), database=url_of(tmp_path / "new.db"))
    assert status == 0, err
    said(out, "restore-migrated", count=3)
    assert LIGHTHOUSE in run("servers", database=url_of(tmp_path / "new.db"))[1]
    assert old.read_bytes() == before
    assert sorted(path.name for path in (tmp_path / "backups").iterdir()) == [made.name]


def test_nothing_is_ever_overwritten(run: Run, source: Path, tmp_path: Path) -> None:
    named = tmp_path / "mine.db"
    assert run("backup", str(named))[0] == 0
    before = named.read_bytes()
    status, _, err = run("backup", str(named))
    assert status == 2
    said(err, "backup-there", path=str(named))
    assert named.read_bytes() == before
    assert run("backup", str(source))[0] == 2
    for _ in range(2):  # in the same second, too
        assert (
            run("backup", str(tmp_path / "backups") if (tmp_path / "backups").exists() else str(tmp_path))[0]
            == 0
        )
    assert len(list(tmp_path.glob("**/rowan-*.backup"))) == 2


def test_a_file_in_a_place_that_is_no_folder_is_a_sentence(run: Run, source: Path, tmp_path: Path) -> None:
    status, _, err = run("backup", str(source / "there" / "x.backup"))
    assert status == 2
    said(err, "backup-cannot-write")


def test_a_folder_that_is_closed_or_not_there_is_a_sentence(run: Run, source: Path, tmp_path: Path) -> None:
    shut = tmp_path / "shut"
    shut.mkdir()
    with closed(shut):
        status, _, err = run("backup", str(shut / "x.backup"))
    assert status == 2
    said(err, "backup-cannot-write", path=str(shut))
    # The disk that is to be mounted there is not: a file of that name would hide it.
    status, _, err = run("backup", f"{tmp_path / 'disk'}/")
    assert status == 2
    said(err, "backup-cannot-write")
    assert not (tmp_path / "disk").exists()


def test_a_folder_of_backups_that_is_a_file_is_a_sentence(run: Run, source: Path, tmp_path: Path) -> None:
    (tmp_path / "backups").write_bytes(b"mine")
    status, _, err = run("backup")
    assert status == 2
    said(err, "backup-cannot-write")
    assert (tmp_path / "backups").read_bytes() == b"mine"


@pytest.mark.skipif(os.geteuid() != 0, reason="only root makes files for others")
def test_what_root_makes_belongs_to_whoever_the_folder_belongs_to(
    run: Run, source: Path, tmp_path: Path
) -> None:
    """An operator who types it as root must not leave files that the bot cannot open."""
    data, somebody = tmp_path / "data", (4321, 4322)
    data.mkdir()
    os.chown(data, *somebody)
    made, new = data / "backups" / "deep" / "x.backup", data / "rowan.db"
    assert run("backup", str(made))[0] == 0
    status, _, err = run("restore", str(made), database=url_of(new))
    assert status == 0, err
    new.write_bytes(b"no database any more" * 500)
    os.chown(new, *somebody)
    status, _, err = run("restore", str(made), "--force", database=url_of(new))
    assert status == 0, err
    for path in (made.parent.parent, made.parent, made, new):
        assert (path.stat().st_uid, path.stat().st_gid) == somebody, path
        assert not path.stat().st_mode & 0o077


def test_the_newest_is_none_that_a_wrong_clock_dated(tmp_path: Path) -> None:
    now = datetime(2026, 3, 1, 12, tzinfo=UTC)
    (tmp_path / "rowan-20270301T120000Z.backup").write_bytes(b"")
    assert BackupFiles(tmp_path).newest(now) is None
    (tmp_path / "rowan-20260301T110000Z.backup").write_bytes(b"")
    assert BackupFiles(tmp_path).newest(now) == now - timedelta(hours=1)


def test_old_ones_go_and_nothing_else(run: Run, source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "backups"
    folder.mkdir()
    old, young = (f"rowan-{datetime.now(UTC) - timedelta(days=days):%Y%m%dT%H%M%SZ}" for days in (15, 13))
    for name in (f"{old}.backup", f"{old}-before-restore.backup", f"{young}.backup", "mine.db", f"{old}.txt"):
        (folder / name).write_bytes(b"")
    abandoned, under_way = folder / ".rowan-1-1.partial", folder / ".rowan-2-2.partial"
    for path in (abandoned, under_way):
        path.write_bytes(b"")
    os.utime(abandoned, (time.time() - 7200, time.time() - 7200))
    status, out, _ = run("backup")
    assert status == 0
    said(out, "backup-old-deleted", days=14)
    left = {path.name for path in folder.iterdir()}
    assert {f"{young}.backup", "mine.db", f"{old}.txt", under_way.name} < left
    assert len(left) == 5
    assert BackupFiles(folder).newest(datetime.now(UTC)) is not None


def test_whoever_writes_meanwhile_is_not_kept_waiting_and_cannot_starve_it(
    source: Path, migrated_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with contextlib.closing(sqlite3.connect(source)) as file, file:
        file.execute("PRAGMA journal_mode = WAL")
        file.executemany(
            "INSERT INTO list_changes (key) VALUES (?)", ((f"{number}.example",) for number in range(20_000))
        )
    monkeypatch.setattr(backing_up, "_PAGES", 5)  # many steps
    ended, written, refused = threading.Event(), [0], list[Exception]()

    def write() -> None:
        with contextlib.closing(sqlite3.connect(source, isolation_level=None, timeout=0)) as writing:
            while not ended.is_set():
                try:
                    writing.execute("INSERT INTO list_changes (key) VALUES ('meanwhile')")
                except sqlite3.OperationalError as error:  # it would have had to wait
                    refused.append(error)
                written[0] += 1

    thread = threading.Thread(target=write)
    thread.start()
    try:
        while not written[0]:
            time.sleep(0)
        begun = written[0]
        backing_up.copy(source, tmp_path / "copy.db")
        assert written[0] > begun, "somebody wrote while it was made"
    finally:
        ended.set()
        thread.join()
    assert not refused
    with contextlib.closing(sqlite3.connect(tmp_path / "copy.db")) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        (rows,) = file.execute("SELECT count(*) FROM list_changes WHERE key = 'meanwhile'").fetchone()
    assert rows < written[0]


def test_a_database_that_was_moved_away_is_not_backed_up_by_mistake(
    run: Run, source: Path, tmp_path: Path, migrated_file: Path
) -> None:
    assert run("move", "--to", url_of(tmp_path / "new.db"))[0] == 0
    status, _, err = run("backup")
    assert status == 2
    said(err, "database-moved-away")
    # Nor is it written over.
    other = filled(tmp_path / "other.db", migrated_file)
    status, _, err = run("restore", str(other), "--force")
    assert status == 2
    said(err, "database-moved-away")
