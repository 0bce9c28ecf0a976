"""What a name that stands bare, with neither a scheme nor a page nor `www.`, may be besides a link: a number, a time, a variable's
attribute, or the place where two sentences meet. Such a link is likely at most (docs/decisions/0103-what-a-bare-name-may-be.md).
"""

import re
from typing import Final

from core.links.doubts.everyday import ATTRIBUTES, VARIABLES, is_everyday, is_popular, languages_of
from core.links.doubts.likely import CODE, NUMBER, SENTENCE_END
from core.links.doubts.plainer import goes_on_in_a_sentence, near_words, opens_sentences
from core.links.hosts import is_icann_suffix, is_tld
from core.links.popular import popular_names

# `12`, `4b`, `q4`, `3-2`, `30pm`, `12h30`, `3rd`, `10km`: a number, with its unit or without.
_NUMBER: Final = re.compile(
    r"v?\d+(?:[ap]m|[hmsk]|min|se[ck]|st|nd|rd|th|er|eme|km|cm|mm|kg|[kmgt]b|ms|px|pt|uhr|usd|eur|gbp)?\d*|\d{1,2}[a-z]|[a-z]\d|\d+-\d+"
)
_SHORTENED: Final = re.compile(r"['’](?:s|ll|d|re|ve|t)\b")  # `it's`
# A variable as programs write it, `playerList` or `player_list`.
_VARIABLE: Final = re.compile(r"[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*|_\w+)")
# Endings under which people know good hosts: `grimholt.com.in the menu` begins with one.
_KNOWN_ENDINGS: Final = frozenset({"com", "net", "org"})
_NO_LONG_PARTS: Final = re.compile(r"\d{1,2}(?:\.\d{1,2}){3}")


def guess_about_number(host: str) -> str:
    """What makes an IPv4 address that stands bare only likely: with no part of three digits it may be a version."""
    return NUMBER if _NO_LONG_PARTS.fullmatch(host) else ""


def guess_about_bare(text: str, start: int, host_end: int) -> str:
    """What makes the bare name `text[start:host_end]` only likely; "" for nothing."""
    host = text[start:host_end]
    lower = host.lower()
    name, _, ending = lower.rpartition(".")
    if lower.startswith("www."):
        return ""
    if _is_attribute(host.rpartition(".")[0], name, ending):
        return CODE
    last = name.rpartition(".")[2]
    number = _NUMBER.fullmatch(last)
    if "." in name and all(len(part) == 1 or _NUMBER.fullmatch(part) for part in name.split(".")):
        return NUMBER if number else SENTENCE_END  # `b.c.in`, `1.0.dev`
    if host == text.strip():  # who writes nothing but a name means it
        return ""
    if number or len(last) == 1:
        return (NUMBER if number else SENTENCE_END) if opens_sentences(ending) else ""
    capital = host[-len(ending)].isupper() and not host[-len(ending) :].isupper()
    return SENTENCE_END if _meets(text, start, host_end, name, ending, capital=capital) else ""


def _is_attribute(written: str, name: str, ending: str) -> bool:
    """Whether the name is that of an attribute: `user.id`, `playerList.map`, `p.name`."""
    if ending == "name":
        return True
    if ending not in ATTRIBUTES:
        return False
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    known = (first in VARIABLES or last in VARIABLES) and last not in popular_names()
    return known or len(last) == 1 or _VARIABLE.fullmatch(written.rpartition(".")[2]) is not None


def _meets(text: str, start: int, host_end: int, name: str, ending: str, *, capital: bool) -> bool:
    """Whether two sentences may meet at the last dot of a name: the ending is a word, and what stands before it a host or a word."""
    spoken = languages_of(ending)
    if not spoken or not (capital or opens_sentences(ending)):
        return False
    goes_on = goes_on_in_a_sentence(text, host_end) or _SHORTENED.match(text, host_end) is not None
    rest, _, last = name.rpartition(".")
    if rest and is_tld(last):
        return capital or (goes_on and _is_good_host(name, last, ending))
    if languages_of(last) & spoken:
        return True
    if not (goes_on and (capital or is_everyday(last))):
        return False
    beside = map(languages_of, near_words(text, start, host_end))
    return any(spoken & each and (opens_sentences(ending) or "en" not in each) for each in beside)


def _is_good_host(name: str, last: str, ending: str) -> bool:
    """Whether `name` is more likely a host by itself than with `ending`, which registries may sell together with its own."""
    return last in _KNOWN_ENDINGS or not is_icann_suffix(f"{last}.{ending}") or is_popular(name)
