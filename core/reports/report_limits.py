"""How much one member may report to one server, and when a mute holds their emergencies, too.

Reports have limits, emergencies others of their own, and so has what is added to one report: nobody can fill the review
channel or the database, whatever they choose in the form.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from core.base.limits import Limit, next_possible

ADDITIONS_PER_REPORT = 20
DRAFTS_KEPT = 10  # of one member in one server: forms that were opened and have not arrived; the newest
FALSE_EMERGENCIES = 3  # so many within a mute that were no violation, and the mute holds emergencies, too


class Held(StrEnum):
    """Why a report is not taken; each is the key of a sentence."""

    REPORTS = "report-limit"
    EMERGENCIES = "report-emergency-limit"
    ADDITIONS = "report-added-enough"


@dataclass(frozen=True, slots=True)
class HeldBack:
    """The report is not taken now; `until`: when the next is possible, None where nothing more is taken to this one."""

    why: Held
    until: datetime | None = None


@dataclass(frozen=True, slots=True)
class ReportLimits:
    """How many reports of one member a server takes, and how many that are emergencies."""

    reports: tuple[Limit, ...] = ()
    emergencies: tuple[Limit, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownMember:
    """What is known of who reports: whether a mute is in force, when their newest reports in this server were made, and
    when the newest that are emergencies became that. `false_emergencies`: how many within the mute were no violation.
    """

    muted: bool = False
    reported_at: tuple[datetime, ...] = ()
    emergencies_at: tuple[datetime, ...] = ()
    false_emergencies: int = 0

    @property
    def emergencies_held(self) -> bool:
        """Whether the mute holds emergencies, too: they were used to get around it."""
        return self.muted and self.false_emergencies >= FALSE_EMERGENCIES


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a report adds: one more report, an emergency that was none before, or neither. `additions`: how often its
    member added to the same report before.
    """

    first: bool
    new_emergency: bool
    additions: int = 0


def held_back(
    incoming: Incoming, member: KnownMember, limits: ReportLimits, now: datetime
) -> HeldBack | None:
    """Why the report is not taken now; None where it is.

    An emergency is asked for by its own limit alone, so that a member who reported much can still call for help.
    """
    if incoming.new_emergency:
        possible = next_possible(member.emergencies_at, limits.emergencies, now)
        return None if possible is None else HeldBack(Held.EMERGENCIES, possible)
    if incoming.first:
        possible = next_possible(member.reported_at, limits.reports, now)
        return None if possible is None else HeldBack(Held.REPORTS, possible)
    return HeldBack(Held.ADDITIONS) if incoming.additions >= ADDITIONS_PER_REPORT else None
