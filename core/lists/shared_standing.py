"""Working out where an entry of the shared list stands: the formula of docs/rules.md over the stances of servers.

Pure.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.categories import Category
from core.servers.policy import Tier

STANCE_LASTS = timedelta(days=180)  # until its `review_at`; a server that says it again renews it
STANCE_LASTS_IN: Mapping[Category, timedelta] = {
    # Such names are left within weeks, and then belong to somebody else.
    Category.SCAM: timedelta(days=90),
    Category.IMPERSONATION: timedelta(days=90),
}
"""Categories in which a stance stands for another time. None is shorter than the time before which a server is asked to
renew it (core/lists/renewals.py).
"""


def stance_lasts(category: Category) -> timedelta:
    """How long a stance on an entry of this category stands."""
    return STANCE_LASTS_IN.get(category, STANCE_LASTS)


class StanceKind(StrEnum):
    """What a server says about a shared entry; `none` takes back what it said."""

    CONFIRM = "confirm"
    DISPUTE = "dispute"
    NONE = "none"


class SharedState(StrEnum):
    """How firmly an entry stands on the shared list."""

    PROPOSED = "proposed"
    LISTED = "listed"
    DISPUTED = "disputed"
    RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class Stance:
    """The newest word of one server about one entry.

    `group`: the operator's group of trust, None where the server is not trusted; `name`: how other servers see the
    server.
    """

    kind: StanceKind
    group: str | None
    review_at: datetime
    name: str = ""
    banned: bool = False
    reason: str = ""
    since: datetime | None = None  # from when on it says so without a break; None: that was not asked

    def stands(self, now: datetime) -> bool:
        """Whether the server still says so: it has not taken it back, its time has not run out,
        the server is not banned.
        """
        return self.kind is not StanceKind.NONE and not self.banned and now < self.review_at


@dataclass(frozen=True, slots=True)
class SharedStanding:
    """The state with its reasons: groups that count, and servers whose word is shown but not counted."""

    state: SharedState
    confirms: int = 0  # C
    disputes: int = 0  # D
    uncounted_confirms: int = 0
    uncounted_disputes: int = 0


def standing(stances: Iterable[Stance], quorum: int, now: datetime) -> SharedStanding:
    """Work out where an entry stands: the formula of docs/rules.md. A group with both counts as a dispute; `quorum` >= 1."""
    left = [stance for stance in stances if stance.stands(now)]
    disputing = {stance.group for stance in left if stance.group and stance.kind is StanceKind.DISPUTE}
    confirming = {stance.group for stance in left if stance.group and stance.kind is StanceKind.CONFIRM}
    uncounted = [stance.kind for stance in left if not stance.group]
    confirms, disputes = len(confirming - disputing), len(disputing)
    return SharedStanding(
        state=_state(confirms, disputes, quorum, any_left=bool(left)),
        confirms=confirms,
        disputes=disputes,
        uncounted_confirms=uncounted.count(StanceKind.CONFIRM),
        uncounted_disputes=uncounted.count(StanceKind.DISPUTE),
    )


@dataclass(frozen=True, slots=True)
class KeptState:
    """What is kept beside an entry. `weighed`: a group that counts stands for it or against it; `until`: when the first of
    the stances that stand runs out, and it must be counted again. None: there is none.
    """

    state: SharedState
    weighed: bool
    until: datetime | None


def kept_state(stances: Iterable[Stance], quorum: int, now: datetime) -> KeptState:
    """Work out what is kept beside an entry of where it stands."""
    left = [stance for stance in stances if stance.stands(now)]
    found = standing(left, quorum, now)
    return KeptState(
        state=found.state,
        weighed=found.confirms + found.disputes > 0,
        until=min((stance.review_at for stance in left), default=None),
    )


def _state(confirms: int, disputes: int, quorum: int, *, any_left: bool) -> SharedState:
    if confirms >= quorum and 2 * disputes <= confirms:
        return SharedState.LISTED
    if disputes >= 1 and 2 * disputes > confirms:
        return SharedState.DISPUTED
    return SharedState.PROPOSED if any_left else SharedState.RETIRED


def tier_of(found: SharedStanding, *, trusted: bool) -> Tier | None:
    """The tier in which a shared entry acts on a server; None where it does not act.

    What is listed acts in every server. What is proposed counts where at least one trusted server confirms it, and
    only trusted servers see it: an untrusted one sees listed patterns alone.
    """
    if found.state is SharedState.LISTED:
        return Tier.SHARED
    if found.state is SharedState.PROPOSED and found.confirms >= 1 and trusted:
        return Tier.PROPOSED
    return None
