"""The server of probes and figures: it answers what it has, and nothing that a hostile visitor does costs it anything."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from http import HTTPStatus

import pytest

from health.server import HealthServer, Page


async def alive() -> Page:
    return Page(HTTPStatus.OK, b"alive\n")


@pytest.fixture
async def port() -> AsyncIterator[int]:
    async with HealthServer({b"/healthz": alive}).listening("127.0.0.1", 0) as port:
        yield port


async def said_to(port: int, request: bytes) -> bytes:
    """What comes until the server ends the connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.write(request)
    try:
        return await reader.read()
    except ConnectionError:
        return b""
    finally:
        writer.close()


@pytest.mark.parametrize(
    "request_line",
    [b"GET /healthz HTTP/1.1\r\nHost: x", b"GET /healthz?x=1 HTTP/1.1\r\nHost: x", b"GET /healthz HTTP/1.0"],
)
async def test_a_page_is_given_and_the_connection_ends(port: int, request_line: bytes) -> None:
    answer = await said_to(port, request_line + b"\r\n\r\n")
    assert answer.startswith(b"HTTP/1.1 200 OK\r\n")
    assert b"Connection: close" in answer
    assert answer.endswith(b"\r\n\r\nalive\n")


async def test_head_is_answered_without_the_page(port: int) -> None:
    answer = await said_to(port, b"HEAD /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
    assert b"Content-Length: 6\r\n" in answer
    assert answer.endswith(b"\r\n\r\n")


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET /healthz/../x HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET http://elsewhere.example/healthz HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"POST /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 999999999\r\n\r\n", 405),
        (b"DELETE /healthz HTTP/1.1\r\nHost: x\r\n\r\n", 405),
        (b"CONNECT elsewhere.example:443 HTTP/1.1\r\nHost: x\r\n\r\n", 404),
        (b"GET /healthz HTTP/1.1\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n", 400),
        (b"GET /healthz HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", 400),
        (b"\x16\x03\x01\x02\x00\x01\x00", 400),
        (b"hello\r\n\r\n", 400),
        (b"GET /" + b"x" * 20_000, 431),
        (b"GET /healthz HTTP/1.1\r\n" + b"A: b\r\n" * 20_000, 431),
    ],
)
async def test_what_is_hostile_or_wrong_hears_a_status_and_nothing_of_what_it_said(
    port: int, request_text: bytes, status: int
) -> None:
    answer = await said_to(port, request_text)
    # What is too long may be answered into a connection that is gone already.
    assert answer.startswith(f"HTTP/1.1 {status} ".encode()) or (status == 431 and not answer)
    assert b"elsewhere" not in answer
    assert b"alive" not in answer
    assert (await said_to(port, b"GET /healthz HTTP/1.0\r\n\r\n")).endswith(b"alive\n")


async def test_whoever_says_nothing_or_little_is_left_and_others_are_answered_meanwhile() -> None:
    server = HealthServer({b"/healthz": alive}, seconds=0.3)
    async with server.listening("127.0.0.1", 0) as port:
        slow = [asyncio.create_task(said_to(port, b"GET /healthz HTTP/1.1\r\nHost")) for _ in range(5)]
        assert (await said_to(port, b"GET /healthz HTTP/1.0\r\n\r\n")).endswith(b"alive\n")
        assert await asyncio.gather(*slow) == [b""] * 5


async def test_whoever_does_not_read_is_left() -> None:
    async def long() -> Page:
        return Page(HTTPStatus.OK, b"x" * 50_000_000)

    server = HealthServer({b"/long": long}, seconds=0.3)
    async with server.listening("127.0.0.1", 0) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=1024)
        writer.write(b"GET /long HTTP/1.0\r\n\r\n")
        async with asyncio.timeout(10):
            await reader.readline()  # it is being answered
            while server.open:
                await asyncio.sleep(0.01)
        writer.close()


async def test_whoever_holds_all_connections_open_keeps_nobody_out() -> None:
    server = HealthServer({b"/healthz": alive}, seconds=60, most=2)
    async with server.listening("127.0.0.1", 0) as port:
        held = [await asyncio.open_connection("127.0.0.1", port) for _ in range(2)]
        async with asyncio.timeout(10):
            while server.open < 2:
                await asyncio.sleep(0.01)
            for _ in range(3):
                assert (await said_to(port, b"GET /healthz HTTP/1.0\r\n\r\n")).endswith(b"alive\n")
            with contextlib.suppress(ConnectionError):
                assert await held[0][0].read() == b"", "the oldest went"
        for _, writer in held:
            writer.close()


async def test_it_never_holds_more_than_it_may() -> None:
    server, most = HealthServer({b"/healthz": alive}, seconds=60, most=3), 0
    async with server.listening("127.0.0.1", 0) as port:
        held = []
        for _ in range(20):
            held.append(await asyncio.open_connection("127.0.0.1", port))
            await asyncio.sleep(0.01)
            most = max(most, server.open)
        assert most == 3
        for _, writer in held:
            writer.close()


async def test_it_ends_with_whatever_is_open() -> None:
    async with HealthServer({b"/healthz": alive}).listening("127.0.0.1", 0) as port:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"GET /healthz")
        await asyncio.sleep(0)
    with contextlib.suppress(ConnectionError):
        assert await reader.read() == b""
    writer.close()
    with pytest.raises(OSError):  # noqa: PT011  # its kind is the system's
        await asyncio.open_connection("127.0.0.1", port)
