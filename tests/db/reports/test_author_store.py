"""What became of one member's messages in one server, counted for a card."""

from datetime import timedelta

import pytest

from core.base.ids import CaseId, DetectionId
from core.scanning.authors import PAST, AuthorPast
from core.scanning.detections import DismissReason
from db.engine.database import Database
from db.engine.vault import Vault
from services.scanning.detections.authors import AuthorPasts
from tests.conftest import StandingClock
from tests.given_cases import ANN, AUTHOR, ModeratedCases
from tests.given_reports import BOB, OTHER_SERVER, SERVER


@pytest.fixture
async def cases(database: Database, vault: Vault, clock: StandingClock) -> ModeratedCases:
    made = ModeratedCases(database, vault, clock)
    await made.set_up()
    return made


@pytest.fixture
async def case(cases: ModeratedCases) -> CaseId:
    return await cases.report(100)


async def test_what_was_decided_about_an_author_is_counted_for_ninety_days_and_here_alone(
    cases: ModeratedCases,
) -> None:
    pasts = AuthorPasts(storage=cases.storage, clock=cases.clock)
    assert await pasts.of(SERVER, AUTHOR) == AuthorPast(0, 0, 0, 0)
    dismissed, again, listed, deleted = [await cases.report(number) for number in (101, 102, 103, 104)]
    await cases.dismiss(ANN, dismissed, DismissReason.NO_VIOLATION)
    await cases.dismiss(ANN, again, DismissReason.DUPLICATE)  # says nothing about who wrote it
    await cases.list_pattern(ANN, listed)
    await cases.removal.order(ANN, deleted)
    await cases.took_place()
    assert await pasts.of(SERVER, AUTHOR) == AuthorPast(2, 1, 1, 0)
    assert await pasts.of(OTHER_SERVER, AUTHOR) == AuthorPast(0, 0, 0, 0)
    assert await pasts.of(SERVER, BOB) == AuthorPast(0, 0, 0, 0)
    await cases.undoing.undelete(ANN, deleted)
    assert (await pasts.of(SERVER, AUTHOR)).removed == 1
    cases.clock.forward(days=PAST / timedelta(days=1) + 1)
    assert await pasts.of(SERVER, AUTHOR) == AuthorPast(0, 0, 0, 0)


async def test_a_message_counts_once_and_a_timeout_until_it_is_lifted(
    cases: ModeratedCases, case: CaseId
) -> None:
    pasts = AuthorPasts(storage=cases.storage, clock=cases.clock)
    await cases.removal.order(ANN, case)
    await cases.took_place()
    async with cases.storage.bulk() as tx:
        await tx.sql.run("UPDATE detections SET timeout = 'set'")
    assert (await pasts.of(SERVER, AUTHOR)) == AuthorPast(1, 0, 0, 1)
    own = await cases.storage.read.sql.one("SELECT id FROM detections")
    assert own is not None
    assert await pasts.of(SERVER, AUTHOR, but=DetectionId(own["id"])) == AuthorPast(0, 0, 0, 0)
    assert await pasts.of(SERVER, AUTHOR, but=DetectionId(own["id"] + 1)) == AuthorPast(1, 0, 0, 1)
    async with cases.storage.bulk() as tx:
        await tx.sql.run("UPDATE detections SET timeout = 'lifted'")
    assert (await pasts.of(SERVER, AUTHOR)).timed_out == 0
