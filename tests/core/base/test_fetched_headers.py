"""What is believed of headers."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from core.base.fetched_headers import (
    LONGEST_WAIT,
    read_entity_tag,
    read_http_date,
    read_media_type,
    read_retry_after,
)

NOW = datetime(2026, 6, 1, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("said", "wait"),
    [
        ("0", timedelta(0)),
        ("120", timedelta(minutes=2)),
        (" 120\t", timedelta(minutes=2)),
        ("604800", LONGEST_WAIT),
        ("604801", LONGEST_WAIT),
        ("9999999999", LONGEST_WAIT),
        ("Mon, 01 Jun 2026 12:00:30 GMT", timedelta(seconds=30)),
        ("Monday, 01-Jun-26 12:00:30 GMT", timedelta(seconds=30)),
        ("Mon Jun  1 12:00:30 2026", timedelta(seconds=30)),
        ("Mon, 01 Jun 2026 14:00:30 +0200", timedelta(seconds=30)),
        ("Mon, 01 Jun 2020 12:00:00 GMT", timedelta(0)),
        ("Mon, 01 Jun 9999 12:00:00 GMT", LONGEST_WAIT),
        *(
            (said, None)
            for said in ("", " ", "-1", "+5", "1.5", "1e3", "0x10", "٥", "²", "soon", "NaN", "1 2", "1,2")
        ),
        *(
            (said, None)
            for said in ("99999999999", "Mon, 99 Jun 2026 12:00:00 GMT", "Mon, 01 Foo 2026 12:00:00 GMT")
        ),
        ("Mon, 01 Jun 99999 12:00:00 GMT", None),
        ("Mon, 01 Jun 2026 12:00:00 GMT; x" * 10, None),
    ],
)
def test_how_long_to_wait(said: str, wait: timedelta | None) -> None:
    assert read_retry_after(said, NOW) == wait


@given(some.one_of(some.text(), some.text("0123456789 ,:+-JanMonGMT", max_size=40)))
def test_whatever_is_said_there_is_an_answer_within_bounds(said: str) -> None:
    wait = read_retry_after(said, NOW)
    assert wait is None or timedelta(0) <= wait <= LONGEST_WAIT
    for read in (read_entity_tag, read_http_date, read_media_type):
        kept = read(said)
        assert kept.isascii()
        assert not kept or kept.isprintable()
        assert read(kept) == kept


@pytest.mark.parametrize("tag", ['"a"', 'W/"a"', '""', '"a,b;c/d"'])
def test_what_is_a_version(tag: str) -> None:
    assert read_entity_tag(f" {tag} ") == tag


@pytest.mark.parametrize(
    "tag", ["a", '"a', 'w/"a"', '"a"b"', '"a b"', '"\x7f"', '"ä"', '"a"\n', f'"{"a" * 201}"']
)
def test_what_is_none(tag: str) -> None:
    assert read_entity_tag(tag) == ""
