"""Discord as far as invites go, for tests: where each leads, and what waits to hear so."""

from core.base.ids import ServerId
from tests.services.scanning.process import ScanningProcess
from tests.services.scanning.samples import SERVER

FORUM = 99 * 10**16  # the server of those who harass
ELSEWHERE = 98 * 10**16
CODES = {"abc": FORUM, "xyz": FORUM, "Vanity": FORUM, "games": ELSEWHERE, "home": int(SERVER)}


async def held(
    process: ScanningProcess, pattern: str = "discord.gg/abc", server: ServerId = SERVER
) -> ScanningProcess:
    """The pattern is listed, and Discord has said what is behind it."""
    await process.list_place(pattern, server)
    await process.ask(2)
    process.discord.asked.clear()
    return process


async def waiting(process: ScanningProcess) -> int:
    """How many posts wait for an answer."""
    return (await process.storage.read.invites.waiting(SERVER))[0]
