"""Brigades: one place that many accounts post within minutes, or that is posted in several servers at once.

Pure: when posts are a brigade, when it is over, and what a measure against it does to what stands on Discord.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.ids import BrigadeId, ChannelId, MeasureId, ServerId
from core.base.limits import Limit

WINDOW = timedelta(minutes=10)
"""Posts within such a span belong together: people who were sent somewhere come within minutes, and so does a raid."""
ACCOUNTS = 5
"""So many accounts of one server. Two or three friends who quote a link to each other are none, and neither is one who repeats it."""
SERVERS = 3
"""So many servers. Two may share a member who posts the same in both."""
QUIET = timedelta(minutes=30)
"""After so long without a post a brigade is over, and the next has an alert of its own."""
ALERTS = (Limit(3, timedelta(hours=1)),)
"""New alerts of one server: whoever makes brigades on purpose must not fill the review channel. Others are counted there."""
PING_AGAIN = timedelta(minutes=10)  # between two alerts of a server that mention its alert role
BETWEEN_COUNTS = timedelta(seconds=5)  # of the edits of one alert, while it only counts
KEPT = timedelta(days=1)  # posts, after which they are counted no more

SLOW_SECONDS = 30  # between two messages of one member
SLOW_FOR = timedelta(minutes=30)
SLOWED = 3  # channels, those with the most posts
PAUSE_FOR = timedelta(hours=1)  # Discord takes a day at most
_SAME = timedelta(seconds=2)  # Discord rounds times


class FoundBy(StrEnum):
    """Why posts of a place are counted."""

    LISTED = "listed"  # an entry matched
    REPORTED = "reported"  # an open case of this server is about it


@dataclass(frozen=True, slots=True)
class Place:
    """What posts of one server named. `text`: the pattern of the entry, or the canonical link of the case."""

    server: ServerId
    found: FoundBy
    text: str


@dataclass(frozen=True, slots=True)
class Counted:
    """Posts of one place in one server. `servers`: in how many it was posted within WINDOW, this one counted; 0 where this server
    is told nothing of others.
    """

    accounts: int
    posts: int
    channels_used: int
    servers: int
    began_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Brigade:
    """A brigade, as its alert shows it. `pinged`: the alert mentioned the alert role."""

    id: BrigadeId
    place: Place
    counted: Counted
    opened_at: datetime
    over_at: datetime | None
    has_card: bool
    pinged: bool

    @property
    def others(self) -> int:
        """In how many other servers it was seen, as far as this server is told."""
        return max(self.counted.servers - 1, 0)


def is_brigade(lately: Counted) -> bool:
    """Whether the posts of the last WINDOW are a brigade. One post here is needed, since the alert is about this server."""
    return lately.posts > 0 and (lately.accounts >= ACCOUNTS or lately.servers >= SERVERS)


def is_over(last_at: datetime, now: datetime) -> bool:
    """Whether a brigade with this last post is over."""
    return now - last_at > QUIET


class MeasureKind(StrEnum):
    """What can be done against a brigade."""

    SLOW = "slow"
    INVITES = "invites"


class MeasureState(StrEnum):
    """How far a measure has come."""

    BEGINNING = "beginning"
    STANDING = "standing"
    ENDING = "ending"
    ENDED = "ended"  # what was there before is back, or nothing was to be done
    CHANGED = "changed"  # somebody else changed it meanwhile, and theirs was left
    REFUSED = "refused"  # it never began

    @property
    def holds(self) -> bool:
        """Whether something may stand on Discord because of it."""
        return self in (MeasureState.BEGINNING, MeasureState.STANDING, MeasureState.ENDING)


class Why(StrEnum):
    """What kept a measure from beginning or from ending."""

    NONE = ""
    GONE = "gone"  # the channel
    MANAGE_CHANNELS = "manage_channels"  # a permission that Rowan lacks
    MANAGE_THREADS = "manage_threads"
    MANAGE_SERVER = "manage_server"
    IMPOSSIBLE = "impossible"  # the channel has no slow mode
    ALREADY = "already"  # it is as slow, or paused for as long
    SILENT = "silent"  # Discord did not answer


@dataclass(frozen=True, slots=True)
class Measure:
    """A channel slowed, or invites paused, until a time. `former`: what was there before, None where that is not known yet; of a
    channel in seconds, of invites until when they were paused in milliseconds since 1970 (0: they were not).
    """

    id: MeasureId
    brigade: BrigadeId
    server: ServerId
    kind: MeasureKind
    channel: ChannelId
    state: MeasureState
    why: Why
    former: int | None
    set_to: int
    until: datetime
    attempts: int = 0


class Act(StrEnum):
    """What a measure is to do on Discord now."""

    SET = "set"
    GIVE_BACK = "give_back"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Step:
    """What to do now, and how the measure stands once it is done."""

    act: Act
    state: MeasureState
    why: Why = Why.NONE


def begin(measure: Measure, present: int) -> Step:
    """What to do at the beginning. `present`: what stands on Discord now."""
    if measure.former is None and _at_least(measure, present):
        return Step(Act.NOTHING, MeasureState.ENDED, Why.ALREADY)
    if measure.former is not None and not (_is_former(measure, present) or _is_ours(measure, present)):
        return Step(Act.NOTHING, MeasureState.CHANGED)
    return Step(Act.SET, MeasureState.STANDING)


def end(measure: Measure, present: int, now: datetime) -> Step:
    """What to do at the end: give back what was there, unless somebody else changed it meanwhile."""
    if measure.kind is MeasureKind.INVITES and now >= measure.until:
        return Step(Act.NOTHING, MeasureState.ENDED)  # Discord lets them in again by itself
    if measure.former is None:  # it had not begun
        return Step(Act.NOTHING, MeasureState.ENDED)
    if _is_ours(measure, present):
        return Step(Act.GIVE_BACK, MeasureState.ENDED)
    if _is_former(measure, present):
        return Step(Act.NOTHING, MeasureState.ENDED)
    return Step(Act.NOTHING, MeasureState.CHANGED)


def given_back(measure: Measure, now: datetime) -> int:
    """What is to stand there again at the end."""
    former = measure.former or 0
    is_past = measure.kind is MeasureKind.INVITES and former <= int(now.timestamp() * 1000)
    return 0 if is_past else former


def _at_least(measure: Measure, present: int) -> bool:
    if measure.kind is MeasureKind.SLOW:
        return present >= measure.set_to
    return present + _ms(_SAME) >= _until_ms(measure)


def _is_ours(measure: Measure, present: int) -> bool:
    if measure.kind is MeasureKind.SLOW:
        return present == measure.set_to
    return abs(present - _until_ms(measure)) <= _ms(_SAME)


def _is_former(measure: Measure, present: int) -> bool:
    if measure.kind is MeasureKind.SLOW:
        return present == measure.former
    return abs(present - (measure.former or 0)) <= _ms(_SAME)


def _until_ms(measure: Measure) -> int:
    return int(measure.until.timestamp() * 1000)


def _ms(span: timedelta) -> int:
    return int(span.total_seconds() * 1000)
