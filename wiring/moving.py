"""`bot.py move --to URL`: all that Rowan keeps, from the database of DATABASE_URL into another."""

import dataclasses
import sys

from core.base.errors import StorageBusy
from db.base.stores import BaseStores
from db.engine.database import DatabaseFault, RuleBroken
from db.engine.moving import MoveFailed, move
from db.engine.storage import DatabaseStorage
from db.engine.vault import Vault
from services.base.ports import system_clock
from settings import Settings, read_database_url
from wiring.database import open_database, place_of, say, side_of


async def move_to(settings: Settings, url: str) -> None:
    """Move everything, and say so. Raises DatabaseFault; nothing of the old database is changed, whatever happens."""
    target = read_database_url(url, settings.folder)
    if isinstance(target, str):
        raise DatabaseFault(target)
    if target == settings.database:
        raise DatabaseFault("move-same", path=str(target))
    place = place_of(dataclasses.replace(settings, database=target))
    async with open_database(settings) as old:
        leases = DatabaseStorage(old, lambda sql: BaseStores(sql, Vault(settings.secret_key))).read.leases
        if await leases.others("", system_clock()):
            raise DatabaseFault("move-running")
        await place.is_there()  # another program's is left alone
        new = await place.open()
        try:
            await place.migrate(new)
            side = side_of(new)
            if not await side.is_unfinished() and await new.read.one("SELECT 1 FROM secret_in_use"):
                raise DatabaseFault("move-not-empty", path=place.shown)
            rows = await move(side_of(old), side, _progress)
        except MoveFailed as error:
            raise DatabaseFault("move-differs", path=place.shown, table=error.table) from error
        except RuleBroken as error:
            raise DatabaseFault("move-broken", path=place.shown, reason=str(error)) from error
        except StorageBusy as error:
            raise place.fault_of("move-interrupted", error) from error
        finally:
            await new.close()
        print(say("move-done", rows=rows, old=old.place, new=place.shown))  # noqa: T201  # the command's answer


def _progress(table: str, rows: int, of: int) -> None:
    print(say("move-progress", table=table, rows=rows, of=of), file=sys.stderr)  # noqa: T201  # so is this
