"""Names cannot be looked up, a certificate is not accepted, Discord is away for an hour: the bot says so once, waits, and goes on by
itself.
"""

import contextlib
from pathlib import Path

import pytest

from localdiscord import BotProcess, FakeDiscord, Json
from localdiscord.faults import Failure
from tests.process.base.faults.shifted_clock import ShiftedClock
from tests.process.base.faults.telling import told
from tests.process.base.faults.tls import guarded
from tests.process.reports.driver import Reports, reports, thanked
from tests.process.running import bot_process, running
from tests.process.scanning.driver import Scanning
from tests.process.server import server
from tests.wording import sentence

pytestmark = pytest.mark.process


async def heard(fd: FakeDiscord, bot: BotProcess, key: str, *parts: str) -> None:
    """Wait until the log says it, with these words."""
    wanted = sentence(key)

    def said() -> bool:
        return any(wanted.stands_in(line) and all(part in line for part in parts) for line in bot.output)

    await fd.until(said, what=key)


def is_calm(bot: BotProcess) -> None:
    """No trouble was told twice in the same words, and none with a traceback."""
    often = {line: count for line, count in told(bot).items() if count > 1}
    assert not often, often
    assert "Traceback" not in "\n".join(bot.output)


async def works(desk: Reports, number: int) -> None:
    """A report is taken and its card arrives."""
    thanked(await desk.report(desk.server.alice, await desk.server.post(desk.server.bob, "x")), number)
    await desk.card(number, reports(1))


async def test_a_certificate_that_is_not_accepted_is_waited_for(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    async with guarded(tmp_path, fd.port) as door:
        await door.show(expired=True)
        # What checks certificates is made when the library is loaded.
        bot = bot_process(fd, tmp_path, alone=True, **door.environment)
        await bot.start(wait_ready=False)
        await heard(fd, bot, "start-unreachable", "Certificate")
        await door.show(expired=False)
        await heard(fd, bot, "start-ready")
        await here.set_up()
        await works(desk, 1)
        is_calm(bot)
        await bot.stop()


async def test_names_that_cannot_be_looked_up_are_waited_for(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    desk = Reports(here)
    gone = tmp_path / "no-names"
    gone.touch()
    environment = {"FAKEDISCORD_URL": f"http://localhost:{fd.port}", "FAKEDISCORD_NO_NAMES": str(gone)}
    bot = bot_process(fd, tmp_path, **environment)
    await bot.start(wait_ready=False)
    await heard(fd, bot, "start-unreachable", "DNS")
    gone.unlink()
    await heard(fd, bot, "start-ready")
    await here.set_up()
    await works(desk, 1)
    is_calm(bot)
    await bot.stop()


async def test_a_certificate_that_expires_while_it_runs_is_waited_for(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here = server(fd)
    desk, scanner = Reports(here), Scanning(here)
    async with contextlib.AsyncExitStack() as stack:
        door = await stack.enter_async_context(guarded(tmp_path, fd.port))
        fd.url = f"https://localhost:{door.port}"  # sessions go on there, too
        bot = await stack.enter_async_context(running(fd, tmp_path, alone=True, **door.environment))
        await scanner.set_up()
        await works(desk, 1)
        owed = await _owed(desk)
        await door.show(expired=True)  # who was connected is put out, too
        await fd.until(lambda: any("Attempting a reconnect" in line for line in bot.output))
        missed = await scanner.post()
        await fd.until(
            lambda: any("(ClientConnectorCertificateError)" in line for line in bot.output), what="it is said"
        )
        owed.end()
        await door.show(expired=False)
        await _made_good(desk, missed)
        is_calm(bot)


async def test_names_that_cannot_be_looked_up_while_it_runs_are_waited_for(
    fd: FakeDiscord, tmp_path: Path
) -> None:
    here, gone = server(fd), tmp_path / "no-names"
    desk, scanner = Reports(here), Scanning(here)
    port = fd.port
    fd.url = f"http://localhost:{port}"
    async with running(fd, tmp_path, FAKEDISCORD_NO_NAMES=str(gone)) as bot:
        await scanner.set_up()
        await works(desk, 1)
        owed = await _owed(desk)
        gone.touch()
        await fd.stop()  # else its connections would last
        owed.end()
        await fd.until(  # an address that was looked up is believed for ten seconds
            lambda: any("(ClientConnectorDNSError)" in line for line in bot.output), 60, "it is said"
        )
        await fd.start(port)
        fd.url = f"http://localhost:{port}"
        missed = await scanner.post()
        gone.unlink()
        await _made_good(desk, missed)
        is_calm(bot)


async def _owed(desk: Reports) -> Failure:
    """Discord refuses the card of a second case, until that is ended."""
    here = desk.server
    fault = here.fd.inject("POST", f"/channels/{here.review}/messages", status=503)
    thanked(await desk.report(here.alice, await here.post(here.bob, "owed")), 2)
    await here.fd.until(lambda: fault.met, what="the card is tried")
    return fault


async def _made_good(desk: Reports, missed: Json) -> None:
    """It is connected again by itself: what was owed is posted, what was posted meanwhile is removed, people report."""
    await desk.server.fd.until(lambda: desk.server.fd.live, timeout=60, what="it is connected again")
    await desk.card(2, reports(1), seconds=60)
    await desk.server.removed(missed, seconds=60)
    await works(desk, 3)


async def test_an_hour_without_discord_is_made_good_by_itself(fd: FakeDiscord, tmp_path: Path) -> None:
    clock, here = ShiftedClock(tmp_path), server(fd)
    desk, scanner = Reports(here), Scanning(here)
    async with running(fd, tmp_path, alone=True, **clock.environment) as bot:
        await scanner.set_up()
        await works(desk, 1)
        # A card is owed when Discord goes away.
        fault = fd.inject("POST", f"/channels/{here.review}/messages", status=503)
        thanked(await desk.report(here.alice, await here.post(here.bob, "owed")), 2)
        await fd.until(lambda: fault.met, what="the card is tried")
        port = fd.port
        await fd.stop()
        fault.end()
        await fd.until(lambda: any("Attempting a reconnect" in line for line in bot.output))
        missed = await scanner.post()
        clock.jump(hours=1)
        await fd.start(port)
        await fd.until(lambda: fd.live, timeout=60, what="it is connected again")
        await desk.card(2, reports(1), seconds=60)
        await here.removed(missed, seconds=60)
        await works(desk, 3)
        is_calm(bot)
