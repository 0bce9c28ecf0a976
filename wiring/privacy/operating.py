"""`bot.py export-user` and `erase-user`: what an operator does for a person who asks."""

import argparse
import re
import sys
from collections.abc import Callable

from core.base.ids import UserId
from services.base.ports import system_clock
from services.base.privacy.export_file import written
from services.base.privacy.persons import Persons
from settings import Settings
from wiring.database import open_database, say
from wiring.keys.watch import vault_of
from wiring.privacy.persons import persons_storage

_USER = re.compile(r"\d{15,20}", re.ASCII)


async def for_user(settings: Settings, options: argparse.Namespace, complain: Callable[..., int]) -> int:
    """Do `export-user` or `erase-user`. Raises DatabaseFault, Unavailable."""
    if not _USER.fullmatch(options.user):
        return complain(say("cli-user-id-bad", id=options.user[:40]))
    user = UserId(int(options.user))
    async with open_database(settings) as database:
        storage = persons_storage(database, await vault_of(database, settings))
        persons = Persons(storage=storage, clock=system_clock)
        if options.command == "export-user":
            told = await persons.export(user)
            if not told:
                print(say("cli-user-nothing", user=str(user)), file=sys.stderr)
            print(written(user, told, system_clock()), end="")
            return 0
        erased = await persons.erase(user)
        print(say("cli-user-erased", user=str(user), count=erased))
        if not await database.forget_deleted():
            print(say("cli-user-log-owed"), file=sys.stderr)
    return 0
