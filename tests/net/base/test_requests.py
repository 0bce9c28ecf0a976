"""What is sent to a server, what is kept of its headers, and what is left when a fetch is given up."""

import asyncio

import httpcore
import pytest

from core.base.errors import StorageBusy, Unavailable
from services.base.fetching import Content, FetchRequest, NotModified
from tests.net.base.loopback import LittleInternet, answers, ok

URL = "http://lists.example/list.txt"
OK = b"HTTP/1.1 200 OK\r\n"


async def test_what_is_sent_is_this_and_no_more(net: LittleInternet) -> None:
    head: list[bytes] = []
    await net.serve(answers(ok(b"one", "Set-Cookie: session=1; Path=/", 'ETag: "1"'), head=head))
    client = net.client()
    for _ in range(2):
        assert isinstance(await client.fetch(FetchRequest(URL)), Content)
    assert head == 2 * [
        (
            b"GET /list.txt HTTP/1.1\r\nHost: lists.example\r\nUser-Agent: Rowan\r\nAccept: */*\r\n"
            b"Accept-Encoding: gzip\r\nConnection: close\r\n\r\n"
        )
    ]


async def test_who_asks_says_which_kind_of_answer_it_reads(net: LittleInternet) -> None:
    head: list[bytes] = []
    await net.serve(answers(ok(b"one"), head=head))
    await net.client().fetch(FetchRequest(URL, accept="application/dns-message"))
    assert b"\r\nAccept: application/dns-message\r\n" in head[0]


async def test_an_ipv6_address_is_asked_as_such(net: LittleInternet) -> None:
    head: list[bytes] = []
    await net.serve(answers(ok(b"one"), head=head), "2606:4700::1111")
    result = await net.fetch("http://[2606:4700:0:0:0::1111]/x")
    assert isinstance(result, Content)
    assert head[0].startswith(b"GET /x HTTP/1.1\r\nHost: [2606:4700::1111]\r\n")
    assert net.names.asked == []


async def test_where_the_lists_cannot_be_asked_nothing_is(
    net: LittleInternet, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def hold(_links: object) -> bool:
        raise StorageBusy

    monkeypatch.setattr(net.held, "hold", hold)
    with pytest.raises(Unavailable):
        await net.fetch(URL)
    assert (net.names.asked, net.dialled) == ([], [])


class Pieces(httpcore.AsyncNetworkStream):
    """A connection over which these pieces come, each at once if whoever reads takes as much."""

    def __init__(self, *pieces: bytes) -> None:
        self.pieces = list(pieces)
        self.closed = False

    async def read(self, max_bytes: int, *_: object) -> bytes:
        if not self.pieces:
            return b""
        piece, rest = self.pieces[0][:max_bytes], self.pieces[0][max_bytes:]
        self.pieces[:1] = [rest] if rest else []
        return piece

    async def write(self, buffer: bytes, *_: object) -> None:
        pass

    async def aclose(self) -> None:
        self.closed = True


async def test_content_that_comes_along_with_the_header_is_no_header(
    net: LittleInternet, monkeypatch: pytest.MonkeyPatch
) -> None:
    body = b"a" * 300_000
    stream = Pieces(b"HTTP/1.1 200 OK\r\n", b"Content-Length: 300000\r\n\r\n" + body)

    async def dial(*_: object) -> Pieces:
        return stream

    monkeypatch.setattr(net, "dial", dial)
    result = await net.fetch(URL)
    assert isinstance(result, Content)
    assert result.body == body
    assert stream.closed


async def test_it_is_sent_again_only_where_it_changed(net: LittleInternet) -> None:
    date = "Mon, 01 Jun 2026 10:00:00 GMT"
    await net.serve(
        answers(
            ok(b"one", 'ETag: W/"a"', f"Last-Modified: {date}", "Content-Type: Text/Plain; charset=utf-8")
        )
    )
    result = await net.fetch(URL)
    assert isinstance(result, Content)
    assert (result.etag, result.last_modified, result.media_type) == (
        'W/"a"',
        date,
        "text/plain; charset=utf-8",
    )
    assert result.length_said

    head: list[bytes] = []
    await net.serve(answers(b"HTTP/1.1 304 Not Modified\r\nContent-Length: 100\r\n\r\n", head=head))
    result = await net.fetch(URL, etag=result.etag, last_modified=result.last_modified)
    assert isinstance(result, NotModified)
    assert b'\r\nIf-None-Match: W/"a"\r\nIf-Modified-Since: ' + date.encode() in head[0]


@pytest.mark.parametrize(
    "etag", ["a", '"a', '"a"\r\nX: y', '"\x00"', '"ä"', '"' + "a" * 300 + '"', '"a" "b"']
)
async def test_what_is_no_version_is_neither_kept_nor_sent(net: LittleInternet, etag: str) -> None:
    head: list[bytes] = []
    await net.serve(answers(ok(b"one", "ETag: nothing", "Last-Modified: yesterday"), head=head))
    result = await net.fetch(URL, etag=etag, last_modified="yesterday\r\nX: y")
    assert isinstance(result, Content)
    assert (result.etag, result.last_modified) == ("", "")
    assert b"if-" not in head[0].lower()


async def test_it_is_said_whether_the_end_can_be_known(net: LittleInternet) -> None:
    await net.serve(answers(OK + b"\r\none"))
    result = await net.fetch(URL)
    assert isinstance(result, Content)
    assert not result.length_said


async def test_a_fetch_that_is_given_up_leaves_no_connection(net: LittleInternet) -> None:
    closed = asyncio.Event()

    async def behave(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        began.set()
        await reader.read()
        closed.set()

    began = asyncio.Event()
    await net.serve(behave)
    fetching = asyncio.create_task(net.fetch(URL))
    await began.wait()
    fetching.cancel()
    await asyncio.wait({fetching})
    assert fetching.cancelled()
    async with asyncio.timeout(30):
        await closed.wait()
