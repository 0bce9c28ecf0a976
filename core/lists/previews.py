"""Weighing what an addition to a list would have done in a server lately, and whether that asks for a second click. Pure."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Final

from core.lists.patterns import Pattern
from core.servers.policy import Action, Tier

LARGE: Final = 50
"""Links that an addition would have found in the days that are counted: so many are a large effect."""
_LARGE_PART: Final = 10
"""Also a tenth of all links of the server, if they are not few."""
_FEW: Final = 20
_OFTEN_DAYS: Final = 3
_OFTEN_LINKS: Final = 6
_OFTEN_PART: Final = 100
_STAFF_LINKS: Final = 3
_MANY_SERVERS: Final = 25
_SHOWN_PLACES: Final = 10
_SAMPLE: Final = 10


class Reason(StrEnum):
    """Why an addition asks for a second click."""

    OFTEN = "often"  # the server's own members post it on many days
    STAFF = "staff"  # moderators post it themselves
    LARGE = "large"
    SERVERS = "servers"  # it begins to act in many servers


@dataclass(frozen=True, slots=True)
class Posted:
    """How many plain links led somewhere, how many of them moderators posted, on which days and in which channels."""

    links: int = 0
    by_staff: int = 0
    days: frozenset[int] = frozenset()
    channels: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Met:
    """A link that was found by a list (`tier` and `action` say by which, and what was done), or reported (neither).
    All links of one case share their `subject`.
    """

    subject: str
    link: str
    tier: Tier | None = None
    action: Action | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """In how many servers a shared entry would act, and in how many it does already."""

    servers: int
    before: int


@dataclass(frozen=True, slots=True)
class Effect:
    """What some patterns would have done in one server lately.

    `posted`: links that they cover, those of several patterns added up, so that one that two cover counts twice;
    `everything`: all links of the server in the same days. `places`: the patterns whose links were posted most. `found`:
    messages that lists found already; `reported`: cases. `sample`: some of the links of both, as they are kept.
    `days`: over how many it is known what was posted. `more`: there were more of them than were looked at; `unweighed`: patterns that were too many to be looked at.
    """

    posted: Posted = Posted()
    everything: int = 0
    places: tuple[tuple[Pattern, Posted], ...] = ()
    found: tuple[tuple[Tier, Action, int], ...] = ()
    reported: int = 0
    sample: tuple[str, ...] = ()
    more: bool = False
    unweighed: int = 0
    reach: Reach | None = None
    days: int = 0

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """Why it asks for a second click; none: it does not."""
        found = {
            Reason.OFTEN: any(_is_often(each, self.everything) for _, each in self.places),
            Reason.STAFF: self.posted.by_staff >= _STAFF_LINKS,
            Reason.LARGE: self._is_large(),
            Reason.SERVERS: self.reach is not None
            and self.reach.servers - self.reach.before >= _MANY_SERVERS,
        }
        return tuple(reason for reason, holds in found.items() if holds)

    @property
    def asks_twice(self) -> bool:
        """Whether it asks for a second click."""
        return bool(self.reasons)

    @property
    def is_nothing(self) -> bool:
        """Whether nothing of it was met here."""
        return not (self.posted.links or self.found or self.reported)

    def _is_large(self) -> bool:
        links = self.posted.links
        return links >= LARGE or (links >= _FEW and links * _LARGE_PART >= self.everything)

    def reaching(self, reach: Reach | None) -> "Effect":
        """The same where what is added is shared, too."""
        return replace(self, reach=reach)


@dataclass(frozen=True, slots=True)
class Shown:
    """What a person was shown of an effect when they were asked for a second click."""

    reasons: tuple[str, ...]
    links: int
    servers: int


def as_shown(effect: Effect) -> Shown:
    """What is remembered of an effect that is shown."""
    servers = 0 if effect.reach is None else effect.reach.servers
    return Shown(tuple(effect.reasons), effect.posted.links, servers)


def is_as_shown(effect: Effect, shown: Shown) -> bool:
    """Whether an effect is still about what the person was shown: no new reason, and not twice as large."""
    now = as_shown(effect)
    return (
        set(now.reasons) <= set(shown.reasons)
        and now.links <= 2 * shown.links + _FEW
        and now.servers <= 2 * shown.servers + _MANY_SERVERS
    )


def effect_of(
    posted: Mapping[Pattern, Posted],
    everything: int,
    met: Sequence[Met],
    *,
    more: bool = False,
    unweighed: int = 0,
    days: int = 0,
) -> Effect:
    """Add up what was posted under each pattern and what was met of them."""
    found = Counter(
        (each.tier, each.action)
        for each in {each.subject: each for each in met}.values()
        if each.tier is not None and each.action is not None
    )
    return Effect(
        posted=_sum(posted.values()),
        everything=everything,
        places=_most_posted(posted),
        found=_by_strictness(found),
        reported=len({each.subject for each in met if each.tier is None}),
        sample=tuple(dict.fromkeys(each.link for each in met))[:_SAMPLE],
        more=more,
        unweighed=unweighed,
        days=days,
    )


def together(effects: Sequence[Effect]) -> Effect:
    """Add up the effects of several sets of patterns in one server. What patterns of two sets met counts twice."""
    found = Counter[tuple[Tier, Action]]()
    for each in effects:
        for tier, action, count in each.found:
            found[tier, action] += count
    return Effect(
        posted=_sum(each.posted for each in effects),
        everything=max((each.everything for each in effects), default=0),
        places=_most_posted({pattern: posted for each in effects for pattern, posted in each.places}),
        found=_by_strictness(found),
        reported=sum(each.reported for each in effects),
        sample=tuple(dict.fromkeys(link for each in effects for link in each.sample))[:_SAMPLE],
        more=any(each.more for each in effects),
        unweighed=sum(each.unweighed for each in effects),
        days=max((each.days for each in effects), default=0),
    )


def _by_strictness(found: Mapping[tuple[Tier, Action], int]) -> tuple[tuple[Tier, Action, int], ...]:
    ranked = sorted(found.items(), key=lambda one: (one[0][0].rank, -one[0][1].strictness))
    return tuple((tier, action, count) for (tier, action), count in ranked)


def _most_posted(posted: Mapping[Pattern, Posted]) -> tuple[tuple[Pattern, Posted], ...]:
    ranked = sorted(posted.items(), key=lambda one: (-one[1].links, one[0].text))
    return tuple(one for one in ranked[:_SHOWN_PLACES] if one[1].links)


def _sum(each: Iterable[Posted]) -> Posted:
    links = by_staff = 0
    days: set[int] = set()
    channels: set[int] = set()
    for one in each:
        links += one.links
        by_staff += one.by_staff
        days |= one.days
        channels |= one.channels
    return Posted(links, by_staff, frozenset(days), frozenset(channels))


def _is_often(posted: Posted, everything: int) -> bool:
    """Whether members post it as part of their days: again and again, and not as good as nothing of what is posted."""
    by_members = posted.links - posted.by_staff
    return (
        by_members >= _OFTEN_LINKS
        and len(posted.days) >= _OFTEN_DAYS
        and posted.links * _OFTEN_PART >= everything
    )
