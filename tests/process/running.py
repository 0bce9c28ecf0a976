"""The real `bot.py` as a process: started on a local Discord, or asked at the command line."""

import asyncio
import base64
import contextlib
import functools
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path

from localdiscord import BotProcess, FakeDiscord
from localdiscord.faults import Moment
from localdiscord.loaded import Loaded, is_possible
from tests.conftest import SECRET, migrated

ROOT = Path(__file__).parents[2]


def database_url(folder: Path) -> str:
    """The database of the processes in this folder."""
    return f"sqlite:///{folder / 'rowan.db'}"


_LATE = (
    *(
        "wiring.loop",
        "wiring.serving",
        "wiring.fetching",
        "wiring.commands",
        "wiring.operating.backups",
        "wiring.doctor.command",
        "wiring.health.asking",
        "db.engine.postgres.place",
    ),  # what `bot.py` imports once it needs it
    "tests.process.read_once",
)


@functools.cache
def loaded() -> Loaded | None:
    """Who has loaded what `bot.py` imports, once for all starts: that is three quarters of the time of each. None where
    this system cannot.
    """
    return Loaded(ROOT, "bot", *_LATE) if is_possible() else None


def environment(folder: Path, **more: str) -> dict[str, str]:
    """What the operator of a test sets."""
    return {
        "DATABASE_URL": database_url(folder),
        "SECRET_KEY": base64.b64encode(SECRET).decode(),
        "SECRET_KEY_FILE": "",
        "LOG_LEVEL": "DEBUG",
        "REPORTS_IN_5_MINUTES": "100",  # a story has few members, who report much
        "REPORTS_IN_AN_HOUR": "100",
        "EMERGENCIES_IN_AN_HOUR": "100",
        "EMERGENCIES_IN_A_DAY": "100",
        **more,
    }


def bot_process(
    fd: FakeDiscord, folder: Path, *arguments: str, alone: bool = False, **more: str
) -> BotProcess:
    """The process, not started. Its log is `folder/bot.log`. `alone`: it loads its modules and makes its tables itself, as
    in earnest.
    """
    env = environment(folder, **more)
    file = folder / "rowan.db"
    if not alone and not arguments and env["DATABASE_URL"] == f"sqlite:///{file}" and not file.exists():
        file.write_bytes(migrated())  # the migrations are half of the time of a first start
    return BotProcess(
        fd,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env=env,
        python=sys.executable,
        log=folder / "bot.log",
        ready="ready:",
        loaded=None if alone else loaded(),
    )


@contextlib.asynccontextmanager
async def running(
    fd: FakeDiscord, folder: Path, *, alone: bool = False, **more: str
) -> AsyncIterator[BotProcess]:
    """The bot, ready; stopped at the end. What the local Discord lacks fails the test. `alone`: as in `bot_process`."""
    bot = bot_process(fd, folder, alone=alone, **more)
    try:
        await bot.start()
        yield bot
        assert fd.unimplemented == []
    except BaseException:
        sys.stderr.write("\n".join(bot.output[-60:]) + "\n")
        raise
    finally:
        await bot.stop()


@contextlib.asynccontextmanager
async def standing_by(fd: FakeDiscord, folder: Path, **more: str) -> AsyncIterator[BotProcess]:
    """A second process on the database of one that runs, which has the only shard; it waits to take that over."""
    bot = bot_process(fd, folder, **more)
    try:
        await bot.start(wait_ready=False)
        await stands_by(fd, bot)
        yield bot
    finally:
        await bot.stop()


async def stands_by(fd: FakeDiscord, bot: BotProcess) -> None:
    """Wait until this process has said that others run all shards."""
    await fd.until(lambda: any("It stands by" in line for line in bot.output))


async def taken_over(fd: FakeDiscord, by: BotProcess) -> None:
    """Wait until this process has the shard of one that ended."""
    await fd.until(lambda: any("ready:" in line for line in by.output))


async def with_deaths_before_and_after(
    folder: Path, story: Callable[[FakeDiscord, Path, Moment], Awaitable[None]]
) -> None:
    """Tell a story of deaths twice, at the same time: the process dies before Discord acts on its call, and after."""

    async def told(moment: Moment) -> None:
        (folder / moment).mkdir()
        fd = await FakeDiscord().start()
        try:
            await story(fd, folder / moment, moment)
        finally:
            await fd.stop()

    await asyncio.gather(told("before"), told("after"))


async def command_line(
    folder: Path, *arguments: str, stdin: str = "", alone: bool = False, **more: str
) -> tuple[int, str, str]:
    """Run `bot.py` with arguments as an operator would: (exit status, standard output, standard error). `alone`: as in
    `bot_process`.
    """
    env = {**os.environ, **environment(folder), **more}
    if not alone and (forking := loaded()) is not None:
        return await forking.run("bot.py", *arguments, environment=env, given=stdin.encode())
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "bot.py",
        *arguments,
        cwd=ROOT,
        env=env,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate(stdin.encode())
    return process.returncode or 0, out.decode(), err.decode()


async def operator(folder: Path, *arguments: str) -> str:
    """Run a command that must succeed; what it prints."""
    status, out, err = await command_line(folder, *arguments, DISCORD_TOKEN="")
    assert status == 0, err
    return out


async def trust(folder: Path, *guilds: str) -> None:
    """From now on the operator trusts these servers."""
    for guild in guilds:
        await operator(folder, "trust", guild)
