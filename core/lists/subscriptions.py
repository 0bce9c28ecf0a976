"""Judging what was fetched of a subscribed list against what acts. Pure."""

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Final

FIRST_DAY: Final = timedelta(days=1)
"""So long a new subscription is only counted, unless a manager says otherwise."""

_HALF: Final = 2
_PROTECTED: Final = frozenset(
    {
        "pattern-protected",
        "pattern-public-suffix",
        "pattern-shared-host",
        "pattern-wide-host",
        "pattern-wide-page",
        "pattern-family-common",
        "pattern-line-everything",
    }
)


class Doubt(StrEnum):
    """Why a fetched version is held. Each has the sentence `subscription-doubt-<value>`."""

    NO_LIST = "no-list"
    """It is a web page, or nothing that can be read: there is nothing to take."""
    EMPTY = "empty"
    PUBLISHER = "publisher"
    """It names the very place that publishes it: taken, it could never be fetched again (rule 7)."""
    PROTECTED = "protected"
    """It holds more very popular sites, public suffixes and the like than what acts, or than what a manager accepted."""
    SHRINKS = "shrinks"
    GROWS = "grows"
    DRIFTS = "drifts"
    """By small steps it has become half as long again, or half as long, as what a manager accepted."""
    UNSIGNED = "unsigned"
    """A key is pinned, and what came is not signed. This and what follows is refused of a signed list: nothing to take."""
    OTHER_VERSION = "other-version"
    OTHER_KEY = "other-key"
    OLDER = "older"
    FORKED = "forked"
    OUT_OF_REACH = "out-of-reach"
    FUTURE = "future"
    CUT = "cut"
    CHANGED = "changed"

    @property
    def brought_nothing(self) -> bool:
        """Whether nothing came that could be a version."""
        return self is Doubt.NO_LIST or self in _SIGNED

    @property
    def can_be_taken(self) -> bool:
        """Whether a manager can take it all the same."""
        return not self.brought_nothing and self is not Doubt.PUBLISHER


_BY_REFUSAL: Final = {
    "no-list": Doubt.UNSIGNED,
    "version": Doubt.OTHER_VERSION,
    "key": Doubt.OTHER_KEY,
    "older": Doubt.OLDER,
    "forked": Doubt.FORKED,
    "out-of-reach": Doubt.OUT_OF_REACH,
    "future": Doubt.FUTURE,
    "cut": Doubt.CUT,
}
_SIGNED: Final = frozenset({*_BY_REFUSAL.values(), Doubt.CHANGED})


def doubt_of_refusal(reason: str) -> Doubt:
    """What a follower is told where core/lists/signed refused a file with this reason; CHANGED: other bytes than were signed."""
    return _BY_REFUSAL.get(reason, Doubt.CHANGED)


@dataclass(frozen=True, slots=True)
class Size:
    """How much a version holds. `protected`: names that were refused since they would hit everybody."""

    entries: int
    protected: int = 0


@dataclass(frozen=True, slots=True)
class Change:
    """What a version would change for one server: `before` acts there, `accepted` is what its manager accepted last."""

    before: Size
    after: Size
    accepted: Size
    added: int
    removed: int
    names_publisher: bool = False


def doubt_about(change: Change) -> Doubt | None:
    """Why a manager must look first; None: it is taken."""
    before, after, accepted = change.before, change.after, change.accepted
    doubts = {
        Doubt.PUBLISHER: change.names_publisher,
        Doubt.EMPTY: not after.entries and before.entries > 0,
        Doubt.PROTECTED: after.protected > max(before.protected, accepted.protected),
        Doubt.SHRINKS: change.removed * _HALF > before.entries,
        Doubt.GROWS: change.added * _HALF > before.entries,
        Doubt.DRIFTS: abs(after.entries - accepted.entries) * _HALF > accepted.entries,
    }
    return next((doubt for doubt, holds in doubts.items() if holds), None)


def is_protected(reason: str) -> bool:
    """Whether a name was refused since it would hit everybody."""
    return reason in _PROTECTED
