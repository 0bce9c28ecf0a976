"""The lists on the real process: three servers, the operator's command line beside the running bot, two processes."""

import asyncio
import json
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.home import Home, command_line, home, running
from tests.process.scanning.patrol import card_with

pytestmark = pytest.mark.process

SITE = "thread.forum-of-hate.example"
LONG_ENOUGH = 0.7  # seconds in which a message would have been removed


async def blocklist(place: Home, name: str, **options: object) -> str:
    answer = await place.fd.slash(place.moderator, place.general, f"blocklist {name}", **options)
    assert answer.failed is None, answer.failed
    assert answer.ephemeral
    return answer.text


async def is_removed(place: Home, text: str, *, within: float = 3.0) -> bool:
    """Whether a member's message with this text goes."""
    message = await place.fd.send(place.alice, place.general, text)
    deadline = asyncio.get_running_loop().time() + within
    while asyncio.get_running_loop().time() < deadline:
        if not any(each["id"] == message["id"] for each in place.fd.history(place.general)):
            return True
        await asyncio.sleep(0.05)
    return False


async def operator(folder: Path, *arguments: str) -> str:
    status, out, err = await command_line(folder, *arguments, DISCORD_TOKEN="")
    assert status == 0, err
    return out


async def test_shared_here_confirmed_there_acts_in_a_third(fd: FakeDiscord, tmp_path: Path) -> None:
    places = [home(fd, name) for name in ("Anchor", "Beacon", "Cove", "Dune")]
    anchor, beacon, cove, dune = places
    async with running(fd, tmp_path):
        for place in places:
            await place.set_up()
            await fd.slash(place.manager, place.general, "policy preset", name="standard")

        # A member cannot, even with a client that shows the command.
        answer = await fd.slash(anchor.alice, anchor.general, "blocklist add", pattern=SITE, _force=True)
        assert "Manage Messages" in answer.text

        assert "does not trust" in await blocklist(anchor, "add", pattern=f"https://{SITE}/", share=True)
        assert await is_removed(anchor, f"look https://{SITE}/1")
        assert "does not trust" in await blocklist(beacon, "confirm", pattern=SITE)
        assert not await is_removed(cove, f"https://{SITE}/2", within=LONG_ENOUGH)

        # The operator trusts both while the bot runs: what they said counts, from the next message on.
        assert "is trusted" in await operator(tmp_path, "trust", anchor.guild, "--group", "lighthouses")
        assert not await is_removed(cove, f"https://{SITE}/3", within=LONG_ENOUGH)
        assert "is trusted" in await operator(tmp_path, "trust", beacon.guild)
        assert await is_removed(cove, f"hxxps://{SITE.replace('.', '[.]')}/4")
        table = await operator(tmp_path, "servers")
        line = next(line for line in table.splitlines() if anchor.guild in line)
        assert "lighthouses" in line

        # Two trusted disputes beat two confirms: it acts on nobody, save on the own list.
        await asyncio.gather(*(operator(tmp_path, "trust", place.guild) for place in (cove, dune)))
        for place, state in ((cove, "**On the shared list**"), (dune, "**Disputed**")):
            assert state in await blocklist(place, "dispute", pattern=SITE, reason="news")
        assert not await is_removed(cove, f"https://{SITE}/5", within=LONG_ENOUGH)
        assert await is_removed(anchor, f"https://{SITE}/6")
        said = await blocklist(beacon, "pending")
        assert "forum-of-hate[.]example" in said
        assert "“news”" in said

        # Taken back, it acts again; retracted by those who stood for it, no more.
        for place in (cove, dune):
            await blocklist(place, "retract", pattern=SITE)
        assert await is_removed(cove, f"https://{SITE}/7")
        await blocklist(beacon, "retract", pattern=SITE)
        await blocklist(anchor, "remove", pattern=SITE)
        for place in (anchor, cove):
            assert not await is_removed(place, f"https://{SITE}/8", within=LONG_ENOUGH)

        # Nobody else's name or server stands in what others were shown.
        for place in (cove, dune, beacon):
            seen = json.dumps(fd.ephemerals_for(place.moderator))
            assert "Anchor" not in seen
            assert anchor.guild not in seen


async def test_a_second_process_and_a_restart_see_every_change(fd: FakeDiscord, tmp_path: Path) -> None:
    place = home(fd)
    async with running(fd, tmp_path) as bot:
        await place.set_up()
        await blocklist(place, "add", pattern="forum.example")
        await bot.restart(crash=True)
        assert await is_removed(place, "https://forum.example/a")
        listed = await command_line(tmp_path, "check", stdin="hxxps://forum[.]example\nfine.example\n")
        assert listed[0] == 0, listed[2]
        answers = [json.loads(line) for line in listed[1].splitlines()]
        assert [[match["pattern"] for match in answer["matches"]] for answer in answers] == [
            ["forum.example"],
            [],
        ]
        await blocklist(place, "remove", pattern="forum.example")
        assert not await is_removed(place, "https://forum.example/b", within=LONG_ENOUGH)


async def test_an_invite_stands_for_its_server(fd: FakeDiscord, tmp_path: Path) -> None:
    place, away = home(fd), {"id": "990000000000000000", "name": "Pit @everyone"}
    fd.invites |= dict.fromkeys(("abc", "first", "named", "late"), away)
    fd.invites["home"] = {"id": place.guild, "name": "Lighthouse"}

    def asked(code: str = "*") -> int:
        return len(fd.calls("GET", f"/invites/{code}"))

    async with running(fd, tmp_path) as bot:
        await place.set_up()
        # While no entry holds a server, Discord is not asked. The own server is refused as soon as it has answered.
        assert not await is_removed(place, "discord.gg/first", within=LONG_ENOUGH)
        assert asked() == 0
        assert "this very server" in await blocklist(place, "add", pattern="discord.gg/home")
        # Listed by one invite, found by another; Discord's faults only delay it.
        fd.inject("GET", "/invites/abc", status=500, times=1)
        said = await blocklist(place, "add", pattern="https://discord.com/invite/abc")
        assert "Discord is being asked" in said
        await fd.until(lambda: asked("abc") == 2, 5, "Discord is asked again")
        while away["id"] not in await blocklist(place, "show", pattern="discord.gg/abc"):
            await asyncio.sleep(0.05)
        # Two messages with one unknown code: one question, both go; from then on it acts at once.
        texts = ("canary.discord.com/invite/first", "discord[.]gg/first", "discord.gg/unknown")
        first, second, other = [await fd.send(place.alice, place.general, text) for text in texts]
        await fd.open_thread(place.alice, place.general, "all at discord.gg/named")
        for message in (first, second):
            await fd.until(lambda here=message: not fd.exists(here), 5, "both are removed")
        assert await is_removed(place, "discord.gg/first")
        assert asked("first") == 1
        removal = await card_with(place, "discord[.]gg/first", "another invite to the server")
        thread = await card_with(place, "discord[.]gg/named", "The name of a thread")
        assert "@everyone" not in f"{removal} {thread}"
        # It dies between the answer and the act: the next process does not ask again, and acts.
        late = await fd.send(place.alice, place.general, "discord.gg/late")
        look = f"/channels/{place.general}/messages/{late['id']}"
        await fd.crash_on(bot, "GET", look, moment="before").happened()
        await bot.start()
        await fd.until(lambda: not fd.exists(late), 12, "it is removed after the restart")
        assert fd.exists(other)
        assert (asked("late"), asked("unknown")) == (1, 1)
