"""Discord asks for a new connection, or calls the session invalid: nothing that happens meanwhile is missed."""

from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from localdiscord import FakeDiscord
from tests.process.reports.driver import Reports, thanked
from tests.process.running import running
from tests.process.scanning.driver import LINK, Scanning
from tests.process.server import server
from tests.wording import said, sentence

pytestmark = pytest.mark.process

RESUME, IDENTIFY = 6, 2


async def asked_to_reconnect(fd: FakeDiscord) -> None:
    """Op 7: the session goes on."""
    await fd.ask_reconnect()


async def asked_to_reconnect_in_vain(fd: FakeDiscord) -> None:
    """Op 7, and Discord does not know the session any more when it is to go on (op 9)."""
    await fd.ask_reconnect()
    fd.sessions.clear()


async def session_is_invalid(fd: FakeDiscord) -> None:
    """Op 9, not to be resumed."""
    await fd.invalidate_session()


@pytest.mark.parametrize(
    ("interrupt", "opcodes"),
    [
        (asked_to_reconnect, [RESUME]),
        (asked_to_reconnect_in_vain, [RESUME, IDENTIFY]),
        (session_is_invalid, [IDENTIFY]),
    ],
)
async def test_nothing_is_missed_while_a_session_ends(
    fd: FakeDiscord,
    tmp_path: Path,
    interrupt: Callable[[FakeDiscord], Awaitable[None]],
    opcodes: list[int],
) -> None:
    here = server(fd)
    desk, scanner = Reports(here), Scanning(here)
    team = [fd.bot, here.role("Moderators"), here.role("Managers")]
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        fd.make_public(here.review)
        message = await here.post(here.bob, "see https://otherforum.example")
        thanked(await desk.report(here.alice, message), 1)
        await here.inbox(here.manager, sentence("notice-review-public"))
        before = len(fd.gateway_log)

        await interrupt(fd)
        # Rowan hears nothing of this while it happens.
        missed = await scanner.post(LINK)
        fd.make_private(here.review, team)

        def spoken() -> list[int]:
            return [each["op"] for each in fd.gateway_log[before:] if each["op"] in (RESUME, IDENTIFY)]

        await fd.until(lambda: spoken() == opcodes, what=f"{spoken()} is {opcodes}")
        await here.removed(missed, "what was posted meanwhile")
        await desk.card(1)
        # And it goes on: what comes now is heard, once.
        await here.removed(await scanner.post(f"{LINK}?2"), "what is posted afterwards")
        said(await desk.press(here.moderator, 1, "claim"), "case-claimed", case=1)
        await desk.card(1, sentence("case-state-claimed"))
        assert spoken() == opcodes
        assert bot.alive
        assert not any("Traceback" in line for line in bot.output)


async def test_sessions_that_end_again_and_again_miss_nothing(fd: FakeDiscord, tmp_path: Path) -> None:
    here = server(fd)
    scanner = Scanning(here)
    async with running(fd, tmp_path) as bot:
        await scanner.set_up()
        missed = []
        for number, interrupt in enumerate(
            (session_is_invalid, asked_to_reconnect, session_is_invalid, asked_to_reconnect_in_vain)
        ):
            ready = sum("ready:" in line for line in bot.output)
            await interrupt(fd)
            missed.append(await scanner.post(f"{LINK}?{number}"))
            if interrupt is not asked_to_reconnect:
                await fd.until(
                    lambda ready=ready: sum("ready:" in line for line in bot.output) > ready, what="a session"
                )
        for message in missed:
            await here.removed(message, "what was posted meanwhile")
