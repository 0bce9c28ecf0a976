"""`bot.py doctor` on databases that somebody broke, and on machines: what it finds, what it says to do, and that it changes nothing."""

import asyncio
import contextlib
import json
import shutil
import sqlite3
from datetime import UTC, datetime, timedelta
from pathlib import Path

import asyncpg
import pytest

import wiring.doctor.command
import wiring.operating.backups
from core.base.times import to_ms
from db.engine.checking.shape import wanted
from db.engine.postgres.url import PostgresUrl
from db.engine.vault import Vault
from tests.conftest import SECRET
from tests.moving.driver import Run, closed, export, url_of
from tests.wording import said, unsaid


@pytest.fixture
def healthy(tmp_path: Path, migrated_file: Path) -> Path:
    path = tmp_path / "rowan.db"
    shutil.copyfile(migrated_file, path)
    path.chmod(0o600)
    return path


NOW = datetime(2026, 3, 1, 12, 30, tzinfo=UTC)


@pytest.fixture(autouse=True)
def _at_a_time(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the commands take for the time: a process is believed to live for some seconds only."""
    monkeypatch.setattr(wiring.doctor.command, "system_clock", lambda: NOW)
    monkeypatch.setattr(wiring.operating.backups, "system_clock", lambda: NOW)


def changed(path: Path, sql: str, *values: object) -> None:
    with contextlib.closing(sqlite3.connect(path)) as file, file:
        file.execute(sql, values)


def keys_of(run: Run, *arguments: str, database: str = "") -> tuple[int, dict[str, str]]:
    """The status, and by key how much each finding weighs."""
    status, out, err = run("doctor", "--json", *arguments, database=database)
    assert not err
    found = json.loads(out)
    assert found["status"] == status
    assert all(each["sentence"] and "{" not in each["sentence"] for each in found["findings"])
    return status, {each["key"]: each["weight"] for each in found["findings"]}


def test_a_healthy_database_is_said_to_be_and_nothing_is_changed(run: Run, healthy: Path) -> None:
    changed(
        healthy,
        "INSERT INTO leases (name, holder, expires_at) VALUES ('process:a', 'a', ?)",
        to_ms(NOW + timedelta(seconds=3)),
    )
    assert run("backup")[0] == 0
    before = export(healthy)
    status, out, err = run("doctor")
    assert (status, err) == (0, "")
    for key in ("doctor-whole", "doctor-plans", "doctor-file", "doctor-backup", "doctor-runs"):
        said(out, key)
    said(out, "doctor-end", status=0)
    assert export(healthy) == before


def test_a_bot_that_writes_while_it_looks_has_no_clock_that_was_put_back(
    run: Run, healthy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """To read all of a large database takes minutes."""
    times = iter([NOW])
    monkeypatch.setattr(
        wiring.doctor.command, "system_clock", lambda: next(times, NOW + timedelta(minutes=5))
    )
    changed(
        healthy,
        "INSERT INTO leases (name, holder, expires_at) VALUES ('process:a', 'a', ?)",
        to_ms(NOW + timedelta(minutes=5, seconds=3)),
    )
    _, found = keys_of(run)
    assert found["doctor-runs"] == "fine"
    assert "doctor-clock-back" not in found


@pytest.mark.parametrize("shut", ["data", "backups"])
def test_what_is_closed_to_whoever_asks_is_said_and_no_traceback(
    run: Run, healthy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shut: str
) -> None:
    for name in ("data", "backups"):
        (tmp_path / name).mkdir()
    file = tmp_path / "data" / "rowan.db"
    healthy.rename(file)
    tmp_path.chmod(0o755)
    with closed(tmp_path / shut):
        status, out, err = run("doctor", database=url_of(file))
    assert status == 2
    said(out, "doctor-file-closed")
    assert "Traceback" not in err


def test_what_only_needs_a_look_is_status_1(run: Run, healthy: Path, tmp_path: Path) -> None:
    status, found = keys_of(run)
    assert status == 1
    assert found["doctor-no-backup"] == found["doctor-nobody-runs"] == "look"
    (tmp_path / "backups").mkdir()
    old = NOW - timedelta(days=3)
    (tmp_path / "backups" / f"rowan-{old:%Y%m%dT%H%M%SZ}.backup").write_bytes(b"")
    assert keys_of(run)[1]["doctor-backup-old"] == "look"


@pytest.mark.parametrize(
    ("sql", "key", "weight"),
    [
        ("DROP INDEX outbox_due", "doctor-shape", "wrong"),
        ("DROP TABLE invites", "doctor-shape", "wrong"),
        ("UPDATE servers SET review_problem = 'deleted'", "doctor-review-problem", "look"),
        ("DELETE FROM schema_migrations WHERE version > 36", "doctor-schema-behind", "look"),
        ("INSERT INTO leases VALUES ('job:purge', 'dead', 99999999999999)", "doctor-held", "look"),
        ("INSERT INTO leases VALUES ('process:x', 'x', 99999999999999)", "doctor-clock-back", "look"),
        (
            "INSERT INTO blurred_readers SELECT 404, x'00'",
            "doctor-damaged",
            "wrong",
        ),
        (
            "INSERT INTO server_gaps (server_id, since, until, due_at) VALUES (7, 1, 2, 2)",
            "doctor-gaps",
            "look",
        ),
    ],
)
def test_what_is_wrong_is_found(run: Run, healthy: Path, sql: str, key: str, weight: str) -> None:
    changed(healthy, "INSERT INTO servers (id, pseudonym) VALUES (7, 'x')")
    changed(
        healthy,
        "INSERT INTO leases VALUES ('process:a', 'a', ?)",
        to_ms(NOW + timedelta(seconds=3)),
    )
    assert key not in keys_of(run)[1]
    changed(healthy, sql)
    status, found = keys_of(run)
    assert found[key] == weight
    assert status == {"look": 1, "wrong": 2}[weight]


def test_a_page_that_is_broken_is_found(run: Run, healthy: Path) -> None:
    with contextlib.closing(sqlite3.connect(healthy)) as file, file:
        file.executemany("INSERT INTO list_changes (key) VALUES (?)", (("x" * 500,) for _ in range(500)))
    whole = bytearray(healthy.read_bytes())
    whole[-40_000:-20_000] = b"\xff" * 20_000
    healthy.write_bytes(whole)
    status, _ = keys_of(run)
    assert status == 2
    said(run("doctor")[1], "doctor-end", status=2)


def test_a_file_that_is_no_database_is_a_finding_too(run: Run, healthy: Path) -> None:
    healthy.write_bytes(b"something else" * 1000)
    status, found = keys_of(run)
    assert status == 2
    assert found["database-not-sqlite"] == "wrong"


def test_what_does_not_open_is_named_by_its_row(run: Run, healthy: Path) -> None:
    vault = Vault(SECRET)
    changed(healthy, "INSERT INTO secret_in_use (only, key_id) VALUES (1, ?)", vault.key_id)
    changed(
        healthy,
        "INSERT INTO servers (id, pseudonym, set_up_by_sealed) VALUES (7, 'x', ?)",
        vault.seal("7", "servers.set_up_by/7"),
    )
    assert keys_of(run)[1]["doctor-seals-open"] == "fine"
    changed(
        healthy,
        "INSERT INTO servers (id, pseudonym, set_up_by_sealed) SELECT 8, 'y', set_up_by_sealed FROM servers",
    )
    status, out, _ = run("doctor")
    assert status == 2
    said(out, "doctor-seals", tried=2, broken=1, names="servers.set_up_by_sealed 8")


def test_messages_that_are_owed_for_too_long_are_counted_with_the_last_answer(
    run: Run, healthy: Path
) -> None:
    now = NOW.timestamp()
    changed(healthy, "INSERT INTO servers (id, pseudonym) VALUES (7, 'x')")
    for subject, since in ((1, 3600), (2, 7200), (3, 5)):
        changed(
            healthy,
            "INSERT INTO outbox (kind, subject_id, server_id, nonce, state, due_at, last_error) "
            "VALUES ('case_card', ?, 7, ?, 'due', ?, ?)",
            *(subject, str(subject), int((now - since) * 1000), f"HTTP 50{subject}"),
        )
    unsaid(run("doctor")[1], "doctor-stuck")  # nobody runs: of course it is owed
    changed(healthy, "INSERT INTO leases VALUES ('process:a', 'a', ?)", int((now + 3) * 1000))
    said(run("doctor")[1], "doctor-stuck", kind="case_card", count=2, reason="HTTP 502")


def test_a_file_that_others_can_read_is_said(run: Run, healthy: Path) -> None:
    assert "doctor-file" in keys_of(run)[1]
    with contextlib.closing(
        sqlite3.connect(healthy)
    ) as open_:  # else the database closes it to others at once
        open_.execute("SELECT 1 FROM servers").fetchall()
        healthy.chmod(0o644)
        status, found = keys_of(run)
    assert (status, found["doctor-file-open"]) == (2, "wrong")


def test_another_key_is_a_finding(run: Run, healthy: Path) -> None:
    changed(healthy, "INSERT INTO secret_in_use (only, key_id) VALUES (1, x'00000000')")
    status, found = keys_of(run)
    assert (status, found["database-other-secret"]) == (2, "wrong")


def test_a_server_is_looked_at_too(run: Run, healthy: Path, empty: PostgresUrl) -> None:
    assert run("move", "--to", url_of(healthy.with_name("x.db")))[0] == 0
    run("move", "--cancel")
    assert run("move", "--to", empty.url)[0] == 0
    _, found = keys_of(run, database=empty.url)
    assert found["doctor-unsafe"] == "wrong", "the tests' server does not wait for its disk"
    assert "doctor-shape" not in found

    async def broken() -> None:
        connection = await asyncpg.connect(empty.url)
        await connection.execute("DROP INDEX outbox_due")
        await connection.close()

    asyncio.run(broken())
    _, found = keys_of(run, database=empty.url)
    assert found["doctor-shape"] == "wrong"


def test_it_knows_of_every_table_and_index() -> None:
    assert {"servers", "cases", "outbox"} <= wanted()["table"]
    assert {"outbox_due", "outbox_place"} <= wanted()["index"]
