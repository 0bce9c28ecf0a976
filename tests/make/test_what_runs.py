"""Every test is run: `make test` and CI leave nothing out, and `make fast` only what `make rest` or `make test` has."""

import itertools
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tests.conftest import APART, STAGE, pytest_collection_modifyitems

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"][
    "ini_options"
]
MARKS = [mark.partition(":")[0] for mark in SETTINGS["markers"]]
CHOOSING = ("-m", "-k", "--ignore", "--ignore-glob", "--deselect", "--lf", "--sw", "--stories")


def recipe(target: str, **given: str) -> list[str]:
    """The words of the command that `make` runs for this target, what it was given put in."""
    values = dict(re.findall(r"^(\w+) [?:]?= *(.*)$", MAKEFILE, re.MULTILINE)) | given
    found = re.search(rf"^{target}: setup.*\n\t@(.*?)(?:  #.*)?$", MAKEFILE, re.MULTILINE)
    assert found
    return shlex.split(_filled(found[1], values))


def _filled(text: str, values: dict[str, str]) -> str:
    """`text` with make's variables put in, and the one condition that ours has."""
    named = re.compile(r"\$\(if \$\(filter tests,\$\(TESTS\)\),([^()]*)\)|\$\((\w+)\)")
    while match := named.search(text):
        put = values.get(match[2], "") if match[2] else match[1] * (values["TESTS"] == "tests")
        text = text[: match.start()] + put + text[match.end() :]
    return text


def chooses(target: str, marks: tuple[str, ...], **given: str) -> bool:
    """Whether this target runs a test that has these marks."""
    words = recipe(target, **given)
    chosen = words[words.index("-m", words.index("pytest")) + 1]  # the first -m is Python's
    return bool(Expression.compile(chosen).evaluate(lambda name, **_: name in marks))


def every_way_to_be_marked() -> list[tuple[str, ...]]:
    return [some for number in range(len(MARKS) + 1) for some in itertools.combinations(MARKS, number)]


def test_make_test_leaves_nothing_out() -> None:
    words = recipe("test")
    after = words[words.index("pytest") + 1 :]
    assert not [word for word in after if word.split("=")[0] in CHOOSING]
    assert after[-1] == "tests"
    assert SETTINGS["testpaths"] == ["tests"]
    assert not [word for word in shlex.split(SETTINGS["addopts"]) if word.split("=")[0] in CHOOSING]


def test_ci_runs_make_test() -> None:
    assert "make test" in (ROOT / ".ci/run").read_text(encoding="utf-8").splitlines()


def test_what_fast_leaves_out_and_is_not_slow_the_rest_has() -> None:
    for marks in every_way_to_be_marked():
        is_slow = not {"process", "shared", "long"}.isdisjoint(marks)
        assert is_slow == (not chooses("fast", marks) and not chooses("rest", marks)), marks


@pytest.mark.parametrize("marks", [("further",), ("apart",)])
def test_what_is_named_fast_runs(marks: tuple[str, ...]) -> None:
    assert not chooses("fast", marks)
    assert chooses("fast", marks, TESTS="tests/cogs/lists")


def test_the_rooms_that_fast_leaves_out_are_there() -> None:
    assert all((ROOT / "tests" / room).is_dir() for room in (*APART, *STAGE))


def test_fast_reads_every_room_but_those_of_which_it_runs_nothing() -> None:
    unread = {word.removeprefix("--ignore=tests/") + "/" for word in recipe("fast") if "--ignore" in word}
    assert unread == {*APART, "process/"}
    assert not [word for word in recipe("fast", TESTS="tests/db/engine") if "--ignore" in word]
    assert not [word for word in recipe("rest") if word.startswith(("--ignore", "--stories"))]
    assert "--stories" in recipe("fast")
    assert "--stories" not in recipe("fast", TESTS="tests/cogs/lists")
    for file in (ROOT / "tests/process").rglob("test_*.py"):
        assert re.search(
            r"^pytestmark = \[?pytest\.mark\.process\b", file.read_text(encoding="utf-8"), re.MULTILINE
        ), file


class Item:
    """A test that was collected: in which file, and what it asks for."""

    def __init__(self, file: str, *asks: str, mark: str | None = None) -> None:
        self.path = ROOT / "tests" / file
        self.fixturenames = asks
        self.marks = {mark}

    def add_marker(self, mark: str) -> None:
        self.marks.add(mark)

    def get_closest_marker(self, mark: str) -> str | None:
        return mark if mark in self.marks else None


def test_the_first_test_of_a_file_with_a_database_or_of_a_folder_with_a_stage_is_its_story() -> None:
    pure, story, other, last = (
        Item("services/lists/test_trust.py", *asks) for asks in ([], ["database"], ["clock", "database"], [])
    )
    card, button, long = (Item("cogs/lists/test_trust.py", mark=mark) for mark in (None, None, "long"))
    beside, deeper = Item("cogs/lists/test_pages.py"), Item("cogs/lists/shared_list/test_trust.py")
    engine = Item("db/engine/test_log.py", "database")
    laws = [Item("db/test_register.py", "database") for _ in range(2)]
    pytest_collection_modifyitems(
        [pure, story, other, last, card, button, long, beside, deeper, engine, *laws]
    )
    assert [
        item for item in (pure, story, last, card, deeper, engine, *laws) if "further" in item.marks
    ] == []
    assert all("further" in item.marks for item in (other, button, long, beside))
    assert "apart" in engine.marks
