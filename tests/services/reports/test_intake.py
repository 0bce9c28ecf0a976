"""Reports in the database: one commit each, one case a message or link, nobody counted twice, nobody readable."""

import asyncio
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, UserId
from core.base.times import to_ms
from core.reports.cases import CaseOutcome, CaseState, Record, Step
from core.reports.report_form import Draft, UsedDraft
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from services.reports.receipts import Receipt
from tests.conftest import SECRET, StandingClock
from tests.db.moderators import caller
from tests.given_cases import ModeratedCases
from tests.given_reports import ALICE, BOB, MESSAGE, OTHER_SERVER, SERVER, Reports, about_link, report
from tests.stores import Committing
from tests.wording import refused


@pytest.fixture
def reports(cases: ModeratedCases) -> Reports:
    return cases.reports


async def close(cases: ModeratedCases, number: CaseId, reason: DismissReason) -> None:
    await cases.dismiss(caller(SERVER), number, reason)


async def test_a_report_opens_a_case_with_a_card_to_post(
    reports: Reports, cases: ModeratedCases, database: Database, clock: StandingClock
) -> None:
    receipt = await reports.file(report(), clock())
    case = await cases.get(receipt.case)
    assert (case.state, case.category, case.reports) == (CaseState.OPEN, Category.HARASSMENT, 1)
    assert case.author is not None
    assert (case.author.id, case.author.name) == (MESSAGE.author, "mallory")
    assert [(link.canonical, link.how) for link in case.links] == [("bad.example/x", ("spoiler",))]
    due = await Committing(database, Vault(SECRET)).outbox.take("p", clock(), 5)
    assert [(row.kind, row.subject) for row in due] == [("case_card", receipt.case)]


async def test_reports_on_one_message_are_one_case_and_a_member_counts_once(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    first = await reports.file(report(), clock())
    second = await reports.file(report(BOB, details="me too"), clock())
    again = await reports.file(report(details="and now this"), clock())
    assert first.case == second.case == again.case
    assert (second.added, again.added) == (False, True)
    assert (await cases.get(first.case)).reports == 2
    revealed = await cases.review.reveal(caller(SERVER), first.case)
    details = {one.details for one in revealed.reports}
    assert details == {"they post this everywhere\n\n+ and now this", "me too"}
    assert len({one.pseudonym for one in revealed.reports}) == 2


async def test_cases_are_about_one_message_or_one_link(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    by_message = await reports.file(report(), clock())
    by_link = await reports.file(about_link(), clock())
    same_link = await reports.file(about_link(BOB), clock())
    elsewhere = await reports.file(about_link(server=OTHER_SERVER), clock())
    another = await reports.file(about_link(link="other.example"), clock())
    assert by_link.case == same_link.case
    assert len({by_message.case, by_link.case, elsewhere.case, another.case}) == 4
    # Those of one server that share a link name each other, also on cards that stand already.
    assert [other.id for other in (await cases.get(by_message.case)).related] == [by_link.case]
    assert [other.id for other in (await cases.get(by_link.case)).related] == [by_message.case]


async def test_a_case_knows_how_earlier_ones_with_the_same_link_ended(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    first = await reports.file(report(), clock())
    await close(cases, first.case, DismissReason.NOT_ENOUGH_INFORMATION)
    await reports.file(about_link(server=OTHER_SERVER), clock())
    second = await reports.file(about_link(), clock())
    (earlier,) = (await cases.get(second.case)).earlier
    assert (earlier.id, earlier.outcome) == (first.case, CaseOutcome.DISMISSED)
    assert earlier.reason is DismissReason.NOT_ENOUGH_INFORMATION
    assert (await cases.get(first.case)).earlier == ()


async def test_the_names_of_disguises_keep_their_spaces(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    how = ("spaced letters", "look-alike, read again", "dot")
    link = replace(report().links[0], how=how)
    receipt = await reports.file(replace(report(), links=(link,)), clock())
    assert [each.how for each in (await cases.get(receipt.case)).links] == [how]


async def test_a_case_that_shares_a_link_makes_the_others_card_due(
    reports: Reports, database: Database, clock: StandingClock
) -> None:
    first = await reports.file(report(), clock())
    await reports.file(about_link(), clock())
    second = await reports.file(about_link(link="other.example"), clock())
    shown = {row["subject_id"]: row["generation"] for row in await reports.rows("outbox")}
    assert (shown[first.case], shown[second.case]) == (2, 1)


async def test_a_repeat_after_the_end_opens_a_case_that_follows(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    for make in (report, about_link):
        first = await reports.file(make(), clock())
        await close(cases, first.case, DismissReason.NO_VIOLATION)
        second = await reports.file(make(), clock())
        assert second == Receipt(
            second.case,
            Category.HARASSMENT,
            follows=first.case,
            others=second.others,
            about_message=make is report,
        )
        assert (await cases.get(second.case)).follows == first.case
        assert (await reports.file(make(BOB), clock())).case == second.case


async def test_an_emergency_that_a_later_report_names_is_the_cases(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    receipt = await reports.file(report(), clock())
    later = await reports.file(report(BOB, category=Category.DOXXING), clock())
    assert later.category is Category.DOXXING
    again = await reports.file(report(BOB, category=Category.HARASSMENT), clock())
    assert again.category is Category.DOXXING
    assert (await cases.get(receipt.case)).category is Category.DOXXING


async def test_an_edit_between_two_reports_does_not_take_the_evidence_away(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    receipt = await reports.file(report(evidence="her address is ..."), clock())
    await reports.file(report(BOB, evidence="hello all"), clock())
    revealed = await cases.review.reveal(caller(SERVER), receipt.case)
    assert revealed.evidence == "her address is ...\n\n+ hello all"


async def test_a_draft_is_kept_sealed_for_a_day_and_for_its_server(
    reports: Reports, database_path: Path, clock: StandingClock
) -> None:
    draft = Draft(MESSAGE, "bad.example")
    await reports.keep_draft(SERVER, "token", draft, clock())
    assert await reports.draft(SERVER, "token", clock()) == draft
    assert await reports.draft(OTHER_SERVER, "token", clock()) is None
    assert await reports.draft(SERVER, "another", clock()) is None
    assert b"mallory" not in _everything(database_path)
    clock.forward(hours=24)
    assert await reports.draft(SERVER, "token", clock()) is None


async def test_a_draft_is_given_to_nobody_but_whom_it_was_kept_for(
    reports: Reports, clock: StandingClock
) -> None:
    draft = Draft(MESSAGE, "bad.example")
    await reports.keep_draft(SERVER, "token", draft, clock())
    assert await reports.draft(SERVER, "token", clock(), BOB) is None
    await reports.file(report(BOB, token="token"), clock())
    assert await reports.draft(SERVER, "token", clock()) == draft, "another's form uses it up"


async def test_a_form_that_arrives_twice_is_one_report(
    reports: Reports, cases: ModeratedCases, database: Database, clock: StandingClock
) -> None:
    await reports.keep_draft(SERVER, "token", Draft(MESSAGE), clock())
    first, second = await asyncio.gather(*(reports.file(report(token="token"), clock()) for _ in range(2)))
    assert (first.case, first.sent_before, second.sent_before) == (second.case, False, True)
    assert await reports.draft(SERVER, "token", clock()) == UsedDraft(first.case)
    assert (await cases.get(first.case)).reports == 1
    assert [row["sealed"] for row in await reports.rows("report_drafts")] == [None]


async def test_many_at_once_on_two_connections_are_one_case(
    database: Database, second_database: Database, vault: Vault, clock: StandingClock
) -> None:
    stores = [Reports(database, vault), Reports(second_database, vault)]
    receipts = await asyncio.gather(
        *(stores[number % 2].file(report(UserId(number % 8)), clock()) for number in range(24))
    )
    assert len({receipt.case for receipt in receipts}) == 1
    assert sum(not receipt.added for receipt in receipts) == 8


async def test_who_reported_is_in_no_byte_of_the_files_and_no_line_of_the_audit(
    reports: Reports, database: Database, database_path: Path, clock: StandingClock
) -> None:
    await reports.keep_draft(SERVER, "token", Draft(MESSAGE), clock())
    await reports.file(report(token="token", details="I am afraid of him"), clock())
    raw = _everything(database_path)
    for secret in (str(ALICE).encode(), ALICE.to_bytes(8, "big"), b"I am afraid", b"mallory"):
        assert secret not in raw
    lines = await reports.rows("audit")
    assert [(line["actor_sealed"], line["action"]) for line in lines] == [(None, "report")]


async def test_a_record_tells_how_earlier_reports_turned_out_here(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    async def record(by: UserId) -> Record:
        receipt = await reports.file(about_link(by, link="now.example"), clock())
        revealed = await cases.review.reveal(caller(SERVER), receipt.case)
        made = next(one.record for one in revealed.reports)
        await close(cases, receipt.case, DismissReason.DUPLICATE)
        return made

    assert await record(ALICE) is Record.NEW
    assert await record(ALICE) is Record.NEW  # duplicates say nothing about a reporter
    bad = await reports.file(about_link(ALICE, link="fine.example"), clock())
    await close(cases, bad.case, DismissReason.NO_VIOLATION)
    assert await record(ALICE) is Record.MIXED
    assert await record(BOB) is Record.NEW


async def test_what_was_handled_counts_for_its_reporter_whoever_removed_it(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    receipt = await reports.file(report(), clock())
    with refused("case-not-handled"):
        await close(cases, receipt.case, DismissReason.HANDLED)
    await cases.review.messages_gone(SERVER, [MESSAGE.message])
    await close(cases, receipt.case, DismissReason.HANDLED)
    later = await reports.file(about_link(link="now.example"), clock())
    revealed = await cases.review.reveal(caller(SERVER), later.case)
    assert [one.record for one in revealed.reports] == [Record.RELIABLE]


async def test_when_retention_ends_people_go_and_counts_stay(
    reports: Reports,
    cases: ModeratedCases,
    database: Database,
    vault: Vault,
    database_path: Path,
    clock: StandingClock,
) -> None:
    await reports.keep_draft(SERVER, "token", Draft(MESSAGE), clock())
    receipt = await reports.file(report(), clock())
    key = vault.member_key(SERVER, ALICE)
    assert await reports.purge(clock()) == 0
    assert key in _everything(database_path)
    assert await reports.purge(clock.forward(days=1)) == 1
    assert await reports.rows("report_drafts") == []
    await cases.review.move(caller(SERVER), receipt.case, Step.CLAIM)
    await close(cases, receipt.case, DismissReason.NO_VIOLATION)
    assert await reports.purge(clock.forward(days=29)) == 0
    revealed = await cases.review.reveal(caller(SERVER), receipt.case)
    assert (revealed.evidence, revealed.reports[0].details) == (MESSAGE.texts[0], "they post this everywhere")
    assert await reports.purge(clock.forward(days=1)) == 1
    revealed = await cases.review.reveal(caller(SERVER), receipt.case)
    assert (revealed.evidence, revealed.reports[0].details) == (None, "")
    (row,) = await reports.rows("reports")
    assert (row["reporter_sealed"], row["reporter_key"], row["details_sealed"]) == (None, None, None)
    # Not even deleted bytes of it stand in the file or beside it.
    assert key not in _everything(database_path)
    assert (await cases.get(receipt.case)).author is not None
    assert await reports.purge(clock.forward(days=60)) >= 1
    case = await cases.get(receipt.case)
    assert (case.reports, case.author, case.holder) == (1, None, None)
    assert await reports.purge(clock()) == 0


async def test_an_open_case_keeps_its_author_so_that_they_cannot_decide_it(
    reports: Reports, cases: ModeratedCases, clock: StandingClock
) -> None:
    receipt = await reports.file(report(), clock())
    await reports.purge(clock.forward(days=365))
    assert (await cases.get(receipt.case)).author is not None


async def test_nothing_is_half_made_when_the_database_stays_locked(
    reports: Reports, database: Database, database_path: Path, clock: StandingClock
) -> None:
    other = sqlite3.connect(database_path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.2):
            await reports.file(report(), clock())
    other.execute("ROLLBACK")
    other.close()
    receipt = await reports.file(report(), clock())
    (row,) = await reports.rows("reports")
    assert (receipt.case, row["made_at"]) == (1, to_ms(clock()))


def _everything(path: Path) -> bytes:
    """The database's files as somebody with the disk reads them."""
    return b"".join(file.read_bytes() for file in path.parent.glob(f"{path.name}*"))
