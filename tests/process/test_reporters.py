"""Reporters on the real process: reporting by direct message, hearing the end of it, being asked."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from localdiscord.text import message_text
from tests.process.desk import card, send_form
from tests.process.house import home, running

pytestmark = pytest.mark.process

LINK = "https://badforum.example/threads/5"


def told(fd: FakeDiscord, person: str) -> list[str]:
    """What Rowan wrote to somebody, message by message."""
    return [message_text(message) for message in fd.dms(person)]


async def test_a_report_by_direct_message(fd: FakeDiscord, tmp_path: Path) -> None:
    here, there, idle = home(fd), home(fd, "Elsewhere"), home(fd, "Idle")
    inbox = fd.dm_channel(here.alice)
    async with running(fd, tmp_path) as bot:
        assert "no server with you" in (await fd.slash(here.alice, inbox, "report", link=LINK)).text
        await here.set_up()
        await there.set_up()

        # Offered is where she is and Rowan is set up; with one such server she need not name it.
        offered = await fd.autocomplete(here.alice, inbox, "report", "server", server="")
        assert [(choice["name"], choice["value"]) for choice in offered] == [("Lighthouse", here.guild)]
        opened = await fd.slash(here.alice, inbox, "report", link=LINK)
        thanks = await send_form(here, opened)
        assert "number **1**" in thanks.text
        assert thanks.ephemeral
        await card(here, 1, "Reports: 1")

        # Where she is in several: by choice, by name; another's server is as unknown as one that is not there.
        fd.add_member(there.guild, here.alice)
        fd.add_member(idle.guild, here.alice)
        await asyncio.sleep(0)
        assert "more than one server" in (await fd.slash(here.alice, inbox, "report", link=LINK)).text
        form = await fd.slash(here.alice, inbox, "report", link=LINK, server="elsewhere")
        assert "number **2**" in (await send_form(here, form)).text
        await card(there, 2)
        for server in ("Nowhere", "12345"):
            answer = await fd.slash(here.alice, inbox, "report", link=LINK, server=server)
            assert "no such server" in answer.text
        bobs = await fd.slash(here.bob, fd.dm_channel(here.bob), "report", link=LINK, server=there.guild)
        assert "no such server" in bobs.text
        assert "set me up" in (await fd.slash(here.alice, inbox, "report", link=LINK, server="Idle")).text

        # Verified again when it is sent, also after a restart; whoever left is not heard.
        kept = await fd.slash(here.alice, inbox, "report", link=f"{LINK}/a", server=here.guild)
        left = await fd.slash(here.alice, inbox, "report", link=f"{LINK}/b", server=there.guild)
        await bot.restart(crash=True)
        fd.remove_member(there.guild, here.alice)
        assert "number **3**" in (await send_form(here, kept)).text
        assert "no such server" in (await send_form(here, left)).text
        with pytest.raises(PermissionError):
            await fd.slash(here.alice, inbox, "support")
