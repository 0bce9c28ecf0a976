"""What leads nowhere but into a network of one's own is no entry, however it is written; addresses of the web are."""

import pytest

from core.lists.patterns import Pattern, patterns_in

NAMES = [
    "10.0.0.1",
    "127.0.0.1",
    "127.9.9.9",
    "0.0.0.0",  # noqa: S104 - what is listed, not where anybody listens
    "100.64.1.1",
    "169.254.169.254",
    "172.31.0.1",
    "192.168.1.5",
    "224.0.0.251",
    "255.255.255.255",
    "240.0.0.1",
    "[::]",
    "[::1]",
    "[fe80::1]",
    "[fd00::1]",
    "[ff02::1]",
    "[::ffff:10.0.0.1]",
    "http://0x7f.1/",
    "http://2130706433/page",
    "192.168.1.5/admin",
    "192.168.1.5/login?user=1",
    "router.lan",
    "printer.local",
    "x.internal",
    "a.localhost",
    "localhost.localdomain",
    "localhost",
    "broadcasthost",
    "ip6-allnodes",
    "10.in-addr.arpa",
    "router.home.arpa",
    "com",
    "co.uk",
    "github.io",
]
LINES = [
    "{}",
    "0.0.0.0 {}",
    "127.0.0.1\t{}",
    "||{}^",
    "address=/{}/",
    'local-zone: "{}" static',
    "{} CNAME .",
    "domain:{}",
    "DOMAIN-SUFFIX,{},REJECT",
]


@pytest.mark.parametrize("line", LINES)
@pytest.mark.parametrize("name", NAMES)
def test_a_network_of_ones_own_is_no_entry(name: str, line: str) -> None:
    assert [found for _, found in patterns_in(line.format(name)) if isinstance(found, Pattern)] == []


@pytest.mark.parametrize(
    "name",
    ["203.0.113.9", "8.8.8.8", "172.32.0.1", "[2001:db8::1]", "x.example", "locals.example", "lan.example"],
)
def test_what_others_reach_is_one(name: str) -> None:
    assert [found.text for _, found in patterns_in(name) if isinstance(found, Pattern)] == [name]
