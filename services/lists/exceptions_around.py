"""Other exceptions around one that ends: what lets the whole place through all the same, and what parts of it.

An exception is ended by its own pattern alone. Whoever ends one for a host may think that its pages go with it, and whoever
ends one for a page, that lists act there again: so what stands above and below is named.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from core.base.defang import defang
from core.base.errors import UserError
from core.base.ids import ServerId
from core.links import canonical
from core.lists.patterns import Pattern, PatternKind
from services.base.texts import Say
from services.lists.entries import AllowStore
from services.lists.lookup import ListLookup
from services.lists.typed_pattern import shown_pattern

_LOOKED_AT: Final = 200  # exceptions of a server that name the same host
_NAMED: Final = 5


class Beside(StrEnum):
    """Where another exception lies. Each has the sentences `list-allowed-<value>`, `list-allowed-more-<value>`,
    `list-not-allowed-<value>`.
    """

    ABOVE = "above"
    BELOW = "below"
    FOLLOWED = "followed"


@dataclass(frozen=True, slots=True)
class OtherAllows:
    """Other exceptions than the one for a pattern itself: patterns of this server that cover it (`above`) and that it covers
    (`below`), and the names of servers that this one follows and that except it.
    """

    above: Sequence[str] = ()
    below: Sequence[str] = ()
    followed: Sequence[str] = ()

    @property
    def named(self) -> list[tuple[Beside, tuple[str, ...]]]:
        """Their names, ready to be shown."""
        ours = [(Beside.ABOVE, self.above), (Beside.BELOW, self.below)]
        named = [(where, tuple(shown_pattern(text) for text in texts)) for where, texts in ours if texts]
        return named + ([(Beside.FOLLOWED, tuple(map(defang, self.followed)))] if self.followed else [])

    def lines(self, say: Say) -> list[str]:
        """What is to be said of them, a line for each kind; of many the first are named."""
        return [
            say(f"list-allowed-more-{where}", names=names[:_NAMED])
            if len(names) > _NAMED
            else say(f"list-allowed-{where}", names=names)
            for where, names in self.named
        ]


@dataclass(frozen=True, slots=True)
class EndedAllow:
    """What became of an exception that was ended."""

    pattern: Pattern
    around: OtherAllows


async def around(allows: AllowStore, lookup: ListLookup, server: ServerId, pattern: Pattern) -> OtherAllows:
    """Find the other exceptions. Raises Unavailable."""
    about = await lookup.about(server, pattern)
    above = [each.text for each in about.allows if each.text != pattern.text and not _is_part(each, pattern)]
    found = await allows.naming(server, pattern.fixed_part, _LOOKED_AT)
    below = [
        each.text for each in found if each.text not in {pattern.text, *above} and _lies_in(each, pattern)
    ]
    return OtherAllows(above, below, about.let_through_by)


def not_allowed(pattern: Pattern, found: OtherAllows) -> UserError:
    """Why no exception was ended: there is none for this pattern; what there is instead, is named."""
    shown = shown_pattern(pattern.text)
    if not found.named:
        return UserError("list-not-allowed", pattern=shown)
    where, names = found.named[0]
    return UserError(f"list-not-allowed-{where}", pattern=shown, names=names[:_NAMED])


def _is_part(each: Pattern, of: Pattern) -> bool:
    """Whether it is the host alone of which the other pattern means the subdomains, too."""
    return each.kind is PatternKind.EXACT_HOST and of.kind in (PatternKind.HOST, PatternKind.FAMILY)


def _lies_in(each: Pattern, pattern: Pattern) -> bool:
    link = canonical(each.text.removeprefix("="))
    return link is not None and pattern.covers(link)
