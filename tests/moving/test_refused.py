"""What is not moved, what no bot works on meanwhile, and that no password is said."""

import asyncio
import contextlib
import shutil
import sqlite3
from pathlib import Path

import pytest

from db.engine.moving import mover
from db.engine.postgres.url import PostgresUrl
from tests.moving.driver import LIGHTHOUSE, Killed, Run, dies_after, export, filled, move_of, url_of
from tests.moving.own_server import GuardedServer
from tests.wording import said


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


def test_nobody_works_on_either_while_a_move_did_not_end(
    run: Run, source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = tmp_path / "new.db"
    with monkeypatch.context() as dying:
        dies_after(dying, 60, when="after", shown=str(new))
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
    run: Run, source: Path, own_server: GuardedServer
) -> None:
    target = own_server.database("wrong")
    status, out, err = run("move", "--to", own_server.url("wrong", "hunter2").url)
    assert status == 2
    said(err, "database-denied", path=target.shown)
    assert "hunter2" not in out + err
    assert run("servers")[0] == 0
    assert source.exists()
