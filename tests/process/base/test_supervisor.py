"""systemd hears that the bot works, that its event loop turns, and that it ends; what hangs tells where it stood."""

import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from localdiscord import FakeDiscord
from tests.process.ending import ends_soon
from tests.process.running import running
from tests.process.server import server

pytestmark = pytest.mark.process


@pytest.fixture
def systemd() -> Iterator[socket.socket]:
    """Its end of the socket, at a path that is short enough for one."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as found:
        found.bind(f"{folder}/notify")
        found.setblocking(False)
        yield found


def heard(systemd: socket.socket) -> list[str]:
    words = []
    while True:
        try:
            words.append(systemd.recv(100).decode())
        except BlockingIOError:
            return words


async def test_systemd_hears_of_it_as_long_as_it_works(
    fd: FakeDiscord, tmp_path: Path, systemd: socket.socket
) -> None:
    server(fd)
    more = {"NOTIFY_SOCKET": systemd.getsockname(), "WATCHDOG_USEC": "300000"}
    async with running(fd, tmp_path, **more) as bot:
        words: list[str] = []
        await fd.until(
            lambda: words.extend(heard(systemd)) or words.count("WATCHDOG=1") >= 3, what="words to systemd"
        )
        assert words[0] == "READY=1"
        assert set(words) == {"READY=1", "WATCHDOG=1"}
        await ends_soon(bot)
        assert heard(systemd)[-1] == "STOPPING=1"


async def test_a_word_that_nobody_takes_ends_nothing(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    more = {"NOTIFY_SOCKET": str(tmp_path / "nobody"), "WATCHDOG_USEC": "often"}
    async with running(fd, tmp_path, **more) as bot:
        await ends_soon(bot)


async def test_what_is_ended_for_hanging_tells_where_it_stood(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    async with running(fd, tmp_path) as bot:
        assert bot.proc is not None
        bot.proc.send_signal(signal.SIGABRT)
        await fd.until(lambda: not bot.alive, what="the end")
        await fd.until(
            lambda: any("most recent call first" in line for line in bot.output), what="where it stood"
        )
