"""What an operator's file of support resources may say."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.reports.support import (
    BadEntry,
    Resource,
    countries_of,
    in_order,
    languages_of,
    read_resources,
)

TODAY = date(2026, 3, 1)
FINE: dict[str, Any] = {
    "name": "A place",
    "url": "https://helpline.example",
    "phone": "+00 000 0000",
    "language": "en",
    "verified_at": date(2026, 1, 31),
}


def read(*entries: Any) -> tuple[list[Resource], list[BadEntry]]:
    return read_resources(list(entries), TODAY, lambda code: code != "ZZ")


def test_a_whole_entry_and_one_with_a_phone_alone() -> None:
    good, bad = read(FINE, {"name": "B", "phone": "116 000", "verified_at": "2026-02-28"})
    assert bad == []
    assert [resource.phone for resource in good] == ["+00 000 0000", "116 000"]
    assert good[1].verified_at == date(2026, 2, 28)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"name": ""}, "name"),
        ({"name": 5}, "name"),
        ({"name": "line\nbreak"}, "name"),
        ({"url": "http://helpline.example"}, "url"),
        ({"url": "https://x> @everyone"}, "url"),
        ({"url": "", "phone": ""}, "url"),
        ({"phone": "call us"}, "phone"),
        ({"language": "English"}, "language"),
        ({"language": 5}, "language"),
        ({"language": {"en": 1}}, "language"),
        ({"language": ["en", 5]}, "language"),
        ({"language": ["en"] * 9}, "language"),
        ({"country": "Germany"}, "country"),
        ({"country": "ZZ"}, "country"),
        ({"country": ["DE"]}, "country"),
        ({"name": "right \u202e left"}, "name"),
        ({"text": "\ud800"}, "text"),
        ({"url": "https://helpline.example/\u202e"}, "url"),
        ({"region": "x" * 41}, "region"),
        ({"verified_at": "yesterday"}, "verified_at"),
        ({"verified_at": "2026-03-02"}, "verified_at"),
        ({"verified_at": 5}, "verified_at"),
        ({"telephone": "1"}, "telephone"),
    ],
)
def test_a_malformed_entry_is_left_out_and_named(change: dict[str, Any], field: str) -> None:
    good, bad = read(FINE, {**FINE, **change}, FINE)
    assert len(good) == 2
    assert bad == [BadEntry(2, field)]


@pytest.mark.parametrize("entries", [{"name": "x"}, "text", b"text", None, 5, [FINE] * 101])
def test_what_is_no_list_of_entries(entries: object) -> None:
    with pytest.raises(ValueError, match="no list"):
        read_resources(entries, TODAY)


json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20) | st.dates(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*FINE, "region", "text", "country", "x"]), inner, max_size=8)
    ),
    max_leaves=20,
)


@given(st.lists(json, max_size=5))
def test_each_entry_is_taken_or_named_whatever_it_is(entries: list[Any]) -> None:
    good, bad = read_resources(entries, TODAY)
    assert len(good) + len(bad) == len(entries)


def test_after_180_days_somebody_must_look_again() -> None:
    (resource,), _ = read(FINE)
    assert not resource.is_stale(resource.verified_at + timedelta(days=180))
    assert resource.is_stale(resource.verified_at + timedelta(days=181))


def test_those_that_speak_the_language_come_first() -> None:
    good, _ = read(
        FINE, {**FINE, "language": "ar", "name": "B"}, {**FINE, "language": ["fr", "ar"], "name": "C"}
    )
    assert [resource.name for resource in in_order(good, "ar")] == ["B", "C", "A place"]
    assert languages_of(good) == {"en", "ar", "fr"}


def test_a_country_leaves_out_what_helps_elsewhere_alone() -> None:
    everywhere = {**FINE, "name": "All"}
    good, _ = read(everywhere, {**FINE, "country": "DE", "name": "B"}, {**FINE, "country": "FR", "name": "C"})
    assert [each.name for each in in_order(good, "en", country="DE")] == ["B", "All"]
    assert [each.name for each in in_order(good, "en", country="EG")] == ["All"]
    assert [each.name for each in in_order(good, "en", speaking="de")] == []
    assert countries_of(good) == {"DE", "FR"}
