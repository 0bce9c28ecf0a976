"""Why something was undone: sealed, read in the case's history, gone with the name of whoever wrote it."""

from datetime import timedelta

import pytest

from core.base.ids import CaseId
from core.base.retention import KeptFor, Promise
from services.lists.typed_pattern import NOTE_LENGTH
from tests.given_cases import ANN, BEN, ModeratedCases
from tests.given_retention import forget
from tests.wording import refused

WHY = "the author showed the rest of the thread"


async def whys(cases: ModeratedCases, case: CaseId) -> list[str]:
    """What the history says of why, where it says something."""
    page = await cases.histories.page(BEN, case, 1)
    return [event.why for event in page.events if event.why]


@pytest.fixture
async def undone(cases: ModeratedCases, case: CaseId) -> CaseId:
    await cases.dismiss(ANN, case)
    await cases.undoing.undo(BEN, case, note=f"  {WHY}\n")
    return case


async def test_colleagues_read_it_in_the_history_and_it_is_sealed(
    cases: ModeratedCases, undone: CaseId
) -> None:
    assert await whys(cases, undone) == [WHY]
    async with cases.storage.bulk() as tx:
        rows = await tx.sql.all("SELECT * FROM audit")
    assert not any(WHY.encode() in bytes(str(dict(row)), "utf-8") for row in rows)


async def test_it_goes_with_the_name(cases: ModeratedCases, undone: CaseId) -> None:
    later = cases.clock() + KeptFor().of(Promise.AUDIT_NAMES) + timedelta(days=1)
    await forget(cases.database, later)
    assert await whys(cases, undone) == []


async def test_one_that_is_too_long_changes_nothing(cases: ModeratedCases, case: CaseId) -> None:
    await cases.dismiss(ANN, case)
    with refused("case-note-long"):
        await cases.undoing.undo(BEN, case, note="x" * (NOTE_LENGTH + 1))
    assert (await cases.get(case)).outcome is not None
