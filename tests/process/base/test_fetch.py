"""`bot.py fetch`: the real process on servers of this machine, which the operator let it reach, and on everything else."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from db.engine.database import Database
from db.engine.vault import Vault
from localdiscord import FakeDiscord
from tests.conftest import StandingClock
from tests.given_reports import SERVER, Reports, about_link
from tests.lists import list_entry
from tests.net.base.loopback import LittleInternet, answers, goes_on, leads_to, little_internet, ok
from tests.process.on_disk import made
from tests.process.running import command_line, running
from tests.stores import set_up
from tests.wording import said, unsaid

pytestmark = pytest.mark.process


@pytest.fixture
async def kept(tmp_path: Path) -> AsyncIterator[Database]:
    """The database that `fetch` asks."""
    async with made(tmp_path) as database:
        yield database


@pytest.fixture
async def net() -> AsyncIterator[LittleInternet]:
    async with little_internet() as found:
        yield found


async def fetched(folder: Path, url: str, *ports: int) -> tuple[int, dict[str, object], str]:
    pairs = ",".join(f"127.0.0.1:{port}" for port in ports)
    status, out, err = await command_line(folder, "fetch", url, DISCORD_TOKEN="", NET_TEST_ADDRESSES=pairs)
    assert out.count("\n") == 1, err
    assert "Traceback" not in err
    return status, json.loads(out), err


async def test_what_it_makes_of_an_address(tmp_path: Path, kept: Database, net: LittleInternet) -> None:
    port = await net.listen(answers(ok(b"forum.example\n", "Set-Cookie: a=b")))
    onward = await net.listen(answers(leads_to(f"http://127.0.0.1:{port}/list")))
    status, told, err = await fetched(tmp_path, f"http://127.0.0.1:{onward}/", port, onward)
    assert (status, err) == (0, "")
    assert told == {
        "ok": True,
        "status": 200,
        "hops": [
            {"url": f"http://127.0.0.1:{onward}/", "address": "127.0.0.1", "status": 302},
            {"url": f"http://127.0.0.1:{port}/list", "address": "127.0.0.1", "status": 200},
        ],
        "refused": None,
    }


async def test_what_is_refused_and_what_fails(tmp_path: Path, kept: Database, net: LittleInternet) -> None:
    fine = await net.listen(answers(ok(b"list")))
    gone = await net.listen(answers(b"HTTP/1.1 410 Gone\r\nContent-Length: 0\r\n\r\n"))
    endless = await net.listen(goes_on(b"HTTP/1.1 200 OK\r\n", b"X: a\r\n"))
    inward = await net.listen(answers(leads_to("http://169.254.169.254/latest/")))
    ports = (fine, gone, endless, inward)
    for url, refused, status, sentence in (
        (f"http://127.0.0.1:{gone}/", None, 410, "fetch-failed-status"),
        (f"http://127.0.0.1:{endless}/", "headers", None, "fetch-refused-headers"),
        (f"http://127.0.0.1:{inward}/", "not-public", None, "fetch-refused-not-public"),
        (f"http://127.1:{fine}/", "disguised", None, "fetch-refused-disguised"),
        ("http://127.0.0.1/", "not-public", None, "fetch-refused-not-public"),
        ("file:///etc/passwd", "scheme", None, "fetch-refused-scheme"),
        ("http://user:secret@lists.example/", "credentials", None, "fetch-refused-credentials"),
        ("\x1b[31mhttp://", "malformed", None, "fetch-refused-malformed"),
    ):
        ended, told, err = await fetched(tmp_path, url, *ports)
        assert (ended, told["ok"], told["refused"], told["status"]) == (1, False, refused, status), url
        said(err, sentence)
        assert "secret" not in json.dumps(told) + err
        assert "\x1b" not in json.dumps(told) + err


async def test_without_the_setting_this_machine_is_not_asked(
    tmp_path: Path, kept: Database, net: LittleInternet
) -> None:
    asked: list[bytes] = []
    port = await net.listen(answers(ok(b"list"), head=asked))
    assert (await fetched(tmp_path, f"http://127.0.0.1:{port}/"))[1]["refused"] == "port"
    assert (await fetched(tmp_path, f"http://127.0.0.1:{port}/", port + 1))[1]["refused"] == "port"
    assert asked == []


async def test_neither_a_listed_nor_a_reported_place_is_asked(
    tmp_path: Path, kept: Database, vault: Vault, clock: StandingClock, net: LittleInternet
) -> None:
    asked: list[bytes] = []
    port = await net.listen(answers(ok(b"list"), head=asked))
    onward = await net.listen(answers(leads_to(f"http://127.0.0.1:{port}/?to=https://reported.example/x")))
    reports = Reports(kept, vault)
    await set_up(kept, vault, SERVER)
    await list_entry(reports.storage, SERVER, "listed.example/t/1", now=clock())
    await reports.file(about_link(link="a.reported.example/t/1"), clock())
    for url in (
        f"http://127.0.0.1:{port}/?to=https://listed.example/other",
        f"http://127.0.0.1:{onward}/",
        "https://www.listed.example/",
        "https://b.reported.example/list.txt",
    ):
        status, told, err = await fetched(tmp_path, url, port, onward)
        assert (status, told["refused"]) == (1, "held"), url
        said(err, "fetch-refused-held")
    assert asked == []
    assert (await fetched(tmp_path, f"http://127.0.0.1:{port}/", port))[0] == 0


@pytest.mark.sqlite  # a file that is not there; a server's database is made with its URL here
async def test_without_a_database_nobody_knows_what_is_listed_and_nothing_is_asked(
    tmp_path: Path, net: LittleInternet
) -> None:
    asked: list[bytes] = []
    port = await net.listen(answers(ok(b"list"), head=asked))
    status, out, err = await command_line(
        tmp_path, "fetch", f"http://127.0.0.1:{port}/", NET_TEST_ADDRESSES=f"127.0.0.1:{port}"
    )
    assert (status, out, asked) == (2, "", [])
    said(err, "database-not-there")


async def test_the_setting_for_tests_is_said_loudly(tmp_path: Path, fd: FakeDiscord) -> None:
    pair = "127.0.0.1:8765"
    status, _, err = await command_line(
        tmp_path, "check-config", DISCORD_TOKEN="a.b.c", NET_TEST_ADDRESSES=pair
    )
    assert status == 0
    said(err, "config-test-addresses-open", addresses=pair)
    async with running(fd, tmp_path, NET_TEST_ADDRESSES=pair) as bot:
        said("\n".join(bot.output), "config-test-addresses-open", addresses=pair)
    (tmp_path / "bare").mkdir()
    status, _, err = await command_line(tmp_path / "bare", "check-config", DISCORD_TOKEN="a.b.c")
    unsaid(err, "config-test-addresses-open")
