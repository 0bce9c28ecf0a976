"""The card of an objection: what it shows to whom, and what a decision does to others."""

import pytest

from core.base.ids import AppealId
from tests.cogs.scanning.appeals.driver import PLACE, AppealsStage
from tests.cogs.seen import custom_ids, form_text, shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

WORDS = "It was news @everyone [x](http://evil.example) \u202e call +44 20 7946 0958"


async def objected(stage: AppealsStage, words: str = WORDS) -> None:
    await stage.list_place()
    await stage.posted()
    await stage.object(stage.notices()[0], words)


async def test_it_names_the_true_reason_and_whose_decision_it_was(stage: AppealsStage) -> None:
    await objected(stage)
    card = stage.appeal(1)
    said(shown(card), "detection-reason-own")
    said(shown(card), "appeal-deciders", names=f"<@{stage.moderator.id}>")
    assert stage.pinged(card) == set()
    assert "news" not in shown(card)


async def test_what_was_written_is_shown_in_private_and_harmlessly(stage: AppealsStage) -> None:
    await objected(stage)
    answer = await stage.moderator.click(stage.appeal(1), custom_id="appeal:1:reveal")
    assert answer.ephemeral
    text = told(answer)
    assert "It was news" in text
    assert f"hxxps://{PLACE.replace('.', '[.]')}/1" in text
    for harm in ("@everyone", "](http", "\u202e", "7946 0958"):
        assert harm not in text


async def test_a_moderator_who_objects_decides_nothing_and_managers_do(stage: AppealsStage) -> None:
    boss = stage.join("boss", "Moderators", "Managers")
    await stage.list_place(by=boss)
    other = stage.join("second", "Moderators")
    await stage.posted(by=other)
    await stage.object(stage.notices(other)[0], by=other)
    card = stage.appeal(1)
    said(shown(card), "appeal-author-moderates")
    said(told(await stage.decide(1, "uphold", by=other)), "appeal-own")
    said(told(await other.click(card, custom_id="appeal:1:reveal")), "appeal-own")
    said(told(await stage.decide(1, "uphold", by=stage.moderator)), "appeal-for-managers")
    said(told(await stage.decide(1, "uphold", by=boss)), "appeal-own-decision")
    said(told(await stage.decide(1, "uphold", by=stage.manager)), "appeal-uphold-done")


async def test_what_others_wrote_stays_removed_and_each_card_is_true(stage: AppealsStage) -> None:
    await stage.list_place()
    raiders = [stage.join(f"raider{number}") for number in range(3)]
    for number, raider in enumerate((stage.author, *raiders)):
        await stage.posted(f"https://{PLACE}/{number}", by=raider)
    stage.clock.forward(seconds=4)
    await stage.work()
    (card,) = stage.detections()
    said(shown(card), "detection-group-count", count=4)
    await stage.object(stage.notices()[0])
    form = await stage.manager.click(stage.appeal(1), custom_id="appeal:1:overturn")
    said(form_text(form), "appeal-overturn-says", count=1)
    await stage.decide(1, "overturn")
    own, others = stage.detections()
    said(shown(own), "detection-title-undone")
    said(shown(others), "detection-title-group-removed")
    said(shown(others), "detection-group-count", count=3)
    assert all(len(stage.letters(raider)) == 1 for raider in raiders)
    (undo,) = [each for each in custom_ids(others) if each.endswith(":undo")]
    form = await stage.moderator.click(others, custom_id=undo)
    said(form_text(form), "detection-undo-takes-back", count=3)


async def test_it_counts_in_the_queue_and_in_the_figures(stage: AppealsStage) -> None:
    await objected(stage)
    said(told(await stage.moderator.slash(stage.general, "queue")), "appeal-queue", count=1)
    await stage.decide(1, "overturn")
    unsaid(told(await stage.moderator.slash(stage.general, "queue")), "appeal-queue")
    figures = told(await stage.moderator.slash(stage.general, "stats"))
    said(figures, "appeal-stats", upheld=0, overturned=1, waiting=0)


async def test_two_days_later_the_moderators_are_reminded_once(stage: AppealsStage) -> None:
    await objected(stage)
    stage.clock.forward(days=2, minutes=1)
    for _ in range(2):
        await stage.rowan.scanning.appeals.job.step()
        await stage.work()
    (reminder,) = [each for each in stage.review.history() if "appeals:1:active:1" in custom_ids(each)]
    said(shown(reminder), "appeal-reminder", count=1)
    assert stage.pinged(reminder) == set()
    answer = await stage.moderator.click(reminder, custom_id="appeals:1:active:1")
    said(told(answer), "appeal-queue", count=1)


async def test_a_deleted_card_comes_back_while_it_waits(stage: AppealsStage) -> None:
    await objected(stage)
    await stage.moderator.delete(stage.appeal(1))
    await stage.work()
    said(shown(stage.appeal(1)), "appeal-title-open")


async def test_its_end_by_an_undo_is_told_once(stage: AppealsStage) -> None:
    await objected(stage)
    await stage.undo(1, scope="message")
    await stage.work()
    said(shown(stage.appeal(1)), "appeal-title-undone")
    said(shown(stage.appeal(1)), "appeal-over-by-itself")
    letters = [shown(each) for each in stage.letters()]
    said("\n".join(letters), "undo-notice", count=1)
    assert len(letters) == 2
    found = await stage.rowan.scanning.appeals.decisions.view(AppealId(1))
    assert found is not None


async def test_without_its_text_the_author_is_told_in_words(stage: AppealsStage) -> None:
    await objected(stage)
    async with stage.rowan.base.database.bulk() as tx:
        await tx.run("UPDATE detections SET text_sealed = NULL, text_until = NULL")
    await stage.decide(1, "overturn")
    stage.clock.forward(seconds=3)  # it waits whether a text goes back
    await stage.work()
    letters = "\n".join(shown(each) for each in stage.letters())
    said(letters, "appeal-answer-overturned")
    unsaid(letters, "appeal-answer-letter", count=1)
