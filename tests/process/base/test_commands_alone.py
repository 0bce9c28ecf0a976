"""A server in which the commands were authorised without the bot: nothing works there, and `/setup` says so."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.running import running
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process


async def test_its_manager_is_told_the_truth(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    fd.leave(here.guild)
    fd.commands_only.add(here.guild)  # the bot goes, its commands stay
    async with running(fd, tmp_path):
        for options in ({}, {"review_channel": here.review}):
            answer = await here.command(here.manager, "setup", **options)
            said(answer, "error-not-in-server")
            assert f"client_id={fd.bot}" in str(answer.text)
        said(await here.command(here.alice, "report", link="https://forum.example"), "error-not-set-up")
        refused = await (await fd.slash(here.alice, here.general, "setup", _force=True)).finished()
        assert sentence("error-not-manager").stands_in(refused)
