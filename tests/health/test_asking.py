"""`bot.py healthcheck`: what it makes of a bot that is well, that is not, that hangs and that is not there."""

import argparse
import asyncio
from types import SimpleNamespace

import pytest

from services.base.settings.health import HealthAddress, HealthSettings
from wiring.database import say
from wiring.health import asking


async def asked(answer: bytes | None, *, host: str = "127.0.0.1", ready: bool = False) -> tuple[int, bytes]:
    """The exit status, and what was asked, of a program at some port that says this; None: it says nothing."""
    heard, over = b"", asyncio.Event()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal heard
        heard = await reader.readuntil(b"\r\n\r\n")
        if answer is None:
            await reader.read()
        for part in (answer or b"").splitlines(keepends=True):  # it comes in pieces
            writer.write(part)
            await writer.drain()
        writer.close()
        await writer.wait_closed()
        over.set()

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    async with server:
        port = server.sockets[0].getsockname()[1]
        done = await status(HealthAddress(host, port), ready=ready)
        await over.wait()
        return done, heard


async def status(address: HealthAddress | None, *, ready: bool = False) -> int:
    settings = SimpleNamespace(health=HealthSettings(address))
    return await asking.healthcheck(settings, argparse.Namespace(ready=ready))  # type: ignore[arg-type]  # as much as it reads


async def test_a_bot_that_is_well(capsys: pytest.CaptureFixture[str]) -> None:
    done, heard = await asked(b"HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\nalive\n")
    assert (done, heard.split(b"\r\n")[0]) == (0, b"GET /healthz HTTP/1.1")
    assert capsys.readouterr().out == "alive\n"


async def test_a_bot_that_listens_everywhere_is_asked_here() -> None:
    assert (await asked(b"HTTP/1.1 200 OK\r\n\r\nalive\n", host="0.0.0.0"))[0] == 0  # noqa: S104  # as operators set it


async def test_a_bot_that_is_not_ready(capsys: pytest.CaptureFixture[str]) -> None:
    done, heard = await asked(b"HTTP/1.1 503 Service Unavailable\r\n\r\ngateway: no\n", ready=True)
    assert (done, heard.split(b"\r\n")[0]) == (1, b"GET /readyz HTTP/1.1")
    assert capsys.readouterr().out == "gateway: no\n"


@pytest.mark.parametrize(
    "answer", [b"", b"SSH-2.0-OpenSSH\r\n", b"HTTP/1.1\r\n\r\n", b"HTTP/1.1 yes\r\n\r\n"]
)
async def test_another_program(answer: bytes) -> None:
    assert (await asked(answer))[0] == 1


async def test_a_bot_that_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "_PATIENCE", 0.05)
    assert (await asked(None))[0] == 1


async def test_nobody_there(capsys: pytest.CaptureFixture[str]) -> None:
    server = await asyncio.start_server(lambda _reader, _writer: None, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    server.close()
    await server.wait_closed()
    address = HealthAddress("127.0.0.1", port)
    assert await status(address) == 1
    assert capsys.readouterr().err.strip() == say("healthcheck-no-answer", address=str(address))


async def test_no_address_is_set(capsys: pytest.CaptureFixture[str]) -> None:
    assert await status(None) == 2
    assert capsys.readouterr().err.strip() == say("healthcheck-not-set")
