"""Limits of emergencies and additions, and mutes that hold emergencies, as reports are planned."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import ReportId
from core.reports.intake import OthersReports, OwnReport, file
from core.reports.report_limits import (
    ADDITIONS_PER_REPORT,
    FALSE_EMERGENCIES,
    Held,
    HeldBack,
    KnownMember,
)
from tests.core.reports.test_intake import LIMITS, NOW, OPEN, planned
from tests.given_reports import report

URGENT = KnownMember(emergencies_at=(NOW, NOW - timedelta(minutes=1), NOW - timedelta(minutes=50)))
ABUSER = KnownMember(muted=True, false_emergencies=FALSE_EMERGENCIES)


@pytest.mark.parametrize("category", [each for each in Category if each.emergency])
def test_emergencies_have_a_limit_of_their_own_whichever_way_they_come(category: Category) -> None:
    held = HeldBack(Held.EMERGENCIES, NOW + timedelta(minutes=10))
    new = report(category=category)
    ordinary, urgent = (
        replace(OPEN, own=OwnReport(ReportId(3), own)) for own in (Category.HATE, Category.THREATS)
    )
    assert file(new, None, URGENT, LIMITS, NOW) == held
    assert file(new, OPEN, URGENT, LIMITS, NOW) == held
    assert file(new, ordinary, URGENT, LIMITS, NOW) == held  # an earlier report that becomes one
    assert planned(new, urgent, URGENT).own_report == ReportId(3)  # it is one already
    assert planned(report(), None, URGENT).case is None  # what is none is not held back by them
    assert planned(new, None, URGENT, NOW + timedelta(minutes=10)).case is None


def test_nobody_adds_to_a_report_without_end_save_that_it_is_an_emergency_now() -> None:
    own = OwnReport(ReportId(3), Category.HATE, additions=ADDITIONS_PER_REPORT)
    known = replace(OPEN, own=own)
    assert file(report(), known, KnownMember(), LIMITS, NOW) == HeldBack(Held.ADDITIONS)
    assert planned(report(category=Category.THREATS), known).own_category is Category.THREATS
    assert planned(report(), replace(OPEN, own=replace(own, additions=ADDITIONS_PER_REPORT - 1))).own_report


def test_a_mute_holds_emergencies_once_they_were_used_to_get_around_it() -> None:
    new = report(category=Category.THREATS)
    assert (planned(new, None, ABUSER).held, planned(new, None, ABUSER).quiet) == (True, True)
    nearly = replace(ABUSER, false_emergencies=FALSE_EMERGENCIES - 1)
    over = replace(ABUSER, muted=False)
    for member in (nearly, over):
        assert (planned(new, None, member).held, planned(new, None, member).quiet) == (False, False)
    # What called somebody once is not held afterwards; what was held calls once the mute is over.
    called = replace(OPEN, own=OwnReport(ReportId(1), Category.THREATS))
    assert not planned(new, called, ABUSER).held
    was_held = replace(OPEN, quiet=True, own=OwnReport(ReportId(1), Category.THREATS, held=True))
    assert planned(new, was_held, ABUSER).held
    assert not planned(new, was_held, over).held


def test_a_held_emergency_makes_none_of_the_case_of_others() -> None:
    others = (OthersReports(Category.SCAM, 1, ReportId(5)),)
    joined = planned(report(category=Category.THREATS), replace(OPEN, others=others), ABUSER)
    assert (joined.category, joined.own_category, joined.quiet) == (Category.SCAM, Category.THREATS, False)
    held = (OthersReports(Category.THREATS, 3, ReportId(1), held=True),)
    assert planned(report(category=Category.SCAM), replace(OPEN, others=held)).category is Category.SCAM
