"""Sweeps, AutoMod and brigades with two processes: what is owed to a server is worked on by the process that has its shard."""

import asyncio
from pathlib import Path

import pytest

from core.scanning.brigades import SLOW_SECONDS
from localdiscord import FakeDiscord, P
from tests.process.cluster import cluster, of_all
from tests.process.on_disk import end_measures
from tests.process.scanning.sweeping import Sweeping
from tests.process.scanning.test_automod import Automod
from tests.process.scanning.test_brigades import Brigades
from tests.process.server import BOT_RIGHTS, Server
from tests.wording import said, sentence

pytestmark = [pytest.mark.process, pytest.mark.long]


async def test_each_process_works_in_the_servers_of_its_own_shard(fd: FakeDiscord, tmp_path: Path) -> None:
    """A process that took the row of another one's server would find no server, and put the row off."""
    async with cluster(fd, tmp_path, shards=2) as of:
        servers = of.servers()
        for here in servers:
            fd.set_role_permissions(here.guild, here.role("bot"), BOT_RIGHTS | P.GUILD | P.CHANNELS)
        await of.start(2)
        await of.shared(1, 1)
        await of_all(servers, lambda each: Brigades(each).set_up())
        await of_all(servers, _is_kept_swept_and_slowed)
        await end_measures(tmp_path)
        for here in servers:
            await fd.until(lambda here=here: Brigades(here).slow_mode == 0, what="the slow mode ends")
        log = [line for each in of.processes for line in each.output]
        assert [line for line in log if "sweep 1 waits" in line or "sweep 2 waits" in line] == []
        assert fd.sharding.twice == []


async def _is_kept_swept_and_slowed(here: Server) -> None:
    await _is_slowed(here)
    await asyncio.gather(_is_kept(here), _is_swept(here))


async def _is_kept(here: Server) -> None:
    automod = Automod(here)
    await automod.turn_on()
    await automod.until_it_blocks()


async def _is_swept(here: Server) -> None:
    sweeping = Sweeping(here)
    messages = await sweeping.posted(3)
    said(await sweeping.sweep(), "sweep-begun")
    card = await sweeping.card(sentence("sweep-title-ready"), sentence("sweep-sure", count="3"))
    said(await sweeping.press(card, "start"), "sweep-answer-start")
    for each in messages:
        await here.removed(each)
    await sweeping.card(sentence("sweep-title-done"))


async def _is_slowed(here: Server) -> None:
    brigades = Brigades(here)
    await brigades.posted_by(5)
    await here.press(here.moderator, await brigades.alert(), "alert:*:slow")
    await brigades.alert(sentence("brigade-slow-standing", seconds=SLOW_SECONDS))
    assert brigades.slow_mode == SLOW_SECONDS
