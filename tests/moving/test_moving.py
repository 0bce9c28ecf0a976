"""`bot.py move`: from SQLite to PostgreSQL and back, whatever comes in between."""

import asyncio
import contextlib
import sqlite3
from pathlib import Path

import asyncpg
import pytest

from db.engine.database import DatabaseFault
from db.engine.moving import reading
from db.engine.postgres.url import PostgresUrl
from db.engine.vault import Vault
from tests.conftest import SECRET
from tests.moving.driver import Killed, Run, dies_after, export, move_of, url_of
from tests.moving.own_server import GuardedServer
from tests.wording import said


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


def test_a_server_that_goes_away_in_the_middle_is_a_sentence_and_the_move_goes_on_later(
    source: Path, tmp_path: Path, own_server: GuardedServer, monkeypatch: pytest.MonkeyPatch
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
