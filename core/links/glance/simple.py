"""The usual message of a raid: everyday words, and one address with a scheme, which somebody listed.

Nothing in it is disguised, glued together or carried, so that the link can be read off; every other text takes the long
way (core/links/find.py), which finds the same here and takes three times as long.
"""

import re
from typing import Final

from core.links.address import read_address
from core.links.disguises import SPLIT
from core.links.encodings import may_hold_codes
from core.links.glance.compiled import holds_nothing, is_odd
from core.links.glance.keys import MightHold
from core.links.hosts import is_tld
from core.links.link import Link, link_to
from core.links.pieces import LONGEST_WHOLE

_EVERYDAY: Final = re.compile(r"[A-Za-z0-9\s.,:/!?'-]*", re.ASCII)
_NAMES: Final = re.compile(r"\S*[.:]\S*")
_ADDRESS: Final = re.compile(r"https?://((?:[A-Za-z0-9-]+\.)+([A-Za-z]{2,24}))((?:/[A-Za-z0-9-]+)*/?)")


def simple_link(text: str, might_hold: MightHold) -> Link | None:
    """The only link of a text that is known to be plain (`holds_plainly`); None where it must be looked at more closely.

    What could make the long way find another one is left to it: marks, other letters, a word that may belong to the name
    behind it, an address that carries another one, a second name that may be held.
    """
    if len(text) > LONGEST_WHOLE or not _EVERYDAY.fullmatch(text) or SPLIT.found.search(text):
        return None
    held = [name for name in _NAMES.finditer(text) if not holds_nothing(name[0], might_hold)]
    found = _ADDRESS.fullmatch(held[0][0]) if len(held) == 1 else None
    if found is None or not is_tld(found[2].lower()) or is_odd(found[1].lower()) or may_hold_codes(found[3]):
        return None
    address = read_address(found[1] + found[3])
    link = None if address is None else link_to(address, text, held[0].start(), held[0].end(), ())
    return link if link is not None and any(map(might_hold, link.keys)) else None
