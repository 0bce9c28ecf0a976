"""Where a guess has a plainer explanation, it is no match at all: two words are two words, and a stop ends a sentence."""

import re
from typing import Final

from core.links.address import read_address
from core.links.disguises.pages import PAGES
from core.links.doubts.everyday import (
    COMMANDS,
    VARIABLES,
    is_everyday,
    is_everyday_host,
    is_popular,
    languages_of,
)
from core.links.link import Link
from core.links.lookalikes import BLANK
from core.links.popular import popular_names
from core.links.words import words

_HOST: Final = re.compile(r"(?<![\w.-])(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,18}(?![A-Za-z0-9-])")
_JOINED: Final = frozenset({"split name", "line break"})
_OF_PAGES: Final = frozenset(each.name for each in PAGES)
_STOPS: Final = frozenset({"spaced dot", "half-spaced dot"})
_ADDED: Final = frozenset({"symbol for a dot", "added ending"})
_SPOKEN: Final = frozenset({"spoken dot", "dot word"})
_OF_WITH: Final = _STOPS | _SPOKEN
# Portuguese and Catalan say "with" so: `o jogo. com certeza`.
_WITH: Final = re.compile(
    r"\s(?:certeza|licen[cç]a|meus?|minhas?|seus?|suas?|voc[eê]s?|isso|ess[ea]s?|tod[oa]s?|muit[oa]s?|mais|quem|que|raz[aã]o|calma)(?!\w)",
    re.IGNORECASE,
)
# Who says so tells that the two words are one.
_TOLD: Final = re.compile(
    r"(?i)\b(?:no|without|remove|delete|minus|take out|sans|sin|ohne)\s(?:the\s)?(?:spaces?|gaps?|line ?breaks?|espaces?|espacios?|leerzeichen)"
    r"|(?:first|1st|second|2nd|other|last) (?:half|part|bit)\b|\bput (?:it |them |both )?together\b|\b(?:all |as |is )one word\b|\bjoin (?:them|both|it)\b"
)
# Endings that are English words or others', and yet begin no sentence more often than they end a host.
_OF_HOSTS: Final = words(
    "com net org info biz gg cc xyz top ru su onion io tv lol st site online club vip icu moe pw ws co app dev farm forum"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
# An ending that is the first word of a sentence: `name.Ça suffit`.
_BEGINS_WITH_AN_ACCENT: Final = re.compile(r"\w\.[À-ÖØ-ÞŚŻŹĆŁÇŞĞÖÜİ][a-zß-öø-ÿ]{0,18}\Z")
_AFTER: Final = re.compile(r"[,;:!?…]{0,3}\s{1,2}(?=[^\W\d_])")
_NEAR: Final = 48  # characters around an ending, in which its sentence is looked at
_WORDS_NEAR: Final = 2
_SHORT: Final = 2


def is_plainer(text: str, link: Link, *, goes_on: bool) -> bool:
    """Whether what was guessed to be `link` in `text`, the original, is more plainly something else.

    `goes_on`: a word follows the name.
    """
    written = text[link.start : link.end]
    if link.guess not in _OF_PAGES and any(
        _is_another(match[0].lower(), link.host) for match in _HOST.finditer(written)
    ):
        return True
    if not _JOINED.isdisjoint(link.how) and _are_two_words(text, written, link):
        return True
    accent = goes_on and _BEGINS_WITH_AN_ACCENT.search(written) is not None
    if (
        accent
        or _trails_off(written, link)
        or (not _OF_WITH.isdisjoint(link.how) and (_says_with(text, link) or _is_a_stop(link)))
    ):
        return True
    if not _ADDED.isdisjoint(link.how):
        return " " in written and _is_known_word(link.canonical.partition(".")[0])
    if _SPOKEN.isdisjoint(link.how) or "spaced letters" in link.how:
        return False
    ends = goes_on or "spoken dot" in link.how
    return ends and "/" not in link.canonical and is_everyday(written.split()[0].lower())


def _trails_off(written: str, link: Link) -> bool:
    """Whether three dots or more stand behind an everyday word: who writes so goes on with the next one."""
    return (
        "doubled dot" in link.how
        and "..." in written
        and "/" not in link.canonical
        and _is_known(link.host.rpartition(".")[0])
    )


def _says_with(text: str, link: Link) -> bool:
    """Whether the ending is a word of a Portuguese sentence: `com certeza`."""
    return link.canonical.endswith(".com") and _WITH.match(text, link.end) is not None


def _is_known_word(name: str) -> bool:
    """Whether `name` is an everyday word or is called so in programs: `server 🟢 live`, `java + .net`."""
    return is_everyday(name) or name in VARIABLES


def _is_another(written: str, host: str) -> bool:
    """Whether a host that stands there as it is is a popular one, and none above `host`."""
    return is_popular(written) and written != host and not host.endswith("." + written)


def _is_a_stop(link: Link) -> bool:
    """Whether a stop with a space beside it stands between two everyday words: `that . is`."""
    if _STOPS.isdisjoint(link.how):
        return False
    name, _, ending = link.canonical.partition(".")
    return ending not in _OF_HOSTS and is_everyday(name) and bool(languages_of(ending))


def _are_two_words(text: str, written: str, link: Link) -> bool:
    first, *rest = BLANK.sub(" ", written).split()
    if not rest or not first.isalpha() or _TOLD.search(text):
        return False
    second = _HOST.match(rest[0])
    address = read_address(second[0]) if second else None
    if rest[0].lower().startswith("www.") or (address is not None and is_popular(address.host)):
        return True
    if "line break" in link.how and written == text.strip():  # nothing but this, on two lines
        meant = address is not None and _is_meant(address.host) and _is_known(first.lower())
        return meant or first.lower() in popular_names()
    return is_everyday(first.lower()) or (
        address is not None and _is_meant(address.host) and _is_known(first.lower())
    )


def are_parted_words(written: str) -> bool:
    """Whether a blank letter stands between two words, the second of them with an ending: a reader sees a space there."""
    first, *rest = BLANK.split(written)
    address = read_address(rest[0]) if len(rest) == 1 else None
    return (
        first.isalpha()
        and address is not None
        and _is_known(first.lower())
        and is_everyday_host(address.host)
    )


def _is_known(word: str) -> bool:
    """Whether some list has this word: one of everyday talk, the name of a popular site or of something in programs."""
    return is_everyday(word) or word in popular_names() or word in VARIABLES or word in COMMANDS


def _is_meant(host: str) -> bool:
    """Whether people may well mean this host by itself. A word of two letters with an ending is rather the end of a name: `or.xyz`."""
    return is_everyday_host(host) and len(host.partition(".")[0]) > _SHORT


def begins_a_sentence(text: str, ending: str, host_start: int, host_end: int) -> bool:
    """Whether `ending`, which stands with a capital before `host_end`, is a word of the sentence's language.

    Who writes a name in small letters and a word behind its stop with a capital begins a sentence, in whatever language. Of
    a name with a capital, and of endings that are mostly those of hosts, the words around them tell.
    """
    languages = languages_of(ending.lower())
    of_hosts, capital = ending.lower() in _OF_HOSTS, text[host_start].isupper()
    telling = capital or of_hosts
    if of_hosts:
        languages = frozenset() if capital else languages - {"en"}
    after = _AFTER.match(text, host_end) if languages else None
    if after is None or not telling:
        return after is not None
    return any(languages & languages_of(word) for word in near_words(text, host_start, after.end()))


def near_words(text: str, host_start: int, host_end: int) -> list[str]:
    """The words beside a host, in lower case: two behind it and two before it."""
    near = _WORD.findall(text[host_end : host_end + _NEAR])[:_WORDS_NEAR]
    near += _WORD.findall(text[max(0, host_start - _NEAR) : host_start])[-_WORDS_NEAR:]
    return [word.lower() for word in near]


def opens_sentences(ending: str) -> bool:
    """Whether `ending` is a word of some language rather than the ending of hosts."""
    return ending.lower() not in _OF_HOSTS and bool(languages_of(ending.lower()))


def goes_on_in_a_sentence(text: str, host_end: int) -> bool:
    """Whether words follow the name, a comma or another sign of a sentence between them or not."""
    return _AFTER.match(text, host_end) is not None
