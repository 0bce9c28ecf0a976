"""Planning what a report becomes: a case of its own, or a part of the case about the same message or link.

`file` decides from values: what is known of the case and of the member goes in, a plan of everything that is to be
written comes out.
"""

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, MessageId, ReportId, ServerId, UserId
from core.reports.cases import case_category, corrected, with_addition
from core.reports.evidence_files import NewFile, ReportedFile, files_to_keep
from core.reports.report_limits import HeldBack, Incoming, KnownMember, ReportLimits, held_back

KEPT_AT_MOST = timedelta(days=400)
"""Who reported, what they wrote, the reported text: of a case that nobody closes. Closed, core/base/retention.py says."""

EVIDENCE_LENGTH = 12_000
DETAILS_KEPT_LENGTH = 4000  # of all that one member wrote about one case
LINKS_PER_CASE = 250  # more than messages hold; what is beyond them stands in the evidence
_LAST = ReportId(sys.maxsize)  # behind every report that was made


@dataclass(frozen=True, slots=True)
class ReportedMessage:
    """What the click on a message delivered. `texts`: everything in it that others can read."""

    channel: ChannelId
    message: MessageId
    author: UserId
    author_name: str
    texts: tuple[str, ...]
    author_is_member: bool = True  # neither a bot nor a webhook
    files: tuple[ReportedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedLink:
    """A link that the report is about, with how it was disguised."""

    canonical: str
    how: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewReport:
    """One report, checked. Without a message it is about its first link."""

    server: ServerId
    reporter: UserId
    category: Category
    details: str
    message: ReportedMessage | None
    links: tuple[ReportedLink, ...]
    evidence: str
    token: str
    files: tuple[ReportedFile, ...] = ()


@dataclass(frozen=True, slots=True)
class OwnReport:
    """The earlier report of the case by the member who reports now. `additions`: how often they added to it; `held`: it is
    an emergency that a mute holds.
    """

    id: ReportId
    category: Category
    details: str = ""
    additions: int = 0
    held: bool = False


@dataclass(frozen=True, slots=True)
class OthersReports:
    """How many of the others reported the case under one category; `first`: the earliest of these reports. `held`: they
    are emergencies that a mute holds.
    """

    category: Category
    count: int
    first: ReportId
    held: bool = False


@dataclass(frozen=True, slots=True)
class KnownCase:
    """The newest case about the message or link, the open one first. Of a closed case nothing else need be known."""

    id: CaseId
    closed: bool
    quiet: bool = False
    evidence: str = ""
    own: OwnReport | None = None
    others: tuple[OthersReports, ...] = ()
    links: tuple[str, ...] = ()
    files: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class FilingPlan:
    """Everything that filing a report writes."""

    report: NewReport
    case: CaseId | None  # the case that it becomes part of; None: it opens one
    follows: CaseId | None  # the closed case that a new one follows
    category: Category  # of the case, with this report
    quiet: bool  # the case has no card: muted members alone reported it
    evidence: str | None  # of the case from now on; None: as it is
    evidence_until: datetime
    # The member's earlier report of this case, to which this one is added; None: this one counts.
    own_report: ReportId | None
    own_category: Category  # of the member's report
    held: bool  # the member's report is an emergency that a mute holds: it counts, and calls nobody
    details: str  # of the member's report
    keep_until: datetime  # how long it is known who reported
    first_link: int  # the position of the first new link
    links: tuple[ReportedLink, ...]
    files: tuple[NewFile, ...]


def file(
    report: NewReport, known: KnownCase | None, member: KnownMember, limits: ReportLimits, now: datetime
) -> FilingPlan | HeldBack:
    """Plan everything that filing a report writes; a member counts once a case."""
    joined = None if known is None or known.closed else known
    own = None if joined is None else joined.own
    refusal = held_back(_incoming(report, own), member, limits, now)
    if refusal is not None:
        return refusal
    own_category = report.category if own is None else corrected(own.category, report.category)
    held = _is_held(own_category, own, member)
    links = () if joined is None else joined.links
    return FilingPlan(
        report=report,
        case=None if joined is None else joined.id,
        follows=known.id if known is not None and known.closed else None,
        category=_category(joined, own_category, held=held),
        quiet=_is_quiet(report, joined, member, held=held),
        evidence=_evidence(report, joined),
        evidence_until=now + KEPT_AT_MOST,
        own_report=None if own is None else own.id,
        own_category=own_category,
        held=held,
        details=with_addition("" if own is None else own.details, report.details, DETAILS_KEPT_LENGTH),
        keep_until=now + KEPT_AT_MOST,
        first_link=len(links),
        links=_fresh_links(report, links),
        files=files_to_keep(report.files, frozenset() if joined is None else joined.files),
    )


def _incoming(report: NewReport, own: OwnReport | None) -> Incoming:
    if own is None:
        return Incoming(first=True, new_emergency=report.category.emergency)
    becomes = report.category.emergency and not own.category.emergency
    return Incoming(first=False, new_emergency=becomes, additions=own.additions)


def _is_held(own_category: Category, own: OwnReport | None, member: KnownMember) -> bool:
    """Whether the member's report is an emergency that a mute holds; what called somebody once is not held afterwards."""
    called = own is not None and own.category.emergency and not own.held
    return own_category.emergency and member.emergencies_held and not called


def _category(joined: KnownCase | None, own_category: Category, *, held: bool) -> Category:
    """The category of the case. Emergencies that a mute holds count only where nothing else was reported."""
    if joined is None:
        return own_category
    groups = [(each.first, each.category, each.count, each.held) for each in joined.others]
    own_place = _LAST if joined.own is None else joined.own.id
    in_order = sorted([*groups, (own_place, own_category, 1, held)])
    counting = [each for each in in_order if not each[-1]] or in_order
    # Only the earliest of each category counts for the order.
    return case_category([category for _, category, count, _ in counting for _ in range(count)])


def _is_quiet(report: NewReport, joined: KnownCase | None, member: KnownMember, *, held: bool) -> bool:
    """Whether the case has no card: only muted members reported it, and no emergency that their mute does not hold.

    A case that has its card keeps it.
    """
    silent = member.muted and (held or not report.category.emergency)
    return silent and (joined is None or joined.quiet)


def _evidence(report: NewReport, joined: KnownCase | None) -> str | None:
    """The evidence with the text of this report added: the message may have been edited since the first one."""
    if not report.evidence:
        return None
    return with_addition("" if joined is None else joined.evidence, report.evidence, EVIDENCE_LENGTH)


def _fresh_links(report: NewReport, known: Sequence[str]) -> tuple[ReportedLink, ...]:
    fresh = [link for link in report.links if link.canonical not in known]
    return tuple(fresh[: max(LINKS_PER_CASE - len(known), 0)])
