"""A tired moderator is offered that others go on: in private, once, and with all that they hold."""

from typing import Any

import pytest

from core.reports.hard_cases import MANY
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids, shown, text_of, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def read_many(stage: ReportsStage, count: int = MANY, first: int = 1) -> Any:
    """The moderator reads so many hard cases; returns the last answer."""
    read = None
    for number in range(first, first + count):
        await stage.reported(f"see badforum.example/{number}", category="doxxing")
        read = await stage.press(number, "reveal")
    return read


def offer_in(answer: Any) -> Any:
    """The message that offers a rest; None where none does."""
    return next(
        (each for each in [answer.response, *answer.followups] if "rest:never" in custom_ids(each)), None
    )


async def test_after_many_hard_cases_the_reader_alone_is_offered_to_stop(stage: ReportsStage) -> None:
    assert offer_in(await read_many(stage, MANY - 1)) is None
    await stage.claim(1)
    await stage.claim(2)
    answer = await read_many(stage, 1, first=MANY)
    offer = offer_in(answer)
    assert all(each.flags.ephemeral for each in answer.followups)
    said(text_of(offer), "rest-title", count=MANY)
    said(text_of(offer), "rest-holding", count=2, cases="1, 2")
    assert {"rest:handover", "rest:back", "rest:never"} <= set(custom_ids(offer))
    assert offer_in(await read_many(stage, 1, first=MANY + 1)) is None
    for message in stage.review.history():
        unsaid(shown(message), "rest-text")

    other = stage.join("other", "Moderators")
    handed = await stage.moderator.select(offer, [other], custom_id="rest:handover")
    said(told(handed), "rest-handed-over", name="other", cases="1, 2")
    await stage.work()
    said(shown(stage.card(2)), "case-state-claimed", name="**other**")
    said(told(await stage.moderator.click(offer, custom_id="rest:back")), "rest-nothing-held")


async def test_who_holds_nothing_is_offered_no_hand_over_and_may_decline_for_good(
    stage: ReportsStage,
) -> None:
    offer = offer_in(await read_many(stage))
    assert set(custom_ids(offer)) == {"rest:never"}
    declined = await stage.moderator.click(offer, custom_id="rest:never")
    said(told(declined), "rest-never")
    stage.clock.forward(hours=3)
    answer = await read_many(stage, MANY, first=MANY + 1)
    assert offer_in(answer) is None
    # It comes back from where they read.
    assert "rest:again" in custom_ids(answer.response)
    said(told(await stage.moderator.click(answer.response, custom_id="rest:again")), "rest-again")
    assert "rest:again" not in custom_ids((await stage.press(1, "reveal")).response)


async def test_the_next_case_of_the_queue_counts_as_well(stage: ReportsStage) -> None:
    await read_many(stage, MANY - 1)
    for number in range(1, MANY):
        await stage.claim(number)
    await stage.reported("see badforum.example/last", category="threats")
    queue = await stage.queue()
    answer = await stage.moderator.click(queue.response, custom_id="queue:next")
    assert offer_in(answer) is not None


async def test_what_is_held_goes_back_into_the_queue(stage: ReportsStage) -> None:
    await read_many(stage, MANY - 1)
    await stage.claim(3)
    offer = offer_in(await read_many(stage, 1, first=MANY))
    said(told(await stage.moderator.click(offer, custom_id="rest:back")), "rest-put-back", cases="3")
    await stage.work()
    assert "claim" in stage.buttons(3)
