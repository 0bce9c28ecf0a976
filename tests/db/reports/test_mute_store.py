"""A muted reporter's reports are taken as always and make no card, save emergencies; nothing says who it is."""

import asyncio
from datetime import timedelta

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, ReportId, ServerId, UserId
from core.reports.cases import CaseState
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from db.reports.history_store import HistoryRows
from db.reports.intake_store import IntakeRows
from db.reports.mute_store import MuteRows
from services.base.outbox import Kind
from services.reports.intake import NewReport, ReportedLink
from services.reports.mutes import CARDS_AT_ONCE, MuteReason
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.stores import Committing

SERVER = ServerId(1)
ANN = caller(SERVER, 51, "Ann")
BAD, GOOD = UserId(7), UserId(8)


@pytest.fixture
def mutes(database: Database, vault: Vault) -> MuteRows:
    return MuteRows(database, vault)


class Desk:
    """Reports by somebody about a link; what has a card, what stands in the queue."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database, self.vault, self.clock = database, vault, clock
        self.cases, self.outbox = Cases(database, vault), Committing(database, vault).outbox

    async def report(self, link: str, who: UserId = BAD, category: Category = Category.SCAM) -> CaseId:
        links = (ReportedLink(link),)
        report = NewReport(SERVER, who, category, "", None, links, "", link + category + str(who))
        return (await IntakeRows(self.database, self.vault).file(report, self.clock())).case

    async def cards(self) -> set[int]:
        rows = await self.database.read.all("SELECT subject_id FROM outbox WHERE kind = $1", Kind.CASE_CARD)
        return {row["subject_id"] for row in rows}

    async def queue(self) -> list[tuple[int, bool]]:
        page = await self.cases.queue(SERVER, [CaseState.OPEN], 1, 9)
        return [(row.id, row.quiet) for row in page.rows]


@pytest.fixture
def desk(database: Database, vault: Vault, clock: StandingClock) -> Desk:
    return Desk(database, vault, clock)


async def mute(mutes: MuteRows, desk: Desk, case: CaseId) -> ReportId:
    """For thirty days."""
    (found,) = await mutes.reporters(case, desk.clock())
    now = desk.clock()
    until = now + timedelta(days=30)
    assert await mutes.mute(case, found.report, ANN, MuteReason.FALSE_REPORTS, now, until) == found.pseudonym
    return found.report


async def test_later_reports_have_a_number_and_no_card_and_stand_last(mutes: MuteRows, desk: Desk) -> None:
    first = await desk.report("a.example")
    await mute(mutes, desk, first)
    quiet = await desk.report("b.example")
    desk.clock.forward(minutes=1)
    other = await desk.report("c.example", GOOD)
    assert await desk.cards() == {first, other}
    assert await desk.queue() == [(first, False), (other, False), (quiet, True)]
    found = await desk.cases.get(quiet)
    assert found is not None
    assert found.quiet
    assert found.reports == 1


async def test_an_emergency_or_another_member_gives_it_a_card(mutes: MuteRows, desk: Desk) -> None:
    await mute(mutes, desk, await desk.report("a.example"))
    emergency = await desk.report("b.example", category=Category.THREATS)
    turned = await desk.report("c.example")
    joined = await desk.report("d.example")
    assert await desk.cards() & {emergency, turned, joined} == {emergency}
    assert await desk.report("c.example", category=Category.DOXXING) == turned
    assert await desk.report("d.example", GOOD) == joined
    assert await desk.cards() >= {emergency, turned, joined}
    assert all(not quiet for _, quiet in await desk.queue())
    await desk.report("d.example")  # what has a card keeps it
    assert (joined, False) in await desk.queue()


async def test_a_mute_ends_by_itself_after_its_time(mutes: MuteRows, desk: Desk) -> None:
    await mute(mutes, desk, await desk.report("a.example"))
    assert await mutes.purge(desk.clock.forward(days=29)) == 0
    quiet = await desk.report("b.example")
    assert await mutes.speak_up(desk.clock()) == 0
    desk.clock.forward(days=1)
    heard = await desk.report("c.example")
    assert await desk.cards() & {quiet, heard} == {heard}
    assert await mutes.purge(desk.clock()) == 1
    assert await mutes.speak_up(desk.clock()) == 1
    assert await desk.cards() >= {quiet, heard}
    assert await mutes.speak_up(desk.clock()) == 0


async def test_after_a_mute_what_is_closed_or_muted_by_others_stays_without_a_card(
    mutes: MuteRows, desk: Desk
) -> None:
    first, second = await desk.report("a.example"), await desk.report("b.example", GOOD)
    await mute(mutes, desk, first)
    closed, kept = await desk.report("c.example"), await desk.report("d.example")
    desk.clock.forward(days=1)
    await mute(mutes, desk, second)  # a day longer
    shared, theirs = await desk.report("e.example"), await desk.report("f.example", GOOD)
    assert await desk.report("e.example", GOOD) == shared
    await desk.cases.dismiss(closed, ANN, DismissReason.DUPLICATE, "", desk.clock())
    before = await desk.cards()
    desk.clock.forward(days=29)
    assert await mutes.speak_up(desk.clock()) == 2
    assert await desk.cards() - before == {kept, shared}
    assert await mutes.speak_up(desk.clock.forward(days=1)) == 1
    assert theirs in await desk.cards()


async def test_the_cards_of_a_flood_come_a_few_at_a_time_and_whoever_dies_between(
    mutes: MuteRows, desk: Desk, second_database: Database, vault: Vault
) -> None:
    await mute(mutes, desk, await desk.report("first.example"))
    quiet = [await desk.report(f"a{number}.example") for number in range(CARDS_AT_ONCE + 3)]
    async with desk.database.bulk() as tx:  # nobody knows any more who reported: nothing is lost for that
        await tx.run(
            "UPDATE reports SET reporter_key = NULL, reporter_sealed = NULL WHERE case_id = $1", quiet[-1]
        )
    assert await mutes.speak_up(desk.clock()) == 1
    desk.clock.forward(days=30)
    assert await mutes.speak_up(desk.clock()) == CARDS_AT_ONCE
    assert await MuteRows(second_database, vault).speak_up(desk.clock()) == 2
    assert await desk.cards() >= set(quiet)


async def test_a_moderator_gives_a_quiet_case_its_card_once(
    mutes: MuteRows, desk: Desk, second_database: Database, vault: Vault
) -> None:
    await mute(mutes, desk, await desk.report("a.example"))
    quiet = await desk.report("b.example")
    assert [row.id for row in (await desk.cases.queue(SERVER, [CaseState.OPEN], 1, 9, quiet=True)).rows] == [
        quiet
    ]
    assert not await mutes.give_card(quiet, caller(ServerId(2)), desk.clock())
    others = MuteRows(second_database, vault)
    given = await asyncio.gather(*(rows.give_card(quiet, ANN, desk.clock()) for rows in (mutes, others)))
    assert sorted(given) == [False, True]
    assert quiet in await desk.cards()
    assert (await desk.cases.queue(SERVER, [CaseState.OPEN], 1, 9, quiet=True)).total == 0
    page = await HistoryRows(desk.database, vault).history(SERVER, quiet, Category.SCAM, 1, 9)
    assert [(event.action, event.who) for event in page.events] == [("report", None), ("case-card", ANN.user)]
    await desk.report("b.example")  # it keeps it, whoever reports again
    assert quiet in await desk.cards()
    closed = await desk.report("c.example")
    await desk.cases.dismiss(closed, ANN, DismissReason.DUPLICATE, "", desk.clock())
    assert not await mutes.give_card(closed, ANN, desk.clock())


async def test_its_end_gives_cards_to_what_it_kept_back_unless_another_goes_on(
    mutes: MuteRows, desk: Desk
) -> None:
    first = await desk.report("a.example")
    second = await desk.report("b.example")
    one, two = await mute(mutes, desk, first), await mute(mutes, desk, second)
    quiet = await desk.report("c.example")
    assert await mutes.unmute(first, one, ANN, desk.clock()) is not None
    assert quiet not in await desk.cards()
    assert await mutes.unmute(second, two, ANN, desk.clock()) is not None
    assert quiet in await desk.cards()
    assert await desk.queue() == [(first, False), (second, False), (quiet, False)]


async def test_one_case_says_nothing_of_a_mute_from_another(mutes: MuteRows, desk: Desk) -> None:
    first = await desk.report("a.example")
    second = await desk.report("b.example")
    report = await mute(mutes, desk, first)
    assert [one.muted_until is not None for one in await mutes.reporters(first, desk.clock())] == [True]
    assert [one.muted_until is not None for one in await mutes.reporters(second, desk.clock())] == [False]
    # A report of another case, another server's moderator, and somebody who is forgotten are nobody.
    now = desk.clock()
    assert await mutes.mute(second, report, ANN, MuteReason.FLOODING, now, now) is None
    assert await mutes.unmute(first, report, caller(ServerId(2)), now) is None
    async with desk.database.bulk() as tx:
        await tx.run("UPDATE reports SET reporter_key = NULL, reporter_sealed = NULL")
    assert await mutes.reporters(first, now) == []
    assert await mutes.mute(first, report, ANN, MuteReason.ABUSE, now, now) is None


async def test_the_audit_names_the_pseudonym_alone(mutes: MuteRows, desk: Desk, vault: Vault) -> None:
    case = await desk.report("a.example")
    (reporter,) = await mutes.reporters(case, desk.clock())
    report = await mute(mutes, desk, case)
    await mutes.unmute(case, report, ANN, desk.clock())
    await desk.cases.dismiss(case, ANN, DismissReason.NO_VIOLATION, "", desk.clock())
    page = await HistoryRows(desk.database, vault).history(SERVER, case, Category.SCAM, 1, 9)
    told = [(event.action, event.who, event.after) for event in page.events[1:3]]
    assert told == [
        ("case-mute", ANN.user, f"{reporter.pseudonym} false_reports"),
        ("case-unmute", ANN.user, reporter.pseudonym),
    ]
