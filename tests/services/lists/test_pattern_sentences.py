"""Every reason for which a pattern is refused has its sentence, filled and defanged."""

import re
from pathlib import Path

import pytest

from core.lists import patterns
from core.lists.patterns import parse_pattern
from core.lists.refusals import PatternError
from services.lists.typed_pattern import parsed, refused, shown_pattern
from tests.wording import say

REASONS = sorted(set(re.findall(r"`(pattern-[a-z-]+)`", PatternError.__doc__ or "")))
ROOM = Path(patterns.__file__).parent
SOURCE = "".join(file.read_text(encoding="utf-8") for file in sorted(ROOM.rglob("*.py")))
RAISED = sorted(
    {
        reason
        for raised in re.findall(r"(?:PatternError|ExceptionLine)\((.*?)\)\n", SOURCE, re.DOTALL)
        for reason in re.findall(r'"(pattern-[a-z-]+)"', raised)
    }
)

# What is typed -> why it is refused.
REFUSED = {
    "": "pattern-empty",
    "   ": "pattern-empty",
    "x" * 2049: "pattern-too-long",
    "no host": "pattern-not-a-host",
    "http://[": "pattern-not-a-host",
    "@everyone": "pattern-not-a-host",
    "<@&1234567890123456789>": "pattern-not-a-host",
    "javascript:alert(1)": "pattern-not-a-host",
    "a..b": "pattern-not-a-host",
    "\x00\u202e": "pattern-not-a-host",
    "com": "pattern-public-suffix",
    "co.uk": "pattern-public-suffix",
    "*.com": "pattern-public-suffix",
    "192.168.1.5": "pattern-own-network",
    "github.io": "pattern-shared-host",
    "discord.com": "pattern-protected",
    "www.google.com": "pattern-protected",
    "youtube.com/watch": "pattern-wide-page",
    "news.*": "pattern-family-common",
    "google.*": "pattern-family-common",
    "ab.*": "pattern-family-short",
    "run.app": "pattern-wide-host",
    "# a heading": "pattern-line-comment",
    "[Adblock Plus 2.0]": "pattern-line-header",
    "one.example two.example": "pattern-line-several",
    "@@||one.example^": "pattern-line-exception",
    "one.example##.ad": "pattern-line-cosmetic",
    "||one.example^$badfilter": "pattern-line-cancels",
    "||one.example^$denyallow=two.example": "pattern-line-denyallow",
    "||one.example^$third-party": "pattern-line-narrowed",
    "/one\\.example/": "pattern-line-regex",
    "one*.example": "pattern-line-wildcard",
    "*://*/*": "pattern-line-everything",
    "keyword:one": "pattern-line-fragment",
    "203.0.113.0/24": "pattern-line-network",
    "127.0.0.1 localhost": "pattern-line-local",
    "address=/one.example/192.168.1.5": "pattern-line-answered",
    "one.example,scam,2024": "pattern-line-unknown",
}


def test_the_reasons_that_are_documented_are_those_that_are_raised() -> None:
    assert REASONS == RAISED
    assert set(REFUSED.values()) == set(REASONS)


@pytest.mark.parametrize(("typed", "reason"), REFUSED.items())
def test_what_is_refused_is_told_why(typed: str, reason: str) -> None:
    with pytest.raises(PatternError) as caught:
        parse_pattern(typed)
    error = refused(caught.value)
    assert error.key == reason
    sentence = say(error.key, **error.values)
    assert say("nothing-changed") in sentence
    assert "{" not in sentence
    assert "@everyone" not in sentence
    assert "<@" not in sentence
    assert "://" not in sentence.replace("hxxp", "").replace("[:]//", "") or "hxxp" in sentence
    assert len(sentence) < 500


def test_a_pattern_is_shown_defanged_and_short() -> None:
    assert shown_pattern("example.com") == "`example[.]com`"
    assert shown_pattern("=www.example.com") == "`=www[.]example[.]com`"
    assert shown_pattern("farmers.*") == "`farmers[.]*`"
    assert shown_pattern("example.com/a.b?c=`x`") == "`example[.]com/a.b?c='x'`"
    assert len(shown_pattern("example.com/" + "x" * 2000)) <= 200
    assert parsed("https://Example.com/") == parse_pattern("example.com")
