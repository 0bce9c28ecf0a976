"""What moderators read where a match is only likely: on the card, in /check, and where something is undone."""

import pytest

from tests.cogs.scanning.driver import ScanningStage
from tests.cogs.seen import form_text, send, shown, told
from tests.wording import said, say, unsaid

GUESSED = "they said badforum dot example again"


@pytest.fixture(autouse=True)
async def _guarded(stage: ScanningStage) -> None:
    await stage.set_up()
    await stage.blocklist("add", pattern="badforum.example", category="harassment")


async def test_the_card_says_that_it_is_likely_and_why(stage: ScanningStage) -> None:
    message = await stage.said(GUESSED)
    assert stage.stands(message)
    (card,) = stage.detections()
    said(shown(card), "detection-title-review")
    said(shown(card), "likely-disguise", how=say("how-dot-word"))
    said(shown(card), "detection-rule-likely-preset-gentle", likely=say("detection-likely-review"))


async def test_the_card_of_a_sure_one_says_no_such_thing(stage: ScanningStage) -> None:
    await stage.said("badforum.example")
    unsaid(shown(stage.detections()[0]), "likely-disguise")


async def test_where_a_guess_is_deleted_card_and_undo_say_that_it_was_one(stage: ScanningStage) -> None:
    answer = await stage.policy("likely", action="delete")
    does = say("policy-does-delete")
    said(answer, "policy-set", rule=say("policy-sentence-likely", does=does))
    message = await stage.said(GUESSED)
    assert not stage.stands(message)
    (card,) = stage.detections()
    why = {"how": say("how-dot-word")}
    said(shown(card), "likely-disguise", **why)
    form = await stage.moderator.click(card, custom_id="detection:1:undo")
    said(form_text(form), "likely-disguise", **why)
    said(told(await send(stage.moderator, form, scope="message")), "likely-disguise", **why)


async def test_the_policy_shows_what_becomes_of_it(stage: ScanningStage) -> None:
    await stage.policy("likely", action="log")
    policy = await stage.policy("show")
    rule = say("policy-sentence-likely", does=say("policy-does-log"))
    said(policy, "policy-row-changed", rule=rule, usual=say("policy-action-review"))


async def test_check_says_it_to_moderators_and_members(stage: ScanningStage) -> None:
    for who in (stage.moderator, stage.member):
        answer = told(await who.slash(stage.general, "check", text=GUESSED))
        said(answer, "likely-disguise", how=say("how-dot-word"))
    said(
        told(await stage.moderator.slash(stage.general, "check", text=GUESSED)),
        "check-rule-likely-preset-gentle",
    )
