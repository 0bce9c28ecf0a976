"""A budget leaves out, and says so; what another process makes of the rest is what this one would have found."""

import re
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.disguises import HOSTILE, LISTED, with_listed
from core.links import Budget, find_links, keys_in
from core.links.budget import BUDGET
from core.links.disguises import unquoted
from core.links.glance.hosts import holds
from core.links.glance.keys import keys_of
from core.links.signs import formatted, inside_brackets
from core.lists.index import Index
from tests.conftest import examples, share
from tests.core.links.test_corpus import DISGUISED
from tests.core.links.test_laws import INDEXED, TEXTS

HOLDS = INDEXED.__contains__
EVIL = dict(share(list(HOSTILE.items())))
BUDGETS = st.sampled_from([0, 1, 100, 1_000, 4_000, BUDGET])


def texts_long(parts: list[str]) -> str:
    """Long enough to be read in pieces."""
    return " ".join(parts * 40)[:2_000]


LONG = st.lists(TEXTS, min_size=1, max_size=4).map(texts_long)


@given(TEXTS | LONG, BUDGETS)
@examples(300)
def test_a_budget_only_leaves_out_and_says_so(text, characters):
    budget = Budget(characters)
    found = {link.canonical for link in find_links(text, HOLDS, budget)}
    every = {link.canonical for link in find_links(text, HOLDS)}
    assert found <= every
    assert budget.left or found == every


@given(TEXTS)
@examples(200)
def test_who_knows_which_keys_are_held_finds_what_the_index_finds(text):
    held = frozenset(filter(HOLDS, keys_in(text)))
    assert find_links(text, held.__contains__) == find_links(text, HOLDS)


@given(LONG)
@examples(200)
def test_of_a_text_in_pieces_nothing_is_left_out(text):
    """A piece may begin inside of a disguised address, `a[.]b`, whose end is then a link of its own: one more, never one less."""
    held = frozenset(filter(HOLDS, keys_in(text)))
    found = find_links(text, held.__contains__)
    assert set(find_links(text, HOLDS)) <= set(found)
    assert all(any(map(HOLDS, link.keys)) for link in found)


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_of_a_hostile_text_all_is_found_in_the_end(text):
    index = Index()
    index.add([LISTED, "a.com/x"])
    text = with_listed(text)
    held = frozenset(filter(index.might_hold, keys_in(text)))
    every = find_links(text, index.might_hold)
    assert {link.canonical for link in find_links(text, held.__contains__)} == {
        link.canonical for link in every
    }


@pytest.mark.parametrize("text", EVIL.values(), ids=EVIL)
def test_a_plain_link_behind_a_hostile_text_is_found_at_once(text):
    if "\u202e" in text:
        text = text.replace("\u202e", "\u202d")  # else it is read backwards
    budget = Budget()
    found = find_links(with_listed(text), {LISTED}.__contains__, budget)
    assert any(link.host == LISTED for link in found)


@pytest.mark.parametrize("unit", ["(h{}.nip.io) ", ">h{}.nip.io/x?u=%41", "\u202eh{}.nip.io "])
def test_a_flood_of_hosts_that_carry_others_is_not_asked_about_to_its_end(unit):
    index = Index(100)
    index.add([LISTED, "a.com/x"])
    keys_of.cache_clear()
    budget = Budget()
    find_links(with_listed("".join(map(unit.format, range(300)))), index.might_hold, budget)
    assert budget.left
    assert keys_of.cache_info().misses < 150


@pytest.mark.parametrize("text", ["http://0x7f.1 a", "https://ä.de", "a.com/%41", "h1.nip.io"])
def test_a_closer_look_of_the_glance_takes_its_cost(text):
    index = Index(100)
    index.add(["a.com/x"])
    budget = Budget(-5_999)
    holds(text, text, index.might_hold, budget)
    assert budget.allows_sure_reading() is False


def test_everyday_disguises_leave_nothing():
    for _, _, text in share(DISGUISED):
        budget = Budget()
        find_links(text, lambda _: True, budget)
        assert not budget.left, text


_SLOWLY_FORMATTED = re.compile(
    r"[*~|`](?<=[a-z0-9._-][*~|`])[*_~|`]*+[a-z0-9-]*+(?:[*_~|`]++[a-z0-9-]*+)?\."
    r"|\.[^\s*~|`]{0,80}(?:[*|`]|~~)[*_~|`]*+[a-z0-9./?=&#-]"
)


@given(st.text("a*_~. -|`", max_size=12))
@examples(500)
def test_marks_are_seen_as_a_search_from_each_mark_sees_them(text):
    starred = not set("*`|~").isdisjoint(text)
    assert formatted(text) == (starred and _SLOWLY_FORMATTED.search(text) is not None)


_SLOWLY_INSIDE = re.compile(
    r"[\])}>](?:[\w\[({<-][\w\[({<\])}>-]{0,60})?\.[\w\[({<]|\.[\w\[({<]{0,10}[\])}>]\w"
)


@given(st.lists(st.sampled_from([*"a.])(<-_ ", "b" * 29, "](" * 15]), max_size=14).map("".join))
@examples(500)
def test_brackets_in_a_name_are_seen_as_a_search_from_each_bracket_sees_them(text):
    assert inside_brackets(text) == (_SLOWLY_INSIDE.search(text) is not None)


@given(TEXTS | st.text("%aA4c3é2eю\ud800", max_size=20))
@examples(300)
def test_escapes_are_undone_as_urllib_undoes_them(text):
    assert unquoted(text, 1) == unquote(text)
