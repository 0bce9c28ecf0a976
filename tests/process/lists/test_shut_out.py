"""The operator shuts a server out, lets it in again and forgets it, beside the running bot and a second one."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.lists.driver import Lists
from tests.process.running import operator, running, trust
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import said, unsaid

pytestmark = pytest.mark.process

SITE = "forum-of-hate.example"


async def test_a_server_that_is_shut_out_counts_no_more_and_its_buttons_say_so(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    anchor, beacon, cove = (Lists(server(fd, name)) for name in ("Anchor", "Beacon", "Cove"))
    async with running(fd, tmp_path) as bot:
        for lists in (anchor, beacon, cove):
            await lists.set_up()
            await Scanning(lists.server).policy("preset", name="standard")
        for lists in (anchor, beacon):
            await trust(tmp_path, lists.server.guild)
        await anchor.blocklist("add", SITE, share=True)
        waits = await beacon.blocklist("pending")
        said(await beacon.blocklist("confirm", SITE), "sharing-state-listed")
        await cove.removes(f"https://{SITE}/1")

        said(await operator(tmp_path, "ban", beacon.server.guild), "trust-banned", server=beacon.server.guild)
        await cove.lets_stand(f"https://{SITE}/2")
        said(await beacon.blocklist("confirm", SITE), "sharing-banned")
        at = beacon.server
        pressed = await at.press(at.moderator, waits.messages[0], "lists:stand:*:confirm")
        unsaid(pressed, "sharing-confirmed")
        await cove.lets_stand(f"https://{SITE}/3")

        await trust(tmp_path, beacon.server.guild)
        await cove.removes(f"https://{SITE}/4")
        await bot.restart(crash=True)
        await cove.removes(f"https://{SITE}/5")

        await operator(tmp_path, "forget", beacon.server.guild)
        await cove.lets_stand(f"https://{SITE}/6")
        await anchor.removes(f"https://{SITE}/7")
