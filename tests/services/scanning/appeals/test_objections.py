"""An author objects: who may, to what, how often."""

import pytest

from core.base.ids import NoticeId
from core.scanning.appeals import A_DAY, OPEN_AT_ONCE, TEXT_LENGTH
from core.scanning.detections import UndoScope
from services.base.outbox import Kind
from tests.conftest import StandingClock
from tests.kept import audit
from tests.people import moderator
from tests.services.scanning.appeals.hearing import OTHER_MODERATOR, WHY, Hearing, person
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import ALICE, SERVER
from tests.wording import refused


async def test_an_objection_is_kept_sealed_and_its_card_is_due(
    hearing: Hearing, process: ScanningProcess
) -> None:
    appeal = await hearing.objected()
    assert await hearing.owed(Kind.APPEAL_CARD) == [appeal]
    read = await hearing.decisions.read(OTHER_MODERATOR, appeal)
    assert read.objection == WHY
    assert [text for _, text in read.texts] == ["https://listed-forum.net/1"]
    row = await process.database.read.one("SELECT * FROM appeals")
    assert row is not None
    assert WHY.encode() not in row["text_sealed"]
    lines = await audit(process.database, process.vault)
    said = [(line.action, line.actor) for line in lines if line.subject == "appeal/1"]
    assert said == [("appeal-open", None), ("appeal-reveal", OTHER_MODERATOR.user)]


async def test_nobody_else_objects(hearing: Hearing) -> None:
    await hearing.send((await hearing.removal(await hearing.removed())).notice or 0)
    with refused("error-unknown-button"):
        await hearing.objects(1, by=person(1))
    with refused("error-unknown-button"):
        await hearing.objects(2)


async def test_nobody_objects_to_what_they_were_not_told_yet(hearing: Hearing) -> None:
    await hearing.removed()
    with refused("error-unknown-button"):
        await hearing.objects(1)


async def test_one_objection_a_notice(hearing: Hearing) -> None:
    appeal = await hearing.objected()
    with refused("object-already"):
        await hearing.objects(1)
    await hearing.uphold(appeal)
    with refused("object-decided"):
        await hearing.objects(1)


async def test_three_wait_at_once_and_five_a_day(hearing: Hearing, clock: StandingClock) -> None:
    appeals = [await hearing.objected(message) for message in range(1, OPEN_AT_ONCE + 1)]
    with refused("object-too-many-open"):
        await hearing.objected(8)
    for appeal in appeals:
        await hearing.uphold(appeal)
    await hearing.objects(OPEN_AT_ONCE + 1)
    clock.forward(minutes=11)
    await hearing.process.live()
    for message in range(20, 20 + A_DAY - OPEN_AT_ONCE - 1):
        await hearing.objected(message)
    with refused("object-too-many-today"):
        await hearing.objected(30)
    await hearing.objected(40, person(1))  # others may
    clock.forward(days=1)
    await hearing.process.live()
    await hearing.objected(50)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "object-empty"),
        (" \n ", "object-empty"),
        ("\u200b\u2060\u202e", "object-empty"),
        ("x" * (TEXT_LENGTH + 1), "object-too-long"),
    ],
)
async def test_words_that_are_refused(hearing: Hearing, text: str, key: str) -> None:
    await hearing.send((await hearing.removal(await hearing.removed())).notice or 0)
    with refused(key):
        await hearing.objects(1, text)
    assert await hearing.owed(Kind.APPEAL_CARD) == []


@pytest.mark.parametrize("text", ["x" * TEXT_LENGTH, "\x00\ud800 lone", "@everyone [x](http://a.example)"])
async def test_words_that_are_taken(hearing: Hearing, text: str) -> None:
    await hearing.send((await hearing.removal(await hearing.removed())).notice or 0)
    appeal = await hearing.objects(1, text)
    assert (await hearing.decisions.read(OTHER_MODERATOR, appeal)).objection


async def test_what_was_undone_needs_no_objection(hearing: Hearing, process: ScanningProcess) -> None:
    detection = await hearing.removed()
    await hearing.send(1)
    await process.moderation.undo(moderator(SERVER), detection, UndoScope.MESSAGE)
    with refused("object-undone"):
        await hearing.objects(1)


async def test_without_the_text_it_is_possible_and_said(hearing: Hearing, process: ScanningProcess) -> None:
    await hearing.removed()
    await hearing.send(1)
    found = await hearing.objections.notice(ALICE.id, NoticeId(1), None)
    assert (await hearing.objections.may(found)).text_kept
    async with process.storage.bulk() as tx:
        await tx.sql.run("UPDATE detections SET text_sealed = NULL, text_until = NULL")
    assert not (await hearing.objections.may(found)).text_kept
    appeal = await hearing.objects(1)
    assert (await hearing.decisions.read(OTHER_MODERATOR, appeal)).texts == []


async def test_once_their_name_is_gone_it_is_nobodys(hearing: Hearing, process: ScanningProcess) -> None:
    await hearing.removed()
    await hearing.send(1)
    async with process.storage.bulk() as tx:
        await tx.sql.run("UPDATE author_notices SET author_sealed = NULL, author_key = NULL")
    with refused("error-unknown-button"):
        await hearing.objects(1)
