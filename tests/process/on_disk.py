"""What stands on the disk beneath a process, for tests that look there or change it behind the process's back."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path


def everything_on_disk(folder: Path) -> bytes:
    """The database with all that belongs to it, byte by byte."""
    return b"".join(file.read_bytes() for file in folder.glob("rowan.db*"))


@contextlib.contextmanager
def held_by_another_program(folder: Path) -> Iterator[None]:
    """Somebody else writes to the database and does not let go."""
    with _opened(folder) as database:
        database.execute("BEGIN IMMEDIATE")
        yield
        database.execute("ROLLBACK")


def owed_removals(folder: Path) -> list[tuple[int, str, bool]]:
    """The removals that are owed: the message, the outcome so far, whether the text is kept for its author."""
    with _opened(folder) as database:
        found = database.execute(
            "SELECT message_id, outcome, text_sealed IS NOT NULL FROM detections WHERE due_at IS NOT NULL"
        )
        return [(message, outcome, bool(text)) for message, outcome, text in found]


def mark_as_newer(folder: Path) -> None:
    """A later version of Rowan has been here."""
    with _opened(folder) as database:
        database.execute("INSERT INTO schema_migrations (version, name, checksum) VALUES (999, 'later', 'x')")


def take_back_last_migration(folder: Path) -> None:
    """An earlier version of Rowan was here, which knew one migration less."""
    with _opened(folder) as database:
        database.execute("DROP TABLE registered_commands")
        database.execute("DELETE FROM schema_migrations WHERE name = 'commands'")


def end_mutes(folder: Path) -> None:
    """Thirty days pass for those who are muted, and the minute after which somebody looks."""
    with _opened(folder) as database:
        database.execute("UPDATE reporter_mutes SET expires_at = 0")
        database.execute("UPDATE leases SET expires_at = 0 WHERE name = 'job:unmuted'")


def end_entries(folder: Path) -> None:
    """The days of entries that end by themselves are over."""
    with _opened(folder) as database:
        database.execute("UPDATE own_entries SET ends_at = 1 WHERE ends_at IS NOT NULL")


def standing_entries(folder: Path) -> list[str]:
    """The patterns on the servers' own lists."""
    with _opened(folder) as database:
        found = database.execute("SELECT pattern FROM own_entries WHERE removed_at IS NULL ORDER BY pattern")
        return [pattern for (pattern,) in found]


def hours_pass_for_cases(folder: Path, hours: int) -> None:
    """What was claimed, pinged and noted of cases lies so much further back (so whose lines of the audit they were does not
    open any more); what a dead process held is free.
    """
    with _opened(folder) as database:
        for table, column in (
            *(("cases", name) for name in ("opened_at", "claimed_at", "first_claimed_at", "pinged_at")),
            ("alerts", "pinged_at"),
        ):
            database.execute(f"UPDATE {table} SET {column} = {column} - ?", (hours * 3_600_000,))  # noqa: S608
        (rule,) = database.execute(
            "SELECT sql FROM sqlite_master WHERE name = 'audit_is_append_only'"
        ).fetchone()
        database.execute("DROP TRIGGER audit_is_append_only")
        database.execute("UPDATE audit SET at = at - ?", (hours * 3_600_000,))
        database.execute(rule)
        database.execute("UPDATE leases SET expires_at = 0")


def audited(folder: Path, action: str) -> int:
    """How many lines the audit has about such an action."""
    with _opened(folder) as database:
        (count,) = database.execute("SELECT count(*) FROM audit WHERE action = ?", (action,)).fetchone()
        return int(count)


def owed(folder: Path, kind: str) -> int:
    """How many messages of this kind are still to be sent, or sent again."""
    with _opened(folder) as database:
        due = "SELECT count(*) FROM outbox WHERE kind = ? AND state IN ('due', 'waiting')"
        (count,) = database.execute(due, (kind,)).fetchone()
        return int(count)


def end_wait_for_hashes(folder: Path) -> None:
    """Two minutes pass: what a process had begun to hash when it died is begun again."""
    with _opened(folder) as database:
        database.execute("UPDATE case_files SET due_at = 0 WHERE state = 'due'")


def forget_registered_commands(folder: Path) -> None:
    """As if this version had other commands than those that Discord was given."""
    with _opened(folder) as database:
        database.execute("DELETE FROM registered_commands")


def clock_was_ahead(folder: Path, hours: int) -> None:
    """All that was written so far was written by a clock that was so far ahead of the one of now."""
    with _opened(folder) as database:
        for table, column in (
            *(("leases", "expires_at"), ("outbox", "due_at"), ("detections", "due_at")),
            *(("alerts", "pinged_at"), ("cases", "pinged_at"), ("waiting_posts", "due_at")),
        ):
            database.execute(f"UPDATE {table} SET {column} = {column} + ?", (hours * 3_600_000,))  # noqa: S608


@contextlib.contextmanager
def _opened(folder: Path) -> Iterator[sqlite3.Connection]:
    database = sqlite3.connect(folder / "rowan.db", isolation_level=None)
    try:
        yield database
    finally:
        database.close()
