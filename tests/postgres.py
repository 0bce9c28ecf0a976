"""A real PostgreSQL for tests: the server that TEST_POSTGRES_URL names (its user must be a superuser), else one that is
started in a temporary folder where the binaries are installed, else none.

One server a session, which all forks share; each fork has a database of its own, copied from a migrated one. A test leaves
its rows behind, and `clean` takes them away: that is ten times quicker than a database a test.
"""

import asyncio
import atexit
import functools
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlsplit, urlunsplit

import asyncpg

from db.engine.dialect import POSTGRES
from db.engine.postgres.database import PostgresDatabase
from db.engine.postgres.migrate import migrate
from db.engine.postgres.url import PostgresUrl, postgres_url
from db.engine.steps import load_migrations

Made = TypeVar("Made")
_WATCH = 'read -r _; "$1" -D "$2" -m immediate -w stop; rm -rf "$3"'
_USER = "rowan"
# As it is after the migrations, without what a test wrote. Triggers and keys are not asked. A file without a byte never had a row:
# its table is not looked into, which would take as long as a small test does.
_CLEAN = """
CREATE SCHEMA pristine;
CREATE FUNCTION pristine.clean() RETURNS void LANGUAGE plpgsql SET session_replication_role = replica AS $$
DECLARE
    one RECORD; filled BOOLEAN;
BEGIN
    FOR one IN SELECT c.relname AS name, p.relname AS kept FROM pg_class c
        LEFT JOIN pg_class p ON p.relname = c.relname AND p.relnamespace = 'pristine'::regnamespace
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
            AND (p.oid IS NOT NULL OR pg_relation_size(c.oid) > 0)
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', one.name) INTO filled;
        IF filled THEN EXECUTE format('DELETE FROM public.%I', one.name); END IF;
        IF one.kept IS NOT NULL THEN
            EXECUTE format('INSERT INTO public.%I SELECT * FROM pristine.%I', one.name, one.name);
        END IF;
    END LOOP;
    PERFORM setval(c.oid::regclass, 1, false) FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'S';
END $$;
DO $$
DECLARE
    one RECORD; filled BOOLEAN;
BEGIN
    FOR one IN SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
    LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM public.%I)', one.name) INTO filled;
        IF filled THEN EXECUTE format('CREATE TABLE pristine.%I AS TABLE public.%I', one.name, one.name); END IF;
    END LOOP;
END $$;
CREATE FUNCTION pristine.shape() RETURNS text LANGUAGE sql AS $$
    SELECT md5(string_agg(line, ' ' ORDER BY line)) FROM (
        SELECT format('%s %s %s %s %s', relname, relkind, relnatts, relchecks, relpersistence) FROM pg_class
            WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s %s', attrelid, attname, atttypid, attnotnull) FROM pg_attribute
            JOIN pg_class ON pg_class.oid = attrelid WHERE relnamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s', conrelid, conname, convalidated) FROM pg_constraint
            WHERE connamespace = 'public'::regnamespace
        UNION ALL SELECT format('%s %s %s', tgrelid, tgname, tgenabled) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL SELECT format('%s %s', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
        UNION ALL SELECT nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\\_%'
    ) AS found (line)
$$;
CREATE TABLE pristine.made AS SELECT pristine.shape() AS shape;
"""


class TestServer:
    """A server that tests may make databases on."""

    __test__ = False

    def __init__(self, url: str) -> None:
        self._url = url
        self._template = f"rowan_tests_{os.getpid()}"
        self._made = False

    def url(self, database: str) -> PostgresUrl:
        parts = urlsplit(self._url)
        found = postgres_url(urlunsplit(parts._replace(path=f"/{database}")))
        assert found is not None, "TEST_POSTGRES_URL must look like postgresql://user:password@host/postgres"
        return found

    def make_template(self) -> None:
        """The database that all others are copied from."""
        if not self._made:
            self._made = True
            asyncio.run(self._make_template())

    async def _make_template(self) -> None:
        await self._said(f"DROP DATABASE IF EXISTS {self._template}")
        await self.make(self._template, "template0")
        database = await PostgresDatabase.open(self.url(self._template))
        await migrate(database, load_migrations(POSTGRES))
        await database.close()
        await _execute(self.url(self._template).url, _CLEAN)

    async def make(self, name: str, template: str | None = None) -> PostgresUrl:
        """A new database: a copy of the migrated one, or an empty one (`template0`)."""
        await self._said(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        more = " ENCODING 'UTF8' LC_COLLATE 'C' LC_CTYPE 'C'" if template else ""
        await self._said(f"CREATE DATABASE {name} TEMPLATE {template or self._template}{more}")
        return self.url(name)

    async def copy_numbered(self, number: int) -> PostgresUrl:
        """A copy of the migrated database, under a name that is new."""
        name = f"{self._template}_{os.getpid()}_{number}"
        await self._said(f"CREATE DATABASE {name} TEMPLATE {self._template}")
        return self.url(name)

    async def drop(self, url: PostgresUrl) -> None:
        await self._said(f"DROP DATABASE {urlsplit(url.url).path[1:]} WITH (FORCE)")

    async def drop_all(self) -> None:
        """What this session and its forks have made."""
        connection = await asyncpg.connect(self._url)
        try:
            for row in await connection.fetch("SELECT datname FROM pg_database"):
                if f"{row['datname']}_".startswith(f"{self._template}_"):
                    await connection.execute(f"DROP DATABASE {row['datname']} WITH (FORCE)")
        finally:
            await connection.close()
            await asyncio.sleep(0)  # its socket is closed one turn of the loop later

    async def of_this_fork(self) -> PostgresUrl:
        """The database of this process, made when it is first asked for."""
        name = f"{self._template}_{os.getpid()}"
        if name not in _FORKS:
            await self.make(name)
            _FORKS.add(name)
        return self.url(name)

    async def _said(self, sql: str) -> None:
        await _execute(self._url, sql)


def beside(work: Coroutine[Any, Any, Made]) -> Made:
    """Run it on another thread: this one's event loop may be running."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, work).result()


_FORKS: set[str] = set()


async def _execute(url: str, sql: str) -> None:
    connection = await asyncpg.connect(url)
    try:
        await connection.execute(sql)
    finally:
        await connection.close()
        await asyncio.sleep(0)  # its socket is closed one turn of the loop later


async def clean(database: PostgresDatabase) -> None:
    """Take away what a test wrote."""
    await database._pool.execute("SELECT pristine.clean()")


@functools.cache
def server() -> TestServer | None:
    """The server of this session; None where there is none."""
    named = os.environ.get("TEST_POSTGRES_URL")
    if named:
        return TestServer(named)
    found = binaries()
    return None if found is None else TestServer(OwnServer(found, fsync="off", full_page_writes="off").url)


def forget() -> None:
    """Leave nothing behind on a server that was named; one of this session's own goes with it."""
    made = server() if server.cache_info().currsize and os.environ.get("TEST_POSTGRES_URL") else None
    if made is not None:
        asyncio.run(made.drop_all())


def binaries() -> Path | None:
    """Where PostgreSQL's programs are, the newest of several; None where it is not installed."""
    found = [path.parent for path in Path("/usr/lib/postgresql").glob("*/bin/initdb")]
    on_path = shutil.which("initdb")
    if on_path:
        found.append(Path(on_path).resolve().parent)
    return max(
        found, key=lambda path: int(path.parent.name) if path.parent.name.isdecimal() else 0, default=None
    )


class OwnServer:
    """A server in a folder of its own, until this process ends."""

    def __init__(self, binaries: Path, **settings: str) -> None:
        self._binaries = binaries
        self._folder = Path(tempfile.mkdtemp(prefix="rowan-pg-"))
        who = _unprivileged()
        if who is not None:
            os.chown(self._folder, who.pw_uid, who.pw_gid)
        self._rights: dict[str, Any] = (
            {} if who is None else {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        )
        self._data = str(self._folder / "data")
        self.url = f"postgresql://{_USER}@/postgres?host={self._folder}"
        self._run("initdb", "-D", self._data, "-U", _USER, "--auth=trust", "-E", "UTF8", "--locale=C", "-N")
        chosen = {
            "listen_addresses": "",
            "unix_socket_directories": str(self._folder),
            "max_connections": "200",
            "autovacuum": "off",
            **settings,
        }
        with (self._folder / "data" / "postgresql.conf").open("a") as conf:
            conf.writelines(f"{name} = '{value}'\n" for name, value in chosen.items())
        self.start()
        # Whatever becomes of this process (a fork of the tests ends without a word), the pipe to the watcher closes with it.
        self._watcher = subprocess.Popen(  # noqa: S603  # our own words
            ["/bin/sh", "-c", _WATCH, "sh", binaries / "pg_ctl", self._data, self._folder],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            cwd="/",
            **self._rights,
        )
        self._mine = os.getpid()
        atexit.register(self._end)

    def start(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-l", str(self._folder / "log"), "-w", "start")

    def with_database(self, name: str) -> str:
        """The URL of a new, empty database."""
        sql = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"
        beside(_execute(self.url, sql))
        return self.url.replace("/postgres?", f"/{name}?")

    def with_database_on(self, disk: Path, name: str) -> str:
        """The URL of a new, empty database whose tables lie on that disk; the server's log does not."""
        tables = disk / "tables"
        tables.mkdir()
        if self._rights:
            os.chown(tables, self._rights["user"], self._rights["group"])
        beside(_execute(self.url, f"CREATE TABLESPACE small LOCATION '{tables}'"))
        sql = f"CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8' TABLESPACE small"
        beside(_execute(self.url, sql))
        return self.url.replace("/postgres?", f"/{name}?")

    def crash(self) -> None:
        """All its processes die at once; what was not written down is lost."""
        self._run("pg_ctl", "-D", self._data, "-m", "immediate", "-w", "stop")

    def hang(self) -> None:
        """It answers nobody, and ends no connection, until `go_on`."""
        self._signal(signal.SIGSTOP)

    def go_on(self) -> None:
        self._signal(signal.SIGCONT)

    def _signal(self, what: signal.Signals) -> None:
        first = (Path(self._data) / "postmaster.pid").read_text(encoding="ascii").splitlines()[0]
        children = Path(f"/proc/{first}/task/{first}/children").read_text(encoding="ascii").split()
        for process in (first, *children):
            os.kill(int(process), what)

    def _end(self) -> None:
        if os.getpid() == self._mine:
            self._watcher.communicate()

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603  # our own binaries
            [self._binaries / program, *arguments],
            cwd=self._folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **self._rights,
        )


def _unprivileged() -> pwd.struct_passwd | None:
    """PostgreSQL does not run as root: who it runs as then."""
    if os.geteuid() != 0:
        return None
    names = {each.pw_name: each for each in pwd.getpwall()}
    return names.get("postgres") or names["nobody"]
