"""How many touches the usual tasks of a night take, on a phone: no more than the best desks ask for."""

from collections.abc import AsyncIterator

import pytest

from tests.cogs.seen import parts_of, shown, told
from tests.desk.fingers import Fingers
from tests.desk.scenes.members import TEXT
from tests.desk.world import DeskStage, Worlds
from tests.wording import said, say


@pytest.fixture
async def stage(worlds: Worlds) -> AsyncIterator[DeskStage]:
    """A server that is set up; its policy is that of every new server."""
    async with worlds.fresh({}) as opened:
        await opened.set_up()
        yield opened


@pytest.fixture
def hand(stage: DeskStage) -> Fingers:
    """The moderator's."""
    return Fingers(stage, stage.moderator)


async def test_to_read_what_was_reported_takes_one(stage: DeskStage, hand: Fingers) -> None:
    await stage.reported(TEXT, details="There are more like it.")
    read = told(await hand.press(stage.card(1), say("case-button-reveal")))
    assert "they have a whole thread on you" in read
    assert "There are more like it." in read
    assert hand.touches == 1


async def test_of_a_moderators_message_too(stage: DeskStage) -> None:
    await stage.reported(TEXT, author=stage.moderator)
    hand = Fingers(stage, stage.manager)
    assert "whole thread on you" in told(await hand.press(stage.card(1), say("case-button-reveal")))
    assert hand.touches == 1


@pytest.mark.parametrize("seen_before", [False, True])
async def test_to_block_the_site_and_remove_the_message_takes_two(
    stage: DeskStage, hand: Fingers, *, seen_before: bool
) -> None:
    """What was never seen is blocked as far as its page; a site of which other pages were reported, as a whole."""
    if seen_before:
        await stage.reported("another page: https://rookery.example/threads/1")
    message = await stage.reported(TEXT)
    number = 2 if seen_before else 1
    await hand.submit(await hand.press(stage.card(number), say("case-button-list")))
    await stage.work()
    assert hand.touches == 2
    assert not stage.stands(message)
    pattern = "`rookery[.]example`" if seen_before else "`rookery[.]example/threads/4417`"
    said(shown(stage.card(number)), "case-state-closed-listed", name="**moderator**", pattern=pattern)


async def test_to_dismiss_takes_two(stage: DeskStage, hand: Fingers) -> None:
    message = await stage.reported(TEXT)
    await hand.submit(await hand.press(stage.card(1), say("case-button-dismiss")))
    await stage.work()
    assert hand.touches == 2
    assert stage.stands(message)
    reason = say("dismiss-no_violation")
    said(shown(stage.card(1)), "case-state-closed-dismissed", name="**moderator**", reason=reason)


async def test_to_delete_and_close_for_the_true_reason_takes_two(stage: DeskStage, hand: Fingers) -> None:
    message = await stage.reported("nobody will miss you")
    answer = await hand.press(stage.card(1), say("case-button-delete"))
    await hand.press(answer.response.message, say("case-close-handled"))
    await stage.work()
    assert hand.touches == 2
    assert not stage.stands(message)
    reason = say("dismiss-handled")
    said(shown(stage.card(1)), "case-state-closed-dismissed", name="**moderator**", reason=reason)


async def test_to_delete_and_close_in_one_step_takes_two(stage: DeskStage, hand: Fingers) -> None:
    """One form, and nothing to choose in it: the reason is the true one."""
    message = await stage.reported("nobody will miss you")
    await hand.submit(await hand.press(stage.card(1), say("case-button-finish")))
    await stage.work()
    assert hand.touches == 2
    assert not stage.stands(message)
    reason = say("dismiss-handled")
    said(shown(stage.card(1)), "case-state-closed-dismissed", name="**moderator**", reason=reason)


async def test_to_delete_in_an_emergency_takes_one(stage: DeskStage, hand: Fingers) -> None:
    message = await stage.reported("I know where you live", category="threats")
    await hand.press(stage.card(1), say("case-button-delete"))
    await stage.work()
    assert hand.touches == 1
    assert not stage.stands(message)
    said(shown(stage.card(1)), "case-state-open")


async def test_what_the_author_did_here_before_takes_none(stage: DeskStage) -> None:
    await stage.reported(TEXT)
    await stage.delete(1)
    await stage.decide(1, "dismiss", reason="handled")
    await stage.reported("and again rookery.example/threads/4418")
    card = shown(stage.card(2))
    said(card, "author-joined")
    said(card, "author-past-removed", count=1)
    said(card, "author-past-upheld", count=1)


@pytest.mark.parametrize("decision", ["dismiss", "list", "finish", "handled"])
async def test_the_next_case_takes_one_whatever_was_decided(
    stage: DeskStage, hand: Fingers, decision: str
) -> None:
    await stage.reported("see nest.example/1")
    await stage.reported("see burrow.example", category="scam")
    await stage.reported("I know where you live", category="threats")
    if decision == "handled":
        answer = await hand.press(stage.card(1), say("case-button-delete"))
        answer = await hand.press(answer.response.message, say("case-close-handled"))
    else:
        answer = await hand.submit(await hand.press(stage.card(1), say(f"case-button-{decision}")))
    decided = hand.touches
    begins = say("case-next", case="3", category=say("category-threats"))
    assert hand.follow(answer.response, begins) == stage.link_to(stage.card(3)), "the emergency comes first"
    assert hand.touches == decided + 1


async def test_the_next_case_of_the_queue_takes_one_and_can_be_decided_where_it_is_read(
    stage: DeskStage, hand: Fingers
) -> None:
    await stage.reported("see burrow.example", category="scam")
    await stage.reported("I know where you live", category="threats")
    queue = await stage.queue()
    answer = await hand.press(queue.response, say("queue-button-next"))
    assert "I know where you live" in told(answer)
    assert hand.touches == 1
    read = answer.followups[-1]
    await hand.submit(await hand.press(read, say("case-button-dismiss")))
    await stage.work()
    assert hand.touches == 3
    reason = say("dismiss-no_violation")
    said(shown(stage.card(2)), "case-state-closed-dismissed", name="**moderator**", reason=reason)


async def test_no_next_case_is_offered_where_none_waits_for_them(stage: DeskStage, hand: Fingers) -> None:
    await stage.reported("see nest.example/1")
    await stage.reported("about the moderator: burrow.example", author=stage.moderator)
    answer = await hand.submit(await hand.press(stage.card(1), say("case-button-dismiss")))
    assert not any(part.get("url") for part in parts_of(answer.response))


async def test_to_undo_a_removal_takes_two_and_asks(stage: DeskStage, hand: Fingers) -> None:
    await stage.blocklist("add", pattern="rookery.example", category="harassment")
    await stage.said(TEXT)
    form = await hand.press(stage.detection(1), say("detection-button-undo"))
    assert form.modal is not None
    await hand.submit(form)
    await stage.work()
    assert hand.touches == 2
    said(shown(stage.detection(1)), "detection-title-undone")
    assert len(stage.mail(stage.member)) == 1
