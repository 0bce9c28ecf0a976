"""`bot.py doctor --discord` on the local Discord: what Discord has that the database does not, and what it lacks."""

import json
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.cluster import cluster, of_all
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import bot_process, command_line, running
from tests.process.server import server

pytestmark = pytest.mark.process


async def found(fd: FakeDiscord, folder: Path) -> tuple[int, dict[str, str], str]:
    """The status, how much each finding weighs by its key, and everything that was said."""
    visit = bot_process(fd, folder, "doctor", "--discord", "--json", BACKUPS_FOLDER=str(folder / "backups"))
    await visit.start(wait_ready=False)
    assert visit.proc is not None
    status = await visit.proc.wait()
    await visit.stop()
    told = json.loads(next(line for line in visit.output if line.startswith("{")))
    return status, {each["key"]: each["weight"] for each in told["findings"]}, str(told)


def wrong(keys: dict[str, str]) -> set[str]:
    """What is wrong, but for the tests' PostgreSQL server, which does not wait for its disk."""
    return {key for key, weight in keys.items() if weight == "wrong"} - {"doctor-unsafe"}


async def test_what_drifted_apart_is_named_and_left_as_it_is(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    made = tmp_path / "made.backup"
    async with running(fd, tmp_path):
        await here.set_up()
        thanked(await desk.report(here.alice, await here.post(here.bob, "one")), 1)
        await desk.card(1, reports(1))
        assert (await command_line(tmp_path, "backup", str(made)))[0] == 0
        status, keys, said = await found(fd, tmp_path)
        for key in (
            "doctor-logged-in",
            "doctor-clock",
            "doctor-commands-there",
            "doctor-server",
            "doctor-cards",
        ):
            assert keys.get(key) == "fine", f"{key}: {said}"
        assert keys["doctor-runs"] == "fine", "it goes beside a running bot"
        thanked(await desk.report(here.alice, await here.post(here.bob, "two")), 2)
        await desk.card(2, reports(1))
    # The database is put back; the first card is deleted meanwhile, and the second stands though nobody knows of it.
    status, _, err = await command_line(
        tmp_path, "restore", str(made), "--force", BACKUPS_FOLDER=str(tmp_path / "backups")
    )
    assert status == 0, err
    card = await desk.card(1)
    await fd.delete(here.moderator, card)
    before = [message["id"] for message in fd.bot_messages(here.review)]
    status, keys, _ = await found(fd, tmp_path)
    assert status >= 1
    assert keys["doctor-cards-gone"] == keys["doctor-cards-unknown"] == "look"
    assert [message["id"] for message in fd.bot_messages(here.review)] == before
    fd.delete_channel(here.review)
    status, keys, _ = await found(fd, tmp_path)
    assert (status, keys["doctor-review-gone"]) == (2, "wrong")


async def test_it_takes_no_session_from_a_bot_with_shards(fd: FakeDiscord, tmp_path: Path) -> None:
    async with cluster(fd, tmp_path, shards=3) as of:
        servers = of.servers()
        await of.start(2)
        await of.shared(1, 2)
        await of_all(servers, lambda each: each.set_up())
        identified, sessions = len(fd.sharding.identified), of.sessions()
        fd.set_role_permissions(servers[1].guild, fd.bot_role(servers[1].guild), 0)
        fd.delete_channel(servers[2].review)
        status, keys, said = await found(fd, tmp_path)
        assert keys["doctor-shards"] == keys["doctor-server"] == "fine", said
        assert (status, keys["doctor-review-gone"], keys["doctor-lacks"]) == (2, "wrong", "look"), said
        assert "doctor-server-gone" not in keys, "each shard's server was looked at"
        assert len(fd.sharding.identified) == identified
        assert (of.sessions(), fd.sharding.twice) == (sessions, [])


async def test_of_a_server_that_has_an_outage_nothing_is_said(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path):
        await here.set_up()
        fd.outage(here.guild)
        status, keys, said = await found(fd, tmp_path)
        assert (wrong(keys), keys["doctor-servers-unread"]) == (set(), "look"), said
        assert status > 0
        assert not {"doctor-server-gone", "doctor-review-gone", "doctor-review-public"} & set(keys), said
        fd.recover(here.guild)


async def test_it_says_who_misses_more_shards_and_starts(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path):
        await here.set_up()
    fd.sharding.remaining = 15
    for number in range(2_000):
        fd.add_guild(f"G{number}")
    status, keys, said = await found(fd, tmp_path)
    assert (wrong(keys), keys["doctor-shards-few"], keys["doctor-starts-few"]) == (set(), "look", "look"), (
        said
    )
    assert status > 0
    assert keys["doctor-not-set-up"] == "look"
    assert "'count': 2000" in said, "every page of its servers was read"


async def test_a_discord_that_is_away_is_a_finding(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path):
        await here.set_up()
    port = fd.port
    await fd.stop()
    status, keys, _ = await found(fd, tmp_path)
    assert (status, keys["doctor-unreachable"]) == (2, "wrong")
    assert "doctor-seals-open" in keys, "the rest was looked at all the same"
    await fd.start(port)
