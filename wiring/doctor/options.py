"""What `bot.py doctor` takes on the command line."""

from typing import Any

from wiring.database import say


def add_command(commands: Any) -> None:
    """Add `doctor` to the command line."""
    doctor = commands.add_parser("doctor", help=say("cli-doctor"))
    doctor.add_argument("--discord", action="store_true", help=say("cli-doctor-discord"))
    doctor.add_argument("--json", action="store_true", help=say("cli-doctor-json"))
