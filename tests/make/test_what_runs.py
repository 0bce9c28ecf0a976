"""Every test is run: `make test` and CI leave nothing out, and `make fast` only what `make rest` or `make test` has."""

import itertools
import re
import shlex
import tomllib
from pathlib import Path

import pytest
from _pytest.mark.expression import Expression

from tests.conftest import APART, STAGE

ROOT = Path(__file__).parents[2]
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
SETTINGS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["pytest"][
    "ini_options"
]
MARKS = [mark.partition(":")[0] for mark in SETTINGS["markers"]]
CHOOSING = ("-m", "-k", "--ignore", "--ignore-glob", "--deselect", "--lf", "--sw")


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


@pytest.mark.parametrize("marks", [("stage",), ("apart",)])
def test_what_is_named_fast_runs(marks: tuple[str, ...]) -> None:
    assert not chooses("fast", marks)
    assert chooses("fast", marks, TESTS="tests/cogs/lists")


def test_the_rooms_that_fast_leaves_out_are_there() -> None:
    assert all((ROOT / "tests" / room).is_dir() for room in (*APART, *STAGE))
