"""Table `audit`: append-only, save that whoever acted is forgotten, and that lines go when their time is over."""

from datetime import timedelta
from pathlib import Path

import pytest

from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from db.engine.database import Database, RuleBroken
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import load_migrations
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
            ServerId(server),
            UserId(7),
            "setup",
            "server/1",
            clock(),
            before="a",
            after="b",
            reason="she asked me to",
        )
    return database


@pytest.mark.sqlite
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
        "UPDATE audit SET actor_sealed = NULL",
        "UPDATE audit SET reason_sealed = NULL",
        "UPDATE audit SET actor_sealed = NULL, reason_sealed = NULL, after = ''",
        "UPDATE OR REPLACE audit SET id = 2 WHERE id = 1",
        "UPDATE OR REPLACE audit SET rowid = 2 WHERE id = 1",
        "UPDATE OR IGNORE audit SET after = 'x'",
        "DELETE FROM audit",
        "REPLACE INTO audit (id, server_id, action, subject, at) VALUES (1, 1, 'x', 'x', 1)",
        "REPLACE INTO audit (rowid, server_id, action, subject, at) VALUES (2, 1, 'x', 'x', 1)",
        "INSERT OR REPLACE INTO audit (id, server_id, action, subject, at) SELECT id, 1, 'x', 'x', 1 FROM audit",
        "INSERT OR IGNORE INTO audit (id, server_id, action, subject, at) VALUES (1, 1, 'x', 'x', 1)",
        "INSERT INTO audit (id, server_id, action, subject, at) VALUES (1, 1, 'x', 'x', 1) ON CONFLICT DO NOTHING",
        "INSERT INTO audit (id, server_id, action, subject, at) VALUES (-1, 1, 'x', 'x', 1)",
        "INSERT INTO audit (id, server_id, action, subject, at) VALUES (0, 1, 'x', 'x', 1)",
    ],
)
@pytest.mark.parametrize("recursive", ["ON", "OFF"])
async def test_nothing_of_it_can_be_changed(audited: Database, change: str, recursive: str) -> None:
    before = await audited.read.all("SELECT * FROM audit")
    with pytest.raises(RuleBroken):
        async with audited.bulk() as tx:
            await tx.run(f"PRAGMA recursive_triggers = {recursive}")
            await tx.run(change)
    assert [tuple(row) for row in await audited.read.all("SELECT * FROM audit")] == [
        tuple(row) for row in before
    ]


async def test_a_line_can_be_written_after_the_newest_alone(audited: Database) -> None:
    line = "INSERT INTO audit (id, server_id, action, subject, at) VALUES ($1, 1, 'x', 'x', 1)"
    async with audited.bulk() as tx:
        await tx.run(line, 9)
    with pytest.raises(RuleBroken):
        async with audited.bulk() as tx:
            await tx.run(line, 5)


async def test_reasons_are_sealed(
    audited: Database, vault: Vault, clock: StandingClock, database_path: Path
) -> None:
    assert [line.reason for line in await audit(audited, vault)] == ["she asked me to"] * 2
    assert not any(b"she asked" in file.read_bytes() for file in database_path.parent.glob("rowan.db*"))
    await Committing(audited, vault).audit.note(
        ServerId(1), None, "setup", "server/1", clock(), reason="by nobody"
    )
    assert await forget(audited, clock() + timedelta(days=90)) == 3
    assert {line.reason for line in await audit(audited, vault)} == {""}


async def test_who_goes_first_then_the_line(audited: Database, vault: Vault, clock: StandingClock) -> None:
    began = clock()
    assert await forget(audited, began + timedelta(days=90) - _MOMENT) == 0
    assert await forget(audited, began + timedelta(days=90)) == 2
    lines = await audit(audited, vault)
    assert [(line.actor, line.after, line.reason) for line in lines] == [(None, "b", "")] * 2
    assert await forget(audited, began + _TWO_YEARS - _MOMENT) == 0
    assert await forget(audited, began + _TWO_YEARS) == 2
    assert await audit(audited, vault) == []


async def test_where_an_end_was_let_go_newer_lines_stay(
    audited: Database, vault: Vault, clock: StandingClock
) -> None:
    await forget(audited, clock() + _TWO_YEARS)
    clock.forward(seconds=1)
    await Committing(audited, vault).audit.note(ServerId(1), None, "setup", "server/1", clock())
    with pytest.raises(RuleBroken):
        async with audited.bulk() as tx:
            await tx.run("DELETE FROM audit")


async def test_what_one_server_lets_go_is_no_other_servers(audited: Database, clock: StandingClock) -> None:
    async with audited.bulk() as tx:
        await tx.run("INSERT INTO audit_ends (server_id, until) VALUES (1, $1)", to_ms(clock()))
        assert await tx.run("DELETE FROM audit WHERE server_id = 1") == 1
    with pytest.raises(RuleBroken):
        async with audited.bulk() as tx:
            await tx.run("DELETE FROM audit")


async def test_notes_that_stood_in_clear_are_taken_out_by_the_migration(database_path: Path) -> None:
    steps = load_migrations()
    before = next(number for number, step in enumerate(steps) if step.name == "what_is_kept")
    opened = await SqliteDatabase.open(database_path)
    try:
        await migrate(opened, steps[:before])
        reasoned = ("list-remove", "list-allow", "list-unallow", "list-show", "stance-confirm", "stance-none")
        lines = {
            "detection-dismissed": "dismissed no_violation she asked me to",
            "detection-undone": "undone rule",
            "case-dismiss": "no_violation",
            "list-add": "doxxing",
            **dict.fromkeys(reasoned, "she asked me to"),
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
        cut = dict.fromkeys(reasoned, "")
        assert found == {**lines, "detection-dismissed": "dismissed no_violation", **cut}
        await opened.forget_deleted()
        assert b"she asked" not in database_path.read_bytes()
    finally:
        await opened.close()
