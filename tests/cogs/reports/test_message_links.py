"""A message that is reported by its link: found wherever its reporter can read it, and nowhere else."""

from types import SimpleNamespace
from typing import Any

import discord
import pytest

from tests.cogs.reports.driver import ReportsStage
from tests.cogs.seen import shown, told
from tests.wording import said, unsaid

pytestmark = pytest.mark.usefixtures("set_up")

LINK = "badforum.example/x"


async def post_in_thread(stage: ReportsStage, *, private: bool = False, **place: Any) -> discord.Message:
    """Somebody writes in a thread that is archived then, so that the gateway tells of it no more."""
    kind = discord.ChannelType.private_thread if private else discord.ChannelType.public_thread
    channel = stage.rowan.client.get_channel(place.get("channel", stage.general).id)
    assert isinstance(channel, discord.TextChannel)
    thread = await channel.create_thread(name="old", type=kind)
    writer = stage.manager if place else stage.author
    backend = stage.env.backend
    backend.add_thread_member(thread.id, writer.id)
    (handle,) = [each for each in place.get("channel", stage.general).threads if each.id == thread.id]
    message: discord.Message = await writer.send(handle, f"see {LINK}")
    await stage.work()
    await thread.edit(archived=True)
    await stage.env.settle()
    guild = stage.rowan.client.get_guild(stage.server)
    assert guild is not None
    guild._threads.pop(thread.id, None)
    return message


async def test_in_an_archived_thread_it_is_found_with_all_that_belongs_to_it(stage: ReportsStage) -> None:
    message = await post_in_thread(stage)
    said(told(await stage.report_link(stage.link_to(message))), "report-thanks", case="1")
    card = shown(stage.card(1))
    said(card, "case-where", channel=f"<#{message.channel.id}>")
    assert "badforum[.]example/x" in card
    await stage.press(1, "delete")
    await stage.work()
    said(shown(stage.card(1)), "case-message-removed")
    assert message.id not in stage.env.backend.messages[message.channel.id]
    assert stage.env.backend.get_thread(message.channel.id).thread_metadata.archived


async def test_where_its_reporter_cannot_read_it_nothing_of_it_is_told(stage: ReportsStage) -> None:
    hidden = await stage.manager.send(stage.review, f"see {LINK}")
    private = await post_in_thread(stage, private=True)
    behind = await post_in_thread(stage, channel=stage.review)
    nowhere = f"https://discord.com/channels/{stage.server}/{stage.general.id}/{2**60}"
    answers = []
    for number, link in enumerate([*map(stage.link_to, (hidden, private, behind)), nowhere], start=1):
        answers.append(told(await stage.report_link(link)).replace(str(number), "N"))
        card = shown(stage.card(number))
        said(card, "case-link-alone")
        assert "badforum" not in card
    assert len({answer.partition("\n")[0] for answer in answers}) == 1


async def test_a_link_that_names_this_server_and_a_channel_of_another_finds_nothing(
    stage: ReportsStage,
) -> None:
    elsewhere = stage.env.create_guild()
    channel = elsewhere.create_text_channel("theirs")
    theirs = await elsewhere.add_member(stage.env.create_user("other")).send(channel, f"see {LINK}")
    for server in (stage.server, elsewhere.id):
        await stage.report_link(f"https://discord.com/channels/{server}/{channel.id}/{theirs.id}")
    for number in (1, 2):
        said(shown(stage.card(number)), "case-link-alone")
        unsaid(shown(stage.card(number)), "case-where")


async def test_who_is_in_a_private_thread_can_report_what_stands_there(stage: ReportsStage) -> None:
    message = await post_in_thread(stage, private=True)
    stage.env.backend.add_thread_member(message.channel.id, stage.member.id)
    await stage.report_link(stage.link_to(message))
    said(shown(stage.card(1)), "case-where", channel=f"<#{message.channel.id}>")


TYPED = [
    "look {link} please",
    "{bare}",
    "{link}?x=1",
    "{link}#there",
    "http://www.{bare}",
    "HTTPS://PTB.{bare}/",
    "<https://canary.{bare}>",
    "https://{app}",
    "[here](https://{bare}), do you see?",
    "other.example {link}",
    "https://discord.com/channels/{other}/{other}/{other} {link}",
]


def spelled(pattern: str, link: str) -> str:
    """A link of a message as somebody types or pastes it."""
    bare = link.removeprefix("https://")
    return pattern.format(link=link, bare=bare, app=bare.replace("discord", "discordapp"), other=2**59)


@pytest.mark.parametrize("pattern", TYPED)
@pytest.mark.parametrize("field", ["link", "details"])
async def test_whose_message_is_reported_reads_nothing_however_its_link_is_typed(
    stage: ReportsStage, pattern: str, field: str
) -> None:
    message = await stage.moderator.send(stage.general, "I know where you live")
    typed = spelled(pattern, stage.link_to(message))
    fields = {"details": f"he is my ex {typed}"} if field == "details" else {"details": "he is my ex"}
    answer = await stage.report_link(
        typed if field == "link" else "other.example", category="threats", **fields
    )
    said(told(answer), "report-thanks", case="1")
    unsaid(told(answer), "report-thanks-link-unread")
    for verb in ("reveal", "history"):
        answer = told(await (stage.press if verb == "reveal" else stage.choose)(1, verb))
        assert "my ex" not in answer
    said(told(await stage.press(1, "reveal")), "case-own-message", case="1")
    revealed = told(await stage.press(1, "reveal", stage.manager))
    assert "my ex" in revealed
    assert "I know where you live" in revealed
    if "other.example" in typed or field == "details":
        assert "other[.]example" in shown(stage.card(1))


@pytest.mark.parametrize("error", [503, 429, 403, TimeoutError])
async def test_a_message_that_discord_does_not_give_is_asked_for_again_and_else_nothing_is_filed(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch, error: Any
) -> None:
    monkeypatch.setattr("cogs.reports.message_links._PAUSE_SECONDS", 0.0)
    message = await stage.moderator.send(stage.general, "I know where you live")
    fetched, faults = discord.TextChannel.fetch_message, [error] * 3

    async def fetch(self: discord.TextChannel, number: int) -> discord.Message:
        if not faults:
            return await fetched(self, number)
        fault = faults.pop()
        if fault is TimeoutError:
            raise TimeoutError
        kind = discord.Forbidden if fault == 403 else discord.HTTPException
        raise kind(SimpleNamespace(status=fault, reason="", headers={}), "")  # type: ignore[arg-type]

    monkeypatch.setattr(discord.TextChannel, "fetch_message", fetch)
    answer = await stage.report_link(stage.link_to(message), category="threats", details="he is my ex")
    said(told(answer), "report-message-unread")
    assert "he is my ex" in told(answer)
    assert not stage.cards(1)
    faults += [error] * 2
    said(
        told(await stage.report_link(stage.link_to(message), details="he is my ex")),
        "report-thanks",
        case="1",
    )
    said(told(await stage.press(1, "reveal")), "case-own-message", case="1")


async def test_a_clicked_message_is_reported_whatever_becomes_of_a_further_link(
    stage: ReportsStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    async def silent(*_: object) -> discord.Message:
        raise TimeoutError

    message = await stage.moderator.send(stage.general, "I know where you live")
    monkeypatch.setattr(discord.TextChannel, "fetch_message", silent)
    said(told(await stage.report(message, link=stage.link_to(message))), "report-thanks", case="1")


async def test_a_further_link_may_lead_to_a_message_of_the_same_author_alone(stage: ReportsStage) -> None:
    clicked, more = [await stage.manager.send(stage.general, text) for text in ("I will get you", "soon")]
    theirs = await stage.moderator.send(stage.general, "I know where you live")
    typed = f"{stage.link_to(more)} and {stage.link_to(theirs)}"
    fields = {"category": "threats", "details": "he is my ex"}
    for answer in (
        await stage.report(clicked, link=typed, **fields),
        await stage.report_link(typed, **fields),
    ):
        said(told(answer), "report-link-of-another")
        assert "he is my ex" in told(answer)
    assert not stage.cards(1)
    said(told(await stage.report(clicked, link=stage.link_to(more))), "report-thanks", case="1")
