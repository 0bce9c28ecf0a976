"""Names that are split, turned over, hidden in a path or parted by letters that nobody sees: how sure each of them is."""

import pytest

from tests.core.links.doubts.test_sure import guesses


@pytest.mark.parametrize(
    "text",
    [
        "goss\uffa0ipden.net",
        "goss\u1160ipden.net",
        "see goss\u3164ipden.net now",
        "live.gossipden.net has a stream of her house",
        "gossi\u0301\u0302\u0300pden.net",
        "gossipden.**net**",
    ],
)
def test_what_nobody_writes_by_accident_is_sure(text: str) -> None:
    assert guesses(text, "gossipden.net") == {""}


@pytest.mark.parametrize(
    ("text", "pattern", "guess"),
    [
        ("murkhol low.net", "murkhollow.net", "split name"),
        ("murkhol\nlow.net", "murkhollow.net", "line break"),
        ("gossipden...net", "gossipden.net", "doubled dot"),
        ("ƃossᴉdpǝu.uǝʇ", "gossipden.net", "upside-down letters"),
        ("https://click.mail.example/2s/gossipden.net/AbCd", "gossipden.net", "part of a path"),
        ("gössipden.net", "gossipden.net", "accents"),
        ("go\u0308ssipden.net", "gossipden.net", "accents"),  # as some systems write the same letter
        ("my new.house.it is big", "house.it", "sentence end"),
        ("i was tired.home.it was late", "home.it", "sentence end"),
    ],
)
def test_what_may_be_something_else_is_likely(text: str, pattern: str, guess: str) -> None:
    assert guesses(text, pattern) == {guess}


@pytest.mark.parametrize(
    ("text", "pattern"),
    [
        ("^gossipden.*net$", "gossipden.net"),
        ("grep 'gossipden.*net' log", "gossipden.net"),
        ("book\u3164corner.net", "bookcorner.net"),
        ("every book corner.net sells", "bookcorner.net"),
        ("night\nmarket.shop", "nightmarket.shop"),
        ("murkhol github.com", "murkholgithub.com"),
        ("waiting...net", "waiting.net"),
        ("https://github.com/x/gossipden.net", "gossipden.net"),
        ("https://click.mail.example/src/main.rs", "main.rs"),
    ],
)
def test_what_is_more_plainly_something_else_is_nothing(text: str, pattern: str) -> None:
    assert guesses(text, pattern) == set()
