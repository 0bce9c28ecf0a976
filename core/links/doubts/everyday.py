"""The words of everyday talk, by language, and the names of files and variables. Read once, at import."""

from collections import defaultdict
from typing import Final

from core.links.hosts import is_tld, registrable
from core.links.popular import COMMON_WORDS, PROTECTED, SHARED, data_words

_WORDS: Final = data_words("everyday_words.txt")
_PROGRAM: Final = data_words("program_names.txt")
FILES: Final = _PROGRAM["files"] | _PROGRAM["variables"]
"""What files are called, without their endings."""
VARIABLES: Final = _PROGRAM["variables"] | _PROGRAM["files"]
"""What is called in a program as `name.run(x)`."""
SOURCE_ENDINGS: Final = _PROGRAM["source_endings"]
"""Endings of files that are endings of hosts, too."""
COMMANDS: Final = _PROGRAM["commands"]
"""What people type before the name of a file."""
ATTRIBUTES: Final = _PROGRAM["attributes"]
"""Endings of hosts that are names of attributes in programs too: `user.id`."""


def _languages() -> dict[str, frozenset[str]]:
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for language, words in _WORDS.items():
        for word in words:
            languages[word].add(language)
    for word in data_words("chat_words.txt")[""]:
        languages[word].add("en")
    return {word: frozenset(spoken) for word, spoken in languages.items()}


def _openers() -> dict[str, frozenset[str]]:
    languages: defaultdict[str, set[str]] = defaultdict(set)
    for language, words in data_words("sentence_openers.txt").items():
        for word in filter(is_tld, words):
            languages[word].add(language)
    return {word: frozenset(spoken) for word, spoken in languages.items()}


_LANGUAGES: Final = _languages()
_OPENERS: Final = _openers()
_NONE: Final[frozenset[str]] = frozenset()


def languages_of(word: str) -> frozenset[str]:
    """The languages of which `word`, in lower case, is an everyday word."""
    return _LANGUAGES.get(word, _NONE)


def opens_in(ending: str) -> frozenset[str]:
    """The languages in which `ending`, in lower case, is a word that begins sentences."""
    return _OPENERS.get(ending, _NONE)


def is_everyday(word: str) -> bool:
    """Whether `word`, in lower case, is an everyday word of any language, or a common one of English."""
    return word in _LANGUAGES or word in COMMON_WORDS


def is_popular(host: str) -> bool:
    """Whether `host` is a very popular site, shared by many, or below or above one."""
    if host in PROTECTED.above or host in SHARED:
        return True
    domain = registrable(host)
    return domain in PROTECTED.hosts or domain in SHARED


def is_everyday_host(host: str) -> bool:
    """Whether people may well mean `host` itself: a popular site, or an everyday word with an ending."""
    if is_popular(host):
        return True
    domain = registrable(host)
    return domain is not None and domain.partition(".")[0] in _LANGUAGES
