"""Deciding when a new entry of the shared list is held, and what ends that: the rule of docs/rules.md. Pure.

A held entry removes nothing in servers that neither own nor confirmed it: there it acts as `review`.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from core.base.ids import EntryId, ServerId
from core.lists.shared_standing import Stance, StanceKind

NEW_FOR = timedelta(days=7)  # so long after it was listed an entry may come to be held
LONG_MEMBER = timedelta(days=30)  # whoever joined more recently says nothing
UNDOING_GROUPS = 3
MEMBERS, MEMBER_GROUPS = 20, 2


class HoldReason(StrEnum):
    """Why an entry is held."""

    UNDONE = "undone"  # servers of several trusted groups undid what it removed
    REMOVED = "removed"  # it removed messages of many members who have been there for long


@dataclass(frozen=True, slots=True)
class Held:
    """That an entry is held, and why."""

    since: datetime
    why: HoldReason


@dataclass(frozen=True, slots=True)
class Watched:
    """An entry as the hold looks at it. `listed_since`: None where it is not listed."""

    entry: EntryId
    listed_since: datetime | None
    held: bool

    def new_until(self, now: datetime) -> datetime | None:
        """Until when what happens counts; None: it counts for nothing, since the entry is not listed, not new, or held
        already.
        """
        if self.listed_since is None or self.held:
            return None
        until = self.listed_since + NEW_FOR
        return until if now < until else None


@dataclass(frozen=True, slots=True)
class Signs:
    """What happened with an entry in servers that are trusted now. `undoing`: groups in whose servers a removal was undone;
    `members`: different members whose messages it removed; `member_groups`: groups in whose servers that was.
    """

    undoing: int = 0
    members: int = 0
    member_groups: int = 0


@dataclass(frozen=True, slots=True)
class LiftedHold:
    """A hold that a confirm ended. `why`: it was held; `is_borne_out`: some trusted server still confirms the entry that did
    not stand for it while it was held, nor did any other of its group.
    """

    why: HoldReason
    is_borne_out: bool


def hold_reason(signs: Signs) -> HoldReason | None:
    """Why the entry is to be held; None: it is not."""
    if signs.undoing >= UNDOING_GROUPS:
        return HoldReason.UNDONE
    if signs.members >= MEMBERS and signs.member_groups >= MEMBER_GROUPS:
        return HoldReason.REMOVED
    return None


def is_long_member(joined_at: datetime | None, now: datetime) -> bool | None:
    """Whether the member joined over 30 days ago; None where it is not known when they joined."""
    return None if joined_at is None else now - joined_at > LONG_MEMBER


def lifts_hold(kind: StanceKind, group: str | None, *, stood_before: bool) -> bool:
    """Whether a stance ends the hold: a confirm by a trusted server that did not stand for the entry yet. A group is one
    voice: `stood_before` says whether any server of it, or the server itself, ever confirmed the entry.
    """
    return kind is StanceKind.CONFIRM and group is not None and not stood_before


def confirmers(stances: Iterable[tuple[ServerId, Stance]], now: datetime) -> list[ServerId]:
    """The servers that are told of what happens to an entry: trusted ones that stand for it."""
    return [
        server
        for server, stance in stances
        if stance.kind is StanceKind.CONFIRM and stance.group is not None and stance.stands(now)
    ]
