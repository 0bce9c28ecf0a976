"""docs/recipes/adding-a-site-rule.md leads to a rule that works."""

import re
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent

import pytest

from core.links import canonical, software
from core.links.address import read_address
from core.links.software import RULES
from core.links.software.rule import BASE, SiteRule
from core.links.words import words

PAGE = (Path(__file__).parents[3] / "docs" / "recipes" / "adding-a-site-rule.md").read_text(encoding="utf-8")
BLOCKS = [
    dedent(block).strip() for block in re.findall(r"^ *```\w*\n(.*?)^ *```", PAGE, re.MULTILINE | re.DOTALL)
]
SAME, ENTRY = BLOCKS
ONE, *WRITTEN = re.findall(r'"([^"]+)"', SAME)


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    """What was read with other rules is not remembered."""
    software._form.cache_clear()
    yield
    software._form.cache_clear()


def entry() -> SiteRule:
    made = eval(ENTRY, {"SiteRule": SiteRule, "re": re, "BASE": BASE, "words": words})  # noqa: S307 - our own page
    assert isinstance(made, SiteRule)
    return made


def form(written: str) -> str:
    link = canonical(written)
    assert link is not None
    return link.canonical


def test_the_rule_of_the_page_is_not_known_yet() -> None:
    assert entry().name not in {rule.name for rule in RULES}
    assert [written for written in WRITTEN if form(written) == ONE] == []


def test_with_the_rule_of_the_page_it_is_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    rule = entry()
    monkeypatch.setattr(software, "RULES", (*RULES, rule))
    monkeypatch.setattr(software, "_NUMBERS_BY_HINT", ((rule.hints[0], (len(RULES),)),))
    monkeypatch.setattr(software, "has_shape", re.compile(re.escape(rule.hints[0])).search)
    assert [form(written) for written in WRITTEN] == [ONE] * len(WRITTEN)
    assert form(rule.example[0]) == rule.example[1]
    for near in rule.near:
        address = read_address(near)
        assert address is not None
        assert rule.applied(address.path, address.parameters) == (address.path, address.parameters)
