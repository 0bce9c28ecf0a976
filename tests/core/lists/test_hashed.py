"""Hashed entries: each link that a pattern covers meets it, and no other does."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.links import Link, find_links
from core.lists.hashed import Met, hash_of, is_hash, whole_of
from core.lists.index import Index
from core.lists.patterns import Pattern, parse_pattern
from tests.conftest import examples


def links_in(text: str) -> list[Link]:
    return find_links(text, lambda _: True)


def covered(pattern: Pattern, links: list[Link]) -> list[str]:
    """The links that a hashed entry covers, as a look-up finds out."""
    met = Met(links)
    clear = met.in_clear(hash_of(pattern.key), whole_of(pattern))
    return [link.canonical for link in links if any(each.covers(link) for each in clear)]


PATTERNS = [
    "murkhollow.example",
    "=murkhollow.example",
    "murkhollow.*",
    "sub.murkhollow.example",
    "murkhollow.example/threads",
    "murkhollow.example/a/b/c/d/e/f/g/h",
    "murkhollow.example/" + "long" * 60,
    "murkhollow.example/x?id=5",
    "murkhollow.example/x?id=5&other=12&third=7",
    "murkhollow.example?id=5",
    "murkhollow.example/index.html",
    "murkhollow.example/a/index.php",
    "murkhollow.example/x?text=" + "y" * 200,
    "discord.gg/murkcode",
    "[2001:db8::1]",
    "192.0.2.77/a",
    "t.me/murkhollow",
]
LINKS = [
    *(
        "https://murkhollow.example",
        "https://www.murkhollow.example/threads/5",
        "https://x.murkhollow.example/a",
    ),
    *(
        "https://sub.murkhollow.example",
        "https://murkhollow.co.uk",
        "https://murkhollow.example/a/b/c/d/e/f/g/h/i",
    ),
    *("https://murkhollow.example/a/b/c/d/e/f/other", "https://murkhollow.example/" + "long" * 60),
    *("https://murkhollow.example/" + "long" * 50, "https://murkhollow.example/x?id=5"),
    *(
        "https://murkhollow.example/x?other=12&id=5&third=7&more=1",
        "https://murkhollow.example/x?other=12&id=6&third=7",
    ),
    *(
        "https://murkhollow.example/?id=5&a=b",
        "https://murkhollow.example/index.html",
        "https://murkhollow.example/a",
    ),
    *("https://murkhollow.example/a/index.php", "https://murkhollow.example/x?text=" + "y" * 200),
    *(
        "https://murkhollow.example/x?text=" + "y" * 199 + "z",
        "https://discord.gg/murkcode",
        "https://discord.gg/other",
    ),
    *(
        "https://[2001:db8::1]/x",
        "https://192.0.2.77/a/b",
        "https://192.0.2.77/b",
        "https://t.me/murkhollow/7",
    ),
]


@pytest.mark.parametrize("typed", PATTERNS, ids=lambda typed: typed[:40])
def test_a_hashed_entry_covers_what_the_same_entry_in_clear_covers(typed: str) -> None:
    pattern = parse_pattern(typed)
    links = [link for each in LINKS for link in links_in(each)]
    assert len(links) == len(LINKS)
    in_clear = [link.canonical for link in links if pattern.key in link.keys and pattern.covers(link)]
    assert in_clear
    assert covered(pattern, links) == in_clear


SEGMENT = st.sampled_from(["a", "b", "index.php", "index.html", "x" * 90])
PAGE = st.builds(
    lambda host, path, query: "/".join((host, *path)) + ("?" + "&".join(query) if query else ""),
    st.sampled_from(["one.example", "two.one.example", "kiwi.co.uk"]),
    st.lists(SEGMENT, max_size=8),
    st.lists(
        st.sampled_from(["a=1", "a=2", "b=1", "long=" + "v" * 130, "long=" + "v" * 131]),
        max_size=4,
        unique=True,
    ),
)


@given(PAGE, st.lists(PAGE, min_size=1, max_size=3))
@examples(300)
def test_that_holds_for_pages_of_all_kinds(typed: str, others: list[str]) -> None:
    pattern = parse_pattern(typed)
    links = links_in(" ".join(f"https://{each}" for each in (*others, typed)))
    in_clear = [link.canonical for link in links if pattern.key in link.keys and pattern.covers(link)]
    assert covered(pattern, links) == in_clear


def test_no_key_is_taken_for_a_hash() -> None:
    for link in links_in(" ".join(LINKS)):
        assert not any(map(is_hash, link.keys))
    assert is_hash(hash_of("a.example"))


@given(st.lists(PAGE, min_size=1, max_size=5), st.booleans())
def test_an_index_with_hashes_denies_no_link_of_either_kind(pages: list[str], grown: bool) -> None:
    index = Index(capacity=2 if grown else 100)
    index.add(parse_pattern(page).key for page in pages[::2])
    assert not index.holds_hashes
    index.add([hash_of(parse_pattern(page).key) for page in pages[1::2]])
    assert index.holds_hashes == (len(pages) > 1)
    for page in pages:
        assert find_links(f"see https://{page} there", index.might_hold)


def test_loading_forgets_hashes_too() -> None:
    index = Index()
    index.add([hash_of("a.example")])
    index.load(["b.example"])
    assert (index.holds_hashes, index.might_hold("a.example")) == (False, False)
    index.load([hash_of("a.example")])
    assert (index.holds_hashes, index.might_hold("a.example")) == (True, True)
