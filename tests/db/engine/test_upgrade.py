"""Upgrading a database that holds a row of every kind: nothing is lost, nothing makes it fail, keys and checks hold."""

import contextlib
import sqlite3
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path

import pytest

from core.base.categories import Category
from core.campaigns.versions import UpdateKind
from core.lists.holds import HoldReason
from core.lists.patterns import PatternKind
from core.lists.shared_standing import SharedState
from core.reports.cases import CaseOutcome
from core.scanning.detections import DismissReason, Outcome, Returned, Settled, Timeout
from core.servers.policy import Action, ChannelMode, Preset, Tier
from db.engine.database import DatabaseFault, RuleBroken
from db.engine.sqlite.database import SqliteDatabase
from db.engine.sqlite.migrate import migrate
from db.engine.steps import Migration, load_migrations
from services.base.outbox import ChannelProblem, Kind
from services.lists.shared_list.notices import About
from services.reports.mutes import MuteReason
from tests.db.every_row import ENDED, EVERY_ROW
from tests.db.filling import fill

BEFORE = 8  # the schema in which tables had few checks
# What no released version wrote, and what the rules of that schema let stand.
STRANGE = (
    "UPDATE servers SET preset = 'odd', review_problem = 'odd', digest = 7 WHERE id = 2",
    "UPDATE policy_rules SET action = 'odd' WHERE category = 'scam'",
    "INSERT INTO policy_channels (server_id, channel_id, mode) VALUES (1, 99, 'odd')",
    "UPDATE own_entries SET kind = 'odd', category = 'odd', case_id = 77",
    "UPDATE allows SET kind = 'odd'",
    "UPDATE shared_entries SET kind = 'odd', category = 'odd'",
    (
        "UPDATE detections SET tier = 'odd', category = 'odd', action = 'odd', outcome = 'odd', timeout = 'odd', "
        "settled = 'odd', returned = 'odd', author_is_member = 7, case_id = 77 WHERE id = 1"
    ),
    (
        "UPDATE cases SET category = 'odd', outcome = 'odd', outcome_reason = 'odd', quiet = 7, related_case_id = 77, "
        "alert_case_id = 77, reminder_case_id = 77, managers_case_id = 77, stance_id = 77 WHERE id = 2"
    ),
    "UPDATE alerts SET case_id = 77",
    "UPDATE report_drafts SET server_id = 88 WHERE token = 't'",
    "UPDATE report_drafts SET report_case_id = 77 WHERE token = 'u'",
    "UPDATE reports SET category = 'odd', server_id = 88 WHERE id = 1",
    "UPDATE reporter_mutes SET reason = 'odd', server_id = 88",
    "UPDATE member_choices SET notices = 7, server_id = 88",
    "UPDATE relay_messages SET server_id = 88",
    "UPDATE update_versions SET kind = 'odd'",
    "UPDATE follows SET approve = 7",
    "UPDATE deliveries SET approve = 7, problem = 'odd'",
    "UPDATE outbox SET kind = 'odd', server_id = 88 WHERE id = 1",
)


async def upgraded(path: Path, *changes: str) -> None:
    """Make the file at the old schema with every row and these changes, and bring it up to date."""
    steps = load_migrations()
    database = await SqliteDatabase.open(path)
    await migrate(database, steps[:BEFORE])
    await database.close()
    with contextlib.closing(sqlite3.connect(path)) as connection:
        fill(connection)
        connection.execute("DELETE FROM outbox WHERE id = 2")
        connection.execute(
            "INSERT INTO outbox (id, kind, subject_id, server_id, nonce, state, due_at) "
            "VALUES (9, 'case_card', 9, 1, 'n', 'done', 0)"
        )
        connection.execute("DELETE FROM outbox WHERE id = 9")  # its number is never given again
        for change in changes:
            connection.execute(change)
        connection.commit()
    database = await SqliteDatabase.open(path)
    assert await migrate(database, steps) == steps[BEFORE:]
    await database.close()


@contextlib.contextmanager
def looking(path: Path) -> Iterator[sqlite3.Connection]:
    with contextlib.closing(sqlite3.connect(path)) as connection:
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        yield connection


async def test_every_row_is_still_there(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    await upgraded(path)
    with looking(path) as connection:
        (heard,) = connection.execute("SELECT shards, shard, until FROM shard_listened")
        assert tuple(heard) == (1, 0, 1)  # what was heard until then was all there is
        for table, rows in EVERY_ROW:
            if table in ENDED:
                continue
            kept = [dict(row) for row in connection.execute(f"SELECT * FROM {table}")]
            for row in rows:
                if (table, row.get("id")) != ("outbox", 2):
                    assert any(row.items() <= each.items() for each in kept), (table, row, kept)


async def test_what_no_version_wrote_does_not_make_it_fail(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    await upgraded(path, *STRANGE)
    with looking(path) as connection:
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        (found,) = connection.execute("SELECT * FROM detections WHERE id = 1")
        assert (found["action"], found["outcome"], found["settled"], found["case_id"]) == (
            "log",
            "logged",
            "",
            None,
        )
        assert connection.execute("SELECT category FROM reports WHERE id = 1").fetchone()[0] == "other"
        # A message of a kind that only another version knows waits for that version.
        assert connection.execute("SELECT kind, server_id FROM outbox").fetchone()[:] == ("odd", 88)
        (server,) = connection.execute("SELECT pseudonym FROM servers WHERE id = 88")
        assert server["pseudonym"].startswith("server-")


async def test_numbers_triggers_and_changes_go_on(tmp_path: Path) -> None:
    path = tmp_path / "old.db"
    await upgraded(path)
    with looking(path) as connection:
        sent = "INSERT INTO outbox (kind, subject_id, server_id, nonce, state, due_at) VALUES ('digest', 1, 1, 'n', 'due', 0)"
        assert connection.execute(sent).lastrowid == 10
        before = connection.execute("SELECT max(revision) FROM server_changes").fetchone()[0]
        for change in (
            "UPDATE servers SET language = 'ar' WHERE id = 1",
            "DELETE FROM policy_rules WHERE category = 'scam'",
            "UPDATE policy_channels SET mode = 'off'",
            "DELETE FROM policy_exempt_roles",
        ):
            connection.execute(change)
            after = connection.execute(
                "SELECT max(revision) FROM server_changes WHERE server_id = 1"
            ).fetchone()[0]
            assert after == before + 1, change
            before = after
        connection.execute("UPDATE cases SET evidence_sealed = NULL WHERE id = 1")
        assert connection.execute("SELECT count(*) FROM case_files").fetchone()[0] == 0
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute("DELETE FROM audit")


CHECKED: dict[tuple[str, str], type[StrEnum]] = {
    ("servers", "preset"): Preset,
    ("servers", "review_problem"): ChannelProblem,
    ("policy_rules", "tier"): Tier,
    ("policy_rules", "action"): Action,
    ("policy_rules", "category"): Category,
    ("policy_channels", "mode"): ChannelMode,
    ("own_entries", "kind"): PatternKind,
    ("own_entries", "category"): Category,
    ("allows", "kind"): PatternKind,
    ("shared_entries", "kind"): PatternKind,
    ("shared_entries", "category"): Category,
    ("shared_entries", "state"): SharedState,
    ("shared_entries", "held_why"): HoldReason,
    ("hold_signs", "kind"): HoldReason,
    ("shared_notices", "about"): About,
    ("detections", "tier"): Tier,
    ("detections", "category"): Category,
    ("detections", "action"): Action,
    ("detections", "outcome"): Outcome,
    ("detections", "timeout"): Timeout,
    ("detections", "settled"): Settled,
    ("detections", "returned"): Returned,
    ("cases", "category"): Category,
    ("cases", "outcome"): CaseOutcome,
    ("cases", "outcome_reason"): DismissReason,
    ("reports", "category"): Category,
    ("reporter_mutes", "reason"): MuteReason,
    ("update_versions", "kind"): UpdateKind,
    ("deliveries", "problem"): ChannelProblem,
    ("outbox", "kind"): Kind,
}


@pytest.mark.parametrize(("table", "column"), CHECKED)
def test_a_closed_set_takes_its_values_and_no_other(
    migrated_file: Path, tmp_path: Path, table: str, column: str
) -> None:
    path = tmp_path / "new.db"
    path.write_bytes(migrated_file.read_bytes())
    with looking(path) as connection:
        fill(connection)
        first = f"UPDATE {table} SET {column} = ? WHERE rowid = (SELECT min(rowid) FROM {table})"
        if (
            "WITHOUT ROWID"
            in connection.execute("SELECT sql FROM sqlite_master WHERE name = ?", (table,)).fetchone()[0]
        ):
            first = f"UPDATE OR REPLACE {table} SET {column} = ?"
        for value in CHECKED[table, column]:
            connection.execute(first, (str(value),))
        with pytest.raises(sqlite3.IntegrityError):
            connection.execute(first, ("no such value",))


async def test_what_was_listed_before_is_listed_since_its_newest_stance(tmp_path: Path) -> None:
    path, steps = tmp_path / "old.db", load_migrations()
    at = next(number for number, step in enumerate(steps) if step.name == "shared_standing")
    database = await SqliteDatabase.open(path)
    await migrate(database, steps[:at])
    async with database.bulk() as tx:
        for server in (1, 2):
            await tx.run("INSERT INTO servers (id, pseudonym) VALUES ($1, $2)", server, f"server-{server}")
        for entry, state in ((1, "listed"), (2, "proposed")):
            await tx.run(
                "INSERT INTO shared_entries (id, pattern, kind, key, category, proposed_at, state) "
                "VALUES ($1, $2, 'host', $2, 'scam', 1, $3)",
                entry,
                f"e{entry}.example",
                state,
            )
            for server in (1, 2):
                await tx.run(
                    "INSERT INTO stances (id, entry_id, server_id, stance, taken_at, review_at) "
                    "VALUES ($1, $2, $3, 'confirm', $4, 99)",
                    10 * entry + server,
                    entry,
                    server,
                    5 * server,
                )
    await migrate(database, steps)
    rows = await database.read.all("SELECT listed_since, held_at FROM shared_entries ORDER BY id")
    assert [(row["listed_since"], row["held_at"]) for row in rows] == [(10, None), (None, None)]
    await database.close()


def test_a_reference_that_can_be_removed_is_found_by_an_index(migrated_file: Path) -> None:
    """Else each removal of a case looks through every table that may name it. Servers and words are never removed."""
    with looking(migrated_file) as connection:
        tables = [
            row["name"] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
        ]
        for table in tables:
            for key in connection.execute(f"PRAGMA foreign_key_list({table})").fetchall():
                if key["table"] in {"servers", "categories", "outbox_kinds"} or table == "alerts":
                    continue
                plan = connection.execute(
                    f"EXPLAIN QUERY PLAN SELECT 1 FROM {table} WHERE {key['from']} = 1"
                ).fetchall()
                assert all(row["detail"].startswith("SEARCH") for row in plan), (table, key["from"])


async def test_a_step_that_leaves_a_reference_to_nothing_changes_nothing(tmp_path: Path) -> None:
    first = Migration(
        1,
        "first",
        "CREATE TABLE a (x INTEGER PRIMARY KEY) STRICT;\n"
        "CREATE TABLE b (a INTEGER REFERENCES a (x)) STRICT;\nINSERT INTO a VALUES (1);\nINSERT INTO b VALUES (1);\n",
    )
    bad = Migration(2, "bad", "DELETE FROM a;\n")
    database = await SqliteDatabase.open(tmp_path / "new.db")
    await migrate(database, [first])
    with pytest.raises(DatabaseFault, match="database-migration-failed"):
        await migrate(database, [first, bad])
    assert await database.read.one("SELECT 1 FROM a") is not None
    with pytest.raises(RuleBroken):  # keys are followed again
        async with database.bulk() as tx:
            await tx.run("DELETE FROM a")
    await database.close()
