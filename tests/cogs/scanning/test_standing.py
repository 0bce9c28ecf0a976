"""The card of a message that waits for a decision: what becomes of it meanwhile, reopening it, and allowing its place."""

from typing import Any

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, send, shown, text_of, told, values
from tests.wording import said, say, unsaid

LINK = "https://badforum.example/threads/x.1"
MORE = "detection:1:more"


@pytest.fixture(autouse=True)
async def _in_review(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")
    await stage.policy("set", tier="own", action="review")


async def test_where_nothing_was_done_the_place_can_be_allowed_after_a_question(stage: ScanningStage) -> None:
    message = await stage.said(LINK)
    card = stage.detection(1)
    assert "detection:1:undo" not in custom_ids(card)
    assert values(card, MORE) == ["allow"]
    asked = await stage.moderator.select(card, ["allow"], custom_id=MORE)
    assert asked.ephemeral
    said(told(asked), "detection-allow-question", pattern="`badforum[.]example`")
    await stage.work()
    unsaid(shown(stage.detection(1)), "detection-settled-allowed")
    done = await stage.moderator.click(asked.response, custom_id="detection:1:allow:1")
    said(told(done), "detection-allow-done", pattern="`badforum[.]example`")
    await stage.work()
    assert stage.stands(message)
    said(shown(stage.detection(1)), "detection-settled-allowed", name="**moderator**")
    assert "detection:1:reopen" not in custom_ids(stage.detection(1)), "the exception would go on"
    again = await stage.said(LINK)
    assert stage.stands(again)
    assert len(stage.detections()) == 1


async def test_of_two_places_in_a_message_only_the_one_that_is_named_is_allowed(stage: ScanningStage) -> None:
    await stage.blocklist("add", pattern="otherforum.example", category="harassment")
    message = await stage.said(f"{LINK} and https://otherforum.example/y")
    (first,) = stage.detections()
    asked = await stage.moderator.select(first, ["allow"], custom_id=MORE)
    await stage.moderator.click(asked.response, custom_id="detection:1:allow:1")
    await stage.work()
    settled, waits = stage.detections()
    said(shown(settled), "detection-settled-allowed", pattern="`badforum[.]example`", name="**moderator**")
    said(shown(waits), "detection-title-review")
    assert "otherforum[.]example" in shown(waits)
    assert "otherforum" not in shown(settled)
    assert stage.stands(message)
    form = await stage.moderator.click(waits, custom_id="detection:2:dismiss")
    await send(stage.moderator, form, reason="duplicate")
    await stage.work()
    assert len(stage.detections()) == 2, "the first place may stand, and is not found again"


async def test_a_dismissed_one_is_opened_again(stage: ScanningStage) -> None:
    await stage.said(LINK)
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:dismiss")
    await send(stage.moderator, form, reason="duplicate")
    await stage.work()
    card = stage.detection(1)
    said(shown(card), "detection-settled-dismissed", reason=say("dismiss-duplicate"))
    said(shown(card), "detection-settled-stays")
    said(shown(card), "detection-title-dismissed")
    unsaid(shown(card), "detection-title-review")
    assert custom_ids(card) == ["detection:1:reveal", "detection:1:reopen", MORE]
    said(told(await stage.manager.click(card, custom_id="detection:1:reopen")), "detection-reopen-done")
    await stage.work()
    unsaid(shown(stage.detection(1)), "detection-settled-dismissed")
    said(shown(stage.detection(1)), "detection-title-review")
    assert "detection:1:dismiss" in custom_ids(stage.detection(1))


async def test_who_wrote_it_neither_allows_nor_opens_it(stage: ScanningStage) -> None:
    author, moderates = stage.joined_with_role("helper")
    await author.send(stage.general, LINK)
    await stage.work()
    moderates(now=True)
    refused = await author.select(stage.detection(1), ["allow"], custom_id=MORE)
    said(told(refused), "detection-own-message")
    moderates(now=False)
    form = await stage.manager.click(stage.detection(1), custom_id="detection:1:dismiss")
    await send(stage.manager, form, reason="duplicate")
    await stage.work()
    moderates(now=True)
    refused = await author.click(stage.detection(1), custom_id="detection:1:reopen")
    said(told(refused), "detection-own-message")


async def test_a_deleted_message_is_gone_from_its_card(stage: ScanningStage) -> None:
    message = await stage.said(LINK)
    await stage.member.delete(message)
    await stage.work()
    card = stage.detection(1)
    said(shown(card), "detection-title-gone")
    assert custom_ids(card) == ["detection:1:reveal"]


async def test_a_deleted_channel_takes_its_messages_along(stage: ScanningStage) -> None:
    channel = stage.guild.create_text_channel("gone")
    await stage.member.send(channel, LINK)
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-review")
    watch: Any = stage.rowan.client.get_cog("StandingWatch")
    await watch.on_guild_channel_delete(stage.rowan.client.get_channel(channel.id))
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-gone")


async def test_a_message_without_its_link_is_said_to_be_edited_and_with_it_found_again(
    stage: ScanningStage,
) -> None:
    message: Any = await stage.said(f"look {LINK}")
    await stage.member.edit(message, "look")
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-edited")
    await stage.member.edit(message, f"look {LINK}")
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-review")
    assert len(stage.detections()) == 1


async def test_what_rowan_removed_for_another_detection_of_the_message_is_not_called_somebody_elses_doing(
    stage: ScanningStage,
) -> None:
    message: Any = await stage.said(f"1 {LINK}")
    await stage.member.edit(message, "2 https://badforum.example/threads/y.2")
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-edited")
    await stage.moderator.click(stage.detection(2), custom_id="detection:2:delete")
    await stage.work()
    assert not stage.stands(message)
    said(shown(stage.detection(1)), "detection-why-gone-by-rowan", other="2")
    said(shown(stage.detection(1)), "detection-title-removed")


@pytest.mark.parametrize("verb", ["dismiss", "undo"])
async def test_what_was_decided_folds_to_two_lines_with_the_time_and_keeps_its_reason(
    stage: ScanningStage, verb: str
) -> None:
    if verb == "undo":
        await stage.policy("set", tier="own", action="delete")
    await stage.said(LINK)
    waits = text_of(stage.detection(1))
    form = await stage.moderator.click(stage.detection(1), custom_id=f"detection:1:{verb}")
    await send(stage.moderator, form)
    await stage.work()
    large = [line for line in text_of(stage.detection(1)).splitlines() if not line.startswith("-# ")]
    assert len(large) == 2
    assert len(large) < len(waits.splitlines())
    assert "**moderator**" in large[1]
    assert "<t:" in large[1]
    said(text_of(stage.detection(1)), "detection-reason-own", pattern="`badforum[.]example`")
