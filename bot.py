"""Rowan's entry point: settings -> database -> services -> cogs, and the command line.

    .venv/bin/python bot.py                 run the bot
    .venv/bin/python bot.py check-config    say what is missing or wrong
    .venv/bin/python bot.py new-key         print a fresh SECRET_KEY
    .venv/bin/python bot.py servers | trust | untrust | ban | check

What is tied to what stands in `wiring/`.
"""

import argparse
import asyncio
import contextlib
import logging
import signal
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any

import aiohttp
import discord

from core.base.errors import Unavailable
from db.engine.database import DatabaseFault
from services.base.logs import set_up_logging
from services.base.texts import default_texts
from settings import Settings, SettingsFault, load_settings
from wiring.commandline import (
    check_by_lists,
    check_by_rules,
    check_config,
    complain,
    new_key,
    open_database,
    operate,
    parse,
    say,
    support_notices,
)

HERE = Path(__file__).parent
EXIT_UNREACHABLE = 1
_STOP_SECONDS = 9.0  # seconds for everything, after a signal

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
    async with discord.Client(intents=discord.Intents(guilds=True)) as asking:
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
    """Open the database, ask Discord what this bot may read, connect; returns the exit status."""
    # The command line's other commands need neither the cogs nor every sentence; no message shall wait for them.
    from wiring.rowan import Rowan

    default_texts().parse_all()
    for notice in support_notices(settings):
        _log.warning(notice)
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


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    options = parse(arguments)
    command = options.command or "run"
    if command == "new-key":
        return new_key()
    if command == "check" and options.rules is not None:
        return asyncio.run(check_by_rules(options))
    try:
        settings = load_settings(HERE, needs_token=command in ("run", "check-config"))
    except SettingsFault as error:
        faults = [f"- {say(fault.key, **fault.values)}" for fault in error.faults]
        return complain("\n".join([say("config-faults"), *faults, say("config-where")]))
    set_up_logging(settings.log_level)
    try:
        return asyncio.run(_work(command, settings, options))
    except DatabaseFault as error:
        return complain(say(error.key, **error.values))
    except Unavailable:
        return complain(say("database-busy"))


def _work(command: str, settings: Settings, options: argparse.Namespace) -> Coroutine[Any, Any, int]:
    match command:
        case "run":
            return run_bot(settings)
        case "check-config":
            return check_config(settings)
        case "check":
            return check_by_lists(settings, options)
        case _:
            return operate(settings, options)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
