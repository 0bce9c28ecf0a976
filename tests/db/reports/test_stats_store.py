"""What `/stats` counts, from what the other stores write."""

from datetime import date, timedelta

import pytest

from core.base.categories import Category
from core.base.ids import CaseId, ChannelId, DetectionId, MessageId, ServerId, UserId
from core.base.posts import PostKind
from core.lists.verdicts import Decision as Verdict
from core.lists.verdicts import Match
from core.reports.cases import Step
from core.reports.intake import NewReport, ReportedLink, ReportedMessage
from core.reports.stats import Activity, ClosedCase, Period, TierCount
from core.scanning.detections import DismissReason, Outcome, Person
from core.scanning.detections import undone as settled_as_undone
from core.servers.policy import Action, Tier
from db.engine.database import Database
from db.engine.vault import Vault
from db.reports.stats_store import StatsRows
from db.scanning.moderation_store import ModerationRows
from db.scanning.removal_store import DetectionRows
from db.servers.setup_store import ensure_server
from services.scanning.posts import Detected, Post
from tests.conftest import StandingClock
from tests.given_cases import ANN, BEN, ModeratedCases

SERVER, OTHER_SERVER = ServerId(1), ServerId(2)
MINUTES = timedelta(minutes=1)


class Activities:
    """The stores of one database, and what people do in it."""

    def __init__(self, database: Database, vault: Vault, clock: StandingClock) -> None:
        self.database = database
        self.vault = vault
        self.clock = clock
        self.cases = ModeratedCases(database, vault, clock)

    async def stats(self, server: ServerId = SERVER, days: int = 30) -> Activity:
        return await StatsRows(self.database.read).activity(server, Period.ending(self.clock(), days))

    async def report(self, message: int = 100, by: int = 7, server: ServerId = SERVER) -> CaseId:
        about = ReportedMessage(ChannelId(10), MessageId(message), UserId(9), "mallory", ("look",))
        link = ReportedLink("badforum.example/x")
        made = NewReport(
            server, UserId(by), Category.HARASSMENT, "", about, (link,), "look", f"{message}{by}"
        )
        return (await self.cases.reports.file(made, self.clock())).case

    async def list_from(self, case: CaseId) -> None:
        await self.cases.list_pattern(ANN, case, category=str(Category.HARASSMENT), note="")

    async def dismiss(self, case: CaseId) -> None:
        await self.cases.dismiss(ANN, case, DismissReason.NO_VIOLATION)

    async def detect(self, tier: Tier, message: int, server: ServerId = SERVER) -> DetectionId:
        async with self.database.bulk() as tx:
            await ensure_server(tx, server)
        channels, author = [ChannelId(10)], Person(UserId(9), "mallory")
        post = Post(
            PostKind.MESSAGE,
            server,
            channels,
            MessageId(message),
            [],
            "",
            author,
            None,
            author_is_member=True,
        )
        match = Match("badforum.example", tier, Category.HARASSMENT, "badforum.example/x")
        verdict = Verdict(Action.LOG, match, "preset-gentle")
        now = self.clock()
        detected = Detected(post, verdict, Outcome.LOGGED, "", f"text {message}", now, now)
        async with self.database.bulk() as tx:
            found = await DetectionRows(tx, self.vault).add(detected, "process")
        assert found is not None
        return found


@pytest.fixture
async def happened(database: Database, vault: Vault, clock: StandingClock) -> Activities:
    made = Activities(database, vault, clock)
    await made.cases.set_up()
    return made


async def test_where_nothing_happened_nothing_is_counted(happened: Activities) -> None:
    assert await happened.stats() == Activity({}, [], [], {}, 0)


async def test_reports_count_for_their_day_and_several_make_one_case(
    happened: Activities, clock: StandingClock
) -> None:
    await happened.report(by=7)
    await happened.report(by=8)
    clock.forward(days=1)
    await happened.report(message=101, by=7)
    found = await happened.stats()
    assert found.reports == {date(2026, 3, 1): 2, date(2026, 3, 2): 1}
    assert found.waiting == 2


async def test_the_first_claim_counts_though_it_is_released(
    happened: Activities, clock: StandingClock
) -> None:
    case = await happened.report()
    clock.forward(minutes=5)
    await happened.cases.review.move(ANN, case, Step.CLAIM)
    clock.forward(minutes=5)
    await happened.cases.review.move(ANN, case, Step.RELEASE)
    clock.forward(minutes=5)
    await happened.cases.review.move(BEN, case, Step.CLAIM)
    found = await happened.stats()
    assert (found.claim_waits, found.decisions, found.waiting) == ([5 * MINUTES], [], 1)


async def test_a_decision_without_a_claim_before_it_is_both(
    happened: Activities, clock: StandingClock
) -> None:
    case = await happened.report()
    clock.forward(minutes=7)
    await happened.dismiss(case)
    found = await happened.stats()
    assert found.claim_waits == [7 * MINUTES]
    assert found.decisions == [ClosedCase(7 * MINUTES, upheld=False)]
    assert found.waiting == 0


async def test_listed_and_deleted_are_upheld(happened: Activities) -> None:
    await happened.list_from(await happened.report(100))
    deleted = await happened.report(101)
    await happened.cases.removal.order(ANN, deleted)
    await happened.dismiss(deleted)
    await happened.dismiss(await happened.report(102))
    found = await happened.stats()
    assert sorted(decision.upheld for decision in found.decisions) == [False, True, True]


async def test_detections_by_tier_and_those_undone(happened: Activities) -> None:
    undone = await happened.detect(Tier.SHARED, 201)
    await happened.detect(Tier.SHARED, 202)
    await happened.detect(Tier.OWN, 203)
    async with happened.database.bulk() as tx:
        rows = ModerationRows(tx, happened.vault)
        found_again = await rows.get(undone)
        assert found_again is not None
        await rows.settle(
            undone, settled_as_undone(found_again), Person(ANN.user, ANN.name), happened.clock()
        )
    found = await happened.stats()
    assert found.detections == {Tier.SHARED: TierCount(2, 1), Tier.OWN: TierCount(1, 0)}


async def test_detections_are_counted_through_every_month_and_each_once(
    happened: Activities, clock: StandingClock
) -> None:
    """Months are counted one at a time; days at which two of them meet belong to one."""
    days = 100
    clock.forward(days=-days)
    for day in range(days + 1):
        await happened.detect(Tier.OWN, 300 + day)
        clock.forward(days=1)
    clock.forward(days=-1)
    for counted in (1, 30, 31, 60, 90, 91):
        found = await happened.stats(days=counted)
        assert found.detections == {Tier.OWN: TierCount(counted, 0)}


async def test_a_removal_that_a_moderator_ordered_is_no_detection(happened: Activities) -> None:
    await happened.list_from(await happened.report())
    assert await happened.database.read.all("SELECT 1 FROM detections") != []
    assert (await happened.stats()).detections == {}


async def test_what_is_older_than_the_period_is_left_out(happened: Activities, clock: StandingClock) -> None:
    early = await happened.report(100)
    await happened.detect(Tier.OWN, 200)
    closed = await happened.report(101)
    await happened.dismiss(closed)
    clock.forward(days=7)
    assert await happened.stats(days=7) == Activity({}, [], [], {}, 1)
    await happened.dismiss(early)
    found = await happened.stats(days=7)
    assert found.decisions == [ClosedCase(timedelta(days=7), upheld=False)]  # decided now, however old
    assert len((await happened.stats(days=30)).decisions) == 2


async def test_another_servers_are_not_counted(happened: Activities) -> None:
    await happened.report(server=OTHER_SERVER)
    await happened.detect(Tier.OWN, 300, OTHER_SERVER)
    assert await happened.stats() == Activity({}, [], [], {}, 0)
    found = await happened.stats(OTHER_SERVER)
    assert (sum(found.reports.values()), found.detections) == (1, {Tier.OWN: TierCount(1, 0)})


@pytest.mark.sqlite
@pytest.mark.parametrize("table", ["reports", "cases", "detections"])
async def test_each_figure_is_found_by_an_index(happened: Activities, table: str) -> None:
    asked: list[str] = []
    await happened.database._reader.set_trace_callback(asked.append)
    await happened.stats()
    await happened.database._reader.set_trace_callback(None)
    plans = [
        plan["detail"]
        for sql in asked
        if f"FROM {table} " in sql
        for plan in await happened.database.read.all(f"EXPLAIN QUERY PLAN {sql}")
    ]
    assert plans
    assert not [plan for plan in plans if plan.startswith("SCAN")]
