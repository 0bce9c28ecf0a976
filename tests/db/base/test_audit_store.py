"""Table `audit`: append-only, save that whoever acted is forgotten, and that lines go when their time is over."""

import sqlite3
from datetime import timedelta
from pathlib import Path

import pytest

from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from db.engine.database import Database
from db.engine.migrate import load_migrations, migrate
from db.engine.vault import Vault
from tests.conftest import StandingClock
from tests.given_retention import forget
from tests.kept import audit
from tests.stores import Committing

_TWO_YEARS, _MOMENT = timedelta(days=730), timedelta(milliseconds=1)


@pytest.fixture
async def audited(database: Database, vault: Vault, clock: StandingClock) -> Database:
    for server in (1, 2):
        await Committing(database, vault).audit.note(
            ServerId(server), UserId(7), "setup", "server/1", clock(), before="a", after="b"
        )
    return database


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE audit SET id = 9 WHERE id = 1",
        "UPDATE audit SET server_id = 9",
        "UPDATE audit SET actor_sealed = x'00'",
        "UPDATE audit SET action = 'x'",
        "UPDATE audit SET subject = 'x'",
        "UPDATE audit SET before = ''",
        "UPDATE audit SET after = ''",
        "UPDATE audit SET at = 0",
        "UPDATE audit SET actor_sealed = NULL, after = ''",
        "DELETE FROM audit",
        "REPLACE INTO audit (id, server_id, action, subject, at) VALUES (1, 1, 'x', 'x', 1)",
    ],
)
async def test_nothing_of_it_can_be_changed(audited: Database, change: str) -> None:
    before = await audited.read.all("SELECT * FROM audit")
    with pytest.raises(sqlite3.IntegrityError):
        async with audited.bulk() as tx:
            await tx.run("PRAGMA recursive_triggers = ON")
            await tx.run(change)
    assert [tuple(row) for row in await audited.read.all("SELECT * FROM audit")] == [
        tuple(row) for row in before
    ]


async def test_who_goes_first_then_the_line(audited: Database, vault: Vault, clock: StandingClock) -> None:
    began = clock()
    assert await forget(audited, began + timedelta(days=90) - _MOMENT) == 0
    assert await forget(audited, began + timedelta(days=90)) == 2
    assert [(line.actor, line.after) for line in await audit(audited, vault)] == [(None, "b")] * 2
    assert await forget(audited, began + _TWO_YEARS - _MOMENT) == 0
    assert await forget(audited, began + _TWO_YEARS) == 2
    assert await audit(audited, vault) == []


async def test_where_an_end_was_let_go_newer_lines_stay(
    audited: Database, vault: Vault, clock: StandingClock
) -> None:
    await forget(audited, clock() + _TWO_YEARS)
    clock.forward(seconds=1)
    await Committing(audited, vault).audit.note(ServerId(1), None, "setup", "server/1", clock())
    with pytest.raises(sqlite3.IntegrityError):
        async with audited.bulk() as tx:
            await tx.run("DELETE FROM audit")


async def test_what_one_server_lets_go_is_no_other_servers(audited: Database, clock: StandingClock) -> None:
    async with audited.bulk() as tx:
        await tx.run("INSERT INTO audit_ends (server_id, until) VALUES (1, $1)", to_ms(clock()))
        assert await tx.run("DELETE FROM audit WHERE server_id = 1") == 1
    with pytest.raises(sqlite3.IntegrityError):
        async with audited.bulk() as tx:
            await tx.run("DELETE FROM audit")


async def test_notes_that_stood_in_clear_are_taken_out_by_the_migration(database_path: Path) -> None:
    steps = load_migrations()
    before = next(number for number, step in enumerate(steps) if step.name == "what_is_kept")
    opened = await Database.open(database_path)
    try:
        await migrate(opened, steps[:before])
        lines = {
            "detection-dismissed": "dismissed no_violation she asked me to",
            "detection-undone": "undone rule",
            "case-dismiss": "no_violation",
        }
        async with opened.bulk() as tx:
            for action, after in lines.items():
                await tx.run(
                    "INSERT INTO audit (server_id, action, subject, after, at) VALUES (1, $1, 'x', $2, 0)",
                    action,
                    after,
                )
        await migrate(opened, steps)
        found = {row["action"]: row["after"] for row in await opened.read.all("SELECT * FROM audit")}
        assert found == {**lines, "detection-dismissed": "dismissed no_violation"}
        await opened.forget_deleted()
        assert b"she asked" not in database_path.read_bytes()
    finally:
        await opened.close()
