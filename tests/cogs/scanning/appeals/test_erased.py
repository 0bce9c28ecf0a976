"""Somebody has themself erased while an objection waits: its author, or whoever decided what it is about."""

from typing import Any

import pytest

from tests.cogs.scanning.appeals.driver import AppealsStage
from tests.cogs.seen import custom_ids, send, shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def erased(stage: AppealsStage, who: Any) -> None:
    """They have themselves erased."""
    asked = await who.slash(stage.general, "privacy erase")
    said(told(await who.click(asked.response, custom_id=custom_ids(asked.response)[0])), "privacy-erased")
    await stage.work()


async def objected(stage: AppealsStage) -> Any:
    """A moderator listed a place, and the author objects to its removal; returns the notice."""
    await stage.list_place()
    await stage.posted()
    (notice,) = stage.notices()
    await stage.object(notice)
    return notice


async def test_whoever_decided_does_not_come_to_decide_by_erasing_themself(stage: AppealsStage) -> None:
    await objected(stage)
    await erased(stage, stage.moderator)
    for verb in ("uphold", "overturn"):
        said(told(await stage.decide(1, verb, by=stage.moderator)), "appeal-own-decision")
    said(told(await stage.decide(1, "overturn")), "appeal-overturn-done", appeal="1")


async def test_once_it_is_decided_nothing_names_them(stage: AppealsStage) -> None:
    await objected(stage)
    await erased(stage, stage.moderator)
    await stage.decide(1, "uphold")
    card = shown(stage.appeal(1))
    said(card, "appeal-title-upheld")
    unsaid(card, "appeal-deciders-were")
    assert str(stage.moderator.id) not in card


async def test_a_card_says_that_its_author_is_gone_and_that_the_removal_stands(stage: AppealsStage) -> None:
    await objected(stage)
    await erased(stage, stage.author)
    card = shown(stage.appeal(1))
    said(card, "appeal-title-dropped")
    said(card, "appeal-over-dropped")
    unsaid(card, "appeal-over-by-itself")


async def test_a_form_that_was_open_objects_to_nothing_afterwards(stage: AppealsStage) -> None:
    await stage.list_place()
    await stage.posted()
    (notice,) = stage.notices()
    who = stage.author.user
    form = await who.click(notice, custom_id=f"notice:{stage.number(notice, 'notice')}:object")
    await erased(stage, stage.author)
    said(told(await send(who, form, text="too late")), "error-unknown-button")
    await stage.work()
    assert stage.appeals() == []
