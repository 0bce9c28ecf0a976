"""/sweep and its card: the preview, who may, what is said of what was left, what goes back."""

import pytest

from tests.cogs.scanning.sweeps.driver import PLACE, SweepsStage
from tests.cogs.seen import custom_ids, shown, told
from tests.wording import said, unsaid


async def test_the_story_of_a_sweep(stage: SweepsStage) -> None:
    await stage.set_up()
    messages = await stage.posted(3)
    said(told(await stage.sweep()), "sweep-begun")
    assert all(stage.stands(each) for each in messages)
    said(shown(stage.card()), "sweep-title-ready")
    said(shown(stage.card()), "sweep-sure", count="3")
    said(shown(stage.card()), "sweep-not-listed")
    assert str(stage.author.id) not in shown(stage.card())
    said(told(await stage.press_sweep("start")), "sweep-answer-start")
    assert not any(stage.stands(each) for each in messages)
    said(shown(stage.card()), "sweep-title-done")
    said(shown(stage.card()), "sweep-outcome-removed", count="3")
    (removals,) = stage.detections()
    said(shown(removals), "detection-reason-sweep")


async def test_what_must_not_go_by_itself_is_put_to_review_or_left(stage: SweepsStage) -> None:
    await stage.set_up()
    (sure,) = await stage.posted()
    (of_moderator,) = await stage.posted(by=stage.join("second", "Moderators"))
    likely = await stage.author.send(stage.general, PLACE.replace(".", " dot "))
    (edited,) = await stage.posted()
    await stage.sweep()
    said(shown(stage.card()), "sweep-likely", count="1")
    await stage.author.edit(edited, "never mind")
    await stage.press_sweep("start")
    assert [stage.stands(each) for each in (sure, of_moderator, likely, edited)] == [False, True, True, True]
    card = shown(stage.card())
    said(card, "sweep-fate-review", count="2")
    said(card, "sweep-fate-edited", count="1")
    cards = "\n".join(shown(each) for each in stage.detections())
    said(cards, "detection-rule-sweep-likely")
    said(cards, "detection-rule-sweep-moderator")


async def test_review_all_deletes_nothing(stage: SweepsStage) -> None:
    await stage.set_up()
    messages = await stage.posted(2)
    await stage.sweep()
    said(told(await stage.press_sweep("review")), "sweep-answer-review")
    assert all(stage.stands(each) for each in messages)
    said(shown(stage.card()), "sweep-fate-review", count="2")


async def test_an_exception_beats_a_sweep(stage: SweepsStage) -> None:
    await stage.set_up()
    (message,) = await stage.posted()
    await stage.sweep()
    await stage.moderator.slash(stage.general, "blocklist allow", pattern=f"{PLACE}/0")
    await stage.press_sweep("start")
    assert stage.stands(message)
    said(shown(stage.card()), "sweep-fate-allowed", count="1")
    await stage.moderator.slash(stage.general, "blocklist allow", pattern=PLACE)
    said(told(await stage.sweep()), "sweep-allowed")


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("co.uk", "pattern-public-suffix"),
        ("youtube.com", "pattern-popular"),
        ("@everyone", "pattern-no-host"),
        ("x" * 3000, "pattern-too-long"),
    ],
)
async def test_a_pattern_is_refused_with_the_same_words_as_for_a_list(
    stage: SweepsStage, pattern: str, key: str
) -> None:
    await stage.set_up()
    listed = told(
        await stage.moderator.slash(stage.general, "blocklist add", pattern=pattern, category="scam")
    )
    assert told(await stage.sweep(pattern=pattern)) == listed
    assert not stage.sweeps()


async def test_it_goes_back_fourteen_days_at_most_and_says_why(stage: SweepsStage) -> None:
    await stage.set_up()
    for days in (0, -1, 15, 10_000):
        said(told(await stage.sweep(days=days)), "sweep-days", most="14")
    assert not stage.sweeps()


async def test_of_two_moderators_who_ask_for_the_same_one_begins(stage: SweepsStage) -> None:
    await stage.set_up()
    await stage.posted(2)
    await stage.sweep()
    other = stage.join("second", "Moderators")
    said(told(await stage.sweep(by=other)), "sweep-already", sweep="1")
    assert len(stage.sweeps()) == 1


async def test_two_clicks_begin_it_once(stage: SweepsStage) -> None:
    await stage.set_up()
    await stage.posted(2)
    await stage.sweep()
    card = stage.card()
    await stage.moderator.click(card, custom_id="sweep:1:start")
    again = await stage.manager.click(card, custom_id="sweep:1:start")
    said(told(again), "sweep-not-now")
    await stage.swept()
    said(shown(stage.card()), "sweep-outcome-removed", count="2")


async def test_a_sweep_whose_starter_moderates_no_more_waits_for_another(stage: SweepsStage) -> None:
    await stage.set_up()
    starter, moderates = stage.joined_with_role("starter")
    moderates(now=True)
    (message,) = await stage.posted()
    await stage.sweep(by=starter)
    await starter.click(stage.card(), custom_id="sweep:1:start")
    moderates(now=False)
    await stage.swept()
    assert stage.stands(message)
    said(shown(stage.card()), "sweep-paused-starter")
    said(told(await stage.press_sweep("resume")), "sweep-answer-resume")
    assert not stage.stands(message)


async def test_the_sample_is_private_and_harmless(stage: SweepsStage) -> None:
    await stage.set_up()
    await stage.author.send(stage.general, f"@everyone https://{PLACE}/x call +44 20 7946 0958")
    await stage.sweep()
    answer = await stage.press_sweep("reveal")
    assert answer.response.ephemeral
    seen = told(answer)
    assert f"https://{PLACE}" not in seen
    assert "7946" not in seen
    assert "@everyone" not in seen.replace("@\u200beveryone", "")


async def test_cancelling_changes_nothing(stage: SweepsStage) -> None:
    await stage.set_up()
    (message,) = await stage.posted()
    await stage.sweep()
    said(told(await stage.press_sweep("cancel")), "sweep-answer-cancel")
    assert stage.stands(message)
    said(shown(stage.card()), "sweep-title-cancelled")
    assert custom_ids(stage.card()) == []
    unsaid(shown(stage.card()), "sweep-no-copy")


async def test_a_context_channel_is_left_alone(stage: SweepsStage) -> None:
    await stage.set_up()
    await stage.manager.slash(stage.general, "policy channel", channel=stage.general, mode="log")
    (message,) = await stage.posted()
    await stage.sweep()
    said(shown(stage.card()), "sweep-left-alone", count="2")
    assert stage.stands(message)


async def test_a_server_that_is_not_set_up_is_told_what_is_missing(stage: SweepsStage) -> None:
    said(told(await stage.sweep()), "sweep-not-set-up")


async def test_all_of_it_goes_back(stage: SweepsStage) -> None:
    await stage.set_up()
    await stage.posted(2)
    await stage.sweep()
    await stage.press_sweep("start")
    asked = await stage.press_sweep("undo")
    said(told(asked), "sweep-undo-ask")
    answer = await stage.moderator.click(asked.response, custom_id="sweep:1:undo:yes")
    said(told(answer), "sweep-answer-undo")
    for _ in range(3):
        await stage.swept()
    text = "\n".join(shown(each) for each in stage.review.history())
    said(text, "sweep-title-undone")
    said(text, "sweep-undone", count="2")
    assert any(
        PLACE.replace(".", "[.]") in shown(each) or PLACE in shown(each) for each in stage.mail(stage.author)
    )


async def test_sweeps_that_overlap_remove_a_message_once_and_both_end_and_say_so(stage: SweepsStage) -> None:
    await stage.set_up()
    inside = [await stage.author.send(stage.general, f"https://{PLACE}/x/{number}") for number in range(4)]
    outside = await stage.author.send(stage.general, f"https://{PLACE}/y")
    await stage.sweep()
    await stage.sweep(pattern=f"{PLACE}/x")
    said(shown(stage.card(1)), "sweep-sure", count="5")
    said(shown(stage.card(2)), "sweep-sure", count="4")
    await stage.press_sweep("start", number=2)
    await stage.press_sweep("start", number=1)
    for _ in range(4):
        await stage.swept()
    assert not any(stage.stands(each) for each in (*inside, outside))
    said(shown(stage.card(2)), "sweep-title-done")
    said(shown(stage.card(1)), "sweep-title-done")
    said(shown(stage.card(2)), "sweep-outcome-removed", count="4")
    said(shown(stage.card(1)), "sweep-outcome-removed", count="1")
