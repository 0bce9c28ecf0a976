"""The lists on the real process: four servers, the operator's command line beside the running bot, a restart."""

import asyncio
import json
from pathlib import Path

import pytest

from localdiscord import PATIENCE, FakeDiscord
from tests.process.lists.driver import FENCE, Lists
from tests.process.running import command_line, operator, running, trust
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

SITE = "thread.forum-of-hate.example"


async def test_shared_here_confirmed_there_acts_in_a_third(fd: FakeDiscord, tmp_path: Path) -> None:
    anchor, beacon, cove, dune = (Lists(server(fd, name)) for name in ("Anchor", "Beacon", "Cove", "Dune"))
    async with running(fd, tmp_path):
        for lists in (anchor, beacon, cove, dune):
            await lists.set_up()
            await Scanning(lists.server).policy("preset", name="standard")

        # A member cannot, even with a client that shows the command.
        at = anchor.server
        said(await at.command(at.alice, "blocklist add", pattern=SITE, _force=True), "error-not-moderator")

        said(await anchor.blocklist("add", f"https://{SITE}/", share=True), "sharing-not-counted")
        await anchor.removes(f"look https://{SITE}/1")
        said(await beacon.blocklist("confirm", SITE), "sharing-not-counted")
        await cove.lets_stand(f"https://{SITE}/2")

        # The operator trusts both while the bot runs: what they said counts, from the next message on.
        trusted = await operator(tmp_path, "trust", at.guild, "--group", "lighthouses")
        said(trusted, "trust-trusted", server=at.guild, group="lighthouses")
        await cove.lets_stand(f"https://{SITE}/3")
        await trust(tmp_path, beacon.server.guild)
        await cove.removes(f"hxxps://{SITE.replace('.', '[.]')}/4")
        table = await operator(tmp_path, "servers")
        line = next(line for line in table.splitlines() if at.guild in line)
        assert "lighthouses" in line

        # Two trusted disputes beat two confirms: it acts on nobody, save on the own list.
        await asyncio.gather(*(trust(tmp_path, lists.server.guild) for lists in (cove, dune)))
        said(await cove.blocklist("dispute", SITE, reason="news"), "sharing-state-listed")
        said(await dune.blocklist("dispute", SITE, reason="news"), "sharing-state-disputed")
        await cove.lets_stand(f"https://{SITE}/5")
        await anchor.removes(f"https://{SITE}/6")
        pending = await beacon.blocklist("pending")
        assert "forum-of-hate[.]example" in pending.text
        said(pending, "sharing-why", reason="news")

        # Taken back, it acts again; retracted by those who stood for it, no more.
        for lists in (cove, dune):
            await lists.blocklist("retract", SITE)
        await cove.removes(f"https://{SITE}/7")
        await beacon.blocklist("retract", SITE)
        await anchor.blocklist("remove", SITE)
        for lists in (anchor, cove):
            await lists.lets_stand(f"https://{SITE}/8")

        # Nobody else's name or server stands in what others were shown.
        for lists in (cove, dune, beacon):
            seen = json.dumps(fd.ephemerals_for(lists.server.moderator))
            assert "Anchor" not in seen
            assert at.guild not in seen


async def test_a_second_process_and_a_restart_see_every_change(fd: FakeDiscord, tmp_path: Path) -> None:
    lists = Lists(server(fd))
    async with running(fd, tmp_path) as bot:
        await lists.set_up()
        await lists.blocklist("add", "forum.example")
        await bot.restart(crash=True)
        await lists.removes("https://forum.example/a")
        texts = "hxxps://forum[.]example\nfine.example\n"
        status, out, err = await command_line(tmp_path, "check", stdin=texts)
        assert status == 0, err
        found = [json.loads(line)["matches"] for line in out.splitlines()]
        assert [[match["pattern"] for match in matches] for matches in found] == [["forum.example"], []]
        await lists.blocklist("remove", "forum.example")
        await lists.lets_stand("https://forum.example/b")


async def test_an_invite_stands_for_its_server(fd: FakeDiscord, tmp_path: Path) -> None:
    here, away = server(fd), {"id": "990000000000000000", "name": "Pit @everyone"}
    lists, scanning = Lists(here), Scanning(here)
    fd.invites |= dict.fromkeys(("abc", "first", "named", "late"), away)
    fd.invites["home"] = {"id": here.guild, "name": "Lighthouse"}

    def asked(code: str = "*") -> int:
        return len(fd.calls("GET", f"/invites/{code}"))

    async with running(fd, tmp_path) as bot:
        await lists.set_up()
        # While no entry holds a server, Discord is not asked. The own server is refused as soon as it has answered.
        await lists.lets_stand("discord.gg/first")
        assert asked() == 0
        said(await lists.blocklist("add", "discord.gg/home"), "pattern-own-invite")
        # Listed by one invite, found by another; Discord's faults only delay it.
        fd.inject("GET", "/invites/abc", status=500, times=1)
        said(await lists.blocklist("add", "https://discord.com/invite/abc"), "invite-asked")
        await fd.until(lambda: asked("abc") == 2, what="Discord is asked again")
        async with asyncio.timeout(PATIENCE):
            held = sentence("invite-held", server=away["id"])
            while not held.stands_in(await lists.blocklist("show", "discord.gg/abc")):
                await asyncio.sleep(0.05)
        # Two messages with one unknown code: one question, both go; from then on it acts at once.
        texts = ("canary.discord.com/invite/first", "discord[.]gg/first", "discord.gg/unknown")
        first, second, other = [await here.post(here.alice, text) for text in texts]
        await fd.open_thread(here.alice, here.general, "all at discord.gg/named")
        for message in (first, second):
            await here.removed(message)
        await lists.removes("discord.gg/first")
        assert asked("first") == 1
        removal = await scanning.card(
            "discord[.]gg/first", sentence("invite-another", server=f"{away['id']}")
        )
        thread = await scanning.card("discord[.]gg/named", sentence("detection-title-thread"))
        assert "@everyone" not in f"{removal} {thread}"
        # It dies between the answer and the act: the next process does not ask again, and acts.
        late = await here.post(here.alice, "discord.gg/late")
        look = f"/channels/{here.general}/messages/{late['id']}"
        await fd.crash_on(bot, "GET", look, moment="before").happened()
        await bot.start()
        await here.removed(late, "what was found before the restart")
        assert fd.exists(other)
        assert (asked("late"), asked("unknown")) == (1, 1)


async def test_what_was_posted_is_counted_when_the_process_stops(fd: FakeDiscord, tmp_path: Path) -> None:
    anchor = Lists(server(fd, "Anchor"))
    is_lost = True
    while is_lost:  # a busy machine may not give it the second that it has for that at its end; it says so
        async with running(fd, tmp_path) as bot:
            await anchor.set_up()
            await anchor.removes(f"https://{FENCE}/")  # from here on it is known that the server is set up
            await anchor.lets_stand("see https://quiet.example.org/x")
        is_lost = any("what was counted last is lost" in line for line in bot.output)
    async with running(fd, tmp_path):
        answer = await anchor.blocklist("add", "quiet.example.org")
        said(answer, "list-added")
        said(answer, "preview-posted", days=7, links=1, staff=0, channels=1, on=1)
