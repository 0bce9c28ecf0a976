"""The running process: from the operator's settings to a bot that is connected, until a signal."""

import asyncio
import contextlib
import logging
import os
import signal
import time
from typing import Any

import aiohttp
import discord

from core.base.redact import compile_all
from core.links.glance import compiled
from db.engine.database import Database
from services.base.texts import default_texts
from settings import Settings
from wiring.base import Known
from wiring.commandline import complain
from wiring.commands import links_in_python, notices_of
from wiring.database import open_database, say
from wiring.health.supervisor import Supervisor
from wiring.health.watch import CannotListen, Watch, watched
from wiring.keys.watch import vault_of
from wiring.rowan import Rowan

_STOP_SECONDS = 9.0  # for everything, after a signal; two are enough, save where the disk is busy
_FIRST_WAIT, _LONGEST_WAIT = 5.0, 60.0  # seconds before Discord is tried again
_LONG_ENOUGH_SECONDS = 60.0  # after a connection of this length the waits begin anew
_TOKEN_REFUSED = 4004  # Discord's word when it closes the connection

_UNREACHABLE = (
    discord.HTTPException,
    discord.GatewayNotFound,
    discord.ConnectionClosed,
    aiohttp.ClientError,
    OSError,
)

_log = logging.getLogger("rowan")


async def may_read_messages(token: str) -> bool:
    """Whether Discord lets this bot read messages (the Message Content intent). Raises discord.LoginFailure."""
    intents, patience = discord.Intents(guilds=True), 60.0
    async with discord.Client(intents=intents, max_ratelimit_timeout=patience) as asking:
        await asking.login(token)
        application = asking.application
        if application is None:
            return False
        flags = application.flags
        return flags.gateway_message_content or flags.gateway_message_content_limited


async def run_bot(settings: Settings) -> int:
    """Run until a signal; returns the exit status. A signal during the start ends the start."""
    # Rowan has no voice; an operator need not read twice at each start what that would take.
    discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
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
    """Open the database, then connect and work until a signal; returns the exit status."""
    default_texts().parse_all()  # no message shall wait for its sentence, nor for a pattern
    compile_all()
    for notice in notices_of(settings):
        _log.warning(notice)
    if compiled.WHY_NOT:
        _log.info(links_in_python())
    try:
        # First: while a large database is migrated it can be seen that the process lives.
        async with (
            watched(settings.health.address) as watch,
            open_database(settings, may_make=True) as database,
            Supervisor(os.environ).watching(),
        ):
            return await Serving(settings, watch.measured(database), stopping, watch).run()
    except CannotListen as error:
        return complain(say("health-cannot-listen", address=str(error.address), reason=error.reason))


class Serving:
    """Connects, and connects again: a Discord that is away is waited for, an intent that is taken is done without."""

    def __init__(self, settings: Settings, database: Database, stopping: asyncio.Event, watch: Watch) -> None:
        self._settings = settings
        self._database = database
        self._stopping = stopping
        self._watch = watch
        self._failures = 0  # in a row
        self._reads_messages: bool | None = None  # None: Discord was not asked yet

    async def run(self) -> int:
        """Until a signal, or until Discord refuses the token; returns the exit status."""
        while not self._stopping.is_set():
            try:
                await self._attempt()
            except discord.LoginFailure:
                return complain(say("config-token-refused"))
            except discord.PrivilegedIntentsRequired:
                self._go_on_without_message_content()
            except discord.ConnectionClosed as error:
                if error.code == _TOKEN_REFUSED:
                    return complain(say("config-token-refused"))
                await self._wait_for_discord(f"{type(error).__name__} {error.code}")
            except discord.RateLimited as error:
                await self._wait_for_discord(type(error).__name__, error.retry_after)
            except _UNREACHABLE as error:
                await self._wait_for_discord(type(error).__name__)
        return 0

    async def _attempt(self) -> None:
        if self._reads_messages is None:
            asking = asyncio.create_task(may_read_messages(self._settings.discord_token.plain()), name="ask")
            if not await ended_first(asking, self._stopping):
                return
            self._reads_messages = await asking
            if not self._reads_messages:
                _log.warning(say("start-no-message-content"))
        began = time.monotonic()
        try:
            rowan = Rowan(
                Known(
                    self._settings,
                    self._database,
                    self._reads_messages,
                    await vault_of(self._database, self._settings),
                    sharded=True,
                    watch=self._watch,
                )
            )
            await rowan.run(self._stopping)
        finally:
            if time.monotonic() - began > _LONG_ENOUGH_SECONDS:
                self._failures = 0

    def _go_on_without_message_content(self) -> None:
        """The intent was taken while Rowan ran: reports are still taken, messages are not checked."""
        self._reads_messages = False
        _log.warning(say("start-message-content-taken"))

    async def _wait_for_discord(self, reason: str, seconds: float | None = None) -> None:
        wait = min(_LONGEST_WAIT, _FIRST_WAIT * (1 << min(self._failures, 9))) if seconds is None else seconds
        self._failures += 1
        _log.warning(say("start-unreachable", reason=reason, seconds=round(wait)))
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait):
                await self._stopping.wait()


async def ended_first(work: asyncio.Task[Any], stopping: asyncio.Event) -> bool:
    """Wait until the work ends, or cancel it where a signal comes first; whether it ended."""
    waiting = asyncio.create_task(stopping.wait(), name="signal")
    await asyncio.wait({work, waiting}, return_when=asyncio.FIRST_COMPLETED)
    waiting.cancel()
    if not stopping.is_set():
        return True
    work.cancel()
    await asyncio.wait({work}, timeout=1.0)
    return False
