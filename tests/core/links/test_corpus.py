import re
from pathlib import Path

import pytest

from core.links import find_links
from core.patterns import parse_pattern

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


DISGUISED = cases("disguised.txt")


@pytest.mark.parametrize(("section", "pattern", "text"), DISGUISED)
def test_a_disguise_is_seen_through(section, pattern, text):
    listed = parse_pattern(pattern)
    assert any(listed.covers(link) for link in find_links(text, {listed.key}.__contains__)), section


def test_the_corpus_is_as_large_as_it_says():
    assert len(DISGUISED) >= 300
    assert len({section for section, _, _ in DISGUISED}) >= 40


INNOCENT = cases("innocent.txt")


@pytest.mark.parametrize(("section", "pattern", "text"), INNOCENT)
def test_a_near_miss_is_left_alone(section, pattern, text):
    listed = parse_pattern(pattern)
    fired = [link for link in find_links(text, {listed.key}.__contains__) if listed.covers(link)]
    assert not fired, section
