"""What is only likely deletes nothing by itself: when it is found, when a removal waited, and where removals share a card."""

from dataclasses import replace

import pytest

from core.base.ids import MessageId
from core.scanning.detections import Outcome
from core.servers.policy import Action, Preset, Tier
from services.scanning.posts import Post
from services.scanning.removal_ports import MessageNow, RemovalResult
from tests.people import manager
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import LINK, SERVER

GUESSED = "listed-forum dot net"  # as somebody may say it who names no link


async def test_what_would_be_deleted_for_sure_is_put_to_review(process: ScanningProcess) -> None:
    found = await process.see(f"I left {GUESSED} long ago")
    saved = await process.detection(found)
    assert process.remover.deleted == []
    assert (saved.outcome, saved.action, saved.rule) == (
        Outcome.REVIEW,
        Action.REVIEW,
        "likely-preset-gentle",
    )
    assert saved.guess == "dot word"
    assert await process.armed() == [found]


async def test_what_would_time_out_is_put_to_review_too(process: ScanningProcess) -> None:
    await process.policies.set_rule(manager(SERVER), Tier.OWN, Action.TIMEOUT, None)
    found = await process.see(GUESSED)
    assert (await process.detection(found)).outcome is Outcome.REVIEW
    assert process.remover.deleted == []


@pytest.mark.parametrize(
    ("action", "outcome"), [("log", "logged"), ("review", "review"), ("delete", "removed")]
)
async def test_a_server_chooses(process: ScanningProcess, action: str, outcome: str) -> None:
    await process.policies.set_likely(manager(SERVER), Action(action))
    assert await process.outcome(await process.see(GUESSED)) == outcome


async def test_strict_deletes_it(process: ScanningProcess) -> None:
    await process.policies.take_preset(manager(SERVER), Preset.STRICT)
    found = await process.see(GUESSED)
    assert await process.outcome(found) == "removed"
    assert (await process.detection(found)).guess == "dot word"


async def test_a_message_that_says_it_for_sure_as_well_goes(process: ScanningProcess) -> None:
    found = await process.see(f"{GUESSED}, that is {LINK}")
    assert await process.outcome(found) == "removed"
    assert (await process.detection(found)).guess == ""


async def test_an_edit_that_makes_it_sure_removes_it(process: ScanningProcess) -> None:
    assert await process.outcome(await process.see(GUESSED)) == "review"
    assert await process.outcome(await process.see("listed-forum.net")) == "removed"
    assert process.remover.deleted == [1]


async def test_a_removal_that_waited_is_not_done_for_what_became_only_likely(
    process: ScanningProcess,
) -> None:
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see("listed-forum.net")
    process.standing[1] = await edited(process, GUESSED)
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "edited"
    assert process.remover.deleted == []
    await process.look_at_waiting()
    assert [each.outcome for each in await process.detections() if each.guess] == [Outcome.REVIEW]


async def test_a_guess_that_waited_asks_what_the_policy_does_with_guesses_now(
    process: ScanningProcess,
) -> None:
    by = manager(SERVER)
    await process.policies.set_likely(by, Action.DELETE)
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see(GUESSED)
    await process.policies.set_likely(by, Action.REVIEW)
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "kept"
    assert process.remover.deleted == []


async def test_a_guess_that_waited_is_removed_where_the_policy_still_says_so(
    process: ScanningProcess,
) -> None:
    await process.policies.set_likely(manager(SERVER), Action.DELETE)
    process.remover.answers = [RemovalResult.FORBIDDEN]
    found = await process.see(GUESSED)
    await process.removals.permission_back(SERVER)
    await process.work_off()
    assert await process.outcome(found) == "removed"


async def test_what_is_likely_shares_no_card_with_what_is_sure(process: ScanningProcess) -> None:
    await process.policies.set_likely(manager(SERVER), Action.DELETE)
    sure = [await process.see("listed-forum.net", message) for message in (1, 2)]
    likely = [await process.see(GUESSED, message) for message in (3, 4)]
    leads = [(await process.detection(each)).lead for each in (*sure, *likely)]
    assert leads == [sure[0], sure[0], likely[0], likely[0]]


async def edited(process: ScanningProcess, text: str) -> Post:
    """The message as its author edited it, which no one heard."""
    seen = replace(process.standing[1], texts=[text], words=text)
    process.remover.standing[MessageId(1)] = MessageNow(texts=[text])
    return seen
