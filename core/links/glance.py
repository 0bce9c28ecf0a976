"""A quick look: could any link of a text have a key that the index holds? Never wrongly no; a wrong yes costs time only.

*Gate*: most chat has no dot that anything follows, and leaves after a few substring tests. What is left is undisguised
as plain strings (readings.py) and every host in it, with the pages below it, is asked of the index. Rare forms that
take decoding to see (numbers for addresses, base64, translators) are not looked into here: they pass.
"""

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Final

from core.links.address import (
    KEY_PARAMETER,
    KEY_PATH,
    KEY_SEGMENTS,
    PAGES,
    bare_host,
    host_keys,
    page_keys,
    read_address,
)
from core.links.carriers import HOLDS_ANOTHER, WRITES_IN_CODE
from core.links.disguises import unquoted
from core.links.encodings import codes_in
from core.links.hosts import MAX_HOST, is_tld, tlds_in_letters
from core.links.labels import carried_by_name
from core.links.link import DISCORD_HOSTS, TELEGRAM_HOSTS
from core.links.lookalikes import FOLD, FOLD_AGAIN, INVISIBLE, TWO_WAYS
from core.links.readings import Recipe, View, is_plain, views_of
from core.links.signs import BRACKETED, ENDINGS, HAS_OTHER_DOT, SYMBOL_BEFORE, spoken
from core.links.sweep import ANY_HOST, COMPANY, HOST, HOST_LETTERS, cut_of, trimmed

MightHold = Callable[[str], bool]

# A dot between two things, or with a space beside it and an ending after it. Each way begins with one character of a
# set, which costs nothing where it is not there.
_DOT: Final = re.compile(
    r"\.(?:[^\s.\d](?<![\s.]\..)"
    r"|\d(?<![\s.]\..)(?!\d*(?:[\s,!?)'\":;]|\.?$|\.\s))"
    r"|[\w\])}](?<=\s\..)"
    r"|[\])}]"
    rf"|\s(?:(?<=\s\.\s)\s{{0,7}}\w|\s?[\])}}]|\s{{0,2}}(?:{ENDINGS}|me\s?/))"
    rf"|\.(?<=\w\.\.){ENDINGS})"
)
_COMMA: Final = re.compile(r",(?:" + ENDINGS + r"|\s{0,2}(?:[\])}]|me\s?/))")
_SEMICOLON: Final = re.compile(r";(?:" + ENDINGS + r"|\s{0,2}[\])}])")
_ENTITY: Final = re.compile(r"&(?:#|period|dot)")
_CODE: Final = re.compile(r"\\(?:u00|x)2e")
# A number where a host belongs, other than the four plain ones that HOST finds; or an address in brackets.
_NUMBERS: Final = (
    r"(\[|(?!(?:0|[1-9]\d{0,2})(?:\.(?:0|[1-9]\d{0,2})){3}(?![\w.]))"
    r"(?:0[xX][0-9a-fA-F]*+|[0-9]++)(?:\.(?:0[xX][0-9a-fA-F]*+|[0-9]++))*+\.*+(?![A-Za-z0-9_-]))"
)
_NUMBER: Final = re.compile(rf":(?:(?<=[psPS]:)|(?=[\])}}]?[/\\]))[/\\\])}}]*{_NUMBERS}")
_NUMBER_AFTER_USER: Final = re.compile(rf"@{_NUMBERS}")
_APP: Final = re.compile(r":(?:(?<=tg:)(?<![a-z]tg:)[a-z/\\]|(?<=(?<![a-z])intent:)/|(?<=discord:)/)")
_ALWAYS: Final = ("",)
_QUAD: Final = re.compile(r"\d{1,3}(?:\.\d{1,3}){3}")
_PLAIN_TAIL: Final = re.compile(r"[A-Za-z0-9!$&()+,;=:@/?._#-]{0,400}")
_STOPS: Final = frozenset(["", *' \t\n\r<>"`|'])
_TAIL: Final = re.compile(r"[^\s<>\"`|]{0,401}")
_CHUNK: Final = re.compile(r"[^\s<>\"`|]+")
_LONGEST_HOST: Final = MAX_HOST + 20  # with www., dots and marks around it
_LONG_TAIL: Final = 400
_LONGEST_SPLIT: Final = 24
_MANY_PAGES: Final = 8
_PAGE_STARTS: Final = frozenset("/?")
# What stands before an address that no other carries, beside the marks around it; and where one goes on to its own host.
_BEFORE_AN_ADDRESS: Final = frozenset(' \t\n\r<>"`|]')
_NOT_OWN: Final = re.compile(r"(?<=.)(?:[^A-Za-z0-9@._~-]|__)")
_WEB_SCHEME: Final = re.compile(r"https?://\Z", re.IGNORECASE)
_GOES_ON: Final = re.compile(r"=(?:/|%(?:25){0,2}2f)", re.IGNORECASE)
_BEFORE_A_PAGE: Final = frozenset("/?\\:.")
_IDEOGRAPHIC_DOTS: Final = str.maketrans("。．｡", "...")
_SPECIAL: Final = DISCORD_HOSTS | TELEGRAM_HOSTS
# Bytes that a host may have stay, all others become spaces: HOST as a table, for splitting.
_SEPARATED: Final = bytes(code if chr(code) in HOST_LETTERS else ord(" ") for code in range(256))


def may_hold(text: str, might_hold: MightHold) -> bool:
    """Whether it is worth to look for links in `text` that `might_hold` accepts a key of."""
    if text.isascii():
        lower = text.lower()
        if not (("." in lower and _DOT.search(lower)) or _is_rare(lower)):
            return False
        if is_plain(text, lower):
            return _holds(text, lower, might_hold)
    elif not _DOT.search(text.lower()):
        plain = INVISIBLE.sub("", text).translate(FOLD).lower()
        if not (
            _DOT.search(plain)
            or HAS_OTHER_DOT.search(text.lower())
            or SYMBOL_BEFORE.search(plain)
            or _is_rare(plain)
            or (TWO_WAYS.search(text) and _DOT.search(INVISIBLE.sub("", text).translate(FOLD_AGAIN).lower()))
        ):
            return False
    asked: set[tuple[str, str]] = set()
    for view in views_of(text, quick=True):
        fresh = []
        before = ""
        for word in view.text.split():
            if ("." in word or ":" in word or "%" in word or not word.isascii()) and (
                (before, word) not in asked
            ):
                asked.add((before, word))
                fresh.append(f"{before} {word}")
            before = word
        if fresh:
            words = " ".join(fresh)
            if _holds(words, words.lower(), might_hold):
                return True
    return False


class Looked:
    """What was looked at in one text, which may come in pieces: a flood of one link costs what one link costs."""

    def __init__(self, might_hold: MightHold) -> None:
        self._might_hold = might_hold
        self._answers: dict[str, bool] = {}
        self._done: set[tuple[Recipe, str, str]] = set()

    def spans(self, view: View, known: set[tuple[str, str]]) -> list[tuple[int, int]]:
        """Where in a view it is worth to look.

        Not at what is `known` from a plainer view of the same piece, in the same company, to which is added what is
        new; nor at what the same view of an earlier piece held.
        """
        spans = []
        text = view.text
        for match in _CHUNK.finditer(text):
            chunk = match[0]
            if "." not in chunk and ":" not in chunk:
                continue
            start, end = match.span()
            company = (text[max(0, start - COMPANY) : start], chunk)
            if company in known:
                continue
            known.add(company)
            done = (view.recipe, *company)
            if done not in self._done and self._holds(chunk):
                self._done.add(done)
                spans.append((start, end))
        return spans

    def _holds(self, chunk: str) -> bool:
        answer = self._answers.get(chunk)
        if answer is None:
            answer = self._answers[chunk] = _holds(chunk, chunk.lower(), self._might_hold)
        return answer


def _is_rare(lower: str) -> bool:
    """Whether there may be an address without a dot: a number, an app link, a dot in words or escapes.

    One character is looked for in a tenth of the time of two, or of a search: so one comes first.
    """
    return (
        "dot" in lower
        or "%" in lower
        or ("/" in lower and ("//" in lower or "gg/" in lower or "gg /" in lower))
        or (":" in lower and ("http" in lower or "tg:" in lower))
        or ("," in lower and _COMMA.search(lower) is not None)
        or (
            (")" in lower or "]" in lower or "}" in lower or ">" in lower)
            and ("point" in lower or BRACKETED.search(lower) is not None)
        )
        or ("0" in lower and ("d0t" in lower or "ahr0c" in lower))
        or "www " in lower
        or (";" in lower and _SEMICOLON.search(lower) is not None)
        or ("=" in lower and "=2e" in lower)
        or ("\\" in lower and ("gg\\" in lower or _CODE.search(lower) is not None))
        or spoken(lower)
        or ("&" in lower and _ENTITY.search(lower) is not None)
    )


def _holds(view: str, lower: str, might_hold: MightHold) -> bool:
    if ":" in view and (_numbers_hold(view, _NUMBER, might_hold) or _APP.search(lower)):
        return True
    if "@" in view and _numbers_hold(view, _NUMBER_AFTER_USER, might_hold):
        return True
    if _hosts_hold(view, might_hold):
        return True
    if "0" in view and _codes_hold(view, might_hold):
        return True
    if "%" not in view:
        return False
    plain = unquoted(unquoted(view))
    return (
        "%2" in plain  # encoded deeper than is looked into here
        or (":" in plain and _APP.search(plain.lower()) is not None)
        or _hosts_hold(plain, might_hold)
        or (not plain.isascii() and _hosts_hold(INVISIBLE.sub("", plain).translate(FOLD), might_hold))
        or _codes_hold(plain, might_hold)
    )


def _codes_hold(view: str, might_hold: MightHold) -> bool:
    """Whether something is held that is written in base64 or so: what stands there is carried, whatever begins it."""
    return any(_holds("=" + plain, plain.lower(), might_hold) for plain, _ in codes_in(view))


def _numbers_hold(view: str, numbers: re.Pattern[str], might_hold: MightHold) -> bool:
    """Whether an address in numbers is held."""
    return numbers.search(view) is not None and any(
        _number_holds(view, match, might_hold) for match in numbers.finditer(view)
    )


def _number_holds(view: str, match: re.Match[str], might_hold: MightHold) -> bool:
    """Whether an address in numbers is held; with a page it passes."""
    start = match.start(1)
    written = view[start : view.find("]", start) + 1] if match[1] == "[" else match[1]
    keys = _keys_of_number(written.rstrip("."))
    return any(might_hold(key) or might_hold(key + PAGES) for key in keys)


@lru_cache(maxsize=1024)
def _keys_of_number(written: str) -> tuple[str, ...]:
    address = read_address(written) if len(written) < _LONGEST_HOST else None
    return host_keys(address.host) if address else ()


def _hosts_hold(view: str, might_hold: MightHold) -> bool:
    if view.isascii():
        return _tokens_hold(view, might_hold)
    for match in HOST.finditer(view):
        keys, end = _keys(match[0]), match.end()
        if keys and (_any_held(keys, might_hold) or match[0][0] in "-_"):
            return True
        if (
            keys
            and view[end : end + 1] in _BEFORE_A_PAGE
            and _odd_page_holds(view, match.start(), end, might_hold)
        ):
            return True
    return _names_hold(view.translate(_IDEOGRAPHIC_DOTS), might_hold)


def _tokens_hold(view: str, might_hold: MightHold) -> bool:
    """As with HOST, in a fifth of the time, for ASCII: from dot to dot, each with the word around it."""
    separated = view.encode().translate(_SEPARATED).decode()
    pages = 0
    dot = separated.find(".")
    while dot >= 0:
        start = separated.rfind(" ", 0, dot) + 1
        end = separated.find(" ", dot)
        word = separated[start:end] if end >= 0 else separated[start:]
        dot = separated.find(".", start + len(word))
        word = word.rstrip(".")
        if "." not in word:
            continue
        for host, at in ((word, start),) if word[0] != "." and ".." not in word else _hosts_of(word, start):
            keys = _keys(host)
            if not keys:
                continue
            if _any_held(keys, might_hold):
                return True
            if at > 1 and view[at - 1] == " " and _split_holds(view, at, host, might_hold):
                return True
            after = at + len(host)
            if view[after : after + 1] in _BEFORE_A_PAGE and _has_pages(keys[0], might_hold):
                pages += 1
                if (
                    pages > _MANY_PAGES
                    or host[0] in "-_"
                    or _page_holds(keys[0], view, at, after, might_hold)
                ):
                    return True
    return False


def _split_holds(view: str, at: int, host: str, might_hold: MightHold) -> bool:
    """Whether `host`, which stands at `view[at:]` after a space, is held as one name with the word before it."""
    word = view[view.rfind(" ", 0, at - 1) + 1 : at - 1]
    if not word.isalnum() or len(word) > _LONGEST_SPLIT:
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


@lru_cache(maxsize=8192)
def _keys(written: str) -> tuple[str, ...]:
    """The keys for all of a host as it is written, and some more; none where it is no host, _ALWAYS to look in any case.

    Underscores may be Discord's marks, at its ends and in it.
    """
    host = written.lower()
    _, dot, last = host.rpartition(".")
    if not dot or len(host) > _LONGEST_HOST:
        return ()
    if last.isdigit():
        return (host, "=" + host) if _QUAD.fullmatch(host) else ()
    if not is_tld(last.replace("_", "").rstrip("-")):
        return ()
    stripped = host.strip("_-")
    if WRITES_IN_CODE.search(stripped):
        return _ALWAYS
    keys = _names_of(bare_host(stripped))
    if stripped != host:
        keys += _names_of(bare_host(host))
    if "_" in stripped:
        keys += _names_of(bare_host(stripped.replace("_", "")))
    if HOLDS_ANOTHER.search(stripped):
        for other in carried_by_name(stripped):
            keys += (*_names_of(other), _counted(other) + PAGES)
    return keys


def _any_held(keys: tuple[str, ...], might_hold: MightHold) -> bool:
    """Whether one of the keys is held; a carried host with pages passes where nobody keeps count of these."""
    return keys is _ALWAYS or any(map(might_hold, keys)) or (keys[-1][-1] == PAGES and not might_hold(PAGES))


def _names_of(host: str) -> tuple[str, ...]:
    """As `host_keys`, but each label for a family's name: what stands before a public suffix is told later."""
    keys = [host, "=" + host]
    while host:
        label, _, host = host.partition(".")
        if host:
            keys.append(label + ".*")
            if "." in host:
                keys.append(host)
    return tuple(keys)


def _has_pages(host: str, might_hold: MightHold) -> bool:
    """Whether some page of `host` may be held; an index that does not keep count of that is asked for each page."""
    return might_hold(_counted(host) + PAGES) or not might_hold(PAGES)


def _counted(host: str) -> str:
    """The host under which the pages of `host` are kept count of."""
    if host in _SPECIAL:
        return "t.me" if host in TELEGRAM_HOSTS else "discord.gg"
    return host


def _page_holds(host: str, view: str, start: int, end: int, might_hold: MightHold) -> bool:
    """Whether a page of `host`, which stands at `view[start:end]`, is held that the address goes to."""
    match = _PLAIN_TAIL.match(view, end)
    tail = match[0] if match else ""
    stop = view[end + len(tail) : end + len(tail) + 1]
    if len(tail) == 1 and stop in _STOPS:
        return False
    if "=/" in tail:
        return True
    carried = _is_carried(view, start)
    if stop not in _STOPS or tail[:1] not in _PAGE_STARTS or "/." in tail or "//" in tail or tail[-1] == "_":
        return _odd_page_holds(view, start, end, might_hold)
    if start and view[start - 1] in "=&?":
        tail = tail.partition("&")[0]
    if not tail[-1].isalnum():
        tail = view[end : trimmed(view, start, end, end + len(tail))]
    if host in _SPECIAL or (host == "discord.gg" and "invite" in tail):
        return True
    return (
        _carried_page_holds(host, view, tail, might_hold)
        if carried
        else _plain_page_holds(host, tail, might_hold)
    )


def _plain_page_holds(host: str, tail: str, might_hold: MightHold) -> bool:
    path, _, query = tail.partition("#")[0].partition("?")
    path = path.strip("/")
    place = f"{host}/{path[:KEY_PATH]}?"
    longest = len(place) - 1
    key = host
    for segment in path.split("/", KEY_SEGMENTS)[:KEY_SEGMENTS]:
        key = f"{key}/{segment}"
        if might_hold(key[:longest]):
            return True
    return bool(query) and any(
        might_hold(place + parameter[:KEY_PARAMETER]) for parameter in query.split("&")
    )


def _carried_page_holds(host: str, view: str, tail: str, might_hold: MightHold) -> bool:
    """The same where what follows may be the outer address's; with parameters, whose are they?, it passes."""
    if "?" in tail or "/external/" in view:  # Discord's media proxy puts the parameters first
        return True
    key = host
    longest = len(host) + 1 + KEY_PATH
    for segment in tail.strip("/").split("/", KEY_SEGMENTS)[:KEY_SEGMENTS]:
        own = _NOT_OWN.split(segment, maxsplit=1)[0].rstrip("._~")
        if might_hold(f"{key}/{own}"[:longest]) or might_hold(f"{key}/{segment}"[:longest]):
            return True
        key = f"{key}/{segment}"
    return False


def _is_carried(view: str, start: int) -> bool:
    """Whether the address at `start` stands inside another, which says where it ends in ways of its own."""
    scheme = _WEB_SCHEME.search(view, max(0, start - 8), start)
    start = scheme.start() if scheme else start
    first = max(0, start - 4)
    before = view[first:start].rstrip("([{*_~'")
    return before[-1:] not in _BEFORE_AN_ADDRESS if before else first > 0


def _odd_page_holds(view: str, start: int, end: int, might_hold: MightHold) -> bool:
    """The same for an address that ada must resolve; what is too long for a glance passes."""
    match = _TAIL.match(view, end)
    tail = match[0] if match else ""
    if tail[:1] not in _BEFORE_A_PAGE:
        return False
    if len(tail) > _LONG_TAIL:
        return True
    tail = tail.partition("](")[0]
    if start and view[start - 1] in "=&?":
        tail = tail.partition("&")[0]
    stop = trimmed(view, start, end, end + len(tail))
    may_go_on = _is_carried(view, start) or _GOES_ON.search(tail)
    for at in (stop, cut_of(view, end, stop), end if may_go_on else 0):
        address = read_address(view[start:at]) if at else None
        if address is not None and (
            address.host in _SPECIAL
            or address.host == "discord.gg"
            or any(map(might_hold, page_keys(address)))
            or (may_go_on and _has_pages(address.host, might_hold))
        ):
            return True
    return False


def _names_hold(view: str, might_hold: MightHold) -> bool:
    """Whether a name in letters beyond ASCII is held."""
    for match in ANY_HOST.finditer(view):
        keys = () if match[0].isascii() else _keys_of_name(match[0])
        if any(map(might_hold, keys)) or (
            keys and _odd_page_holds(view, match.start(), match.end(), might_hold)
        ):
            return True
    return False


@lru_cache(maxsize=4096)
def _keys_of_name(written: str) -> tuple[str, ...]:
    """As `_keys`, for a name that ada must bring to ASCII."""
    last = written.rpartition(".")[2].rstrip("_-").lower()
    if last not in tlds_in_letters():
        return ()
    found: list[str] = []
    for name in {written, written.strip("_-")}:
        address = read_address(name)
        found += host_keys(address.host) if address else ()
    return tuple(found)
