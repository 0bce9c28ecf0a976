"""Hosts that are told quickly are just those that a careful reading takes, and as it has them."""

from unittest.mock import patch

from hypothesis import example, given
from hypothesis import strategies as st

from core.links.hosts import suffix_rules
from core.links.popular import PROTECTED, SHARED
from core.lists import patterns
from core.lists.patterns import Pattern, PatternKind, patterns_in
from core.lists.plain_hosts import is_plain_host

_RULES = suffix_rules()
_KNOWN = sorted(
    {*PROTECTED.hosts, *PROTECTED.above, *SHARED, *_RULES.icann, *_RULES.private, *_RULES.wildcards}
    | {*_RULES.private_wildcards, *_RULES.exceptions}
    | {
        "discord.gg",
        "discord.com",
        "t.me",
        "telegram.me",
        "x.lan",
        "x.arpa",
        "localhost",
        "a.localdomain",
        "youtu.be",
    }
)
_LABEL = st.from_regex(r"[a-z0-9-]{1,8}", fullmatch=True) | st.sampled_from(
    ["www", "m", "xn--p1ai", "a" * 64]
)
_NAMES = st.builds(
    lambda labels, end: ".".join([*labels, end]),
    st.lists(_LABEL, max_size=3),
    st.sampled_from(_KNOWN) | _LABEL,
)


def carefully(name: str) -> list[object]:
    with patch.object(patterns, "is_plain_host", lambda _: False):
        return [found if isinstance(found, Pattern) else found.reason for _, found in patterns_in(name)]


@example(name="a.t.me")
@example(name="x.ck")
@example(name="run.app")
@given(name=_NAMES)
def test_what_is_told_quickly_is_what_a_careful_reading_takes(name: str) -> None:
    if is_plain_host(name):
        assert carefully(name) == [Pattern(PatternKind.HOST, name, name)]


def test_no_host_with_a_rule_of_its_own_is_told_quickly() -> None:
    for name in _KNOWN:
        if is_plain_host(name):
            assert carefully(name) == [Pattern(PatternKind.HOST, name, name)], name


def test_usual_hosts_are_told_quickly() -> None:
    for name in ("forum.example", "a.b.example", "some-name.co.uk", "x1.xyz"):
        assert is_plain_host(name), name
