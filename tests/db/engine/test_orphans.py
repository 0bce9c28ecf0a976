"""Rows of an old version that refer to a row which does not exist: the upgrade goes on, and loses nothing of them."""

import contextlib
import json
import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from db.engine.place import SetAside
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate, set_aside_by
from db.engine.steps import load_migrations
from tests.db.filling import fill

BEFORE = 8
_MISSING = 7777
# For each: what an old version could leave behind, where it did not follow references.
BREAKING = {
    "a list entry of a server without a row": f"UPDATE own_entries SET server_id = {_MISSING} WHERE id = 1",
    "a rule of a server without a row": f"UPDATE policy_rules SET server_id = {_MISSING} WHERE category = 'scam'",
    "a case of a server without a row": f"UPDATE cases SET server_id = {_MISSING} WHERE id = 2",
    "a report of a case that is gone": f"UPDATE reports SET case_id = {_MISSING} WHERE id = 1",
    "a case that follows one that is gone": f"UPDATE cases SET follows_case_id = {_MISSING} WHERE id = 2",
    "a link of a case that is gone": f"UPDATE case_links SET case_id = {_MISSING} WHERE position = 0 AND case_id = 1",
    "a stance on an entry that is gone": f"UPDATE stances SET entry_id = {_MISSING} WHERE id = 1",
    "an update of a campaign that is gone": f"UPDATE campaign_updates SET campaign_id = {_MISSING} WHERE id = 1",
}


async def upgraded(path: Path, *changes: str) -> Sequence[SetAside]:
    """A file at the old schema with every row and these changes, brought up to date."""
    steps = load_migrations()
    database = await SqliteDatabase.open(path)
    await migrate(database, steps[:BEFORE])
    await database.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        fill(connection)
        connection.execute("PRAGMA foreign_keys = OFF")
        for change in changes:
            assert connection.execute(change).rowcount > 0
        connection.commit()
        assert connection.execute("PRAGMA foreign_key_check").fetchall() != [] or not changes
    database = await SqliteDatabase.open(path)
    done = await migrate(database, steps)
    assert done == steps[BEFORE:]
    told = await set_aside_by(database, done)
    await database.close()
    return told


@contextlib.contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        yield connection


@pytest.mark.parametrize("what", BREAKING)
async def test_the_upgrade_goes_on(tmp_path: Path, what: str) -> None:
    path = tmp_path / "old.db"
    await upgraded(path, BREAKING[what])
    with looking(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


async def test_all_of_it_at_once(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    await upgraded(path, *BREAKING.values())
    with looking(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []


async def test_a_server_that_is_named_gets_its_row_and_keeps_its_list(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    assert await upgraded(path, BREAKING["a list entry of a server without a row"]) == []
    with looking(path) as connection:
        assert connection.execute("SELECT server_id FROM own_entries WHERE id = 1").fetchone()[0] == _MISSING
        (server,) = connection.execute("SELECT pseudonym FROM servers WHERE id = ?", (_MISSING,))
        assert server["pseudonym"].startswith("server-")


async def test_a_reference_that_may_be_empty_is_emptied_and_the_case_stays(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    told = await upgraded(path, BREAKING["a case that follows one that is gone"])
    assert told == [SetAside("cases", "cases", 1, ("id=2",))]
    with looking(path) as connection:
        assert connection.execute("SELECT follows_case_id FROM cases WHERE id = 2").fetchone()[0] is None
        (kept,) = connection.execute("SELECT * FROM set_aside_rows")
        assert kept["emptied"] == 1
        assert json.loads(kept["row"])["follows_case_id"] == _MISSING


async def test_a_row_that_cannot_stay_is_set_aside_whole_with_what_hangs_on_it(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    told = await upgraded(path, BREAKING["a report of a case that is gone"])
    assert ("reports", "cases", 1, ("id=1",)) in [(s.source, s.parent, s.count, s.rows) for s in told]
    assert {each.source for each in told} >= {"reports", "relay_messages"}  # its questions named the report
    with looking(path) as connection:
        (kept,) = connection.execute("SELECT * FROM set_aside_rows WHERE source = 'reports'")
        row = json.loads(kept["row"])
        assert (row["id"], row["case_id"], row["pseudonym"]) == (1, _MISSING, row["pseudonym"])
        assert bytes.fromhex(row["reporter_sealed"]["hex"])
        assert connection.execute("SELECT 1 FROM reports WHERE id = 1").fetchone() is None


async def test_a_database_in_which_nothing_is_wrong_is_told_nothing_of(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    assert await upgraded(path) == []
