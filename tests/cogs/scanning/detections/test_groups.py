"""Much of one thing is one card: what it shows, its private pages, and its undo."""

from typing import Any

import pytest

from core.scanning.groups import TAKES_MORE_FOR
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import chosen, custom_ids, form_text, is_about, options, send, shown, told, values
from tests.wording import said, unsaid

PLACE = "raid.example"


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern=PLACE, category="harassment")


async def posted(stage: ScanningStage, *numbers: int, by: Any = None, channel: Any = None) -> None:
    """Messages with links to the place, each by somebody of their own unless somebody is named."""
    for number in numbers:
        author = by or stage.join(f"raider{number}")
        await author.send(channel or stage.general, f"join https://{PLACE}/{number} now")
    await stage.work()
    stage.clock.forward(seconds=4)
    await stage.work()


async def test_removals_of_one_place_in_one_channel_share_a_card_that_counts_them(
    stage: ScanningStage,
) -> None:
    await posted(stage, *range(1, 13))
    (card,) = stage.detections()
    assert "Removals: 12" in shown(card)
    said(shown(card), "detection-title-group-removed")
    said(shown(card), "detection-reason-own", pattern=f"`{PLACE.replace('.', '[.]')}`")
    said(shown(card), "detection-rule-preset-gentle")
    assert "raider1)" in shown(card)
    assert custom_ids(card) == ["detection:1:removals", "detection:1:undo"]


async def test_so_do_those_of_one_author_wherever(stage: ScanningStage) -> None:
    channels = [stage.guild.create_text_channel(f"more{number}") for number in range(3)]
    for number, channel in enumerate(channels):
        await posted(stage, number, by=stage.member, channel=channel)
    (card,) = stage.detections()
    assert "Removals: 3" in shown(card)
    assert all(f"<#{channel.id}>" in shown(card) for channel in channels)


async def test_another_place_and_another_ten_minutes_have_cards_of_their_own(stage: ScanningStage) -> None:
    await stage.blocklist("add", pattern="other.example", category="harassment")
    await posted(stage, 1)
    await stage.said("https://other.example")
    assert len(stage.detections()) == 2
    stage.clock.forward(seconds=TAKES_MORE_FOR.total_seconds())
    await posted(stage, 2)
    assert len(stage.detections()) == 3
    unsaid(shown(stage.detection(1)), "detection-title-group-removed")


async def test_nothing_is_cut_off_with_no_way_to_the_rest(stage: ScanningStage) -> None:
    await posted(stage, *range(1, 13))
    card = stage.detection(1)
    assert "raider9" not in shown(card)
    page = await stage.moderator.click(card, custom_id="detection:1:removals")
    assert page.ephemeral
    first = told(page)
    later = await stage.moderator.click(page.response, custom_id="detection:1:removals:1")
    both = first + told(later)
    for number in range(1, 13):
        assert f"(raider{number})" in both
        assert f"raid[.]example/{number}`" in both
    assert len(values(later.response, "detection:1:read")) == 2
    text = await stage.moderator.select(later.response, ["12"], custom_id="detection:1:read")
    assert text.ephemeral
    assert "join hxxps://raid[.]example/12 now" in told(text)
    assert "https://raid" not in both + told(text)


async def test_undo_gives_each_author_their_own_texts_alone_and_the_rule_goes_on(
    stage: ScanningStage,
) -> None:
    one, other = stage.join("one"), stage.join("other")
    await posted(stage, 1, 2, by=one)
    await posted(stage, 3, by=other)
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:undo")
    assert chosen(form, "scope") == ["message"]
    assert set(options(form, "scope")) == {"message", "site"}
    answer = await send(stage.moderator, form)
    said(told(answer), "detection-undo-done-plain")
    said(told(answer), "detection-undo-count", count="3")
    await stage.work()
    ones, others = stage.inbox(one)[-1], stage.inbox(other)[-1]
    assert [is_about(each, "notice:") for each in stage.inbox(one)] == [True, True, False]
    for text in ("raid[.]example/1", "raid[.]example/2"):
        assert text in shown(ones)
        assert text not in shown(others)
    assert "raid[.]example/3" in shown(others)
    assert "raid[.]example/3" not in shown(ones)
    said(shown(stage.detection(1)), "detection-settled-undone-plain", name="**moderator**")
    said(shown(stage.detection(1)), "detection-group-returned-sent", count="2")
    said(shown(stage.detection(1)), "detection-title-group-undone")
    assert custom_ids(stage.detection(1)) == ["detection:1:removals"]
    await posted(stage, 4, by=one)
    assert len(stage.detections()) == 2, "an undone group takes no more"


async def test_with_the_site_it_is_allowed_too(stage: ScanningStage) -> None:
    await posted(stage, 1, 2)
    answer = await stage.undo(1, "site")
    said(told(answer), "detection-undo-done", pattern="`raid[.]example`")
    message = await stage.said(f"https://{PLACE}/3")
    assert stage.stands(message)


async def test_of_two_undos_one_counts_and_who_wrote_one_of_them_decides_nothing(
    stage: ScanningStage,
) -> None:
    await posted(stage, 1)
    helper, moderates = stage.joined_with_role("helper")
    await posted(stage, 2, by=helper)
    moderates(now=True)
    refused = await helper.click(stage.detection(1), custom_id="detection:1:undo")
    said(told(refused), "detection-own-message")
    first = await stage.manager.click(stage.detection(1), custom_id="detection:1:undo")
    second = await stage.manager.click(stage.detection(1), custom_id="detection:1:undo")
    said(told(await send(stage.manager, first)), "detection-undo-done-plain")
    said(told(await send(stage.manager, second)), "detection-undone-already")


async def test_what_joined_after_the_form_was_opened_is_asked_about_again(stage: ScanningStage) -> None:
    await posted(stage, 1)
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:undo")
    await posted(stage, 2, 3)
    refused = await send(stage.moderator, form)
    said(told(refused), "detection-more-joined", seen=1, count=3)
    await stage.work()
    said(shown(stage.detection(1)), "detection-title-group-removed")
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:undo")
    said(form_text(form), "detection-undo-takes-back", count=3)
    said(told(await send(stage.moderator, form)), "detection-undo-count", count="3")
