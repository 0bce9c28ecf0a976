"""What moderators do with cases, in the database: one winner, all or nothing, a line in the audit for each step."""

import asyncio
from dataclasses import replace

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ChannelId, MessageId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.reports.cases import CaseOutcome, CaseState, Refusal, Step
from core.reports.intake import NewReport, ReportedLink, ReportedMessage
from core.scanning.detections import DismissReason, Outcome
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.case_reader import Cases
from services.reports.records import Case, CaseLink, Listed, Listing, Refused, Revealed
from tests.conftest import StandingClock
from tests.db.moderators import caller
from tests.given_reports import Reports

SERVER, OTHER_SERVER = ServerId(1), ServerId(2)
AUTHOR = UserId(9)
ANN, BEN = caller(SERVER, 51, "Ann"), caller(SERVER, 52, "Ben")
MANAGER = caller(SERVER, 53, "Max", manager=True)


@pytest.fixture
def cases(database: Database, vault: Vault) -> Cases:
    return Cases(database, vault)


@pytest.fixture
async def case(database: Database, vault: Vault, clock: StandingClock) -> CaseId:
    return await reported(database, vault, clock)


async def reported(
    database: Database,
    vault: Vault,
    clock: StandingClock,
    message: int | None = 100,
    link: str = "badforum.example/x",
    category: Category = Category.HARASSMENT,
    reporter: int = 7,
) -> CaseId:
    about = None
    if message is not None:
        texts = (f"look: https://{link}",)
        about = ReportedMessage(ChannelId(10), MessageId(message), AUTHOR, "mallory", texts)
    report = NewReport(SERVER, UserId(reporter), category, "", about, (ReportedLink(link),), "look", "none")
    return (await Reports(database, vault).file(report, clock())).case


def listing(pattern: str = "badforum.example", **changes: object) -> Listing:
    made = Listing(
        pattern=parse_pattern(pattern),
        link=CaseLink(0, "badforum.example/x", ()),
        category=Category.DOXXING,
        note="their new mirror",
        share=False,
        remove=True,
    )
    return replace(made, **changes)


async def shown(cases: Cases, number: CaseId) -> Case:
    case = await cases.get(number)
    assert case is not None
    return case


async def test_claim_and_release_are_shown_by_name(cases: Cases, case: CaseId, clock: StandingClock) -> None:
    assert await cases.move(case, Step.CLAIM, ANN, clock()) is None
    held = await shown(cases, case)
    assert held.holder is not None
    assert (held.state, held.holder.name) == (CaseState.CLAIMED, "Ann")
    refused = await cases.move(case, Step.CLAIM, BEN, clock())
    assert isinstance(refused, Refused)
    assert refused.holder is not None
    assert (refused.reason, refused.holder.name) == (Refusal.HELD, "Ann")
    assert await cases.move(case, Step.RELEASE, MANAGER, clock()) is None
    assert (await shown(cases, case)).holder is None


async def test_of_many_claims_at_once_on_two_connections_one_wins(
    database: Database, second_database: Database, vault: Vault, case: CaseId, clock: StandingClock
) -> None:
    stores = [Cases(database, vault), Cases(second_database, vault)]
    people = [caller(SERVER, number, f"mod {number}") for number in range(20)]
    answers = await asyncio.gather(
        *(stores[number % 2].move(case, Step.CLAIM, who, clock()) for number, who in enumerate(people))
    )
    winners = [who for who, answer in zip(people, answers, strict=True) if answer is None]
    assert len(winners) == 1
    for answer in answers:
        assert answer is None or (answer.holder is not None and answer.holder.name == winners[0].name)


async def test_of_many_decisions_at_once_one_is_made(
    database: Database, second_database: Database, vault: Vault, case: CaseId, clock: StandingClock
) -> None:
    stores = [Cases(database, vault), Cases(second_database, vault)]

    async def decide(number: int) -> bool:
        store, who = stores[number % 2], caller(SERVER, number, "somebody", manager=True)
        if number % 3:
            return await store.dismiss(case, who, DismissReason.DUPLICATE, "", clock()) is None
        return isinstance(await store.list_pattern(case, who, listing(), clock()), Listed)

    assert sum(await asyncio.gather(*(decide(number) for number in range(12)))) == 1
    closed = await shown(cases=stores[0], number=case)
    entries = await database.read.all("SELECT * FROM own_entries")
    assert len(entries) == (closed.outcome is CaseOutcome.LISTED)


async def test_listing_is_one_commit(
    cases: Cases, case: CaseId, database: Database, clock: StandingClock
) -> None:
    done = await cases.list_pattern(case, ANN, listing(share=True), clock())
    assert done == Listed(new=True, removing=True)
    closed = await shown(cases, case)
    assert (closed.state, closed.outcome, closed.pattern) == (
        CaseState.CLOSED,
        CaseOutcome.LISTED,
        "badforum.example",
    )
    assert closed.removal is Outcome.PENDING
    entry = await database.read.one("SELECT * FROM own_entries")
    assert entry is not None
    assert (entry["pattern"], entry["category"], entry["case_id"]) == ("badforum.example", "doxxing", case)
    stance = await database.read.one("SELECT * FROM current_stances")
    assert stance is not None
    assert stance["stance"] == "confirm"
    removal = await database.read.one("SELECT * FROM detections")
    assert removal is not None
    assert (removal["message_id"], removal["outcome"], removal["pattern"], removal["settled"]) == (
        100,
        "pending",
        "badforum.example",
        "listed",
    )
    assert removal["due_at"] is not None


async def test_a_refused_listing_changes_nothing(
    cases: Cases, case: CaseId, database: Database, clock: StandingClock
) -> None:
    await cases.move(case, Step.CLAIM, ANN, clock())
    before = await database.read.all("SELECT * FROM audit")
    refused = await cases.list_pattern(case, BEN, listing(share=True), clock())
    assert isinstance(refused, Refused)
    assert await database.read.all("SELECT 1 FROM own_entries UNION SELECT 1 FROM stances") == []
    assert await database.read.all("SELECT 1 FROM detections") == []
    assert await database.read.all("SELECT * FROM audit") == before


async def test_what_stands_on_the_list_already_still_closes_the_case(
    cases: Cases, database: Database, vault: Vault, clock: StandingClock
) -> None:
    first = await reported(database, vault, clock, 100)
    second = await reported(database, vault, clock, 101)
    await cases.list_pattern(first, ANN, listing(), clock())
    assert await cases.list_pattern(second, BEN, listing(), clock()) == Listed(new=False, removing=True)
    assert (await shown(cases, second)).state is CaseState.CLOSED


async def test_a_case_of_another_server_is_unknown(cases: Cases, case: CaseId, clock: StandingClock) -> None:
    stranger = caller(OTHER_SERVER, 51, manager=True)
    with pytest.raises(UserError, match="case-unknown"):
        await cases.move(case, Step.CLAIM, stranger, clock())
    with pytest.raises(UserError, match="case-unknown"):
        await cases.reveal(case, stranger, clock())


@pytest.mark.parametrize("manager", [False, True])
async def test_the_author_decides_and_sees_nothing(
    cases: Cases, case: CaseId, manager: bool, database: Database, clock: StandingClock
) -> None:
    author = caller(SERVER, AUTHOR, "mallory", manager=manager)
    own = Refused(Refusal.OWN_MESSAGE, None)
    assert await cases.move(case, Step.CLAIM, author, clock()) == own
    assert await cases.dismiss(case, author, DismissReason.DUPLICATE, "", clock()) == own
    assert await cases.list_pattern(case, author, listing(), clock()) == own
    assert await cases.order_removal(case, author, clock()) == own
    assert await cases.reveal(case, author, clock()) == own
    assert [line["action"] for line in await database.read.all("SELECT action FROM audit")] == ["report"]


async def test_a_deletion_is_owed_once_and_leaves_the_case_open(
    cases: Cases, case: CaseId, database: Database, clock: StandingClock
) -> None:
    for _ in range(2):
        assert await cases.order_removal(case, ANN, clock()) is None
    standing = await shown(cases, case)
    assert (standing.state, standing.removal) == (CaseState.OPEN, Outcome.PENDING)
    rows = await database.read.all("SELECT * FROM detections")
    assert [(row["pattern"], row["settled"], row["case_id"]) for row in rows] == [("", "deleted", case)]


async def test_of_many_deletions_at_once_one_is_ordered(
    database: Database, second_database: Database, vault: Vault, case: CaseId, clock: StandingClock
) -> None:
    stores = [Cases(database, vault), Cases(second_database, vault)]
    people = [caller(SERVER, number, f"mod {number}") for number in range(12)]
    await asyncio.gather(
        *(stores[number % 2].order_removal(case, who, clock()) for number, who in enumerate(people))
    )
    assert len(await database.read.all("SELECT 1 FROM detections")) == 1
    assert len(await database.read.all("SELECT 1 FROM audit WHERE action = 'case-delete'")) == 1


async def test_a_message_that_is_gone_is_not_removed(
    cases: Cases, case: CaseId, database: Database, clock: StandingClock
) -> None:
    assert not await cases.message_gone(OTHER_SERVER, [MessageId(100)], clock())
    assert await cases.message_gone(SERVER, [MessageId(99), MessageId(100)], clock())
    assert not await cases.message_gone(SERVER, [MessageId(100)], clock())
    assert (await shown(cases, case)).message_gone
    assert await cases.list_pattern(case, ANN, listing(), clock()) == Listed(new=True, removing=False)
    assert await database.read.all("SELECT * FROM detections") == []


@pytest.mark.parametrize(
    ("pattern", "covered"),
    [
        ("badforum.example", [True, True, True, False]),
        ("=badforum.example", [True, True, False, False]),
        ("badforum.example/x", [True, False, False, False]),
        ("badforum.*", [True, True, True, False]),
        ("good.example", [False, False, False, True]),
    ],
)
async def test_related_are_the_open_cases_that_a_pattern_covers(
    cases: Cases,
    database: Database,
    vault: Vault,
    clock: StandingClock,
    pattern: str,
    covered: list[bool],
) -> None:
    links = [
        "badforum.example/x",
        "badforum.example/y",
        "www2.badforum.example/z",
        "good.example/badforum.example",
    ]
    numbers = [
        await reported(database, vault, clock, message, link) for message, link in enumerate(links, start=100)
    ]
    closed = await reported(database, vault, clock, 200, "badforum.example/x")
    await cases.dismiss(closed, ANN, DismissReason.DUPLICATE, "", clock())
    found = await cases.related_to(SERVER, parse_pattern(pattern), CaseId(0))
    assert [number for number, _ in found] == [
        number for number, is_covered in zip(numbers, covered, strict=True) if is_covered
    ]
    assert await cases.related_to(OTHER_SERVER, parse_pattern(pattern), CaseId(0)) == []


async def test_a_related_case_closes_with_the_pattern_and_its_message_goes(
    cases: Cases, case: CaseId, database: Database, clock: StandingClock
) -> None:
    assert await cases.relate(case, ANN, listing(), clock()) is None
    closed = await shown(cases, case)
    assert (closed.outcome, closed.pattern, closed.removal) == (
        CaseOutcome.RELATED,
        "badforum.example",
        Outcome.PENDING,
    )


async def test_to_reveal_is_audited_with_who_looked(
    cases: Cases, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    revealed = await cases.reveal(case, BEN, clock())
    assert isinstance(revealed, Revealed)
    assert revealed.evidence == "look"
    line = await database.read.one("SELECT * FROM audit WHERE action = 'case-reveal'")
    assert line is not None
    assert line["subject"] == f"case/{case}"
    assert line["actor_sealed"] is not None


async def test_the_queue_shows_emergencies_first_then_the_oldest(
    cases: Cases, database: Database, vault: Vault, clock: StandingClock
) -> None:
    made = []
    kinds = [Category.SCAM, Category.THREATS, Category.HATE, Category.DOXXING, Category.SCAM]
    for message, category in enumerate(kinds, start=100):
        clock.forward(minutes=5)
        made.append(await reported(database, vault, clock, message, category=category))
    await cases.move(made[2], Step.CLAIM, ANN, clock())
    await cases.dismiss(made[4], ANN, DismissReason.DUPLICATE, "", clock())
    active = [CaseState.OPEN, CaseState.CLAIMED]
    first = await cases.queue(SERVER, active, 1, 3)
    assert [row.id for row in first.rows] == [made[1], made[3], made[0]]
    assert (first.number, first.pages, first.total) == (1, 2, 4)
    last = await cases.queue(SERVER, active, 99, 3)
    assert (last.number, [row.id for row in last.rows]) == (2, [made[2]])
    assert last.rows[0].holder is not None
    assert last.rows[0].holder.name == "Ann"
    assert [row.id for row in (await cases.queue(SERVER, [CaseState.CLOSED], 1, 3)).rows] == [made[4]]
    empty = await cases.queue(OTHER_SERVER, active, 1, 3)
    assert (empty.rows, empty.number, empty.pages, empty.total) == ((), 1, 1, 0)
