"""What is sealed in a database, and by which secret it opens."""

from db.engine.database import Database
from db.engine.keys.sealed_columns import SEALED
from db.engine.vault import SealBroken, Vault
from tests.conftest import StandingClock
from tests.services.lives import Lives


async def lived(database: Database, vault: Vault, clock: StandingClock) -> Lives:
    """Everything was said and done, and whoever did it is at work no more."""
    lives = Lives(database, vault, clock)
    await lives.lead()
    clock.forward(seconds=10)  # nobody who led them is at work any more
    return lives


async def sealed_values(database: Database) -> dict[tuple[str, str, str], bytes]:
    """Every sealed value, by its table, its column and its place."""
    found = {}
    for table in SEALED.values():
        for row in await database.read.all(f"SELECT * FROM {table.name}"):  # noqa: S608  # our names
            for column in table.places:
                if row[column] is not None:
                    found[table.name, column, table.place(column, row)] = bytes(row[column])
    return found


def opens(vault: Vault, value: bytes, place: str) -> bool:
    try:
        vault.open_bytes(value, place)
    except SealBroken:
        return False
    return True
