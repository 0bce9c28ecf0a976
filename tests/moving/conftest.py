"""The databases of a move, and the command line."""

import asyncio
import base64
import functools
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

import bot
import wiring.commands
import wiring.operating.backups
from db.engine.postgres.url import PostgresUrl
from tests import postgres
from tests.conftest import SECRET, at_once
from tests.moving.driver import Run, filled
from tests.moving.own_server import GuardedServer, started_server
from wiring.operating.backups import Restoring
from wiring.operating.moving import Move


@pytest.fixture
def source(tmp_path: Path, migrated_file: Path) -> Path:
    return filled(tmp_path / "rowan.db", migrated_file)


@pytest.fixture
def server(request: pytest.FixtureRequest) -> postgres.TestServer:
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    found = postgres.server()
    if found is None:
        pytest.skip("there is no PostgreSQL")
    return found


@pytest.fixture
def empty(server: postgres.TestServer) -> PostgresUrl:
    """A database on PostgreSQL in which nothing was made yet."""
    return asyncio.run(server.make(f"rowan_tests_move_{os.getpid()}", "template0"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path) -> Run:
    """Run a command as an operator would: (exit status, standard output, standard error)."""
    monkeypatch.setattr(bot, "set_up_logging", lambda _level, **_form: None)
    monkeypatch.setattr(wiring.commands, "Move", functools.partial(Move, sleep=at_once))
    monkeypatch.setattr(wiring.operating.backups, "Restoring", functools.partial(Restoring, sleep=at_once))
    for name, value in {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'rowan.db'}",
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
        "SECRET_KEY_FILE": "",
        "DISCORD_TOKEN": "",
        "BACKUPS_FOLDER": str(tmp_path / "backups"),
    }.items():
        monkeypatch.setenv(name, value)

    def command(*arguments: str, database: str = "") -> tuple[int, str, str]:
        with monkeypatch.context() as here:
            if database:
                here.setenv("DATABASE_URL", database)
            try:
                status = bot.main(arguments)
            except SystemExit as ended:  # argparse
                status = int(ended.code or 0)
        told = capsys.readouterr()
        return status, told.out, told.err

    return command


@pytest.fixture(scope="module")
def own_server(request: pytest.FixtureRequest) -> Iterator[GuardedServer]:
    """A server that a test may stop."""
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    with started_server() as found:
        yield found
