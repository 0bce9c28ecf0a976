"""The short way of the usual message of a raid beside the long one, which is the reference."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.links import find_links, find_suspects
from core.links.budget import Budget
from core.links.find import _all_held
from core.links.glance import compiled, holds_plainly
from core.links.glance.simple import simple_link
from core.lists.index import Index
from core.lists.patterns import parse_pattern
from tests.conftest import examples, share
from tests.core.links.shared_data import messages, needs_shared
from tests.core.links.test_corpus import DISGUISED, INNOCENT
from tests.core.links.test_sweep import BITS, LISTS

built = pytest.mark.skipif(bool(compiled.WHY_NOT), reason=f"no compiled part: {compiled.WHY_NOT}")

PLACES = [
    "bad-place.net",
    "www.bad-place.net",
    "one-host.org",
    "a.family-name.com",
    "some.page.org",
    "wiki.example.org",
]
PLACES += [
    "bad--place-net.translate.goog",
    "archive.ph",
    "t.me",
    "discord.gg",
    "www.net",
    "bad-place.nosuchending",
]
PAGES = [
    "",
    "/",
    "/a/b",
    "/a/b/c/",
    "/threads/x-1",
    "/bad-place/net",
    "/aHR0cHM6Ly9iYWQtcGxhY2UubmV0",
    "/forum/viewtopic",
]
PAGES += [
    "/a/b.",
    "/a/b, ",
    "/a_b",
    "/a//b",
    "/wiki/x-2/page-3",
    "?x=1",
    "#a",
    "/68747470733a2f2f6261642d706c6163652e6e6574",
]
LINKS = [
    f"{scheme}{place}{page}"
    for scheme in ("https://", "http://", "HTTPS://", "")
    for place in PLACES
    for page in PAGES
]
WORDS = [
    "look",
    "at",
    "bad-place",
    "bad",
    "pla",
    "ce.net",
    "place.net",
    "v2.4.1",
    "e.g.",
    "ok.",
    "so.it",
    "a,b",
    "it's",
    "12:30",
]
WORDS += [
    "dot",
    "slash",
    "http",
    "https",
    "http://",
    "://",
    "net",
    "(",
    "*",
    "\n",
    "x:",
    "gg",
    "/abc",
    "/ page",
    "page",
    "ed. Now",
]
HELD = Index()
HELD.add(
    [
        parse_pattern(each).key
        for each in ("bad-place.net", "=one-host.org", "family-name.*", "some.page.org/a/b")
    ]
)
LISTED = {**LISTS, "index": HELD.might_hold}


def agrees(text: str, name: str) -> bool:
    """Where the short way finds a link in a plain text, the long one finds that, and no other."""
    might_hold = LISTED[name]
    if not holds_plainly(text, might_hold):
        return True
    short, budget = simple_link(text, might_hold), Budget()
    return short is None or ([short] == _all_held(text, might_hold, budget, plain=True) and not budget.left)


@built
@examples(2_000)
@example(["bad", "pla", "ce.net", "https://bad-place.net/a"], " ", "index")
@given(
    st.lists(st.one_of(st.sampled_from(LINKS), st.sampled_from(WORDS), st.sampled_from(BITS)), max_size=8),
    st.sampled_from([" ", "", "\n", ", "]),
    st.sampled_from(sorted(LISTED)),
)
def test_it_finds_what_the_long_way_finds(parts, between, name):
    text = between.join(parts)
    assert agrees(text, name), (text, name)


@built
@pytest.mark.parametrize("around", ["{}", "look {} ok. e.g. now", "{}\nit's v2.4.1", "bad {}, and"])
def test_each_address_among_words(around):
    for link in LINKS:
        assert all(agrees(around.format(link), name) for name in LISTED), link


@built
def test_the_corpora():
    for _, _, text in (*DISGUISED, *INNOCENT):
        for more in (text, f"{text} https://bad-place.net/a"):
            assert all(agrees(more, name) for name in LISTED), more


@built
@pytest.mark.shared
@needs_shared[1]
def test_real_chat():
    for text in share([*messages("url"), *messages("plain")[:5_000]]):
        for more in (text, f"{text} https://bad-place.net/a/1"):
            assert all(agrees(more, name) for name in ("index", "everything")), more


@built
def test_the_usual_message_takes_it():
    text = "has anyone tried v2.4.1 yet? e.g. mesa. see https://www.bad-place.net/t/12"
    (link,), left = find_suspects([text], HELD.might_hold)
    assert simple_link(text, HELD.might_hold) == link
    assert not left
    assert (link.canonical, text[link.start : link.end]) == ("bad-place.net/t/12", link.written)


@built
@pytest.mark.parametrize(
    "text",
    [
        "https://bad-place.net/a and https://one-host.org",  # a second one
        "bad pla ce.net https://bad-place.net/a",
        "(https://bad-place.net/a)",
        "https://bad-place.net/a.",
        "https://archive.ph/bad-place.net",
        "bad-place.net/a",  # without a scheme it may be a file
        "https://bad-place.net/a?x=https://one-host.org",
    ],
)
def test_what_is_not_simple_is_looked_at_more_closely(text):
    assert simple_link(text, HELD.might_hold) is None
    assert find_links(text, HELD.might_hold)
