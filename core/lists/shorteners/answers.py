"""What is known of a short link: how far its way was followed, and which links stand at its end."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from enum import StrEnum
from typing import Final

import ada_url

from core.base.well_formed import well_formed
from core.links import Budget, Link, canonical, find_links

MOST_HOPS: Final = 5
LONGEST_TARGET: Final = 2_048
BEHIND: Final = "behind a shortener"
"""How a link that a shortener leads to stands in a text (a name as those of disguises)."""
_READING: Final = 60_000  # as core/base/web_address.py: some milliseconds
# What no browser opens where a redirect names it.
_NOT_OPENED: Final = frozenset({"about", "blob", "data", "file", "javascript", "vbscript", "view-source"})


class ShortState(StrEnum):
    """How far the way of a short link is known."""

    ASKED = "asked"
    """Its shortener is to be asked, or asked further."""
    LEADS = "leads"
    """The last of its way is where it leads: a place that is no shortener's."""
    PARTLY = "partly"
    """The way was followed as far as a place that Rowan does not ask, or too far, or to an address that is too long to be kept;
    where it ends is not known.
    """
    NOWHERE = "nowhere"
    """The shortener knows no such address, or the way is a circle."""
    UNKNOWN = "unknown"
    """The shortener did not say where it leads."""


BELIEVED: Final = {
    ShortState.ASKED: timedelta(0),
    ShortState.LEADS: timedelta(days=3),
    ShortState.PARTLY: timedelta(minutes=30),
    ShortState.NOWHERE: timedelta(hours=1),
    ShortState.UNKNOWN: timedelta(minutes=30),
}
"""How long an answer counts, before the shortener is asked again about a link that is posted anew."""
KEPT: Final = timedelta(days=14)
"""How long what was known is kept after its answer: a removal that waits for a right is held against it."""


@dataclass(frozen=True, slots=True)
class ShortLink:
    """What is known of a short link. `way`: the targets that shorteners named, in order, each a whole address."""

    state: ShortState
    way: Sequence[str] = ()

    @property
    def is_dark(self) -> bool:
        """Whether nobody knows where it ends: that is never taken for a place on no list."""
        return self.state in {ShortState.ASKED, ShortState.PARTLY, ShortState.UNKNOWN}


def kept_target(location: str) -> tuple[str, bool]:
    """A target as it is kept: well formed, without a name and password, which decide nothing and may push all that does out of
    sight, and no longer than what decides. Second: whether that is all of it.
    """
    try:
        whole = ada_url.replace_url(location, username="", password="")
    except ValueError:  # no address that has such
        whole = location
    return well_formed(whole[:LONGEST_TARGET]), len(whole) <= LONGEST_TARGET


def opens(target: str) -> bool:
    """Whether a browser would go there when a redirect names it."""
    return target.partition(":")[0].lower() not in _NOT_OPENED


def links_behind(outer: Link, way: Sequence[str]) -> list[Link]:
    """Every link to which a short link leads: each place of the way, and what that carries inside.

    They are no surer than the short link itself.
    """
    found: dict[str, Link] = {}
    budget = Budget(_READING)
    for target in way:
        itself = canonical(target)
        for link in (*([] if itself is None else [itself]), *find_links(target, None, budget)):
            found.setdefault(link.canonical, link)
    found.pop(outer.canonical, None)
    how = (*outer.how, BEHIND)
    return [replace(link, how=how, guess=outer.guess or link.guess) for link in found.values()]
