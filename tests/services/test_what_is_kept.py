"""Nothing is older than its promise: in the rows, in the file, in the write-ahead log, in the copies."""

import os
from datetime import datetime, timedelta

import pytest

from core.base.retention import KeptFor, Promise
from db.base.register import REGISTER
from db.base.stored import Personal
from db.engine.database import Database
from db.engine.sqlite.database import SqliteDatabase
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.given_retention import forget
from tests.services.lives import WORDS, Lives

_STANDING = {  # what has an end of another kind than time
    ("servers", "set_up_by_sealed"),
    ("own_entries", "added_by_sealed"),
    ("allows", "by_sealed"),
    ("member_choices", "member_key"),
    ("blurred_readers", "member_key"),
    ("member_languages", "member_key"),
    ("declined_offers", "member_key"),
    ("update_listeners", "member_key"),
    ("update_listeners", "member_sealed"),
    ("feeds", "added_key"),
}
_MOMENT = timedelta(milliseconds=1)


@pytest.fixture
async def lives(database: Database, vault: Vault, clock: StandingClock) -> Lives:
    made = Lives(database, vault, clock)
    await made.lead()
    return made


async def test_every_personal_column_is_tried(lives: Lives) -> None:
    tried = {(value.table, value.column) for value in await lives.personal()}
    assert tried == {(name, column) for name, table in REGISTER.items() for column in table.personal}


@pytest.mark.parametrize(
    "promise", [Promise.EVIDENCE, Promise.NAMES, Promise.ROWS, Promise.AUDIT_NAMES], ids=str
)
async def test_a_promise_is_kept_to_the_moment(lives: Lives, clock: StandingClock, promise: Promise) -> None:
    promised = [
        value
        for value in await lives.personal()
        if isinstance(value.end, Personal) and value.end.promise is promise
    ]
    assert promised
    began = clock()
    await forget(lives.database, began + KeptFor().of(promise) - _MOMENT)
    standing = await lives.personal()
    assert [value for value in promised if value not in standing] == []
    await forget(lives.database, began + KeptFor().of(promise))
    standing, raw = await lives.personal(), await lives.raw()
    assert [value for value in promised if value in standing] == []
    assert [value for value in promised if len(value.kept) > 8 and value.kept in raw] == []


async def test_a_removed_text_is_kept_for_a_week(lives: Lives, clock: StandingClock) -> None:
    texts = [
        value
        for value in await lives.personal()
        if (value.table, value.column) == ("detections", "text_sealed")
    ]
    assert texts
    await forget(lives.database, clock() + timedelta(days=7) - _MOMENT)
    assert [text for text in texts if text not in await lives.personal()] == []
    await forget(lives.database, clock() + timedelta(days=7))
    raw = await lives.raw()
    assert [text for text in texts if text in await lives.personal() or text.kept in raw] == []


async def test_far_ahead_nothing_of_anybody_is_left(lives: Lives, clock: StandingClock) -> None:
    was = await lives.personal()
    if isinstance(lives.database, SqliteDatabase):
        copy = lives.database.path.with_name("rowan.db.before-0009")
        await lives.database.copy_to(copy)
        made_at(copy, clock())
    await forget(lives.database, clock() + timedelta(days=10 * 365))
    left = await lives.personal()
    assert {(value.table, value.column) for value in left} == _STANDING
    raw = await lives.raw()
    gone = [value for value in was if value not in left]
    assert [value for value in gone if value.kept in raw] == []
    assert WORDS.encode() not in raw
    for name, table in REGISTER.items():
        if table.ends and not table.kept:
            rows = await lives.database.read.all(f"SELECT * FROM {name}")  # noqa: S608  # of the register
            assert len(rows) <= len(_MAY_STAY.get(name, [])), (name, [dict(row) for row in rows])


_MAY_STAY = {
    "detections": ["the newest, so that its number is not given again"],
    "list_changes": ["the newest hundred thousand"] * 100,
    "own_entries": ["what stands", "the scanned server's"],
    "allows": ["what stands"],
}


def made_at(path: os.PathLike[str], moment: datetime) -> None:
    os.utime(path, (moment.timestamp(), moment.timestamp()))


@pytest.mark.sqlite
async def test_a_copy_is_kept_for_two_weeks_and_nothing_else_is_touched(
    database: Database, clock: StandingClock
) -> None:
    names = ("rowan.db.before-0009", "rowan.db.before-2", "other.db.before-0009", "rowan.db.before-0009.mine")
    files = [database.path.with_name(name) for name in names]
    for file in files:
        file.write_text("x")
        made_at(file, clock())
    await forget(database, clock() + timedelta(days=14) - _MOMENT)
    assert all(file.exists() for file in files)
    await forget(database, clock() + timedelta(days=14))
    assert [file.exists() for file in files] == [False, True, True, True]


async def test_a_second_look_finds_nothing(lives: Lives, clock: StandingClock) -> None:
    for days in (0, 1, 7, 14, 30, 90, 120, 400, 500, 730, 1000, 4000):
        await forget(lives.database, clock() + timedelta(days=days))
        assert await forget(lives.database, clock() + timedelta(days=days)) == 0
