"""Pages that a site's software shows at several addresses: a thread under any title, its pages, its old addresses.

`RULES` are applied one after the other; docs/recipes/adding-a-site-rule.md shows how to add one. A very popular site is left
alone: its software is known, and is none of these.
"""

import re
from functools import lru_cache
from typing import Final

from core.links.address import Address
from core.links.popular import PROTECTED
from core.links.software.boards import BOARDS
from core.links.software.documents import DOCUMENTS
from core.links.software.rule import SiteRule
from core.links.software.topics import TOPICS

RULES: Final[tuple[SiteRule, ...]] = (*BOARDS, *TOPICS, *DOCUMENTS)

_HINTS: Final = sorted({hint for rule in RULES for hint in rule.hints})
_NUMBERS_BY_HINT: Final = tuple(
    (hint, tuple(number for number, rule in enumerate(RULES) if hint in rule.hints)) for hint in _HINTS
)
FOLDERS_MADE: Final = frozenset(
    rule.page.removeprefix("{base}/").partition("/")[0] for rule in RULES if rule.page.startswith("{base}/")
)
"""How the path of a one form may begin where it begins neither as a part of the written path nor is empty."""
_ROUNDS: Final = 4  # what one rule makes may be the shape of another

has_shape: Final = re.compile("|".join(map(re.escape, _HINTS))).search
"""Finds in a path, its parameters with it, what may be the shape of a rule."""


@lru_cache(maxsize=512)
def _form(path: str, parameters: tuple[str, ...]) -> tuple[str, tuple[str, ...]]:
    """The path and the parameters of the one form, whatever the host."""
    for _ in range(_ROUNDS):
        before = path, parameters
        text = "?".join((path, "&".join(parameters)))
        fitting = {number for hint, numbers in _NUMBERS_BY_HINT if hint in text for number in numbers}
        for number in sorted(fitting):
            path, parameters = RULES[number].applied(path, parameters)
        if (path, parameters) == before:
            break
    return path, parameters


def one_page_of_software(address: Address) -> Address:
    """The one address of a page of forum or blog software; `address` itself for any other page."""
    if not (has_shape(address.path) or any(map(has_shape, address.parameters))):
        return address
    if address.host in PROTECTED.hosts:
        return address
    path, parameters = _form(address.path, address.parameters)
    if path == address.path and parameters == address.parameters:
        return address
    return Address(address.host, address.port, path, parameters)
