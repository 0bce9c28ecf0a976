"""Sweeps on the real process: previewed, started, killed in the middle, taken back."""

from pathlib import Path

import pytest

from localdiscord import FakeDiscord, message_text
from localdiscord.faults import Moment
from tests.process.running import running, standing_by, taken_over, with_deaths_before_and_after
from tests.process.scanning.sweeping import LINK, PLACE, Sweeping
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process


async def test_a_sweep_from_the_preview_to_its_end_and_back(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    sweeping = Sweeping(here)
    other = fd.add_channel(here.guild, "other")
    async with running(fd, tmp_path):
        await here.set_up()
        plain = await sweeping.posted(5)
        elsewhere = await sweeping.posted(1, channel=other)
        disguised = await here.post(here.alice, "hxxps://swept[.]example[.]net/x")
        likely = await here.post(here.bob, "swept dot example dot net")
        by_moderator = await here.post(here.second_moderator, f"beware of {LINK}")
        clean = await here.post(here.alice, "nothing to see")
        said(await sweeping.sweep(), "sweep-begun")
        card = await sweeping.card(sentence("sweep-title-ready"), sentence("sweep-found"))
        assert fd.exists(plain[0])
        said(await sweeping.press(card, "start"), "sweep-answer-start")
        for each in (*plain, *elsewhere, disguised):
            await here.removed(each)
        card = await sweeping.card(sentence("sweep-title-done"), sentence("sweep-outcome-removed", count="7"))
        assert all(fd.exists(each) for each in (likely, by_moderator, clean))
        bulk = fd.calls("POST", f"/channels/{here.general}/messages/bulk-delete")
        assert len(bulk) == 1, "those of one channel went together"
        await sweeping.card(sentence("detection-rule-sweep-moderator"))
        removals = await sweeping.card("Removals: 7")
        assert PLACE.replace(".", "[.]") in message_text(removals)
        await sweeping.press(card, "undo")
        await here.press(here.moderator, fd.ephemerals_for(here.moderator)[-1], "sweep:*:undo:yes")
        await sweeping.card(sentence("sweep-title-undone"))
        await here.inbox(here.alice, "?0")


async def test_a_sweep_killed_in_the_middle_goes_on_by_itself_and_loses_and_doubles_nothing(
    tmp_path: Path,
) -> None:
    await with_deaths_before_and_after(tmp_path, _dies_while_deleting)


async def _dies_while_deleting(fd: FakeDiscord, folder: Path, moment: Moment) -> None:
    here = server(fd)
    sweeping = Sweeping(here)
    other = fd.add_channel(here.guild, "other")
    async with running(fd, folder) as bot:
        await here.set_up()
        messages = [*await sweeping.posted(6), *await sweeping.posted(4, channel=other)]
        await sweeping.sweep()
        card = await sweeping.card(sentence("sweep-title-ready"), sentence("sweep-sure", count="10"))
        crash = fd.crash_on(bot, "POST", "/channels/*/messages/bulk-delete", moment=moment)
        await fd.click(here.moderator, card, "sweep:1:start")
        await crash.happened()
        await bot.start()
        for each in messages:
            await here.removed(each, "what the sweep found, after the restart,")
        await sweeping.card(sentence("sweep-title-done"), sentence("sweep-outcome-removed", count="10"))
        assert [sweeping.times_deleted(each) for each in messages] == [1] * 10
        await sweeping.card("Removals: 10")
        assert len(sweeping.removals_cards()) == 1


async def test_a_preview_that_is_cut_off_goes_on_where_it_was(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    sweeping = Sweeping(here)
    others = [fd.add_channel(here.guild, f"other-{number}") for number in range(4)]
    async with running(fd, tmp_path, CATCH_UP_HOURS="0") as bot:
        await here.set_up()
        for channel in (here.general, *others):
            await sweeping.posted(3, channel=channel)
        crash = fd.crash_on(bot, "GET", "/channels/*/messages", moment="after", nth=3)
        await sweeping.sweep()
        await crash.happened()
        await bot.start()
        await sweeping.card(sentence("sweep-title-ready"), sentence("sweep-sure", count="15"))
        paths = [f"/channels/{channel}/messages" for channel in (here.general, *others)]
        read = [call["path"] for path in paths for call in fd.calls("GET", path)]
        assert max(map(read.count, read)) <= 2, (
            "what was read is not read again, save the page that was cut off"
        )
        assert len(sweeping.cards()) == 1


async def test_a_process_that_takes_over_ends_the_sweep(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    sweeping = Sweeping(here)
    async with running(fd, tmp_path) as first, standing_by(fd, tmp_path) as second:
        await here.set_up()
        messages = await sweeping.posted(12)
        await sweeping.sweep()
        said(await sweeping.sweep(by=here.second_moderator), "sweep-already")
        card = await sweeping.card(sentence("sweep-title-ready"), sentence("sweep-sure", count="12"))
        await sweeping.press(card, "start")
        await first.stop()
        await taken_over(fd, second)
        await sweeping.card(sentence("sweep-title-done"), sentence("sweep-outcome-removed", count="12"))
        assert [sweeping.times_deleted(each) for each in messages] == [1] * 12


async def test_discord_s_search_is_asked_until_it_answers(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    sweeping = Sweeping(here)
    fd.search_not_indexed = 2
    async with running(fd, tmp_path):
        await here.set_up()
        await sweeping.posted(30)
        await sweeping.sweep()
        await sweeping.card(
            sentence("sweep-title-ready"),
            sentence("sweep-sure", count="30"),
            sentence("sweep-looked-searched"),
        )
        asked = fd.calls("GET", f"/guilds/{here.guild}/messages/search")
        assert [call["status"] for call in asked] == [202, 202, 200, 200]
        assert asked[-1]["repeated"]["link_hostname"] == [PLACE, f"www.{PLACE}"]


async def test_what_rowan_cannot_read_or_leaves_alone_is_said(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    sweeping = Sweeping(here)
    fd.add_channel(here.guild, "secret", private_to=[here.role("Moderators")])
    log = fd.add_channel(here.guild, "news-about-it")
    async with running(fd, tmp_path):
        await here.set_up()
        await here.command(here.manager, "policy channel", channel=log, mode="log")
        kept = await here.post(here.alice, LINK, channel=log)
        gone = await here.post(here.alice, LINK)
        await sweeping.sweep()
        card = await sweeping.card(
            sentence("sweep-title-ready"),
            sentence("sweep-hidden", count="1"),
            sentence("sweep-left-alone", count="2"),
            sentence("sweep-sure", count="1"),
        )
        await sweeping.press(card, "start")
        await here.removed(gone)
        assert fd.exists(kept)
