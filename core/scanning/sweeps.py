"""A sweep: messages of the last days that hold one pattern are found, shown in numbers, and then removed or put to review.

Values and decisions; the steps are in services/scanning/sweeps.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import ChannelId, MessageId, RoleId, ServerId, SweepId
from core.base.times import moment_of
from core.links import Budget, Link, find_links
from core.links.link import INVITES
from core.lists.patterns import Pattern, PatternKind
from core.scanning.detections import Detection, Outcome, Person

DAYS: Final = 7
MOST_DAYS: Final = 14
"""Discord deletes many messages at once only while they are younger than two weeks; older ones would take hours."""
TOGETHER_FOR: Final = timedelta(days=14) - timedelta(hours=1)
"""So young a message must be to be deleted together with others; the margin is for clocks and waiting."""
MOST_TOGETHER: Final = 100
MESSAGES_OF_CHANNEL: Final = 10_000
"""How many messages of a channel are looked at, the newest, where Discord's search does not answer."""
BESIDE_SEARCH: Final = 2_000
"""How many where it does: it finds plain links; those that are disguised are found by looking alone."""
MESSAGES: Final = 300_000
"""How many messages of all channels are looked at."""
RULE: Final = "sweep"
"""The rule of a detection that a sweep made; where moderators decide, it says why: `sweep-likely`."""
MOST_FOUND: Final = 10_000
"""How many messages one sweep takes on; a second one finds the rest."""


class SweepState(StrEnum):
    """`looking`: messages are being found. `ready`: a moderator is asked. `stopped`: ended before it was through."""

    LOOKING = "looking"
    READY = "ready"
    RUNNING = "running"
    PAUSED = "paused"
    DONE = "done"
    STOPPED = "stopped"
    CANCELLED = "cancelled"

    @property
    def is_open(self) -> bool:
        """Whether it goes on, or waits for somebody."""
        return self in OPEN


OPEN: Final = frozenset({SweepState.LOOKING, SweepState.READY, SweepState.RUNNING, SweepState.PAUSED})


class SweepVerb(StrEnum):
    """What a moderator can do with a sweep. `review`: start, and put every message to review instead of removing it."""

    START = "start"
    REVIEW = "review"
    CANCEL = "cancel"
    PAUSE = "pause"
    RESUME = "resume"
    STOP = "stop"
    UNDO = "undo"


class SweepAction(StrEnum):
    """What it does with messages of which it is sure."""

    NONE = ""
    DELETE = "delete"
    REVIEW = "review"


class Why(StrEnum):
    """Why a sweep paused by itself."""

    NOTHING = ""
    STARTER = "starter"  # whoever started it does not moderate any more
    SERVER = "server"  # Rowan is not there, or has no review channel any more


class Fate(StrEnum):
    """What became of a message that was found. `handed`: its removal is owed, and its detection says the rest."""

    WAITING = "waiting"
    HANDED = "handed"
    REVIEW = "review"
    CARDED = "carded"  # a card about it stands in the review channel already
    GONE = "gone"
    EDITED = "edited"
    ALLOWED = "allowed"
    EXEMPT = "exempt"
    LEFT_ALONE = "left_alone"  # its channel is left alone by now
    HIDDEN = "hidden"


class ChannelState(StrEnum):
    """How far a channel was looked through. `limit`: its newest messages were, and older ones were not."""

    UNREAD = "unread"
    READ = "read"
    LIMIT = "limit"
    HIDDEN = "hidden"
    LEFT_ALONE = "left_alone"


class Doubt(StrEnum):
    """Why a message is put to review instead of being removed."""

    NONE = ""
    ASKED = "review"  # the moderator wanted so
    LIKELY = "likely"
    PINNED = "pinned"
    MODERATOR = "moderator"


_NEXT: Final[Mapping[SweepVerb, tuple[frozenset[SweepState], SweepState]]] = {
    SweepVerb.START: (frozenset({SweepState.READY}), SweepState.RUNNING),
    SweepVerb.REVIEW: (frozenset({SweepState.READY}), SweepState.RUNNING),
    SweepVerb.CANCEL: (frozenset({SweepState.LOOKING, SweepState.READY}), SweepState.CANCELLED),
    SweepVerb.PAUSE: (frozenset({SweepState.RUNNING}), SweepState.PAUSED),
    SweepVerb.RESUME: (frozenset({SweepState.PAUSED}), SweepState.RUNNING),
    SweepVerb.STOP: (frozenset({SweepState.RUNNING, SweepState.PAUSED}), SweepState.STOPPED),
}


@dataclass(frozen=True, slots=True)
class Sweep:
    """A sweep as its row has it. `after`: messages with lower ids are too old. `starter`: in whose name messages are removed: who
    started it, or went on with it last.
    """

    id: SweepId
    server: ServerId
    pattern: str
    days: int
    category: Category
    state: SweepState
    action: SweepAction
    after: int
    begun_at: datetime
    started_at: datetime | None
    done_before: int  # of how many messages something had become by then
    ended_at: datetime | None
    starter: Person | None
    searched: bool  # Discord's search answered, to its end
    search_before: int | None  # it is still to be asked for messages with lower ids; None: it is done
    search_tries: int
    why: Why
    undoing: Person | None  # who takes all of it back, while that is under way
    undone_to: int  # the last of its groups of removals that was taken back
    undone_at: datetime | None

    @property
    def room_of_channel(self) -> int:
        """How many messages of one channel are looked at."""
        return BESIDE_SEARCH if self.searched else MESSAGES_OF_CHANNEL


@dataclass(frozen=True, slots=True)
class Counts:
    """What is said of a sweep: numbers alone. `fates`: of messages found. `outcomes`: of those whose removal was ordered
    and, if it is still to be, was not undone. `sure`: of
    those that still wait. `channels`, `authors`: with messages found. `looked`: messages that were looked at.
    """

    found: int = 0
    sure: int = 0
    likely: int = 0
    authors: int = 0
    channels: int = 0
    looked: int = 0
    fates: Mapping[Fate, int] = field(default_factory=dict)
    outcomes: Mapping[Outcome, int] = field(default_factory=dict)
    undone: int = 0
    undoable: int = 0  # removals that an undo would still take back
    places: Mapping[ChannelState, int] = field(default_factory=dict)
    undeletable: int = 0  # channels with messages found in which Rowan may not delete
    fullest: Sequence[tuple[ChannelId, int]] = ()

    @property
    def left(self) -> int:
        """How many messages are still to be looked at anew."""
        return self.fates.get(Fate.WAITING, 0)

    @property
    def done(self) -> int:
        """How many messages something became of."""
        return self.found - self.left

    @property
    def removed(self) -> int:
        """How many messages were removed."""
        return self.outcomes.get(Outcome.REMOVED, 0)


def verbs(sweep: Sweep, counts: Counts) -> frozenset[SweepVerb]:
    """What can be done with a sweep now."""
    possible = {verb for verb, (states, _) in _NEXT.items() if sweep.state in states}
    if not counts.left:
        possible -= {SweepVerb.START, SweepVerb.REVIEW}
    resting = sweep.state in (SweepState.PAUSED, SweepState.DONE, SweepState.STOPPED)
    if resting and sweep.undoing is None and counts.undoable:
        possible.add(SweepVerb.UNDO)
    return frozenset(possible)


def after(verb: SweepVerb) -> SweepState:
    """How the sweep stands after this step."""
    return _NEXT[verb][1]


def before(verb: SweepVerb) -> Collection[SweepState]:
    """In which states this step is possible."""
    return _NEXT[verb][0]


def require_days(days: int) -> int:
    """Raises UserError where a sweep does not go back so far."""
    if not 1 <= days <= MOST_DAYS:
        raise UserError("sweep-days", most=MOST_DAYS)
    return days


@dataclass(frozen=True, slots=True)
class Hit:
    """A link of a message that the pattern covers."""

    link: str
    how: tuple[str, ...] = ()
    guess: str = ""

    @property
    def sure(self) -> bool:
        """Whether every reader or browser is taken there."""
        return not self.guess


def keys_of(pattern: Pattern) -> frozenset[str]:
    """The keys of an index of this one pattern. An invite may lead to the same server as another one."""
    return frozenset({pattern.key} | ({INVITES} if pattern.kind is PatternKind.INVITE else set()))


def suspects(texts: Sequence[str], keys: frozenset[str]) -> tuple[list[Link], bool]:
    """The links of a message that the pattern may cover; and whether something is left, which takes long to read."""
    budget = Budget()
    found = [link for text in texts for link in find_links(text, keys.__contains__, budget)]
    return found, budget.left


def all_suspects(texts: Sequence[str], keys: frozenset[str]) -> list[Link]:
    """As `suspects`, however long that takes. To be called in another process."""
    budget = Budget.unlimited()
    return [link for text in texts for link in find_links(text, keys.__contains__, budget)]


def searched_host(pattern: Pattern) -> str | None:
    """The host for which Discord's search can be asked; None where the pattern names no single one."""
    if pattern.kind in (PatternKind.FAMILY, PatternKind.INVITE):
        return None
    return pattern.fixed_part


@dataclass(frozen=True, slots=True)
class Standing:
    """What a message's author is in the server now."""

    moderates: bool = False
    roles: frozenset[RoleId] = frozenset()


def doubt_of(hit: Hit, *, pinned: bool, author: Standing, action: SweepAction) -> Doubt:
    """Why the message is put to review; NONE: it is removed. Only a sure match is removed; what moderators pinned or wrote
    is for people to judge.
    """
    if action is not SweepAction.DELETE:
        return Doubt.ASKED
    if not hit.sure:
        return Doubt.LIKELY
    if pinned:
        return Doubt.PINNED
    return Doubt.MODERATOR if author.moderates else Doubt.NONE


def best(hits: Sequence[Hit]) -> Hit | None:
    """The hit that is the reason: a sure one before a likely one."""
    return min(hits, key=lambda hit: (not hit.sure, hit.link), default=None)


def goes_together(message: MessageId, now: datetime) -> bool:
    """Whether Discord deletes the message together with others."""
    return now - moment_of(message) < TOGETHER_FOR


def time_left(sweep: Sweep, counts: Counts, now: datetime) -> timedelta | None:
    """How long it takes on, going by what was done so far; None: that cannot be said yet."""
    done = counts.done - sweep.done_before
    if sweep.started_at is None or done <= 0 or not counts.left:
        return None
    return (now - sweep.started_at) / done * counts.left


def by_sweep(found: Detection) -> bool:
    """Whether a sweep found the message; a removal that a moderator then ordered by itself is none of the sweep's."""
    return found.rule.partition("-")[0] == RULE
