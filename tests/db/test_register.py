"""Every column that is stored stands in the register with its end, and every end that stands there is kept by a chore."""

import contextlib
import sqlite3
from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import pytest

from core.base.retention import KEPT_SETTINGS, KeptFor, Promise
from core.reports.stats import PERIODS
from db.base.register import REGISTER
from db.base.stored import Personal, PersonalWhile, Table
from db.engine.database import Database
from db.engine.dialect import POSTGRES
from db.engine.keys.sealed_columns import SEALED
from db.engine.sqlite.statements import named
from services.base.outbox import Kind
from wiring.forgotten import EMPTYING, chores

CHORES = chores(KeptFor())


async def schema(database: Database) -> dict[str, set[str]]:
    columns = (
        "SELECT table_name AS name, column_name AS column FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND is_generated = 'NEVER' AND table_name NOT IN ('turn_to_write', 'confirmations', 'current_stances')"
        if database.dialect is POSTGRES
        else "SELECT m.name AS name, c.name AS column FROM sqlite_master m, pragma_table_info(m.name) c "
        "WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite_%'"
    )
    rows = await database.read.all(columns)
    found: dict[str, set[str]] = {}
    for row in rows:
        found.setdefault(row["name"], set()).add(row["column"])
    return found


async def test_the_register_names_each_column_of_each_table(database: Database) -> None:
    assert await schema(database) == {name: set(table.columns) for name, table in REGISTER.items()}


_SEALED_ELSEWHERE = {("secret_in_use", "lookups_sealed"), ("secret_in_use", "next_lookups_sealed")}


def test_every_sealed_column_can_be_sealed_anew() -> None:
    """What stands in no list would be lost with the old secret."""
    sealed = {
        (name, column)
        for name, table in REGISTER.items()
        for column in table.columns
        if column.endswith("_sealed") or column == "sealed"
    }
    assert {
        (name, column) for name, table in SEALED.items() for column in table.places
    } == sealed - _SEALED_ELSEWHERE


_OF_NOBODY = {
    ("detections", "text_key"),  # of a text
    ("place_posts", "place_key"),  # of a place
    ("brigades", "place_key"),
    # Of a link: whoever posted it stands beside it while it is asked about, and nobody afterwards.
    *(("short_links", column) for column in ("link_key", "link_sealed", "way_sealed")),
    ("short_posts", "link_key"),
    ("secret_in_use", "lookups_sealed"),  # the key that hashes are made with
    ("secret_in_use", "next_lookups_sealed"),
}


def test_what_is_sealed_or_a_keyed_hash_is_personal() -> None:
    for name, table in REGISTER.items():
        for column in table.rest.split():
            assert not column.endswith(("_sealed", "_key")) or (name, column) in _OF_NOBODY


@pytest.mark.parametrize("name", REGISTER)
def test_every_table_has_an_end_or_a_reason(name: str) -> None:
    table = REGISTER[name]
    assert table.ends or table.kept
    for chore, promise in table.ends.items():
        assert CHORES[chore].promise is promise
        assert any(deletes(step, name) for step in CHORES[chore].steps)


def deletes(step: str, table: str) -> bool:
    return step.split()[:3] == ["DELETE", "FROM", table]


def personal(table: Table) -> list[tuple[str, Personal | PersonalWhile]]:
    return list(table.personal.items())


@pytest.mark.parametrize("name", [name for name, table in REGISTER.items() if table.personal])
def test_every_personal_column_is_emptied_by_the_chores_that_are_named(name: str) -> None:
    for column, end in personal(REGISTER[name]):
        for chore in end.chores:
            steps = CHORES[chore].steps
            assert any(f"{column} = NULL" in step or deletes(step, name) for step in steps), (column, chore)
        if isinstance(end, Personal):
            assert end.promise in {CHORES[chore].promise for chore in end.chores}
            assert {CHORES[chore].promise for chore in end.chores} <= {end.promise, Promise.STAMPED}


def test_no_chore_is_missing_in_the_register() -> None:
    ends = chain.from_iterable(table.ends for table in REGISTER.values())
    of_columns = chain.from_iterable(end.chores for table in REGISTER.values() for _, end in personal(table))
    assert set(ends) | set(of_columns) == CHORES.keys()


def test_what_is_posted_is_deleted_by_its_age_or_with_what_it_shows() -> None:
    by_age = {Kind(chore.removeprefix("outbox/")) for chore in CHORES if chore.startswith("outbox/")}
    everything = [step for chore in (*CHORES.values(), *EMPTYING) for step in chore.steps]
    with_subject = {
        kind for kind in Kind if any(deletes(step, "outbox") and f"'{kind}'" in step for step in everything)
    }
    assert by_age | with_subject == set(Kind)


async def test_all_that_is_a_servers_is_emptied_when_it_is_left(database: Database) -> None:
    emptied = {
        step.split()[2] for chore in EMPTYING for step in chore.steps if step.startswith("DELETE FROM ")
    }
    of_servers = {name for name, columns in (await schema(database)).items() if "server_id" in columns}
    # Of stances the server is taken away; the behind of an invite is no server of Rowan's; the last two go at the end.
    assert of_servers - emptied == {"stances", "invites", "server_changes", "audit_ends"}


def test_rows_are_kept_for_longer_than_stats_look_back() -> None:
    (least,) = (low for _, promise, low, _ in KEPT_SETTINGS if promise == "rows")
    assert least > max(PERIODS)


@pytest.fixture(scope="module")
def asked(migrated_file: Path) -> Iterator[sqlite3.Connection]:
    """SQLite, which says how it would answer; nothing is run."""
    with contextlib.closing(sqlite3.connect(migrated_file)) as connection:
        yield connection


@pytest.mark.parametrize("name", [chore.name for chore in (*CHORES.values(), *EMPTYING)])
def test_nothing_scans_a_table_to_find_what_is_over(asked: sqlite3.Connection, name: str) -> None:
    chore = {**CHORES, **{each.name: each for each in EMPTYING}}[name]
    small = {"leases", "servers"}
    for statement in (chore.find, *chore.steps, *filter(None, [chore.first, chore.again])):
        plan = asked.execute(f"EXPLAIN QUERY PLAN {statement}", named((1,) * 6))
        details = [detail for *_, detail in plan]
        scans = [
            detail for detail in details
            if detail.startswith("SCAN") and detail.split()[1] not in small and " USING " not in detail
            and "CONSTANT ROW" not in detail
        ]  # fmt: skip
        assert not scans, (statement, details)
        if statement == chore.find:
            assert not [detail for detail in details if "TEMP B-TREE" in detail], details
