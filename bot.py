"""Rowan's entry point: settings -> database -> services -> cogs, and the command line.

    .venv/bin/python bot.py                 run the bot
    .venv/bin/python bot.py check-config    say what is missing or wrong
    .venv/bin/python bot.py new-key         print a fresh SECRET_KEY
    .venv/bin/python bot.py rotate-key      encrypt everything with a new SECRET_KEY, beside the running bot
    .venv/bin/python bot.py move --to URL   move everything to another database, while the bot is stopped
    .venv/bin/python bot.py backup [FILE]   write everything into one file, beside the running bot
    .venv/bin/python bot.py doctor          say what is wrong or in danger, and what to do about it
    .venv/bin/python bot.py restore FILE    have the database hold what a backup holds, while the bot is stopped
    .venv/bin/python bot.py fetch URL       say what the client that fetches makes of an address
    .venv/bin/python bot.py import | export bring a list from a file, print one
    .venv/bin/python bot.py servers | trust | untrust | ban | forget | check | redact
    .venv/bin/python bot.py export-user | erase-user USER_ID   what is kept about a person: printed, erased
    .venv/bin/python bot.py healthcheck     ask the bot that runs beside it whether it is well
    .venv/bin/python bot.py stop-campaign NUMBER [--undo]   have nothing new of a campaign go out

What is tied to what stands in `wiring/`.
"""

import signal

if __name__ == "__main__":
    # Ctrl-C ends the process without a word until `run_bot` takes it over: nothing was begun that must be finished.
    signal.signal(signal.SIGINT, signal.SIG_DFL)

import argparse
import asyncio
import contextlib
import faulthandler
import sys
from collections.abc import Coroutine, Sequence
from pathlib import Path
from typing import Any, Final

from core.base.errors import Unavailable
from db.engine.database import DatabaseFault
from services.base.logs import (
    keep_out_of_core_dumps,
    keep_out_of_the_log,
    log_what_nobody_caught,
    set_up_logging,
)
from services.base.settings.env_file import SettingsFault
from settings import Settings, load_settings
from wiring.commandline import complain, parse
from wiring.database import place_of, say, unlogged

_BESIDE = Path(__file__).parent
# Where `.env` and relative paths are looked for: the checkout, or, where Rowan was installed as a command, where one stands.
HERE = _BESIDE if (_BESIDE / "config.example.env").is_file() else Path.cwd()
_ALONE: Final = ("new-key", "redact")
"""The commands that need no settings."""


def main(arguments: Sequence[str]) -> int:
    """Do what the command line asks; returns the exit status."""
    options = parse(arguments)
    command = options.command or "run"
    if command in _ALONE or (command == "check" and options.rules is not None):
        return _without_settings(command, options)
    try:
        needs_token = command in ("run", "check-config") or getattr(options, "discord", False)
        settings = load_settings(HERE, needs_token=needs_token)
    except SettingsFault as error:
        found = [f"- {say(fault.key, **fault.values)}" for fault in (*error.faults, *error.notices)]
        return complain("\n".join([say("config-faults"), *found, say("config-where", folder=str(HERE))]))
    # What a command says is for the terminal before which somebody sits.
    set_up_logging(settings.log_level, as_json=command == "run" and settings.health.json)
    keep_out_of_the_log(unlogged(settings))
    try:
        return _run(settings) if command == "run" else asyncio.run(_work(command, settings, options))
    except DatabaseFault as error:
        return complain(say(error.key, **error.values))
    except Unavailable as error:
        fault = place_of(settings).fault_of("database-busy", error)  # or its disk is full
        return complain(say(fault.key, **fault.values))


# Each loads what it needs and no more: most of a short command's time would go into loading what the others do, and a
# container asks `healthcheck` twice a minute.
def _without_settings(command: str, options: argparse.Namespace) -> int:
    from wiring.commands import ALONE, check_by_rules

    return asyncio.run(check_by_rules(options)) if command == "check" else ALONE[command](options)


def _run(settings: Settings) -> int:
    from wiring.loop import new_event_loop
    from wiring.serving import run_bot

    with contextlib.suppress(OSError):  # standard error may be no file
        faulthandler.enable()  # where each thread stood, when systemd ends a process that hangs; it prints no value
    with asyncio.Runner(loop_factory=new_event_loop) as runner:
        return runner.run(run_bot(settings))


def _work(command: str, settings: Settings, options: argparse.Namespace) -> Coroutine[Any, Any, int]:
    match command:
        case "healthcheck":
            from wiring.health.asking import healthcheck

            return healthcheck(settings, options)
        case "doctor":
            from wiring.doctor.command import doctor

            return doctor(settings, options)
        case "backup" | "restore":
            from wiring.operating import backups

            return (backups.backup if command == "backup" else backups.restore)(settings, options)
    from wiring.commands import WORK, operate

    return WORK.get(command, operate)(settings, options)


def rowan() -> int:
    """Do what the command line asks of this process; returns the exit status."""
    log_what_nobody_caught()
    keep_out_of_core_dumps()
    return main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(rowan())
