"""The removal of a case's message is taken back: with the decision that brought it, or by itself."""

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId
from core.reports.cases import CaseState
from core.scanning.detections import Outcome, Returned
from services.base.outbox import Kind
from services.scanning.detections.undo_notices import AuthorReturns
from tests.given_cases import ANN, BEN, ModeratedCases
from tests.given_reports import SERVER


async def test_what_discord_deleted_stays_gone_and_its_text_goes_back(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.list_pattern(ANN, case)
    await cases.took_place()
    await cases.post_all()
    assert (await cases.undoing.undo(BEN, case)).text_goes_back
    assert await cases.kinds_due() == {Kind.CASE_CARD, Kind.DETECTION_CARD, Kind.UNDO_NOTICE}
    found = await cases.get(case)
    assert (found.message_stands, found.removal, found.text_returned) == (False, None, Returned.NO)
    (removal,) = await cases.reports.rows("detections")
    returns = AuthorReturns(storage=cases.storage, clock=cases.clock)
    taken_back = await returns.get(removal["id"])
    assert taken_back is not None
    await returns.note_returned([taken_back], Returned.CLOSED)
    assert (await cases.get(case)).text_returned is Returned.CLOSED
    assert Kind.CASE_CARD in await cases.kinds_due()
    # Decided again, the message is not said to be removed once more.
    again = await cases.list_pattern(ANN, case)
    assert (again.new, again.removing) == (True, False)


async def test_a_removal_that_was_taken_back_in_time_can_be_ordered_again(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.list_pattern(ANN, case)
    await cases.took_place(Outcome.FORBIDDEN)
    await cases.undoing.undo(BEN, case)
    await cases.removal.order(BEN, case)
    (removal,) = await cases.reports.rows("detections")
    assert (removal["outcome"], removal["settled"], removal["pattern"]) == ("pending", "deleted", "")
    assert removal["due_at"] is not None
    assert (await cases.get(case)).removal is Outcome.PENDING


async def test_a_message_that_somebody_else_deleted_is_gone_and_no_removal_counts(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.list_pattern(ANN, case)
    await cases.took_place(Outcome.GONE)
    with pytest.raises(UserError, match="case-nothing-removed"):
        await cases.undoing.undelete(BEN, case)
    assert not (await cases.undoing.undo(BEN, case)).text_goes_back
    found = await cases.get(case)
    assert (found.removal, found.message_gone, found.text_returned) == (None, True, None)


async def test_a_deletion_alone_is_taken_back_and_the_case_stays(cases: ModeratedCases, case: CaseId) -> None:
    with pytest.raises(UserError, match="case-nothing-removed"):
        await cases.undoing.undelete(BEN, case)
    await cases.removal.order(ANN, case)
    await cases.list_pattern(ANN, case)
    await cases.took_place()
    await cases.undoing.undo(BEN, case)  # the deletion was not the listing's
    assert (await cases.get(case)).removal is Outcome.REMOVED
    async with cases.storage.bulk() as tx:  # its seven days are over
        await tx.sql.run("UPDATE detections SET text_sealed = NULL")
    assert await cases.undoing.undelete(BEN, case) is False
    found = await cases.get(case)
    assert (found.state, found.text_returned) == (CaseState.OPEN, Returned.LOST)
    last = (await cases.history(case))[-1]
    assert (last.action, last.who, last.before, last.after) == ("case-undelete", BEN.user, "open", "")
    with pytest.raises(UserError, match="case-nothing-removed"):
        await cases.undoing.undelete(BEN, case)


async def test_a_removal_taken_back_while_its_process_died_is_rowans_once_the_message_is_gone(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.removal.order(ANN, case)
    async with cases.storage.bulk() as tx:  # a process took it, had the message deleted, and died
        await tx.sql.run("UPDATE detections SET taken_by = 'dead', attempts = 1")
    await cases.undoing.undelete(BEN, case)
    assert (await cases.get(case)).text_returned is None  # as far as anybody knows, the message stands
    message = (await cases.get(case)).place
    assert message is not None
    await cases.review.messages_gone(SERVER, [message.message])
    assert (await cases.get(case)).text_returned is Returned.NO


async def test_a_message_that_somebody_deleted_after_a_removal_was_taken_back_is_not_rowans(
    cases: ModeratedCases, case: CaseId
) -> None:
    await cases.removal.order(ANN, case)
    await cases.undoing.undelete(BEN, case)
    message = (await cases.get(case)).place
    assert message is not None
    await cases.review.messages_gone(SERVER, [message.message])
    found = await cases.get(case)
    assert (found.message_gone, found.text_returned) == (True, None)
