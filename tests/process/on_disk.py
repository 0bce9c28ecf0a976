"""What stands in the database beneath a process, for tests that look there or change it behind the process's back: in a
file of SQLite, or on a server of PostgreSQL, whichever the processes of a folder have.
"""

import asyncio
import contextlib
import os
import signal
import sqlite3
from collections.abc import AsyncIterator
from io import BytesIO
from pathlib import Path

import asyncpg

from core.base.errors import StorageBusy
from db.engine.database import Database, DatabaseFault
from db.engine.moving.layout import quoted
from db.engine.moving.layouts import side_of
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.url import postgres_url
from db.engine.sqlite.database import SqliteDatabase
from db.engine.statements import Statements
from tests.conftest import migrated
from tests.process import running


async def everything_on_disk(folder: Path) -> bytes:
    """The database byte by byte: a file with all that belongs to it, or every row that a server keeps."""
    url = running.database_url(folder)
    if url.startswith("sqlite"):
        return b"".join(file.read_bytes() for file in folder.glob("rowan.db*"))
    connection, found = await asyncpg.connect(url), BytesIO()
    try:
        for row in await connection.fetch("SELECT tablename FROM pg_tables WHERE schemaname = 'public'"):
            await connection.copy_from_table(
                row["tablename"], schema_name="public", output=found, format="binary"
            )
    finally:
        await connection.close()
    return found.getvalue()


@contextlib.asynccontextmanager
async def held_by_another_program(folder: Path) -> AsyncIterator[None]:
    """Somebody else writes to the database and does not let go."""
    async with opened(folder) as database, database.bulk():
        yield


async def stand_still(process: int, folder: Path) -> None:
    """Suspend a process at a moment at which it is not writing: else everybody else waits for it."""
    while True:
        os.kill(process, signal.SIGSTOP)
        try:
            async with opened(folder) as database, database.bulk():
                return
        except (StorageBusy, DatabaseFault):
            os.kill(process, signal.SIGCONT)
            await asyncio.sleep(0.01)


async def owed_removals(folder: Path) -> list[tuple[int, str, bool]]:
    """The removals that are owed: the message, the outcome so far, whether the text is kept for its author."""
    async with opened(folder) as database:
        found = await database.read.all(
            "SELECT message_id, outcome, text_sealed IS NOT NULL AS kept FROM detections WHERE due_at IS NOT NULL"
        )
    return [(row["message_id"], row["outcome"], bool(row["kept"])) for row in found]


async def mark_as_newer(folder: Path) -> None:
    """A later version of Rowan has been here."""
    async with _changed(folder) as tx:
        await tx.run("INSERT INTO schema_migrations (version, name, checksum) VALUES (999, 'later', 'x')")


def take_back_last_migration(folder: Path) -> None:
    """An earlier version of Rowan was here, which knew one migration less; in a file of SQLite."""
    with contextlib.closing(sqlite3.connect(folder / "rowan.db")) as file, file:
        file.execute("DROP TABLE registered_commands")
        file.execute("DELETE FROM schema_migrations WHERE name = 'commands'")


async def end_mutes(folder: Path) -> None:
    """Thirty days pass for those who are muted, and the minute after which somebody looks."""
    async with _changed(folder) as tx:
        await tx.run("UPDATE reporter_mutes SET expires_at = 0")
        await tx.run("UPDATE leases SET expires_at = 0 WHERE name = 'job:unmuted'")


async def link_to_a_site(folder: Path, campaign: str, host: str) -> None:
    """The campaign is about a site of its server's own list, with this host."""
    async with _changed(folder) as tx:
        await tx.run(
            "INSERT INTO own_sites (id, server_id, name, folded, summary, category, note, made_at) "
            "SELECT 1, server_id, 'Nest', 'nest', '', 'harassment', '', 1 FROM campaigns WHERE id = $1",
            int(campaign),
        )
        await tx.run("UPDATE campaigns SET site_id = 1 WHERE id = $1", int(campaign))
        await tx.run("UPDATE own_entries SET site_id = 1 WHERE pattern = $1", host)


async def a_day_passes_for_providers(folder: Path) -> None:
    """Who serves sites is to be asked again, and what a dead process held is free."""
    async with _changed(folder) as tx:
        await tx.run("UPDATE provider_rounds SET due_at = 0")
        await tx.run("UPDATE provider_facts SET asked_at = asked_at - 86400000")
        await tx.run("UPDATE leases SET expires_at = 0 WHERE name = 'job:provider-facts'")


async def providers_were_asked(folder: Path) -> bool:
    """Whether who serves a site was asked and written down, so that it is asked again in a day."""
    return (
        await counted(
            folder, "provider_rounds r WHERE r.due_at > (SELECT max(asked_at) FROM provider_facts) + 7200000"
        )
        > 0
    )


async def end_measures(folder: Path) -> None:
    """The time has come of what was done from alerts."""
    async with _changed(folder) as tx:
        await tx.run("UPDATE brigade_measures SET until = 1, due_at = 1 WHERE state = 'standing'")


async def end_entries(folder: Path) -> None:
    """The days of entries that end by themselves are over."""
    async with _changed(folder) as tx:
        await tx.run("UPDATE own_entries SET ends_at = 1 WHERE ends_at IS NOT NULL")


async def standing_entries(folder: Path) -> list[str]:
    """The patterns on the servers' own lists."""
    async with opened(folder) as database:
        found = await database.read.all(
            "SELECT pattern FROM own_entries WHERE removed_at IS NULL ORDER BY pattern"
        )
        return [row["pattern"] for row in found]


async def hours_pass_for_cases(folder: Path, hours: int) -> None:
    """What was claimed, pinged and noted of cases lies so much further back (so whose lines of the audit they were does not
    open any more); what a dead process held is free.
    """
    async with opened(folder) as database, database.bulk() as tx:
        for table, column in (
            *(("cases", name) for name in ("opened_at", "claimed_at", "first_claimed_at", "pinged_at")),
            ("alerts", "pinged_at"),
        ):
            await _put_back(tx, table, column, hours)
        async with side_of(database).layout.without_triggers(tx, "audit"):  # they keep what was noted
            await _put_back(tx, "audit", "at", hours)
        await tx.run("UPDATE leases SET expires_at = 0")


async def audited(folder: Path, action: str) -> int:
    """How many lines the audit has about such an action."""
    return await counted(folder, f"audit WHERE action = '{action}'")


async def owed(folder: Path, kind: str) -> int:
    """How many messages of this kind are still to be sent, or sent again."""
    return await counted(folder, f"outbox WHERE kind = '{kind}' AND state IN ('due', 'waiting')")


async def counted(folder: Path, what: str) -> int:
    """How many rows there are of a kind."""
    async with opened(folder) as database:
        row = await database.read.one(f"SELECT count(*) AS n FROM {what}")  # noqa: S608  # our own words
    return 0 if row is None else int(row["n"])


async def end_wait_for_hashes(folder: Path) -> None:
    """Two minutes pass: what a process had begun to hash when it died is begun again."""
    async with _changed(folder) as tx:
        await tx.run("UPDATE case_files SET due_at = 0 WHERE state = 'due'")


async def forget_registered_commands(folder: Path) -> None:
    """As if this version had other commands than those that Discord was given."""
    async with _changed(folder) as tx:
        await tx.run("DELETE FROM registered_commands")


async def clock_was_ahead(folder: Path, hours: int) -> None:
    """All that was written so far was written by a clock that was so far ahead of the one of now."""
    async with _changed(folder) as tx:
        for table, column in (
            *(("leases", "expires_at"), ("outbox", "due_at"), ("detections", "due_at")),
            *(("alerts", "pinged_at"), ("cases", "pinged_at"), ("waiting_posts", "due_at")),
        ):
            await _put_back(tx, table, column, -hours)


async def grown(folder: Path, rows: int) -> None:
    """What a large community leaves behind: many rows of one table."""
    async with _changed(folder) as tx:
        keys = [[f"{number}.example"] for number in range(rows)]
        await tx.run_many("INSERT INTO list_changes (key) VALUES ($1)", keys)


async def _put_back(tx: Statements, table: str, column: str, hours: int) -> None:
    column = quoted([column])
    await tx.run(f"UPDATE {table} SET {column} = {column} - $1", hours * 3_600_000)  # noqa: S608  # our own words


@contextlib.asynccontextmanager
async def _changed(folder: Path) -> AsyncIterator[Statements]:
    async with opened(folder) as database, database.bulk() as tx:
        yield tx


@contextlib.asynccontextmanager
async def made(folder: Path) -> AsyncIterator[Database]:
    """The database of the processes of this folder, for commands that no bot ran before; on a server it is made with its URL."""
    file = folder / "rowan.db"
    if running.database_url(folder).startswith("sqlite") and not file.exists():
        file.write_bytes(migrated())
    async with opened(folder) as database:
        yield database


@contextlib.asynccontextmanager
async def opened(folder: Path) -> AsyncIterator[Database]:
    """The database of the processes of this folder."""
    url = running.database_url(folder)
    there = postgres_url(url)
    database: Database
    if there is None:
        database = await SqliteDatabase.open(Path(url.removeprefix("sqlite:///")))
    else:
        database = await PostgresDatabase.open(there)
    try:
        yield database
    finally:
        await database.close()
