"""Hostile addresses: what each is refused for. For none of them is a name server asked or a connection opened."""

import pytest

from net.base.resolver import Answer
from services.base.fetching import Content, Failed, FailureReason, FetchRequest, RefusalReason, Refused
from tests.net.base.loopback import PUBLIC, LittleInternet, answers, ok
from tests.net.base.test_networks import BAD_4, BAD_6

# An address as it is typed, and why it is not asked.
HOSTILE = {
    # other schemes
    "ftp://lists.example/x": "scheme",
    "file:///etc/passwd": "scheme",
    "gopher://lists.example:70/x": "scheme",
    "javascript:alert(1)": "scheme",
    "data:text/plain,x": "scheme",
    "ws://lists.example/": "scheme",
    "dict://lists.example:11211/stat": "scheme",
    "unix:///run/docker.sock": "scheme",
    "blob:https://lists.example/x": "scheme",
    "view-source:https://lists.example/": "scheme",
    # no addresses at all
    "": "malformed",
    "lists.example": "malformed",
    "lists.example/x": "malformed",
    "//lists.example/x": "malformed",
    "http://": "malformed",
    "http:///": "malformed",
    "http://[": "malformed",
    "http://[::1": "malformed",
    "http://:80/": "malformed",
    "http://./": "malformed",
    "http://lists..example/": "malformed",
    "http://.lists.example/": "malformed",
    "http://lists.example../": "malformed",
    "http://-lists.example/": "malformed",
    "http://lists-.example/": "malformed",
    "http://lists.example /": "malformed",
    "http://lists.exa mple/": "malformed",
    " http://lists.example/": "malformed",
    "http://lists.example/\r\nHost: other.example": "malformed",
    "http://lists.example/\tx": "malformed",
    "http://lists.example/\x00": "malformed",
    "ht\ntp://lists.example/": "malformed",
    "http://lists.example\x7f/": "malformed",
    "http://lists.example%00.other.example/": "malformed",
    "http://lists%2eexample%2fx/": "malformed",
    "http://lists|.example/": "malformed",
    "http://*.example/": "malformed",
    f"http://{'a' * 64}.example/": "malformed",
    f"http://{'a.' * 130}example/": "malformed",
    f"http://lists.example/{'a' * 2048}": "malformed",
    f"http://lists.example/{'ä' * 700}": "malformed",
    "http://1.2.3.4.5/": "malformed",
    "http://256.256.256.256/": "malformed",
    "http://4294967296/": "malformed",
    "http://0x100000000/": "malformed",
    "http://[fe80::1%25eth0]/": "malformed",
    "http://[fe80::1%eth0]/": "malformed",
    "http://[::ffff:127.0.0.1.]/": "malformed",
    "http://[v1.fe80::1]/": "malformed",
    "http://lists.example:65536/": "malformed",
    "http://lists.example:-1/": "malformed",
    "http://lists.example:80a/": "malformed",
    # an address that carries more addresses than can be looked through
    f"http://lists.example/{'https://b.co.uk/?%3A%2F%2F%2e' * 65}": "tangled",
    f"http://lists.example/{'%2e' * 650}": "tangled",
    # ports
    "http://lists.example:0/": "port",
    "http://lists.example:22/": "port",
    "http://lists.example:8080/": "port",
    "https://lists.example:8443/": "port",
    "http://lists.example:65535/": "port",
    "http://127.0.0.1:6379/": "port",
    # users and passwords
    "http://user@lists.example/": "credentials",
    "http://user:password@lists.example/": "credentials",
    "http://:password@lists.example/": "credentials",
    "http://@lists.example/": "credentials",
    "http://:@lists.example/": "credentials",
    "http:lists.example@10.0.0.1/": "credentials",
    "http://lists.example@10.0.0.1/": "credentials",
    "http://lists.example%40@10.0.0.1/": "credentials",
    "http://10.0.0.1\\@lists.example/": "not-public",
    # names that only private networks know
    "http://localhost/": "local-name",
    "http://LOCALHOST/": "local-name",
    "http://localhost./": "local-name",
    "http://x.localhost/": "local-name",
    "http://router/": "local-name",
    "http://printer.local/": "local-name",
    "http://metadata.google.internal/": "local-name",
    "http://nas.home.arpa/": "local-name",
    "http://wiki.corp/": "local-name",
    "http://forum.onion/": "local-name",
    "http://ｌｏｃａｌｈｏｓｔ/": "local-name",
    "http://loc\u00adalhost/": "local-name",
    # IPv4 in other notations
    "http://127.1/": "disguised",
    "http://2130706433/": "disguised",
    "http://0x7f000001/": "disguised",
    "http://0x7f.1/": "disguised",
    "http://017700000001/": "disguised",
    "http://0177.0.0.1/": "disguised",
    "http://127.0.0.01/": "disguised",
    "http://0/": "disguised",
    "http://①②⑦.0.0.1/": "disguised",
    "http://１２７.0.0.1/": "disguised",
    "http://127。0。0。1/": "disguised",
    "http://%31%32%37.0.0.1/": "disguised",
    "http://127.0.0.1./": "disguised",
    "http:127.1": "disguised",
    "http:\\\\127.1\\x": "disguised",
    "https://1.1/": "disguised",
    "http://127.0.0.0x/": "disguised",
    # IPv4 and IPv6 as they are
    **{f"http://{address}/": "not-public" for address in BAD_4},
    **{f"https://[{address}]/": "not-public" for address in BAD_6},
    "http:127.0.0.1": "not-public",
    "http:/127.0.0.1": "not-public",
    "http:////127.0.0.1/": "not-public",
    "http:\\\\127.0.0.1\\x": "not-public",
    "http://127.0.0.1?@lists.example/": "not-public",
    "http://127.0.0.1#@lists.example/": "not-public",
    "http://127.0.0.1:80/": "not-public",
    "http://127.0.0.1:00080/": "not-public",
    "http://[0:0:0:0:0:0:0:1]/": "not-public",
    "http://[0000::1]:80/": "not-public",
    "http://[::FFFF:7F00:1]/": "not-public",
}


@pytest.mark.parametrize(("url", "reason"), HOSTILE.items())
async def test_a_hostile_address_is_refused_before_anybody_is_asked(
    net: LittleInternet, url: str, reason: str
) -> None:
    result = await net.fetch(url)
    assert isinstance(result, Refused), result
    assert result.reason == reason
    assert (net.names.asked, net.dialled) == ([], [])


# What name servers answer, and what becomes of it.
ANSWERS = {
    "loopback": (("127.0.0.1",), "not-public"),
    "a private one beside a public one": ((PUBLIC, "10.0.0.1"), "not-public"),
    "a private one behind three public ones": (
        (PUBLIC, "1.1.1.1", "8.8.8.8", "169.254.169.254"),
        "not-public",
    ),
    "IPv6 loopback beside a public IPv4": ((PUBLIC, "::1"), "not-public"),
    "IPv4 in IPv6": (("::ffff:93.184.215.14",), "not-public"),
    "a translated one": (("64:ff9b::5db8:d70e",), "not-public"),
    "a link's own, with a zone": (("fe80::1%2",), "not-public"),
    "thousands, the last of them private": (
        (*(f"93.184.{n // 250}.{n % 250}" for n in range(5000)), "10.1.1.1"),
        "not-public",
    ),
    "no IP address": (("lists.example",), "not-public"),
    "none": ((), "unknown-name"),
}


@pytest.mark.parametrize(("addresses", "reason"), ANSWERS.values(), ids=ANSWERS)
async def test_every_answer_of_the_name_servers_must_be_public(
    net: LittleInternet, addresses: tuple[str, ...], reason: str
) -> None:
    net.name("lists.example", *addresses)
    result = await net.fetch("http://lists.example/")
    assert isinstance(result, Refused | Failed)
    assert result.reason == reason
    assert net.dialled == []


async def test_a_name_is_resolved_once_and_the_checked_address_is_connected_to(net: LittleInternet) -> None:
    await net.serve(answers(ok(b"list")))
    rebinding = net.names.answers

    class Rebinds(dict[str, Answer]):
        """Public at the first question, private at every other."""

        def __getitem__(self, host: str) -> Answer:
            return rebinding[host] if len(net.names.asked) == 1 else Answer(("127.0.0.1",))

    net.names.answers = Rebinds(rebinding)
    assert isinstance(await net.fetch("http://lists.example/"), Content)
    assert (net.names.asked, net.dialled) == (["lists.example"], [(PUBLIC, 80)])


async def test_the_next_address_is_tried_where_one_does_not_answer_but_not_all_of_thousands(
    net: LittleInternet,
) -> None:
    net.name("lists.example", "2606:4700::1", PUBLIC)
    await net.serve(answers(ok(b"list")))
    result = await net.fetch("http://lists.example/")
    assert isinstance(result, Content)
    assert [hop.address for hop in result.hops] == [PUBLIC]
    assert net.dialled == [("2606:4700::1", 80), (PUBLIC, 80)]

    net.dialled.clear()
    net.name("far.example", *(f"93.184.{n // 250}.{n % 250}" for n in range(5000)))
    result = await net.fetch("http://far.example/")
    assert isinstance(result, Failed)
    assert result.reason is FailureReason.UNREACHABLE
    assert len(net.dialled) == 3


@pytest.mark.parametrize(
    "url",
    [
        "http://lists.example/",
        "http://LISTS.example./",
        "http://lists.example:80/",
        "http://lists.example:/",
        "http:/lists.example",
        "http://ℓists.example/",
        "http://lists。example/",
        "http://li\u00adsts.example/",
        "http://lists.example/#fragment",
        f"http://{PUBLIC}/",
        f"http://lists.example/?credential=A%2F2026%2Fs3&token={'IQoJb3JpZ2luX2VjEJr%2F%2F' * 30}&sig={'0123456789abcdef' * 4}",
    ],
)
async def test_what_is_only_oddly_written_is_asked(net: LittleInternet, url: str) -> None:
    head: list[bytes] = []
    await net.serve(answers(ok(b"list"), head=head))
    assert isinstance(await net.fetch(url), Content)
    assert head[0].startswith(b"GET /")
    assert f"\r\nHost: {PUBLIC if PUBLIC in url else 'lists.example'}\r\n".encode() in head[0]


@pytest.mark.parametrize(
    ("held", "url"),
    [
        ("lists.example", "http://lists.example/"),
        ("example", "http://lists.example/"),
        ("lists.example", "http://LISTS.example./x"),
        (PUBLIC, f"http://{PUBLIC}/"),
        ("forum.example", "http://lists.example/?url=https://forum.example/x"),
        ("forum.example", "http://lists.example/web/2020/https://forum.example/x"),
        ("forum.example", "http://lists.example/?url=https%3A%2F%2Fforum.example%2Fx"),
    ],
)
async def test_not_even_the_name_servers_of_a_held_place_are_asked(
    net: LittleInternet, held: str, url: str
) -> None:
    net.held.hosts = {held}
    result = await net.fetch(url)
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.HELD
    assert (net.names.asked, net.dialled) == ([], [])


@pytest.mark.parametrize("held", ["forum.example", PUBLIC])
async def test_a_name_that_leads_to_a_held_place_is_not_connected_to(net: LittleInternet, held: str) -> None:
    net.name("lists.example", PUBLIC, canonical="cdn.forum.example")
    net.held.hosts = {held}
    result = await net.fetch("http://lists.example/")
    assert isinstance(result, Refused)
    assert result.reason is RefusalReason.HELD
    assert net.dialled == []


async def test_only_the_exact_pairs_of_tests_are_let_through(net: LittleInternet) -> None:
    port, other = await net.listen(answers(ok(b"list"))), await net.listen(answers(ok(b"list")))
    client = net.client([("127.0.0.1", port)])
    net.name("rebinds.example", "127.0.0.1")
    fine = await client.fetch(FetchRequest(f"http://127.0.0.1:{port}/"))
    assert isinstance(fine, Content)
    for url, reason in {
        f"http://127.0.0.1:{other}/": "port",
        f"http://127.0.0.2:{port}/": "port",
        f"http://127.1:{port}/": "disguised",
        f"http://[::1]:{port}/": "port",
        f"http://[::ffff:127.0.0.1]:{port}/": "port",
        f"http://localhost:{port}/": "local-name",
        f"http://rebinds.example:{port}/": "port",
        "http://rebinds.example/": "not-public",
        "http://127.0.0.1/": "not-public",
        f"http://{PUBLIC}:{port}/": "port",
    }.items():
        result = await client.fetch(FetchRequest(url))
        assert isinstance(result, Refused), url
        assert result.reason == reason, url


async def test_of_thousands_of_answers_only_those_are_looked_up_that_may_be_connected_to(
    net: LittleInternet,
) -> None:
    net.name("lists.example", *(f"93.184.{n // 250}.{n % 250}" for n in range(5000)))
    await net.fetch("http://lists.example/")
    assert 0 < len(net.held.asked) < 10
    assert {address for address, _ in net.dialled} <= set(net.held.asked)
