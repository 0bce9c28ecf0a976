"""Discord is away, silent, or takes a right or the token back: Rowan waits, goes on or ends, and says which."""

import asyncio
from pathlib import Path

import pytest

from localdiscord import BotProcess, FakeDiscord, I
from tests.process.ending import ends_soon
from tests.process.reports.driver import thanked
from tests.process.running import bot_process, running
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process


async def heard(fd: FakeDiscord, bot: BotProcess, key: str) -> None:
    """Wait until the log says it."""
    wanted = sentence(key)
    await fd.until(lambda: any(wanted.stands_in(line) for line in bot.output), what=key)


async def test_a_start_waits_for_discord_and_says_so(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    port = fd.port
    await fd.stop()
    bot = bot_process(fd, tmp_path)
    await bot.start(wait_ready=False)
    await heard(fd, bot, "start-unreachable")
    await fd.start(port)
    await heard(fd, bot, "start-ready")
    await ends_soon(bot)


async def test_it_ends_soon_while_it_waits(fd: FakeDiscord, tmp_path: Path) -> None:
    await fd.stop()
    bot = bot_process(fd, tmp_path)
    await bot.start(wait_ready=False)
    await heard(fd, bot, "start-unreachable")
    await ends_soon(bot)


async def test_a_reconnect_is_one_line_and_it_ends_soon_meanwhile(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    async with running(fd, tmp_path) as bot:
        lines = len(bot.output)
        await fd.stop()
        await fd.until(lambda: sum("Attempting a reconnect" in line for line in bot.output) >= 2)
        since = [line for line in bot.output[lines:] if line]
        assert len(since) <= 2 + sum("Attempting a reconnect" in line for line in since), "\n".join(since)
        await ends_soon(bot)


async def test_a_discord_that_is_silent_is_not_waited_for(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    port, writers = fd.port, list[asyncio.StreamWriter]()

    async def silent(_: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)

    async with running(fd, tmp_path) as bot:
        await fd.stop()
        await fd.until(lambda: any("Attempting a reconnect" in line for line in bot.output))
        listening = await asyncio.start_server(silent, "127.0.0.1", port)
        await fd.until(lambda: writers, what="it tries to connect")
        await ends_soon(bot)
        listening.close()
        for writer in writers:
            writer.close()
            await writer.wait_closed()


async def test_an_intent_that_is_taken_is_done_without(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    async with running(fd, tmp_path) as bot:
        await here.set_up()
        fd.approved = I.PRIVILEGED & ~I.CONTENT
        await fd.disconnect(4014)
        await heard(fd, bot, "start-message-content-taken")
        await fd.until(lambda: sum("ready:" in line for line in bot.output) == 2, what="ready again")
        form = await here.command(here.bob, "report", link="https://other.example")
        thanked(await here.send(form, category="harassment"), 1)
        said(await here.command(here.manager, "setup"), "setup-no-message-content")
        await ends_soon(bot)


async def test_a_token_that_was_reset_is_said_to_be(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    async with running(fd, tmp_path) as bot:
        fd.token = "another.bot.token"
        await fd.disconnect(4004)
        await fd.until(lambda: not bot.alive, what="the end")
        assert bot.proc is not None
        assert bot.proc.returncode == 2
        said("\n".join(bot.output), "config-token-refused")
        assert not any("Traceback" in line for line in bot.output)


async def test_two_processes_tell_of_one_another(fd: FakeDiscord, tmp_path: Path) -> None:
    server(fd)
    async with running(fd, tmp_path) as first:
        assert not any(sentence("start-another-process").stands_in(line) for line in first.output)
        second = bot_process(fd, tmp_path)
        try:
            await second.start(wait_ready=False)
            await heard(fd, second, "start-another-process")
            await heard(fd, first, "start-another-process")
        finally:
            await second.stop()
