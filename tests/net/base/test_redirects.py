"""Where an address leads on: each step is checked as if it had been typed, and there are five at most."""

import pytest

from services.base.fetching import Content, Failed, FailureReason, RefusalReason, Refused
from tests.net.base.loopback import PUBLIC, LittleInternet, answers, goes_on, leads_to, ok

URL = "http://lists.example/a/list.txt"
OTHER = "93.184.215.15"


async def _with_other(net: LittleInternet) -> list[bytes]:
    head: list[bytes] = []
    net.name("other.example", OTHER)
    await net.serve(answers(ok(b"list"), head=head), OTHER)
    return head


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("http://other.example/x?y=1#z", b"GET /x?y=1 "),
        ("HTTP://OTHER.EXAMPLE:80/x", b"GET /x "),
        ("//other.example/x", b"GET /x "),
        ("\thttp://other.example/x \t", b"GET /x "),
        ("\\\\other.example\\x", b"GET /x "),
        ("http:\\\\other.example/x@y", b"GET /x@y "),
    ],
)
async def test_it_leads_on(net: LittleInternet, status: int, place: str, asked: bytes) -> None:
    head = await _with_other(net)
    await net.serve(answers(leads_to(place, status, "Set-Cookie: a=b; Domain=example")))
    result = await net.fetch(URL, etag='"1"')
    assert isinstance(result, Content)
    assert head[0].startswith(asked + b"HTTP/1.1\r\nHost: other.example\r\n")
    assert not {b"cookie", b"referer", b"authorization", b"origin"} & _names(head[0])
    assert [(hop.address, hop.status) for hop in result.hops] == [(PUBLIC, status), (OTHER, 200)]


def _names(head: bytes) -> set[bytes]:
    return {line.partition(b":")[0].lower() for line in head.split(b"\r\n")}


@pytest.mark.parametrize(
    ("place", "asked"),
    [
        ("b.txt", "/a/b.txt"),
        ("/b.txt", "/b.txt"),
        ("../b.txt", "/b.txt"),
        ("?b", "/a/list.txt?b"),
        ("b@c/d", "/a/b@c/d"),
        ("./b:80", "/a/b:80"),
        ("/..//b", "//b"),
    ],
)
async def test_it_leads_on_at_the_same_host(net: LittleInternet, place: str, asked: str) -> None:
    await net.serve(answers(leads_to(place)))
    result = await net.fetch(URL, size=1000)
    assert result.hops[1].url == f"http://lists.example{asked}"


# Where it leads, and why nobody follows.
REFUSED = {
    "file:///etc/passwd": "scheme",
    "ftp://other.example/": "scheme",
    "gopher://other.example/": "scheme",
    "javascript:alert(1)": "scheme",
    "data:text/plain,one": "scheme",
    "about:blank": "scheme",
    "http://127.0.0.1/": "not-public",
    "http://[::1]/": "not-public",
    "http://169.254.169.254/latest/meta-data/": "not-public",
    "//10.0.0.1/": "not-public",
    "\\\\10.0.0.1\\x": "not-public",
    "http://0x7f.1/": "disguised",
    "//127.1/": "disguised",
    "http://localhost/": "local-name",
    "//router/": "local-name",
    "http://private.example/": "not-public",
    "http://other.example:22/": "port",
    "//other.example:8080/": "port",
    "http://user:password@other.example/": "credentials",
    "//user@other.example/": "credentials",
    "http://@other.example/": "credentials",
    "http://held.example/": "held",
    "http://x.held.example/": "held",
    "http://other.example/?to=http://held.example/": "held",
    "http://alias.example/": "held",
    "http://other.example/a b": "redirect-unreadable",
    "http://other.example/\x01": "redirect-unreadable",
    "http://öther.example/": "redirect-unreadable",
    "http://other.example/\u0080": "redirect-unreadable",
    "": "redirect-unreadable",
    "http://": "malformed",
    "http://other..example/": "malformed",
    "//[/": "malformed",
    f"/{'a' * 2048}": "malformed",
}


@pytest.mark.parametrize(("place", "reason"), REFUSED.items())
async def test_it_leads_where_nobody_follows(net: LittleInternet, place: str, reason: str) -> None:
    head = await _with_other(net)
    net.held.hosts = {"held.example"}
    net.name("held.example", OTHER)
    net.name("private.example", "10.0.0.1")
    net.name("alias.example", OTHER, canonical="held.example")
    await net.serve(answers(leads_to(place)))
    result = await net.fetch(URL)
    assert isinstance(result, Refused), result
    assert result.reason == reason
    assert head == []
    assert "held.example" not in net.names.asked
    assert result.hops[0].status == 302
    assert not any("password" in hop.url for hop in result.hops)


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        b"HTTP/1.1 302 Found\r\nLocation: /a\r\nLocation: /b\r\nContent-Length: 0\r\n\r\n",
    ],
)
async def test_it_does_not_say_where_to(net: LittleInternet, answer: bytes) -> None:
    await net.serve(answers(answer))
    result = await net.fetch(URL)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.REDIRECT_UNREADABLE


@pytest.mark.parametrize(("steps", "followed"), [(5, True), (6, False)])
async def test_five_steps_are_followed(net: LittleInternet, steps: int, followed: bool) -> None:
    asked: list[bytes] = []

    async def behave(reader, writer) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        number = len(asked)
        writer.write(leads_to(f"/{number}") if number <= steps else ok(b"list"))
        await writer.drain()

    await net.serve(behave)
    result = await net.fetch(URL)
    assert isinstance(result, Content) is followed
    if not followed:
        assert isinstance(result, Refused)
        assert result.reason is RefusalReason.REDIRECTS
    assert len(asked) == 6
    assert len(result.hops) == 6
    assert net.names.asked == ["lists.example"] * 6  # each step anew


@pytest.mark.parametrize(
    "place", [URL, "list.txt", "#x", "//lists.example./a/list.txt", "http://lists.example:80/a/list.txt"]
)
async def test_it_leads_back_to_itself(net: LittleInternet, place: str) -> None:
    await net.serve(answers(leads_to(place)))
    result = await net.fetch(URL)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.REDIRECT_LOOP
    assert len(net.dialled) == 1


async def test_a_name_that_rebinds_between_two_steps_is_seen(net: LittleInternet) -> None:
    async def behave(reader, writer) -> None:
        await reader.readuntil(b"\r\n\r\n")
        net.name("lists.example", "127.0.0.1")
        writer.write(leads_to("/next"))
        await writer.drain()

    await net.serve(behave)
    result = await net.fetch(URL)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.NOT_PUBLIC
    assert net.dialled == [(PUBLIC, 80)]


async def test_the_time_is_for_all_steps_together(net: LittleInternet) -> None:
    async def behave(reader, writer) -> None:
        asked = await reader.readuntil(b"\r\n\r\n")
        if b"/next" in asked:
            await reader.read()
        writer.write(leads_to("/next"))
        await writer.drain()

    await net.serve(behave)
    result = await net.fetch(URL, seconds=0.3)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.SLOW


async def test_what_stands_behind_a_redirect_is_not_read(net: LittleInternet) -> None:
    head = await _with_other(net)
    before = b"HTTP/1.1 302 Found\r\nLocation: http://other.example/\r\nContent-Encoding: gzip\r\n\r\n"
    await net.serve(goes_on(before, b"a" * 10_000))
    assert isinstance(await net.fetch(URL), Content)
    assert len(head) == 1
