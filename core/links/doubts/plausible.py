"""How likely a name with a dot and no scheme is meant as a link, and is not of an e-mail address,
a file or a sentence's end.
"""

import re
import unicodedata
from enum import Enum
from typing import Final, NamedTuple

from core.links.address import Address
from core.links.disguises import MEANT
from core.links.doubts.bare import guess_about_bare, is_line_of_a_file
from core.links.doubts.everyday import FILES, VARIABLES, is_popular
from core.links.doubts.likely import ACCENTS, CODE, FILE_NAME, HANDLE, NUMBER, SENTENCE_END
from core.links.doubts.numbers import guess_about_number
from core.links.doubts.plainer import (
    are_parted_words,
    begins_a_sentence,
    goes_on_in_a_sentence,
    opens_sentences,
)
from core.links.hosts import is_ip, is_tld
from core.links.link import INVITES, Link
from core.links.lookalikes import BLANK
from core.links.popular import COMMON_WORDS
from core.links.words import words


class Doubt(Enum):
    """How far an address is from being a link.

    NONE: it is one. WEAK: it is one only if it is listed. NAMED: only if just this host is listed, not its family.
    PAGED: only if just this page is listed, not its host. NO_LINK: it is none.
    """

    NONE = 0
    WEAK = 1
    NAMED = 2
    PAGED = 3
    NO_LINK = 4

    def counts(self, key: str) -> bool:
        """Whether an address in such doubt is a link to what is filed under `key`."""
        if self is Doubt.NAMED:
            return not key.endswith(".*")
        # Under INVITES servers are held, whatever the code.
        return self is not Doubt.PAGED or "/" in key or key == INVITES


# Endings of files that are endings of hosts too.
FILE_ENDINGS: Final = words("py sh rs md zip so mov ps pm mk tf ml mm")
# Words of English that are endings of hosts: "so.it was", "me.do you".
WORD_ENDINGS: Final = words(
    "is it in no so to me at my be do am us as by if now here how day one you off real like get let link today fun cool"
    " next more live life best red blue vote plus rest work works move fail help hot land new news art game games"
)
# Words of other languages that are endings of hosts: what follows a comma, or a stop that stands apart, is more
# likely one of these.
_EVERYDAY: Final = WORD_ENDINGS | words("de la es se si co top su ma ch fr")
# Disguises that a slip of the fingers makes as well.
_SLIPS: Final = frozenset({"comma", "spaced dot", "half-spaced dot", "dot word"})
_APART: Final = frozenset({"spaced dot", "half-spaced dot"})
_UNSEEN: Final = frozenset({"invisible", "look-alike", "reversed", "colours"})
# Guesses at a name of letters that anybody types.
_OF_WORDS: Final = frozenset({SENTENCE_END, FILE_NAME, CODE, NUMBER})
# Letters of languages that are no ASCII letter with a mark.
_OF_THEIR_OWN: Final = frozenset("ÆæÐðØøÞþßĐđĦħıĸŁłŊŋŒœŦŧſƏǝƠơƯư×÷")
_BULLET: Final = re.compile(r"\s[·•●∙⋅‧・･⚫ㆍ⸱⸰ꞏ˙]\s")
_ASSIGNED: Final = re.compile(r"\s={1,2}\s")
_VERSION_BEFORE: Final = re.compile(r"(?i)(?:\bv|\bver|version|release|firmware|build|kernel)[\s.:]{0,2}\Z")
_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_TAG: Final = re.compile(r"#\d{4}(?![\w/-])")  # as Discord told users of one name apart
_LOOK_BACK: Final = 12
# "name [at] host" is an e-mail address as people write it for others to read.
_AT: Final = re.compile(r"(?i)\w\s{0,2}[\[({<]\s?(?:at|@)\s?[\])}>]\s{0,2}\Z")
_MATRIX: Final = re.compile(r"(?<!\S)[@!#+][\w.=+-]{1,40}:\Z")  # a name of Matrix: @name:server
_LONGEST_NAME: Final = 42
_USER: Final = re.compile(r"(?<![:\w/\\])[/\\]{2}[^\s/\\@]{1,64}@\Z")
_LONGEST_USER: Final = 68
_ONE_SLASH: Final = re.compile(r"(?:(?<!\S)|(?<=[(\[{<\"'|*_]))[^\W_]{0,24}[/\\]\Z")
# What follows a name that is the first part of an e-mail address: `name.io+news@host`.
_LOCAL_PART: Final = re.compile(r"(?:[+=&'!#$*-]|%2[Bb])[\w.+=&'*%-]{0,64}@[\w-]")
GOES_ON: Final = re.compile(r"\s{1,2}[^\W\d_]")


class Judged(NamedTuple):
    """How far an address is from being a link; `guess` (likely.py): what makes it only likely; empty: nothing does."""

    doubt: Doubt
    guess: str = ""


def doubt_about(text: str, address: Address, start: int, host_end: int, end: int) -> Judged:
    """How far `text[start:end]`, an address without a scheme whose host ends at `host_end`, is from being a link."""
    host = text[start:host_end]
    before = text[start - 1] if start else " "
    before = "@" if before in "＠﹫" else before
    after = text[host_end] if host_end < len(text) else " "
    last = address.host.rpartition(".")[2]
    if (
        after == "@"
        or _LOCAL_PART.match(text, host_end)
        or _is_somebodys(text, start, before, goes_on=end > host_end + 1)
        or not (is_ip(address.host) or is_tld(last))
    ):
        return Judged(Doubt.NO_LINK)
    if is_ip(address.host):
        version = _VERSION_BEFORE.search(text, max(0, start - _LOOK_BACK), start)
        if version or not _QUAD.fullmatch(host):
            return Judged(Doubt.NO_LINK)
        alone = end <= host_end + 1 and text[max(0, start - 2) : start] != "//"
        return Judged(Doubt.NONE, guess_about_number(text, start, host_end) if alone else "")
    paged = end > host_end + 1
    if before == "@" and not _is_user(text, start):
        return Judged(Doubt.WEAK, HANDLE)
    if before in "/\\" and text[start - 2 : start - 1].isalnum():  # `either/name.net` may be a file, too
        return Judged(Doubt.NO_LINK if paged else Doubt.WEAK, FILE_NAME)
    return (
        Judged(Doubt.NONE, _guess_behind(text, host, host_end))
        if paged or text[max(0, start - 2) : start] == "//"
        else _doubt_of_bare(text, start, host_end)
    )


def _guess_behind(text: str, host: str, host_end: int) -> str:
    """What makes a host with something of a page behind it only likely: a line of a file (`main.rs:42`), a number of a user."""
    if is_line_of_a_file(text, host, host_end):
        return FILE_NAME
    return HANDLE if _TAG.match(text, host_end) else ""


def _doubt_of_bare(text: str, start: int, host_end: int) -> Judged:
    """How far the host at this place, which has neither a scheme nor a page, is from being a link."""
    if text[host_end : host_end + 1] == "(" or _ASSIGNED.match(text, host_end):
        called = text[start:host_end].rpartition(".")[0].lower() in VARIABLES
        return Judged(Doubt.NO_LINK if called else Doubt.NAMED, CODE)
    doubt, guess = _doubt_in_prose(text, start, host_end)
    return Judged(doubt, guess or guess_about_bare(text, start, host_end))


def _doubt_in_prose(text: str, start: int, host_end: int) -> Judged:
    """How far the host at this place, which stands alone, is from being a link by the words around it."""
    host = text[start:host_end]
    first, _, ending = host.rpartition(".")
    if ending.lower() in FILE_ENDINGS and first.lower() in FILES:
        return Judged(Doubt.NO_LINK, FILE_NAME)
    capital = ending[:1].isupper() and not ending.isupper()
    if not capital:
        return doubt_about_name(host, goes_on=GOES_ON.match(text, host_end) is not None)
    if ("." not in first or is_popular(first.lower())) and begins_a_sentence(text, ending, start, host_end):
        return Judged(Doubt.NO_LINK, SENTENCE_END)
    doubt, guess = doubt_about_name(host, goes_on=goes_on_in_a_sentence(text, host_end))
    if first.islower() and "." not in first and opens_sentences(ending):
        guess = SENTENCE_END
    return Judged(doubt, guess)


def _is_somebodys(text: str, start: int, before: str, *, goes_on: bool) -> bool:
    """Whether the name belongs to somebody: the host of an e-mail address or a Matrix name, or a part of a path."""
    if _is_mention(text, start, before) or _AT.search(text, max(0, start - _LOOK_BACK), start):
        return True
    matrix = before == ":" and not goes_on
    return matrix and _MATRIX.search(text, max(0, start - _LONGEST_NAME), start) is not None


def _is_mention(text: str, start: int, before: str) -> bool:
    """Whether the name is the host of an e-mail address, or a part of a path, by what stands before it."""
    earlier = text[start - 2] if start > 1 else " "
    if before == "@":
        return (earlier.isalnum() or earlier in "._+-/") and not _is_user(text, start)
    if before in "/\\":
        return earlier not in "/\\:" and not _is_apart(text, start)
    return False


def _is_user(text: str, start: int) -> bool:
    """Whether what stands before the `@` is a user in an address without a scheme: `//user@host`."""
    return _USER.search(text, max(0, start - _LONGEST_USER), start) is not None


def _is_apart(text: str, start: int) -> bool:
    """Whether no more than a word, or nothing, stands before the slash at `start`: it is no path of a file or an address."""
    return _ONE_SLASH.search(text, max(0, start - _LONGEST_NAME), start) is not None


def doubt_about_name(host: str, *, goes_on: bool) -> Judged:
    """How far `host`, which stands alone, is from being a link: it may be a file's name, or the place where two
    sentences meet.

    `goes_on` says that a word follows it.
    """
    first, _, last = (host.lower() if host.isupper() else host).rpartition(".")
    word = last.lower() in WORD_ENDINGS
    capital = last[:1].isupper() and not last.isupper()
    if "." in first:
        return Judged(Doubt.WEAK if capital and not host.istitle() else Doubt.NONE)
    if last.lower() in FILE_ENDINGS:
        return Judged(Doubt.NAMED, FILE_NAME)
    if capital and word and goes_on:  # the end of a sentence and the start of the next
        return Judged(Doubt.NO_LINK if first.lower() in COMMON_WORDS else Doubt.NAMED, SENTENCE_END)
    meets = goes_on and ((capital and first.islower()) or (word and first.lower() in COMMON_WORDS))
    return Judged(Doubt.WEAK if word or capital else Doubt.NONE, SENTENCE_END if meets else "")


def doubt_of_disguised(
    link: Link, before: Judged, undone: tuple[str, ...], *, weak: bool, goes_on: bool
) -> Judged:
    """How far a link is from being one once it is known how its host was disguised.

    `before`: what was thought of it; `undone`: the disguises; `weak`: the reading was; `goes_on`: a word follows.
    """
    doubt, guess = before
    bare = "/" not in link.canonical
    if not _APART.isdisjoint(undone) and bare and _is_two_things(link, undone, goes_on=goes_on):
        return Judged(Doubt.NO_LINK)
    if "invisible" in undone and BLANK.search(link.written) and are_parted_words(link.written):
        return Judged(Doubt.NO_LINK)
    if not MEANT.isdisjoint(undone):
        doubt = Doubt.WEAK if doubt is Doubt.NAMED else doubt
        guess = ""
    elif _deceives(link, undone):
        guess = "" if guess in _OF_WORDS else guess
    elif bare and goes_on and link.host.rpartition(".")[2] in _EVERYDAY and not _SLIPS.isdisjoint(undone):
        return Judged(Doubt.NAMED, guess)
    if "look-alike" in link.how and _is_latin(link.written):
        accents = (
            MEANT.isdisjoint(undone) and "ı" not in link.written
        )  # which deceives more often than it is Turkish
        accents = accents and link.written.rpartition(".")[2].isascii()  # no ending has any
        return Judged(Doubt.WEAK if doubt is Doubt.NONE else doubt, guess or (ACCENTS if accents else ""))
    return Judged(Doubt.WEAK if doubt is Doubt.NONE and weak else doubt, guess)


def _is_two_things(link: Link, undone: tuple[str, ...], *, goes_on: bool) -> bool:
    """Whether the dot is no part of a name: it is a bullet, or ends a sentence."""
    last = link.host.rpartition(".")[2]
    if "look-alike" in undone and _BULLET.search(link.written):
        return goes_on or "\n" in link.written or last in WORD_ENDINGS
    shown = link.written.split()[-1].lstrip(".")
    starts = shown[:1].isupper() and not shown.isupper()
    return goes_on and starts and (last in _EVERYDAY or not shown.isascii())


def _deceives(link: Link, undone: tuple[str, ...]) -> bool:
    """Whether what nobody types by chance stands in a name beside ASCII letters: unseen letters, or those of other scripts."""
    if _UNSEEN.isdisjoint(undone) or _is_latin(link.written):
        return False
    return any(char.isascii() and char.isalnum() for char in link.written)


def _is_latin(written: str) -> bool:
    """Whether all that was folded are letters with accents: `münchen.de` is a name of its own."""
    return all(char.isascii() or _has_an_accent(char) for char in unicodedata.normalize("NFC", written))


def _has_an_accent(char: str) -> bool:
    """Whether some language writes a name with this letter; those that none has are there to deceive: `zeroƷzone`."""
    latin = "\u00c0" <= char <= "\u024f" or "\u1e00" <= char <= "\u1eff"
    return latin and (char in _OF_THEIR_OWN or unicodedata.normalize("NFD", char)[0].isascii())
