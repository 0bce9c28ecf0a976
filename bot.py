"""Rowan's entry point: settings -> database -> services -> cogs, and the command line.

python bot.py                 run the bot
python bot.py check-config    say what is missing or wrong
python bot.py new-key         print a fresh SECRET_KEY
"""

import argparse
import asyncio
import base64
import contextlib
import logging
import secrets
import signal
import sys
from collections.abc import AsyncIterator, Coroutine, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import discord

from cogs.answers import Answers
from cogs.client import RowanClient
from cogs.notices import ManagerNotices
from cogs.router import Router
from cogs.sending import Postman, ReviewPost
from cogs.setup import Setup
from core.errors import Unavailable
from db.candidate_store import CandidateRows
from db.connection import Database, DatabaseFault
from db.index_store import ListChanges
from db.lease_store import Leases
from db.migrate import load_migrations, migrate
from db.outbox_store import OutboxRows
from db.server_store import ServerRows
from db.vault import Vault, check_secret
from services.indexing import Indexing
from services.leases import keep_alive
from services.listing import Lists
from services.logs import set_up_logging
from services.outbox import Kind, Outbox, Performer
from services.ports import system_clock
from services.servers import Servers
from services.texts import FALLBACK, default_texts
from settings import Settings, SettingsFault, load_settings

HERE = Path(__file__).parent
EXIT_FAULT = 2  # something the operator must put right; said in a sentence, without a traceback
EXIT_UNREACHABLE = 1
_FINISH_SECONDS = 3.0  # for what is under way to Discord
_STOP_SECONDS = 9.0  # for everything, after a signal

_UNREACHABLE = (
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    OSError,
)

_log = logging.getLogger("rowan")


def say(key: str, **values: str | int) -> str:
    """An operator's sentence; the command line speaks English."""
    return default_texts().say(FALLBACK, key, **values)


class Rowan:
    """The running bot: everything that lives from start to stop, built in one place."""

    def __init__(self, settings: Settings, database: Database, *, message_content: bool) -> None:
        self.settings = settings
        self.database = database
        self.process = secrets.token_hex(8)
        self.texts = default_texts()
        self.vault = Vault(settings.secret_key)
        self.leases = Leases(database)
        self.performers: dict[str, Performer] = {}
        self.outbox_rows = OutboxRows(database)
        self.outbox = Outbox(self.outbox_rows, system_clock, self.process, self.performers)
        self.server_rows = ServerRows(database, self.vault, system_clock)
        self.servers = Servers(self.server_rows, self.outbox_rows, self.outbox, system_clock)
        self.indexing = Indexing(ListChanges(database))
        self.lists = Lists(
            CandidateRows(database, system_clock), self.indexing, system_clock, settings.shared_quorum
        )
        self.router = Router()
        self.answers = Answers(self.texts, self.server_rows)
        self.client = RowanClient(self.answers, self.router, message_content=message_content)
        self.postman = Postman(self.client)
        self.review_post = ReviewPost(self.client, self.postman, self.servers)
        self._background: list[asyncio.Task[None]] = []

    async def build(self) -> None:
        """Make services and cogs and tie them together; before the gateway connects."""
        notices = ManagerNotices(self.client, self.postman, self.servers, self.texts)
        self.performers[Kind.MANAGER_NOTICE] = notices.perform
        await self.client.add_cog(Setup(self.client, self.answers, self.servers))

    def background(self, work: Coroutine[Any, Any, None], name: str) -> None:
        """Run for as long as the bot runs; a failure is logged and does not pass silently."""
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(_log_failure)
        self._background.append(task)

    async def run(self, stopping: asyncio.Event) -> None:
        """Connect and work until a signal or a fatal error; then stop in order."""
        await self.leases.renew(self.process, system_clock())
        self.background(keep_alive(self.leases, system_clock, self.process), "lease")
        await self.indexing.load()
        self.background(self.indexing.run(), "indexing")
        await self.build()
        self.client.add_listener(self._ready, "on_ready")
        try:
            await self._connected_until(stopping)
        finally:
            await self._stop()

    async def _ready(self) -> None:
        _log.info("ready: %s servers", len(self.client.guilds))
        if not any(task.get_name() == "outbox" for task in self._background):
            self.background(self.outbox.run(), "outbox")

    async def _connected_until(self, stopping: asyncio.Event) -> None:
        working = asyncio.create_task(self.client.start(self.settings.discord_token), name="discord")
        waiting = asyncio.create_task(stopping.wait(), name="signal")
        await asyncio.wait({working, waiting}, return_when=asyncio.FIRST_COMPLETED)
        waiting.cancel()
        if stopping.is_set():
            _log.info("stopping")
            await self.client.close()
        with contextlib.suppress(asyncio.CancelledError):
            await working

    async def _stop(self) -> None:
        """Tasks, then what is under way to Discord, then HTTP, then the database."""
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)
        await self.outbox.finish(_FINISH_SECONDS)
        await self.client.close()
        with contextlib.suppress(Unavailable):
            await self.leases.end(self.process, system_clock())


def _log_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and task.exception() is not None:
        _log.error("the background task %s ended", task.get_name(), exc_info=task.exception())


@contextlib.asynccontextmanager
async def open_database(settings: Settings) -> AsyncIterator[Database]:
    """The migrated database, closed at the end. Raises DatabaseFault."""
    database = await Database.open(settings.database)
    try:
        for step in await migrate(database, load_migrations()):
            _log.info("migrated to %s (%s)", step.version, step.name)
        await check_secret(database, Vault(settings.secret_key))
        yield database
    finally:
        await database.close()


async def may_read_messages(token: str) -> bool:
    """Whether Discord lets this bot read messages (the Message Content intent). Raises discord.LoginFailure."""
    async with discord.Client(intents=discord.Intents.none()) as asking:
        await asking.login(token)
        application = asking.application
        if application is None:
            return False
        flags = application.flags
        return flags.gateway_message_content or flags.gateway_message_content_limited


async def run_bot(settings: Settings) -> int:
    """Run until a signal; returns the exit status. A signal during the start ends the start."""
    stopping = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stopping.set)
    serving = asyncio.create_task(serve(settings, stopping), name="serve")
    waiting = asyncio.create_task(stopping.wait(), name="signal")
    await asyncio.wait({serving, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(_STOP_SECONDS):
            return await serving
    return 0


async def serve(settings: Settings, stopping: asyncio.Event) -> int:
    """Open the database, ask Discord what this bot may read, connect; returns the exit status."""
    async with open_database(settings) as database:
        try:
            reads = await may_read_messages(settings.discord_token)
            if not reads:
                _log.warning(say("start-no-message-content"))
            if not stopping.is_set():
                await Rowan(settings, database, message_content=reads).run(stopping)
        except discord.LoginFailure:
            return complain(say("config-token-refused"))
        except discord.PrivilegedIntentsRequired:
            return complain(say("start-no-message-content"))
        except _UNREACHABLE as error:
            return complain(say("start-unreachable", reason=type(error).__name__), EXIT_UNREACHABLE)
    return 0


async def check_config(settings: Settings) -> int:
    """The settings are well-formed; the database too?"""
    async with open_database(settings):
        print(say("config-fine"))
    return 0


def new_key() -> int:
    """Print a fresh secret."""
    print(base64.b64encode(secrets.token_bytes(32)).decode())
    return 0


def complain(sentence: str, status: int = EXIT_FAULT) -> int:
    """Say it on standard error; returns the exit status."""
    print(sentence, file=sys.stderr)
    return status


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The command line as typed."""
    parser = argparse.ArgumentParser(prog="bot.py", description=say("cli-description"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in ("run", "check-config", "new-key"):
        commands.add_parser(name, help=say(f"cli-{name}"))
    return parser.parse_args(arguments)


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    options = parse(arguments)
    if options.command == "new-key":
        return new_key()
    try:
        settings = load_settings(HERE, needs_token=options.command in (None, "run", "check-config"))
    except SettingsFault as error:
        faults = [f"- {say(fault.key, **fault.values)}" for fault in error.faults]
        return complain("\n".join([say("config-faults"), *faults, say("config-where")]))
    set_up_logging(settings.log_level)
    work = {"check-config": check_config}.get(options.command or "run", run_bot)
    try:
        return asyncio.run(work(settings))
    except DatabaseFault as error:
        return complain(say(error.key, **error.values))
    except Unavailable:
        return complain(say("database-busy"))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
