"""Servers that misbehave: what each answer becomes. Everything is taken in steps and within the limits."""

import asyncio
import gzip
import random
import tracemalloc
import zlib
from datetime import timedelta

import pytest

from net.base.content import take
from net.base.refusals import FetchRefusedError
from services.base.fetching import (
    Content,
    Failed,
    FailureReason,
    RefusalReason,
    Refused,
)
from tests.net.base.loopback import Behaviour, LittleInternet, answers, falls_silent, goes_on, ok

URL = "http://lists.example/list.txt"
OK = b"HTTP/1.1 200 OK\r\n"
CHUNKED = OK + b"Transfer-Encoding: chunked\r\n\r\n"
GZIPPED = "Content-Encoding: gzip"


def packed(raw: bytes) -> bytes:
    return gzip.compress(raw, mtime=0)


def bomb(size: int) -> bytes:
    return packed(b"\0" * size)


def deflated(raw: bytes) -> bytes:
    return zlib.compress(raw)


def chunk(data: bytes) -> bytes:
    return f"{len(data):x}\r\n".encode() + data + b"\r\n"


TAKEN: dict[str, tuple[Behaviour, bytes]] = {
    "plain": (answers(ok(b"one\ntwo\n")), b"one\ntwo\n"),
    "empty": (answers(ok(b"")), b""),
    "in chunks": (answers(CHUNKED + chunk(b"one") + chunk(b"two") + b"0\r\n\r\n"), b"onetwo"),
    "in chunks, with trailers": (answers(CHUNKED + chunk(b"one") + b"0\r\nX-Sum: 1\r\n\r\n"), b"one"),
    "a byte at a time": (answers(*(bytes([each]) for each in ok(b"one"))), b"one"),
    "packed": (answers(ok(packed(b"one" * 1000), GZIPPED)), b"one" * 1000),
    "packed, by its old name": (answers(ok(packed(b"one"), "Content-Encoding: X-GZip")), b"one"),
    "packed, in two members": (answers(ok(packed(b"one") + packed(b"two"), GZIPPED)), b"onetwo"),
    "packed, and nothing": (answers(ok(b"", GZIPPED)), b""),
    "packed, a list of one line": (
        answers(ok(packed(b"forum.example\n" * 60_000), GZIPPED)),
        b"forum.example\n" * 60_000,
    ),
    "identity": (answers(ok(b"one", "Content-Encoding: identity")), b"one"),
    "a large content behind a header in two parts": (
        answers(OK, b"Content-Length: 100000\r\n\r\n" + b"a" * 100_000),
        b"a" * 100_000,
    ),
    "after early hints": (answers(b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" + ok(b"one")), b"one"),
    "with cookies": (answers(ok(b"one", "Set-Cookie: a=b; Domain=lists.example", "Set-Cookie: c=d")), b"one"),
    "HTTP/1.0 until it closes": (answers(b"HTTP/1.0 200 OK\r\n\r\none"), b"one"),
    "more than was announced": (answers(ok(b"one") + b"two"), b"one"),
    "with a header in Latin-1": (answers(ok(b"one", "X-Name: \xe9")), b"one"),
    "exactly as large as may be": (answers(ok(b"a" * 100_000)), b"a" * 100_000),
}


@pytest.mark.parametrize(("behave", "body"), TAKEN.values(), ids=TAKEN)
async def test_what_is_taken(net: LittleInternet, behave: Behaviour, body: bytes) -> None:
    await net.serve(behave)
    result = await net.fetch(URL, size=max(100_000, len(body)))
    assert isinstance(result, Content), result
    assert result.body == body


# What a server does, and what it is refused for.
REFUSED: dict[str, tuple[Behaviour, str]] = {
    "larger, and says so": (answers(ok(b"a" * 100_001)), "too-large"),
    "much larger, and says so": (answers(OK + b"Content-Length: 99999999999999999999\r\n\r\n"), "too-large"),
    "endless, until it closes": (goes_on(OK + b"\r\n", b"a" * 10_000), "too-large"),
    "endless chunks": (goes_on(CHUNKED, chunk(b"a" * 5000)), "too-large"),
    "endless chunks of a byte": (goes_on(CHUNKED, chunk(b"a") * 5000), "too-large"),
    "endless words beside chunks": (goes_on(CHUNKED, b"1;" + b"a" * 1000 + b"\r\na\r\n"), "too-large"),
    "a bomb of a hundred million bytes": (answers(ok(bomb(100_000_000), GZIPPED)), "too-large"),
    "a bomb in members": (answers(ok(bomb(50_000) * 100, GZIPPED)), "too-large"),
    "endless empty members": (goes_on(OK + GZIPPED.encode() + b"\r\n\r\n", packed(b"") * 100), "expands"),
    "packed twice": (answers(ok(packed(packed(b"one")), "Content-Encoding: gzip, gzip")), "encoding"),
    "packed twice, in two headers": (answers(ok(packed(packed(b"one")), GZIPPED, GZIPPED)), "encoding"),
    "deflate": (answers(ok(deflated(b"one"), "Content-Encoding: deflate")), "encoding"),
    "br": (answers(ok(b"\x0b\x01\x80one\x03", "Content-Encoding: br")), "encoding"),
    "zstd": (answers(ok(b"\x28\xb5\x2f\xfd", "Content-Encoding: zstd")), "encoding"),
    "an unknown encoding": (answers(ok(b"one", "Content-Encoding: secret")), "encoding"),
    "an endless header": (goes_on(OK + b"X: ", b"a" * 1000), "headers"),
    "endless headers": (goes_on(OK, b"X: a\r\n" * 100), "headers"),
    "a large header": (answers(ok(b"one", "X: " + "a" * 40_000)), "headers"),
    "many small headers": (answers(ok(b"one", *(f"X-{number}: a" for number in range(200)))), "headers"),
    "endless hints before the answer": (
        goes_on(b"", b"HTTP/1.1 103 Early Hints\r\nLink: </x>\r\n\r\n" * 20),
        "headers",
    ),
    "an endless status line": (goes_on(b"HTTP/1.1 200 ", b"a" * 1000), "headers"),
}


@pytest.mark.parametrize(("behave", "reason"), REFUSED.values(), ids=REFUSED)
async def test_what_is_refused(net: LittleInternet, behave: Behaviour, reason: str) -> None:
    await net.serve(behave)
    result = await net.fetch(URL, size=100_000)
    assert isinstance(result, Refused), result
    assert result.reason == reason


async def test_a_bomb_within_the_size_is_refused_for_what_it_becomes(net: LittleInternet) -> None:
    await net.serve(answers(ok(bomb(10_000_000), GZIPPED)))
    result = await net.fetch(URL, size=50_000_000)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.EXPANDS


async def test_a_bomb_fills_no_memory() -> None:
    bytes_of_bomb = bomb(50_000_000)

    async def raw():
        yield bytes_of_bomb

    tracemalloc.start()
    try:
        with pytest.raises(FetchRefusedError):
            await take(raw(), "gzip", 1_000_000_000)
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 10_000_000  # a hundred times what came, and not a thousand times


async def test_what_is_unpacked_leaves_the_loop_to_others() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def raw():
        yield packed(random.Random(1).randbytes(5_000_000))

    other = asyncio.create_task(others())
    await take(raw(), "gzip", 10_000_000)
    other.cancel()
    assert turns > 50


async def test_shreds_leave_the_loop_to_others_and_are_not_taken_for_ever() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    async def raw():
        while True:
            yield b"a"

    other = asyncio.create_task(others())
    with pytest.raises(FetchRefusedError):
        await take(raw(), "", 100_000_000)
    other.cancel()
    assert turns > 50


# What a server does, and what that is called.
FAILED: dict[str, tuple[Behaviour, str]] = {
    "closes at once": (answers(), "cut"),
    "closes within the header": (answers(OK + b"Content-Le"), "cut"),
    "closes within the content": (answers(OK + b"Content-Length: 100\r\n\r\none"), "cut"),
    "closes within a chunk": (answers(CHUNKED + b"64\r\none"), "cut"),
    "closes before the last chunk": (answers(CHUNKED + chunk(b"one")), "cut"),
    "closes within what is packed": (answers(ok(packed(b"one" * 1000)[:-4], GZIPPED)), "cut"),
    "packed, until it closes too early": (
        answers(OK + b"Content-Encoding: gzip\r\n\r\n" + packed(b"one")[:-1]),
        "cut",
    ),
    "HTTP/0.9": (answers(b"forum.example\n"), "no-http"),
    "HTTP/2": (answers(b"HTTP/2 200\r\n\r\n"), "no-http"),
    "HTTP/2 frames": (answers(b"\0\0\x12\x04\0\0\0\0\0" + b"\0" * 18), "no-http"),
    "another protocol": (answers(b"SSH-2.0-OpenSSH_9.6\r\n"), "no-http"),
    "a banner, and then nothing": (falls_silent(b"220 mail.example ESMTP\r\n"), "no-http"),
    "endless trailers": (goes_on(CHUNKED + chunk(b"one") + b"0\r\n", b"X: a\r\n" * 100), "no-http"),
    "another protocol from now on": (answers(b"HTTP/1.1 101 Switching\r\nUpgrade: x\r\n\r\n"), "no-http"),
    "noise": (answers(bytes(range(256)) * 20), "no-http"),
    "no status": (answers(b"HTTP/1.1 \r\n\r\n"), "no-http"),
    "a status of words": (answers(b"HTTP/1.1 OK 200\r\n\r\n"), "no-http"),
    "two lengths": (answers(OK + b"Content-Length: 3\r\nContent-Length: 5\r\n\r\nonetwo"), "no-http"),
    "a length below zero": (answers(OK + b"Content-Length: -3\r\n\r\none"), "no-http"),
    "a length in hex": (answers(OK + b"Content-Length: 0x3\r\n\r\none"), "no-http"),
    "a chunk without length": (answers(CHUNKED + b"x\r\none\r\n"), "no-http"),
    "a chunk with a length of ages": (answers(CHUNKED + b"f" * 40 + b"\r\none\r\n"), "no-http"),
    "an unknown transfer": (answers(OK + b"Transfer-Encoding: gzip, chunked\r\n\r\n"), "no-http"),
    "a header without name": (answers(OK + b": x\r\n\r\n"), "no-http"),
    "a header with a NUL": (answers(OK + b"X: a\0b\r\n\r\n"), "no-http"),
    "a header with spaces in its name": (answers(OK + b"Content Length : 3\r\n\r\none"), "no-http"),
    "says gzip and is none": (answers(ok(b"forum.example\n", GZIPPED)), "no-http"),
    "gzip with noise behind it": (answers(ok(packed(b"one") + b"noise", GZIPPED)), "no-http"),
    "gzip with a wrong sum": (answers(ok(packed(b"one")[:-8] + b"\0" * 8, GZIPPED)), "no-http"),
}


@pytest.mark.parametrize(("behave", "reason"), FAILED.values(), ids=FAILED)
async def test_what_fails(net: LittleInternet, behave: Behaviour, reason: str) -> None:
    await net.serve(behave)
    result = await net.fetch(URL)
    assert isinstance(result, Failed), result
    assert result.reason == reason


SLOW: dict[str, Behaviour] = {
    "says nothing": falls_silent(),
    "stops within the status": falls_silent(b"HTTP/1.1 20"),
    "stops within the header": falls_silent(OK + b"X: a\r\n"),
    "stops within the content": falls_silent(OK + b"Content-Length: 100\r\n\r\none"),
    "stops between chunks": falls_silent(CHUNKED + chunk(b"one")),
    "hints, and then nothing": falls_silent(b"HTTP/1.1 100 Continue\r\n\r\n"),
}


@pytest.mark.parametrize("behave", SLOW.values(), ids=SLOW)
async def test_no_server_takes_longer_than_the_time_for_all(net: LittleInternet, behave: Behaviour) -> None:
    await net.serve(behave)
    result = await net.fetch(URL, seconds=0.2)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.SLOW


async def test_a_silent_name_server_takes_no_longer_than_the_time_for_all(net: LittleInternet) -> None:
    net.names.silent.add("lists.example")
    result = await net.fetch(URL, seconds=0.1)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.SLOW


async def test_nobody_there(net: LittleInternet) -> None:
    result = await net.fetch(URL)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.UNREACHABLE
    result = await net.fetch("http://nowhere.example/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.UNKNOWN_NAME


@pytest.mark.parametrize(
    "status", [201, 204, 206, 300, 304, 305, 306, 400, 401, 403, 404, 407, 410, 429, 451, 500, 503, 599, 999]
)
async def test_any_other_status_is_no_content(net: LittleInternet, status: int) -> None:
    await net.serve(
        answers(f"HTTP/1.1 {status} Whatever\r\nLocation: /x\r\nContent-Length: 0\r\n\r\n".encode())
    )
    result = await net.fetch(URL)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.STATUS
    assert [hop.status for hop in result.hops] == [status]


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("120", timedelta(seconds=120)),
        ("Mon, 01 Jun 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Mon, 01 Jun 2026 11:00:00 GMT", timedelta(0)),
        ("9999999999", timedelta(days=7)),
        ("99999999999999999999999999", None),
        ("-5", None),
        ("soon", None),
    ],
)
async def test_how_long_a_server_wants_to_be_left_alone(
    net: LittleInternet, said: str, wait: timedelta | None
) -> None:
    await net.serve(
        answers(f"HTTP/1.1 503 Busy\r\nRetry-After: {said}\r\nContent-Length: 0\r\n\r\n".encode())
    )
    result = await net.fetch(URL)
    assert isinstance(result, Failed)
    assert result.retry_after == wait
