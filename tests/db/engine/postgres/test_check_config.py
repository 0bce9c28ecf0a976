"""`bot.py check-config` on a server: what is wrong with it is a sentence, and no line ever holds the password."""

import asyncio
import base64
import logging
import os
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import quote

import asyncpg
import pytest

import bot
from db.engine.postgres import place
from tests import postgres
from tests.conftest import SECRET
from tests.moving.own_server import GuardedServer, started_server
from tests.wording import said

Check = Callable[[str], tuple[int, str]]

WRONG = "hunter2/of:the@moon"  # in a URL it is written in another way


@pytest.fixture(scope="module")
def guarded(request: pytest.FixtureRequest) -> Iterator[GuardedServer]:
    """A server that asks for a password."""
    if "postgres" not in request.config.getoption("databases"):
        pytest.skip("--databases names no postgres")
    with started_server() as found:
        yield found


@pytest.fixture
def check(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> Check:
    """Run it as an operator would: (exit status, all that it printed and logged)."""
    monkeypatch.setattr(bot, "set_up_logging", lambda _level, **_form: None)
    caplog.set_level(logging.DEBUG)
    for name, value in {
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
        "SECRET_KEY_FILE": "",
        "DISCORD_TOKEN": "a.b.c",
    }.items():
        monkeypatch.setenv(name, value)

    def checked(url: str) -> tuple[int, str]:
        monkeypatch.setenv("DATABASE_URL", url)
        status = bot.main(["check-config"])
        told = capsys.readouterr()
        return status, f"{told.out}{told.err}{caplog.text}"

    return checked


def in_each_place(guarded: GuardedServer, password: str, database: str) -> list[str]:
    """URLs with the password wherever one may stand."""
    written, folder = quote(password, safe=""), guarded.url("x").shown.partition("@")[2].rpartition("/")[0]
    everything = "".join(f"%{byte:02x}" for byte in password.encode())
    return [
        f"postgresql://rowan:{written}@/{database}?host={folder}",
        f"postgresql://rowan:{everything}@{quote(folder, safe='')}/{database}",
        f"postgresql://rowan@/{database}?host={folder}&password={written}",
        f"postgres:///?host={folder}&user=rowan&dbname={database}&password={everything}",
    ]


def tellings(password: str) -> list[str]:
    """What would give it away: as it is, as it is written in a URL, and its beginning and its end."""
    everything = "".join(f"%{byte:02x}" for byte in password.encode())
    return [password, quote(password, safe=""), everything, password[:7], password[-7:]]


def test_a_right_password_is_said_nowhere(guarded: GuardedServer, check: Check) -> None:
    for url in in_each_place(guarded, GuardedServer._password, "postgres"):
        status, told = check(url)
        assert status == 0, told
        said(told, "config-fine")
        said(told, "database-will-be-made")
        assert not [each for each in tellings(GuardedServer._password) if each in told]


def test_neither_is_a_wrong_one(guarded: GuardedServer, check: Check) -> None:
    for url in in_each_place(guarded, WRONG, "postgres"):
        status, told = check(url)
        assert status == 2
        said(told, "database-denied")
        assert not [each for each in tellings(WRONG) if each in told]


@pytest.mark.parametrize(
    "url",
    [
        f"postgresql://rowan:{WRONG}@127.0.0.1:1/rowan",  # not written as in a URL
        "postgresql://rowan:hunter2%2Fof:the%40moon@127.0.0.1:1/rowan",
        "postgresql://rowan@127.0.0.1:1/rowan?password=hunter2&pass=hunter2",
        "postgresql://rowan@127.0.0.1:1/rowan?password=hunter2#moon",
        "postgresql://rowan@127.0.0.1:1/rowan?sslmode=hunter2",
        "postgresql://rowan:hunter2@[127.0.0.1/rowan",
        "postgresql://rowan:hunter2@127.0.0.1:99999/rowan",
        "postgresql://rowan:hunter2@127.0.0.1:1/rowan?sslrootcert=/nowhere&sslmode=verify-full",
        "postgresql://rowan:hunter2@127.0.0.1/rowan?port=99999",
        "postgresql://rowan:hunter2@127.0.0.1/rowan?port=one",
        "postgresql://rowan:hunter2%zz@127.0.0.1:1/rowan",
        "postgresql+asyncpg://rowan:hunter2@127.0.0.1:1/rowan",
        "POSTGRESQL://rowan:hunter2@127.0.0.1:1/rowan",
        " postgresql://rowan:hunter2@127.0.0.1:1/rowan",
        "mysql://rowan:hunter2@127.0.0.1:1/rowan",
    ],
)
def test_a_url_that_leads_nowhere_is_a_sentence_without_its_password(check: Check, url: str) -> None:
    status, told = check(url)
    assert status == 2
    assert "hunter2" not in told
    assert "of:the" not in told
    assert "moon" not in told
    assert "Traceback" not in told


@pytest.mark.parametrize("encoding", ["SQL_ASCII", "LATIN1"])
def test_another_encoding_is_named(guarded: GuardedServer, check: Check, encoding: str) -> None:
    name = f"in_{encoding.lower()}"
    asyncio.run(
        postgres._execute(
            guarded.url("postgres").url,
            f"CREATE DATABASE {name} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'",
        )
    )
    status, told = check(guarded.url(name).url)
    assert status == 2
    said(told, "database-not-utf8", found=encoding)


def test_a_server_that_is_too_old_is_said_to_be(
    guarded: GuardedServer, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        place, "_LOOK", place._LOOK.replace("current_setting('server_version_num')", "'140012'")
    )
    status, told = check(guarded.url("postgres").url)
    assert status == 2
    said(told, "database-too-old", found=14, oldest=15)


RIGHTS = {
    "may not connect": "REVOKE CONNECT ON DATABASE {name} FROM PUBLIC",
    "may not see the schema": "REVOKE USAGE ON SCHEMA public FROM PUBLIC",
    "may make no tables": "SELECT 1",
    "may not read what is there": "GRANT CREATE ON SCHEMA public TO guest",
    "may not write what is there": (
        "GRANT CREATE ON SCHEMA public TO guest; GRANT SELECT ON ALL TABLES IN SCHEMA public TO guest"
    ),
}


@pytest.mark.parametrize("lacking", RIGHTS)
def test_rights_that_are_missing_are_said_to_be(
    guarded: GuardedServer, check: Check, lacking: str, tmp_path: Path
) -> None:
    """The database is used by another user; the one of this URL was given too little."""
    name = f"rights_{os.getpid()}_{list(RIGHTS).index(lacking)}"
    url = guarded.database(name)

    async def used() -> None:
        opened = await place.PostgresPlace(url).open()
        await place.PostgresPlace(url).migrate(opened)
        await opened.close()
        connection = await asyncpg.connect(url.url)
        await connection.execute("DROP ROLE IF EXISTS guest; CREATE ROLE guest LOGIN PASSWORD 'sekret'")
        await connection.execute(RIGHTS[lacking].format(name=name))
        await connection.close()

    async def over() -> None:
        connection = await asyncpg.connect(url.url)
        await connection.execute("DROP OWNED BY guest; DROP ROLE guest")
        await connection.close()

    asyncio.run(used())
    try:
        folder = url.shown.partition("@")[2].rpartition("/")[0]
        status, told = check(f"postgresql://guest:sekret@/{name}?host={folder}")
        assert status == 2, told
        assert "Traceback" not in told
        assert "sekret" not in told
        said(told, "database-denied" if lacking == "may not connect" else "database-no-rights")
    finally:
        asyncio.run(over())
