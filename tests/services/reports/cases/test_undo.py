"""What was done with a case is taken back: just that, with a line in the audit."""

import pytest

from core.base.categories import Category
from core.base.errors import UserError
from core.base.ids import CaseId, RoleId, UserId
from core.lists.patterns import parse_pattern
from core.lists.shared_standing import StanceKind
from core.lists.stances import EntryWords
from core.reports.cases import CaseOutcome, CaseState
from core.scanning.detections import DismissReason
from services.base.outbox import Kind
from services.lists.shared_list.stances import take_stance
from services.reports.alerts.pings import Pings
from services.reports.alerts.reminders import Reminders
from services.reports.cases.undo import Undone
from tests.db.moderators import caller
from tests.given_cases import ANN, AUTHOR, BEN, STRANGER, ModeratedCases
from tests.given_reports import SERVER
from tests.lists import list_entry
from tests.stores import set_up

PATTERN = parse_pattern("badforum.example")


async def undone(cases: ModeratedCases, case: CaseId) -> Undone:
    """By another moderator, a minute later."""
    cases.clock.forward(minutes=1)
    return await cases.undoing.undo(BEN, case)


async def test_a_listing_is_taken_back_with_all_it_brought(cases: ModeratedCases, case: CaseId) -> None:
    await cases.list_pattern(ANN, case, share="yes")
    revision = await cases.storage.read.list_changes.revision()
    done = await undone(cases, case)
    assert done.unlisted is not None
    assert (done.unlisted.entry, done.unlisted.share, done.goes_on) == (True, True, None)
    assert await cases.listed() == []
    assert await cases.word() is None
    assert await cases.storage.read.list_changes.revision() > revision
    found = await cases.get(case)
    assert (found.state, found.holder, found.outcome, found.note) == (CaseState.OPEN, None, None, "")
    assert found.reopened
    assert found.message_stands  # nobody had begun to remove it
    (removal,) = await cases.reports.rows("detections")
    assert (removal["due_at"], removal["settled"]) == (None, "undone")
    assert not done.text_goes_back
    last = (await cases.history(case))[-1]
    assert (last.action, last.who, last.before, last.after) == (
        "case-undo",
        BEN.user,
        "badforum.example",
        "open",
    )


async def test_an_entry_that_stood_before_stays(cases: ModeratedCases, case: CaseId) -> None:
    await list_entry(cases.storage, SERVER, "badforum.example", Category.SCAM, now=cases.clock())
    listed = await cases.list_pattern(ANN, case)
    assert (listed.new, listed.removing) == (False, True)
    done = await undone(cases, case)
    assert done.unlisted is not None
    assert not done.unlisted.entry
    assert await cases.listed() == ["badforum.example"]


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
    cases: ModeratedCases,
    case: CaseId,
    before: StanceKind | None,
    later: StanceKind | None,
    left: tuple[str, str] | None,
) -> None:
    async def say(kind: StanceKind | None) -> None:
        if kind is not None:
            words, now = EntryWords(Category.SCAM, ""), cases.clock.forward(minutes=1)
            async with cases.storage.bulk() as tx:
                await take_stance(tx, SERVER, PATTERN, kind, words, "news", UserId(1), now)

    await say(before)
    await cases.list_pattern(ANN, case, share="yes")
    await say(later)
    done = await undone(cases, case)
    assert done.unlisted is not None
    assert done.unlisted.share == (later is None and before is not StanceKind.CONFIRM)
    assert await cases.word() == left


async def test_a_dismissal_is_taken_back_and_another_decision_tells_no_reporter_twice(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.dismiss(ANN, case, DismissReason.NO_VIOLATION, "a joke")
    assert (await cases.post_all()).count(Kind.OUTCOME_NOTICE) == 1
    assert (await undone(cases, case)).unlisted is None
    found = await cases.get(case)
    assert (found.state, found.reason, found.note) == (CaseState.OPEN, None, "")
    await cases.list_pattern(BEN, case)
    assert Kind.OUTCOME_NOTICE not in await cases.post_all()
    events = await cases.history(case)
    assert [(event.action, event.before, event.after) for event in events][1:3] == [
        ("case-dismiss", "open", "no_violation"),
        ("case-undo", "no_violation", "open"),
    ]


async def test_a_notice_that_was_not_sent_before_the_undo_is_sent_after_the_next_decision(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.dismiss(ANN, case, DismissReason.NO_VIOLATION)
    await undone(cases, case)
    await cases.list_pattern(BEN, case)
    assert Kind.OUTCOME_NOTICE in await cases.kinds_due()


async def test_what_was_closed_along_with_it_opens_again_save_ones_own(
    cases: ModeratedCases, case: CaseId
) -> None:
    others = [await cases.report(101), await cases.report(102, author=BEN.user)]
    await cases.list_pattern(ANN, case)
    assert (await cases.listings.close_related(ANN, case)).closed == tuple(others)
    others.append(await cases.report(103))
    assert (await cases.close_covered(ANN)).closed == (others[2],)  # by a command: not along with this case
    done = await undone(cases, case)
    assert (done.reopened, done.left) == ((others[0],), (others[1],))
    states = [(await cases.get(other)).state for other in others]
    assert states == [CaseState.OPEN, CaseState.CLOSED, CaseState.CLOSED]
    # One of them alone: the list stays as it is.
    await cases.list_pattern(ANN, case)
    alone = await cases.undoing.undo(ANN, others[2])
    assert (alone.unlisted, alone.reopened) == (None, ())
    assert await cases.listed() == ["badforum.example"]


async def test_a_quiet_case_about_ones_own_message_is_not_among_what_is_left(
    cases: ModeratedCases, case: CaseId
) -> None:
    own = await cases.report(102, author=BEN.user)
    await cases.reports.keep_quiet(own)
    await cases.list_pattern(ANN, case)
    assert (await cases.listings.close_related(ANN, case)).closed == (own,)
    assert (await undone(cases, case)).left == ()
    assert (await cases.get(own)).state is CaseState.CLOSED


async def test_where_a_later_report_opened_a_case_there_are_not_two(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.list_pattern(ANN, case)
    later = await cases.report()
    done = await undone(cases, case)
    assert done.goes_on == later
    assert await cases.listed() == []
    found = await cases.get(case)
    assert (found.state, found.outcome, found.reason) == (
        CaseState.CLOSED,
        CaseOutcome.DISMISSED,
        DismissReason.DUPLICATE,
    )
    assert found.holder is not None
    assert found.holder.name == "Ben"
    last = (await cases.history(case))[-1]
    assert (last.action, last.before, last.after) == ("case-undo", "badforum.example", "duplicate")
    with pytest.raises(UserError, match="case-goes-on") as refused:
        await cases.undoing.undo(BEN, case)
    assert refused.value.values == {"case": str(case), "other": str(later)}
    alone = await cases.report(None)
    await cases.dismiss(ANN, alone)
    await cases.report(None)
    with pytest.raises(UserError, match="case-goes-on"):
        await cases.undoing.undo(BEN, alone)


@pytest.mark.parametrize("message", [100, None])
async def test_a_report_of_the_same_goes_to_the_case_that_was_opened_again(
    cases: ModeratedCases, message: int | None
) -> None:
    first = await cases.report(message)
    await cases.dismiss(ANN, first)
    second = await cases.report(message)
    await cases.dismiss(ANN, second)
    await undone(cases, first)
    assert await cases.report(message, by=8) == first
    assert (await cases.get(first)).reports == 2


async def test_who_may_not_undo_and_when_it_is_too_late(cases: ModeratedCases, case: CaseId) -> None:
    with pytest.raises(UserError, match=r"^case-not-closed$"):
        await cases.undoing.undo(ANN, case)
    await cases.dismiss(ANN, case)
    author = caller(SERVER, AUTHOR, "mallory", manager=True)
    for use in (cases.undoing.undo(author, case), cases.undoing.undelete(author, case)):
        with pytest.raises(UserError, match=r"^case-own-message$"):
            await use
    with pytest.raises(UserError, match="case-unknown"):
        await cases.undoing.undo(STRANGER, case)
    await cases.reports.purge(cases.clock.forward(days=90))
    with pytest.raises(UserError, match=r"^case-undo-late$"):
        await cases.undoing.undo(ANN, case)


async def test_what_was_closed_along_is_left_where_it_is_too_late(
    cases: ModeratedCases, case: CaseId
) -> None:
    other = await cases.report(101)
    await cases.list_pattern(ANN, case)
    await cases.listings.close_related(ANN, case)
    await undone(cases, case)
    assert (await cases.get(other)).state is CaseState.OPEN
    await cases.list_pattern(ANN, case)
    await cases.listings.close_related(ANN, case)
    cases.clock.forward(days=80)
    async with cases.storage.bulk() as tx:
        await tx.sql.run("UPDATE cases SET closed_at = closed_at - 10 * 86400000 WHERE id = $1", other)
    await cases.reports.purge(cases.clock())
    done = await cases.undoing.undo(BEN, case)
    assert (done.reopened, done.left) == ((), (other,))


async def test_an_emergency_that_was_opened_again_waits_ten_minutes_for_a_reminder(
    cases: ModeratedCases,
) -> None:
    await set_up(cases.database, cases.vault, SERVER, alert_role=RoleId(5))
    case = await cases.report(category=Category.THREATS)
    pings = Pings(storage=cases.storage)
    assert await pings.may_ping(case, cases.clock())
    await pings.pinged(case, cases.clock())
    await cases.dismiss(ANN, case)
    cases.clock.forward(hours=1)
    await undone(cases, case)
    reminders = Reminders(storage=cases.storage)
    assert await reminders.remind(cases.clock.forward(minutes=9)) == 0
    assert await reminders.remind(cases.clock.forward(minutes=1)) == 1
