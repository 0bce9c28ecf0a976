"""What Discord's own AutoMod would have stopped of real posts of listed links, by number of rules, and what wrongly.

What was found in one half of the posts with links is what the entries are weighed by, the other half is measured. Listed are the hosts
that the chat itself links to, as if moderators had listed each, save those that may not be listed; then hosts of stored lists, so that room is scarce.
"""

import random
import re
from collections import Counter
from collections.abc import Sequence

from bench.corpus import read_corpus
from core.base.categories import Category
from core.links import find_links
from core.lists.patterns import Pattern, parse_pattern
from core.lists.refusals import PatternError
from core.scanning.automod.compiler import RULES, Compiled, Entry, compile_keywords
from core.scanning.automod.matching import meets
from core.servers.policy import Tier

_NAME = re.compile(r"[a-z0-9.-]+")
LISTED = 2_000
"""Hosts on the list: more than six rules hold."""


def main() -> str:
    """Measure, and write the table."""
    corpus = read_corpus()
    posts = [text for text, linked in zip(corpus.texts, corpus.linked, strict=True) if linked]
    random.Random(11).shuffle(posts)  # so that both halves are of all the years
    half = len(posts) // 2
    posted = dict.fromkeys(link.host for text in posts for link in find_links(text))
    patterns = _patterns([*posted, *corpus.hosts])
    found = [_found(text, patterns) for text in posts]
    seen = Counter(pattern for each in found[:half] for pattern in each)
    entries = [
        Entry(pattern, Tier.OWN, Category.HARASSMENT, here=seen[text]) for text, pattern in patterns.items()
    ]
    measured = list(zip(posts[half:], found[half:], strict=True))
    talk = [text for text, linked in zip(corpus.texts, corpus.linked, strict=True) if not linked]
    talk = [text for text in talk if not _found(text, patterns)]  # some name a listed host without a scheme
    lines = [
        f"{corpus.source}; {len(patterns):,} hosts listed.",
        f"{sum(map(bool, found[half:])):,} posts of listed links, {len(measured):,} posts with links, {len(talk):,} without.",
        "",
        "| rules | keywords | entries blocked | posts of listed links stopped | of those whose entry is blocked | stopped wrongly |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    lines += [
        _row(rules, compile_keywords(entries, (), rules), measured, talk) for rules in range(1, RULES + 1)
    ]
    return "\n".join(lines)


def _patterns(hosts: Sequence[str]) -> dict[str, Pattern]:
    patterns: dict[str, Pattern] = {}
    for host in hosts[:LISTED]:
        try:
            pattern = parse_pattern(host)
        except PatternError:
            continue
        patterns[pattern.key] = pattern
    return patterns


def _found(text: str, patterns: dict[str, Pattern]) -> set[str]:
    """The keys of the listed hosts that Rowan surely finds in a text."""
    links = find_links(text, patterns.__contains__)
    return {key for link in links if not link.guess for key in link.keys if key in patterns}


def _row(
    rules: int, compiled: Compiled, measured: Sequence[tuple[str, set[str]]], talk: Sequence[str]
) -> str:
    blocked = {entry.pattern.key for entry in compiled.blocked}
    filed = _filed(compiled)
    listed = [(keys, _stops(filed, text)) for text, keys in measured if keys]
    could = [stop for keys, stop in listed if keys & blocked]
    others = [text for text, keys in measured if not keys]
    wrongly = sum(_stops(filed, text) for text in (*others, *talk))
    share = sum(stop for _, stop in listed) / max(1, len(listed))
    of_blocked = sum(could) / max(1, len(could))
    return f"| {rules} | {len(compiled.keywords):,} | {len(blocked):,} | {share:.1%} | {of_blocked:.1%} | {wrongly} |"


def _filed(compiled: Compiled) -> dict[str, list[str]]:
    """The keywords by the host that each of them names: thousands need not be tried on each text."""
    filed: dict[str, list[str]] = {}
    for keyword in compiled.keywords:
        for host in _hosts(keyword):
            filed.setdefault(host, []).append(keyword)
    return filed


def _hosts(text: str) -> set[str]:
    """Every name with a dot in a text, with what it ends in."""
    for dot in ("[.]", "(.)", "[dot]", "(dot)"):
        text = text.replace(dot, ".")
    names = [name.strip(".-").split(".") for name in _NAME.findall(text.lower())]
    return {".".join(labels[at:]) for labels in names for at in range(len(labels) - 1)}


def _stops(filed: dict[str, list[str]], text: str) -> bool:
    tried = {keyword for host in _hosts(text) for keyword in filed.get(host, ())}
    return any(meets(keyword, text) for keyword in tried)
