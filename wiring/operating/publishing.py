"""The operator's `export --signed`: an issue of a list for a web host (docs/list-format.md)."""

import argparse
import functools
import os
import secrets
import sys
from collections.abc import Callable
from typing import Final

from core.base.errors import UserError
from core.base.ids import ServerId
from db.engine.storage import DatabaseStorage
from db.lists.stores import ListsStores
from services.base.ports import system_clock
from services.lists.published.publishing import IssueFile, Publishing
from settings import Settings
from wiring.database import open_database, say
from wiring.keys.watch import vault_of

_KEY_BYTES: Final = 32


async def publish_list(
    settings: Settings, options: argparse.Namespace, server: ServerId, complain: Callable[..., int]
) -> int:
    """Do `export --signed`: the issue on standard output, its number and key on standard error."""
    if not options.signed:
        return complain(say("publish-only-signed"))
    if options.format is not None:
        return complain(say("publish-no-format"))
    async with open_database(settings) as database:
        storage = DatabaseStorage(
            database, functools.partial(ListsStores, vault=await vault_of(database, settings))
        )
        publishing = Publishing(
            storage=storage,
            clock=system_clock,
            quorum=settings.shared_quorum,
            new_secret=functools.partial(secrets.token_bytes, _KEY_BYTES),
        )
        try:
            issue = await publishing.publish(server, hashed=options.hashed, new_key=options.new_key)
        except UserError as error:
            return complain(say(error.key, **error.values))
    try:
        _print(issue)
    except BrokenPipeError:  # whoever reads has seen enough; the number is used up
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    finally:
        issue.body.close()
    complain(say("publish-done", serial=issue.serial, records=issue.body.records, key=issue.key))
    if issue.left_out:
        complain(say("export-left-out", count=issue.left_out))
    return 0


def _print(issue: IssueFile) -> None:
    sys.stdout.buffer.write(issue.head)
    for block in issue.body.blocks():
        sys.stdout.buffer.write(block)
    sys.stdout.buffer.flush()
