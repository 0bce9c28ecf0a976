"""A reported message that goes in whatever way: its card says so, and its reporter hears nothing that is not true."""

from typing import Any

import discord
import pytest

from tests.cogs.reports.driver import REPORT, ReportsStage
from tests.cogs.seen import send, shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

TEXT = "see badforum.example/x"


def lose(stage: ReportsStage, message: discord.Message) -> None:
    """It is deleted while Rowan is not listening."""
    del stage.env.backend.messages[message.channel.id][message.id]


async def ends(stage: ReportsStage, sentence: str, number: int = 1) -> None:
    await stage.decide(number, "dismiss", reason="no_violation")
    notice = shown(stage.inbox(stage.member)[-1])
    said(notice, sentence, case=str(number))


async def test_it_goes_with_its_channel(stage: ReportsStage) -> None:
    channel = stage.guild.create_text_channel("elsewhere")
    await stage.report_link(stage.link_to(await stage.author.send(channel, TEXT)))
    found = stage.rowan.client.get_channel(channel.id)
    assert isinstance(found, discord.TextChannel)
    await found.delete()
    await stage.work()
    said(shown(stage.card(1)), "case-message-deleted")
    await ends(stage, "outcome-gone")


async def test_it_goes_with_its_thread(stage: ReportsStage) -> None:
    channel = stage.rowan.client.get_channel(stage.general.id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="here", type=discord.ChannelType.public_thread)
    (handle,) = stage.general.threads
    await stage.report_link(stage.link_to(await stage.author.send(handle, TEXT)))
    unsaid(shown(stage.card(1)), "case-message-deleted")
    await thread.delete()
    await stage.work()
    said(shown(stage.card(1)), "case-message-deleted")
    await ends(stage, "outcome-gone")


async def test_it_goes_between_menu_and_form(stage: ReportsStage) -> None:
    message = await stage.author.send(stage.general, TEXT)
    form = await stage.member.context_menu(stage.general, "Report message", message)
    await stage.author.delete(message)
    await send(stage.member, form, **REPORT)
    await stage.work()
    card = shown(stage.card(1))
    said(card, "case-message-deleted")
    said(card, "case-link", link="`hxxps://badforum[.]example/x`")  # what the click delivered is kept
    await ends(stage, "outcome-gone")


async def test_it_goes_while_nobody_listens_and_is_found_at_the_end(stage: ReportsStage) -> None:
    lose(stage, await stage.reported(TEXT))
    await ends(stage, "outcome-gone")
    said(shown(stage.card(1)), "case-message-deleted")


async def test_it_goes_while_rowan_is_away_and_is_found_when_the_server_arrives(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("services.reports.reported_messages.PAUSE_SECONDS", 0.0)
    lose(stage, await stage.reported(TEXT))
    guild = stage.rowan.client.get_guild(stage.server)
    stage.rowan.client.dispatch("guild_available", guild)
    await stage.env.settle()
    await stage.services.messages.step()
    await stage.work()
    said(shown(stage.card(1)), "case-message-deleted")


@pytest.mark.parametrize("answer", ["hidden", "broken"])
async def test_where_discord_does_not_say_nothing_is_claimed(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    await stage.reported(TEXT)

    async def asked(*_: object) -> Any:
        if answer == "broken":
            raise TimeoutError
        response: Any = type("Response", (), {"status": 403, "reason": "Forbidden", "headers": {}})
        raise discord.Forbidden(response, {"code": 50001, "message": "Missing Access"})

    monkeypatch.setattr(stage.rowan.client.http, "get_message", asked)
    await ends(stage, "outcome-unknown")
    unsaid(shown(stage.card(1)), "case-message-deleted")


async def test_what_stands_is_said_to_be_left(stage: ReportsStage) -> None:
    await stage.reported(TEXT)
    await ends(stage, "outcome-left")


async def test_a_deletion_that_comes_too_late_says_that_it_was_gone(stage: ReportsStage) -> None:
    lose(stage, await stage.reported(TEXT))
    said(told(await stage.delete(1)), "case-delete-gone", case="1")
    said(shown(stage.card(1)), "case-message-deleted")


async def test_what_rowan_removed_by_a_rule_is_said_to_be_removed(stage: ReportsStage) -> None:
    message = await stage.reported("nothing yet")
    await stage.policy("preset", name="standard")
    await stage.moderator.slash(
        stage.general, "blocklist add", pattern="badforum.example", category="harassment"
    )
    await stage.author.edit(message, TEXT)
    await stage.env.settle()
    await stage.work()
    said(shown(stage.card(1)), "case-message-removed")


async def test_a_moderators_removal_that_a_rules_forestalls_says_that_it_was_removed(
    stage: ReportsStage,
) -> None:
    message = await stage.reported("nothing yet")
    await stage.policy("preset", name="standard")
    await stage.moderator.slash(
        stage.general, "blocklist add", pattern="badforum.example", category="harassment"
    )
    said(told(await stage.press(1, "delete")), "case-delete-owed", case="1")
    await stage.author.edit(message, TEXT)
    await stage.env.settle()
    await stage.rowan.scanning.removals.step()
    await stage.rowan.scanning.removals.finish(5)
    await stage.work()
    said(shown(stage.card(1)), "case-message-removed")
