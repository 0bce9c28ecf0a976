"""Undo of each action on a case, as moderators, authors and reporters meet it."""

import pytest

from core.base.errors import UserError
from core.base.ids import CaseId
from services.reports.questions import RelayId
from tests.cogs.reports.driver import LIST, ReportsStage
from tests.cogs.seen import chosen, custom_ids, form_text, options, send, shown, told
from tests.wording import refused, said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")


async def undo(stage: ReportsStage, number: int, by: object = None) -> str:
    return told(await stage.undo_decision(number, by))


async def test_a_listing_is_undone_from_the_card_with_all_that_it_brought(stage: ReportsStage) -> None:
    for page in "ab":
        await stage.reported(f"see badforum.example/{page}")
    listed = await stage.decide(1, "list", **{**LIST, "share": "yes"})
    await stage.moderator.click(listed.response, custom_id="case:1:related")
    await stage.work()
    assert stage.general.history() == []
    assert len(stage.inbox(stage.member)) == 2

    # The author may not, whatever their rights.
    author = stage.caller(stage.author, manage_messages=True)
    with refused("case-own-message"):
        await stage.services.undo.undo(author, CaseId(1))
    assert "undelete" not in stage.more(1)  # the undo of the decision is the undo of its removal
    form = await stage.press(1, "undo")
    said(form_text(form), "case-undo-unlists", pattern="`badforum[.]example`")
    said(form_text(form), "case-undo-removal", gone="yes")
    assert list(options(form, "notify")) == ["yes", "no"]
    answer = await undo(stage, 1, stage.join("other", "Moderators"))
    said(answer, "case-undone", case="1")
    said(answer, "case-undone-entry", pattern="`badforum[.]example`")
    said(answer, "case-undone-share")
    said(answer, "detection-undo-restores")
    said(answer, "case-undone-related", count=1, cases="2")
    for number, page in ((1, "a"), (2, "b")):
        card = shown(stage.card(number))
        said(card, "case-state-reopened")
        said(card, "case-message-undone-sent")
        said(card, "case-on-no-list")
        assert "delete" not in stage.buttons(number)
        author = stage.author.user
        notice = author.dm_channel.history()[number - 1]
        assert f"badforum[.]example/{page}" in shown(notice)
        # Their author reads of no mistake, and of no permission.
        said(shown(notice), "undo-notice-reopened", count=1)
        unsaid(shown(notice), "undo-notice")
        (why,) = custom_ids(notice)
        said(told(await author.click(notice, custom_id=why)), "undo-why", then="reopened")
    removals = stage.detections()
    assert removals
    for each in removals:
        unsaid(shown(each), "detection-settled-undone")
    history = told(await stage.choose(1, "history"))
    said(history, "history-case-undo")
    assert "`badforum[.]example` → open" in history

    # What is decided next is told to no reporter again.
    await stage.decide(1, "dismiss")
    assert len(stage.inbox(stage.member)) == 2
    said(await undo(stage, 1), "case-undone", case="1")


async def test_a_removal_that_nobody_began_is_not_made_after_the_undo(stage: ReportsStage) -> None:
    message = await stage.reported("see badforum.example")
    await send(stage.moderator, await stage.press(1, "list"), **LIST)
    await stage.post()
    assert "direct message" not in await undo(stage, 1)
    assert [each.id for each in stage.general.history()] == [message.id]
    assert stage.mail(stage.author) == []
    assert "delete" in stage.buttons(1)
    await stage.press(1, "delete")
    await stage.work()
    assert stage.general.history() == []
    removal = shown(stage.detection(1))
    said(removal, "detection-title-case-removed")
    said(removal, "detection-settled-deleted", name="**moderator**")


async def test_the_service_asks_who_is_there_and_what_is_possible(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    undoing, stranger = stage.services.undo, stage.caller()
    moderator = stage.caller_who_moderates(stage.moderator)
    for who, refusal in ((moderator, "case-not-closed"), (stranger, "error-not-moderator")):
        with pytest.raises(UserError, match=refusal):
            await undoing.undo(who, CaseId(1))
    for who, refusal in ((moderator, "case-nothing-removed"), (stranger, "error-not-moderator")):
        with pytest.raises(UserError, match=refusal):
            await undoing.undelete(who, CaseId(1))


async def test_a_deletion_is_undone_from_more_and_says_what_it_cannot(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    assert "undelete" not in stage.more(1)
    await stage.press(1, "delete")
    await stage.work()
    assert "undelete" in stage.more(1)
    said(told(await stage.undelete(1)), "case-undeleted-text")
    said(shown(stage.card(1)), "case-message-undone-sent")
    assert "undelete" not in stage.more(1)
    assert "delete" not in stage.buttons(1)
    (text,) = stage.mail(stage.author)
    assert "badforum[.]example" in shown(text)
    said(shown(text), "undo-notice", count=1)


async def test_whoever_undoes_chooses_whether_the_author_is_told(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example/a")
    await stage.decide(1, "list", **LIST)
    answer = await stage.undo_decision(1, notify="no")
    said(told(answer), "case-undone", case="1")
    unsaid(told(answer), "detection-undo-restores")
    said(shown(stage.card(1)), "case-message-undone-untold")
    await stage.reported("see other.example/b")
    await stage.press(2, "delete")
    await stage.work()
    said(told(await stage.undelete(2, notify="no")), "case-undeleted-untold", case="2")
    assert stage.mail(stage.author) == []


async def test_what_was_closed_as_handled_is_undone_with_its_deletion(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    await stage.press(1, "delete")
    await stage.work()
    await stage.decide(1, "dismiss", reason="handled")
    assert "undelete" not in stage.more(1)
    said(await undo(stage, 1), "detection-undo-restores")
    card = shown(stage.card(1))
    said(card, "case-state-reopened")
    said(card, "case-message-undone-sent")
    (text,) = stage.mail(stage.author)
    said(
        shown(text), "undo-notice-reopened", count=1
    )  # nobody found that it was a mistake: it is looked at again


async def test_a_deletion_before_another_decision_stays_and_the_form_says_so(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    await stage.press(1, "delete")
    await stage.work()
    await stage.decide(1, "dismiss", reason="duplicate")
    assert "undelete" in stage.more(1)
    form = await stage.press(1, "undo")
    said(form_text(form), "case-undo-leaves-removal")
    assert chosen(form, "notify") == ["no"]
    await send(stage.moderator, form)
    await stage.work()
    said(shown(stage.card(1)), "case-message-removed")
    assert stage.mail(stage.author) == []


async def test_an_undo_on_the_removals_card_is_known_to_the_case(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    await stage.press(1, "delete")
    await stage.work()
    await stage.undo(1, "message")
    await stage.work()
    said(shown(stage.card(1)), "case-message-undone-sent")
    assert "undelete" not in stage.more(1)


async def test_a_question_is_taken_back_until_it_is_sent(stage: ReportsStage) -> None:
    await stage.reported("see badforum.example")
    asked = await send(stage.moderator, await stage.choose(1, "reply"), text="where?")
    said(told(asked), "relay-takeback-hint")
    back = await stage.moderator.click(asked.response, custom_id="relay:1:takeback")
    said(told(back), "relay-takeback-done")
    await stage.work()
    assert stage.inbox(stage.member) == []
    unsaid(shown(stage.card(1)), "case-relay")
    again = await stage.moderator.click(asked.response, custom_id="relay:1:takeback")
    said(told(again), "relay-takeback-late")

    asked = await send(stage.moderator, await stage.choose(1, "reply"), text="where?")
    await stage.work()
    late = await stage.moderator.click(asked.response, custom_id="relay:2:takeback")
    said(told(late), "relay-takeback-late")
    assert len(stage.inbox(stage.member)) == 1
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.services.questions.take_back(stage.caller(), RelayId(2))
    said(told(await stage.choose(1, "history")), "history-case-unask")


async def test_why_something_is_undone_stands_in_the_history(stage: ReportsStage) -> None:
    await stage.set_up()
    await stage.reported("see badforum.example/x")
    await stage.decide(1, "dismiss", reason="no_violation")
    why = "he asked again\n# call +1 212 555 0147, badforum.example"
    said(told(await stage.undo_decision(1, notify="no", note=why)), "case-undone", case=1)
    history = told(await stage.choose(1, "history"))
    said(history, "history-why")
    assert "he asked again # call" in history
    for harm in ("555 0147", "badforum.example"):
        assert harm not in history


async def test_an_undo_needs_no_note(stage: ReportsStage) -> None:
    await stage.set_up()
    await stage.reported("see badforum.example/x")
    await stage.decide(1, "dismiss", reason="no_violation")
    said(told(await stage.undo_decision(1, notify="no")), "case-undone", case=1)
    unsaid(told(await stage.choose(1, "history")), "history-why")
