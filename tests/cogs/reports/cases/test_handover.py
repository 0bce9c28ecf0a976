"""Handing a case over, taking it over, and taking it back."""

import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import said

pytestmark = pytest.mark.usefixtures("set_up")


async def test_a_claimed_case_is_handed_to_another_moderator(stage: ReportsStage) -> None:
    other = stage.join("other", "Moderators")
    await stage.reported("see badforum.example/x")
    assert "handover" not in stage.more(1)
    await stage.claim(1)
    refused = told(await stage.choose(1, "handover", other))
    said(refused, "case-held-by", name="moderator")
    asked = await stage.choose(1, "handover")
    assert asked.ephemeral

    async def give(to: object) -> str:
        return told(await stage.moderator.select(asked.response, [to], custom_id="case:1:handover"))

    said(await give(stage.member), "handover-no-moderator")
    said(await give(stage.moderator), "case-held-by-you")
    said(await give(other), "handover-done", name="other", case=1)
    # The answer is still open: it is not theirs any more.
    said(await give(stage.moderator), "case-held-by", name="other")
    await stage.work()
    said(shown(stage.card(1)), "case-state-claimed", name="**other**")


async def test_a_manager_takes_a_case_over(stage: ReportsStage) -> None:
    chief = stage.join("chief", "Managers")
    await stage.reported("see badforum.example/x")
    await stage.claim(1)
    asked = await stage.choose(1, "handover", chief)
    taken = await chief.select(asked.response, [chief], custom_id="case:1:handover")
    said(told(taken), "handover-done", name="chief", case=1)


async def test_who_handed_a_case_over_takes_it_back(stage: ReportsStage) -> None:
    other, third = stage.join("other", "Moderators"), stage.join("third", "Moderators")
    await stage.reported("see badforum.example")
    await stage.claim(1)
    assert "takeback" not in stage.more(1)
    asked = await stage.choose(1, "handover")
    await stage.moderator.select(asked.response, [other], custom_id="case:1:handover")
    await stage.work()
    said(told(await stage.choose(1, "takeback", third)), "case-not-given")
    said(told(await stage.choose(1, "takeback")), "case-taken-back", case=1)
    await stage.work()
    said(shown(stage.card(1)), "case-state-claimed", name="**moderator**")
    assert "takeback" not in stage.more(1)
    said(told(await stage.choose(1, "history")), "history-case-takeback")


async def test_nobody_is_given_a_case_about_their_own_message(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/x", stage.manager)
    await stage.claim(1)
    asked = await stage.choose(1, "handover")
    answer = await stage.moderator.select(asked.response, [stage.manager], custom_id="case:1:handover")
    said(told(answer), "handover-to-author", case="1")
