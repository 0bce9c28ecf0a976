"""What an operator may set about whom Rowan asks who serves listed sites."""

import pytest

from services.campaigns.providers.settings import ProviderSettings, read_provider_settings

RESOLVER = "https://resolver.example/dns-query"


def read(**values: str) -> tuple[ProviderSettings | None, list[str]]:
    named = {"PROVIDER_FACTS": "on", "DOH_RESOLVER": RESOLVER, "RDAP_SERVICE": "", "NET_TEST_ADDRESSES": ""}
    found = read_provider_settings(named | values)
    return found.settings, [key for key, _ in found.faults]


def test_it_is_off_unless_it_is_switched_on() -> None:
    for off in ("", "off", "no", "0", "OFF"):
        assert read(PROVIDER_FACTS=off) == (None, [])
    for on in ("on", "yes", "1", "On"):
        assert read(PROVIDER_FACTS=on) == (ProviderSettings(RESOLVER, "https://rdap.org/"), [])
    assert read(PROVIDER_FACTS="perhaps") == (None, ["config-switch"])


def test_it_needs_a_resolver_that_the_operator_names() -> None:
    assert read(DOH_RESOLVER="") == (None, ["config-no-resolver"])
    assert read(PROVIDER_FACTS="off", DOH_RESOLVER="") == (None, [])


@pytest.mark.parametrize(
    "address",
    [
        *("resolver.example", "http://resolver.example/dns-query", "ftp://resolver.example", "https://"),
        *("https://resolver.example/dns-query?dns=x", "https://resolver.example/#x", "https://localhost/q"),
        *("https://user@resolver.example/", "https://resolver.example:8443/", "http://127.0.0.1:9/dns-query"),
    ],
)
def test_addresses_are_whole_and_encrypted(address: str) -> None:
    for name in ("DOH_RESOLVER", "RDAP_SERVICE"):
        assert read(**{name: address}) == (None, ["config-https-address"])
    assert read(DOH_RESOLVER=address, PROVIDER_FACTS="off")[1] == ["config-https-address"]


def test_servers_of_tests_are_those_that_are_let_through() -> None:
    test = "http://127.0.0.1:9/dns-query"
    found, faults = read(DOH_RESOLVER=test, NET_TEST_ADDRESSES="127.0.0.1:8, 127.0.0.1:9")
    assert faults == []
    assert found is not None
    assert found.resolver == test
    assert read(DOH_RESOLVER=test, NET_TEST_ADDRESSES="127.0.0.1:90")[1] == ["config-https-address"]
