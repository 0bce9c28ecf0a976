"""Invites on the own list: what moderators are told of the server behind them, and why other invites go."""

from typing import Any

import pytest

from tests.cogs.conftest import Stage
from tests.cogs.lists.test_blocklist import blocklist, told
from tests.cogs.scanning.test_scanning import cards, post, shown, stands, work
from tests.fakes import FakeInvites

FORUM = 99 * 10**16
HOSTILE = "\u202e**free** @everyone <@1> evil.example\nx"


@pytest.fixture
async def discord_says(stage: Stage) -> FakeInvites:
    """What Discord answers about invites."""
    await stage.set_up()
    source = FakeInvites({"abc": FORUM, "xyz": FORUM, "home": stage.guild.id}, {FORUM: HOSTILE})
    stage.answer_invites(source)
    return source


async def ask(stage: Stage) -> None:
    """Ask whatever is due, look again at what waited, and remove what is to go."""
    await stage.ask_about_invites()
    await work(stage)


async def check(stage: Stage, text: str, by: Any = None) -> str:
    return told(await (by or stage.moderator).slash(stage.general, "check", text=text))


async def test_the_moderator_sees_what_an_entry_stands_for_and_why_another_invite_goes(
    stage: Stage, discord_says: FakeInvites
) -> None:
    assert "Discord is being asked" in await blocklist(stage, "add", pattern="https://discord.com/invite/abc")
    await ask(stage)
    for said in (
        await blocklist(stage, "show", pattern="discord.gg/abc"),
        await blocklist(stage, "search", query="abc"),
        await check(stage, "discord.gg/abc"),
    ):
        assert f"`{FORUM}`" in said
        assert "every invite to that server counts" in said
        for harm in ("@everyone", "<@1>", "**free**", "\u202e", "evil.example"):
            assert harm not in said

    message = await post(stage, "join us: discord.gg/xyz")
    assert stands(stage, message)
    await ask(stage)
    assert not stands(stage, message)
    card = shown(cards(stage)[-1])
    for part in (
        "discord[.]gg/xyz",
        "discord[.]gg/abc",
        "another invite to the server",
        str(FORUM),
        "server's list",
    ):
        assert part in card
    assert "@everyone" not in card
    said = await check(stage, "discord.gg/xyz")
    assert "It is another invite to the server that this entry stands for" in said
    assert "The message would be removed" in said
    assert "A link in that is listed" in await check(stage, "discord.gg/xyz", stage.member)


async def test_this_servers_own_invite_is_refused(stage: Stage, discord_says: FakeInvites) -> None:
    assert "Discord is being asked" in await blocklist(stage, "add", pattern="discord.gg/home")
    await ask(stage)
    assert "counts by its code alone" in await blocklist(stage, "show", pattern="discord.gg/home")
    await blocklist(stage, "remove", pattern="discord.gg/home")
    said = await blocklist(stage, "add", pattern="discord.gg/home")
    assert "leads to this very server" in said
    assert "Nothing was changed" in said
    assert "Not on this server's list" in await blocklist(stage, "show", pattern="discord.gg/home")


async def test_check_says_where_discord_was_not_heard_yet(stage: Stage, discord_says: FakeInvites) -> None:
    assert "no link in that" in await check(stage, "discord.gg/xyz")
    await blocklist(stage, "add", pattern="discord.gg/abc")
    await ask(stage)
    said = await check(stage, "discord.gg/unheard")
    assert "is not known yet" in said
    assert "Nothing would be done" not in said
    assert "discord.gg/xyz" not in discord_says.asked


async def test_an_invite_that_discord_does_not_know(stage: Stage, discord_says: FakeInvites) -> None:
    await blocklist(stage, "add", pattern="discord.gg/gone")
    await ask(stage)
    assert "Discord knows no such invite" in await blocklist(stage, "show", pattern="discord.gg/gone")
