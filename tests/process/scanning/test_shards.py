"""Sweeps, AutoMod and brigades with two processes: what is owed to a server is worked on by the process that has its shard."""

import asyncio
from pathlib import Path

import pytest

from core.scanning.brigades import SLOW_SECONDS
from localdiscord import FakeDiscord, P
from tests.process.cluster import cluster, of_all
from tests.process.on_disk import end_measures
from tests.process.running import running, standing_by, taken_over
from tests.process.scanning.driver import LINK, Scanning
from tests.process.scanning.sweeping import Sweeping
from tests.process.scanning.test_automod import Automod
from tests.process.scanning.test_brigades import Brigades
from tests.process.server import BOT_RIGHTS, Server, server
from tests.wording import said, sentence

pytestmark = [pytest.mark.process, pytest.mark.long]
REMOVED = sentence("detection-title-removed")


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


async def test_a_process_that_takes_over_acts_as_the_first_did(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as first, standing_by(fd, tmp_path) as second:
        await scanner.set_up()
        message = await scanner.post()
        await here.removed(message)
        await scanner.card(REMOVED)
        await fd.quiet()
        assert len(scanner.deletions(message)) == 1
        assert len(scanner.cards()) == 1
        await scanner.policy("channel", channel=here.general, mode="off")
        await first.kill()
        await taken_over(fd, second)
        stays = await scanner.post(f"{LINK}?later")
        await fd.quiet()
        assert fd.exists(stays)
