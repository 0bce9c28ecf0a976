"""Hosts that are too wide to be listed whole, and those below a provider that may be."""

import re
from importlib.resources import files

import pytest

from core.links.hosts import is_icann_suffix
from core.lists.patterns import PatternKind, parse_pattern
from core.lists.refusals import PatternError


@pytest.mark.parametrize(
    "host",
    [
        "core.windows.net",
        "run.app",
        "canva.site",
        "railway.app",
        "compute.amazonaws.com",
        "compute-1.amazonaws.com",
        "r.appspot.com",
        "replit.dev",
    ],
)
def test_a_host_above_a_private_suffix_carries_customers(host):
    with pytest.raises(PatternError) as caught:
        parse_pattern(host)
    assert caught.value.reason == "pattern-wide-host"
    assert parse_pattern("=" + host).kind is PatternKind.EXACT_HOST
    assert parse_pattern(host + "/page").kind is PatternKind.PATH


@pytest.mark.parametrize(
    "host",
    [
        "google.ro",
        "www.google.co.za",
        "google.com.ua",
        "maps.google.pl",
        "amazon.pl",
        "amazon.com.be",
        "amazon.co.jp",
        "ebay.fr",
        "ebay.com.au",
        "yahoo.fr",
        "yandex.kz",
        "tripadvisor.es",
        "airbnb.de",
        "paypal.de",
    ],
)
def test_a_popular_site_is_protected_in_every_country(host):
    with pytest.raises(PatternError) as caught:
        parse_pattern(host)
    assert caught.value.reason == "pattern-protected"


@pytest.mark.parametrize(
    "host", ["google.xyz", "amazon.top", "google.evil.ro", "google-ro.com", "ebay.cam", "amazon.ro.example"]
)
def test_such_a_name_under_another_ending_may_be_anybodys(host):
    assert parse_pattern(host).kind is PatternKind.HOST


@pytest.mark.parametrize(
    "provider",
    ["zendesk.com", "freshdesk.com", "typeform.com", "slack.com", "zoom.us", "azure.com", "okta.com"],
)
def test_below_a_provider_a_customers_name_may_be_listed(provider):
    assert parse_pattern("scam." + provider).kind is PatternKind.HOST
    with pytest.raises(PatternError):
        parse_pattern(provider)


@pytest.mark.parametrize(
    "host", ["app.slack.com", "support.zendesk.com", "mail.google.com", "gist.github.com"]
)
def test_the_own_places_of_a_provider_may_not(host):
    with pytest.raises(PatternError) as caught:
        parse_pattern(host)
    assert caught.value.reason == "pattern-protected"


@pytest.mark.parametrize(
    "host", ["scam.web.core.windows.net", "scam.a.run.app", "scam.my.canva.site", "scam.up.railway.app"]
)
def test_a_customers_host_below_a_private_suffix_may_be_listed(host):
    assert parse_pattern(host).kind is PatternKind.HOST


def test_the_list_of_country_hosts_holds_endings_that_are_sold():
    text = files("core.links").joinpath("data", "country_sites.txt").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    endings = [ending for line in lines for ending in line.rpartition(":")[2].split()]
    assert len(endings) > 500
    assert [ending for ending in endings if not is_icann_suffix(ending)] == [
        "com.be"
    ]  # a shop's, not a registry's
    assert [line for line in lines if not re.match(r"[a-z]+: | ", line)] == []
