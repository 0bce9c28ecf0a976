"""Asking a reporter, as moderators, reporters and hostile hands meet it."""

from typing import Any

import discord
import pytest

from tests.cogs.conftest import Stage
from tests.cogs.reports.test_cases import _all, card, reported, send, told, work
from tests.cogs.reports.test_outcomes import inbox

LINK = "badforum.example"


@pytest.fixture(autouse=True)
async def _set_up(stage: Stage) -> None:
    await stage.set_up()


async def ask(stage: Stage, **fields: str) -> Any:
    form = await stage.moderator.select(card(stage, 1), ["reply"], custom_id="case:1:more")
    answer = await send(stage.moderator, form, fields)
    await work(stage)
    return answer


async def answered(stage: Stage, text: str) -> discord.Message:
    """The reporter's answer to the first question; returns the message in the review channel."""
    (question,) = stage.member.user.dm_channel.history()
    form = await stage.member.user.click(question, custom_id="relay:1:answer")
    assert "on its way" in told(await stage.member.user.submit_modal(form, {"text": text}))
    await work(stage)
    found = [message for message in stage.review.history() if "relay:2:" in _all(message)]
    assert len(found) == 1
    return found[0]


async def test_of_several_reporters_one_is_chosen_by_pseudonym(stage: Stage) -> None:
    message = await reported(stage, f"see {LINK}")
    other = stage.guild.add_member(stage.env.create_user("other"))
    form = await other.context_menu(stage.general, "Report message", message)
    await send(other, form, {})
    await work(stage)
    form = await stage.moderator.select(card(stage, 1), ["reply"], custom_id="case:1:more")
    choices = form.modal["components"][0]["component"]["options"]
    assert len(choices) == 2
    assert all(len(choice["value"]) == 4 for choice in choices)
    answer = await send(stage.moderator, form, {"reporter": choices[1]["value"], "text": "where?"})
    assert choices[1]["value"] in told(answer)
    await work(stage)
    assert sorted(len(inbox(stage, each)) for each in (stage.member, other)) == [0, 1]

    # Whoever answered is who is asked again, unless another is chosen; and nobody else once they want no more.
    whom = next(each for each in (stage.member, other) if inbox(stage, each))
    (question,) = whom.user.dm_channel.history()
    form = await whom.user.click(question, custom_id="relay:1:answer")
    await whom.user.submit_modal(form, {"text": "there"})
    await work(stage)
    (shown,) = [each for each in stage.review.history() if "relay:2:" in _all(each)]
    again = await stage.moderator.click(shown, custom_id="relay:2:ask")
    offered = again.modal["components"][0]["component"]["options"]
    assert [each["value"] for each in offered if each.get("default")] == [choices[1]["value"]]
    await whom.user.click(question, custom_id="relay:1:end")
    assert "cannot be asked any more" in told(await stage.moderator.click(shown, custom_id="relay:2:ask"))


async def test_an_answer_that_comes_too_late_goes_back_to_whoever_wrote_it(stage: Stage) -> None:
    await reported(stage, f"see {LINK}")
    await ask(stage, text="where?")
    (question,) = stage.member.user.dm_channel.history()
    form = await stage.member.user.click(question, custom_id="relay:1:answer")
    decided = await stage.moderator.click(card(stage, 1), custom_id="case:1:dismiss")
    await send(stage.moderator, decided, {})
    refused = told(await stage.member.user.submit_modal(form, {"text": "it took me long to write"}))
    assert "closed this case" in refused
    assert "it took me long to write" in refused


async def test_the_answer_stands_in_the_review_channel_masked_and_defanged(stage: Stage) -> None:
    author = stage.guild.add_member(stage.env.create_user("author"))
    message = await author.send(stage.general, f"see {LINK}")
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await send(stage.member, form, {})
    await work(stage)
    await ask(stage, text=f"where? {LINK}")
    shown = _all(await answered(stage, f"https://{LINK}/x of me@mail.example @everyone"))
    assert "hxxps://badforum[.]example/x" in shown
    assert "me@mail" not in shown
    assert "@everyone" not in shown
    assert "answers: 1" in _all(card(stage, 1))


async def test_an_answer_about_a_moderator_is_kept_from_that_moderator(stage: Stage) -> None:
    # The manager wrote the reported message (`reported` of tests/cogs/reports/test_cases.py).
    await reported(stage, f"see {LINK}")
    await ask(stage, text="where?")
    shown = await answered(stage, "it is the manager himself")
    assert "manager himself" not in _all(shown)
    read = await stage.moderator.click(shown, custom_id="relay:2:read")
    assert "it is the manager himself" in told(read)
    refused = told(await stage.manager.click(shown, custom_id="relay:2:read"))
    assert "message of yours" in refused
    assert "himself" not in refused
    assert "message of yours" in told(await stage.manager.click(shown, custom_id="relay:2:ask"))


async def test_what_waits_moves_with_the_review_channel_and_leaves_no_copy(stage: Stage) -> None:
    await stage.member.slash(stage.general, "privacy notices", on=False)
    await reported(stage, f"see {LINK}")
    await reported(stage, f"see {LINK}/closed")
    await stage.moderator.send(stage.review, "a word among moderators")
    form = await stage.moderator.click(card(stage, 2), custom_id="case:2:dismiss")
    await send(stage.moderator, form, {})
    await ask(stage, text="where?")
    answer = await answered(stage, "in the park")
    left = stage.review
    hidden = {stage.guild.default_role: discord.PermissionOverwrite(view_channel=False)}
    for role in ("Moderators", "Managers"):
        hidden[stage.guild.roles[role]] = discord.PermissionOverwrite(view_channel=True)
    hidden[stage.env.bot.user] = discord.PermissionOverwrite(view_channel=True)
    stage.review = stage.guild.create_text_channel("new-review", overwrites=hidden)
    await stage.set_up()
    await work(stage)
    assert "Reports: 1" in _all(card(stage, 1))
    (moved,) = [each for each in stage.review.history() if "relay:2:" in _all(each)]
    assert moved.id != answer.id
    again = await stage.moderator.click(moved, custom_id="relay:2:ask")
    assert "of case 1" in told(await send(stage.moderator, again, {"text": "where next?"}))
    stay = left.history()
    assert [each.content for each in stay if each.content] == ["a word among moderators"]
    assert not any(f"{one}:" in _all(each) for each in stay for one in ("case:1", "relay:2"))
    assert any("case:2:" in _all(each) for each in stay)  # it waits for nobody


async def test_bad_input_and_too_much_of_it(stage: Stage) -> None:
    await reported(stage, f"see {LINK}")
    assert "write something" in told(await ask(stage, text="\u200b \u2060"))
    for number in range(5):
        await ask(stage, text=f"question {number}")
    refused = told(await ask(stage, text="one more, thought out well"))
    assert "at most 5" in refused
    assert "one more, thought out well" in refused  # the form is gone, what was typed is not
    assert len(inbox(stage, stage.member)) == 5
