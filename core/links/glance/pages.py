"""A quick look at the pages of a view: may one of them be held?"""

import re
from typing import Final

from core.links.address import (
    FOLDERS,
    KEY_PARAMETER,
    KEY_PATH,
    KEY_SEGMENTS,
    Address,
    page_keys,
    read_address,
)
from core.links.extents import trimmed
from core.links.glance.keys import SPECIAL, MightHold, has_pages
from core.links.link import INVITES
from core.links.software import FOLDERS_MADE, has_shape, one_page_of_software
from core.links.sweep import address_at, cut_of

BEFORE_A_PAGE: Final = frozenset("/?\\:.")
_PLAIN_TAIL: Final = re.compile(r"[A-Za-z0-9!$&()+,;=:@/?._#-]{0,400}")
_STOPS: Final = frozenset(["", *' \t\n\r<>"`|'])
_TAIL: Final = re.compile(r"[^\s<>\"`|]{0,401}")
_LONG_TAIL: Final = 400
_PAGE_STARTS: Final = frozenset("/?")
# What stands before an address that no other address carries, beside the marks around it.
_BEFORE_AN_ADDRESS: Final = frozenset(' \t\n\r<>"`|]')
_NOT_OWN: Final = re.compile(r"(?<=.)(?:[^A-Za-z0-9@._~-]|__)")
_WEB_SCHEME: Final = re.compile(r"https?://\Z", re.IGNORECASE)
_ODD_TAIL: Final = re.compile(r"/[./]|[()]")
_INVITE_TAIL: Final = re.compile(r"/[A-Za-z0-9]+/?")
_GOES_ON: Final = re.compile(r"=(?:/|%(?:25){0,2}2f)", re.IGNORECASE)


def page_holds(host: str, view: str, start: int, end: int, might_hold: MightHold) -> bool:
    """Whether the page may be held to which the address goes whose host stands at `view[start:end]`."""
    match = _PLAIN_TAIL.match(view, end)
    tail = match[0] if match else ""
    stop = view[end + len(tail) : end + len(tail) + 1]
    if len(tail) == 1 and stop in _STOPS:
        return False
    if "=/" in tail:
        return True
    carried = _is_carried(view, start)
    if stop not in _STOPS or tail[:1] not in _PAGE_STARTS or tail[-1] == "_" or _ODD_TAIL.search(tail):
        return odd_page_holds(view, start, end, might_hold)
    if start and view[start - 1] in "=&?":
        tail = tail.partition("&")[0]
    if not tail[-1].isalnum():
        tail = view[end : trimmed(view, start, end, end + len(tail))]
    if _has_another_form(host, tail):
        return True
    return (
        _carried_page_holds(host, view, tail, might_hold)
        if carried
        else _plain_page_holds(host, tail, might_hold)
    )


def _has_another_form(host: str, tail: str) -> bool:
    """Whether the page may be filed under another address than the one that stands there."""
    return (
        host in SPECIAL
        or ".m.wiki" in host
        or (host == INVITES and _INVITE_TAIL.fullmatch(tail) is None)
        or (host == "youtube.com" and tail.startswith(("/shorts/", "/live/", "/embed/", "/v/")))
    )


def _in_no_folder(host: str, tail: str, might_hold: MightHold) -> bool:
    """Whether an index that counts folders holds no page in those under which this page, or its one form, may be filed."""
    path = tail.partition("#")[0].partition("?")[0].strip("/")
    segments = path.split("/", KEY_SEGMENTS)[:KEY_SEGMENTS]
    if not might_hold(FOLDERS) or len(path) > KEY_PATH:
        return False
    folders = {*segments, *FOLDERS_MADE, ""} if has_shape(tail) else segments[:1]
    return not any(might_hold(f"{host}/{folder}/") for folder in folders)


def _plain_page_holds(host: str, tail: str, might_hold: MightHold) -> bool:
    if _in_no_folder(host, tail, might_hold):
        return False
    if has_shape(tail):
        address = read_address(host + tail)
        if address is not None and _page_holds(address, might_hold):
            return True
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


def _page_holds(address: Address, might_hold: MightHold) -> bool:
    """Whether the page of `address` may be held, in its one form or as it stands there."""
    form = one_page_of_software(address)
    return any(map(might_hold, page_keys(address))) or (
        form is not address and any(map(might_hold, page_keys(form)))
    )


def _carried_page_holds(host: str, view: str, tail: str, might_hold: MightHold) -> bool:
    """Whether the page of a carried address may be held.

    Where it has parameters, which may be the outer address's, the answer is yes.
    """
    if (
        "?" in tail or "/external/" in view or has_shape(tail)
    ):  # Discord's media proxy puts the parameters first
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
    """Whether the address at `start` stands inside another one, whose end is found in other ways."""
    scheme = _WEB_SCHEME.search(view, max(0, start - 8), start)
    start = scheme.start() if scheme else start
    first = max(0, start - 4)
    before = view[first:start].rstrip("([{*_~'")
    return before[-1:] not in _BEFORE_AN_ADDRESS if before else first > 0


def odd_page_holds(view: str, start: int, end: int, might_hold: MightHold) -> bool:
    """Whether the page of an address that ada must resolve may be held;
    yes where the address is too long for a glance.
    """
    match = _TAIL.match(view, end)
    tail = match[0] if match else ""
    if tail[:1] not in BEFORE_A_PAGE:
        return False
    if len(tail) > _LONG_TAIL:
        return True
    tail = tail.partition("](")[0]
    if start and view[start - 1] in "=&?":
        tail = tail.partition("&")[0]
    stop = trimmed(view, start, end, end + len(tail))
    may_go_on = _is_carried(view, start) or _GOES_ON.search(tail)
    for at in (stop, cut_of(view, end, stop), end if may_go_on else 0):
        address = address_at(view, start, end, at) if at else None
        if address is not None and (
            _has_another_form(address.host, address.path)
            or address.host == "discord.gg"
            or _page_holds(address, might_hold)
            or (address.older is not None and _page_holds(address.older, might_hold))
            or (may_go_on and has_pages(address.host, might_hold))
        ):
            return True
    return False
