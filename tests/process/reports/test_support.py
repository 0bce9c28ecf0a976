"""`/support` of the real process: in a direct message, by somebody who is in no server with Rowan that is set up."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.running import running
from tests.process.server import server
from tests.wording import said

pytestmark = pytest.mark.process

FILE = Path(__file__).parents[2] / "cogs" / "reports" / "help.toml"


async def test_help_is_there_in_a_direct_message_and_after_a_restart(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    inbox = fd.dm_channel(here.alice)
    async with running(fd, tmp_path, SUPPORT_FILE=str(FILE)) as bot:
        answer = await fd.slash(here.alice, inbox, "support")
        said(answer, "support-title")
        said(answer, "help-place", name="First place")
        await bot.restart(crash=True)
        chosen = await here.press(here.alice, answer.messages[-1], "support:country:all:0", "EG")
        shown = chosen.text
        assert "Second place" in shown
        assert "First place" not in shown
