"""Which addresses are those of shorteners, and what is read of the places that they name."""

from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.links import canonical
from core.links.hosts import is_host_name
from core.lists.held_places import belongs_to_many
from core.lists.shorteners.answers import BEHIND, LONGEST_TARGET, kept_target, links_behind, opens
from core.lists.shorteners.hosts import SHORTENERS, Shorteners

KNOWN = Shorteners([("127.0.0.1", 8080)])


def test_each_host_has_a_date_and_a_page_of_its_own_as_source() -> None:
    text = files("core.lists.shorteners").joinpath("data", "hosts.txt").read_text(encoding="utf-8")
    lines = [line.split() for line in text.splitlines() if line and not line.startswith("#")]
    assert len({host for host, *_ in lines}) == len(lines) == len(SHORTENERS)
    for host, day, looked, page in lines:
        assert is_host_name(host)
        assert day.startswith("20")
        assert looked in {"read", "named"}
        assert page.startswith("https://")


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://bit.ly/AbC", "bit.ly"),
        ("http://www.bit.ly/AbC?x=1#y", "bit.ly"),
        ("BIT.LY/AbC", "bit.ly"),
        ("http://127.0.0.1:8080/x", "127.0.0.1:8080"),
        ("https://bit.ly/", ""),
        ("https://bit.ly/?x=1", ""),
        ("https://x.bit.ly/AbC", ""),
        ("https://notbit.ly/AbC", ""),
        ("https://bit.ly.evil.example/AbC", ""),
        ("https://bit.ly:8443/AbC", ""),
        ("http://127.0.0.1:8081/x", ""),
        ("http://127.0.0.1/x", ""),
        ("https://evil.example/bit.ly/x", ""),
    ],
)
def test_a_short_link_is_a_page_of_a_shortener(address: str, host: str) -> None:
    link = canonical(address)
    assert link is not None
    assert KNOWN.host_of(link) == host


@pytest.mark.parametrize(
    ("target", "question"),
    [
        ("http://tinyurl.com/B#x", ("tinyurl.com", "https://tinyurl.com/B")),
        ("https://www.shorturl.at/b?x=1", ("shorturl.at", "https://www.shorturl.at/b?x=1")),
        ("http://127.0.0.1:8080/b", ("127.0.0.1:8080", "http://127.0.0.1:8080/b")),
        ("https://evil.example/x", None),
        ("https://user:pw@bit.ly/x", None),
        ("https://bit.ly:8443/x", None),
        ("https://bit.ly/", None),
        ("javascript:alert(1)", None),
        ("", None),
    ],
)
def test_a_hop_is_asked_only_where_it_is_a_short_link(target: str, question: tuple[str, str] | None) -> None:
    assert KNOWN.next_question(target) == question


def test_a_page_of_a_shortener_holds_that_page_alone() -> None:
    """One report of a short link must not keep Rowan from all of the shortener."""
    assert all(belongs_to_many(host) for host in SHORTENERS)


def test_what_is_behind_is_no_surer_than_the_short_link() -> None:
    outer = canonical("bit .ly/AbC")
    assert outer is not None
    assert outer.guess
    (found,) = links_behind(outer, ["https://evil.example/x"])
    assert (found.canonical, found.guess) == ("evil.example/x", outer.guess)
    assert found.how == (*outer.how, BEHIND)


def test_a_browser_opens_no_script_that_a_redirect_names() -> None:
    for target in (
        "javascript:alert(1)",
        "JavaScript:x",
        "data:text/html,x",
        "file:///etc/passwd",
        "about:blank",
    ):
        assert not opens(target)
    for target in ("https://a.example/", "tg://resolve?domain=x", "ftp://a.example/"):
        assert opens(target)


@given(st.text(max_size=300))
def test_a_target_is_a_strangers_text_and_harms_nothing(text: str) -> None:
    outer = canonical("https://bit.ly/AbC")
    assert outer is not None
    target, _ = kept_target(f"https://{text}")
    assert len(target) <= LONGEST_TARGET
    KNOWN.next_question(target)
    KNOWN.next_question(text)
    for link in links_behind(outer, [target, kept_target(text)[0]]):
        assert link.canonical
        target.encode()
