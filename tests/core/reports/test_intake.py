"""What a report becomes: decided from values, and laws that hold for any series of reports about one message."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.base.categories import Category
from core.base.ids import CaseId, ReportId, UserId
from core.base.limits import Limit
from core.reports.evidence_files import FILES_HASHED, FILES_KEPT, FileState, ReportedFile
from core.reports.intake import (
    DETAILS_KEPT_LENGTH,
    EVIDENCE_LENGTH,
    KEPT_AT_MOST,
    LINKS_PER_CASE,
    FilingPlan,
    KnownCase,
    NewReport,
    OthersReports,
    OwnReport,
    ReportedLink,
    file,
)
from core.reports.report_limits import (
    FALSE_EMERGENCIES,
    Held,
    HeldBack,
    KnownMember,
    ReportLimits,
)
from tests.given_reports import ALICE, BOB, report

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
LIMITS = ReportLimits((Limit(2, timedelta(minutes=5)),), (Limit(3, timedelta(hours=1)),))
OFTEN = KnownMember(reported_at=(NOW, NOW - timedelta(minutes=1)))
OPEN = KnownCase(CaseId(7), closed=False)


def planned(
    new: NewReport, known: KnownCase | None = None, member: KnownMember | None = None, now: datetime = NOW
) -> FilingPlan:
    """The plan of a report that is not held back."""
    plan = file(new, known, member or KnownMember(), LIMITS, now)
    assert isinstance(plan, FilingPlan)
    return plan


def test_the_first_report_opens_a_case() -> None:
    plan = planned(report(details="look"))
    assert (plan.case, plan.follows, plan.own_report, plan.quiet) == (None, None, None, False)
    assert (plan.category, plan.own_category) == (Category.HARASSMENT, Category.HARASSMENT)
    assert (plan.evidence, plan.details) == ("see https://bad.example/x", "look")
    assert (plan.evidence_until, plan.keep_until) == (NOW + KEPT_AT_MOST, NOW + KEPT_AT_MOST)
    assert (plan.first_link, plan.links) == (0, report().links)


def test_a_report_joins_the_open_case_and_follows_a_closed_one() -> None:
    joining, following = planned(report(), OPEN), planned(report(), replace(OPEN, closed=True))
    assert (joining.case, joining.follows) == (OPEN.id, None)
    assert (following.case, following.follows) == (None, OPEN.id)


def test_a_member_counts_once_and_what_they_write_later_is_added() -> None:
    known = replace(OPEN, own=OwnReport(ReportId(3), Category.HATE, "first"))
    plan = planned(report(details="second", category=Category.SCAM), known)
    assert (plan.own_report, plan.details, plan.own_category) == (
        ReportId(3),
        "first\n\n+ second",
        Category.SCAM,
    )
    assert (
        len(
            planned(
                report(details="x" * 1000),
                replace(known, own=OwnReport(ReportId(3), Category.HATE, "y" * 3990)),
            ).details
        )
        == DETAILS_KEPT_LENGTH
    )


def test_who_reports_too_often_is_told_when_they_may() -> None:
    held = file(report(), None, OFTEN, LIMITS, NOW)
    assert held == HeldBack(Held.REPORTS, NOW + timedelta(minutes=4))
    assert isinstance(file(report(), OPEN, OFTEN, LIMITS, NOW), HeldBack)
    assert isinstance(file(report(), None, OFTEN, LIMITS, NOW + timedelta(minutes=4)), FilingPlan)


def test_neither_an_addition_nor_an_emergency_is_held_back_by_the_limit_of_reports() -> None:
    known = replace(OPEN, own=OwnReport(ReportId(3), Category.HATE))
    assert planned(report(), known, OFTEN).own_report == ReportId(3)
    for category in Category:
        if category.emergency:
            assert planned(report(category=category), None, OFTEN).case is None


@pytest.mark.parametrize(
    ("muted", "category", "known", "quiet"),
    [
        (True, Category.HATE, None, True),
        (True, Category.THREATS, None, False),
        (False, Category.HATE, None, False),
        (True, Category.HATE, replace(OPEN, quiet=True), True),
        (True, Category.DOXXING, replace(OPEN, quiet=True), False),
        (False, Category.HATE, replace(OPEN, quiet=True), False),
        (True, Category.HATE, OPEN, False),  # what has a card keeps it
        (True, Category.HATE, replace(OPEN, closed=True), True),
    ],
)
def test_a_muted_member_alone_makes_no_card_save_in_an_emergency(
    *, muted: bool, category: Category, known: KnownCase | None, quiet: bool
) -> None:
    assert planned(report(category=category), known, KnownMember(muted=muted)).quiet is quiet


def test_the_category_is_what_most_reports_name_and_the_earliest_of_equals() -> None:
    others = (
        OthersReports(Category.SCAM, 1, ReportId(5)),
        OthersReports(Category.HATE, 2, ReportId(2)),
    )
    assert planned(report(category=Category.SCAM), replace(OPEN, others=others)).category is Category.HATE
    own = OwnReport(ReportId(1), Category.SCAM)
    assert (
        planned(report(category=Category.SCAM), replace(OPEN, others=others, own=own)).category
        is Category.SCAM
    )
    assert (
        planned(report(category=Category.THREATS), replace(OPEN, others=others)).category is Category.THREATS
    )


def test_an_edited_message_keeps_its_earlier_text_and_no_text_changes_nothing() -> None:
    known = replace(OPEN, evidence="her address is ...")
    assert planned(report(evidence="hello all"), known).evidence == "her address is ...\n\n+ hello all"
    assert planned(report(evidence=""), known).evidence is None


def test_links_and_files_that_the_case_has_are_not_added_again() -> None:
    known = replace(OPEN, links=("bad.example/x", "b.example"), files=frozenset({1}))
    links = (ReportedLink("bad.example/x"), ReportedLink("c.example"))
    files = (
        ReportedFile(1, "one", 5, "u1"),
        ReportedFile(2, "two", 5, "u2"),
        ReportedFile(2, "two", 5, "u2"),
    )
    plan = planned(report(links=links, files=files), known)
    assert (plan.first_link, plan.links) == (2, (ReportedLink("c.example"),))
    assert [(new.position, new.file.id, new.state) for new in plan.files] == [(1, 2, FileState.DUE)]


class FiledCase:
    """A case about one message as its rows would stand: what `file` planned is done, nothing else."""

    def __init__(self) -> None:
        self.known: KnownCase | None = None
        self.reporters: dict[UserId, OwnReport] = {}
        self.numbers: list[CaseId] = []

    def seen_by(self, member: UserId) -> KnownCase | None:
        """What the store would say is known."""
        if self.known is None:
            return None
        groups: dict[tuple[Category, bool], list[ReportId]] = {}
        for who, made in self.reporters.items():
            if who != member:
                groups.setdefault((made.category, made.held), []).append(made.id)
        others = tuple(
            OthersReports(each, len(ids), min(ids), held=held) for (each, held), ids in groups.items()
        )
        return replace(self.known, own=self.reporters.get(member), others=others)

    def file(self, new: NewReport, *, muted: bool, abused: bool = False) -> FilingPlan:
        member = KnownMember(muted=muted, false_emergencies=FALSE_EMERGENCIES if abused else 0)
        plan = file(new, self.seen_by(new.reporter), member, ReportLimits(), NOW)
        assert isinstance(plan, FilingPlan)
        known = self.known or KnownCase(CaseId(1), closed=False)
        number = plan.own_report or ReportId(len(self.reporters) + 1)
        self.reporters[new.reporter] = OwnReport(number, plan.own_category, plan.details, held=plan.held)
        assert plan.first_link == len(known.links)
        assert [each.position for each in plan.files] == list(
            range(len(known.files), len(known.files) + len(plan.files))
        )
        self.known = replace(
            known,
            quiet=plan.quiet,
            evidence=known.evidence if plan.evidence is None else plan.evidence,
            links=(*known.links, *(link.canonical for link in plan.links)),
            files=known.files | {each.file.id for each in plan.files},
        )
        self.numbers.append(known.id if plan.case is None else plan.case)
        return plan


MEMBERS = [ALICE, BOB, UserId(3), UserId(4)]
reports = st.builds(
    report,
    by=st.sampled_from(MEMBERS),
    category=st.sampled_from(Category),
    details=st.text(max_size=20),
    evidence=st.text(max_size=20),
    links=st.lists(st.integers(0, 40), max_size=20, unique=True).map(
        lambda found: tuple(ReportedLink(f"bad.example/{number}") for number in found)
    ),
    files=st.lists(st.integers(0, 40), max_size=12).map(
        lambda found: tuple(ReportedFile(number, "x", 5, "u") for number in found)
    ),
)
series = st.lists(reports, min_size=1, max_size=12)


def filed(
    made: Sequence[NewReport], muted: frozenset[UserId] = frozenset(), abused: frozenset[UserId] = frozenset()
) -> tuple[FiledCase, list[FilingPlan]]:
    case = FiledCase()
    return case, [
        case.file(each, muted=each.reporter in muted, abused=each.reporter in abused) for each in made
    ]


@given(series)
def test_all_become_one_case_and_each_member_counts_once(made: list[NewReport]) -> None:
    case, plans = filed(made)
    assert len(set(case.numbers)) == 1
    assert sum(plan.own_report is None for plan in plans) == len({each.reporter for each in made})


@given(series)
def test_the_same_report_again_changes_nothing_but_times(made: list[NewReport]) -> None:
    case, _ = filed(made)
    before, category = case.known, filed(made)[1][-1].category
    again = case.file(made[-1], muted=False)
    assert case.known == before
    assert (again.category, again.links, again.files) == (category, (), ())


@given(series)
def test_an_emergency_that_somebody_named_stays_one(made: list[NewReport]) -> None:
    named = False
    for each, plan in zip(made, filed(made)[1], strict=True):
        named = named or each.category.emergency
        assert plan.category.emergency is named


@given(series, st.frozensets(st.sampled_from(MEMBERS)))
def test_a_case_is_quiet_while_muted_members_alone_reported_it_and_no_emergency(
    made: list[NewReport], muted: frozenset[UserId]
) -> None:
    for number, plan in enumerate(filed(made, muted)[1], start=1):
        so_far = made[:number]
        assert plan.quiet is all(each.reporter in muted and not each.category.emergency for each in so_far)


@given(series, st.frozensets(st.sampled_from(MEMBERS)), st.frozensets(st.sampled_from(MEMBERS)))
def test_whoever_abused_emergencies_while_muted_calls_nobody(
    made: list[NewReport], muted: frozenset[UserId], abused: frozenset[UserId]
) -> None:
    for number, plan in enumerate(filed(made, muted, abused)[1], start=1):
        so_far = made[:number]
        heard = [each for each in so_far if each.reporter not in muted & abused]
        calls = any(each.category.emergency for each in heard)
        assert plan.quiet is all(
            each.reporter in muted and (not each.category.emergency or each.reporter in abused)
            for each in so_far
        )
        if not plan.quiet:
            assert plan.category.emergency is calls
        assert plan.held is (plan.report.reporter in muted & abused and plan.own_category.emergency)


@given(series)
def test_what_came_first_stays_first_and_nothing_grows_without_end(made: list[NewReport]) -> None:
    case = FiledCase()
    evidence, links = "", ()
    for each in made:
        plan = case.file(each, muted=False)
        assert case.known is not None
        assert case.known.evidence.startswith(evidence)
        assert case.known.links[: len(links)] == links
        evidence, links = case.known.evidence, case.known.links
        assert all((new.state is FileState.DUE) is (new.position < FILES_HASHED) for new in plan.files)
    assert case.known is not None
    assert len(set(links)) == len(links) <= LINKS_PER_CASE
    assert len(case.known.files) <= FILES_KEPT
    assert len(evidence) <= EVIDENCE_LENGTH
