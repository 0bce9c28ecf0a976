"""A server with many members on the local Discord, and the bots that the report benchmark puts into it."""

import asyncio
import base64
import contextlib
import secrets
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from localdiscord import BotProcess, FakeDiscord, P
from localdiscord.shapes import Json

ROOT = Path(__file__).parent.parent
REPORTS_A_MEMBER = 2  # fewer than the limits hold back
_MESSAGES_A_CHANNEL = 50


@dataclass(slots=True)
class Town:
    """One server, with what is reported there."""

    fd: FakeDiscord
    guild: str
    general: str
    review: str
    manager: str
    moderator: str
    members: list[str]
    messages: list[Json]

    async def set_up(self) -> None:
        """Run what a manager does first."""
        answer = await self.fd.slash(self.manager, self.general, "setup", review_channel=self.review)
        assert "Saved" in answer.text, answer.failed or answer.text


@contextlib.asynccontextmanager
async def town(members: int, messages: int, *, rate_limits: bool = False) -> AsyncIterator[Town]:
    """Build the server before any bot is there to be told.

    `rate_limits`: a channel takes five messages in five seconds.
    """
    fd = await FakeDiscord(validate=False, record=False, rate_limits=rate_limits).start()
    try:
        guild = fd.add_guild("Bench", bot_permissions=P.DEFAULT | P.MESSAGES | P.MODERATE)
        manager = fd.add_member(guild, "manager", permissions=P.GUILD | P.MESSAGES)
        moderator = fd.add_member(guild, "moderator", permissions=P.MESSAGES)
        made = Town(
            fd=fd,
            guild=guild,
            general=fd.add_channel(guild, "general"),
            review=fd.add_channel(guild, "review", private_to=[fd.bot, manager, moderator]),
            manager=manager,
            moderator=moderator,
            members=[fd.add_member(guild, f"member-{number}") for number in range(members)],
            messages=[],
        )
        for number in range(messages):
            text = f"look at https://site-{number}.example/thread/{number} and at what they say"
            message = await fd.send(made.members[number % members], made.general, text)
            assert message is not None
            made.messages.append(message)
        yield made
    finally:
        await fd.stop()


def rowan(fd: FakeDiscord, database: Path, secret: bytes | None = None, url: str = "") -> BotProcess:
    """Make the real bot, as an operator starts it. `url`: of its database, where it is no file."""
    env = {
        "DATABASE_URL": url or f"sqlite:///{database}",
        "SECRET_KEY": base64.b64encode(secret or secrets.token_bytes(32)).decode(),
        "SECRET_KEY_FILE": "",
        "LOG_LEVEL": "INFO",
    }
    return BotProcess(fd, "bot.py", cwd=ROOT, env=env, python=sys.executable, ready="ready:")


def bare(fd: FakeDiscord) -> BotProcess:
    """Make the baseline bot."""
    place = str(ROOT / "bench" / "bare" / "thanking.py")
    return BotProcess(fd, place, cwd=ROOT, python=sys.executable, ready="ready:")


def answered(calls: Sequence[Json]) -> dict[str, float]:
    """Map the token of each interaction to the time at which its answer arrived (`time.monotonic()`).

    The answer is the acknowledgement itself, or what filled it where it only asked for patience.
    """
    arrived = {}
    for call in calls:
        parts = call["path"].split("/")
        if call["method"] == "POST" and parts[1] in ("interactions", "webhooks"):
            token = parts[3] if parts[1] == "interactions" else parts[-1]
            arrived[token] = call["at"]
    return arrived


async def settled(seconds: float = 1.0) -> None:
    """Let a process that has just started come to rest."""
    await asyncio.sleep(seconds)
