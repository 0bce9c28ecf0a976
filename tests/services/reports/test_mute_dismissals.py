"""Whoever mutes a reporter may dismiss what they sent: what was theirs alone closes, and nothing says who it is or what else
is theirs.
"""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from core.reports.cases import CaseOutcome, CaseState, Step
from core.reports.mutes import HowMany
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.reports.mutes import Muted, Mutes
from tests.given_cases import ANN, BEN, MANAGER, ModeratedCases
from tests.services.reports.test_mutes import BAD, GOOD, ReportedLinks


@pytest.fixture
def reported(cases: ModeratedCases) -> ReportedLinks:
    return ReportedLinks(cases)


@pytest.fixture
def mutes(reported: ReportedLinks, database: Database, vault: Vault) -> Mutes:
    return reported.mutes(database, vault)


async def report_of(mutes: Mutes, case: CaseId) -> str:
    """The report of the one who reported the case; BAD's where there are two."""
    return str(min(found.report for found in await mutes.reporters(ANN, case)))


async def offered(mutes: Mutes, case: CaseId) -> HowMany:
    reporter = await mutes.reporter(ANN, case, await report_of(mutes, case))
    return await mutes.dismissable(ANN, case, reporter)


async def mute(mutes: Mutes, case: CaseId, dismiss: str = "yes") -> Muted:
    return await mutes.mute(ANN, case, await report_of(mutes, case), "false_reports", dismiss)


async def open_ones(reported: ReportedLinks, *cases: CaseId) -> set[CaseId]:
    return {case for case in cases if (await reported.cases.get(case)).state is not CaseState.CLOSED}


async def test_what_was_theirs_alone_closes_as_if_dismissed_and_the_audit_has_one_line(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    first, second = await reported.report("a.example"), await reported.report("b.example")
    others = await reported.report("c.example", GOOD)
    await reported.cases.post_all()
    before = len(await reported.reports.rows("audit"))
    done = await mute(mutes, first)
    assert done.dismissed == 2
    for case in (first, second):
        found = await reported.cases.get(case)
        assert (found.state, found.outcome, found.reason) == (
            CaseState.CLOSED,
            CaseOutcome.DISMISSED,
            DismissReason.NO_VIOLATION,
        )
        assert found.holder is not None
        assert found.holder.id == ANN.user
    assert await open_ones(reported, others) == {others}
    due = [(row.kind, row.subject) for row in await reported.cases.due()]
    assert {case for kind, case in due if kind is Kind.CASE_CARD} == {first, second}
    assert len([kind for kind, _ in due if kind is Kind.OUTCOME_NOTICE]) == 2
    lines = (await reported.reports.rows("audit"))[before:]
    assert [(line["action"], line["subject"]) for line in lines] == [("case-mute", f"case/{first}")]
    assert lines[0]["after"] == f"{done.pseudonym} false_reports, dismissed: 2"
    # Each is undone by itself.
    await reported.cases.undoing.undo(BEN, second)
    assert await open_ones(reported, first, second) == {second}


async def test_without_it_nothing_is_dismissed(mutes: Mutes, reported: ReportedLinks) -> None:
    first, second = await reported.report("a.example"), await reported.report("b.example")
    assert (await mute(mutes, first, "no")).dismissed is None
    assert await open_ones(reported, first, second) == {first, second}
    with pytest.raises(UserError, match="case-form-unreadable"):
        await mute(mutes, first, "all")


async def test_where_others_reported_too_the_case_goes_on_and_its_card_does_not_tell(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    alone = await reported.report("a.example")
    shared = await reported.report("b.example")
    assert await reported.report("b.example", GOOD) == shared
    await reported.cases.post_all()
    assert await offered(mutes, alone) is HowMany.FEW
    assert (await mute(mutes, alone)).dismissed == 1
    found = await reported.cases.get(shared)
    assert (found.state, found.reports) == (CaseState.OPEN, 2)
    due = [(row.kind, row.subject) for row in await reported.cases.due()]
    assert (Kind.CASE_CARD, shared) not in due  # a card that changes now would tell whose it is
    revealed = await reported.cases.review.reveal(ANN, shared)
    assert revealed.set_aside == 1
    # Once those of the other are dismissed too, nothing is left of it.
    await mute(mutes, await reported.report("c.example", GOOD))
    assert await open_ones(reported, shared) == set()


async def _set_aside(mutes: Mutes, reported: ReportedLinks) -> tuple[CaseId, CaseId]:
    """A case whose reporter was muted, and another one in which a report of theirs was set aside."""
    alone, shared = await reported.report("a.example"), await reported.report("b.example")
    assert await reported.report("b.example", GOOD) == shared
    await mute(mutes, alone)
    assert await asides(reported, shared) == 1
    return alone, shared


async def asides(reported: ReportedLinks, case: CaseId) -> int:
    return (await reported.cases.review.reveal(ANN, case)).set_aside


async def history(reported: ReportedLinks, case: CaseId) -> list[tuple[str, UserId | None, str]]:
    events = await reported.cases.history(case)
    return [(event.action, event.who, event.after) for event in events if event.action != "case-reveal"][2:]


async def test_what_is_added_to_a_report_that_was_set_aside_is_new(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    _, shared = await _set_aside(mutes, reported)
    assert await history(reported, shared) == [("case-aside", ANN.user, "")]  # and no other case is named
    await reported.report("b.example", category=Category.THREATS)
    assert await asides(reported, shared) == 0


async def test_with_the_end_of_the_mute_what_was_set_aside_counts_again(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    alone, shared = await _set_aside(mutes, reported)
    other = await reported.report("c.example", category=Category.THREATS)
    await mute(mutes, other, "no")
    await mutes.unmute(BEN, other, await report_of(mutes, other))
    assert await asides(reported, shared) == 1  # the other mute goes on
    await mutes.unmute(BEN, alone, await report_of(mutes, alone))
    assert await asides(reported, shared) == 0
    assert await history(reported, shared) == [("case-aside", ANN.user, ""), ("case-counts", BEN.user, "")]


async def test_emergencies_and_what_is_in_others_hands_stay_and_the_case_itself_goes(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    urgent = await reported.report("a.example", category=Category.THREATS)
    other_urgent = await reported.report("b.example", category=Category.DOXXING)
    held, mine = await reported.report("c.example"), await reported.report("d.example")
    await reported.cases.review.move(BEN, held, Step.CLAIM)
    await reported.cases.review.move(ANN, mine, Step.CLAIM)
    assert await offered(mutes, urgent) is HowMany.FEW
    assert (await mutes.mute(MANAGER, urgent, await report_of(mutes, urgent), "abuse", "yes")).dismissed == 1
    assert await open_ones(reported, urgent, other_urgent, held, mine) == {other_urgent, held, mine}
    assert (await mute(mutes, urgent)).dismissed == 1
    assert await open_ones(reported, other_urgent, held, mine) == {other_urgent, held}


async def test_nobody_dismisses_a_report_about_their_own_message_so(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    about_ann = await reported.cases.report(message=300, by=int(BAD), author=ANN.user)
    first = await reported.report("a.example")
    assert await offered(mutes, first) is HowMany.ONE
    assert (await mute(mutes, first)).dismissed == 1
    assert await open_ones(reported, about_ann) == {about_ann}
    assert not [row for row in await reported.reports.rows("reports") if row["set_aside_at"]]


async def test_before_it_is_done_only_a_coarse_number_is_told(mutes: Mutes, reported: ReportedLinks) -> None:
    first = await reported.report("a0.example")
    seen = [await offered(mutes, first)]
    for number in range(1, 9):
        await reported.report(f"a{number}.example")
        seen.append(await offered(mutes, first))
    assert seen == [HowMany.ONE, *[HowMany.FEW] * 4, *[HowMany.MANY] * 4]
    await mute(mutes, first)
    assert await offered(mutes, first) is HowMany.NONE


async def test_what_a_mute_kept_back_closes_too_and_other_servers_are_others(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    first = await reported.report("a.example")
    await mute(mutes, first, "no")
    quiet = await reported.report("b.example")
    elsewhere = await reported.report("c.example", UserId(99))
    assert (await mute(mutes, first)).dismissed == 2
    assert await open_ones(reported, first, quiet, elsewhere) == {elsewhere}
