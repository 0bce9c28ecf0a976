"""Which site an address is like, and what is like none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.links import Link, canonical
from core.lists.patterns import parse_pattern
from core.lists.resemblance import Likeness, Resemblance, SiteMark, look_of, looks_of, resembling


def link(text: str) -> Link:
    found = canonical(text)
    assert found is not None, text
    return found


def mark(pattern: str, site: str = "The forum", *, own: bool = True) -> SiteMark:
    return SiteMark(site, parse_pattern(pattern), own)


SAME_NAME = [
    ("murkhollow.net", "murkhollow.st/threads/1"),
    ("murkhollow.*", "www.murkhollow.co.uk"),
    ("=www.murkhollow.net", "murkhollow.hk"),
    ("murkhollow.net/page", "static.murkhollow.example"),
    ("murkhollow.net", "murkhollow.github.io"),
    ("murkhollow.net", "t.me/murkhollow/17"),
    ("t.me/MurkHollow", "murkhollow.net"),
    ("murkhollow.net", "tiktok.com/@murkhollow"),
    ("murkhollow.github.io", "murkhollow.net"),
]
ALIKE = [
    ("murkhollow.net", "murkho11ow.net"),
    ("murkhollow.net", "murk-hollow.example"),
    ("murkhollow.net", "rnurkhollow.net"),
    ("murkhollow.net", "m\u00farkhollow.net"),
    ("murkhollow.net", "\u043curkhollow.net"),
    ("murkhollow.net", "murkhoolow.net"),
]
NOT_ALIKE = [
    ("murkhollow.net", "murkhollows.net"),
    ("murkhollow.net", "hollow.net"),
    ("murkhollow.net", "notmurkhollow.net"),
    ("murkhollow.net", "murkhollow-news.net"),
    ("murkhollow.net", "example.net/murkhollow"),
    ("murkhollow.net", "youtube.com/murkhollow"),
    ("=news.co.uk", "news.example"),  # a word names no place
    ("=abc.example", "abc.net"),  # too short
    ("1234567.example", "1234567.net"),
    ("192.0.2.7", "192.0.2.8"),
    ("discord.gg/murkhollow", "murkhollow.net"),
    ("murkhollow.net", "discord.gg/murkhollow"),
    ("t.me/murkhollow", "t.me/otherplace"),
    ("sites.google.com/murkhollow", "sites.google.com/other"),
]


@pytest.mark.parametrize(("pattern", "seen"), SAME_NAME)
def test_the_same_name_under_another_ending_is_the_same_site(pattern: str, seen: str) -> None:
    assert resembling(link(seen), [mark(pattern)]) == Resemblance("The forum", Likeness.NAME)


@pytest.mark.parametrize(("pattern", "seen"), ALIKE)
def test_what_looks_like_it_is_offered(pattern: str, seen: str) -> None:
    found = resembling(link(seen), [mark(pattern)])
    assert found is not None, (look_of(parse_pattern(pattern)), looks_of(link(seen)))
    assert found == Resemblance("The forum", Likeness.LOOKS)


@pytest.mark.parametrize(("pattern", "seen"), NOT_ALIKE)
def test_near_misses_are_like_nothing(pattern: str, seen: str) -> None:
    try:
        known = mark(pattern)
    except ValueError:
        pytest.fail(f"{pattern} is no pattern")
    assert resembling(link(seen), [known]) is None


def test_the_nearest_site_is_chosen() -> None:
    seen = link("murkhollow.st")
    alike, named = mark("murkho11ow.net", "Alike"), mark("murkhollow.net", "Named", own=False)
    own, often = mark("murkhollow.org", "Own"), mark("murkhollow.info", "Often")
    assert resembling(seen, [alike, named]) == Resemblance("Named", Likeness.NAME)
    assert resembling(seen, [alike, named, own]) == Resemblance("Own", Likeness.NAME)
    assert resembling(seen, [own, often, mark("murkhollow.top", "Often")]) == Resemblance(
        "Often", Likeness.NAME
    )
    assert resembling(seen, []) is None


@given(st.permutations([mark("murkhollow.net", f"S{n % 3}", own=n % 2 == 0) for n in range(5)]))
def test_the_order_of_addresses_does_not_matter(marks: list[SiteMark]) -> None:
    seen = link("murkhollow.st")
    assert resembling(seen, marks) == resembling(seen, sorted(marks, key=lambda each: (each.site, each.own)))


@pytest.mark.parametrize(("pattern", "seen"), SAME_NAME + ALIKE)
def test_whatever_is_like_a_site_is_found_by_its_look(pattern: str, seen: str) -> None:
    assert look_of(parse_pattern(pattern)) in looks_of(link(seen))
