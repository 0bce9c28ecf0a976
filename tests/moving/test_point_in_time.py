"""A server of PostgreSQL brought back to a moment, from a base backup and its log, by the commands of docs/operations.md."""

import asyncio
import shutil
from pathlib import Path

import asyncpg
import pytest

from tests import postgres
from tests.moving.driver import LIGHTHOUSE, Run

_PROGRAMS = ("pg_basebackup", "pg_verifybackup", "pg_ctl")


async def _asked(url: str, sql: str) -> object:
    connection = await asyncpg.connect(url)
    try:
        return await (connection.fetchval if sql.startswith("SELECT") else connection.execute)(sql)
    finally:
        await connection.close()
        await asyncio.sleep(0)


async def _archived(url: str, segment: str) -> None:
    async with asyncio.timeout(60):
        while str(await _asked(url, "SELECT last_archived_wal FROM pg_stat_archiver")) < segment:
            await asyncio.sleep(0.05)


def test_a_server_is_brought_back_to_the_moment_before_a_mistake(
    run: Run, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    programs = postgres.binaries()
    if programs is None or not all((programs / name).exists() for name in _PROGRAMS):
        pytest.skip("PostgreSQL's binaries are not installed: the drill of docs/operations.md was not tried")
    # Commands of the server run in its folder of data.
    copied = "test ! -f ../kept/%f && cp %p ../kept/%f.partial && sync ../kept/%f.partial && mv ../kept/%f.partial ../kept/%f"
    there = postgres.OwnServer(programs, wal_level="replica", archive_mode="on", archive_command=copied)
    kept = there._folder / "kept"
    there._run("/bin/mkdir", str(kept))
    url = there.with_database("rowan")
    status, _, err = run("restore", str(_empty_backup(run, tmp_path)), database=url)
    assert status == 0, err
    base = kept / "base"
    there._run("pg_basebackup", "-d", there.url, "-D", str(base), "-X", "stream", "-c", "fast")
    there._run("pg_verifybackup", str(base))
    assert run("trust", LIGHTHOUSE, database=url)[0] == 0
    moment = asyncio.run(_asked(url, "SELECT CAST(clock_timestamp() AS text)"))
    asyncio.run(_asked(url, "DELETE FROM server_changes; DELETE FROM servers"))  # the mistake
    assert LIGHTHOUSE not in run("servers", database=url)[1]
    segment = str(asyncio.run(_asked(there.url, "SELECT pg_walfile_name(pg_switch_wal())")))
    asyncio.run(_archived(there.url, segment))

    there.crash()
    data = Path(there._data)
    shutil.rmtree(data)
    there._run("/bin/cp", "-a", str(base), str(data))
    with (data / "postgresql.conf").open("a") as conf:
        conf.write(f"restore_command = 'cp ../kept/%f %p'\nrecovery_target_time = '{moment}'\n")
        conf.write("recovery_target_action = 'promote'\n")
    (data / "recovery.signal").touch()
    there.start()

    async def until_promoted() -> None:
        async with asyncio.timeout(60):
            while await _asked(there.url, "SELECT pg_is_in_recovery()"):
                await asyncio.sleep(0.05)

    asyncio.run(until_promoted())
    assert LIGHTHOUSE in run("servers", database=url)[1]
    assert run("doctor", database=url)[0] in {1, 2}  # no backup there, and tests' servers are hasty


def _empty_backup(run: Run, folder: Path) -> Path:
    from tests.conftest import migrated

    (folder / "empty.db").write_bytes(migrated())
    made = folder / "made.backup"
    assert run("backup", str(made), database=f"sqlite:///{folder / 'empty.db'}")[0] == 0
    return made
