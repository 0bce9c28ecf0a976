"""Pages that a site's software shows at several addresses: a thread under any title, its pages, its old addresses.

`RULES` are applied one after the other; docs/adding-a-site-rule.md shows how to add one. A very popular site is left
alone: its software is known, and is none of these.
"""

import re
from typing import Final

from core.links.address import Address
from core.links.popular import PROTECTED
from core.links.software.boards import BOARDS
from core.links.software.documents import DOCUMENTS
from core.links.software.rule import SiteRule
from core.links.software.topics import TOPICS

RULES: Final[tuple[SiteRule, ...]] = (*BOARDS, *TOPICS, *DOCUMENTS)

_ROUNDS: Final = 4  # what one rule makes may be the shape of another

has_shape: Final = re.compile(
    "|".join(sorted({re.escape(hint) for rule in RULES for hint in rule.hints}))
).search
"""Finds in a path, its parameters with it, what may be the shape of a rule."""


def one_page_of_software(address: Address) -> Address:
    """The one address of a page of forum or blog software; `address` itself for any other page."""
    if address.host in PROTECTED.hosts:
        return address
    for _ in range(_ROUNDS):
        text = "?".join((address.path, "&".join(address.parameters)))
        if not has_shape(text):
            break
        before = address
        for rule in RULES:
            if any(hint in text for hint in rule.hints):
                address = rule.applied(address)
        if address is before:
            break
    return address
