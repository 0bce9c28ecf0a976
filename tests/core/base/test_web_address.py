"""Laws of reading an address that is to be fetched; tests/net/base/test_addresses.py has the hostile ones."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as some

from core.base.web_address import AddressFault, WebAddressError, links_of, links_of_hosts, read_web_address

PORTS = frozenset({80, 443})
BASE = read_web_address("https://lists.example/a/b?c", ports=PORTS)
PIECES = (
    *(
        "http://",
        "https://",
        "http:",
        "//",
        "/",
        "\\",
        "?",
        "#",
        "@",
        ":",
        "%",
        "..",
        ".",
        "[",
        "]",
        "%2e",
        "%00",
        "\t",
        " ",
    ),
    *(
        "lists.example",
        "127.0.0.1",
        "127.1",
        "0x7f.1",
        "::1",
        "localhost",
        "user",
        "80",
        "8080",
        "xn--",
        "ä",
        "１",
        "。",
        "a",
    ),
)
# So short that what they carry can always be looked through.
TEXTS = some.one_of(some.lists(some.sampled_from(PIECES), max_size=30).map("".join), some.text(max_size=200))


def _read(text: str, *, leading_on: bool = False):
    try:
        return read_web_address(text, base=BASE if leading_on else None, ports=PORTS)
    except WebAddressError as error:
        return error.fault


@given(text=TEXTS, leading_on=some.booleans())
@example(text="http://lists.example:8080/", leading_on=False)
@example(text="//lists.example:22", leading_on=True)
def test_what_was_read_reads_the_same_again(text: str, leading_on: bool) -> None:
    once = _read(text, leading_on=leading_on)
    if isinstance(once, AddressFault):
        return
    assert _read(once.url) == once
    assert once.port in PORTS
    assert once.scheme in ("http", "https")
    assert once.url.isascii()
    assert once.url.isprintable()
    assert not {" ", "@", "\\", "#"} & set(once.authority)
    assert once.target.startswith("/")
    assert "#" not in once.target
    assert once.literal is not None or (once.host.count(".") > 0 and not once.host[-1].isdigit())


@given(text=TEXTS)
def test_its_own_host_is_always_among_the_places_that_are_asked_about(text: str) -> None:
    address = _read(text)
    if isinstance(address, AddressFault):
        return
    keys = links_of(address)[0].keys
    host = address.host
    mapped = host.startswith("[") and any(key.count(".") == 3 for key in keys)
    assert mapped or host in keys or host.removeprefix("www.") in keys or links_of(address)[0].host in keys


@pytest.mark.parametrize(
    ("hosts", "expected"),
    [
        (("lists.example",), ["lists.example"]),
        (("",), []),
        (("2606:4700:0:0::1111", "93.184.215.14"), ["[2606:4700::1111]", "93.184.215.14"]),
        (("no host at all",), []),
    ],
)
def test_hosts_as_places(hosts: tuple[str, ...], expected: list[str]) -> None:
    assert [link.host for link in links_of_hosts(hosts)] == expected


@pytest.mark.parametrize(
    ("url", "carried"),
    [
        ("https://proxy.example/?u=https://forum.example/x", "forum.example"),
        ("https://proxy.example/https%3A%2F%2Fforum.example%2Fx", "forum.example"),
        ("https://web.archive.org/web/2020/http://forum.example/x", "forum.example"),
        ("https://forum-example.translate.goog/x", "forum.example"),
    ],
)
def test_a_place_that_another_fetches_for_us_is_asked_about_too(url: str, carried: str) -> None:
    address = _read(url)
    assert not isinstance(address, AddressFault)
    assert carried in {link.host for link in links_of(address)}
