"""Messages that wait for a decision are asked about when their server arrives, and when a dismissal is taken back."""

from datetime import timedelta

import pytest

from core.base.errors import DiscordSilent
from core.base.ids import MessageId
from core.scanning.detections import DismissReason, MissingRight, Outcome
from core.servers.policy import Action, Tier
from services.scanning import standing_looks
from services.scanning.removal_ports import MessageNow
from tests.people import manager, moderator
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LINK, OTHER, SERVER

EDITED = MessageNow(texts=["never mind"])


@pytest.fixture(autouse=True)
async def _in_review(process: ScanningProcess, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(standing_looks, "PAUSE_SECONDS", 0.0)
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.REVIEW, None)


async def outcomes(process: ScanningProcess) -> list[Outcome]:
    return [found.outcome for found in await process.detections()]


async def test_a_server_that_arrives_has_its_cards_brought_to_the_truth(process: ScanningProcess) -> None:
    says = [
        MessageNow(texts=[LINK]),
        MessageNow(gone=True),
        EDITED,
        MessageNow(hidden=MissingRight.HISTORY),
        MessageNow(blind=True),
    ]
    for number, now in enumerate(says, start=1):
        await process.see(message=number)
        process.remover.standing[MessageId(number)] = now
    process.looks.look_soon(OTHER)
    assert await process.looks.step()
    assert await outcomes(process) == [Outcome.REVIEW] * 5
    process.looks.look_soon(SERVER)
    process.looks.look_soon(SERVER)
    assert await process.looks.step()
    assert not await process.looks.step(), "once"
    told = [Outcome.REVIEW, Outcome.GONE, Outcome.EDITED, Outcome.REVIEW, Outcome.REVIEW]
    assert await outcomes(process) == told


async def test_no_more_than_the_newest_are_asked_about(
    process: ScanningProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(standing_looks, "LOOKED_AT", 2)
    for number in (1, 2, 3):
        await process.see(message=number)
        process.remover.standing[MessageId(number)] = EDITED
    process.looks.look_soon(SERVER)
    await process.looks.step()
    assert await outcomes(process) == [Outcome.REVIEW, Outcome.EDITED, Outcome.EDITED]


async def test_where_discord_does_not_say_the_card_stays_as_it_is(process: ScanningProcess) -> None:
    found = await process.see()
    process.remover.unread = DiscordSilent(retry_after=timedelta(milliseconds=1))
    process.looks.look_soon(SERVER)
    await process.looks.step()
    assert await process.outcome(found) is Outcome.REVIEW


@pytest.mark.parametrize(
    ("now", "becomes"),
    [
        (EDITED, Outcome.EDITED),
        (MessageNow(gone=True), Outcome.GONE),
        (MessageNow(texts=[LINK]), Outcome.REVIEW),
    ],
)
async def test_what_is_opened_again_is_looked_at_as_it_is_by_now(
    process: ScanningProcess, now: MessageNow, becomes: Outcome
) -> None:
    found = await process.see()
    assert found is not None
    await process.moderation.dismiss(moderator(SERVER), found, DismissReason.DUPLICATE, "")
    process.remover.standing[MessageId(1)] = now
    await process.messages.edited(SERVER, MessageId(1), ["never mind"])
    assert await process.outcome(found) is Outcome.REVIEW, "somebody decided"
    await process.moderation.reopen(moderator(SERVER), found)
    assert await process.outcome(found) is becomes
