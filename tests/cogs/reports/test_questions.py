"""Asking a reporter, as moderators, reporters and hostile hands meet it."""

from typing import Any

import discord
import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import chosen, custom_ids, options, send, shown, told, values
from tests.wording import said

LINK = "badforum.example"

pytestmark = pytest.mark.usefixtures("set_up")


async def ask(stage: ReportsStage, **typed: str) -> Any:
    answer = await send(stage.moderator, await stage.choose(1, "reply"), **typed)
    await stage.work()
    return answer


async def open_answer(person: Any) -> Any:
    """The form for the answer to the one question in somebody's inbox."""
    (question,) = person.user.dm_channel.history()
    return await person.user.click(question, custom_id="relay:1:answer")


def answer_in_review(stage: ReportsStage) -> discord.Message:
    """The message with the one answer, in the review channel."""
    (found,) = [
        each
        for each in stage.review.history()
        if any(custom_id.startswith("relay:2:") for custom_id in custom_ids(each))
    ]
    return found


async def answered(stage: ReportsStage, text: str) -> discord.Message:
    """The reporter answers the first question; returns the message in the review channel."""
    form = await open_answer(stage.member)
    sent = await stage.member.user.submit_modal(form, {"text": text})
    said(told(sent), "relay-answer-sent")
    await stage.work()
    return answer_in_review(stage)


async def test_of_several_reporters_one_is_chosen_by_pseudonym(stage: ReportsStage) -> None:
    message = await stage.reported(f"see {LINK}")
    other = stage.join("other")
    await stage.report(message, by=other)
    form = await stage.choose(1, "reply")
    pseudonyms = list(options(form, "reporter"))
    assert len(pseudonyms) == 2
    assert all(len(pseudonym) == 4 for pseudonym in pseudonyms)
    answer = await send(stage.moderator, form, reporter=pseudonyms[1], text="where?")
    said(told(answer), "relay-asked", pseudonym=pseudonyms[1])
    await stage.work()
    assert sorted(len(stage.inbox(each)) for each in (stage.member, other)) == [0, 1]

    # Whoever answered is who is asked again, unless another is chosen; and nobody else once they want no more.
    whom = next(each for each in (stage.member, other) if stage.inbox(each))
    await whom.user.submit_modal(await open_answer(whom), {"text": "there"})
    await stage.work()
    answer_message = answer_in_review(stage)
    again = await stage.moderator.click(answer_message, custom_id="relay:2:ask")
    assert chosen(again, "reporter") == [pseudonyms[1]]
    (question,) = whom.user.dm_channel.history()
    await whom.user.click(question, custom_id="relay:1:end")
    late = await stage.moderator.click(answer_message, custom_id="relay:2:ask")
    said(told(late), "relay-unreachable")


async def test_of_more_reporters_than_a_select_holds_each_can_be_asked_and_muted(stage: ReportsStage) -> None:
    message = await stage.reported(f"see {LINK}")
    for number in range(29):
        await stage.report(message, by=stage.join(f"reporter {number}"))
    for verb, select in (("reply", "case:1:reply:whom"), ("mute", "case:1:mute")):
        answer = await stage.choose(1, verb)
        first = values(answer.response, select)
        (onward,) = [each for each in custom_ids(answer.response) if each.endswith(":page:1")]
        turned = await stage.moderator.click(answer.response.message, custom_id=onward)
        page = turned.response if turned.response and turned.response.components else answer.response
        last = values(page, select)
        assert (len(first), len(last), len({*first, *last})) == (25, 5, 30)
        form = await stage.moderator.select(answer.response.message, last[-1:], custom_id=select)
        if verb == "reply":
            assert chosen(form, "reporter") == last[-1:]
            said(told(await send(stage.moderator, form, text="where?")), "relay-asked", pseudonym=last[-1])
        else:
            said(told(await send(stage.moderator, form)), "mute-done")


async def test_an_answer_that_comes_too_late_goes_back_to_whoever_wrote_it(stage: ReportsStage) -> None:
    await stage.reported(f"see {LINK}")
    await ask(stage, text="where?")
    form = await open_answer(stage.member)
    await send(stage.moderator, await stage.press(1, "dismiss"))
    refused = told(await stage.member.user.submit_modal(form, {"text": "it took me long to write"}))
    said(refused, "relay-case-closed")
    assert "it took me long to write" in refused


async def test_the_answer_stands_in_the_review_channel_masked_and_defanged(stage: ReportsStage) -> None:
    await stage.reported(f"see {LINK}", stage.join("author"))
    await ask(stage, text=f"where? {LINK}")
    answer = shown(await answered(stage, f"https://{LINK}/x of me@mail.example @everyone"))
    assert "hxxps://badforum[.]example/x" in answer
    assert "me@mail" not in answer
    assert "@everyone" not in answer
    said(shown(stage.card(1)), "case-relay", asked=1, answered=1)


async def test_an_answer_about_a_moderator_is_kept_from_that_moderator(stage: ReportsStage) -> None:
    await stage.reported(f"see {LINK}", stage.manager)
    await ask(stage, text="where?")
    answer = await answered(stage, "it is the manager himself")
    assert "manager himself" not in shown(answer)
    read = await stage.moderator.click(answer, custom_id="relay:2:read")
    assert "it is the manager himself" in told(read)
    refused = told(await stage.manager.click(answer, custom_id="relay:2:read"))
    said(refused, "case-own-message")
    assert "himself" not in refused
    assert custom_ids(answer) == ["relay:2:read"], "the others ask from the case"
    assert (await stage.choose(1, "reply")).modal is not None


async def test_what_waits_moves_with_the_review_channel_and_leaves_no_copy(stage: ReportsStage) -> None:
    await stage.member.slash(stage.general, "privacy notices", on=False)
    await stage.reported(f"see {LINK}")
    await stage.reported(f"see {LINK}/closed")
    await stage.moderator.send(stage.review, "a word among moderators")
    await send(stage.moderator, await stage.press(2, "dismiss"))
    await ask(stage, text="where?")
    answer = await answered(stage, "in the park")
    left = stage.review
    hidden = {stage.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    for role in ("Moderators", "Managers"):
        hidden[stage.guild.roles[role]] = discord.PermissionOverwrite(view_channel=True)
    hidden[stage.env.bot.user] = discord.PermissionOverwrite(view_channel=True)
    stage.review = stage.guild.create_text_channel("new-review", overwrites=hidden)
    await stage.set_up()
    await stage.work()
    said(shown(stage.card(1)), "case-reports", count=1)
    moved = answer_in_review(stage)
    assert moved.id != answer.id
    again = await stage.moderator.click(moved, custom_id="relay:2:ask")
    said(told(await send(stage.moderator, again, text="where next?")), "relay-asked", case="1")
    stay = left.history()
    assert [each.content for each in stay if each.content] == ["a word among moderators"]
    ids = [custom_id for each in stay for custom_id in custom_ids(each)]
    assert not any(custom_id.startswith(("case:1:", "relay:2:")) for custom_id in ids)
    assert any(custom_id.startswith("case:2:") for custom_id in ids)  # it waits for nobody


async def test_bad_input_and_too_much_of_it(stage: ReportsStage) -> None:
    await stage.reported(f"see {LINK}")
    said(told(await ask(stage, text="\u200b \u2060")), "relay-empty")
    for number in range(5):
        await ask(stage, text=f"question {number}")
    refused = told(await ask(stage, text="one more, thought out well"))
    said(refused, "relay-too-many", limit=5)
    assert "one more, thought out well" in refused  # the form is gone, what was typed is not
    assert len(stage.inbox(stage.member)) == 5


async def test_personal_data_in_an_answer_and_in_a_note_is_masked_for_the_channel(
    stage: ReportsStage,
) -> None:
    await stage.reported(f"see {LINK}")
    await ask(stage, text="which number did they post? 212 555 0148?")
    posted = shown(await answered(stage, "they posted +1 212 555 0147"))
    assert "they posted" in posted
    assert "555 0147" not in posted
    await stage.decide(1, "dismiss", reason="no_violation", note="his number is +1 212 555 0147")
    closed = shown(stage.card(1))
    said(closed, "case-note")
    assert "555 0147" not in closed


async def test_a_list_in_an_answer_does_not_end_its_spoiler(stage: ReportsStage) -> None:
    await stage.reported(f"see {LINK}")
    await ask(stage, text="what did they write?")
    posted = shown(await answered(stage, "this:\n- you are a slur\n1. and worse"))
    assert "\\- you are a slur" in posted
    assert "1\\. and worse" in posted


async def test_an_answer_that_was_erased_stands_in_the_review_channel_no_more(stage: ReportsStage) -> None:
    await stage.reported(f"see {LINK}")
    await ask(stage, text="where?")
    message = await answered(stage, "in the harbour")
    assert "harbour" in shown(message)
    await stage.decide(1, "dismiss", reason="no_violation")
    await stage.work()
    asked = await stage.member.slash(stage.general, "privacy erase")
    await stage.member.click(asked.response, custom_id=custom_ids(asked.response)[0])
    await stage.work()
    (erased,) = [each for each in stage.review.history() if each.id == message.id]
    assert "harbour" not in shown(erased)
    said(shown(erased), "relay-answer-erased")
