"""Undo against itself and against every other click, in two processes: one story, nothing half done."""

import asyncio
import contextlib

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId
from core.reports.cases import CaseOutcome, Step
from tests.db.moderators import caller
from tests.given_cases import ANN, ModeratedCases
from tests.given_reports import SERVER


@pytest.mark.parametrize("how", ["listed", "dismissed", "deleted"])
async def test_of_many_undos_at_once_in_two_processes_one_is_made(
    cases: ModeratedCases, others: ModeratedCases, case: CaseId, how: str
) -> None:
    if how == "listed":
        await cases.list_pattern(ANN, case, share="yes")
    elif how == "dismissed":
        await cases.dismiss(ANN, case)
    else:
        await cases.removal.order(ANN, case)
    processes = [cases, others]

    async def undo(number: int) -> bool:
        undoing = processes[number % 2].undoing
        who = caller(SERVER, 100 + number, "somebody", manager=True)
        try:
            await (undoing.undelete(who, case) if how == "deleted" else undoing.undo(who, case))
        except UserError:
            return False
        return True

    assert sum(await asyncio.gather(*(undo(number) for number in range(12)))) == 1
    lines = [line for line in await cases.reports.rows("audit") if line["action"].startswith("case-und")]
    assert len(lines) == 1


async def test_undo_against_every_other_click_leaves_one_story(
    cases: ModeratedCases, others: ModeratedCases, case: CaseId
) -> None:
    """Whatever order they come in: each step that was made follows from the one before it, and nothing is half done."""
    processes = [cases, others]

    async def act(number: int) -> None:
        process, who = processes[number % 2], caller(SERVER, 100 + number, "somebody", manager=True)
        steps = [
            lambda: process.review.move(who, case, Step.CLAIM),
            lambda: process.list_pattern(who, case, share="yes"),
            lambda: process.undoing.undo(who, case),
            lambda: process.dismiss(who, case),
            lambda: process.removal.order(who, case),
        ]
        for turn in range(4):  # what the first clicks find is an open case: an undo comes through later
            with contextlib.suppress(UserError):
                await steps[(number + turn) % len(steps)]()

    await asyncio.gather(*(act(number) for number in range(40)))
    found = await cases.get(case)
    listed = found.outcome is CaseOutcome.LISTED
    assert await cases.listed() == (["badforum.example"] if listed else [])
    assert (await cases.word() is not None) == listed
    made = {f"case-{step}" for step in (Step.CLAIM, Step.LIST, Step.UNDO, Step.DISMISS, Step.DELETE)}
    state, undone = "open", 0
    for line in sorted(await cases.reports.rows("audit"), key=lambda line: int(line["id"])):
        if line["action"] not in made:
            continue
        if line["action"] == "case-undo":
            assert state == "closed"
            state, undone = "open", undone + 1
        else:
            assert line["before"] == state
            state = {"case-claim": "claimed", "case-delete": state}.get(line["action"], "closed")
    assert state == found.state
    assert undone
