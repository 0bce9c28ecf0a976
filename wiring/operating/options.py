"""What the operator's commands take that bring in, give out and keep lists and databases. What does it is loaded by who does it."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from core.base.categories import Category
from wiring.database import say

if TYPE_CHECKING:
    from core.lists.formats import Format


def add_imports(commands: Any) -> None:
    """Add `import` and `export` to the command line."""
    bring = commands.add_parser("import", help=say("cli-import"))
    bring.add_argument("file", metavar="FILE", type=Path, help=say("cli-import-file"))
    _add_where(bring)
    bring.add_argument(
        "--category", metavar="C", type=Category, choices=list(Category), help=say("cli-import-category")
    )
    bring.add_argument("--format", metavar="F", type=_format, help=say("cli-import-format"))
    bring.add_argument("--partial", action="store_true", help=say("cli-import-partial"))
    either = bring.add_mutually_exclusive_group()  # a dry run changes nothing, and an undo has none
    either.add_argument("--dry-run", action="store_true", help=say("cli-import-dry-run"))
    either.add_argument("--undo", action="store_true", help=say("cli-import-undo"))
    export = commands.add_parser("export", help=say("cli-export"))
    _add_where(export)
    export.add_argument("--format", metavar="F", type=_format, help=say("cli-export-format"))
    export.add_argument("--signed", action="store_true", help=say("cli-export-signed"))
    export.add_argument("--hashed", action="store_true", help=say("cli-export-hashed"))
    export.add_argument("--new-key", action="store_true", help=say("cli-export-new-key"))


def add_backups(commands: Any) -> None:
    """Add `backup` and `restore` to the command line."""
    backup = commands.add_parser("backup", help=say("cli-backup"))
    backup.add_argument("where", metavar="FILE", nargs="?", help=say("cli-backup-file"))
    restore = commands.add_parser("restore", help=say("cli-restore"))
    restore.add_argument("file", metavar="FILE", type=Path, help=say("cli-restore-file"))
    how = restore.add_mutually_exclusive_group()
    how.add_argument("--force", action="store_true", help=say("cli-restore-force"))
    how.add_argument("--check", action="store_true", help=say("cli-restore-check"))


def _add_where(command: argparse.ArgumentParser) -> None:
    where = command.add_mutually_exclusive_group(required=True)
    where.add_argument("--server", metavar="ID", help=say("cli-import-server"))
    where.add_argument("--shared", action="store_true", help=say("cli-import-shared"))


def _format(typed: str) -> "Format":
    """The format of this name. To know them all takes the whole engine of links, so it is loaded once one is named."""
    from core.lists.formats import Format

    try:
        return Format(typed)
    except ValueError:
        known = ", ".join(Format)
        raise argparse.ArgumentTypeError(f"invalid choice: {typed!r} (choose from {known})") from None
