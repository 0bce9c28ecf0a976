"""The Arabic README says what the English one says to members, moderators and operators: the same parts, rows and commands."""

import re

import pytest

from tests.check_messages import ROOT

_HEADING = re.compile(r"^(#{1,6}) (.+)$", re.MULTILINE)
_ANCHOR = re.compile(r'<a id="([^"]+)"></a>\s+(#{1,6}) ')
_CODE = re.compile(r"`([^`\n]+)`")
PARTS = ("rowan", "see-it-first", "for-members", "for-moderators", "for-operators")
_TYPED = re.compile(r"bot\.py [a-z][a-z-]*|make (?:install|demo|desk|run)\b|--[a-z][a-z-]+")
_LINK = re.compile(r"\]\((?!README)([^)]+)\)")


def english() -> str:
    return (ROOT / "README.md").read_text(encoding="utf-8")


def arabic() -> str:
    return (ROOT / "README.ar.md").read_text(encoding="utf-8")


def anchor(heading: str) -> str:
    """As GitHub makes it of a heading."""
    return re.sub(r"[^\w -]", "", heading.lower()).replace(" ", "-")


def part(text: str, number: int) -> str:
    """What stands below a heading, up to the next."""
    return _HEADING.split(text)[3 * (number + 1)]


def rows(text: str) -> list[str]:
    return [line for line in text.split("\n") if line.startswith("| ")][2:]


def test_each_leads_to_the_other() -> None:
    assert "](README.ar.md)" in english()
    assert "](README.md)" in arabic()


def test_the_arabic_one_reads_from_right_to_left() -> None:
    assert arabic().startswith('<div dir="rtl">\n\n')  # GitHub reads Markdown in it only behind an empty line
    assert arabic().endswith("\n</div>\n")


def test_the_parts_are_the_same() -> None:
    theirs = [(len(level), anchor(heading)) for level, heading in _HEADING.findall(english())]
    ours = [(len(level), name) for name, level in _ANCHOR.findall(arabic())]
    assert ours == [each for each in theirs if each[1] in PARTS]
    assert len(_HEADING.findall(arabic())) == len(ours) == len(PARTS)


@pytest.mark.parametrize("name", ["for-members", "for-moderators"])
def test_each_row_names_the_same_commands(name: str) -> None:
    order = [anchor(heading) for _, heading in _HEADING.findall(english())]
    theirs, ours = part(english(), order.index(name)), part(arabic(), PARTS.index(name))
    assert [_CODE.findall(row) for row in rows(ours)] == [_CODE.findall(row) for row in rows(theirs)]
    assert sorted(_CODE.findall(ours)) == sorted(_CODE.findall(theirs))


@pytest.mark.parametrize("name", ["see-it-first", "for-operators"])
def test_an_operator_is_told_the_same(name: str) -> None:
    """What is typed, which settings there are, and which pages say more."""
    order = [anchor(heading) for _, heading in _HEADING.findall(english())]
    theirs, ours = part(english(), order.index(name)), part(arabic(), PARTS.index(name))
    for found in (_TYPED, _LINK, re.compile(r"[A-Z]{2,}_[A-Z_]+"), re.compile(r"https://[^>\s]+")):
        more = {"SECURITY.md"} if found is _LINK and name == "for-operators" else set()
        assert set(found.findall(ours)) == set(found.findall(theirs)) | more
    assert len(re.findall(r"^\d\. ", ours, re.MULTILINE)) == len(re.findall(r"^\d\. ", theirs, re.MULTILINE))
