"""Hosts that are too wide to be listed whole, and those below a provider that may be."""

import re
from importlib.resources import files

import pytest

from core.links.hosts import is_icann_suffix
from core.links.popular import PROTECTED, SHARED, WIDE_PAGES
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


@pytest.mark.parametrize(
    "page",
    [
        "youtube.com/watch",
        "https://www.youtube.com/watch/",
        "m.youtube.com/Watch",
        "youtube.com/watch?feature=share",  # says nothing: what it tracks by is left out
        "reddit.com/r",
        "old.reddit.com/r/*",
        "x.com/i/status",
        "discord.com/channels",
        "cdn.discordapp.com/attachments",
        "en.wikipedia.org/wiki",
        "google.de/search",
        "docs.google.com/document/d",
        "amazon.co.jp/dp",
        "t.me/s",
        "||youtube.com/watch^",
    ],
)
def test_a_folder_of_a_popular_site_in_which_everybody_posts_is_not_listed(page):
    with pytest.raises(PatternError) as caught:
        parse_pattern(page)
    assert caught.value.reason == "pattern-wide-page"


@pytest.mark.parametrize(
    "page",
    [
        "youtube.com/watch?v=abcdefghijk",
        "youtube.com/@somebody",
        "reddit.com/r/somewhere",
        "cdn.discordapp.com/attachments/1/2/x.png",
        "en.wikipedia.org/wiki/Somebody",
        "t.me/somebody",
        "watch.example/watch",
        "youtube.com.example/watch",
        "google.example/search",
    ],
)
def test_what_stands_below_such_a_folder_is_listed(page):
    assert parse_pattern(page).kind in (PatternKind.PATH, PatternKind.QUERY)


def test_the_folders_of_popular_sites_stand_in_the_form_in_which_they_are_looked_for():
    assert len(WIDE_PAGES) > 50
    for host, paths in WIDE_PAGES.items():
        assert host in PROTECTED.above | SHARED, host
        assert paths, host
        for path in paths:
            assert path == path.lower().strip("/"), path
            with pytest.raises(PatternError, match="pattern-wide-page"):
                parse_pattern(f"{host}/{path}")
