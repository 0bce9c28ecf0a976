"""What was done with a case is taken back: just that, at once, by one, with a line in the audit."""

import asyncio
import functools
from datetime import timedelta

import pytest
from db.reports.undo_store import UndoRows

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, ServerId, UserId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import StanceKind
from core.reports.cases import CaseOutcome, CaseState, Refusal, Step
from core.scanning.detections import DismissReason, Outcome, Returned
from db.engine.database import Database, Row
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from db.lists.own_rows import add_own
from db.lists.stance_rows import add_stance
from db.reports.case_reader import Cases
from db.reports.history_store import HistoryRows
from db.scanning.stores import ScanningStores
from services.base.outbox import Kind, Told
from services.reports.records import Listed, Refused
from services.reports.reminders import Reminders
from services.reports.undo import Undone
from services.scanning.undo_notices import AuthorReturns
from tests.conftest import SECRET, StandingClock
from tests.db.moderators import caller
from tests.db.reports.test_case_store import ANN, AUTHOR, BEN, SERVER, listing, reported, shown
from tests.given_reports import storage_of_reports
from tests.stores import Committing

PATTERN = parse_pattern("badforum.example")


@pytest.fixture
def cases(database: Database, vault: Vault) -> Cases:
    return Cases(database, vault)


@pytest.fixture
def rows(database: Database, vault: Vault) -> UndoRows:
    return UndoRows(database, vault)


@pytest.fixture
async def case(database: Database, vault: Vault, clock: StandingClock) -> CaseId:
    return await reported(database, vault, clock)


async def undone(rows: UndoRows, case: CaseId, clock: StandingClock) -> Undone:
    done = await rows.undo(case, BEN, clock.forward(minutes=1))
    assert isinstance(done, Undone)
    return done


async def standing_word(database: Database) -> tuple[str, str] | None:
    row = await database.read.one("SELECT stance, reason FROM current_stances WHERE server_id = 1")
    return None if row is None else (row["stance"], row["reason"])


async def on_the_list(database: Database) -> list[str]:
    found = await database.read.all("SELECT pattern FROM own_entries WHERE removed_at IS NULL")
    return [row["pattern"] for row in found]


async def removal_of(database: Database) -> Row:
    row = await database.read.one("SELECT * FROM detections")
    assert row is not None
    return row


async def due(database: Database, clock: StandingClock) -> set[str]:
    return {row.kind for row in await Committing(database, Vault(SECRET)).outbox.take("p", clock(), 50)}


async def remove(database: Database, outcome: Outcome = Outcome.REMOVED) -> None:
    """The removals' worker did its work."""
    async with database.bulk() as tx:
        await tx.run("UPDATE detections SET outcome = $1, due_at = NULL, taken_by = NULL", str(outcome))


async def test_a_listing_is_taken_back_with_all_it_brought(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await cases.list_pattern(case, ANN, listing(share=True), clock())
    revision = await database.read.one("SELECT max(revision) AS n FROM list_changes")
    done = await undone(rows, case, clock)
    assert done.unlisted is not None
    assert (done.unlisted.entry, done.unlisted.share, done.goes_on) == (True, True, None)
    assert await on_the_list(database) == []
    assert await standing_word(database) is None
    assert revision is not None
    assert await database.read.one("SELECT 1 FROM list_changes WHERE revision > $1", revision["n"])
    found = await shown(cases, case)
    assert (found.state, found.holder, found.outcome, found.note) == (CaseState.OPEN, None, None, "")
    assert found.reopened
    assert found.message_stands  # nobody had begun to remove it
    removal = await removal_of(database)
    assert (removal["due_at"], removal["settled"]) == (None, "undone")
    assert not done.text_goes_back
    page = await HistoryRows(database, vault).history(SERVER, case, Category.HARASSMENT, 1, 10)
    last = page.events[-1]
    assert (last.action, last.who, last.before, last.after) == (
        "case-undo",
        BEN.user,
        "badforum.example",
        "open",
    )


async def test_what_discord_deleted_stays_gone_and_its_text_goes_back(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await cases.list_pattern(case, ANN, listing(), clock())
    await remove(database)
    async with database.bulk() as tx:
        await tx.run("UPDATE detections SET author_is_member = 1")
        await tx.run("UPDATE outbox SET state = 'done'")
    assert (await undone(rows, case, clock)).text_goes_back
    assert await due(database, clock) == {Kind.CASE_CARD, Kind.DETECTION_CARD, Kind.UNDO_NOTICE}
    found = await shown(cases, case)
    assert (found.message_stands, found.removal, found.text_returned) == (False, None, Returned.NO)
    removal = await removal_of(database)
    storage = DatabaseStorage(database, functools.partial(ScanningStores, vault=vault))
    returns = AuthorReturns(storage=storage, clock=clock)
    taken_back = await returns.get(removal["id"])
    assert taken_back is not None
    await returns.note_returned(taken_back, Returned.CLOSED)
    assert (await shown(cases, case)).text_returned is Returned.CLOSED
    assert Kind.CASE_CARD in await due(database, clock)
    # Decided again, the message is not said to be removed once more.
    assert await cases.list_pattern(case, ANN, listing(), clock()) == Listed(new=True, removing=False)


async def test_a_removal_that_was_taken_back_in_time_can_be_ordered_again(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, clock: StandingClock
) -> None:
    await cases.list_pattern(case, ANN, listing(), clock())
    await remove(database, Outcome.FORBIDDEN)
    await undone(rows, case, clock)
    assert await cases.order_removal(case, BEN, clock()) is None
    removal = await removal_of(database)
    assert (removal["outcome"], removal["settled"], removal["pattern"]) == ("pending", "deleted", "")
    assert removal["due_at"] is not None
    assert (await shown(cases, case)).removal is Outcome.PENDING


async def test_an_entry_that_stood_before_or_was_made_anew_stays(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    async with database.bulk() as tx:
        await add_own(tx, vault, SERVER, PATTERN, Category.SCAM, "", UserId(1), None, clock())
    assert await cases.list_pattern(case, ANN, listing(), clock()) == Listed(new=False, removing=True)
    done = await undone(rows, case, clock)
    assert done.unlisted is not None
    assert not done.unlisted.entry
    assert await on_the_list(database) == ["badforum.example"]


@pytest.mark.parametrize(
    ("before", "later", "left"),
    [
        (None, None, None),
        (StanceKind.CONFIRM, None, ("confirm", "")),
        (StanceKind.DISPUTE, None, ("dispute", "news")),
        (None, StanceKind.DISPUTE, ("dispute", "news")),
        (None, StanceKind.CONFIRM, ("confirm", "news")),
    ],
)
async def test_of_a_server_s_words_only_that_of_the_listing_is_taken_back(
    cases: Cases,
    rows: UndoRows,
    case: CaseId,
    database: Database,
    vault: Vault,
    clock: StandingClock,
    before: StanceKind | None,
    later: StanceKind | None,
    left: tuple[str, str] | None,
) -> None:
    async def say(kind: StanceKind | None) -> None:
        if kind is not None:
            async with database.bulk() as tx:
                words = (PATTERN, Category.SCAM, "", kind, "news", UserId(1))
                await add_stance(tx, vault, SERVER, *words, clock.forward(minutes=1))

    await say(before)
    await cases.list_pattern(case, ANN, listing(share=True), clock())
    await say(later)
    done = await undone(rows, case, clock)
    assert done.unlisted is not None
    assert done.unlisted.share == (later is None and before is not StanceKind.CONFIRM)
    assert await standing_word(database) == left


async def test_a_dismissal_is_taken_back_and_another_decision_tells_no_reporter_twice(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    outbox = Committing(database, Vault(SECRET)).outbox

    async def notices() -> int:
        taken = [row for row in await outbox.take("p", clock(), 50) if row.kind == Kind.OUTCOME_NOTICE]
        for row in taken:
            await outbox.settle(row, Told(), clock(), clock())
        return len(taken)

    await cases.dismiss(case, ANN, DismissReason.NO_VIOLATION, "a joke", clock())
    assert await notices() == 1
    assert (await undone(rows, case, clock)).unlisted is None
    found = await shown(cases, case)
    assert (found.state, found.reason, found.note) == (CaseState.OPEN, None, "")
    await cases.list_pattern(case, BEN, listing(), clock())
    assert await notices() == 0
    page = await HistoryRows(database, vault).history(SERVER, case, Category.HARASSMENT, 1, 10)
    assert [(event.action, event.before, event.after) for event in page.events][1:3] == [
        ("case-dismiss", "open", "no_violation"),
        ("case-undo", "no_violation", "open"),
    ]


async def test_a_notice_that_was_not_sent_before_the_undo_is_sent_after_the_next_decision(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, clock: StandingClock
) -> None:
    await cases.dismiss(case, ANN, DismissReason.NO_VIOLATION, "", clock())
    await undone(rows, case, clock)
    await cases.list_pattern(case, BEN, listing(), clock())
    assert Kind.OUTCOME_NOTICE in await due(database, clock)


async def test_what_was_closed_along_with_it_opens_again_save_ones_own(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    others = [await reported(database, vault, clock, message) for message in (101, 102, 103)]
    await cases.list_pattern(case, ANN, listing(), clock())
    for other in others[:2]:
        await cases.relate(other, ANN, listing(), clock(), along_with=case)
    await cases.relate(others[2], ANN, listing(), clock())  # by a command: not along with this case
    async with database.bulk() as tx:
        key = vault.member_key(SERVER, BEN.user)
        await tx.run("UPDATE cases SET author_key = $2 WHERE id = $1", others[1], key)
    done = await undone(rows, case, clock)
    assert (done.reopened, done.left) == ((others[0],), (others[1],))
    states = [(await shown(cases, other)).state for other in others]
    assert states == [CaseState.OPEN, CaseState.CLOSED, CaseState.CLOSED]
    # One of them alone: the list stays as it is.
    await cases.list_pattern(case, ANN, listing(), clock())
    alone = await rows.undo(others[2], ANN, clock())
    assert isinstance(alone, Undone)
    assert (alone.unlisted, alone.reopened) == (None, ())
    assert await on_the_list(database) == ["badforum.example"]


async def test_where_a_later_report_opened_a_case_there_are_not_two(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, vault: Vault, clock: StandingClock
) -> None:
    await cases.list_pattern(case, ANN, listing(), clock())
    later = await reported(database, vault, clock)
    done = await undone(rows, case, clock)
    assert done.goes_on == later
    assert await on_the_list(database) == []
    found = await shown(cases, case)
    assert (found.state, found.outcome, found.reason) == (
        CaseState.CLOSED,
        CaseOutcome.DISMISSED,
        DismissReason.DUPLICATE,
    )
    with pytest.raises(UserError, match="case-goes-on"):
        await rows.undo(case, BEN, clock())
    alone = await reported(database, vault, clock, None)
    await cases.dismiss(alone, ANN, DismissReason.DUPLICATE, "", clock())
    await reported(database, vault, clock, None)
    with pytest.raises(UserError, match="case-goes-on"):
        await rows.undo(alone, BEN, clock())


async def test_a_message_that_somebody_else_deleted_is_gone_and_no_removal_counts(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, clock: StandingClock
) -> None:
    await cases.list_pattern(case, ANN, listing(), clock())
    await remove(database, Outcome.GONE)
    with pytest.raises(UserError, match="case-nothing-removed"):
        await rows.undelete(case, BEN, clock())
    assert not (await undone(rows, case, clock)).text_goes_back
    found = await shown(cases, case)
    assert (found.removal, found.message_gone, found.text_returned) == (None, True, None)


@pytest.mark.parametrize("message", [100, None])
async def test_a_report_of_the_same_goes_to_the_case_that_was_opened_again(
    cases: Cases,
    rows: UndoRows,
    database: Database,
    vault: Vault,
    clock: StandingClock,
    message: int | None,
) -> None:
    first = await reported(database, vault, clock, message)
    await cases.dismiss(first, ANN, DismissReason.DUPLICATE, "", clock())
    second = await reported(database, vault, clock, message)
    await cases.dismiss(second, ANN, DismissReason.DUPLICATE, "", clock())
    await undone(rows, first, clock)
    assert await reported(database, vault, clock, message, reporter=8) == first
    assert (await shown(cases, first)).reports == 2


async def test_a_deletion_alone_is_taken_back_and_the_case_stays(
    cases: Cases, rows: UndoRows, case: CaseId, database: Database, clock: StandingClock
) -> None:
    with pytest.raises(UserError, match="case-nothing-removed"):
        await rows.undelete(case, BEN, clock())
    await cases.order_removal(case, ANN, clock())
    await cases.list_pattern(case, ANN, listing(), clock())
    await remove(database)
    await undone(rows, case, clock)  # the deletion was not the listing's
    assert (await shown(cases, case)).removal is Outcome.REMOVED
    async with database.bulk() as tx:  # its seven days are over
        await tx.run("UPDATE detections SET text_sealed = NULL")
    assert await rows.undelete(case, BEN, clock()) is False
    assert (await shown(cases, case)).text_returned is Returned.LOST
    with pytest.raises(UserError, match="case-nothing-removed"):
        await rows.undelete(case, BEN, clock())


async def test_who_may_not_undo_and_when_it_is_too_late(
    cases: Cases, rows: UndoRows, case: CaseId, clock: StandingClock
) -> None:
    open_still = await rows.undo(case, ANN, clock())
    assert isinstance(open_still, Refused)
    assert open_still.reason is Refusal.NOT_CLOSED
    await cases.dismiss(case, ANN, DismissReason.DUPLICATE, "", clock())
    author = caller(SERVER, AUTHOR, "mallory", manager=True)
    for refused in (await rows.undo(case, author, clock()), await rows.undelete(case, author, clock())):
        assert isinstance(refused, Refused)
        assert refused.reason is Refusal.OWN_MESSAGE
    with pytest.raises(UserError, match="case-unknown"):
        await rows.undo(case, caller(ServerId(2), 51, manager=True), clock())
    clock.now += timedelta(days=90)
    late = await rows.undo(case, ANN, clock())
    assert isinstance(late, Refused)
    assert late.reason is Refusal.LATE


async def test_an_emergency_that_was_opened_again_waits_ten_minutes_for_a_reminder(
    cases: Cases, rows: UndoRows, database: Database, vault: Vault, clock: StandingClock
) -> None:
    case = await reported(database, vault, clock, category=Category.THREATS)
    async with database.bulk() as tx:
        await tx.run("UPDATE cases SET pinged_at = opened_at")
        await tx.run("UPDATE servers SET alert_role_id = 5")
    await cases.dismiss(case, ANN, DismissReason.DUPLICATE, "", clock())
    clock.forward(hours=1)
    await undone(rows, case, clock)
    reminders = Reminders(storage=storage_of_reports(database, Vault(SECRET)))
    assert await reminders.remind(clock.forward(minutes=9)) == 0
    assert await reminders.remind(clock.forward(minutes=1)) == 1


@pytest.mark.parametrize("how", ["listed", "dismissed", "deleted"])
async def test_of_many_undos_at_once_in_two_processes_one_is_made(
    database: Database,
    second_database: Database,
    vault: Vault,
    case: CaseId,
    clock: StandingClock,
    how: str,
) -> None:
    cases = Cases(database, vault)
    if how == "listed":
        await cases.list_pattern(case, ANN, listing(share=True), clock())
    elif how == "dismissed":
        await cases.dismiss(case, ANN, DismissReason.DUPLICATE, "", clock())
    else:
        await cases.order_removal(case, ANN, clock())
    stores = [UndoRows(database, vault), UndoRows(second_database, vault)]

    async def undo(number: int) -> bool:
        store, who = stores[number % 2], caller(SERVER, 100 + number, "somebody", manager=True)
        if how != "deleted":
            return isinstance(await store.undo(case, who, clock()), Undone)
        try:
            return not isinstance(await store.undelete(case, who, clock()), Refused)
        except UserError:
            return False

    assert sum(await asyncio.gather(*(undo(number) for number in range(12)))) == 1
    lines = await database.read.all("SELECT action FROM audit WHERE action LIKE 'case-und%'")
    assert len(lines) == 1


async def test_undo_against_every_other_click_leaves_one_story(
    database: Database, second_database: Database, vault: Vault, case: CaseId, clock: StandingClock
) -> None:
    """Whatever order they come in: each step that was made follows from the one before it, and nothing is half done."""
    stores = [UndoRows(database, vault), UndoRows(second_database, vault)]

    async def act(number: int) -> None:
        store, who = stores[number % 2], caller(SERVER, 100 + number, "somebody", manager=True)
        steps = [
            lambda: store.move(case, Step.CLAIM, who, clock()),
            lambda: store.list_pattern(case, who, listing(share=True), clock()),
            lambda: store.undo(case, who, clock()),
            lambda: store.dismiss(case, who, DismissReason.DUPLICATE, "", clock()),
            lambda: store.order_removal(case, who, clock()),
        ]
        await steps[number % len(steps)]()

    await asyncio.gather(*(act(number) for number in range(40)))
    found = await shown(Cases(database, vault), case)
    listed = found.outcome is CaseOutcome.LISTED
    assert await on_the_list(database) == (["badforum.example"] if listed else [])
    assert (await standing_word(database) is not None) == listed
    state = "open"
    for line in await database.read.all(
        "SELECT action, before, after FROM audit WHERE action IN "
        "('case-claim', 'case-list', 'case-undo', 'case-dismiss', 'case-delete') ORDER BY id"
    ):
        if line["action"] == "case-undo":
            assert state == "closed"
            state = "open"
        else:
            assert line["before"] == state
            state = {"case-claim": "claimed", "case-delete": state}.get(line["action"], "closed")
    assert state == found.state
