import pytest
from make_lookalikes import TARGET, build, render
from shared_data import SHARED, needs_shared

from core.links.disguises import BRANCHES, FOLDED, HIDDEN, PUNYCODE, REVERSED, STEPS
from core.links.lookalikes import FOLD


@pytest.mark.shared
@needs_shared[1]
def test_the_table_is_what_the_unicode_data_gives():
    assert render(build(SHARED / "suites/unicode/confusables.txt")) == TARGET.read_text(encoding="utf-8")


def test_ascii_is_never_folded():
    assert not [code for code in FOLD if code < 0x80]


EVERY = [*STEPS, *BRANCHES, REVERSED, HIDDEN, FOLDED, PUNYCODE]


@pytest.mark.parametrize("disguise", EVERY, ids=lambda disguise: disguise.name)
def test_the_example_of_a_disguise(disguise):
    disguised, plain = disguise.example
    assert any(mark in disguised for mark in disguise.marks) or not disguise.marks
    assert disguise.ask(disguised.lower())
    undone = disguise.found.sub(disguise.undo, disguised)
    assert undone.translate(FOLD) == plain if disguise is PUNYCODE else undone == plain


def test_names_are_told_apart():
    names = [disguise.name for disguise in EVERY]
    assert len(set(names)) == len(names)
