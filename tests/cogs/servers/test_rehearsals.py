"""*Report a test message* in `/setup`'s answer: a message, a report and a card that are made and go again."""

import asyncio
from typing import Any

import discord
import pytest
from simcord.backend.models.channel import Overwrite
from simcord.enums import OverwriteType

from core.base.authority import Caller
from core.base.errors import UserError
from core.base.ids import ServerId, UserId
from core.base.times import to_ms
from services.base.outbox import Kind
from tests.cogs.seen import custom_ids, is_about, shown, told
from tests.cogs.stage import Stage
from tests.wording import said, unsaid

BEGIN = "setup:test"
VIEW = discord.Permissions(view_channel=True).value


async def answer_of_setup(stage: Stage) -> Any:
    return (await stage.manager.slash(stage.general, "setup")).response


async def begin(stage: Stage, by: Any = None) -> Any:
    """Press the button while the outbox posts beside it; returns the answer."""
    asked = await answer_of_setup(stage)
    return await stage.beside_posts((by or stage.manager).click(asked.message, custom_id=BEGIN))


def make_public(stage: Stage) -> None:
    everyone = stage.guild.default_role.id
    stage.env.backend.set_overwrite(stage.review.id, Overwrite(everyone, OverwriteType.ROLE, VIEW, 0))


def of_tests(channel: Any) -> list[discord.Message]:
    return [each for each in channel.history() if is_about(each, "rehearsal:")]


def standing(stage: Stage, on: str) -> discord.Message:
    (found,) = [each for each in of_tests(stage.review) if any(i.endswith(on) for i in custom_ids(each))]
    return found


async def test_the_button_stands_where_cards_can_arrive(stage: Stage) -> None:
    assert BEGIN not in custom_ids(await answer_of_setup(stage))  # not set up yet
    await stage.set_up()
    asked = await answer_of_setup(stage)
    assert BEGIN in custom_ids(asked)
    said(shown(asked), "rehearsal-button-begin")
    make_public(stage)
    await stage.env.settle()
    assert BEGIN not in custom_ids(await answer_of_setup(stage))


async def test_a_message_its_report_and_its_card_are_made_and_the_answer_leads_there(stage: Stage) -> None:
    await stage.set_up()
    answer = await begin(stage)
    said(told(answer), "rehearsal-arrived")
    said(shown(standing(stage, ":message")), "rehearsal-message")
    card = standing(stage, ":card")
    said(shown(card), "rehearsal-card-title")
    assert f"/{stage.review.id}/{card.id}" in str(
        [part.to_dict() if not isinstance(part, dict) else part for part in answer.response.components]
    )
    assert of_tests(stage.general) == []
    assert stage.pinged(card) == set()


async def test_it_is_no_case_and_counts_nowhere(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    queue = await stage.moderator.slash(stage.general, "queue")
    said(told(queue), "queue-empty")
    stats = await stage.moderator.slash(stage.general, "stats")
    said(told(stats), "stats-empty", days=30)
    async with stage.stores.storage.bulk() as tx:
        for nothing in ("SELECT 1 FROM cases", "SELECT 1 FROM reports", "SELECT 1 FROM shared_entries"):
            assert await tx.sql.one(nothing) is None, nothing


@pytest.mark.parametrize("button", [":message", ":card"])
async def test_a_button_takes_both_away(stage: Stage, button: str) -> None:
    await stage.set_up()
    await begin(stage)
    pressed = standing(stage, button)
    (end,) = [each for each in custom_ids(pressed) if ":end:" in each]
    said(told(await stage.moderator.click(pressed, custom_id=end)), "rehearsal-ended")
    await stage.post()
    assert of_tests(stage.review) == []
    assert not await stage.stores.outbox.is_owed(Kind.REHEARSAL_CARD, 1)


async def test_so_does_the_one_in_the_answer_and_a_second_press_says_that_it_is_over(stage: Stage) -> None:
    await stage.set_up()
    answer = (await begin(stage)).response
    (end,) = [each for each in custom_ids(answer) if ":end:" in each]
    said(told(await stage.manager.click(answer.message, custom_id=end)), "rehearsal-ended")
    await stage.post()
    assert of_tests(stage.review) == []
    said(told(await stage.manager.click(answer.message, custom_id=end)), "rehearsal-over")


async def test_members_take_nothing_away_and_moderators_begin_nothing(stage: Stage) -> None:
    await stage.set_up()
    with pytest.raises(UserError, match="error-not-manager"):
        await stage.rowan.servers.rehearsals.begin(stage.caller_who_moderates())
    await begin(stage)
    with pytest.raises(UserError, match="error-not-moderator"):
        await stage.rowan.servers.rehearsals.end(stage.caller(stage.member), 1)
    assert len(of_tests(stage.review)) == 2


async def test_another_servers_test_and_another_message_are_refused(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    stranger = Caller(ServerId(1), UserId(2), "x", manage_messages=True)
    with pytest.raises(UserError, match="rehearsal-over"):
        await stage.rowan.servers.rehearsals.end(stranger, 1)
    card = standing(stage, ":card")
    await stage.stores.outbox.arm_anew(Kind.REHEARSAL_CARD, 1, stage.server, stage.clock())
    said(told(await stage.moderator.click(card, custom_id="rehearsal:1:end:card")), "error-unknown-button")


async def test_it_goes_by_itself_and_at_a_start(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    job = stage.rowan.servers.old_rehearsals
    stage.clock.forward(minutes=14)
    assert await job.step() == 0
    stage.clock.forward(minutes=2)
    assert await job.step() == 1
    await stage.post()
    assert of_tests(stage.review) == []

    await begin(stage)
    assert len(of_tests(stage.review)) == 2
    stage.clock.forward(seconds=1)
    stage.rowan.servers.rehearsals._started = stage.clock()  # as a process that began just now
    assert await job.step() == 1
    await stage.post()
    assert of_tests(stage.review) == []


async def test_two_presses_make_one_test(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    said(told(await begin(stage)), "rehearsal-arrived")
    assert len(of_tests(stage.review)) == 2


async def test_where_no_card_can_arrive_it_says_what_is_missing(stage: Stage) -> None:
    await stage.set_up()
    asked = await answer_of_setup(stage)
    make_public(stage)
    await stage.env.settle()
    answer = told(await stage.manager.click(asked.message, custom_id=BEGIN))
    said(answer, "rehearsal-problem-public")
    unsaid(answer, "rehearsal-arrived")
    assert await stage.stores.rehearsals.running(stage.server) is None


async def test_a_card_that_does_not_come_in_time_is_not_said_to_stand_and_goes_before_it_came(
    stage: Stage,
) -> None:
    await stage.set_up()
    asked = await answer_of_setup(stage)
    answer = await stage.manager.click(asked.message, custom_id=BEGIN)  # the outbox posts nothing meanwhile
    said(told(answer), "rehearsal-not-yet")
    stage.clock.forward(minutes=16)
    assert await stage.rowan.servers.old_rehearsals.step() == 1
    await stage.post()
    assert of_tests(stage.review) == []
    assert not await stage.stores.outbox.is_owed(Kind.REHEARSAL_MESSAGE, 1)


async def test_what_rowan_may_not_reach_when_it_is_over_goes_when_it_may_again(stage: Stage) -> None:
    await stage.set_up()
    answer = (await begin(stage)).response
    rowan = stage.env.bot.user.id
    stage.env.backend.set_overwrite(stage.review.id, Overwrite(rowan, OverwriteType.MEMBER, 0, VIEW))
    await stage.env.settle()
    (end,) = [each for each in custom_ids(answer) if ":end:" in each]
    said(told(await stage.manager.click(answer.message, custom_id=end)), "rehearsal-ended")
    await stage.post()
    assert len(of_tests(stage.review)) == 2
    said(told(await stage.manager.click(answer.message, custom_id=end)), "rehearsal-over")
    stage.env.backend.set_overwrite(stage.review.id, Overwrite(rowan, OverwriteType.MEMBER, VIEW, 0))
    await stage.env.settle()
    stage.clock.forward(hours=1, minutes=1)
    await stage.post()
    assert of_tests(stage.review) == []


async def test_two_managers_at_once_make_one_test(stage: Stage) -> None:
    await stage.set_up()
    rehearsals = stage.rowan.servers.rehearsals
    managers = [stage.caller(who, manage_server=True) for who in (stage.manager, stage.moderator)]
    made = await asyncio.gather(*(rehearsals.begin(each) for each in managers))
    assert len({each.id for each in made}) == 1


async def test_what_a_dead_process_had_sent_is_found_and_taken_away(stage: Stage) -> None:
    await stage.set_up()
    await begin(stage)
    # As a process leaves it that dies between Discord's answer and the commit.
    async with stage.stores.storage.bulk() as tx:
        await tx.sql.run(
            "UPDATE outbox SET message_id = NULL, channel_id = NULL, state = 'due', attempted_at = $1 "
            "WHERE kind LIKE 'rehearsal%'",
            to_ms(of_tests(stage.review)[0].created_at),
        )
    stage.clock.forward(minutes=16)
    assert await stage.rowan.servers.old_rehearsals.step() == 1
    await stage.post()
    assert of_tests(stage.review) == []
