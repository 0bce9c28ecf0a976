"""*Messages around it*: what stands beside the reported message now, for who may see it at Discord."""

from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from core.base.ids import CaseId
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import custom_ids, told
from tests.wording import refused, said, say, sentence, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

AROUND = "case:1:around"
VIEW = discord.Permissions(view_channel=True).value


async def read(stage: ReportsStage, by: Any = None) -> Any:
    """The private answer to *Read message*."""
    return (await stage.press(1, "reveal", by)).response.message


async def look(stage: ReportsStage, by: Any = None) -> Any:
    actor = by or stage.moderator
    return await actor.click(await read(stage, by), custom_id=AROUND)


async def with_neighbours(stage: ReportsStage) -> discord.Message:
    for number in range(7):
        await stage.member.send(stage.general, f"before {number} evil.example +49 170 1234567 @everyone")
    message = await stage.join("author").send(stage.general, "the reported one")
    for number in range(7):
        await stage.member.send(stage.general, f"after {number}")
    await stage.report(message)
    return message


async def test_five_before_and_five_after_masked_and_the_reported_one_marked(stage: ReportsStage) -> None:
    await with_neighbours(stage)
    answer = await look(stage)
    assert answer.ephemeral
    text = "\n".join(await stage.pages(stage.moderator, answer))
    said(text, "around-title", case="1")
    order = [f"before {n}" for n in range(2, 7)] + ["the reported one"] + [f"after {n}" for n in range(5)]
    places = [text.index(each) for each in order]
    assert places == sorted(places)
    for beyond in ("before 1", "after 5"):
        assert beyond not in text
    assert "evil.example" not in text.replace("evil[.]example", "")
    assert "1234567" not in text
    assert "@everyone" not in text
    marked = next(line for line in text.splitlines() if say("around-reported") in line)
    assert text.index(marked) < text.index("the reported one") < text.index("after 0")
    said(told(await stage.choose(1, "history")), "history-case-around")


async def test_nothing_of_it_is_stored(stage: ReportsStage) -> None:
    await with_neighbours(stage)
    await look(stage)
    found = await stage.services.review.revealed_further(stage.caller_who_moderates(), CaseId(1))
    assert found.evidence == "the reported one"


async def test_where_the_message_is_gone_that_is_said_in_its_place(stage: ReportsStage) -> None:
    message = await with_neighbours(stage)
    await message.delete()
    await stage.work()
    text = told(await look(stage))
    said(text, "around-reported-gone")
    assert text.index("before 6") < text.index(say("around-reported-gone")) < text.index("after 0")


async def test_who_may_not_see_the_channel_is_shown_nothing(stage: ReportsStage) -> None:
    await with_neighbours(stage)
    private = await read(stage)
    role = stage.guild.roles["Moderators"]
    stage.env.backend.set_overwrite(stage.general.id, Overwrite(role.id, OverwriteType.ROLE, 0, VIEW))
    await stage.env.settle()
    answer = told(await stage.moderator.click(private, custom_id=AROUND))
    said(answer, "around-hidden")
    assert "before" not in answer


async def test_where_rowan_cannot_read_it_says_so(stage: ReportsStage) -> None:
    await with_neighbours(stage)
    private = await read(stage)
    me = stage.env.bot.user.id
    history = discord.Permissions(read_message_history=True).value
    stage.env.backend.set_overwrite(stage.general.id, Overwrite(me, OverwriteType.MEMBER, 0, history | VIEW))
    await stage.env.settle()
    said(told(await stage.moderator.click(private, custom_id=AROUND)), "around-unreadable")


async def test_the_channel_may_be_gone(stage: ReportsStage) -> None:
    await with_neighbours(stage)
    private = await read(stage)
    stage.env.backend.delete_channel(stage.general.id)
    await stage.env.settle()
    said(told(await stage.moderator.click(private, custom_id=AROUND)), "around-gone")


async def test_that_discord_does_not_answer_is_no_empty_answer(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await with_neighbours(stage)
    private = await read(stage)

    async def silent(*_: Any, **__: Any) -> Any:
        raise TimeoutError

    monkeypatch.setattr(stage.rowan.client.http, "logs_from", silent)
    answer = told(await stage.moderator.click(private, custom_id=AROUND))
    said(answer, "error-unavailable")
    unsaid(answer, "around-nothing")


async def test_authority_is_asked_at_the_click_and_the_author_sees_nothing(stage: ReportsStage) -> None:
    author = stage.join("author", "Moderators")
    message = await author.send(stage.general, "mine")
    await stage.report(message)
    with refused("case-own-message"):
        await stage.services.around.look(stage.caller_who_moderates(author), CaseId(1))
    with refused("error-not-moderator"):
        await stage.services.around.look(stage.caller(stage.member), CaseId(1))


async def test_a_case_about_a_link_alone_has_nothing_around_it(stage: ReportsStage) -> None:
    await stage.report_link("badforum.example/x")
    assert AROUND not in custom_ids((await stage.press(1, "reveal")).response)
    with refused("around-no-message"):
        await stage.services.around.look(stage.caller_who_moderates(stage.moderator), CaseId(1))


async def test_a_message_without_text_says_how_many_files_it_has(stage: ReportsStage) -> None:
    await stage.member.send(stage.general, "", attachments=[("a.png", b"x"), ("b.png", b"y")])
    await stage.reported("the reported one")
    text = told(await look(stage))
    said(text, "case-files", count=2)
    assert sentence("around-nothing").stands_in(text) is False
