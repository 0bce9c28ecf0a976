"""One step: where an address leads, told without going there and without reading what it gives."""

import pytest

from services.base.fetching import Failed, FailureReason, LedOn, RefusalReason, Refused, Stood
from tests.net.base.loopback import PUBLIC, LittleInternet, answers, falls_silent, goes_on, leads_to, ok

URL = "http://short.example/AbC"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
async def test_it_says_where_the_address_leads_and_nobody_goes_there(
    net: LittleInternet, status: int
) -> None:
    head: list[bytes] = []
    net.name("short.example", PUBLIC)
    await net.serve(answers(leads_to("https://evil.example/x", status, "Set-Cookie: a=b"), head=head))
    assert await net.step(URL) == LedOn("https://evil.example/x")
    assert net.names.asked == ["short.example"]
    assert "evil.example" not in net.held.asked
    assert head[0].startswith(b"GET /AbC HTTP/1.1\r\nHost: short.example\r\n")
    names = {line.partition(b":")[0].lower() for line in head[0].split(b"\r\n")}
    assert not {b"cookie", b"referer", b"authorization", b"origin"} & names
    assert await net.step(URL) == LedOn("https://evil.example/x")  # and no cookie is kept
    assert b"cookie" not in head[1].lower()


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("https://user:pw@evil.example:8443/p", "https://user:pw@evil.example:8443/p"),
        ("//evil.example\\x", "http://evil.example/x"),
        ("next", "http://short.example/next"),
        ("http://10.0.0.1/x", "http://10.0.0.1/x"),
        ("http://2130706433/", "http://127.0.0.1/"),
        ("http://evil.example/\xe9", "http://evil.example/%C3%A9"),
        ("http://evil.example/\xd8\xb9", "http://evil.example/%D8%B9"),
        ("http://evil.example/a b", "http://evil.example/a%20b"),
        ("https://evil.example/" + "a" * 20_000, "https://evil.example/" + "a" * 20_000),
    ],
)
async def test_a_target_may_be_anything(net: LittleInternet, location: str, target: str) -> None:
    net.name("short.example", PUBLIC)
    await net.serve(answers(leads_to(location)))
    assert await net.step(URL) == LedOn(target)
    assert net.names.asked == ["short.example"]


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n",
        leads_to("http://a.example/", 302, "Location: http://b.example/"),
        leads_to("http://"),
        leads_to("http://exa mple/"),
        leads_to("http://[::1"),
    ],
)
async def test_what_leads_nowhere_that_can_be_read_is_refused(net: LittleInternet, answer: bytes) -> None:
    net.name("short.example", PUBLIC)
    await net.serve(answers(answer))
    result = await net.step(URL)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.REDIRECT_UNREADABLE


async def test_a_page_is_not_read(net: LittleInternet) -> None:
    """A page that never ends, and one whose content would lead on: the status is all that is taken."""
    net.name("short.example", PUBLIC)
    await net.serve(goes_on(b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n", b"a" * 65_536))
    assert await net.step(URL) == Stood(200)
    await net.serve(answers(ok(b'<meta http-equiv="refresh" content="0;url=http://evil.example/">')))
    assert await net.step(URL) == Stood(200)


async def test_a_busy_shortener_says_how_long_it_wants_to_be_left_alone(net: LittleInternet) -> None:
    net.name("short.example", PUBLIC)
    await net.serve(answers(b"HTTP/1.1 429 Slow\r\nRetry-After: 30\r\nContent-Length: 0\r\n\r\n"))
    result = await net.step(URL)
    assert isinstance(result, Stood)
    assert result.status == 429
    assert result.retry_after is not None
    assert result.retry_after.total_seconds() == 30


async def test_a_held_shortener_is_not_asked(net: LittleInternet) -> None:
    net.held.hosts.add("short.example")
    result = await net.step(URL)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.HELD
    assert net.names.asked == []


async def test_a_silent_shortener_is_waited_for_so_long_at_most(net: LittleInternet) -> None:
    net.name("short.example", PUBLIC)
    await net.serve(falls_silent())
    result = await net.step(URL, seconds=0.05)
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.SLOW


async def test_what_cannot_be_asked_is_refused(net: LittleInternet) -> None:
    for url in (
        "javascript:alert(1)",
        "http://10.0.0.1/x",
        "http://short.example:81/x",
        "http://localhost/x",
        "",
    ):
        assert isinstance(await net.step(url), Refused), url
