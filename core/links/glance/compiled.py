"""The compiled part of the glance, `_sweep.c`, where it was built; else nothing of it. `make setup` and `make install` build it.

It answers one question about a text of ASCII: surely nothing, or perhaps? Only "perhaps" goes on to the glance in Python,
which is the reference and gives the same answers without it.
"""

import os
import re
from collections.abc import Callable, Container, Iterable
from functools import lru_cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType
from typing import Final, Self

from core.links.address import bare_host
from core.links.budget import Budget
from core.links.carriers import HOLDS_ANOTHER, LABELS_OF_CARRIERS, WRITES_IN_CODE
from core.links.glance.keys import SPECIAL, MightHold, any_held, has_pages, keys_of
from core.links.glance.letters import table, words_for_dots
from core.links.glance.pages import BEFORE_A_PAGE, page_holds
from core.links.hosts import suffix_rules
from core.links.link import INVITES
from core.links.signs import ENDINGS, SURE_ENDINGS
from core.links.software import FOLDERS_MADE, RULES

SOURCE: Final = Path(__file__).with_name("_sweep.c")
SWITCH: Final = "ROWAN_NO_EXTENSIONS"
"""A variable of the environment: where it is set, the compiled part is not loaded."""

Sure = Callable[[str, MightHold], bool]

_ODD: Final = re.compile(rf"{HOLDS_ANOTHER.pattern}|(?:{WRITES_IN_CODE.pattern})")


def digest() -> str:
    """The SHA-256 of the source, by which a build knows what it was built from."""
    return sha256(SOURCE.read_bytes()).hexdigest()


def _loaded() -> tuple[ModuleType | None, str]:
    """The module if it is there and to be used; else why it is not."""
    if os.environ.get(SWITCH):
        return None, "off"
    try:
        from core.links.glance import _sweep
    except ImportError:
        return None, "absent"
    if digest() != _sweep.SOURCE:
        return None, "old"
    return _sweep, ""


_MODULE, WHY_NOT = _loaded()
"""Why the compiled part is not used: switched `off`, `absent`, or built from an `old` source. Empty where it is used."""


def _not_sure(_text: str, _might_hold: MightHold) -> bool:
    """The answer where there is no compiled part."""
    return False


def _prepared() -> tuple[Sure, Sure, Sure, Sure]:
    if _MODULE is None:
        return _not_sure, _not_sure, _not_sure, _not_sure
    endings = {word for pattern in (ENDINGS, SURE_ENDINGS) for word in re.findall(r"\w+", pattern[2:-2])}
    hints = _in_one(hint for rule in RULES for hint in rule.hints)
    formed = (INVITES, "youtube.com", *SPECIAL)
    _MODULE.prepare(
        endings,
        suffix_rules().tlds,
        SPECIAL,
        LABELS_OF_CARRIERS,
        is_odd,
        host_holds,
        paged,
        formed,
        hints,
        _in_one(("", *FOLDERS_MADE)),
        table,
        tuple(words_for_dots()),
    )
    return _MODULE.nothing, _MODULE.holds_nothing, _MODULE.shows_nothing, _MODULE.holds_plainly


def _in_one(words: Iterable[str]) -> bytes:
    """The words, each once and with a 0 behind it."""
    return b"".join(word.encode() + b"\0" for word in sorted(set(words)))


class Metered(tuple[Container[str], ...]):  # noqa: SLOT001 - a tuple has no room for slots; the rest is in its __dict__
    """What a might_hold looks into, as the compiled part is given it, with the budget of what that asks Python about."""

    might_hold: MightHold
    budget: Budget

    def __new__(cls, might_hold: MightHold, budget: Budget) -> Self:
        """Made of the `__contains__` of a container, of a tuple of containers, or of any function."""
        held = might_hold if isinstance(might_hold, tuple) else (_container(might_hold),)
        made = super().__new__(cls, held)
        made.might_hold, made.budget = might_hold, budget
        return made

    def __call__(self, key: str) -> bool:
        """Whether the key may be held."""
        return self.might_hold(key)


class _Asked:
    """A function as a container."""

    def __init__(self, might_hold: MightHold) -> None:
        self._might_hold = might_hold

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self._might_hold(key)


def _container(might_hold: MightHold) -> Container[str]:
    if getattr(might_hold, "__name__", "") == "__contains__":
        holder: Container[str] | None = getattr(might_hold, "__self__", None)
        if holder is not None:
            return holder
    return _Asked(might_hold)


def _may_look(asked: MightHold) -> tuple[MightHold, bool]:
    """The function to ask, and whether the budget that came with it allows a closer look."""
    if isinstance(asked, Metered):
        return asked.might_hold, asked.budget.allows_closer()
    return asked, True


@lru_cache(maxsize=8192)
def is_odd(host: str) -> bool:
    """Whether a host is one that carries another host, or writes addresses in a way of its own."""
    return _ODD.search(host) is not None


def host_holds(host: str, view: str, start: int, end: int, might_hold: MightHold) -> bool:
    """Whether the host that stands at `view[start:end]`, or its page, may be held: the compiled part asks this where a host
    is none of the plain ones.
    """
    might_hold, allowed = _may_look(might_hold)
    keys = keys_of(host) if allowed else ()
    if not keys:
        return False
    if any_held(keys, might_hold):
        return True
    return (
        view[end : end + 1] in BEFORE_A_PAGE
        and has_pages(keys[0], might_hold)
        and (host[0] in "-_" or page_holds(keys[0], view, start, end, might_hold))
    )


def paged(host: str, view: str, start: int, end: int, might_hold: MightHold) -> bool:
    """Whether the page of a plain host may be held that stands at `view[start:end]`."""
    might_hold, allowed = _may_look(might_hold)
    bare = bare_host(host)
    return allowed and has_pages(bare, might_hold) and page_holds(bare, view, start, end, might_hold)


surely_nothing, holds_nothing, shows_nothing, holds_plainly = _prepared()
"""Whether the compiled part is sure that a text, or a view of it as it stands, or the names that stand in it, hold no link with a
key that the function given with it accepts; and whether it is sure that a text has no reading but itself, and holds such a link.
"""
