"""Messages with listed links and the cards of detections, as moderators and hostile hands meet them."""

import pytest

from core.base.ids import ChannelId
from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import custom_ids, form_text, labels, send, shown, told
from tests.wording import said, say

LINK = "https://badforum.example/threads/x.1"


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


async def test_a_removal_is_shown_with_its_reason(stage: ScanningStage) -> None:
    message = await stage.said(f"look {LINK} @everyone")
    assert not stage.stands(message)
    (card,) = stage.detections()
    said(shown(card), "detection-title-removed")
    said(shown(card), "detection-reason-own", pattern="`badforum[.]example`")
    removed = say("detection-policy-removed", links=say("detection-policy-links-own"))
    said(shown(card), "detection-rule-preset-gentle", does=removed)
    assert "detection:1:undo" in custom_ids(card)
    assert custom_ids(card)[0] == "detection:1:reveal", "reading is the first thing"
    assert "@everyone" not in shown(card)
    assert LINK not in shown(card)


async def test_delete_is_pressed_once(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review")
    message = await stage.said(LINK)
    (card,) = stage.detections()
    done = await stage.moderator.click(card, custom_id="detection:1:delete")
    said(told(done), "detection-delete-done")
    late = await stage.manager.click(card, custom_id="detection:1:delete")
    said(told(late), "detection-settled-already")
    await stage.work()
    assert not stage.stands(message)
    said(shown(stage.detection(1)), "detection-settled-deleted", name="**moderator**")
    said(shown(stage.detection(1)), "detection-rule-moderator")


async def test_list_offers_what_each_scope_covers_and_removes_by_policy(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review", category="harassment")
    message = await stage.said(LINK)
    await stage.said("https://badforum.example/other")
    form = await stage.moderator.click(stage.detections()[0], custom_id="detection:1:list")
    for scope, seen in (("page", 1), ("host", 2)):
        (label,) = [each for each in labels(form) if each.startswith(say(f"case-scope-{scope}"))]
        said(label, "case-scope-seen", scope=say(f"case-scope-{scope}"), days=30, counts=f"{seen}")
    answer = await send(stage.moderator, form, scope="page", category="doxxing", share="no", note="x")
    said(told(answer), "detection-list-done", new="yes", pattern="`badforum[.]example/threads/1`")
    await stage.work()
    assert not stage.stands(message)


async def test_dismiss_asks_why_and_leaves_the_message(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review")
    message = await stage.said(LINK)
    (card,) = stage.detections()
    form = await stage.moderator.click(card, custom_id="detection:1:dismiss")
    late = await stage.manager.click(card, custom_id="detection:1:dismiss")
    done = await send(stage.moderator, form, reason="duplicate")
    said(told(done), "detection-dismiss-done")
    refused = await send(stage.manager, late, reason="duplicate")
    said(told(refused), "detection-settled-already")
    await stage.work()
    assert stage.stands(message)
    said(shown(stage.detection(1)), "detection-settled-dismissed", reason=say("dismiss-duplicate"))


async def test_what_is_revealed_is_private_masked_and_behind_a_spoiler_only_for_who_chose_so(
    stage: ScanningStage,
) -> None:
    await stage.said(f"{LINK} her number is +49 170 1234567, || a@b.example")
    (card,) = stage.detections()
    answer = await stage.moderator.click(card, custom_id="detection:1:reveal")
    assert answer.ephemeral
    text = told(answer)
    assert "hxxps://badforum[.]example" in text
    assert "1234567" not in text
    assert "a@b" not in text
    assert "||" not in text.replace("\\|", "")
    turned = await stage.moderator.click(answer.response.message, custom_id="detection:1:blur:on:0")
    assert "||hxxps" in told(turned)


async def test_the_forms_of_a_detection_say_what_they_do(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review")
    await stage.said(LINK)
    (card,) = stage.detections()
    listing = await stage.moderator.click(card, custom_id="detection:1:list")
    said(form_text(listing), "detection-list-does")
    said(form_text(listing), "detection-list-leaves")
    dismissal = await stage.moderator.click(card, custom_id="detection:1:dismiss")
    said(form_text(dismissal), "detection-dismiss-does", trying="no")
    await stage.policy("set", tier="own", action="delete")
    listing = await stage.moderator.click(card, custom_id="detection:1:list")
    said(form_text(listing), "detection-list-removes")


@pytest.mark.parametrize(("action", "lifted"), [("delete", "no"), ("timeout", "yes")])
async def test_the_form_of_undo_says_what_comes_back(stage: ScanningStage, action: str, lifted: str) -> None:
    await stage.policy("set", tier="own", action=action)
    await stage.said(LINK)
    form = await stage.moderator.click(stage.detection(1), custom_id="detection:1:undo")
    said(form_text(form), "detection-undo-takes-back", count=1, text="yes", timeout=lifted)


async def test_a_form_that_would_hit_much_asks_once_more(stage: ScanningStage) -> None:
    await stage.policy("set", tier="own", action="review", category="harassment")
    message = await stage.said(LINK)
    seen = stage.rowan.lists.hosts_seen
    for _ in range(60):
        seen.note(stage.server, ChannelId(stage.general.id), LINK, by_staff=False)
    await seen.write()
    form = await stage.moderator.click(stage.detections()[0], custom_id="detection:1:list")
    asked = await send(stage.moderator, form, scope="page", category="doxxing", share="no", note="x")
    said(told(asked), "preview-title-add", pattern="`badforum[.]example/threads/1`")
    assert stage.stands(message)
    shown_ids = custom_ids(asked.response.message)
    (sure,) = [each for each in shown_ids if each.startswith("detection-list:sure:")]
    done = await stage.moderator.click(asked.response.message, custom_id=sure)
    said(told(done), "detection-list-done", new="yes", pattern="`badforum[.]example/threads/1`")
    await stage.work()
    assert not stage.stands(message)
