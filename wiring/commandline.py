"""The command line of `bot.py`: what it takes, and how a complaint is said.

Nothing of what a command does is loaded here: `healthcheck`, which a container asks twice a minute, needs nearly nothing of it.
"""

import argparse
import logging
import re
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from core.base.well_formed import readable
from services.base.logs import is_json
from wiring.database import say
from wiring.doctor.options import add_command as add_doctor
from wiring.operating.options import add_backups, add_imports

EXIT_FAULT = 2  # something the operator must put right; said in a sentence, without a traceback
_PASSWORD = re.compile(r"//[^/\s]*@")

_log = logging.getLogger("rowan")


def complain(sentence: str, status: int = EXIT_FAULT) -> int:
    """Say what is wrong on standard error, without what steers a terminal; returns the exit status. Where the log is JSON, a
    line of the log says it: standard error holds nothing else then.
    """
    if any(map(is_json, logging.getLogger().handlers)):
        _log.error(sentence)
        return status
    print(readable(sentence), file=sys.stderr)
    return status


class _Parser(argparse.ArgumentParser):
    """Says what is wrong with the command line, and no password that stands in it."""

    def error(self, message: str) -> NoReturn:
        super().error(_PASSWORD.sub("//...@", message))


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """Parse the command line as typed."""
    parser = _Parser(prog="bot.py", description=say("cli-description"))
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    for name in ("run", "check-config", "new-key", "rotate-key", "servers"):
        commands.add_parser(name, help=say(f"cli-{name}"))
    for name in ("trust", "untrust", "ban", "forget"):
        command = commands.add_parser(name, help=say(f"cli-{name}"))
        command.add_argument("server", metavar="SERVER_ID", help=say("cli-server-id"))
        if name == "trust":
            command.add_argument("--group", metavar="G", help=say("cli-group"))
    for name in ("export-user", "erase-user"):
        command = commands.add_parser(name, help=say(f"cli-{name}"))
        command.add_argument("user", metavar="USER_ID", help=say("cli-user-id"))
    stop = commands.add_parser("stop-campaign", help=say("cli-stop-campaign"))
    stop.add_argument("number", metavar="NUMBER", help=say("cli-stop-campaign-number"))
    stop.add_argument("--undo", action="store_true", help=say("cli-stop-campaign-undo"))
    health = commands.add_parser("healthcheck", help=say("cli-healthcheck"))
    health.add_argument("--ready", action="store_true", help=say("cli-healthcheck-ready"))
    move = commands.add_parser("move", help=say("cli-move"))
    what = move.add_mutually_exclusive_group(required=True)
    what.add_argument("--to", metavar="URL", help=say("cli-move-to"))
    what.add_argument("--cancel", action="store_true", help=say("cli-move-cancel"))
    add_imports(commands)
    add_backups(commands)
    add_doctor(commands)
    check = commands.add_parser("check", help=say("cli-check"))
    check.add_argument("--rules", metavar="FILE", type=Path, help=say("cli-rules"))
    check.add_argument("--jsonl", action="store_true", help=say("cli-jsonl"))
    redact = commands.add_parser("redact", help=say("cli-redact"))
    redact.add_argument("--jsonl", action="store_true", help=say("cli-jsonl"))
    fetch = commands.add_parser("fetch", help=say("cli-fetch"))
    fetch.add_argument("url", metavar="URL", help=say("cli-fetch-url"))
    return parser.parse_args(arguments)
