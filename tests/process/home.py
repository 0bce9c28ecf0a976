"""The real `bot.py` on a local Discord: a server with its people, and the process that serves it."""

import asyncio
import base64
import contextlib
import os
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from localdiscord import BotProcess, FakeDiscord, P
from tests.conftest import SECRET

ROOT = Path(__file__).parents[2]
BOT_RIGHTS = P.DEFAULT | P.MESSAGES | P.MODERATE


@dataclass
class Home:
    """One server: a public channel, a private review channel, and the people that most stories need."""

    fd: FakeDiscord
    guild: str
    general: str
    review: str
    alice: str
    bob: str
    moderator: str
    second_moderator: str
    manager: str

    async def set_up(self, **options: object) -> None:
        """What a manager does first."""
        answer = await self.fd.slash(
            self.manager, self.general, "setup", review_channel=self.review, **options
        )
        assert answer.failed is None, answer.failed
        assert "Saved" in answer.text, answer.text


def home(fd: FakeDiscord, name: str = "Lighthouse", *, bot_permissions: int = BOT_RIGHTS) -> Home:
    """Build a server. Its moderators have Manage Messages, its manager Manage Server."""
    guild = fd.add_guild(name, bot_permissions=bot_permissions)
    moderators = fd.add_role(guild, "Moderators", P.MESSAGES)
    managers = fd.add_role(guild, "Managers", P.GUILD)
    tag = name.lower()
    return Home(
        fd=fd,
        guild=guild,
        general=fd.add_channel(guild, "general"),
        review=fd.add_channel(guild, "review", private_to=[fd.bot, moderators, managers]),
        alice=fd.add_member(guild, f"alice-{tag}"),
        bob=fd.add_member(guild, f"bob-{tag}"),
        moderator=fd.add_member(guild, f"mod-{tag}", roles=[moderators]),
        second_moderator=fd.add_member(guild, f"second-{tag}", roles=[moderators]),
        manager=fd.add_member(guild, f"manager-{tag}", roles=[managers]),
    )


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What the operator of a test sets."""
    return {
        "DATABASE_URL": f"sqlite:///{folder / 'rowan.db'}",
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
        "SECRET_KEY_FILE": "",
        "LOG_LEVEL": "DEBUG",
        "REPORTS_IN_5_MINUTES": "100",  # a story has few members, who report much
        "REPORTS_IN_AN_HOUR": "100",
        **more,
    }


def bot_process(fd: FakeDiscord, folder: Path, *arguments: str, **more: str) -> BotProcess:
    """The process, not started. Its log is `folder/bot.log`."""
    return BotProcess(
        fd,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env=environment(folder, **more),
        python=sys.executable,
        log=folder / "bot.log",
        ready="ready:",
    )


@contextlib.asynccontextmanager
async def running(fd: FakeDiscord, folder: Path, **more: str) -> AsyncIterator[BotProcess]:
    """The bot, ready; stopped at the end. What the local Discord lacks fails the test."""
    bot = bot_process(fd, folder, **more)
    await bot.start()
    try:
        yield bot
        assert fd.unimplemented == []
    except BaseException:
        sys.stderr.write("\n".join(bot.output[-60:]) + "\n")
        raise
    finally:
        await bot.stop()


async def command_line(folder: Path, *arguments: str, stdin: str = "", **more: str) -> tuple[int, str, str]:
    """Run `bot.py` with arguments as an operator would: (exit status, standard output, standard error)."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env={**os.environ, **environment(folder), **more},
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(stdin.encode())
    return process.returncode or 0, out.decode(), err.decode()
