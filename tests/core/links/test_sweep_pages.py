"""The compiled part of the glance beside Python: the pages of hosts, and the budget that a question brings along."""

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from core.links import glance
from core.links.budget import Budget
from core.links.glance import compiled
from core.links.software import RULES
from tests.conftest import examples
from tests.core.links.test_sweep import BITS, COUNTED, LISTS, agrees, built, indexed, never

SOFTWARE = [hint for rule in RULES for hint in rule.hints]
WRITTEN = [
    rule.example[0].partition("board.example")[2] for rule in RULES if "board.example" in rule.example[0]
]

# What pages are made of, of which an index counts hosts and folders.
PAGE_BITS = [
    *["https://page.org", "page.org", " www.page.org", "(some.page.org", "/a", "/b", "/a/b", "?x=1", "&x=1", "?y=/a", "&t=1", "é"],
    *["/~a", "~", "/..", "/./", "%2e", "%2F", "%28", "%74", "%2Df", "%25", "%", "(", ")", "]", "](", "*", "_", "'", "/", "?", "#", ".", "123", "-", ":80"],
    *["/index.php", "/index.php/2024/05/a", "showthread.php", "topic=1", "=/a", "=%2fa", "\\", ";", "u=", "www.", "/" + "a" * 159],
    *SOFTWARE,
    *WRITTEN,
]  # fmt: skip


@built
@examples(1_000)
@example("(https://page.org/a/b)", {"some.page.org/a/b"})
@example("page.org/threads/title.123/../x", {"page.org/t/123"})
@given(
    st.lists(st.sampled_from(PAGE_BITS), max_size=9).map("".join),
    st.sets(st.sampled_from(COUNTED)),
)
def test_nor_of_pages(text, keys):
    assert agrees(text, indexed(sorted(keys))), (text, keys)


@built
@examples(500)
@given(st.lists(st.sampled_from(BITS + PAGE_BITS), max_size=9).map("".join), st.sampled_from(sorted(LISTS)))
def test_it_is_never_wrongly_sure_that_nothing_is_shown(text, name):
    if compiled.shows_nothing(text, LISTS[name]):
        with patch.object(glance, "shows_nothing", never):
            assert not glance.Shown(LISTS[name]).shows(text)


@built
def test_what_it_asks_python_about_takes_from_the_budget_that_came_with_the_question():
    budget = Budget(-5_999)
    asked = compiled.Metered(indexed(["page.org/a/b"]), budget)
    compiled.holds_nothing("page.org/%41", asked)
    assert not budget.allows_sure_reading()
