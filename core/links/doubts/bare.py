"""What a name that stands bare, with neither a scheme nor a page nor `www.`, may be besides a link: a number, a time, a variable's
attribute, or the place where two sentences meet. Such a link is likely at most (docs/decisions/0103-what-a-bare-name-may-be.md).
"""

import re
from typing import Final

from core.links.doubts.accounts import is_an_account
from core.links.doubts.everyday import (
    ATTRIBUTES,
    COMMANDS,
    FILES,
    SOURCE_ENDINGS,
    VARIABLES,
    languages_of,
    opens_in,
)
from core.links.doubts.likely import CODE, FILE_NAME, HANDLE, NUMBER, SENTENCE_END
from core.links.doubts.plainer import opens_sentences
from core.links.doubts.sentences import MOSTLY_OF_HOSTS, may_meet
from core.links.popular import popular_names
from core.links.words import words

# `12`, `4b`, `q4`, `3-2`, `30pm`, `12h30`, `3rd`, `10km`: a number, with its unit or without.
_NUMBER: Final = re.compile(
    r"v?\d+(?:[ap]m|[hmsk]|min|se[ck]|st|nd|rd|th|er|eme|km|cm|mm|kg|[kmgt]b|ms|px|pt|uhr|usd|eur|gbp)?\d*|\d{1,2}[a-z]|[a-z]\d|\d+-\d+"
)
# Endings in letters of other scripts that begin no sentence; the others are the names of countries and everyday things.
_OF_HOSTS_IN_LETTERS: Final = words("рф рус ком орг онлайн كوم コム 닷컴 닷넷 कॉम नेट קום คอม")
# Counted things are abbreviated after the number, by a stop or without: `a 50.cc moped`.
_SHORT: Final = 2
_A_COUNT: Final = 4  # digits; names of hosts that are numbers have more
# Abbreviations before a name or a number: `mr.green`, `st.paris`.
_TITLES: Final = words(
    "mr mrs ms dr st ste prof sr jr sra srta hr fr hrn herr frau mme mlle sgt lt col gen capt rev hon pan vs vol nr fig ch sec ed cf ca tel"
)
_LINE: Final = re.compile(r":\d{1,6}(:\d{1,5}|:(?=\s))?")
_FIRST_OF_PACKAGES: Final = words("com org net edu gov io")
_GOOD_ENDINGS: Final = words("com net org")
# A word before a name, with options between them or not: `chmod +x name`.
_WORD_BEFORE: Final = re.compile(r"(?<![\w+-])([A-Za-z0-9+-]{2,12})(?:\s[+-][\w=-]{1,12}){0,2}\s['\"]?\Z")
_IS_A_FILE: Final = re.compile(
    r"\s(?:script|file|module|binary|executable|installer|skript|datei|archivo|fichier|plik|файл|скрипт)s?(?!\w)"
)
# What happens to programs of a Mac, which are files: `name.app crashed`.
_IS_AN_APP: Final = re.compile(
    r"\s(?:keeps\s)?(?:crash(?:e[sd]|ing)?|freez(?:es?|ing)|hangs|quits?|bundles?)(?!\w)"
)
_LONGEST_WORD: Final = 44
# What programs do with an attribute: `snarl.id is None`, `snarl.id == 3`, `snarl.id += 1`.
_IS_USED: Final = re.compile(
    r"\s?(?:[=!]==?|[-+*/|&]=)(?!=)|\s(?:is|===?)\s(?:not\s)?(?:None|True|False|null|nil|undefined)\b"
)
# Where the arguments of a call begin: `print(snarl.name, ` and then `snarl.id`.
_ARGUMENTS: Final = re.compile(r"\w\((?:[\w.]{1,40},\s?){0,4}\Z")
_NEAR: Final = 200  # characters before and behind a name, in which it may be called
# A variable as programs write it, `playerList` or `player_list`.
_VARIABLE: Final = re.compile(r"[a-z][a-z0-9]*(?:[A-Z][A-Za-z0-9]*|_\w+)")


def guess_about_bare(text: str, start: int, host_end: int) -> str:
    """What makes the bare name `text[start:host_end]` only likely; "" for nothing."""
    host = text[start:host_end]
    name, _, ending = host.lower().rpartition(".")
    if name.startswith("www."):
        return ""
    told = _guess_about_program(text, start, host) or _guess_about_parts(name, ending)
    if told:
        return told
    if host == text.strip():  # who writes nothing but a name means it, unless it is two words
        return SENTENCE_END if _is_two_words(name, ending) else _guess_about_method(name, ending)
    last = name.rpartition(".")[2]
    number = _NUMBER.fullmatch(last)
    if number or len(last) == 1:
        return (NUMBER if number else SENTENCE_END) if opens_sentences(ending) else ""
    capital = host[-len(ending)].isupper() and not host[-len(ending) :].isupper()
    meets = SENTENCE_END if may_meet(text, start, host_end, capital=capital) else ""
    return HANDLE if is_an_account(text, start, host_end) else meets or _guess_about_method(name, ending)


def _guess_about_method(name: str, ending: str) -> str:
    """What makes `arr.at` and `os.is` only likely: a variable's name with a short word, as methods are called."""
    return CODE if name in VARIABLES and opens_in(ending) and ending not in MOSTLY_OF_HOSTS else ""


def _is_two_words(name: str, ending: str) -> bool:
    """Whether both are everyday words of one language: `no.one`, `so.cool`."""
    if ending in MOSTLY_OF_HOSTS or not opens_sentences(ending):
        return False
    return bool(languages_of(name) & (languages_of(ending) | opens_in(ending)))


def _guess_about_parts(name: str, ending: str) -> str:
    """What makes a name only likely whatever stands beside it, by the parts before its ending; "" for nothing."""
    *first, last = parts = name.split(".")
    if first and all(len(part) == 1 or _NUMBER.fullmatch(part) for part in parts):
        return NUMBER if _NUMBER.fullmatch(last) else SENTENCE_END  # `b.c.in`, `1.0.dev`
    is_a_count = not first and last.isdigit() and len(last) <= _A_COUNT and len(ending) == _SHORT
    if is_a_count or any(map(str.isdigit, parts[1:])):
        return NUMBER  # `50.cc`, `driver-8.21.7-i386.run`
    of_words = last in _TITLES and ending not in _GOOD_ENDINGS
    return SENTENCE_END if of_words or not (ending.isascii() or ending in _OF_HOSTS_IN_LETTERS) else ""


def _guess_about_program(text: str, start: int, host: str) -> str:
    """What makes `host`, which stands bare at `start`, a name in a program or that of a file; "" for nothing."""
    name, _, ending = host.lower().rpartition(".")
    is_used = ending in ATTRIBUTES and (
        _IS_USED.match(text, start + len(host)) is not None
        or _ARGUMENTS.search(text, max(0, start - _NEAR), start) is not None
    )
    if is_used or _is_attribute(host.rpartition(".")[0], name, ending) or _is_called(text, start, host):
        return CODE
    of_a_file = ending in SOURCE_ENDINGS and (
        name in FILES
        or _is_behind_a_command(text, start)
        or _IS_A_FILE.match(text, start + len(host)) is not None
    )
    of_a_mac = ending == "app" and _IS_AN_APP.match(text, start + len(host)) is not None
    return FILE_NAME if of_a_file or of_a_mac else ""


def is_line_of_a_file(text: str, host: str, host_end: int) -> bool:
    """Whether the numbers behind a name are no port, but a line of a file: `utils.cc:12:5`, `main.rs:42`."""
    name, _, ending = host.lower().rpartition(".")
    if ending not in SOURCE_ENDINGS or text[host_end : host_end + 1] != ":":
        return False
    line = _LINE.match(text, host_end)
    return line is not None and (line[1] is not None or name in FILES)


def _is_behind_a_command(text: str, start: int) -> bool:
    """Whether the word before the name is a command that takes the name of a file: `perl name.pl`."""
    before = _WORD_BEFORE.search(text, max(0, start - _LONGEST_WORD), start)
    return before is not None and before[1].lower() in COMMANDS


def _is_called(text: str, start: int, host: str) -> bool:
    """Whether the name before the ending stands close by as an object of which something is called: `snarl.is_ready() and snarl.is`."""
    name, _, ending = host.rpartition(".")
    if "." in name or ending in _GOOD_ENDINGS:
        return False
    near = text[max(0, start - _NEAR) : start + len(host) + _NEAR]
    return re.search(rf"(?<![\w.-]){re.escape(name)}\.[A-Za-z_]\w{{0,60}}\(", near) is not None


def _is_attribute(written: str, name: str, ending: str) -> bool:
    """Whether the name is that of an attribute: `user.id`, `playerList.map`, `p.name`."""
    if ending == "name":
        return True
    first, last = name.partition(".")[0], name.rpartition(".")[2]
    if first in _FIRST_OF_PACKAGES and first != name:  # `com.example.app` is written from its end
        return True
    if ending not in ATTRIBUTES:
        return False
    known = (first in VARIABLES or last in VARIABLES) and last not in popular_names()
    return known or len(last) == 1 or _VARIABLE.fullmatch(written.rpartition(".")[2]) is not None
