"""A PostgreSQL server of a test's own, which it may stop and start, with a password, and as careful of its disk as in
production.
"""

import asyncio
import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote

import pytest

from db.engine.postgres.url import PostgresUrl, postgres_url
from tests import postgres

_USER = "rowan"


class GuardedServer:
    """Listens on a socket in its folder."""

    _password = "pass-word/of:the@server"  # in a URL it is written in another way

    def __init__(self, binaries: Path, folder: Path) -> None:
        self._binaries = binaries
        self._folder = folder
        who = postgres._unprivileged()
        self._rights: dict[str, int | list[int]] = {}
        if who is not None:
            os.chown(folder, who.pw_uid, who.pw_gid)
            self._rights = {"user": who.pw_uid, "group": who.pw_gid, "extra_groups": []}
        secret = folder / "secret"
        secret.write_text(self._password)
        secret.chmod(0o644)
        self._run(
            "initdb",
            "-D",
            self._data,
            "-U",
            _USER,
            "--auth=scram-sha-256",
            f"--pwfile={secret}",
            "-E",
            "UTF8",
            "--locale=C",
        )
        with (folder / "data" / "postgresql.conf").open("a") as conf:
            conf.write(f"listen_addresses = ''\nunix_socket_directories = '{folder}'\n")
        self.start()

    @property
    def _data(self) -> str:
        return str(self._folder / "data")

    def start(self) -> None:
        self._run("pg_ctl", "-D", self._data, "-l", str(self._folder / "log"), "-w", "start")

    def stop(self, mode: str = "immediate") -> None:
        """Stop it; `immediate`: as if its power failed."""
        self._run("pg_ctl", "-D", self._data, "-m", mode, "-w", "stop")

    def database(self, name: str) -> PostgresUrl:
        """A new, empty database."""
        asyncio.run(postgres._execute(self.url("postgres").url, f"CREATE DATABASE {name}"))
        return self.url(name)

    def url(self, name: str, password: str = "") -> PostgresUrl:
        """Where a database is; with another password than the right one."""
        written = quote(password or self._password, safe="")
        found = postgres_url(f"postgresql://{_USER}:{written}@/{name}?host={self._folder}")
        assert found is not None
        return found

    def _run(self, program: str, *arguments: str) -> None:
        subprocess.run(  # noqa: S603  # our own binaries
            [self._binaries / program, *arguments],
            cwd=self._folder,
            check=True,
            stdout=subprocess.DEVNULL,
            **self._rights,  # type: ignore[call-overload]  # mypy knows no rights by name
        )


@contextlib.contextmanager
def started_server() -> Iterator[GuardedServer]:
    """Start one, and throw it away in the end; skips the test where the binaries are not installed."""
    binaries = postgres.binaries()
    if binaries is None:
        pytest.skip("PostgreSQL's binaries are not installed")
    folder = Path(tempfile.mkdtemp(prefix="rowan-own-"))
    try:
        server = GuardedServer(binaries, folder)
        try:
            yield server
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):  # a test stopped it
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
