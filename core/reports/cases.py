"""The steps of a case as a state machine over values, and what each report adds to a case.

A case is open (anyone who moderates may act), claimed (its holder and managers may) or closed: then what was done can
be undone, by anyone who moderates, and its evidence be looked at while it is kept. Whoever wrote the reported message
may take no step at all.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.categories import Category

_LATER = "\n\n+ "  # Stands between an earlier report and what its member added.


class CaseState(StrEnum):
    """Where a case stands."""

    OPEN = "open"
    CLAIMED = "claimed"
    CLOSED = "closed"


class CaseOutcome(StrEnum):
    """How a case was closed. `related`: by a pattern that was listed from another case."""

    LISTED = "listed"
    DISMISSED = "dismissed"
    RELATED = "related"


class Step(StrEnum):
    """What a moderator can do with a case. `relate` closes it together with another; `undo` takes back how it was closed,
    `undelete` the removal of its message, `takeback` that it was handed over.
    """

    CLAIM = "claim"
    RELEASE = "release"
    HANDOVER = "handover"
    TAKE_BACK = "takeback"
    LIST = "list"
    DISMISS = "dismiss"
    RELATE = "relate"
    DELETE = "delete"
    REVEAL = "reveal"
    REPLY = "reply"
    UNDO = "undo"
    UNDELETE = "undelete"


CLOSING = frozenset({Step.LIST, Step.DISMISS, Step.RELATE})
_WHEN_CLOSED = frozenset({Step.REVEAL, Step.UNDO, Step.UNDELETE})
_OF_HOLDERS = frozenset({Step.RELEASE, Step.HANDOVER, Step.TAKE_BACK})


class Refusal(StrEnum):
    """Why a step is not possible; each is the key of a sentence."""

    OWN_MESSAGE = "case-own-message"
    CLOSED = "case-closed-already"
    HELD = "case-held"
    HELD_BY_YOU = "case-held-by-you"
    NOT_HELD = "case-not-claimed"
    NOT_GIVEN = "case-not-given"
    NOT_CLOSED = "case-not-closed"
    LATE = "case-undo-late"
    TO_AUTHOR = "handover-to-author"
    TO_HOLDER = "handover-to-holder"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who takes a step, by look-up key; managers may do what a holder may, for any holder."""

    key: bytes
    manager: bool = False


@dataclass(frozen=True, slots=True)
class Standing:
    """What decides which steps are possible. `holder`: who claimed it, or who closed it. `giver`: who handed it to its
    holder, and may take it back.
    """

    state: CaseState
    holder: bytes | None = None
    author: bytes | None = None
    giver: bytes | None = None


def advance(standing: Standing, step: Step, actor: Actor) -> Standing | Refusal:
    """The standing after the step, or why it is not possible."""
    refusal = _refusal(standing, step, actor)
    if refusal is not None:
        return refusal
    if step in (Step.CLAIM, Step.TAKE_BACK):
        return replace(standing, state=CaseState.CLAIMED, holder=actor.key, giver=None)
    if step in (Step.RELEASE, Step.UNDO):
        return replace(standing, state=CaseState.OPEN, holder=None, giver=None)
    if step in CLOSING:
        return replace(standing, state=CaseState.CLOSED, holder=actor.key, giver=None)
    return standing


def hand_over(standing: Standing, actor: Actor, to: bytes) -> Standing | Refusal:
    """The standing once `to` holds the case. A manager may take it over so, too: by handing it to themselves."""
    possible = advance(standing, Step.HANDOVER, actor)
    if isinstance(possible, Refusal):
        return possible
    if to == standing.author:
        return Refusal.TO_AUTHOR
    if to == standing.holder:
        return Refusal.HELD_BY_YOU if to == actor.key else Refusal.TO_HOLDER
    return replace(standing, holder=to, giver=None if to == actor.key else actor.key)


def _refusal(standing: Standing, step: Step, actor: Actor) -> Refusal | None:
    if standing.author == actor.key:
        return Refusal.OWN_MESSAGE
    if step is Step.REVEAL:
        return None
    if standing.state is CaseState.CLOSED:
        return None if step in _WHEN_CLOSED else Refusal.CLOSED
    if step is Step.UNDO:
        return Refusal.NOT_CLOSED
    if standing.state is CaseState.OPEN:
        return Refusal.NOT_HELD if step in _OF_HOLDERS else None
    return _refusal_of_held(standing, step, actor)


def _refusal_of_held(standing: Standing, step: Step, actor: Actor) -> Refusal | None:
    if step is Step.CLAIM:  # a manager, too, releases first: of two claims one wins, whoever clicks
        return Refusal.HELD_BY_YOU if standing.holder == actor.key else Refusal.HELD
    if step is Step.TAKE_BACK:
        return None if standing.giver == actor.key else Refusal.NOT_GIVEN
    return None if standing.holder == actor.key or actor.manager else Refusal.HELD


def case_category(reported: Sequence[Category]) -> Category:
    """The category of a case, from those of its reports in the order made (at least one).

    An emergency that one report names is never outvoted; else the category that most reports name, the earliest of
    equals.
    """
    emergencies = [category for category in reported if category.emergency]
    counted = Counter(emergencies or reported)
    return max(counted, key=lambda category: counted[category])  # of equals, max keeps the first


def corrected(earlier: Category, later: Category) -> Category:
    """The category of a member's report after they reported the same again: the later one.

    An emergency stays one: the later form may have been sent with the category that it offered.
    """
    return earlier if earlier.emergency and not later.emergency else later


class Record(StrEnum):
    """How earlier reports of a member in this server turned out, coarse enough to tell nobody apart."""

    NEW = "new"
    RELIABLE = "reliable"
    MIXED = "mixed"


def record_of(upheld: int, rejected: int) -> Record:
    """The record of a member from the numbers of their closed cases; cases closed for other reasons do not count."""
    settled = upheld + rejected
    if settled == 0:
        return Record.NEW
    return Record.RELIABLE if upheld * 4 >= settled * 3 else Record.MIXED


@dataclass(frozen=True, slots=True)
class Span:
    """A time that is said coarsely: it lies between these."""

    start: datetime
    end: datetime


def shown_time(moment: datetime, category: Category, written: datetime | None = None) -> datetime | Span:
    """The time of a report as a card may say it: a whole hour, so that nobody is recognised by being online. In an
    emergency, where minutes count, it is exact.

    `written`: when the reported message was, by Discord's clock; nothing is reported before it was written.
    """
    moment = moment if written is None else max(moment, written)
    if category.emergency:
        return moment
    start = moment.replace(minute=0, second=0, microsecond=0)
    return Span(start, start + timedelta(hours=1))


def with_addition(earlier: str, later: str, limit: int) -> str:
    """Join a text and what was added to it, at most `limit` characters: nothing is said twice, what came first stays."""
    if not later or later in earlier:
        return earlier[:limit]
    return (earlier + _LATER + later if earlier else later)[:limit]


def without_doubles(canonicals: Iterable[str]) -> list[str]:
    """The canonical links, each once, in order."""
    return list(dict.fromkeys(canonicals))
