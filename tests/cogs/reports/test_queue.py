"""`/queue`: its pages, and who may see them."""

from dataclasses import replace

import discord
import pytest

from core.base.errors import UserError
from core.base.ids import RoleId
from core.base.times import to_ms
from core.reports.cases import CaseState
from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import parts_of, told, values
from tests.wording import said, say, sentence

pytestmark = pytest.mark.usefixtures("set_up")


async def test_the_queue_has_pages(stage: ReportsStage) -> None:
    for number in range(10):
        await stage.reported(f"see forum{number}.example", category="threats" if number == 9 else "scam")
    first = await stage.queue()
    said(told(first), "queue-title-active", total=10)
    urgent = sentence("queue-line", emergency="yes", category=say("category-threats"), count=1)
    lines = [line for line in told(first).splitlines() if "](https://" in line]
    assert urgent.stands_in(lines[0])
    assert not any(urgent.stands_in(line) for line in lines[1:])
    said(told(first), "page-number", number=1, pages=2)
    second = await stage.moderator.click(first.response, custom_id="queue:active:2")
    said(told(second), "page-number", number=2, pages=2)
    assert "[9](" in told(second)
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.services.review.queue(stage.caller(), [CaseState.OPEN], 1)


async def test_the_title_says_in_a_sentence_how_many_there_are_of_what_was_asked_for(
    stage: ReportsStage,
) -> None:
    for number in range(3):
        await stage.reported(f"see forum{number}.example")
    await stage.claim(1)
    await stage.decide(2, "dismiss", reason="no_violation")
    for state, count in (("active", 2), ("open", 1), ("claimed", 1), ("closed", 1), ("quiet", 0)):
        asked = {} if state == "active" else {"state": state}
        title = told(await stage.queue(**asked)).strip().splitlines()[0]
        assert title == f"### {say(f'queue-title-{state}', total=count)}"


async def test_a_line_says_what_decides(stage: ReportsStage) -> None:
    """About whom and where, which link and how many more; an age only where the time is exact."""
    await stage.reported("see https://forum.example/x?a=1 and b.example and c.example", category="scam")
    before = to_ms(stage.clock()) // 1000
    await stage.reported("see forum.example", category="threats")
    after = to_ms(stage.clock()) // 1000
    await stage.claim(2)
    shown = told(await stage.queue())
    channel = f"<#{stage.general.id}>"
    said(shown, "queue-by", author=stage.author.name, channel=channel)
    said(shown, "queue-link", link="`hxxps://forum[.]example/x?a=1`", more=2)
    said(shown, "case-state-claimed", name=stage.moderator.name)
    urgent, usual = (line for line in shown.splitlines() if "](https://" in line)
    assert any(f"<t:{second}:R>" in urgent for second in range(before, after + 1))
    assert f"<t:{before - before % 3600}:f>" in usual
    assert ":R>" not in usual


async def test_the_next_case_is_the_most_urgent_that_nobody_holds(stage: ReportsStage) -> None:
    await stage.reported("see a.example", category="scam")
    await stage.reported("see b.example", category="threats")
    queue = await stage.queue()
    for number in (2, 1):
        answer = await stage.moderator.click(queue.response, custom_id="queue:next")
        said(told(answer), "queue-next")
        assert f"[{number}]({stage.link_to(stage.card(number))})" in told(answer)
        assert stage.link_to(stage.card(number)) in [part.get("url") for part in parts_of(answer.response)]
        assert ("see a.example", "see b.example")[number - 1].replace(".", "[.]") in told(answer)
        await stage.claim(number)
    said(told(await stage.choose(1, "history")), "history-case-reveal")
    none = await stage.moderator.click(queue.response, custom_id="queue:next")
    said(told(none), "queue-next-none")
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.services.review.next_case(stage.caller())


async def test_the_next_case_whose_card_is_gone_can_be_given_one(stage: ReportsStage) -> None:
    await stage.reported("see a.example", category="scam")
    stage.env.backend.delete_message(stage.review.id, stage.card(1).id)
    await stage.env.settle()  # it is noted, and not posted again yet
    queue = await stage.queue()
    answer = await stage.moderator.click(queue.response, custom_id="queue:next")
    assert values(answer.response, "queue:card") == ["1"]


async def test_a_full_page_of_the_longest_lines_is_cut_nowhere(stage: ReportsStage) -> None:
    for number in range(8):
        links = f"https://{'x' * 60}{number}.example/{'y' * 300} and b{number}.example"
        await stage.reported(links, category="self_harm")
        await stage.claim(number + 1)
    page = told(await stage.queue())
    assert len([line for line in page.splitlines() if line.startswith("-# ")]) == 8
    assert page.count("https://discord.com/channels/") == 8


async def test_the_moderator_role_is_enough_and_channel_rights_are_not(stage: ReportsStage) -> None:
    helpers = stage.guild.create_role("Helpers")
    await stage.set_up(moderator_role=helpers)
    await stage.reported("see badforum.example")
    queue = stage.services.review.queue
    with pytest.raises(UserError, match="error-not-moderator"):
        await queue(stage.caller(), [CaseState.OPEN], 1)
    helper = replace(stage.caller(), roles=frozenset({RoleId(helpers.id)}))
    assert (await queue(helper, [CaseState.OPEN], 1)).total == 1


async def test_nothing_leads_into_a_review_channel_that_is_gone_and_what_waits_comes_back(
    stage: ReportsStage,
) -> None:
    await stage.reported("see a.example", category="scam")
    await stage.reported("see b.example", category="scam")
    await stage.decide(1, "dismiss", reason="no_violation")
    gone = str(stage.review.id)
    stage.env.backend.delete_channel(stage.review.id)
    await stage.work()
    for state in ({"state": "open"}, {"state": "closed"}):
        shown_there = told(await stage.queue(**state))
        assert gone not in shown_there
        said(shown_there, "queue-problem-deleted")
    await _new_review_channel(stage)
    assert stage.cards(1) == []  # what is closed waits for nobody
    assert f"[2]({stage.link_to(stage.card(2))})" in told(await stage.queue())

    closed = await stage.queue(state="closed")
    said(told(closed), "queue-card-gone")
    given = await stage.moderator.select(closed.response, ["1"], custom_id="queue:card")
    said(told(given), "queue-card-given", case="1")
    await stage.work()
    assert stage.buttons(1) == ["reveal", "undo"]
    assert f"[1]({stage.link_to(stage.card(1))})" in told(await stage.queue(state="closed"))
    again = await stage.moderator.select(closed.response, ["1"], custom_id="queue:card")
    said(told(again), "queue-card-there", case="1")
    await stage.undo_decision(1)
    assert "claim" in stage.buttons(1)


async def _new_review_channel(stage: ReportsStage) -> None:
    """A manager makes another private channel and names it."""
    team = (stage.guild.roles["Moderators"], stage.guild.roles["Managers"], stage.env.bot.user)
    hidden = {each: discord.PermissionOverwrite(view_channel=True) for each in team}
    hidden[stage.guild.default_role] = discord.PermissionOverwrite(view_channel=False)
    stage.review = stage.guild.create_text_channel("review-2", overwrites=hidden)
    await stage.set_up(review_channel=stage.review)
    await stage.work()


async def test_a_channel_that_was_deleted_while_nobody_listened_is_linked_by_nothing(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    await stage.reported("see a.example", category="scam")

    async def deaf(*_: object) -> None:
        """As if the process had not run then."""

    monkeypatch.setattr(stage.rowan.outbox, "channel_deleted", deaf)
    gone = str(stage.review.id)
    stage.env.backend.delete_channel(stage.review.id)
    await stage.work()
    queue = await stage.queue()
    assert gone not in told(queue)
    said(told(queue), "queue-card-gone")
    await _new_review_channel(stage)
    assert stage.card(1)


@pytest.mark.parametrize("while_listening", [True, False])
async def test_the_card_of_a_closed_case_that_somebody_deleted_is_posted_when_asked_for(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch, *, while_listening: bool
) -> None:
    await stage.reported("see a.example", category="scam")
    await stage.decide(1, "dismiss", reason="no_violation")

    async def deaf(*_: object) -> None:
        """As if the process had not run then."""

    if not while_listening:
        monkeypatch.setattr(stage.rowan.outbox, "messages_deleted", deaf)
    stage.env.backend.delete_message(stage.review.id, stage.card(1).id)
    await stage.work()
    assert stage.cards(1) == []
    closed = await stage.queue(state="closed")
    if while_listening:
        said(told(closed), "queue-card-gone")
    said(
        told(await stage.moderator.select(closed.response, ["1"], custom_id="queue:card")), "queue-card-given"
    )
    await stage.work()
    assert stage.buttons(1) == ["reveal", "undo"]
