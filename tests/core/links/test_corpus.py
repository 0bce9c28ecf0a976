import re
from pathlib import Path

import pytest

from core.links import find_links
from core.lists.patterns import parse_pattern

HERE = Path(__file__).parent
ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[ntr\\])")
SINGLE = {"n": "\n", "t": "\t", "r": "\r", "\\": "\\"}


def unescaped(line: str) -> str:
    return ESCAPE.sub(lambda found: SINGLE.get(found[1]) or chr(int(found[1][1:], 16)), line)


def cases(name: str) -> list[tuple[str, str, str]]:
    """(class, pattern, text) of each line of a corpus."""
    found, section, pattern = [], "", ""
    for line in (HERE / name).read_text(encoding="utf-8").split("\n"):
        if line.startswith("## "):
            section, pattern = (part.strip() for part in line[3:].split("|", 1))
        elif (line and not line.startswith("# ")) or line.startswith("# bad"):
            found.append((section, pattern, unescaped(line)))
    return found


def classes(found: list[tuple[str, str, str]]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The cases by class, each with its patterns and texts: a test for each line would take longer than the lines."""
    by_class: dict[str, list[tuple[str, str]]] = {}
    for section, pattern, text in found:
        by_class.setdefault(section, []).append((pattern, text))
    return list(by_class.items())


def is_found(pattern: str, text: str) -> bool:
    listed = parse_pattern(pattern)
    return any(listed.covers(link) for link in find_links(text, {listed.key}.__contains__))


DISGUISED = cases("disguised.txt")


@pytest.mark.parametrize(("section", "lines"), classes(DISGUISED), ids=lambda value: str(value)[:40])
def test_a_disguise_is_seen_through(section, lines):
    assert [line for line in lines if not is_found(*line)] == [], section


def test_the_corpus_is_as_large_as_it_says():
    assert len(DISGUISED) >= 1_500
    assert len({section for section, _, _ in DISGUISED}) >= 150


INNOCENT = cases("innocent.txt")


@pytest.mark.parametrize(("section", "lines"), classes(INNOCENT), ids=lambda value: str(value)[:40])
def test_a_near_miss_is_left_alone(section, lines):
    assert [line for line in lines if is_found(*line)] == [], section
