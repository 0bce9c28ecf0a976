"""No entry of the tables is dead, and docs/recipes/adding-a-disguise.md leads to one that works."""

import importlib.util
import re
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent

import pytest

from core.links import Budget, disguises, find, glance, readings
from core.links.disguises import BRANCHES, STEPS
from core.links.disguises.disguise import Disguise, dot
from core.lists.patterns import parse_pattern

PAGE = (Path(__file__).parents[3] / "docs" / "recipes" / "adding-a-disguise.md").read_text(encoding="utf-8")
BLOCKS = [
    dedent(block).strip() for block in re.findall(r"^ *```\w*\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)
]


def block(start: str) -> str:
    """The example on the page that begins so."""
    (found,) = [each for each in BLOCKS if each.startswith(start)]
    return found


def lines(start: str) -> list[str]:
    return block(start).splitlines()[1:]


LISTED = parse_pattern(block("## dot word").splitlines()[0].rpartition("| ")[2])
HIDDEN, INNOCENT = lines("## dot word"), lines("## half brackets")


def entry() -> Disguise:
    """The page's entry, as Python reads it there."""
    made = eval(block("Disguise("), {"Disguise": Disguise, "re": re, "dot": dot})  # noqa: S307 - our own page
    assert isinstance(made, Disguise)
    return made


@pytest.fixture
def know(monkeypatch: pytest.MonkeyPatch) -> Callable[[Disguise], None]:
    """Lets the engine read with one more step: the tables are made at import, so `readings` is imported anew."""

    def learn(disguise: Disguise) -> None:
        monkeypatch.setattr(disguises, "STEPS", (*STEPS, disguise))
        # The compiled part knows what its source names, and no step that a test makes up.
        for name in ("surely_nothing", "holds_nothing", "holds_plainly"):
            monkeypatch.setattr(glance, name, lambda _text, _might_hold: False)
        spec = importlib.util.spec_from_file_location("core.links.readings_anew", readings.__file__)
        assert spec is not None
        assert spec.loader is not None
        anew = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(anew)
        for module in (find, glance):
            for name in ("views_of", "reading_of", "is_plain"):
                if hasattr(module, name):
                    monkeypatch.setattr(module, name, getattr(anew, name))

    return learn


def found(text: str) -> list[tuple[str, ...]]:
    """How the listed links of a text were disguised."""
    return [link.how for link in find.find_links(text, {LISTED.key}.__contains__) if LISTED.covers(link)]


@pytest.mark.parametrize("disguise", [*STEPS, *BRANCHES], ids=lambda disguise: disguise.name)
def test_every_entry_is_tried_on_its_example(disguise: Disguise) -> None:
    recipes = [view.recipe for view in readings.views_of(disguise.example[0], Budget.unlimited())]
    assert any(disguise in recipe for recipe in recipes)


def test_the_example_of_the_page_is_not_known_yet() -> None:
    assert [text for text in [*HIDDEN, *INNOCENT] if found(text)] == []


def test_with_the_entry_of_the_page_it_is_found(know: Callable[[Disguise], None]) -> None:
    know(entry())
    assert [found(text) for text in HIDDEN] == [[("half brackets",)]] * len(HIDDEN)
    assert [text for text in INNOCENT if found(text)] == []


def test_the_words_of_the_page_fit_the_name() -> None:
    assert block("how-").startswith(f"how-{entry().name.replace(' ', '-')} = ")


def test_a_step_without_marks_runs_on_plain_ascii_too(know: Callable[[Disguise], None]) -> None:
    text = "badforum dawht net/x is back. See a.b"
    assert found(text) == []
    word = re.compile(r" dawht (?=net\b)")
    know(Disguise("misspelt", ("example dawht net", "example.net"), "", word, dot, hints=("dawht",)))
    assert found(text) == [("misspelt",)]
