"""What must not go with what is over: totals, cards that can be clicked, what is still open, what waits for a server."""

from datetime import timedelta

import pytest

from core.base.ids import ChannelId, MessageId, UserId
from core.base.retention import KeptFor
from core.reports.cases import CaseState
from core.scanning.detections import DismissReason, Person, Settled
from db.engine.database import Database
from db.engine.vault import Vault
from services.base.outbox import Kind, Posted, Told
from tests.conftest import StandingClock
from tests.given_cases import ANN, ModeratedCases
from tests.given_retention import forget
from tests.kept import audit, messages
from tests.people import moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LISTED, SERVER

YEARS = timedelta(days=2000)


@pytest.fixture
async def scanning(database: Database, vault: Vault, clock: StandingClock) -> ScanningProcess:
    return await ScanningProcess(database, vault, clock).begin()


@pytest.fixture
async def cases(database: Database, vault: Vault, clock: StandingClock) -> ModeratedCases:
    made = ModeratedCases(database, vault, clock)
    await made.set_up()
    return made


async def posted(scanning: ScanningProcess | ModeratedCases, outcome: object = None) -> None:
    """Everything that is due is posted, one message after the other; `outcome`: becomes of each."""
    clock = scanning.clock
    async with scanning.storage.bulk() as tx:
        for number, row in enumerate(await tx.outbox.take("a", clock(), 1000)):
            done = outcome or Posted(ChannelId(3), MessageId(1000 + number))
            await tx.outbox.settle(row, done, clock(), clock())


async def test_hits_are_counted_when_their_rows_are_gone(
    scanning: ScanningProcess, clock: StandingClock
) -> None:
    sightings = scanning.storage.read.sightings
    for message in range(1, 4):
        await scanning.see(message=message)
    first = clock()
    clock.forward(days=1)
    await scanning.see(message=4)
    await scanning.work_off()
    before = await sightings.hits(SERVER, LISTED)
    assert before.count == 4
    await forget(scanning.database, first + KeptFor().rows)
    assert len(await scanning.database.read.all("SELECT * FROM detections")) == 1
    assert await sightings.hits(SERVER, LISTED) == before
    (counted,) = await scanning.database.read.all("SELECT * FROM detection_days")
    assert (counted["found"], counted["undone"], counted["ordered"]) == (3, 0, 0)
    await scanning.live()
    await scanning.see(message=5)  # its number is a new one
    await forget(scanning.database, clock() + YEARS)
    assert (await sightings.hits(SERVER, LISTED)).count == 5


async def test_reports_and_cases_are_counted_when_their_rows_are_gone(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    for message, reason in ((1, DismissReason.DUPLICATE), (2, DismissReason.NO_VIOLATION)):
        await cases.dismiss(ANN, await cases.report(message), reason)
    listed = await cases.report(3)
    await cases.report(3, by=8)
    clock.forward(days=1)
    await cases.list_pattern(ANN, listed)
    await forget(cases.database, clock() + YEARS)
    assert await cases.database.read.all("SELECT 1 FROM cases") == []
    rows = await cases.database.read.all("SELECT reports, closed, upheld FROM case_days ORDER BY day")
    assert [tuple(row) for row in rows] == [(4, 2, 0), (0, 1, 1)]


async def test_a_case_that_nobody_closed_stays_and_names_no_reporter_after_400_days(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    case = await cases.report()
    before = await cases.review.reveal(ANN, case)
    await forget(cases.database, clock.forward(days=399))
    assert await cases.review.reveal(ANN, case) == before
    await forget(cases.database, clock.forward(days=1))
    found = await cases.get(case)
    assert (found.state, found.reports) == (CaseState.OPEN, 1)
    assert (await cases.review.reveal(ANN, case)).evidence is None
    (row,) = await cases.reports.rows("reports")
    assert row["reporter_sealed"] is row["reporter_key"] is row["details_sealed"] is None


async def test_what_follows_a_case_that_is_gone_goes_on_without_it(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    first = await cases.report()
    await cases.dismiss(ANN, first)
    clock.forward(days=300)
    second = await cases.report(by=8)
    assert (await cases.get(second)).follows == first
    await forget(cases.database, clock.forward(days=100))
    assert (await cases.get(second)).follows is None
    with pytest.raises(AssertionError):
        await cases.get(first)


async def test_a_card_is_rendered_again_without_the_names_and_can_be_clicked_as_long_as_its_case_is_kept(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    case = await cases.report()
    await cases.dismiss(ANN, case)
    await posted(cases)
    await forget(cases.database, clock.forward(days=90))
    (card,) = await messages(cases.database, Kind.CASE_CARD)
    assert card.state == "due"
    await posted(cases)
    await forget(cases.database, clock.forward(days=309))
    (card,) = await messages(cases.database, Kind.CASE_CARD)
    assert card.place is not None
    await forget(cases.database, clock.forward(days=1))
    assert await messages(cases.database, Kind.CASE_CARD) == []


async def test_a_detections_card_is_rendered_again_without_the_names(
    scanning: ScanningProcess, clock: StandingClock
) -> None:
    found = await scanning.see()
    assert found is not None
    await scanning.work_off()
    await posted(scanning)
    await forget(scanning.database, clock.forward(days=90))
    assert (await scanning.detection(found)).author is None
    (card,) = await messages(scanning.database, Kind.DETECTION_CARD)
    assert card.state == "due"


async def test_a_card_that_counts_removals_is_rendered_again_until_it_names_nobody(
    scanning: ScanningProcess, clock: StandingClock
) -> None:
    await scanning.see(message=1)
    await scanning.work_off()
    clock.forward(minutes=5)
    await scanning.see(message=2)
    await scanning.work_off()
    clock.forward(minutes=1)
    await posted(scanning)  # with its first removal, then with both
    for later in (KeptFor().names - timedelta(minutes=6), timedelta(minutes=5)):
        await posted(scanning)
        (card,) = await messages(scanning.database, Kind.DETECTION_CARD)
        assert card.state == "done"
        await forget(scanning.database, clock.forward(seconds=later.total_seconds()))
        (card,) = await messages(scanning.database, Kind.DETECTION_CARD)
        assert card.state == "due"


async def test_cards_are_rendered_again_a_few_at_a_time(
    scanning: ScanningProcess, clock: StandingClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.base.retention._MESSAGES_A_RUN", 2)
    for portion in ("FIRST_PORTION", "_LEAST", "_MOST"):
        monkeypatch.setattr(f"services.base.retention.{portion}", 1)
    for number in range(1, 6):  # none shares a card with another: of a place there are three in ten minutes
        author = Person(UserId(700 + number), f"author {number}")
        await scanning.see(message=number, author=author, channels=(50 + number,))
        clock.forward(minutes=4)
    await scanning.work_off()
    await posted(scanning)
    assert [card.state for card in await messages(scanning.database, Kind.DETECTION_CARD)] == ["done"] * 5
    clock.forward(days=90)
    due = []
    for _ in range(4):
        await forget(scanning.database, clock())
        cards = await messages(scanning.database, Kind.DETECTION_CARD)
        due.append(sum(card.state == "due" for card in cards))
    assert due == [2, 4, 5, 5]


async def test_whoever_heard_of_an_end_is_remembered_while_they_could_hear_of_another(
    cases: ModeratedCases, clock: StandingClock
) -> None:
    case = await cases.report()
    await cases.dismiss(ANN, case)
    await posted(cases, Told())
    clock.forward(days=29)
    await cases.undoing.undo(ANN, case)
    await forget(cases.database, clock.forward(days=100))
    assert len(await messages(cases.database, Kind.OUTCOME_NOTICE)) == 1
    await cases.dismiss(ANN, case)
    await forget(cases.database, clock.forward(days=30))
    assert await messages(cases.database, Kind.OUTCOME_NOTICE) == []


@pytest.mark.sqlite
async def test_the_note_of_a_dismissal_is_sealed_and_goes_with_the_name(
    scanning: ScanningProcess, clock: StandingClock
) -> None:
    found = await scanning.see()
    assert found is not None
    await scanning.work_off()
    async with scanning.database.bulk() as tx:
        await tx.run("UPDATE detections SET outcome = 'review', due_at = NULL, taken_by = NULL")
    await scanning.moderation.dismiss(
        moderator(SERVER), found, DismissReason.NEWS_OR_COUNTER_SPEECH, "she asked me to"
    )
    line = (await audit(scanning.database, scanning.vault))[-1]
    assert line.after == "dismissed news_or_counter_speech"
    assert (await scanning.detection(found)).note == "she asked me to"
    assert b"she asked" not in scanning.database.path.read_bytes()
    await forget(scanning.database, clock.forward(days=90))
    left = await scanning.detection(found)
    assert (left.note, left.settled_by, left.settled) == ("", None, Settled.DISMISSED)
