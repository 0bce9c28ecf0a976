"""A muted reporter's reports are taken as always and make no card, save emergencies; nothing says who it is."""

import pytest

from core.base.authority import Caller
from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, UserId
from core.reports.cases import CaseState
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind
from services.base.worker import Bell
from services.reports.mutes import CARDS_AT_ONCE, Muted, MuteReason, Mutes
from services.reports.records import Case
from tests.db.moderators import caller
from tests.given_cases import ANN, BEN, ModeratedCases
from tests.given_reports import OTHER_SERVER, about_link, storage_of_reports

BAD, GOOD = UserId(7), UserId(8)


class AnyCase:
    """Fills CaseAccess: whoever asks is let in."""

    def __init__(self, cases: ModeratedCases) -> None:
        self._cases = cases

    async def open_to(self, caller: Caller, case: CaseId) -> Case:
        return await self._cases.get(case)


class ReportedLinks:
    """Reports by somebody about a link; what has a card, what stands in the queue."""

    def __init__(self, cases: ModeratedCases) -> None:
        self.cases, self.reports, self.clock = cases, cases.reports, cases.clock

    def mutes(self, database: Database, vault: Vault) -> Mutes:
        """The use cases, in a process of their own."""
        return Mutes(
            storage=storage_of_reports(database, vault),
            access=AnyCase(self.cases),
            outbox_bell=Bell(),
            clock=self.clock,
        )

    async def report(self, link: str, who: UserId = BAD, category: Category = Category.SCAM) -> CaseId:
        return (await self.reports.file(about_link(who, link, category=category), self.clock())).case

    async def cards(self) -> set[int]:
        return set(await self.reports.owed(Kind.CASE_CARD))

    async def queue(self) -> list[tuple[int, bool]]:
        page = await self.cases.review.queue(ANN, [CaseState.OPEN], 1)
        return [(row.id, row.quiet) for row in page.rows]


@pytest.fixture
def reported(cases: ModeratedCases) -> ReportedLinks:
    return ReportedLinks(cases)


@pytest.fixture
def mutes(reported: ReportedLinks, database: Database, vault: Vault) -> Mutes:
    return reported.mutes(database, vault)


async def mute(mutes: Mutes, case: CaseId) -> str:
    """For thirty days; the report whose sender it is."""
    (found,) = await mutes.reporters(ANN, case)
    assert await mutes.mute(ANN, case, str(found.report), "false_reports") == Muted(found.pseudonym)
    return str(found.report)


async def test_later_reports_have_a_number_and_no_card_and_stand_last(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    first = await reported.report("a.example")
    await mute(mutes, first)
    quiet = await reported.report("b.example")
    reported.clock.forward(minutes=1)
    other = await reported.report("c.example", GOOD)
    assert await reported.cards() == {first, other}
    assert await reported.queue() == [(first, False), (other, False), (quiet, True)]
    found = await reported.cases.get(quiet)
    assert found.quiet
    assert found.reports == 1


async def test_an_emergency_or_another_member_gives_it_a_card(mutes: Mutes, reported: ReportedLinks) -> None:
    await mute(mutes, await reported.report("a.example"))
    emergency = await reported.report("b.example", category=Category.THREATS)
    turned = await reported.report("c.example")
    joined = await reported.report("d.example")
    assert await reported.cards() & {emergency, turned, joined} == {emergency}
    assert await reported.report("c.example", category=Category.DOXXING) == turned
    assert await reported.report("d.example", GOOD) == joined
    assert await reported.cards() >= {emergency, turned, joined}
    assert all(not quiet for _, quiet in await reported.queue())
    await reported.report("d.example")  # what has a card keeps it
    assert (joined, False) in await reported.queue()


async def test_a_mute_holds_emergencies_once_three_within_it_were_no_violation(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    """So that nobody gets around a mute by choosing a category; a true emergency gets through until then."""
    cases = reported.cases
    before = await reported.report("before.example", category=Category.THREATS)  # not within the mute
    await cases.dismiss(ANN, before, DismissReason.NO_VIOLATION)
    await mute(mutes, await reported.report("a.example"))
    for number, reason in enumerate(
        (DismissReason.NO_VIOLATION, DismissReason.DUPLICATE, *[DismissReason.NO_VIOLATION] * 2)
    ):
        reported.clock.forward(minutes=1)
        emergency = await reported.report(f"b{number}.example", category=Category.THREATS)
        assert emergency in await reported.cards()
        await cases.dismiss(ANN, emergency, reason)

    held = await reported.report("held.example", category=Category.DOXXING)
    assert held not in await reported.cards()
    assert (held, True) in await reported.queue()
    assert (await cases.get(held)).held
    # In a case of others it counts, and makes no emergency of it; a report by anybody else is heard as always.
    joined = await reported.report("joined.example", GOOD)
    assert await reported.report("joined.example", category=Category.DOXXING) == joined
    shared = await cases.get(joined)
    assert (shared.reports, shared.category, shared.held) == (2, Category.SCAM, False)
    again = about_link(BAD, "joined.example", category=Category.DOXXING)
    assert (
        await reported.reports.file(again, reported.clock())
    ).category is Category.DOXXING  # nobody can tell
    assert await reported.report("held.example", GOOD, Category.DOXXING) == held
    assert held in await reported.cards()
    assert not (await cases.get(held)).held

    # When the mute is over, what is still open gets its card, and calls nobody so much later.
    late = await reported.report("late.example", category=Category.THREATS)
    await mutes.give_cards_where_due(reported.clock.forward(days=30))
    assert late in await reported.cards()
    assert (await cases.get(late)).held
    assert await reported.report("late.example", category=Category.THREATS) == late
    assert not (await cases.get(late)).held
    again = await reported.report("again.example", category=Category.THREATS)
    assert again in await reported.cards()


async def test_what_was_held_is_heard_once_the_reason_is_undone(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    cases = reported.cases
    await mute(mutes, await reported.report("a.example"))
    reported.clock.forward(minutes=1)
    false = [await reported.report(f"b{number}.example", category=Category.THREATS) for number in range(4)]
    for emergency in false:
        await cases.dismiss(ANN, emergency, DismissReason.NO_VIOLATION)
    joined = await reported.report("joined.example", GOOD)
    held = [
        await reported.report("held.example", category=Category.THREATS),
        await reported.report("joined.example", category=Category.DOXXING),
    ]
    claimed = await reported.report("claimed.example", GOOD, Category.DOXXING)
    quiet = await reported.report("quiet.example")
    assert held[1] == joined
    await cases.undoing.undo(BEN, false[0])  # three are left
    assert (await cases.get(held[0])).held
    await cases.post_all()
    await cases.undoing.undo(BEN, false[1])
    for case, category in zip(held, (Category.THREATS, Category.DOXXING), strict=True):
        found = await cases.get(case)
        assert (found.held, found.quiet, found.category) == (False, False, category)
    due = {row.subject for row in await cases.due() if row.kind is Kind.CASE_CARD}
    assert due >= set(held)
    assert claimed not in due
    assert (await cases.get(quiet)).quiet  # the mute goes on
    assert await reported.report("later.example", category=Category.THREATS) in await reported.cards()


async def test_nobody_makes_a_mute_hold_what_is_reported_about_themselves(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    cases = reported.cases
    await mute(mutes, await reported.report("a.example"))
    reported.clock.forward(minutes=1)
    for number in range(3):
        emergency = await reported.report(f"b{number}.example", category=Category.THREATS)
        await cases.dismiss(ANN, emergency, DismissReason.NO_VIOLATION)
    about_ann, about_other = [
        await cases.report(message, by=int(BAD), author=author, category=Category.THREATS)
        for message, author in ((300, ANN.user), (301, BEN.user))
    ]
    assert await reported.cards() & {about_ann, about_other} == {about_ann}
    assert [(await cases.get(case)).held for case in (about_ann, about_other)] == [False, True]


async def test_a_mute_that_is_prolonged_forgets_nothing(mutes: Mutes, reported: ReportedLinks) -> None:
    first = await reported.report("a.example")
    await mute(mutes, first)
    for number in range(3):
        reported.clock.forward(days=1)
        emergency = await reported.report(f"b{number}.example", category=Category.THREATS)
        await reported.cases.dismiss(ANN, emergency, DismissReason.NO_VIOLATION)
    await mute(mutes, first)
    assert await reported.report("c.example", category=Category.THREATS) not in await reported.cards()
    # One that begins anew begins with nothing.
    reported.clock.forward(days=30)
    await mute(mutes, first)
    assert await reported.report("d.example", category=Category.THREATS) in await reported.cards()


async def test_a_mute_ends_by_itself_after_its_time(mutes: Mutes, reported: ReportedLinks) -> None:
    await mute(mutes, await reported.report("a.example"))
    assert await reported.reports.purge(reported.clock.forward(days=29)) == 0
    quiet = await reported.report("b.example")
    assert await mutes.give_cards_where_due(reported.clock()) == 0
    reported.clock.forward(days=1)
    heard = await reported.report("c.example")
    assert await reported.cards() & {quiet, heard} == {heard}
    assert await reported.reports.purge(reported.clock()) == 1
    assert await mutes.give_cards_where_due(reported.clock()) == 1
    assert await reported.cards() >= {quiet, heard}
    assert await mutes.give_cards_where_due(reported.clock()) == 0


async def test_after_a_mute_what_is_closed_or_muted_by_others_stays_without_a_card(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    first, second = await reported.report("a.example"), await reported.report("b.example", GOOD)
    await mute(mutes, first)
    closed, kept = await reported.report("c.example"), await reported.report("d.example")
    reported.clock.forward(days=1)
    await mute(mutes, second)  # a day longer
    shared, theirs = await reported.report("e.example"), await reported.report("f.example", GOOD)
    assert await reported.report("e.example", GOOD) == shared
    await reported.cases.dismiss(ANN, closed)
    before = await reported.cards()
    reported.clock.forward(days=29)
    assert await mutes.give_cards_where_due(reported.clock()) == 2
    assert await reported.cards() - before == {kept, shared}
    assert await mutes.give_cards_where_due(reported.clock.forward(days=1)) == 1
    assert theirs in await reported.cards()


async def test_the_cards_of_a_flood_come_a_few_at_a_time_and_whoever_dies_between(
    mutes: Mutes, reported: ReportedLinks, second_database: Database, vault: Vault
) -> None:
    await mute(mutes, await reported.report("first.example"))
    quiet = [await reported.report(f"a{number}.example") for number in range(CARDS_AT_ONCE + 3)]
    await reported.reports.forget_reporters(
        quiet[-1]
    )  # nobody knows any more who reported: nothing is lost for that
    assert await mutes.give_cards_where_due(reported.clock()) == 1
    reported.clock.forward(days=30)
    assert await mutes.give_cards_where_due(reported.clock()) == CARDS_AT_ONCE
    assert await reported.mutes(second_database, vault).give_cards_where_due(reported.clock()) == 2
    assert await reported.cards() >= set(quiet)


async def test_its_end_gives_cards_to_what_it_kept_back_unless_another_goes_on(
    mutes: Mutes, reported: ReportedLinks
) -> None:
    first = await reported.report("a.example")
    second = await reported.report("b.example")
    one, two = await mute(mutes, first), await mute(mutes, second)
    quiet = await reported.report("c.example")
    assert await mutes.unmute(ANN, first, one)
    assert quiet not in await reported.cards()
    assert await mutes.unmute(ANN, second, two)
    assert quiet in await reported.cards()
    assert await reported.queue() == [(first, False), (second, False), (quiet, False)]


async def test_one_case_says_nothing_of_a_mute_from_another(mutes: Mutes, reported: ReportedLinks) -> None:
    first = await reported.report("a.example")
    second = await reported.report("b.example")
    report = await mute(mutes, first)
    assert [one.muted_until is not None for one in await mutes.reporters(ANN, first)] == [True]
    assert [one.muted_until is not None for one in await mutes.reporters(ANN, second)] == [False]
    # A report of another case, another server's moderator, and somebody who is forgotten are nobody.
    with pytest.raises(UserError, match="mute-gone"):
        await mutes.mute(ANN, second, report, MuteReason.FLOODING)
    with pytest.raises(UserError, match="mute-gone"):
        await mutes.unmute(caller(OTHER_SERVER), first, report)
    for case in (first, second):
        await reported.reports.forget_reporters(case)
    assert await mutes.reporters(ANN, first) == []
    with pytest.raises(UserError, match="mute-gone"):
        await mutes.mute(ANN, first, report, MuteReason.ABUSE)


async def test_the_audit_names_the_pseudonym_alone(mutes: Mutes, reported: ReportedLinks) -> None:
    case = await reported.report("a.example")
    (reporter,) = await mutes.reporters(ANN, case)
    report = await mute(mutes, case)
    await mutes.unmute(ANN, case, report)
    await reported.cases.dismiss(ANN, case, DismissReason.NO_VIOLATION)
    events = await reported.cases.history(case)
    told = [(event.action, event.who, event.after) for event in events[1:3]]
    assert told == [
        ("case-mute", ANN.user, f"{reporter.pseudonym} false_reports"),
        ("case-unmute", ANN.user, reporter.pseudonym),
    ]
