"""A quick look at the addresses of a view: may one of them be held?"""

import re
from collections.abc import Iterator
from typing import Final

from core.links.budget import NUMBER, Budget
from core.links.disguises import unquoted
from core.links.encodings import codes_in, may_hold_codes
from core.links.glance.keys import (
    MightHold,
    any_held,
    has_pages,
    keys_of,
    keys_of_name,
    keys_of_number,
    may_carry,
)
from core.links.glance.pages import BEFORE_A_PAGE, odd_page_holds, page_holds
from core.links.lookalikes import FOLD, INVISIBLE
from core.links.tokens import ANY_HOST, GLUED_BEHIND, HOST, HOST_LETTERS

# A number where a host belongs, other than the four plain ones that HOST finds; or an address in brackets.
_NUMBERS: Final = (
    r"(\[|(?!(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}(?![\w.]))"
    r"(?:0[xX][0-9a-fA-F]*+|[0-9]++)(?:\.(?:0[xX][0-9a-fA-F]*+|[0-9]++))*+\.*+(?![A-Za-z0-9_-]))"
)
_NUMBER: Final = re.compile(rf":(?:(?<=[psPS]:)|(?=[\])}}]?[/\\]))[/\\\])}}]*{_NUMBERS}")
_NUMBER_AFTER_USER: Final = re.compile(rf"@{_NUMBERS}")
_APP: Final = re.compile(r":(?:(?<=tg:)(?<![a-z]tg:)[a-z/\\]|(?<=(?<![a-z])intent:)/|(?<=discord:)/)")
LONGEST_SPLIT: Final = 24
"""Letters of a word that may be one name with the next."""
_DEEPEST: Final = 6  # how often one thing is percent-encoded
_MANY_PAGES: Final = 4  # to parse one takes 50 us
_LONGEST_IPV6: Final = 64  # with its brackets; what is longer is none
# What may be a name with other letters, by the signs of ASCII that end one: a look in a fifth of the time of ANY_HOST.
_RUN: Final = re.compile(r"[^\x00-,/:-@\[-^`{-\x7f\s]+")
_IDEOGRAPHIC_DOTS: Final = "。．｡"
# A table for splitting ASCII text into hosts, in the place of HOST: bytes of a host stay, all others become spaces.
_LONE_DOT: Final = " . "
_SEPARATED: Final = bytes(code if chr(code) in HOST_LETTERS else ord(" ") for code in range(256))


def holds(view: str, lower: str, might_hold: MightHold, budget: Budget) -> bool:
    """Whether an address in `view` may be held; `lower` is the view in lower case. As far as the budget goes."""
    if ":" in view and (_numbers_hold(view, _NUMBER, might_hold, budget) or _APP.search(lower)):
        return True
    if "@" in view and _numbers_hold(view, _NUMBER_AFTER_USER, might_hold, budget):
        return True
    if _hosts_hold(view, might_hold, budget):
        return True
    if may_hold_codes(view) and _codes_hold(view, might_hold, budget):
        return True
    if "%" not in view:
        return False
    plain = unquoted(view, _DEEPEST)
    return (
        "%2" in plain  # encoded deeper than is looked into here
        or (":" in plain and _APP.search(plain.lower()) is not None)
        or _hosts_hold(plain, might_hold, budget)
        or (not plain.isascii() and _hosts_hold(INVISIBLE.sub("", plain).translate(FOLD), might_hold, budget))
        or _codes_hold(plain, might_hold, budget)
    )


def _codes_hold(view: str, might_hold: MightHold, budget: Budget) -> bool:
    """Whether an address that is written in a code (base64, say) may be held.

    What is decoded counts as carried, whatever stands before it.
    """
    return any(
        holds("=" + plain, plain.lower(), might_hold, budget)
        for plain in {plain for plain, _ in codes_in(view)}
    )


def _numbers_hold(view: str, numbers: re.Pattern[str], might_hold: MightHold, budget: Budget) -> bool:
    """Whether an address that is written in numbers may be held."""
    return numbers.search(view) is not None and any(
        budget.allows_closer(NUMBER) and _number_holds(written, might_hold)
        for written in {_written(view, match) for match in numbers.finditer(view)}
    )


def _written(view: str, match: re.Match[str]) -> str:
    """The address in numbers at this match; "" where the bracket before it does not close."""
    if match[1] != "[":
        return match[1].rstrip(".")
    start = match.start(1)
    return view[start : view.find("]", start, start + _LONGEST_IPV6) + 1]


def _number_holds(written: str, might_hold: MightHold) -> bool:
    """Whether this address in numbers may be held, or some page of it."""
    keys = keys_of_number(written)
    return any(map(might_hold, keys)) or (bool(keys) and has_pages(keys[0], might_hold))


def _hosts_hold(view: str, might_hold: MightHold, budget: Budget) -> bool:
    if view.isascii():
        return _tokens_hold(view, might_hold, budget)
    pages = 0
    done: set[str] = set()  # a flood of one host is one host
    for match in HOST.finditer(view):
        host, end = match[0], match.end()
        if host in done or not _allows_keys(host, budget):
            continue
        keys = keys_of(host)
        if not keys or not has_pages(keys[0], might_hold):
            done.add(host)
        if not keys:
            continue
        if any_held(keys, might_hold) or host[0] in "-_":
            return True
        if host not in done and view[end : end + 1] in BEFORE_A_PAGE:
            pages += 1
            if pages > _MANY_PAGES or (
                budget.allows_closer() and odd_page_holds(view, match.start(), end, might_hold)
            ):
                return True
    for dot in _IDEOGRAPHIC_DOTS:  # a hundredth of what str.translate takes among other letters
        view = view.replace(dot, ".")
    return _names_hold(view, might_hold, budget)


def _allows_keys(host: str, budget: Budget) -> bool:
    """Whether it may be found out what the keys of a host are, which takes long where it may carry another."""
    return not may_carry(host) or budget.allows_closer()


def _tokens_hold(view: str, might_hold: MightHold, budget: Budget) -> bool:
    """Whether a host in an ASCII text may be held:
    goes from dot to dot and takes the word around each, in a fifth of the time of HOST.
    """
    pages = 0
    quiet: set[str] = set()  # hosts of which nothing is held: a flood of one host is one host
    parted: set[str] = set()  # a word and a host that were asked about as one name
    for host, at in tokens(view):
        known = host in quiet
        if not known and not _allows_keys(host, budget):
            return False
        keys = keys_of(host)
        if not keys:
            continue
        parts = at > 1 and view[at - 1] == " " and not (known and _is_old(view, at, host, parted))
        if parts and _split_holds(view, at, host, might_hold):
            return True
        if known:
            continue
        if any_held(keys, might_hold):
            return True
        after = at + len(host)
        if not has_pages(keys[0], might_hold):
            quiet.add(host)
        elif view[after : after + 1] in BEFORE_A_PAGE:
            pages += 1
            if (
                pages > _MANY_PAGES
                or host[0] in "-_"
                or (budget.allows_closer() and page_holds(keys[0], view, at, after, might_hold))
            ):
                return True
    return False


def _is_old(view: str, at: int, host: str, parted: set[str]) -> bool:
    """Whether what stands before a host that was met is in `parted`, to which it is added."""
    beside = view[max(0, at - LONGEST_SPLIT - 2) : at + len(host)]
    old = beside in parted
    parted.add(beside)
    return old


def tokens(view: str) -> Iterator[tuple[str, int]]:
    """What may be hosts in an ASCII text, with their places."""
    separated = view.encode().translate(_SEPARATED).decode()
    if _LONE_DOT in separated:  # a flood of them is two passes; of neighbours each takes out every other
        separated = separated.replace(_LONE_DOT, "   ").replace(_LONE_DOT, "   ")
    dot = separated.find(".")
    while dot >= 0:
        start = separated.rfind(" ", 0, dot) + 1
        end = separated.find(" ", dot)
        word = separated[start:end] if end >= 0 else separated[start:]
        dot = separated.find(".", start + len(word))
        word = word.rstrip(".")
        if "." not in word or (word[0] == "." and "." not in word.lstrip(".")):
            continue
        if word[0] != "." and ".." not in word:
            yield word, start
        else:
            yield from _hosts_of(word, start)


def _split_holds(view: str, at: int, host: str, might_hold: MightHold) -> bool:
    """Whether `host` may be held as one name with the word before it; `host` stands at `view[at:]`, after a space."""
    word = view[view.rfind(" ", 0, at - 1) + 1 : at - 1]
    if not word.isalnum() or len(word) > LONGEST_SPLIT:
        return False
    name = (word + host).lower()
    return might_hold(name) or might_hold("=" + name) or might_hold(name.partition(".")[0] + ".*")


def _hosts_of(word: str, start: int) -> list[tuple[str, int]]:
    """The hosts of a word that begins with a dot or has doubled ones, with their places."""
    hosts = []
    for part in word.split(".."):
        host = part.strip(".")
        hosts.append((host, start + len(part) - len(part.lstrip("."))))
        start += len(part) + 2
    return [(host, at) for host, at in hosts if host]


def _names_hold(view: str, might_hold: MightHold, budget: Budget) -> bool:
    """Whether a name in letters beyond ASCII may be held."""
    done: set[str] = set()
    for run in _RUN.finditer(view):
        if "." not in run[0] or run[0].isascii():
            continue
        for match in ANY_HOST.finditer(view, run.start(), run.end()):
            name = match[0]
            if name in done or name.isascii() or not budget.allows_closer():
                continue
            glued = GLUED_BEHIND.match(name)
            if glued and any(map(might_hold, keys_of_name(glued[1]))):
                return True
            keys = keys_of_name(name)
            if any(map(might_hold, keys)):
                return True
            if not keys or not has_pages(keys[0], might_hold):
                done.add(name)
            elif budget.allows_closer() and odd_page_holds(view, match.start(), match.end(), might_hold):
                return True
    return False
